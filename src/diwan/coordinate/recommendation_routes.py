"""For programs: recommendations, and the answers of those who are asked to decide."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import AwareDatetime

from diwan import store
from diwan.coordinate import recommendations as advice
from diwan.coordinate.paging import page_of
from diwan.coordinate.recommendation_shown import place_of
from diwan.coordinate.recommendation_words import (
    AdviceAnswer,
    AdviceStanding,
    AdviceState,
    AdviceStep,
    Recommendation,
    Said,
    Version,
)
from diwan.coordinate.saying import LONGEST_CLIENT
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Tlp
from diwan.core.viewer import Viewer
from diwan.gather.schemas import Slug
from diwan.share.schemas import Asked, AsOf, Told

router = Router(tags=["Recommendations"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class Worded(Told):
    title: str = Field(min_length=1, max_length=advice.LONGEST_TITLE, examples=["Open the sluice"])
    text: str = Field(min_length=1, max_length=advice.LONGEST_TEXT)
    reasons: str = Field("", max_length=advice.LONGEST_TEXT)
    answer_by: AwareDatetime = Field(description="Ahead, within a year, with its zone.")
    links: list[uuid.UUID] = Field(
        [], max_length=50, description="Reports, agreements, recommendations that all readers may read."
    )

    def as_wording(self) -> advice.Wording:
        links = tuple(map(RecordId, self.links))
        return advice.Wording(self.title, self.text, self.answer_by, self.reasons, links)


class NewRecommendation(Worded):
    to: list[Slug] = Field(
        min_length=1, max_length=100, description="Members that are to answer.", examples=[["iran"]]
    )
    readers: list[Slug] = Field([], max_length=100, description="Members that read it as well.")
    whole_centre: bool = Field(False, description="Every member reads it.")
    tlp: Tlp = Field(Tlp.AMBER, description="How far the readers may pass it on.")
    client: str = Field(
        "",
        max_length=LONGEST_CLIENT,
        description="Chosen by the program: sent twice, it is made once.",
    )


class Reply(Told):
    version: uuid.UUID = Field(description="`record` of the version that was read; an older one is refused.")
    answer: AdviceAnswer
    text: str = Field(
        "", max_length=advice.LONGEST_REPLY, description="Needed for a reservation and a question."
    )


class JoinedVersion(Told):
    version: uuid.UUID = Field(description="`record` of the version that was read.")


class Withdrawal(Told):
    reason: str = Field("", max_length=advice.LONGEST_REPLY)


class Clarification(Told):
    question: uuid.UUID = Field(description="`record` of the question.")
    text: str = Field(min_length=1, max_length=advice.LONGEST_REPLY)


class Outcome(Told):
    text: str = Field(min_length=1, max_length=advice.LONGEST_REPLY)
    links: list[uuid.UUID] = Field([], max_length=50)


class Made(Schema):
    id: uuid.UUID


class VersionTold(Schema):
    record: uuid.UUID
    number: int
    title: str
    text: str
    reasons: str
    answer_by: dt.datetime
    zone: str = Field(description="In which the deadline was set.")
    links: Sequence[uuid.UUID]
    at: dt.datetime


class SaidTold(Schema):
    record: uuid.UUID
    member: str
    step: AdviceStep
    number: int = Field(description="Of the version it speaks of.")
    answer: AdviceAnswer | None
    text: str
    links: Sequence[uuid.UUID]
    question: uuid.UUID | None = Field(description="Which one a clarification answers.")
    at: dt.datetime


class StandingTold(Schema):
    member: str
    standing: AdviceStanding = Field(description="`silent`: no answer by the deadline, which is no consent.")


class RecommendationTold(Schema):
    id: uuid.UUID
    member: str
    makers: Sequence[str] = Field(description="Its author, and who recommends the text of now as well.")
    state: AdviceState
    standings: list[StandingTold]
    versions: list[VersionTold] = Field(description="The last holds.")
    said: list[SaidTold]


class RecommendationsTold(Schema):
    rows: list[RecommendationTold]
    next: str | None = Field(description="Cursor of the next page; null on the last.")


@router.get("/recommendations", response=RecommendationsTold, summary="List recommendations")
def recommendations(request: OfficerRequest, asked: Query[Asked]) -> RecommendationsTold:
    """Those that the member may read, the latest first, as they stood at that moment."""
    with store.acting_as(request.viewer) as tx:
        found = page_of(
            lambda wanted: advice.recommendations(tx, asked.as_of, wanted),
            place_of,
            asked.cursor,
            limit=asked.limit,
        )
        return RecommendationsTold(rows=[_told(each) for each in found.rows], next=found.next)


@router.get(
    "/recommendations/{uuid:recommendation_id}", response=RecommendationTold, summary="Read a recommendation"
)
def recommendation(
    request: OfficerRequest, recommendation_id: uuid.UUID, asked: Query[AsOf]
) -> RecommendationTold:
    """With every version and all that was said of it."""
    with store.acting_as(request.viewer) as tx:
        return _told(advice.recommendation(tx, RecordId(recommendation_id), asked.as_of))


@router.post("/recommendations", response={201: Made}, summary="Recommend something")
def recommend(request: OfficerRequest, told: NewRecommendation) -> Status[Made]:
    """To members that are asked to decide by a certain time. Its readers see it at once."""
    readers = advice.Readers(tuple(map(MemberId, told.readers)), told.whole_centre, told.tlp)
    made = advice.recommend(
        request.viewer, told.as_wording(), map(MemberId, told.to), readers, client=told.client
    )
    return Status(201, Made(id=made))


@router.post(
    "/recommendations/{uuid:recommendation_id}/versions",
    response={204: None},
    summary="Amend a recommendation",
)
def amend(request: OfficerRequest, recommendation_id: uuid.UUID, told: Worded) -> Status[None]:
    """A whole new version for the same readers; everybody is asked anew."""
    advice.amend(request.viewer, RecordId(recommendation_id), told.as_wording())
    return Status(204, None)


@router.post(
    "/recommendations/{uuid:recommendation_id}/answers",
    response={204: None},
    summary="Answer a recommendation",
)
def answer(request: OfficerRequest, recommendation_id: uuid.UUID, told: Reply) -> Status[None]:
    """In the name of the own member, which it asks. Until the deadline a later answer takes the place of this one."""
    advice.answer(request.viewer, RecordId(recommendation_id), RecordId(told.version), told.answer, told.text)
    return Status(204, None)


@router.post(
    "/recommendations/{uuid:recommendation_id}/joint", response={204: None}, summary="Recommend it as well"
)
def join(request: OfficerRequest, recommendation_id: uuid.UUID, told: JoinedVersion) -> Status[None]:
    """The own member makes this version its own."""
    advice.join(request.viewer, RecordId(recommendation_id), RecordId(told.version))
    return Status(204, None)


@router.post(
    "/recommendations/{uuid:recommendation_id}/withdrawal",
    response={204: None},
    summary="Withdraw a recommendation",
)
def withdraw(request: OfficerRequest, recommendation_id: uuid.UUID, told: Withdrawal) -> Status[None]:
    """By its author for all, by a member that joined in its own name alone."""
    advice.withdraw(request.viewer, RecordId(recommendation_id), told.reason)
    return Status(204, None)


@router.post(
    "/recommendations/{uuid:recommendation_id}/clarifications",
    response={204: None},
    summary="Answer a question",
)
def clarify(request: OfficerRequest, recommendation_id: uuid.UUID, told: Clarification) -> Status[None]:
    """By a member that recommends it."""
    advice.clarify(request.viewer, RecordId(recommendation_id), RecordId(told.question), told.text)
    return Status(204, None)


@router.post(
    "/recommendations/{uuid:recommendation_id}/outcomes", response={204: None}, summary="Tell what came of it"
)
def follow(request: OfficerRequest, recommendation_id: uuid.UUID, told: Outcome) -> Status[None]:
    """By a member that recommends it or was asked."""
    links = tuple(map(RecordId, told.links))
    advice.follow(request.viewer, RecordId(recommendation_id), told.text, links)
    return Status(204, None)


def _told(found: Recommendation) -> RecommendationTold:
    return RecommendationTold(
        id=found.id,
        member=found.member,
        makers=found.makers,
        state=found.state,
        standings=[StandingTold(member=each, standing=found.standing_of(each)) for each in found.addressees],
        versions=[_version(each) for each in found.versions],
        said=[_said(each) for each in found.said],
    )


def _version(told: Version) -> VersionTold:
    return VersionTold(**{name: getattr(told, name) for name in VersionTold.model_fields})


def _said(told: Said) -> SaidTold:
    return SaidTold(**{name: getattr(told, name) for name in SaidTold.model_fields})
