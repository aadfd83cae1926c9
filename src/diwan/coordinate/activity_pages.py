"""Pages of activities: the list with what meets, and one activity with what its own member may say of it."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from diwan import charter, store
from diwan.coordinate import announce as saying
from diwan.coordinate.activities import activity
from diwan.coordinate.activity_form import chosen_readers
from diwan.coordinate.activity_map import shown_on_map
from diwan.coordinate.activity_shown import shown_page, shown_rows
from diwan.coordinate.activity_words import ActivityState
from diwan.coordinate.forms import NothingChosen, OfficerRequest, trouble_name
from diwan.coordinate.notice_shown import rows_of as notices_of
from diwan.core.errors import BadInput
from diwan.core.ids import RecordId


@require_GET
def activities_page(request: OfficerRequest) -> HttpResponse:
    facts = shown_rows(
        request.viewer,
        with_past=request.GET.get("over") == "yes",
        cursor=request.GET.get("cursor"),
        at=request.as_of,
    )
    return render(request, "pages/activities.html", facts | {"page_name": "activities"})


@require_GET
def activities_map(request: OfficerRequest) -> HttpResponse:
    """What the map draws and its table tells: a part of the Situation, fetched when the map is there."""
    facts = shown_on_map(request.viewer, request.as_of)
    return render(request, "parts/activity_layer.html", facts)


@require_GET
def activity_page(request: OfficerRequest, activity_id: uuid.UUID) -> HttpResponse:
    return _page(request, activity_id)


@require_POST
def activity_state(request: OfficerRequest, activity_id: uuid.UUID) -> HttpResponse:
    told = request.POST
    with store.acting_as(request.viewer) as tx:
        activity(tx, RecordId(activity_id))  # hidden and absent before anything else is told
    try:
        state = ActivityState(told.get("state", ""))
    except ValueError:
        return _page(request, activity_id, NothingChosen(), status=422)

    def say() -> None:
        reason = told.get("reason", "").replace("\r\n", "\n").strip()
        saying.set_state(request.viewer, RecordId(activity_id), state, reason)

    return _done(request, activity_id, say)


@require_POST
def activity_envelope(request: OfficerRequest, activity_id: uuid.UUID) -> HttpResponse:
    def say() -> None:
        with store.acting_as(request.viewer) as tx:
            kind = activity(tx, RecordId(activity_id)).kind
        _details, envelope = chosen_readers(request.POST, kind)
        saying.release_envelope(request.viewer, RecordId(activity_id), envelope)

    return _done(request, activity_id, say)


def _page(
    request: OfficerRequest, which: uuid.UUID, trouble: BadInput | None = None, *, status: int = 200
) -> HttpResponse:
    """With what was written in the form that was not taken, so that nothing is lost."""
    facts = shown_page(request.viewer, RecordId(which), request.as_of)
    with store.acting_as(request.viewer) as tx:
        facts["members"] = [
            each for each in charter.members(tx) if each.reads and each.id != request.viewer.member
        ]
        known = charter.members_ever(tx)
        facts["notices"] = notices_of(tx, request.viewer, RecordId(which), known, request.as_of)
    facts |= {
        "trouble": trouble,
        "trouble_name": trouble_name(trouble),
        "given": request.POST if trouble else {},
    }
    facts |= {"states": [each.value for each in ActivityState], "page_name": "activities"}
    return render(request, "pages/activity.html", facts, status=status)


def _done(request: OfficerRequest, which: uuid.UUID, say: Callable[[], None]) -> HttpResponse:
    try:
        say()
    except (saying.ActivityIsOver, saying.ChangedMeanwhile) as trouble:
        return _page(request, which, trouble, status=409)
    except BadInput as trouble:
        return _page(request, which, trouble, status=422)
    messages.success(request, _("Said. Its readers see it now."))
    return redirect("activity", which)
