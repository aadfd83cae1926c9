"""For programs: requests and tasks, and the answers of those who are asked."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import AwareDatetime

from diwan import store
from diwan.coordinate import tasks as asking
from diwan.coordinate.paging import page_of
from diwan.coordinate.saying import LONGEST_CLIENT
from diwan.coordinate.task_shown import place_of
from diwan.coordinate.task_words import Task, TaskForm, TaskStanding, TaskStep
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Tlp
from diwan.core.viewer import Viewer
from diwan.gather.schemas import Slug
from diwan.share.schemas import Asked, AsOf, Told

router = Router(tags=["Tasks"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class NewTask(Told):
    form: TaskForm = TaskForm.INFORMATION
    title: str = Field(min_length=1, max_length=asking.LONGEST_TITLE, examples=["Gauge at the weir"])
    text: str = Field(min_length=1, max_length=asking.LONGEST_TEXT)
    reasons: str = Field("", max_length=asking.LONGEST_TEXT)
    due_at: AwareDatetime = Field(description="Ahead, within a year, with its zone.")
    asked: list[Slug] = Field(
        [], max_length=100, description="Members that are asked; with `to_all` none.", examples=[["iran"]]
    )
    to_all: bool = Field(
        False, description="The centre's own, by the director's member while its term lasts."
    )
    readers: list[Slug] = Field([], max_length=100, description="Members that read it as well.")
    whole_centre: bool = Field(False, description="Every member reads it.")
    tlp: Tlp = Field(Tlp.AMBER, description="How far the readers may pass it on.")
    links: list[uuid.UUID] = Field([], max_length=50)
    client: str = Field(
        "",
        max_length=LONGEST_CLIENT,
        description="Chosen by the program: sent twice, it is opened once.",
    )


class TaskAnswer(Told):
    step: TaskStep = Field(description="Not `closed`, which is an address of its own.")
    text: str = Field("", max_length=asking.LONGEST_REPLY, description="Needed for done and dropped.")
    holder: str = Field(
        "", max_length=asking.LONGEST_HOLDER, description="The person or function that answers for it."
    )
    passed_to: Slug | None = Field(None, description="The member that it is handed on to.")
    links: list[uuid.UUID] = Field([], max_length=50)


class Closing(Told):
    text: str = Field("", max_length=asking.LONGEST_REPLY)


class TaskMade(Schema):
    id: uuid.UUID


class TaskStandingTold(Schema):
    member: str
    standing: TaskStanding
    holder: str
    is_overdue: bool
    is_late: bool = Field(description="Done after the time that was set.")


class TaskSaid(Schema):
    record: uuid.UUID
    member: str
    step: TaskStep
    holder: str
    passed_to: str | None
    text: str
    links: Sequence[uuid.UUID]
    at: dt.datetime


class TaskTold(Schema):
    id: uuid.UUID
    member: str
    form: TaskForm
    is_centres: bool
    title: str
    text: str
    reasons: str
    due_at: dt.datetime
    zone: str
    links: Sequence[uuid.UUID]
    opened_at: dt.datetime
    is_open: bool
    standings: list[TaskStandingTold]
    said: list[TaskSaid]


class TasksTold(Schema):
    rows: list[TaskTold]
    next: str | None = Field(description="Cursor of the next page; null on the last.")


@router.get("/tasks", response=TasksTold, summary="List requests and tasks")
def tasks(request: OfficerRequest, asked: Query[Asked]) -> TasksTold:
    """Those that the member may read, the latest first, as they stood at that moment."""
    with store.acting_as(request.viewer) as tx:
        found = page_of(
            lambda wanted: asking.tasks(tx, asked.as_of, wanted), place_of, asked.cursor, limit=asked.limit
        )
        return TasksTold(rows=[_told(each) for each in found.rows], next=found.next)


@router.get("/tasks/{uuid:task_id}", response=TaskTold, summary="Read a request or task")
def task(request: OfficerRequest, task_id: uuid.UUID, asked: Query[AsOf]) -> TaskTold:
    """With all that was said of it."""
    with store.acting_as(request.viewer) as tx:
        return _told(asking.task(tx, RecordId(task_id), asked.as_of))


@router.post("/tasks", response={201: TaskMade}, summary="Ask for something")
def open_task(request: OfficerRequest, told: NewTask) -> Status[TaskMade]:
    """A request for information or a task, to named members or, by the director's, to all."""
    links = tuple(map(RecordId, told.links))
    wording = asking.Wording(told.title, told.text, told.due_at, told.reasons, told.form, links)
    if told.to_all:
        return Status(201, TaskMade(id=asking.open_to_all(request.viewer, wording, client=told.client)))
    made = asking.open_task(
        request.viewer,
        wording,
        map(MemberId, told.asked),
        map(MemberId, told.readers),
        whole_centre=told.whole_centre,
        tlp=told.tlp,
        client=told.client,
    )
    return Status(201, TaskMade(id=made))


@router.post("/tasks/{uuid:task_id}/answers", response={204: None}, summary="Answer a request or task")
def answer(request: OfficerRequest, task_id: uuid.UUID, told: TaskAnswer) -> Status[None]:
    """In the name of the own member, which is asked. The last answer holds."""
    links = tuple(map(RecordId, told.links))
    passed_to = MemberId(told.passed_to) if told.passed_to else None
    said = asking.Answered(told.step, told.text, told.holder, passed_to, links)
    asking.answer_task(request.viewer, RecordId(task_id), said)
    return Status(204, None)


@router.post("/tasks/{uuid:task_id}/closing", response={204: None}, summary="Close a request or task")
def close(request: OfficerRequest, task_id: uuid.UUID, told: Closing) -> Status[None]:
    """By the member that asked; the centre's own by the member that directs now."""
    asking.close_task(request.viewer, RecordId(task_id), told.text)
    return Status(204, None)


_PLAIN = (
    "id",
    "member",
    "form",
    "is_centres",
    "title",
    "text",
    "reasons",
    "due_at",
    "zone",
    "links",
    "opened_at",
    "is_open",
)


def _told(found: Task) -> TaskTold:
    return TaskTold(
        **{name: getattr(found, name) for name in _PLAIN},
        standings=[_standing(found, each) for each in found.asked],
        said=[TaskSaid(**{n: getattr(each, n) for n in TaskSaid.model_fields}) for each in found.said],
    )


def _standing(found: Task, member: MemberId) -> TaskStandingTold:
    answer = found.answer_of(member)
    return TaskStandingTold(
        member=member,
        standing=found.standing_of(member),
        holder=answer.holder if answer else "",
        is_overdue=found.is_overdue_of(member),
        is_late=found.is_late_of(member),
    )
