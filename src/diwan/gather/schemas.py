"""What a program may tell this room. Answers are the frozen rows of `gather.words` themselves."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AwareDatetime, ConfigDict, StringConstraints

from diwan.core.ids import MemberId, RoomId
from diwan.core.labels import Credibility, Reliability, Tlp
from diwan.core.protection import LONGEST_DESCRIPTION, Exactness, Identity, Protection
from diwan.gather.words import NewSource, Reach

Slug = Annotated[str, StringConstraints(max_length=60)]
Line = Annotated[str, StringConstraints(max_length=500)]
WebAddress = Annotated[str, StringConstraints(max_length=2000, pattern=r"^(https?://\S+)?$")]
LONGEST_SCHEDULE_SECONDS = 31_622_400  # a year


class WhichPage(Schema):
    """Which page of a list."""

    cursor: str | None = Field(None, max_length=500, description="`next` of the page before.")
    limit: int = Field(40, ge=1, le=200, description="Rows a page.")


class Told(Schema):
    """A body: a name that is not known is an error, not a wish that is passed over."""

    model_config = ConfigDict(extra="forbid")


class Audience(Told):
    """Who will be able to read it, always with the own member; nothing chosen means the own member alone."""

    members: list[Slug] = Field([], max_length=100, description="Ids of members.", examples=[["iran"]])
    rooms: list[Slug] = Field([], max_length=100, description="Ids of rooms: all who sit in them today.")
    whole_centre: bool = Field(False, description="Every member of the centre.")
    tlp: Tlp = Field(Tlp.AMBER, description="How far the readers may pass it on.")

    def as_reach(self) -> Reach:
        return Reach(
            tuple(map(MemberId, self.members)), tuple(map(RoomId, self.rooms)), self.whole_centre, self.tlp
        )


RELEASE_AT = "From when on the others read it, with its zone; until then the own member alone. Ahead, ten years at most."


class DatedAudience(Audience):
    release_at: AwareDatetime | None = Field(
        None, description=f"{RELEASE_AT} Left out: after 30 seconds.", examples=[None]
    )

    def as_reach(self) -> Reach:
        return replace(super().as_reach(), release_at=self.release_at)


class NewReport(Told):
    text: str = Field(min_length=1, pattern=r"\S", description="The whole text, in its own language.")
    title: Line = ""
    outlet: Line = Field("", description="Who published it.")
    published: AwareDatetime | None = Field(None, description="When, with its zone.")
    url: WebAddress = ""
    audience: DatedAudience | None = Field(
        None, description="Left out: as its source says, or the own member alone."
    )
    source: uuid.UUID | None = Field(
        None, description="One of the own member's sources that it came through."
    )
    key: Line = Field("", description="With `source`: what tells it apart. Sent twice, it is kept once.")
    reliability: Reliability | None = Field(None, description="Of the source, A to F.")
    credibility: Credibility | None = Field(None, description="Of the information, 1 to 6.")


class Upload(Schema):
    """The fields beside the files."""

    members: list[Slug] = Field([], max_length=100, description="Ids of members that may read them.")
    rooms: list[Slug] = Field([], max_length=100, description="Ids of rooms that may read them.")
    whole_centre: bool = Field(False, description="Every member of the centre may read them.")
    tlp: Tlp | None = Field(None, description="How far the readers may pass them on; AMBER when left out.")
    source: uuid.UUID | None = Field(
        None, description="One of the own member's sources that they came through."
    )
    release_at: AwareDatetime | None = Field(None, description=RELEASE_AT, examples=[None])

    def as_reach(self) -> Reach | None:
        """None when nothing was chosen: as the source says, or the own member alone."""
        if not (self.members or self.rooms or self.whole_centre or self.tlp or self.release_at):
            return None
        members, rooms = tuple(map(MemberId, self.members)), tuple(map(RoomId, self.rooms))
        return Reach(members, rooms, self.whole_centre, self.tlp or Tlp.AMBER, self.release_at)


class Kept(Schema):
    """What became of one file: the id it is kept under, or why it was not kept."""

    name: str
    item: uuid.UUID | None = None
    problem: str = ""


class Taken(Schema):
    """It is kept; reading it follows. `GET /items/{item}` says what became of it."""

    item: uuid.UUID


class SourceKind(StrEnum):
    FEED = "feed"
    PAGE = "page"
    FOLDER = "folder"
    MAILBOX = "mailbox"
    UPLOAD = "upload"
    FORM = "form"


Schedule = Annotated[
    int | None,
    Field(ge=1, le=LONGEST_SCHEDULE_SECONDS, description="Seconds between looks; null: only by hand."),
]


Description = Annotated[str, StringConstraints(max_length=LONGEST_DESCRIPTION)]
DESCRIBED = "With `described`: as what they see it."


class Protected(Told):
    """What is withheld stays in a report of the own member alone; the readers get another, made without it. Where the
    text still says it, an officer's filing is refused and the words are named; what a source brings stays with the own
    member."""

    identity: Identity = Field(Identity.FULL, description="Who the source is, to its readers.")
    described_as: Description = Field("", description=DESCRIBED, examples=["an official in the port"])
    exactness: Exactness = Field(Exactness.EXACT, description="How exact a point they see.")

    def as_protection(self) -> Protection:
        return Protection(self.identity, self.described_as, self.exactness)


class SourceChange(Told):
    """Only what is named changes. What came before keeps its audience and its grade."""

    name: Annotated[str, StringConstraints(max_length=200)] = ""
    address: Annotated[str, StringConstraints(max_length=2000)] = Field(
        "", description="A web address; of a folder or mailbox a path inside the own inbox."
    )
    reliability: Reliability = Reliability.F
    audience: Audience = Field(Audience.model_validate({}), description="Who reads what it brings.")
    every_seconds: Schedule = 900
    is_paused: bool = False
    protection: Protected = Field(
        Protected.model_validate({}), description="How much of the source the readers of what it brings see."
    )
    full_page: bool = Field(False, description="Of a feed: fetch the page behind each entry too.")

    def applied_to(self, source: NewSource) -> NewSource:
        told: Mapping[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        changed = {
            name: value
            for name, value in told.items()
            if name not in ("audience", "full_page", "kind", "protection")
        }
        if "audience" in told:
            changed["reach"] = self.audience.as_reach()
        if "protection" in told:
            changed["protection"] = self.protection.as_protection()
        if "full_page" in told:
            changed["options"] = {**source.options, "full_page": self.full_page}
        return replace(source, **changed)


class SourceAdded(SourceChange):
    kind: SourceKind
    name: Annotated[str, StringConstraints(max_length=200)] = Field(
        min_length=1, examples=["River gauge bulletin"]
    )


class Pause(Told):
    is_paused: bool = Field(True, description="false lets it go on.")
