"""Who may read a record (audience) and how far it may be passed on (TLP 2.0)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from diwan.core.ids import MemberId


class Tlp(StrEnum):
    """FIRST Traffic Light Protocol 2.0."""

    RED = "TLP:RED"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    AMBER = "TLP:AMBER"
    GREEN = "TLP:GREEN"
    CLEAR = "TLP:CLEAR"


@dataclass(frozen=True, slots=True)
class Label:
    """An audience resolved to members when it is signed, with the words that were chosen.

    `members` always includes the author; an empty audience means the author alone, never everybody.
    `rooms` and `whole_centre` say how the audience was named; `members` alone decides.
    """

    members: frozenset[MemberId]
    tlp: Tlp = Tlp.AMBER
    rooms: tuple[str, ...] = ()
    whole_centre: bool = False
    release_at: dt.datetime | None = None

    def meet(self, other: "Label") -> "Label":
        """The label of something made from both: the narrower audience and the stricter TLP."""
        order = list(Tlp)
        return Label(
            members=self.members & other.members,
            tlp=min(self.tlp, other.tlp, key=order.index),
            rooms=self.rooms if self.rooms == other.rooms else (),
            whole_centre=self.whole_centre and other.whole_centre,
            release_at=max(filter(None, (self.release_at, other.release_at)), default=None),
        )


class Reliability(StrEnum):
    """Reliability of a source, the Admiralty code of NATO AJP-2.1."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"  # cannot be judged


class Credibility(StrEnum):
    """Credibility of the information, the Admiralty code of NATO AJP-2.1."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"
