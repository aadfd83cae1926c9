"""Nobody reaches a page without a viewer, unless the page says that it needs none."""

import datetime as dt
from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from diwan import charter, store
from diwan.core.viewer import Viewer
from diwan.entry.web import preferences
from diwan.share.views import FrameView

# Programs bring a token of their own; `entry/http` guards them.
PROGRAMS = "/api/"
# What an officer reaches whose charter demands a second factor that is not there yet.
WITHOUT_SECOND_FACTOR = frozenset({"second-factor", "step-up"})
# What a founder reaches while no charter is in force.
BEFORE_THE_FOUNDING = frozenset(
    {
        "founding",
        "founding-draft",
        "founding-file",
        "founding-sign",
        "second-factor",
        "step-up",
        "sessions",
        "session-end",
        "officers",
        "officer-appoint",
        "officer-change",
        "officer-invite",
        "officer-dismiss",
        "officers-rule",
        "keys",
    }
)


class EnterViewer:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if request.path.startswith(PROGRAMS) or getattr(view, "is_open_to_nobody", False):
            return None
        from diwan.entry.web import accounts, second_factor  # noqa: PLC0415 - only once Django is set up
        from diwan.entry.web.second_factor_pages import asks_first  # noqa: PLC0415

        viewer = accounts.viewer_of(request)
        frame = _frame_of(request, viewer) if viewer else None
        if viewer is None or frame is None:
            return ask_to_sign_in(request)
        preferences.set_zone(frame.zone)
        entered = cast("Any", request)
        entered.viewer = viewer
        entered.frame = frame
        entered.preferences = preferences.current()
        entered.zone = entered.preferences.zone
        entered.as_of = read_as_of(request.GET.get("as_of", ""), entered.zone)
        entered.new_since = _moment(request.session.get(accounts.NEW_SINCE, ""))
        name = request.resolver_match.url_name or "" if request.resolver_match else ""
        if frame.is_founding and name not in BEFORE_THE_FOUNDING:
            return _to_the_founding(request)
        if name in WITHOUT_SECOND_FACTOR:
            return None
        if second_factor.is_missing(request, cast("Any", request.user)):
            return redirect("second-factor")
        return asks_first(request, name)


def _frame_of(request: HttpRequest, viewer: Viewer) -> FrameView | None:
    """None when the sign-in has ended."""
    from diwan.entry.web.frame import frame_of, frame_of_founding  # noqa: PLC0415 - only once Django is set up

    try:
        return frame_of(viewer, cast("Any", request.user))
    except store.SignInEnded:
        logout(request)
        return None
    except charter.NotFounded:
        return frame_of_founding(viewer, cast("Any", request.user))


def _to_the_founding(request: HttpRequest) -> HttpResponse:
    """While no charter is in force every other page leads to the one that says what to do next."""
    if getattr(request, "htmx", False):
        answer = HttpResponse(status=409)
        answer.headers["HX-Redirect"] = reverse("founding")
        return answer
    if request.method == "GET":
        return redirect("founding")
    return render(request, "states/not_founded.html", status=409)


def read_as_of(text: str, zone: dt.tzinfo) -> dt.datetime | None:
    """A past moment, in the centre's zone where none is named. What cannot be read, or lies ahead, means now."""
    moment = _moment(text)
    if moment is None:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(dt.UTC) if moment < timezone.now() else None
    except OverflowError:
        return None


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def open_to_nobody(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page that needs no sign-in: the sign-in page itself, its list of languages, the icon."""
    view.is_open_to_nobody = True  # type: ignore[attr-defined]
    return view


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    address = "/sign-in"
    if request.method == "GET" and not getattr(request, "htmx", False) and request.path != "/":
        address = f"/sign-in?{urlencode({'next': request.get_full_path()})}"
    if getattr(request, "htmx", False):
        answer = HttpResponse(status=401)
        answer.headers["HX-Redirect"] = address
        return answer
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"message": "Sign in first."}, status=401)
    return redirect(address)
