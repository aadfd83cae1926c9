"""What an incident is, and how each side tells it. Pure. Nothing here says who is right."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from diwan.core.ids import MemberId, RecordId


class IncidentKind(StrEnum):
    NEAR_MISS = "near_miss"
    BREACH = "breach"  # of what was agreed
    DAMAGE = "damage"  # to what is protected
    OTHER = "other"


class IncidentStand(StrEnum):
    """What a side says of it."""

    HAPPENED = "happened"
    OTHERWISE = "otherwise"  # something happened, not as the other tells it
    DENIED = "denied"
    UNKNOWN = "unknown"  # it has no knowledge of it


class IncidentStanding(StrEnum):
    """Of an incident, from what those involved have told, and nothing else."""

    ONE_SIDED = "one_sided"  # somebody who is involved has not told its version
    AGREED = "agreed"  # each says that it happened
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"  # by whoever reported it


class IncidentAct(StrEnum):
    REPORTED = "reported"
    TOLD = "told"
    REPLIED = "replied"
    WITHDRAWN = "withdrawn"


class Field(StrEnum):
    """In what two versions can differ."""

    KIND = "kind"
    TIME = "time"
    PLACE = "place"


Point = tuple[float, float]  # latitude first, in degrees


@dataclass(frozen=True, slots=True)
class Account:
    """One side's version. `reason`: why it is another than the same side's before."""

    kind: IncidentKind
    happened_at: dt.datetime
    place: str
    words: str
    stand: IncidentStand = IncidentStand.HAPPENED
    point: Point | None = None
    links: tuple[RecordId, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    record: RecordId
    member: MemberId
    audience: int
    account: Account
    said_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Reply:
    record: RecordId
    member: MemberId
    words: str
    links: tuple[RecordId, ...]
    said_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Incident:
    """As it stood at a moment. `versions` oldest first, never none; `parties` are involved besides whoever reported it."""

    id: RecordId
    member: MemberId
    audience: int
    title: str
    parties: tuple[MemberId, ...]
    versions: tuple[Version, ...]
    replies: tuple[Reply, ...] = ()
    withdrawn: Reply | None = None

    @property
    def first(self) -> Version:
        return self.versions[0]

    @property
    def sides(self) -> tuple[MemberId, ...]:
        """Whoever reported it, those involved in their order, then whoever else has told of it."""
        return tuple(dict.fromkeys((self.member, *self.parties, *(each.member for each in self.versions))))

    def version_of(self, member: MemberId) -> Version | None:
        """The last that this side told."""
        return next((each for each in reversed(self.versions) if each.member == member), None)

    def earlier_of(self, member: MemberId) -> tuple[Version, ...]:
        """What the same side told before, the latest first."""
        return tuple(each for each in reversed(self.versions) if each.member == member)[1:]

    @property
    def standing(self) -> IncidentStanding:
        if self.withdrawn is not None:
            return IncidentStanding.WITHDRAWN
        told = [each for side in self.sides if (each := self.version_of(side))]
        if any(each.account.stand in (IncidentStand.OTHERWISE, IncidentStand.DENIED) for each in told):
            return IncidentStanding.DISPUTED
        involved = [self.version_of(side) for side in (self.member, *self.parties)]
        if not self.parties or any(
            each is None or each.account.stand is IncidentStand.UNKNOWN for each in involved
        ):
            return IncidentStanding.ONE_SIDED
        return IncidentStanding.AGREED

    def differs(self, version: Version) -> frozenset[Field]:
        """From the last version of whoever reported it."""
        ours = self.version_of(self.member)
        if ours is None or version.member == self.member or version.account.stand is IncidentStand.UNKNOWN:
            return frozenset()
        one, other = ours.account, version.account
        return frozenset(
            field
            for field, is_other in {
                Field.KIND: one.kind is not other.kind,
                Field.TIME: one.happened_at != other.happened_at,
                Field.PLACE: (one.place, one.point) != (other.place, other.point),
            }.items()
            if is_other
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """Of what every one of `members` may read, so that each of them counts the same. `mark` is the same for the same
    incidents with the same versions: read aloud, it tells whether two lists are one."""

    members: tuple[MemberId, ...]
    since: dt.datetime
    until: dt.datetime
    rows: dict[IncidentKind, dict[IncidentStanding, int]]
    incidents: tuple[Incident, ...]
    mark: str

    @property
    def total(self) -> int:
        return len(self.incidents)
