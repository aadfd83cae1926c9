"""How the compiled gazetteer lies on the disk; shared by the one that writes and the one that reads."""

import struct
from enum import IntEnum

MAGIC = 0x50574401  # "DWP", layout 1
HEADER = struct.Struct("<5I")
RECORD = struct.Struct(
    "<2I2fI2s2s4s4x"
)  # geonameid, population, lat, lon, text offset, country, feature, admin1


class Flag(IntEnum):
    """By which kind of name a key leads to a place; the lower, the surer."""

    MAIN = 0
    INFLECTED = 1
    ALTERNATE = 2
    INFLECTED_ALTERNATE = 3
    NO_ARTICLE = 4
    LOOSE = 6
    SKELETON = 8
    BONES = 9  # consonants and vowel edges within one country


def is_weak(flag: int) -> bool:
    return flag >= Flag.LOOSE
