"""The words of one sentence that attribute: `said`, «по словам», بحسب, «تکذیب کرد»."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from diwan.core.languages import Language
from diwan.core.reading import Stance
from diwan.process.claims.listed import ACCORDING
from diwan.process.claims.marks import Marks

_STANCES = {**{s.value: s for s in Stance}, ACCORDING: Stance.ASSERTS}
Span = tuple[int, int]


class Cue(NamedTuple):
    start: int
    end: int
    stance: Stance
    is_according: bool


def find_cues(marks: Marks, start: int, end: int, quotes: Sequence[Span]) -> list[Cue]:
    """Cues between `start` and `end` that stand outside quotation marks; of two that overlap the longer one."""
    found = [
        Cue(begin, stop, _STANCES[name], name == ACCORDING)
        for begin, stop, name in (*marks.cues(start, end), *marks.verbs(start, end))
        if not any(q[0] <= begin < q[1] for q in quotes)
        and not _says_nothing(marks.text, (begin, stop), marks.language)
    ]
    found.sort(key=lambda c: (c.start, c.start - c.end))
    return _without_overlaps(found)


_ENGLISH_NOTHING = re.compile(
    r"(?:\bnot|n['’]t|\b(?:to|could|may|might|is|was|are|were|been|be|being|as|the|a|an|of|its|their|his|her))\s+$",
    re.IGNORECASE,
)
_NOTHING = {
    Language.AR: re.compile(r"(?<!\w)و?(?:لم|لن|لا|رفض أن|رفضت أن|دون أن)\s+$"),
    Language.RU: re.compile(r"(?<!\w)(?:не|отказался|отказалась|чтобы)\s+$", re.IGNORECASE),
}
_ENGLISH_WHOLE = frozenset(
    ["could", "cannot", "unable", "is", "was", "were", "according", "in"]
)  # these begin phrases that attribute


def _says_nothing(text: str, span: Span, language: Language) -> bool:
    """`would not say`, `was told`, `the reported`: the word attributes nothing here."""
    before = text[max(0, span[0] - 24) : span[0]]
    if language is Language.EN:
        return text[span[0] : span[1]].split(maxsplit=1)[0].lower() not in _ENGLISH_WHOLE and bool(
            _ENGLISH_NOTHING.search(before)
        )
    listed = _NOTHING.get(language)
    return bool(listed and listed.search(before))


def _without_overlaps(cues: list[Cue]) -> list[Cue]:
    kept: list[Cue] = []
    for cue in cues:
        if kept and cue.start < kept[-1].end:
            if cue.end - cue.start > kept[-1].end - kept[-1].start:
                kept[-1] = cue
            continue
        kept.append(cue)
    return kept
