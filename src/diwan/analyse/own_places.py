"""Pure: a reading with the places of the centre's own gazetteer that its viewer may read.

The shared annotation knows nothing of them: it comes from the report and the shipped rules alone, and an entry has
readers of its own (decision 0184). Each mention names the epoch of the gazetteer in which its entry came.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from diwan.core.languages import FOUR, Language
from diwan.core.reading import PlaceCandidate, PlaceMention, Reading, Why
from diwan.process.fold import fold_strong, folded_name
from diwan.process.places import settle

RULE = "places.own_entry"
_CONFIDENCE = 0.95
# Letters that Arabic writes together with a name: "and", "so", "in", "to", "as". "To the …" swallows a letter of the
# article: such a form is an alias.
_JOINED = "(?:[وف]?[بلك]?)"
_CYRILLIC = re.compile("[а-яё]")
_INFLECTED = 5  # letters from which on a Russian word is taken to have endings
_ENDING = re.compile("[аяоеёиыуюьй]$")


@dataclass(frozen=True, slots=True)
class OwnPlace:
    place: UUID
    member: str
    names: tuple[tuple[str, str], ...]  # language, name; the first stands for it where a language has none
    aliases: tuple[str, ...]
    kind: str
    country: str
    lat: float
    lon: float
    epoch: int  # how many changes of the gazetteer its viewer may read, up to its addition
    is_own: bool  # of the viewer's member

    @property
    def candidate(self) -> PlaceCandidate:
        return PlaceCandidate(
            number_of(self.place), self.names[0][1], self.country, self.lat, self.lon, names=self.names
        )


def number_of(place: UUID) -> int:
    """Below zero, where no GeoNames id is; events and maps tell places apart by a number."""
    return -1 - place.int % (2**31 - 1)


def is_own(place: PlaceCandidate | dict[str, object]) -> bool:
    number = place.geonameid if isinstance(place, PlaceCandidate) else place.get("geonameid")
    return isinstance(number, int) and number < 0


def with_own_places(reading: Reading, entries: Sequence[OwnPlace]) -> Reading:
    """Where an entry's name stands, it is meant: officers added it because the shipped gazetteer lacks it or errs.

    A longer name of the shipped rules stays; a shorter or equal one gives way and is the alternative.
    """
    if not entries or reading.language not in FOUR:
        return reading
    until = reading.annotated_until
    found = list(_mentions(reading.report.text[:until], reading, entries))
    if not found:
        return reading
    kept = [m for m in reading.places if not any(_meet(m, own) for own in found)]
    places = tuple(sorted((*kept, *found), key=lambda m: (m.start, m.end)))
    places, _ = settle(places, reading.actors)
    return dataclasses.replace(reading, places=places)


def _mentions(text: str, reading: Reading, entries: Sequence[OwnPlace]) -> Iterator[PlaceMention]:
    taken: list[tuple[int, int]] = []
    spans = sorted(
        _spans(text, entries, reading.language), key=lambda s: (s[0] - s[1], s[0])
    )  # longest first
    for start, end, meant in spans:
        if any(start < e and s < end for s, e in taken):
            continue
        under = [m for m in reading.places if m.start < end and start < m.end]
        if any(m.end - m.start > end - start for m in under):
            continue
        taken.append((start, end))
        first, *others = meant
        yield PlaceMention(
            start,
            end,
            first.candidate,
            _CONFIDENCE,
            Why(
                RULE,
                f"an entry of {first.member} in the centre's own gazetteer, epoch {first.epoch}",
                (("member", first.member), ("epoch", str(first.epoch))),
            ),
            (*(other.candidate for other in others), *(m.place for m in under)),
        )


def _spans(
    text: str, entries: Sequence[OwnPlace], language: Language
) -> Iterator[tuple[int, int, tuple[OwnPlace, ...]]]:
    folded = fold_strong(text)
    for name, meant in _by_name(tuple(entries)):
        for match in _pattern(name, language).finditer(folded.text):
            start, end = folded.span_in_original(*match.span("name"))
            by_case = tuple(e for e in meant if _is_written_so(text[start], name, e))
            if by_case:
                yield start, end, by_case


def _is_written_so(letter: str, name: str, entry: OwnPlace) -> bool:
    """A name that is written large is not the word that is written small: Hit, hit."""
    return letter.isupper() or not any(
        written[:1].isupper() for written in _written(entry) if folded_name(written) == name
    )


@lru_cache(maxsize=64)
def _by_name(entries: tuple[OwnPlace, ...]) -> tuple[tuple[str, tuple[OwnPlace, ...]], ...]:
    """Of several with one name the own member's first, then the latest."""
    order = sorted(entries, key=lambda e: (not e.is_own, -e.epoch, e.place))
    names = sorted({folded_name(name) for entry in entries for name in _written(entry)} - {""})
    return tuple(
        (name, tuple(e for e in order if name in {folded_name(w) for w in _written(e)})) for name in names
    )


def _written(entry: OwnPlace) -> Iterable[str]:
    return (*(name for _, name in entry.names), *entry.aliases)


@lru_cache(maxsize=4096)
def _pattern(name: str, language: Language) -> re.Pattern[str]:
    words = r"[\s-]+".join(_word(word, language) for word in re.split(r"[\s-]+", name) if word)
    before = r"(?<!\w)"
    if language is Language.AR:
        before += _JOINED
    return re.compile(f"{before}(?P<name>{words})(?!\\w)")


def _word(word: str, language: Language) -> str:
    if language is Language.RU and len(word) >= _INFLECTED and _CYRILLIC.search(word):
        return re.escape(_ENDING.sub("", word)) + "[а-яё]{0,3}"
    return re.escape(word)


def _meet(mention: PlaceMention, own: PlaceMention) -> bool:
    return mention.start < own.end and own.start < mention.end


def names_any(text: str, language: Language, entries: Sequence[OwnPlace]) -> bool:
    """Whether a reading of that text could change by these entries."""
    return next(_spans(text, entries, language), None) is not None
