"""The compiled gazetteer, mapped into memory: which places may a name mean?

Opening takes milliseconds; the pages are shared by every process of the machine.
"""

import math
import mmap
import struct
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from diwan.core.errors import DiwanError
from diwan.core.reading import PlaceCandidate
from diwan.process.places.geometry import Spot, spot_of
from diwan.process.places.keys import may_be_article
from diwan.process.places.layout import HEADER, MAGIC, RECORD

DATA = Path(__file__).parents[1] / "data"
_NUMBER = struct.Struct("<I")
_FEATURES = {b"ci": "city", b"re": "region", b"co": "country"}
_FEWEST_PEOPLE = 800  # a place without a figure is as small as this
LANGUAGES = ("en", "ar", "fa", "ru")


class GazetteerMissing(DiwanError):
    """The gazetteer is not built. Run `python -m diwan.process.compile_gazetteer`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that a key may mean, and by which kind of name (`layout.Flag`)."""

    place: PlaceCandidate
    flag: int
    magnitude: float = field(compare=False)  # of its population, as a power of ten
    spot: Spot = field(compare=False)


class Gazetteer:
    def __init__(self, folder: Path = DATA) -> None:
        import marisa_trie  # noqa: PLC0415  (loaded with the first report, not with the command)

        keys, places = folder / "gazetteer_keys.bin", folder / "gazetteer_places.bin"
        if not (keys.exists() and places.exists()):
            raise GazetteerMissing
        self._trie: Any = marisa_trie.Trie().mmap(str(keys))
        with places.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, count, entries, key_count, _ = HEADER.unpack_from(self._map)
        if magic != MAGIC or key_count != len(self._trie):
            raise GazetteerMissing
        self._count = count
        self._offsets = HEADER.size + count * RECORD.size
        self._entries = self._offsets + 4 * (key_count + 1)
        self._texts = self._entries + 4 * entries
        self.place = lru_cache(maxsize=8192)(self._place)
        self.entries = lru_cache(maxsize=4096)(self._entries_of)
        self.may_open = lru_cache(maxsize=50_000)(self._may_open)

    def prefixes(self, text: str) -> list[tuple[str, int]]:
        """Every key that the text begins with, shortest first, with its number."""
        return list(self._trie.iter_prefixes_with_ids(text))

    def number_of(self, key: str) -> int | None:
        found: int | None = self._trie.get(key)
        return found

    def _may_open(self, word: str) -> bool:
        """Whether any key begins with this word, or with what `unify_articles` makes of it."""
        if word in self._trie or may_be_article(word):
            return True
        return next(self._trie.iterkeys(f"{word} "), None) is not None

    def _entries_of(self, key_number: int, most: int = 60) -> tuple[Entry, ...]:
        """The largest places under a key, most populous first."""
        first, end = struct.unpack_from("<2I", self._map, self._offsets + 4 * key_number)
        packed = struct.unpack_from(f"<{min(end - first, most)}I", self._map, self._entries + 4 * first)
        return tuple(self._entry(self.place(one >> 8), one & 255) for one in packed)

    @staticmethod
    def _entry(place: PlaceCandidate, flag: int) -> Entry:
        magnitude = math.log10(max(place.population, _FEWEST_PEOPLE))
        return Entry(place, flag, magnitude, spot_of(place.lat, place.lon))

    def _record(self, number: int) -> tuple[Any, ...]:
        return RECORD.unpack_from(self._map, HEADER.size + number * RECORD.size)

    def _text(self, offset: int) -> list[str]:
        start, texts = self._texts + offset, []
        for _ in LANGUAGES:
            end = self._map.find(b"\0", start)
            texts.append(self._map[start:end].decode())
            start = end + 1
        return texts

    def _place(self, number: int) -> PlaceCandidate:
        geonameid, population, lat, lon, offset, country, feature, _ = self._record(number)
        return PlaceCandidate(
            geonameid=geonameid, name=self._text(offset)[0], country=country.decode(), lat=round(lat, 5),
            lon=round(lon, 5), feature=_FEATURES[feature], population=population,
        )  # fmt: skip

    def cities(self) -> list[tuple[int, float, float, int]]:
        """Id, latitude, longitude and population of every one that is a town."""
        records = (self._record(number) for number in range(self._countries(), self._count))
        return [(row[0], row[2], row[3], row[1]) for row in records if row[6] == b"ci"]

    def names(self, geonameid: int) -> dict[str, str]:
        """Language -> name to show; empty for an id that is not here."""
        number = self._number_of_id(geonameid)
        if number is None:
            return {}
        texts = self._text(self._record(number)[4])
        return {language: text for language, text in zip(LANGUAGES, texts, strict=True) if text}

    def _number_of_id(self, geonameid: int) -> int | None:
        """Cities lie sorted by id behind the few countries."""
        low, high = self._countries(), self._count
        for number in range(low):
            if self._id(number) == geonameid:
                return number
        while low < high:
            middle = (low + high) // 2
            if self._id(middle) < geonameid:
                low = middle + 1
            else:
                high = middle
        return low if low < self._count and self._id(low) == geonameid else None

    def _id(self, number: int) -> int:
        found: int = _NUMBER.unpack_from(self._map, HEADER.size + number * RECORD.size)[0]
        return found

    def _countries(self) -> int:
        return next(n for n in range(self._count) if self._record(n)[6] != b"co")


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer()
