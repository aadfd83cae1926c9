"""The words of activities: what is announced, in which state it is, and what of it is released more widely."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from diwan.coordinate.space import Meeting, Uncertainty, Volume
from diwan.core.ids import MemberId, RecordId


class ActivityKind(StrEnum):
    FLIGHT = "flight"
    CONVOY = "convoy"
    PATROL = "patrol"
    RELIEF = "relief"
    EVACUATION = "evacuation"
    EXERCISE = "exercise"
    WORKS = "works"
    OPERATION = "operation"


class ActivityState(StrEnum):
    PLANNED = "planned"
    NOTIFIED = "notified"
    ACTIVE = "active"
    DELAYED = "delayed"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class Consent(StrEnum):
    """Of the host whose territory or field is used. Never given by silence."""

    NOT_NEEDED = "not_needed"
    ASKED = "asked"
    GIVEN = "given"
    WITH_CONDITIONS = "with_conditions"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OVER = frozenset({ActivityState.COMPLETED, ActivityState.CANCELLED})

# Whoever flies or drives through is met by others who need no more than place and time to keep clear.
SEEN_BY_THE_CENTRE = frozenset({ActivityKind.FLIGHT, ActivityKind.CONVOY})

# How far what happens may leave what was announced (decision 0212).
UNCERTAINTY = {
    ActivityKind.FLIGHT: Uncertainty(1000, 100, 300),
    ActivityKind.CONVOY: Uncertainty(100, 10, 1800),
    ActivityKind.PATROL: Uncertainty(100, 10, 900),
    ActivityKind.RELIEF: Uncertainty(100, 10, 1800),
    ActivityKind.EVACUATION: Uncertainty(100, 10, 1800),
    ActivityKind.EXERCISE: Uncertainty(200, 50, 300),
    ActivityKind.WORKS: Uncertainty(20, 10, 0),
    ActivityKind.OPERATION: Uncertainty(500, 50, 900),
}


@dataclass(frozen=True)
class Announcement:
    """What an officer enters. Volumes are exact; the uncertainty of the kind is added."""

    kind: ActivityKind
    name: str
    volumes: tuple[Volume, ...]
    contact: str
    details: str = ""
    host: MemberId | None = None
    consent: Consent = Consent.NOT_NEEDED
    conditions: str = ""


def as_planned(said: Announcement) -> tuple[Volume, ...]:
    return tuple(replace(volume, uncertainty=UNCERTAINTY[said.kind]) for volume in said.volumes)


@dataclass(frozen=True)
class Activity:
    """One version with the state it is in. `volumes` carry the uncertainty of the kind."""

    id: RecordId
    version: RecordId
    member: MemberId
    audience: int
    said_at: dt.datetime
    kind: ActivityKind
    name: str
    details: str
    contact: str
    host: MemberId | None
    consent: Consent
    conditions: str
    envelope: RecordId | None
    state: ActivityState
    state_reason: str
    volumes: tuple[Volume, ...]


@dataclass(frozen=True)
class Envelope:
    """Of somebody's activity: where, how high, when, and how to reach them. Nothing more is known of it."""

    member: MemberId
    contact: str
    volumes: tuple[Volume, ...]


@dataclass(frozen=True)
class Conflict:
    """My volume meets theirs. Of an envelope nothing is known but its author and how to reach them."""

    meeting: Meeting
    member: MemberId
    contact: str
    activity: RecordId | None = None
    name: str = ""
    kind: ActivityKind | None = None
    audience: int = 0  # of what was read

    def is_past(self, moment: dt.datetime) -> bool:
        return self.meeting.until < moment.timestamp()
