"""Asserted, confirmed, denied, doubted, retracted: the cue says it first, what is said may change it.

The stance is toward the positive form of what is said: "no gates were opened" denies that gates were opened.
"""

import re

from diwan.core.languages import Language
from diwan.core.reading import Stance
from diwan.process.claims.cues import Span
from diwan.process.claims.listed import listed
from diwan.process.claims.marks import Marks

# What comes after such a word qualifies the statement and does not turn it round.
_SUBORDINATE = {
    Language.EN: re.compile(
        r",? (?:although|though|but|because|until|unless|with|so that|who|which)\b", re.IGNORECASE
    ),
    Language.AR: re.compile(r"(?<!\w)(?:رغم|لأن|لكن|لكي|حتى لا|من دون|دون|كي لا)(?!\w)"),
    Language.FA: re.compile(r"(?<!\w)(?:ولی|اما|هرچند|چون|زیرا|تا|بدون)(?!\w)"),
    Language.RU: re.compile(r",? (?:хотя|но|потому|поскольку|чтобы|если|пока|котор\w+)\b", re.IGNORECASE),
}
_FULL_STOP = re.compile(r"(?<=\w{3})[.!?؟] (?=\S)")
_OPEN = (Stance.ASSERTS, Stance.CONFIRMS)


def stance_of(marks: Marks, content: Span, cue: Stance, *, is_quotation: bool) -> tuple[Stance, str]:
    """The stance and the reason for it."""
    if cue is Stance.RETRACTS or (is_quotation and marks.search("taken_back", *content)):
        return Stance.RETRACTS, "words of taking back"
    if cue in (*_OPEN, Stance.DENIES) and marks.search("doubted", *content):
        return Stance.DOUBTS, "words of doubt in what is said"
    if cue in _OPEN and is_negated(marks, content):
        return Stance.DENIES, "what is said is negated"
    return cue, f"the cue {cue.value}"


def is_negated(marks: Marks, content: Span) -> bool:
    start, end = content
    if first := _FULL_STOP.search(
        marks.text, start, end
    ):  # of several sentences the first says what is claimed
        end = first.start() + 1
    if not marks.may_hold("negated", start, end):
        return False
    text, language = marks.text, marks.language
    if subordinate := _SUBORDINATE[language].search(text, start, end):
        end = subordinate.start()
    weak = [m.span() for m in listed("weak", language).finditer(text, start, end)]
    signs = listed("negated", language).finditer(text, start, end)
    return any(not any(s <= sign.start() < e for s, e in weak) for sign in signs)
