"""Ordinary words of reporting as ideas that are alike in four languages.

`flood`, «паводок», «سيول» and «سیلاب» are the one idea `flood`. The table is `lexicon.txt`; kinds of events
and the comparison of claims across languages both read it, so that a word is listed once.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from diwan.core.languages import FOUR, Language
from diwan.core.reading import EventKind
from diwan.process.fold import fold_strong
from diwan.process.remembered import Remembered

VERSION = "ideas/2"

WORD = re.compile(r"([^\W_]+(?:[\u200c'’\u0300-\u036f\u064b-\u065f\u0670\-]+[^\W_]+)*[\u064b-\u065f]*)")

# Arabic writes these in front of a word without a space, longest first.
_ARABIC_PREFIXES = (
    "وبال",
    "فبال",
    "وكال",
    "وال",
    "فال",
    "بال",
    "كال",
    "ولل",
    "فلل",
    "لل",
    "ال",
    "و",
    "ف",
    "ب",
    "ل",
    "ك",
    "س",
)
_PREFIXES = tuple(fold_strong.__wrapped__(p).text for p in _ARABIC_PREFIXES)
_SHORTEST_STEM = 3
_LONGEST_KEPT = 40  # a longer "word" is a code or a link

_PERSIAN_ENDINGS = ("هايي", "هاي", "ها", "ان", "اي", "ي")


@dataclass(frozen=True, slots=True)
class Idea:
    name: str
    is_common: bool  # nearly every report holds it: sharing it says little
    kinds: tuple[tuple[EventKind, float], ...]


@lru_cache(maxsize=200_000)
def normal(word: str) -> str:
    """One spelling for all the ways that a word may be written."""
    # Past the cache of `fold_strong`, which is there for whole texts.
    return fold_strong.__wrapped__(word).text


@dataclass(frozen=True, slots=True)
class _Table:
    exact: dict[str, Idea]
    prefixes: dict[str, Idea]


@cache
def _tables() -> dict[Language, _Table]:
    tables = {language: _Table({}, {}) for language in FOUR}
    columns = (Language.EN, Language.AR, Language.FA, Language.RU)
    for line in files(__package__).joinpath("lexicon.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, kinds, *words = (part.strip() for part in line.split("|"))
        idea = Idea(name.rstrip("~"), name.endswith("~"), _kinds(kinds))
        for language, column in zip(columns, words, strict=True):
            for word in column.split():
                stem = normal(word.rstrip("*"))
                table = tables[language].prefixes if word.endswith("*") else tables[language].exact
                table.setdefault(stem, idea)
    return tables


def _kinds(cell: str) -> tuple[tuple[EventKind, float], ...]:
    pairs = (part.split("=") for part in cell.split() if part != "-")
    return tuple((EventKind(kind), float(weight)) for kind, weight in pairs)


def _forms(folded: str, language: Language) -> list[str]:
    forms = [folded]
    if language is Language.AR:
        forms += [
            folded[len(prefix) :]
            for prefix in _PREFIXES
            if folded.startswith(prefix) and len(folded) - len(prefix) >= _SHORTEST_STEM
        ]
    elif language is Language.FA:
        forms += [
            folded[: -len(e)] for e in _PERSIAN_ENDINGS if folded.endswith(e) and len(folded) - len(e) >= 2
        ]
    return forms


@lru_cache(maxsize=200_000)
def idea(word: str, language: Language) -> Idea | None:
    """The idea that a word (or `two_words`) stands for."""
    table = _tables().get(language)
    folded = normal(word)
    if table is None or len(folded) > _LONGEST_KEPT:
        return None
    forms = _forms(folded, language)
    for form in forms:
        if found := table.exact.get(form):
            return found
    for form in forms:
        for length in range(len(form), 1, -1):
            if found := table.prefixes.get(form[:length]):
                return found
    return None


def phrase(first: str, second: str, language: Language) -> Idea | None:
    """The idea of two words side by side, «ceasefire» as وقف إطلاق."""
    table = _tables().get(language)
    if table is None:
        return None
    return _phrase(normal(first), normal(second), language)


@lru_cache(maxsize=200_000)
def _phrase(first: str, second: str, language: Language) -> Idea | None:
    table = _tables()[language]
    seconds = [second, *(_forms(second, language)[1:] if language is Language.AR else ())]
    for one in _forms(first, language):
        for two in seconds:
            if found := table.exact.get(f"{one}_{two}"):
                return found
    return None


@cache
def _phrase_starts(language: Language) -> frozenset[str]:
    table = _tables()[language]
    return frozenset(stem.split("_")[0] for stem in (*table.exact, *table.prefixes) if "_" in stem)


@lru_cache(maxsize=200_000)
def _may_start_phrase(word: str, language: Language) -> bool:
    return any(form in _phrase_starts(language) for form in _forms(normal(word), language))


class _Meaning(NamedTuple):
    """What the table says of one word; nearly every word means nothing and begins nothing."""

    begins_phrase: bool
    idea: Idea | None


@cache
def _meanings(language: Language) -> Remembered[_Meaning | None]:
    def meaning_of(word: str) -> _Meaning | None:
        meaning = _Meaning(_may_start_phrase(word, language), idea(word, language))
        return meaning if any(meaning) else None

    return Remembered(meaning_of)


AS_WRITTEN: Callable[[tuple[int, int, str]], str] = itemgetter(2)  # of what `words_in` gives


# Several stages ask for the words of one text, one report after another: the last few are remembered.
@lru_cache(maxsize=4)
def words_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, word as written) of every word."""
    parts = WORD.split(text)  # what stands between two words and the words, in turn
    ends = list(accumulate(map(len, parts)))
    return tuple(zip(ends[0:-1:2], ends[1::2], parts[1::2], strict=True))


def ideas_in(text: str, language: Language, offset: int = 0) -> list[tuple[int, int, Idea]]:
    """Every idea in the text with its span, in order."""
    found = _ideas_in(text, language)
    return [(offset + start, offset + end, hit) for start, end, hit in found] if offset else list(found)


@lru_cache(maxsize=4)
def _ideas_in(text: str, language: Language) -> tuple[tuple[int, int, Idea], ...]:
    if language not in FOUR:
        return ()
    spans = words_in(text)
    found: list[tuple[int, int, Idea]] = []
    for position, meaning in _meanings(language).telling(map(AS_WRITTEN, spans)):
        if meaning is None:
            continue
        start, end, word = spans[position]
        if meaning.begins_phrase and position + 1 < len(spans):
            _, second_end, second = spans[position + 1]
            if hit := phrase(word, second, language):
                found.append((start, second_end, hit))
                continue
        if meaning.idea:
            found.append((start, end, meaning.idea))
    return tuple(found)
