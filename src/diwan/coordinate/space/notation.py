"""Points as people type them: decimal, degrees and minutes, degrees-minutes-seconds, MGRS, UTM; digits and letters of four languages.

Latitude stands first unless letters say otherwise. Nothing is guessed: what could be two places is refused.
"""

import re
import unicodedata

from mgrs import MGRS
from pyproj import Transformer

from diwan.coordinate.space.area import Point, point
from diwan.coordinate.space.faults import NotAVolume

_SIGNS = str.maketrans("′’ʹ‘″”“−–—٫،؛", "''''\"\"\"---.,;")  # after NFKC, which takes ″ apart by itself
# what stands for a direction, longest first
_LETTERS = (
    ("с. ш.", "N"), ("ю. ш.", "S"), ("в. д.", "E"), ("з. д.", "W"),
    ("с.ш.", "N"), ("ю.ш.", "S"), ("в.д.", "E"), ("з.д.", "W"), ("сш", "N"), ("юш", "S"), ("вд", "E"), ("зд", "W"),
    ("شمالا", "N"), ("جنوبا", "S"), ("شرقا", "E"), ("غربا", "W"), ("شمالي", "N"), ("شمالی", "N"), ("شمال", "N"),
    ("جنوبي", "S"), ("جنوبی", "S"), ("جنوب", "S"), ("شرقي", "E"), ("شرقی", "E"), ("شرق", "E"),
    ("غربي", "W"), ("غربی", "W"), ("غرب", "W"),
    ("north", "N"), ("south", "S"), ("east", "E"), ("west", "W"),
)  # fmt: skip
_HALF = re.compile(
    r"""(?P<before>[NSEW])?\s*(?P<sign>[+-])?\s*
    (?P<degrees>\d+(?:\.\d+)?)\s*(?:°|º)?\s*
    (?:(?P<minutes>\d+(?:\.\d+)?)\s*'?\s*
    (?:(?P<seconds>\d+(?:\.\d+)?)\s*"?\s*)?)?
    (?P<after>[NSEW])?""",
    re.VERBOSE,
)
_COMMAS = re.compile(r"[^,]*\d,\d[^,]* [^,]*\d,\d[^,]*")  # 33,3128 44,3615
_GRID = re.compile(r"(\d{1,2})([C-HJ-NP-X])([A-HJ-NP-Z]{2})((?:\d\d){1,5})")
_POLAR = re.compile(r"([ABYZ])([A-HJ-NP-Z]{2})((?:\d\d){1,5})")
_UTM = re.compile(
    r"(\d{1,2})\s*([C-HJ-NP-X])\s+(\d{5,7}(?:\.\d+)?)\s*(?:M?E)?[\s,]+(\d{1,8}(?:\.\d+)?)\s*(?:M?N)?"
)


def read_point(text: str, *, field: str = "point") -> Point:
    """A grid reference is read at the corner that it names."""
    plain = _plain(text)
    found = _utm(plain, text, field) or _grid(plain, text, field) or _degrees(plain, text, field)
    if found is None:
        raise NotAVolume(field, "notation", value=text[:80])
    return found


def swapped(given: Point, west: float, south: float, east: float, north: float) -> bool:
    """Whether the point lies outside the region and would lie in it the other way round: then ask."""

    def inside(latitude: float, longitude: float) -> bool:
        return south <= latitude <= north and west <= longitude <= east

    return not inside(*given) and inside(given.longitude, given.latitude)


def _plain(text: str) -> str:
    """Digits and signs of any script as ASCII, directions as one letter, upper case."""
    found = unicodedata.normalize("NFKC", text).casefold()
    found = "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in found
        if unicodedata.category(letter) != "Cf"
    )
    found = found.translate(_SIGNS).replace("''", '"')
    for word, letter in _LETTERS:
        found = found.replace(word, letter)
    return re.sub(r"\s+", " ", found).strip().upper()


def _degrees(plain: str, text: str, field: str) -> Point | None:
    halves = _split(plain)
    if halves is None:
        return None
    values: list[tuple[float, str]] = []
    for half in halves:
        match = _HALF.fullmatch(half.strip())
        if match is None:
            return None
        values.append(_value(match, text, field))
    (first, first_letter), (second, second_letter) = values
    axes = ("NS" if first_letter in ("N", "S") else "EW" if first_letter else "",
            "NS" if second_letter in ("N", "S") else "EW" if second_letter else "")  # fmt: skip
    if axes[0] and axes[0] == axes[1]:
        raise NotAVolume(field, "notation", value=text[:80])
    if axes[0] == "EW" or axes[1] == "NS":
        first, second = second, first
    return point(first, second, field)


def _split(plain: str) -> list[str] | None:
    """The two halves, at the one separator or after the letter of the first, or half the numbers each."""
    for separator in (";", ", "):
        if plain.count(separator) == 1:
            return [half.replace(",", ".") for half in plain.split(separator)]
    if _COMMAS.fullmatch(plain):
        plain = plain.replace(",", ".")
    if plain.count(",") == 1:
        return plain.split(",")
    letters = [match.start() for match in re.finditer(r"[NSEW]", plain)]
    if len(letters) == 2:
        cut = letters[1] if letters[0] == 0 else letters[0] + 1
        return [plain[:cut], plain[cut:]]
    parts = plain.split(" ")
    if not letters and len(parts) in (2, 4, 6):
        half = len(parts) // 2
        return [" ".join(parts[:half]), " ".join(parts[half:])]
    return None


def _value(match: re.Match[str], text: str, field: str) -> tuple[float, str]:
    degrees, minutes, seconds = (float(match[name] or 0) for name in ("degrees", "minutes", "seconds"))
    before, after = match["before"] or "", match["after"] or ""
    broken = match["minutes"] is not None and "." in match["degrees"]
    broken |= match["seconds"] is not None and "." in match["minutes"]
    if (
        minutes >= 60
        or seconds >= 60
        or broken
        or (before and after)
        or (match["sign"] and (before or after))
    ):
        raise NotAVolume(field, "notation", value=text[:80])
    value = degrees + minutes / 60 + seconds / 3600
    letter = before or after
    return (-value if match["sign"] == "-" or letter in ("S", "W") else value), letter


def _grid(plain: str, text: str, field: str) -> Point | None:
    packed = plain.replace(" ", "")
    if not (_GRID.fullmatch(packed) or _POLAR.fullmatch(packed)):
        return None
    try:
        latitude, longitude = MGRS().toLatLon(packed)
    except Exception:  # noqa: BLE001 - the package raises a class that it does not name; it only reads a string
        raise NotAVolume(field, "notation", value=text[:80]) from None
    return point(latitude, longitude, field)


def _utm(plain: str, text: str, field: str) -> Point | None:
    """Zone with its latitude band (38S is in Iraq, not in the south), easting, northing."""
    match = _UTM.fullmatch(plain)
    if match is None:
        return None
    zone, letter, easting, northing = int(match[1]), match[2], float(match[3]), float(match[4])
    if not 1 <= zone <= 60 or not 100_000 <= easting < 1_000_000 or northing > 10_000_000:
        raise NotAVolume(field, "notation", value=text[:80])
    code = (32600 if letter >= "N" else 32700) + zone
    longitude, latitude = Transformer.from_crs(f"EPSG:{code}", "EPSG:4326", always_xy=True).transform(
        easting, northing
    )
    lowest = -80 + 8 * "CDEFGHJKLMNPQRSTUVWX".index(letter)
    if not lowest - 0.5 <= latitude <= lowest + (12 if letter == "X" else 8) + 0.5:
        raise NotAVolume(field, "notation", value=text[:80])
    return point(latitude, longitude, field)
