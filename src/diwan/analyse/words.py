"""The words of one report as they are compared: ideas, alike in all languages, and stems, alike in one."""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from diwan.core.languages import Language
from diwan.core.pickling import quick_to_pickle
from diwan.core.reading import EventKind, Reading
from diwan.process import lexicon
from diwan.process.remembered import Remembered

_LONGEST = 20_000  # characters that count for the report; claims count wherever they stand
_LEAD = 3.0  # title and first paragraph against the rest
_COMMON_IDEA = 0.2
_LEAST_STEM = 4
_STEM = 6
_START = itemgetter(0)
_ARABIC_PREFIXES = ("وال", "بال", "فال", "كال", "لل", "ال", "و")


@dataclass(frozen=True, slots=True)
class ClaimWords:
    ideas: frozenset[str]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Ideas and stems are damped, so that a repeated word does not rule."""

    ideas: dict[str, float]
    stems: dict[str, float]
    kinds: dict[EventKind, float]
    claims: tuple[ClaimWords, ...]  # in the order of the reading's claims


quick_to_pickle(ClaimWords)


def words_of(reading: Reading, lead_end: int) -> Words:
    report, language = reading.report, reading.language
    text = report.text[: max(_LONGEST, *(claim.end for claim in reading.claims), 0)]
    ideas = [(start, idea) for start, _, idea in lexicon.ideas_in(text, language)]
    words = lexicon.words_in(text)
    found = _stems(language).of(map(lexicon.AS_WRITTEN, words))
    stems = list(zip(map(_START, words), found, strict=True))
    title = [idea for _, _, idea in lexicon.ideas_in(report.title, language)]
    counts = Counter(found if len(text) <= _LONGEST else [stem for start, stem in stems if start < _LONGEST])
    for _, _, word in lexicon.words_in(report.title):
        counts[_stems(language)[word]] += 2
    counts.pop("", None)
    weights, kinds = _weights([*((-1, idea) for idea in title), *ideas], lead_end)
    return Words(
        ideas={name: math.log1p(weight) for name, weight in weights.items()},
        stems={stem: math.log1p(n) for stem, n in counts.items()},
        kinds=kinds,
        claims=tuple(_claims(reading, ideas, stems)),
    )


def _weights(
    ideas: Iterable[tuple[int, lexicon.Idea]], lead_end: int
) -> tuple[dict[str, float], dict[EventKind, float]]:
    """Ideas by where they stand, -1 for the title, and the kinds of event that they speak for."""
    weights: dict[str, float] = defaultdict(float)
    kinds: dict[EventKind, float] = defaultdict(float)
    for start, idea in ideas:
        if start >= _LONGEST:
            break
        weights[idea.name] += (_LEAD if start <= lead_end else 1.0) * (
            _COMMON_IDEA if idea.is_common else 1.0
        )
        for kind, weight in idea.kinds:
            kinds[kind] += weight * (4.0 if start < 0 else 1.5 if start <= lead_end else 0.4)
    return weights, dict(kinds)


def _claims(
    reading: Reading, ideas: list[tuple[int, lexicon.Idea]], stems: list[tuple[int, str]]
) -> Iterable[ClaimWords]:
    idea_starts, stem_starts = [start for start, _ in ideas], [start for start, _ in stems]
    for claim in reading.claims:
        heard = ideas[bisect_left(idea_starts, claim.start) : bisect_left(idea_starts, claim.end)]
        said = stems[bisect_left(stem_starts, claim.start) : bisect_left(stem_starts, claim.end)]
        yield ClaimWords(
            frozenset(idea.name for _, idea in heard), frozenset(stem for _, stem in said if stem)
        )


@cache
def _stems(language: Language) -> Remembered[str]:
    return Remembered(lambda word: stem_of(word, language))


def stem_of(word: str, language: Language) -> str:
    """The beginning of a word of some length, which is enough to find it again in its own language."""
    folded = lexicon.normal(word)
    if language is Language.AR:
        for prefix in _ARABIC_PREFIXES:
            if folded.startswith(prefix) and len(folded) - len(prefix) >= 3:
                folded = folded[len(prefix) :]
                break
        return folded[:5] if len(folded) >= 3 else ""
    return folded[:_STEM] if len(folded) >= _LEAST_STEM and not folded.isdigit() else ""
