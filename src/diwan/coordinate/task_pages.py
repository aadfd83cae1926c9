"""Pages of requests and tasks, and of the answers to them."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan import charter, store
from diwan.coordinate import tasks as asking
from diwan.coordinate.forms import (
    NothingChosen,
    OfficerRequest,
    moment_in,
    sent_as,
    tlp_in,
    trouble_name,
    zone_of,
)
from diwan.coordinate.links import LinkNotReadByAll, links_in
from diwan.coordinate.task_shown import shown_page, shown_rows
from diwan.coordinate.task_words import TaskForm, TaskStep
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Tlp
from diwan.gather.pages import PASSING_ON

FIRST_DUE = dt.timedelta(days=1)


@require_GET
def tasks_page(request: OfficerRequest) -> HttpResponse:
    return render(
        request,
        "pages/tasks.html",
        shown_rows(request.viewer, request.as_of, request.GET.get("cursor")) | {"page_name": "tasks"},
    )


@require_GET
def task_page(request: OfficerRequest, task_id: uuid.UUID) -> HttpResponse:
    return _page(request, task_id)


def _page(
    request: OfficerRequest, which: uuid.UUID, trouble: BadInput | None = None, *, status: int = 200
) -> HttpResponse:
    """With what was written in the form that was not taken, so that nothing is lost."""
    facts = shown_page(request.viewer, RecordId(which), request.as_of)
    facts |= {
        "trouble": trouble,
        "trouble_name": trouble_name(trouble),
        "given": request.POST if trouble else {},
    }
    return render(request, "pages/task.html", facts | {"page_name": "tasks"}, status=status)


@require_http_methods(["GET", "POST"])
def task_new(request: OfficerRequest) -> HttpResponse:
    zone = zone_of(request.viewer)
    if request.method == "GET":
        given = {"links": request.GET.get("about", ""), "form": "information", "tlp": Tlp.AMBER.value}
        given["due_at"] = f"{springs.now().astimezone(zone) + FIRST_DUE:%Y-%m-%dT%H:00}"
        return _form(request, zone, given)
    told = request.POST
    try:
        wording = _wording(request, zone)
        client = sent_as(told)
        if told.get("audience") == "all":
            made = asking.open_to_all(request.viewer, wording, client=client)
        else:
            made = asking.open_task(
                request.viewer,
                wording,
                map(MemberId, told.getlist("to")),
                whole_centre=told.get("audience") == "centre",
                tlp=tlp_in(told),
                client=client,
            )
    except BadInput as trouble:
        return _form(request, zone, told.dict(), trouble)
    messages.success(request, _("Said. Its readers see it now."))
    return redirect("task", made)


@require_POST
def task_answer(request: OfficerRequest, task_id: uuid.UUID) -> HttpResponse:
    told = request.POST
    try:
        step = TaskStep(told.get("step", ""))
    except ValueError:
        return _page(request, task_id, NothingChosen(), status=422)

    def answer() -> None:
        with store.acting_as(request.viewer) as tx:
            asking.task(tx, RecordId(task_id))  # hidden and absent before anything else is told
            links = links_in(tx, told.get("links", ""))
        passed_to = (
            MemberId(told["passed_to"]) if told.get("passed_to") and step == TaskStep.HANDED_ON else None
        )
        said = asking.Answered(step, told.get("text", ""), told.get("holder", ""), passed_to, links)
        asking.answer_task(request.viewer, RecordId(task_id), said)

    return _done(request, task_id, answer, _("Answered."))


@require_POST
def task_close(request: OfficerRequest, task_id: uuid.UUID) -> HttpResponse:
    def close() -> None:
        asking.close_task(request.viewer, RecordId(task_id), request.POST.get("text", ""))

    return _done(request, task_id, close, _("Closed."))


def _done(request: OfficerRequest, which: uuid.UUID, act: Callable[[], None], told: str) -> HttpResponse:
    try:
        act()
    except asking.TaskClosed as trouble:
        return _page(request, which, trouble, status=409)
    except BadInput as trouble:
        return _page(request, which, trouble, status=422)
    messages.success(request, told)
    return redirect("task", which)


def _form(
    request: OfficerRequest, zone: ZoneInfo, given: dict[str, Any], trouble: BadInput | None = None
) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        members = [each for each in charter.members(tx) if each.reads]
        directs = charter.is_director(tx, request.viewer.member)
        if charter.Right.RELEASE not in charter.my_rights(tx):
            raise NotAllowed
    facts = {
        "members": members,
        "directs": directs,
        "given": given,
        "to": request.POST.getlist("to"),
        "zone": str(zone),
        "passing": [(tlp.value, title) for tlp, title, _words in PASSING_ON],
        "trouble": trouble,
        "trouble_name": trouble_name(trouble),
        "page_name": "tasks",
    }
    is_unread = isinstance(trouble, LinkNotReadByAll)
    return render(
        request, "pages/task_form.html", facts | {"is_unread": is_unread}, status=422 if trouble else 200
    )


def _wording(request: OfficerRequest, zone: ZoneInfo) -> asking.Wording:
    told = request.POST
    try:
        due_at = moment_in(told.get("due_at", ""), zone)
    except ValueError as error:
        raise asking.TaskIncomplete(asking.Flaw.DUE) from error
    with store.acting_as(request.viewer) as tx:
        links = links_in(tx, told.get("links", ""))
    form = TaskForm.TASK if told.get("form") == TaskForm.TASK.value else TaskForm.INFORMATION
    title, text, reasons = (told.get(name, "") for name in ("title", "text", "reasons"))
    return asking.Wording(title, text, due_at, reasons, form, links)
