"""One pass over the words of a report: where each list of attribution may match, and where a listed verb stands.

Words recur from report to report, so what a word may begin is worked out once and remembered; the expressions of the
lists, which are long, then run only where they may match.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import NamedTuple

from diwan.core.languages import Language
from diwan.process.claims.listed import CUES, expression, listed
from diwan.process.claims.openings import openings
from diwan.process.claims.verbs import Phrases, forms, plain
from diwan.process.lexicon import AS_WRITTEN, words_in
from diwan.process.remembered import Remembered

_LISTS = (
    *CUES,
    "always",
    "unnamed",
    "roles",
    "pronouns",
    "complementizers",
    "negated",
    "doubted",
    "taken_back",
)
_CUES = frozenset(CUES)
WORD = re.compile("[^\\W_](?:[\\w\u064b-\u0652\u0670\u0640]|['’\u200c-](?=\\w))*")
_PIECE = re.compile(r"\w+")


class _Meaning(NamedTuple):
    """What the lists say of one word as written, each with its place in the word; of most words they say nothing."""

    cues: tuple[tuple[int, str], ...]
    others: tuple[tuple[int, str], ...]
    verbs: tuple[tuple[int, int, Phrases], ...]


class _Places(NamedTuple):
    starts: list[int]
    ends: list[int]


_NOWHERE = _Places([], [])


@dataclass(slots=True)
class Marks:
    """Where the lists may match in one text."""

    text: str
    language: Language
    _cues: list[tuple[int, str]] = field(default_factory=list)
    _verbs: list[tuple[int, int, Phrases]] = field(default_factory=list)
    _places: dict[str, _Places] = field(default_factory=dict)

    def __post_init__(self) -> None:
        words = words_in(self.text)
        for place, meaning in _meanings(self.language).telling(map(AS_WRITTEN, words)):
            if meaning is None:
                continue
            start, end, _ = words[place]
            for offset, name in meaning.others:
                places = self._places.get(name) or self._places.setdefault(name, _Places([], []))
                places.starts.append(start + offset)
                places.ends.append(end)
            self._cues += [(start + offset, name) for offset, name in meaning.cues]
            self._verbs += [(start + begin, start + stop, phrases) for begin, stop, phrases in meaning.verbs]

    def may_hold(self, name: str, start: int, end: int) -> bool:
        """False only when the list matches nowhere between `start` and `end`."""
        starts, ends = self._places.get(name, _NOWHERE)
        first = bisect_right(ends, start)
        return first < len(ends) and starts[first] < end

    def search(self, name: str, start: int, end: int) -> re.Match[str] | None:
        """The first match of the list between `start` and `end`."""
        if not self.may_hold(name, start, end):
            return None
        if _begins_words(name, self.language):
            return next(self.matches(name, start, end), None)
        return listed(name, self.language).search(self.text, start, end)

    def matches(self, name: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Every match, between `start` and `end`, of a list that matches from the beginning of words alone."""
        starts, past = self._places.get(name, _NOWHERE).starts, start
        for at in starts[bisect_left(starts, start) : bisect_left(starts, end)]:
            if at >= past and (match := listed(name, self.language).match(self.text, at, end)):
                past = match.end()
                yield match

    def cues(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """(start, end, list) of every match of `CUES`."""
        past = dict[str, int]()
        for at, name in self._cues[bisect_left(self._cues, (start,)) : bisect_left(self._cues, (end,))]:
            if at >= past.get(name, start) and (
                match := listed(name, self.language).match(self.text, at, end)
            ):
                past[name] = match.end()
                yield at, match.end(), name

    def verbs(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """(start, end, stance) of the longest listed phrase at each verb."""
        verbs = self._verbs
        for begin, stop, phrases in verbs[bisect_left(verbs, (start,)) : bisect_left(verbs, (end,))]:
            followers = _following(self.text, stop, end, phrases.longest)
            for count in range(len(followers), -1, -1):
                stance = phrases.stances.get(tuple(word for _, word in followers[:count]))
                if stance is not None:
                    yield begin, followers[count - 1][0] if count else stop, stance
                    break


def _following(text: str, stop: int, end: int, count: int) -> list[tuple[int, str]]:
    """(end, plain form) of the next words."""
    words = islice(WORD.finditer(text, stop, end), count) if count else ()
    return [(word.end(), plain(word[0])) for word in words]


@cache
def _meanings(language: Language) -> Remembered[_Meaning | None]:
    begun, within = _lists_by_opening(language)
    inflected = forms(language)

    def phrases_of(word: str) -> Phrases | None:
        phrases = inflected.get(word)
        if phrases is None and language is Language.AR and word[:1] in ("و", "ف") and len(word) > 3:
            phrases = inflected.get(word[1:])
        return phrases

    def meaning_of(word: str) -> _Meaning | None:
        found = _opens(word.lower().replace("’", "'"), begun, within)
        opens = sorted(found, key=lambda place: (place[0], _LISTS.index(place[1])))
        verbs = [(*part.span(), phrases_of(plain(part[0]))) for part in WORD.finditer(word)]
        meaning = _Meaning(
            tuple(place for place in opens if place[1] in _CUES),
            tuple(place for place in opens if place[1] not in _CUES),
            tuple((start, end, phrases) for start, end, phrases in verbs if phrases),
        )
        return meaning if any(meaning) else None

    return Remembered(meaning_of)


def _opens(word: str, begun: dict[str, list[str]], within: dict[str, list[str]]) -> set[tuple[int, str]]:
    """An expression matches from the beginning of a piece on, or, where it does not say so, from anywhere."""
    found = set[tuple[int, str]]()
    for piece in _PIECE.finditer(word):
        key = piece[0] + " "
        for length in range(1, len(key) + 1):
            names = begun.get(key[:length])
            if names is None:
                break
            found.update((piece.start(), name) for name in names)
    whole = f"{word} {' '.join(_PIECE.findall(word))} "
    for opening, names in within.items():
        if opening in whole:
            found.update((0, name) for name in names)
    return found


@cache
def _begins_words(name: str, language: Language) -> bool:
    return all(opening.startswith(" ") for opening in openings(expression(name, language)))


@cache
def _lists_by_opening(language: Language) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """(opening at the beginning of a word -> lists, opening anywhere in a word -> lists). What an opening begins
    with is there too, with no list, so that a word is followed no further than any of them."""
    begun, within = dict[str, list[str]](), dict[str, list[str]]()
    for name in _LISTS:
        for opening in openings(expression(name, language)):
            if opening.startswith(" "):
                whole = re.sub("'.*", " ", opening[1:])
                for length in range(1, len(whole)):
                    begun.setdefault(whole[:length], [])
                begun.setdefault(whole, []).append(name)
            else:
                within.setdefault(opening, []).append(name)
    return begun, within
