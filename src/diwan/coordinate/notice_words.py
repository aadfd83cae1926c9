"""What a notice is: what is told of an activity, to whom, and what came back. Nothing is ever approved by silence. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from diwan.coordinate.activity_words import ActivityKind
from diwan.coordinate.space import Volume
from diwan.core.ids import MemberId, RecordId, RoomId


class NoticeStep(StrEnum):
    DELIVERED = "delivered"  # it lies in the addressee's log; no officer has seen it
    RECEIVED = "received"  # at a desk
    READ = "read"
    OBJECTED = "objected"
    COMMENTED = "commented"
    OBJECTION_WITHDRAWN = "objection_withdrawn"
    WITHDRAWN = "withdrawn"  # by whoever sent it


RECEIPTS = frozenset(
    {
        NoticeStep.RECEIVED,
        NoticeStep.READ,
        NoticeStep.OBJECTED,
        NoticeStep.COMMENTED,
        NoticeStep.OBJECTION_WITHDRAWN,
    }
)
# What an officer observes in a party that has no key here; `DELIVERED` as well, since nothing of it arrives by itself.
OBSERVED = RECEIPTS | {NoticeStep.DELIVERED}
NEEDS_WORDS = frozenset({NoticeStep.OBJECTED, NoticeStep.COMMENTED})
# Nothing is due any more from whoever has given one of these.
ANSWERS = frozenset({NoticeStep.RECEIVED, NoticeStep.READ, NoticeStep.OBJECTED})


class Standing(StrEnum):
    """Of one addressee. None of them is consent."""

    SENT = "sent"
    DELIVERED = "delivered"
    RECEIVED = "received"
    READ = "read"
    OBJECTS = "objects"


@dataclass(frozen=True, slots=True)
class Receipt:
    """`member` signs it. `party` is another one where its author observed it in an outside party."""

    record: RecordId
    member: MemberId
    party: MemberId
    step: NoticeStep
    desk: str
    way: str
    text: str
    at: dt.datetime

    @property
    def is_observed(self) -> bool:
        return self.party != self.member


@dataclass(frozen=True, slots=True)
class Notice:
    """As it stood at a moment: `said` until then, the oldest first. The activity as it was when the notice was sent."""

    id: RecordId
    member: MemberId
    audience: int
    activity: RecordId
    version: RecordId
    agreement: RecordId | None
    kind: ActivityKind
    name: str
    contact: str
    text: str
    volumes: tuple[Volume, ...]
    begins_at: dt.datetime
    ends_at: dt.datetime
    lead_hours: int | None
    channel: str
    members: tuple[MemberId, ...]
    rooms: tuple[RoomId, ...]
    outside: tuple[MemberId, ...]
    sent_at: dt.datetime
    said: tuple[Receipt, ...]

    @property
    def owed_by(self) -> dt.datetime | None:
        return owed_by(self.begins_at, self.lead_hours)

    @property
    def is_late(self) -> bool:
        """A late notice is sent all the same."""
        return self.owed_by is not None and self.sent_at > self.owed_by

    @property
    def is_after_the_fact(self) -> bool:
        return self.sent_at >= self.begins_at

    @property
    def addressees(self) -> tuple[MemberId, ...]:
        return (*self.members, *self.outside)

    @property
    def withdrawn(self) -> Receipt | None:
        return next((each for each in self.said if each.step == NoticeStep.WITHDRAWN), None)

    def of(self, party: MemberId) -> tuple[Receipt, ...]:
        return tuple(each for each in self.said if each.party == party and each.step != NoticeStep.WITHDRAWN)

    def first(self, party: MemberId, step: NoticeStep) -> Receipt | None:
        return next((each for each in self.of(party) if each.step == step), None)

    def objection_of(self, party: MemberId) -> Receipt | None:
        """The last one, unless it was withdrawn since."""
        return standing_objection(self.of(party))

    def standing_of(self, party: MemberId) -> Standing:
        said = {each.step for each in self.of(party)}
        if self.objection_of(party) is not None:
            return Standing.OBJECTS
        if NoticeStep.READ in said:
            return Standing.READ
        if said & RECEIPTS:
            return Standing.RECEIVED
        return Standing.DELIVERED if said else Standing.SENT

    def waits_for(self, member: MemberId) -> bool:
        """Whether that member has still to say that it has it."""
        said = {each.step for each in self.of(member)}
        return member in self.members and self.withdrawn is None and not said & ANSWERS


def owed_by(begins_at: dt.datetime, lead_hours: int | None) -> dt.datetime | None:
    """None where no lead time is settled."""
    return None if lead_hours is None else begins_at - dt.timedelta(hours=lead_hours)


def standing_objection(said: Iterable[Receipt]) -> Receipt | None:
    last = None
    for each in said:
        if each.step == NoticeStep.OBJECTED:
            last = each
        elif each.step == NoticeStep.OBJECTION_WITHDRAWN:
            last = None
    return last


def first_and_last(volumes: Iterable[Volume]) -> tuple[dt.datetime, dt.datetime]:
    """When something of it begins for the first time, and when it is over."""
    spans = [span for volume in volumes for span in volume.window.spans]
    begins, ends = min(start for start, _ in spans), max(end for _, end in spans)
    return dt.datetime.fromtimestamp(begins, dt.UTC), dt.datetime.fromtimestamp(ends, dt.UTC)
