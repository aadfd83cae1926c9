"""Requests and tasks: one member asks others for something by a time; each answers for itself. Nobody commands another's
people: whoever is asked may decline.

The director's member alone, while its term lasts, opens and closes what is asked of the whole centre. The database asks for
both when a record is appended (functions/81_tasks.sql).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from diwan import access, charter, ledger, store
from diwan.coordinate import queries
from diwan.coordinate.links import checked
from diwan.coordinate.saying import client_id, label_of_today, line, said_before, tidied
from diwan.coordinate.task_words import Said, Task, TaskForm, TaskStep
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Tlp
from diwan.core.viewer import Viewer
from diwan.store import Transaction

LONGEST_TITLE, LONGEST_TEXT, LONGEST_REPLY, LONGEST_HOLDER = 200, 20_000, 4_000, 200
FARTHEST = dt.timedelta(days=366)


class Flaw(StrEnum):
    """What is missing or wrong; the catalogue of the pages says the same in four languages."""

    NO_TITLE = "It needs a title."
    NO_TEXT = "Say what is asked."
    NOBODY = "Choose at least one member that is asked."
    STRANGER = "Somebody who is asked is no member that reads here."
    DUE = "The time by which it is due lies ahead, within a year."
    NO_OUTCOME = "Say in words what came of it."
    NO_HOLDER = "Say which member, person or function it is handed on to."
    NOT_A_READER = "It is handed on to a member that reads it, and not to the one that asks."
    TOO_LONG = "A title has 200 letters at most, a text 20000, an answer 4000, a name 200."


class TaskIncomplete(BadInput):
    """This cannot be said as it is written."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


class TaskClosed(BadInput):
    """Whoever asked has closed it; nothing is due any more."""


@dataclass(frozen=True, slots=True)
class Wording:
    title: str
    text: str
    due_at: dt.datetime
    reasons: str = ""
    form: TaskForm = TaskForm.INFORMATION
    links: tuple[RecordId, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """`holder`: the person or function that answers for it, in the member's own words."""

    step: TaskStep
    text: str = ""
    holder: str = ""
    passed_to: MemberId | None = None
    links: tuple[RecordId, ...] = ()


def tasks(
    tx: Transaction, at: dt.datetime | None = None, wanted: queries.Wanted = queries.EVERYTHING
) -> list[Task]:
    """Those that the viewer may read, the latest first, as they stood at `at`."""
    return _read(tx, at, wanted)


def task(tx: Transaction, which: RecordId, at: dt.datetime | None = None) -> Task:
    """Raises NotVisible: hidden and absent alike."""
    found = _read(tx, at, queries.Wanted(only=which))
    if not found:
        raise NotVisible
    return found[0]


def open_task(
    viewer: Viewer,
    wording: Wording,
    asked: Iterable[MemberId],
    readers: Iterable[MemberId] = (),
    *,
    whole_centre: bool = False,
    tlp: Tlp = Tlp.AMBER,
    client: str = "",
) -> RecordId:
    """Sent twice under one `client`, it is opened once. A member may ask its own officers too. Raises TaskIncomplete."""
    to = tuple(sorted({*asked}))
    with store.acting_as(viewer, write=True) as tx:
        client = client_id(client)
        if (known := said_before(tx, client, _BY_CLIENT)) is not None:
            return known
        said = _checked(wording)
        if not to:
            raise TaskIncomplete(Flaw.NOBODY)
        if {*to} - {each.id for each in charter.members(tx) if each.reads}:
            raise TaskIncomplete(Flaw.STRANGER)
        label = access.label(tx, [*to, *readers], whole_centre=whole_centre, tlp=tlp)
        links = checked(tx, said.links, label.members)
        body = _body(tx, said, to, client)
        return ledger.append(tx, "task.opened", body, label=label, refs=links).id


def open_to_all(viewer: Viewer, wording: Wording, *, client: str = "") -> RecordId:
    """The centre's own: asked of every other member that reads, by the director's. Raises NotAllowed for anybody else."""
    with store.acting_as(viewer, write=True) as tx:
        if not charter.is_director(tx, viewer.member):
            raise NotAllowed
        client = client_id(client)
        if (known := said_before(tx, client, _BY_CLIENT)) is not None:
            return known
        said, label = _checked(wording), charter.whole_centre(tx)
        links = checked(tx, said.links, label.members)
        body = _body(tx, said, tuple(sorted(label.members - {viewer.member})), client)
        return ledger.append(tx, "task.opened_to_all", body, label=label, refs=links).id


def answer_task(viewer: Viewer, which: RecordId, told: Answered) -> None:
    """For the own member, which is asked; the last answer holds, and the same one twice is said once. Raises NotVisible,
    NotAllowed, TaskClosed, TaskIncomplete."""
    said = replace(told, text=tidied(told.text), holder=line(told.holder))
    with store.acting_as(viewer, write=True) as tx:
        queries.one_at_a_time(tx, which)
        found = task(tx, which)
        if viewer.member not in found.asked or said.step == TaskStep.CLOSED:
            raise NotAllowed
        if found.closed is not None:
            raise TaskClosed
        label = label_of_today(tx, found.id, found.audience)
        _check_answer(said, found, label.members)
        links = checked(tx, said.links, label.members)
        if _is_same(found.answer_of(viewer.member), replace(said, links=links)):
            return
        body = {
            "step": said.step.value,
            "text": said.text,
            "holder": said.holder,
            "passed_to": said.passed_to or "",
        }
        ledger.append(tx, "task.answered", body, label=label, refs=[found.id, *links])


def close_task(viewer: Viewer, which: RecordId, text: str = "") -> None:
    """By who asked; the centre's own by the member that directs now. Raises NotVisible, NotAllowed, TaskClosed."""
    body = {"text": tidied(text)}
    if len(body["text"]) > LONGEST_REPLY:
        raise TaskIncomplete(Flaw.TOO_LONG)
    with store.acting_as(viewer, write=True) as tx:
        queries.one_at_a_time(tx, which)
        found = task(tx, which)
        if not may_close(tx, found, viewer.member):
            raise NotAllowed
        if found.closed is not None:
            raise TaskClosed
        label = label_of_today(tx, found.id, found.audience)
        if found.is_centres:
            ledger.append(tx, "task.closed_to_all", body, label=label, refs=[found.id])
        else:
            ledger.append(tx, "task.closed", body, label=label, refs=[found.id])


def may_close(tx: Transaction, found: Task, member: MemberId) -> bool:
    return charter.is_director(tx, member) if found.is_centres else member == found.member


_BY_CLIENT = "SELECT record FROM diwan.task WHERE member = %s AND client = %s"


def _body(tx: Transaction, said: Wording, asked: tuple[MemberId, ...], client: str) -> dict[str, object]:
    return {
        "form": said.form.value,
        "title": said.title,
        "text": said.text,
        "reasons": said.reasons,
        "due_at": said.due_at.astimezone(dt.UTC),
        "zone": charter.centre(tx).time_zone,
        "asked": list(asked),
        "client": client,
    }


def _check_answer(said: Answered, found: Task, readers: frozenset[MemberId]) -> None:
    """Raises TaskIncomplete."""
    is_handed_on = said.step == TaskStep.HANDED_ON
    flaws = {
        Flaw.NO_OUTCOME: said.step in (TaskStep.DONE, TaskStep.DROPPED) and not said.text,
        Flaw.NO_HOLDER: is_handed_on and not (said.holder or said.passed_to),
        Flaw.NOT_A_READER: said.passed_to is not None
        and (not is_handed_on or said.passed_to not in readers - {found.member}),
        Flaw.TOO_LONG: len(said.text) > LONGEST_REPLY or len(said.holder) > LONGEST_HOLDER,
    }
    for flaw, is_there in flaws.items():
        if is_there:
            raise TaskIncomplete(flaw)


def _is_same(held: Said | None, said: Answered) -> bool:
    return held is not None and (held.step, held.text, held.holder, held.passed_to, held.links) == (
        said.step, said.text, said.holder, said.passed_to, said.links,
    )  # fmt: skip


def _checked(wording: Wording) -> Wording:
    said = replace(
        wording, title=line(wording.title), text=tidied(wording.text), reasons=tidied(wording.reasons)
    )
    now = springs.now()
    flaws = {
        Flaw.NO_TITLE: not said.title,
        Flaw.NO_TEXT: not said.text,
        Flaw.DUE: not now < said.due_at <= now + FARTHEST,
        Flaw.TOO_LONG: len(said.title) > LONGEST_TITLE
        or max(len(said.text), len(said.reasons)) > LONGEST_TEXT,
    }
    for flaw, is_there in flaws.items():
        if is_there:
            raise TaskIncomplete(flaw)
    return said


def _read(tx: Transaction, at: dt.datetime | None, wanted: queries.Wanted) -> list[Task]:
    moment = at or springs.now()
    rows, steps = queries.tasks(tx, moment, wanted)
    said: dict[RecordId, list[Said]] = {}
    for row in steps:
        which = row.pop("task")
        told = {
            "step": TaskStep(row["step"]),
            "links": tuple(row["links"]),
            "passed_to": row["passed_to"] or None,
        }
        said.setdefault(which, []).append(Said(**row | told))
    return [
        Task(
            **row
            | {
                "form": TaskForm(row["form"]),
                "asked_first": tuple(row["asked_first"]),
                "links": tuple(row["links"]),
            },
            said=tuple(said.get(row["id"], ())),
            at=moment,
        )
        for row in rows
    ]
