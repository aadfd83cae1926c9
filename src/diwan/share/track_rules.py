"""Pure: what became of what an outlet or an office said, and which grade of reliability that suggests.

Counts statements, never people: no person has a record here (docs/explanation/protection.md). A denial is one party's
word against another's, so what comes out is a suggestion with its reasons; an officer grades.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from diwan.core.labels import Reliability
from diwan.core.reading import Stance

_TELLS = (Stance.ASSERTS, Stance.CONFIRMS)
# Fewer answers than these say nothing.
LEAST_ANSWERED = 5
# The share of answered statements that were borne out, a disputed one counting half. A is for an officer alone to give.
_GRADES = ((0.9, Reliability.B), (0.7, Reliability.C), (0.4, Reliability.D), (0.0, Reliability.E))


class Fate(StrEnum):
    """Of one statement, by what came later."""

    CONFIRMED = "confirmed"  # somebody else confirmed it, and nobody denied it
    DISPUTED = "disputed"  # one confirmed it, another denied it
    DENIED = "denied"
    RETRACTED = "retracted"  # whoever said it took it back
    OPEN = "open"  # nobody came back to it


@dataclass(frozen=True, slots=True)
class Said:
    """One claim about a proposition. `at`: when its report was published or arrived."""

    at: dt.datetime
    report: str
    outlet: str
    speaker: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Tally:
    confirmed: int = 0
    disputed: int = 0
    denied: int = 0
    retracted: int = 0
    open: int = 0

    @property
    def answered(self) -> int:
        return self.confirmed + self.disputed + self.denied + self.retracted

    @property
    def told(self) -> int:
        return self.answered + self.open

    @property
    def borne_out(self) -> float:
        return (self.confirmed + self.disputed / 2) / self.answered if self.answered else 0.0

    @property
    def suggested(self) -> Reliability:
        """F, which cannot be judged, while too few statements were answered."""
        if self.answered < LEAST_ANSWERED:
            return Reliability.F
        return next(grade for least, grade in _GRADES if self.borne_out >= least)


def fates_of_outlets(said: Iterable[Said]) -> dict[str, Fate]:
    """Outlet -> what became of the proposition after it first told it; once, however often it told it."""
    return _fates(said, lambda each: each.outlet)


def fates_of_speakers(said: Iterable[Said]) -> dict[str, Fate]:
    """The same of speakers."""
    return _fates(said, lambda each: each.speaker)


def _fates(said: Iterable[Said], whose: Callable[[Said], str]) -> dict[str, Fate]:
    claims = sorted(said, key=lambda each: (each.at, each.report, each.speaker, each.stance))
    return {
        who: _fate(first, [(each, whose(each) == who) for each in claims if each.at > first.at])
        for who, first in _first_told(claims, whose).items()
    }


def _first_told(claims: list[Said], whose: Callable[[Said], str]) -> dict[str, Said]:
    first: dict[str, Said] = {}
    for said in claims:
        if said.stance in _TELLS and whose(said):
            first.setdefault(whose(said), said)
    return first


def _fate(first: Said, later: list[tuple[Said, bool]]) -> Fate:
    """`later`: each with whether the same one said it. What is in the same report, or came at the same moment, answers
    nothing."""
    if any(
        said.stance is Stance.RETRACTS and (is_own or said.speaker == first.speaker) for said, is_own in later
    ):
        return Fate.RETRACTED
    others = [said.stance for said, is_own in later if said.speaker != first.speaker and not is_own]
    confirmed, denied = Stance.CONFIRMS in others, Stance.DENIES in others
    if confirmed and denied:
        return Fate.DISPUTED
    if denied:
        return Fate.DENIED
    return Fate.CONFIRMED if confirmed else Fate.OPEN
