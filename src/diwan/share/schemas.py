"""What a program may ask of this room. Answers are the frozen views of `share.views` themselves."""

import datetime as dt
import uuid
from typing import Annotated

from ninja import Field, Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, StringConstraints

from diwan.analyse.judgements import Verdict
from diwan.core.clock import past
from diwan.core.languages import Language
from diwan.core.reading import EventKind, Stance
from diwan.share.views import Box, ReportFilter, SituationFilter, StanceFilter

Moment = Annotated[AwareDatetime, AfterValidator(past)]
Country = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]
Words = Annotated[str, StringConstraints(max_length=200)]


def _read_box(text: str) -> str:
    Asked.box_of(text)
    return text


class AsOf(Schema):
    as_of: Moment | None = Field(None, description="A past moment with its zone; none means now.")


class Asked(AsOf):
    """Which page of a list, and as of when."""

    cursor: str | None = Field(None, max_length=500, description="`next` of the page before.")
    limit: int = Field(40, ge=1, le=200, description="Rows a page.")

    @staticmethod
    def box_of(text: str) -> Box:
        """Raises ValueError when it is no box."""
        west, south, east, north = (float(part) for part in text.split(","))
        if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
            raise ValueError("A box is west,south,east,north in degrees.")
        return Box(west, south, east, north)


class SituationQuestion(Asked):
    kind: list[EventKind] = Field([], description="Any of these kinds of event.")
    country: list[Country] = Field([], description="Any of these countries, ISO 3166-1 alpha-2.")
    box: Annotated[str, AfterValidator(_read_box)] | None = Field(
        None, description="west,south,east,north in degrees.", examples=["38.0,29.0,49.0,38.0"]
    )
    since: dt.date | None = Field(None, description="First day of the events.")
    until: dt.date | None = Field(None, description="The day after the last one.")
    stance: StanceFilter = Field(StanceFilter.ANY, description="Only events with such claims.")
    text: Words = Field("", description="Words to be found in the reports.")
    new_since: Moment | None = Field(None, description="What counts as new.")
    only_new: bool = Field(False, description="Only events with a report since `new_since`.")
    hide_done: bool = Field(False, description="Without events that this officer has marked as done.")

    def as_filter(self) -> SituationFilter:
        return SituationFilter(
            kinds=tuple(self.kind),
            countries=tuple(self.country),
            box=self.box_of(self.box) if self.box else None,
            since=self.since,
            until=self.until,
            stance=self.stance,
            text=self.text,
            only_new=self.only_new,
            hide_done=self.hide_done,
            as_of=self.as_of,
        )


class ReportsQuestion(Asked):
    text: Words = Field("", description="Words to be found, in any of the four languages.")
    exact: bool = Field(False, description="Letters as typed, without folding.")
    language: list[Language] = Field([], description="Any of these languages.")
    country: list[Country] = Field([], description="Any of these countries, ISO 3166-1 alpha-2.")
    kind: list[EventKind] = Field([], description="Any of these kinds of event.")
    outlet: Words = Field("", description="The outlet's name.")
    source: uuid.UUID | None = Field(None, description="One of the own member's sources.")
    member: Words = Field("", description="The id of the member that filed it.")
    stance: Stance | None = Field(None, description="Only reports with such a claim.")
    since: dt.date | None = Field(None, description="First day.")
    until: dt.date | None = Field(None, description="The day after the last one.")

    def as_filter(self) -> ReportFilter:
        return ReportFilter(
            text=self.text,
            languages=tuple(self.language),
            countries=tuple(self.country),
            kinds=tuple(self.kind),
            outlet=self.outlet,
            source=self.source,
            member=self.member,
            stance=self.stance,
            since=self.since,
            until=self.until,
            exact=self.exact,
            as_of=self.as_of,
        )


class Told(Schema):
    """A body: a name that is not known is an error, not a wish that is passed over."""

    model_config = ConfigDict(extra="forbid")


class Done(Told):
    done: bool = Field(True, description="false takes the mark away.")


class NewJudgement(Told):
    """An officer's answer to one value that the machine read."""

    report: uuid.UUID
    span: str = Field(
        max_length=60, description="`id` of the value in the report's `spans`.", examples=["place-30-43"]
    )
    answer: Verdict
    choice: str = Field(
        "", max_length=300, description="Of a correction: `value` of an alternative place, or a stance."
    )
    text: str = Field("", max_length=300, description="Of a correction: an ISO date, a name, an outlet.")
    to_readers: bool = Field(
        False, description="For everybody who may read the report, not the own member alone."
    )
    alike: bool = Field(
        False,
        description="Also of what is read the same elsewhere in the report; a statement stands for itself.",
    )

    def chosen(self) -> dict[str, str]:
        return {"choice": self.choice, "text": self.text}


class JudgementMade(Schema):
    id: uuid.UUID
    others: list[uuid.UUID] = Field([], description="Of the other mentions that were answered with it.")


class Changes(Schema):
    """How many events changed in this viewer's picture; never what."""

    count: int
    cursor: str


class Since(Schema):
    cursor: str = Field(max_length=500, description="Of the situation, or of the last answer.")
