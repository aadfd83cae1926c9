"""Which kind of event the words of a report speak for: hints, not a verdict; `analyse` lets reports vote."""

from functools import lru_cache

from diwan.core.languages import FOUR, Language
from diwan.core.reading import EventKind, KindHint, Report, Sentence
from diwan.process import lexicon

VERSION = "ideas/2"

_LONGEST_READ = 20_000  # characters; a kind shows itself early, a book would drown it
_Kinds = tuple[tuple[EventKind, float], ...]
_AFTERWARDS = 0.4  # of the weight in the first paragraph, which says what happened


def read_kinds(
    report: Report, language: Language, _sentences: tuple[Sentence, ...] = ()
) -> tuple[KindHint, ...]:
    if language not in FOUR:
        return ()
    first = report.text.find("\n", 40)
    return tuple(
        KindHint(kind, start, end, weight if first < 0 or start < first else weight_afterwards, rule)
        for start, end, idea in lexicon.ideas_in(report.text[:_LONGEST_READ], language)
        if idea.kinds
        for kind, weight, weight_afterwards, rule in _said_by(idea.name, idea.kinds)
    )


@lru_cache(maxsize=4096)
def _said_by(name: str, kinds: _Kinds) -> tuple[tuple[EventKind, float, float, str], ...]:
    return tuple((kind, round(w, 3), round(w * _AFTERWARDS, 3), f"idea:{name}") for kind, w in kinds)
