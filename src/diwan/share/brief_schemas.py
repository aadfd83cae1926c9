"""What a program may ask of published briefs."""

import datetime as dt
import uuid
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import ConfigDict, StringConstraints

from diwan.core.labels import Tlp
from diwan.core.languages import Language
from diwan.share.products.draft import MOST_PARTS, MOST_REPORTS, Draft
from diwan.share.products.facts import PartFacts
from diwan.share.products.publish import LONGEST_SUMMARY, LONGEST_TITLE
from diwan.share.schemas import Asked, AsOf
from diwan.share.views import LabelView, ProductView

Title = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TITLE)]
Reports = Annotated[list[uuid.UUID], Field(min_length=1, max_length=MOST_REPORTS)]
_EXAMPLE: dict[str, Any] = {
    "title": "Roads and water, first week",
    "summary": "",
    "since": "2015-11-02",
    "until": "2015-11-08",
    "parts": [["6f1c2a58-5d7b-4c9e-9f0a-0c8f3b1d2e4a"]],
    "readers": ["iran"],
    "tlp": "TLP:AMBER",
    "is_joint": False,
    "revises": None,
}


class BriefsQuestion(Asked):
    """Newest first."""


class TextQuestion(AsOf):
    language: Language = Field(Language.EN, description="ar, fa, ru or en.")


class NewBrief(Schema):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _EXAMPLE})

    title: Title
    summary: str = Field("", max_length=LONGEST_SUMMARY, description="The member's own words.")
    since: dt.date | None = Field(None, description="First day that it covers.")
    until: dt.date | None = Field(None, description="Last day that it covers.")
    parts: list[Reports] = Field(
        description="Reports, part by part; what is said of each part is computed from these alone.",
        min_length=1,
        max_length=MOST_PARTS,
    )
    readers: list[Annotated[str, StringConstraints(max_length=60)]] | None = Field(
        None, description="Fewer members than may read every part; none means all of these.", max_length=200
    )
    tlp: Tlp | None = Field(None, description="Stricter than the strictest part; none means as that.")
    is_joint: bool = Field(
        False, description="For the centre: by the director's member, while its term lasts."
    )
    revises: uuid.UUID | None = Field(None, description="The brief in whose place it comes.")

    def as_draft(self) -> Draft:
        return Draft(
            parts=tuple(map(tuple, self.parts)),
            title=self.title,
            summary=self.summary,
            since=self.since,
            until=self.until,
            readers=None if self.readers is None else tuple(self.readers),
            tlp=self.tlp,
            is_joint=self.is_joint,
            revises=self.revises,
        )


class Looked(Schema):
    """`seen` stands for all of it: hand it over when publishing."""

    seen: str
    label: LabelView
    widest: ProductView
    unsaid_corrections: int
    parts: list[PartFacts]


class Publishing(NewBrief):
    seen: str | None = Field(
        None, max_length=64, description="Of what was looked at; refused when it has changed."
    )


class PublishedBrief(Schema):
    id: uuid.UUID


class BriefWithdrawal(Schema):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"reason": "Too early."}})

    reason: str = Field("", max_length=LONGEST_TITLE)
