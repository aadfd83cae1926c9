"""What a program may tell of activities, and what it is told."""

import datetime as dt
import uuid
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AfterValidator, AwareDatetime, StringConstraints

from diwan.coordinate.activity_checks import LONGEST_CLIENT
from diwan.coordinate.activity_words import (
    Activity,
    ActivityKind,
    ActivityState,
    Announcement,
    Conflict,
    Consent,
)
from diwan.coordinate.announce import OWN_MEMBER
from diwan.coordinate.space import Reference, Shape, Unknown, Way, read_point
from diwan.coordinate.space.area import MOST_POINTS
from diwan.coordinate.space.volume import MOST_VOLUMES
from diwan.coordinate.volume_words import volumes_from_json, volumes_to_json
from diwan.core.clock import past
from diwan.core.ids import MemberId
from diwan.gather import Reach
from diwan.gather.schemas import Audience, Slug, Told

Written = Annotated[str, StringConstraints(max_length=100)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"\S")]
Text = Annotated[str, StringConstraints(max_length=4000)]
Metres = Annotated[float, Field(ge=-1e7, le=1e7, allow_inf_nan=False)]


Client = Annotated[str, StringConstraints(max_length=LONGEST_CLIENT, pattern=r"^[^\x00]*$")]
CLIENT = "Chosen by the program: sent twice, it is said once; another body under the same is refused."
VERSION = "The `version` that was read: refused where somebody changed it meanwhile."


class AsOf(Schema):
    as_of: Annotated[AwareDatetime, AfterValidator(past)] | None = Field(
        None, description="A past moment with its zone; none means now."
    )


class ActivitiesAsked(AsOf):
    with_past: bool = Field(False, description="Completed and cancelled ones as well.")
    cursor: str | None = Field(None, max_length=500, description="`next` of the page before.")
    limit: int = Field(40, ge=1, le=200, description="Rows a page.")


class AreaTold(Told):
    """A circle has one point and reaches `reach_m` around it; a corridor reaches `reach_m` to each side of its line."""

    shape: Shape
    points: list[Written | tuple[float, float]] = Field(
        min_length=1,
        max_length=MOST_POINTS + 1,
        description="Latitude and longitude, as numbers or in any usual notation: decimal, degrees-minutes-seconds, MGRS, UTM.",
        examples=[["33.3128 44.3615", "38S MB 40565 86155", [33.36, 44.41]]],
    )
    reach_m: Metres = Field(0, description="How far the area reaches around its points, in metres.")


class HeightTold(Told):
    lower_m: Metres
    upper_m: Metres
    reference: Reference = Field(
        description="Above the WGS84 ellipsoid (w84), mean sea level (amsl) or ground (agl)."
    )
    ground_m: tuple[Metres, Metres] | None = Field(
        None,
        description="Lowest and highest ground of the area above sea level, for `agl`; without it any ground is taken.",
    )


class RepeatTold(Told):
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] = Field(
        min_length=1, max_length=7, description="Monday is 0."
    )
    until: dt.date


class WindowTold(Told):
    start: dt.datetime = Field(description="With its zone, or local to `zone`.")
    end: dt.datetime
    zone: str = Field("UTC", max_length=60, examples=["Asia/Baghdad"])
    repeat: RepeatTold | None = None


class VolumeTold(Told):
    area: AreaTold
    height: HeightTold
    window: WindowTold


class AnnouncementTold(Told):
    kind: ActivityKind
    name: Name
    volumes: list[VolumeTold] = Field(
        min_length=1,
        max_length=MOST_VOLUMES,
        examples=[
            [
                {
                    "area": {"shape": "corridor", "points": ["33.30 44.30", "33.36 44.40"], "reach_m": 100},
                    "height": {"lower_m": 0, "upper_m": 5, "reference": "agl", "ground_m": [30, 45]},
                    "window": {
                        "start": "2026-06-01T08:00",
                        "end": "2026-06-01T10:00",
                        "zone": "Asia/Baghdad",
                    },
                }
            ]
        ],
    )
    contact: Name = Field(
        description="How to reach whoever can change it; readers of the envelope see it.",
        examples=["duty desk, extension 12"],
    )
    details: Text = ""
    host: Slug | None = Field(
        None, description="Whose territory or field is used, if another's.", examples=[None]
    )
    consent: Consent = Field(Consent.NOT_NEEDED, description="Of the host. Silence is never consent.")
    conditions: Text = ""
    client: Client = Field("", description=CLIENT)
    envelope: Audience | None = Field(
        None,
        description="Who is shown area, height, time and contact, and nothing else. Left out: nobody besides the readers.",
    )

    def as_announcement(self) -> Announcement:
        """Raises NotAVolume."""
        return Announcement(
            self.kind,
            self.name,
            volumes_from_json([_plain(one, place) for place, one in enumerate(self.volumes)]),
            self.contact,
            self.details,
            MemberId(self.host) if self.host else None,
            self.consent,
            self.conditions,
        )


class NewActivity(AnnouncementTold):
    audience: Audience | None = Field(
        None, description="Who reads the details. Left out: the own member alone."
    )

    @property
    def readers(self) -> Reach:
        return self.audience.as_reach() if self.audience else OWN_MEMBER


class ChangeTold(AnnouncementTold):
    version: uuid.UUID | None = Field(None, description=VERSION)


class EnvelopeTold(Told):
    envelope: Audience | None = Field(None, description="Left out: nobody besides the readers.")
    version: uuid.UUID | None = Field(None, description=VERSION)
    client: Client = Field("", description=CLIENT)


class StateTold(Told):
    state: ActivityState
    reason: Text = Field("", examples=["a flat tyre"])
    client: Client = Field("", description=CLIENT)


class Announced(Schema):
    activity: uuid.UUID


class ShiftRow(Schema):
    way: Way
    amount: int = Field(description="Whole seconds for later and earlier, whole metres for up and down.")


class ConflictRow(Schema):
    """`activity`, `name` and `kind` are empty where only the other's envelope may be read."""

    member: str
    contact: str
    activity: uuid.UUID | None
    name: str
    kind: ActivityKind | None
    volume: int = Field(description="Which of the own volumes, from 0.")
    latitude: float
    longitude: float
    overlap_m2: float = Field(description="About how much ground both cover; 0 where they only touch.")
    apart_m: float = Field(description="Between the areas as announced; 0 where they overlap.")
    apart_height_m: float = Field(description="As announced; negative by how much the heights overlap.")
    begins_at: dt.datetime
    ends_at: dt.datetime
    times: int = Field(description="How often both may be there.")
    unknown: list[Unknown] = Field(description="What was not known and was taken as anything that it can be.")
    shifts: list[ShiftRow] = Field(description="Each of them alone, of the own volume, clears this conflict.")


class PlanChecked(Schema):
    conflicts: list[ConflictRow]
    unseen_by: list[str] = Field(
        description="Members that would learn neither the activity nor its envelope."
    )


class ActivityRow(Schema):
    id: uuid.UUID
    version: uuid.UUID = Field(description="The record of the announcement or change that stands.")
    member: str
    said_at: dt.datetime
    kind: ActivityKind
    name: str
    state: ActivityState
    state_reason: str
    details: str
    contact: str
    host: str | None
    consent: Consent
    conditions: str
    envelope: uuid.UUID | None = Field(description="The record that shows place and time to others, if any.")
    volumes: list[dict[str, Any]] = Field(
        description="As announced, with `uncertainty`: metres around, metres up and down, seconds before and after."
    )


class ActivityPage(Schema):
    """`next` is the cursor of the following page; null at the end."""

    rows: list[ActivityRow]
    next: str | None


def told_activity(found: Activity) -> ActivityRow:
    return ActivityRow(
        id=found.id,
        version=found.version,
        member=found.member,
        said_at=found.said_at,
        kind=found.kind,
        name=found.name,
        state=found.state,
        state_reason=found.state_reason,
        details=found.details,
        contact=found.contact,
        host=found.host,
        consent=found.consent,
        conditions=found.conditions,
        envelope=found.envelope,
        volumes=volumes_to_json(found.volumes),
    )


def told_conflict(found: Conflict) -> ConflictRow:
    meeting = found.meeting
    begins, ends = (dt.datetime.fromtimestamp(second, dt.UTC) for second in meeting.first)
    return ConflictRow(
        member=found.member,
        contact=found.contact,
        activity=found.activity,
        name=found.name,
        kind=found.kind,
        volume=meeting.mine,
        latitude=meeting.where.latitude,
        longitude=meeting.where.longitude,
        overlap_m2=meeting.overlap_m2,
        apart_m=meeting.apart_m,
        apart_height_m=meeting.apart_height_m,
        begins_at=begins,
        ends_at=ends,
        times=meeting.times,
        unknown=sorted(meeting.unknown),
        shifts=[ShiftRow(way=shift.way, amount=shift.amount) for shift in meeting.shifts],
    )


def _plain(volume: VolumeTold, place: int) -> dict[str, Any]:
    told = volume.model_dump(mode="json")
    told["area"]["points"] = [
        read_point(point, field=f"volumes.{place}.area") if isinstance(point, str) else point
        for point in volume.area.points
    ]
    return told
