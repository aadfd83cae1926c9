"""Asserted, confirmed, denied, doubted, retracted: the cue says it first, what is said may change it.

The stance is toward the positive form of what is said: "no gates were opened" denies that gates were opened.
"""

import re

from diwan.core.languages import Language
from diwan.core.reading import Stance
from diwan.process.claims.cues import pattern

# What comes after such a word qualifies the statement and does not turn it round.
_SUBORDINATE = {
    Language.EN: re.compile(
        r",? (?:although|though|but|because|until|unless|with|so that|who|which)\b", re.IGNORECASE
    ),
    Language.AR: re.compile(r"(?<!\w)(?:رغم|لأن|لكن|لكي|حتى لا|من دون|دون|كي لا)(?!\w)"),
    Language.FA: re.compile(r"(?<!\w)(?:ولی|اما|هرچند|چون|زیرا|تا|بدون)(?!\w)"),
    Language.RU: re.compile(r",? (?:хотя|но|потому|поскольку|чтобы|если|пока|котор\w+)\b", re.IGNORECASE),
}
_OPEN = (Stance.ASSERTS, Stance.CONFIRMS)


def stance_of(content: str, cue: Stance, language: Language, *, is_quotation: bool) -> tuple[Stance, str]:
    """The stance and the reason for it."""
    if cue is Stance.RETRACTS or (is_quotation and pattern("content", language, "retracted").search(content)):
        return Stance.RETRACTS, "words of taking back"
    if cue in (*_OPEN, Stance.DENIES) and pattern("content", language, "doubted").search(content):
        return Stance.DOUBTS, "words of doubt in what is said"
    if cue in _OPEN and is_negated(content, language):
        return Stance.DENIES, "what is said is negated"
    return cue, f"the cue {cue.value}"


def is_negated(content: str, language: Language) -> bool:
    end = _SUBORDINATE[language].search(content)
    content = content[: end.start()] if end else content
    weak = [m.span() for m in pattern("content", language, "weak").finditer(content)]
    for match in pattern("content", language, "negated").finditer(content):
        if not any(start <= match.start() < end for start, end in weak):
            return True
    return False
