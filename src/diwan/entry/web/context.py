"""What every template may count on."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from diwan.entry.web import preferences
from diwan.entry.web.catalogue import interface as interface_words
from diwan.entry.web.past import SHOWS_THE_PAST


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the rail."""

    route: str
    label: Promise | str
    icon: str
    pages: tuple[str, ...]
    go: str = ""
    key: str = ""
    is_current: bool = False
    count: int = 0
    is_trouble: bool = False
    count_means: Promise | str = ""


PAGES_OF_THE_CENTRE = (
    "charter",
    "charter-propose",
    "charter-amend",
    "officers",
    "agreements",
    "agreement",
    "agreement-new",
    "terms",
    "handover",
    "meetings",
)
MAKES_BRIEFS = frozenset({"analyst", "releaser", "desk"})
NUMERALS = (
    ("script", _("as the language writes them")),
    ("latin", "0123456789"),
)


def surroundings(request: HttpRequest) -> dict[str, Any]:
    chosen = getattr(request, "preferences", preferences.current())
    frame = getattr(request, "frame", None)
    as_of = getattr(request, "as_of", None)
    now = timezone.now()
    return {
        "preferences": chosen,
        "frame": frame,
        "navigation": _navigation(request, frame) if frame else None,
        "now": now,
        "as_of": as_of,
        "shows_the_past": _here(request) in SHOWS_THE_PAST,
        "may_brief": as_of is None and _may_brief(frame),
        "as_of_text": as_of.isoformat(timespec="minutes") if as_of else "",
        "as_of_local": (as_of or now).astimezone(chosen.zone).strftime("%Y-%m-%dT%H:%M"),
        "languages": settings.LANGUAGES,
        "language_label": dict(settings.LANGUAGES)[chosen.language],
        "calendars": [(value, interface_words.CALENDARS[value]) for value in preferences.Calendar],
        "numerals": NUMERALS,
        "centre_names": SimpleLazyObject(centre_names),
    }


def _may_brief(frame: Any) -> bool:
    """Whether a page offers to put something into a brief; whether it may is asked where it is done."""
    return bool(frame and frame.rebuilt_until is None and MAKES_BRIEFS.intersection(frame.roles))


def centre_names() -> dict[str, str]:
    """For the sign-in page; the door may know this much of the centre."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT diwan.centre_names()")
        row = cursor.fetchone()
    from diwan.entry.web.accounts import read_names  # noqa: PLC0415 - models are there only once Django is set up

    return read_names(row[0]) if row and row[0] else {}


def _here(request: HttpRequest) -> str:
    return (request.resolver_match.url_name or "") if request.resolver_match else ""


def _navigation_of_founding(here: str) -> dict[str, list[Entry]]:
    founding = Entry("founding", _("Founding"), "centre", (), is_current=here.startswith("founding"))
    officers = Entry("officers", _("Officers"), "director", (), is_current=here == "officers")
    return {"watch": [founding], "work": [], "house": [officers], "short": [founding, officers], "rest": []}


def _navigation(request: HttpRequest, frame: Any) -> dict[str, list[Entry]]:
    here = _here(request)
    if frame.is_founding:
        return _navigation_of_founding(here)

    def entry(route: str, label: Promise, icon: str, *pages: str, **more: Any) -> Entry:
        return Entry(route, label, icon, pages, is_current=here in (route, *pages), **more)

    situation = entry("situation", _("Situation"), "situation", "event", go="s")
    reports = entry(
        "reports",
        _("Reports"),
        "reports",
        "report",
        "report-readers",
        "report-correct",
        "report-shorten",
        "search",
        go="r",
    )
    review = entry("review", _("Review"), "check", go="w", count=frame.to_review, count_means=_("in doubt"))
    briefs = entry("briefs", _("Briefs"), "briefs", "brief", "brief-draft", "brief-look", go="p")
    advice = entry(
        "recommendations",
        _("Recommendations"),
        "recommendations",
        "recommendation",
        "recommendation-new",
        "recommendation-amend",
        go="e",
        count=frame.to_answer,
        count_means=_("to answer"),
    )
    due = entry("due", _("Due from us"), "bell", go="i", count=frame.due, count_means=_("waiting"))
    tasks = entry("tasks", _("Tasks"), "tasks", "task", "task-new", go="k")
    plans = entry(
        "activities",
        _("Activities"),
        "activities",
        *("activity", "activity-new", "activity-change", "notices", "notice", "notice-new"),
        go="v",
    )
    calls = entry("call-new", _("Note a call"), "calls", "calls", "call", key="p")
    duty = entry("duty", _("Duty log"), "duty", "duty-new", "watch", "watch-new", go="d")
    incidents = entry("incidents", _("Incidents"), "incidents", "incident", "incident-new", "incidents-count")
    register = entry(
        "register", _("Register"), "register", "object", "object-new", "site", "register-import", go="o"
    )
    filing = entry("file", _("File a report"), "edit", "file-files", "filed", key="f", go="f")
    sources = entry(
        "sources",
        _("Sources"),
        "sources",
        "source",
        "source-add",
        "source-edit",
        count=frame.failing_sources,
        is_trouble=True,
        count_means=_("failing"),
    )
    asked = entry("requests", _("Requests"), "eye", "report-ask", count=frame.requests)
    aside = entry("set-aside", _("Set aside"), "set-aside", count=frame.set_aside)
    centre = entry(
        "centre",
        _("Centre"),
        "centre",
        *PAGES_OF_THE_CENTRE,
        go="t",
        count=frame.to_sign,
        count_means=_("to sign"),
    )
    log = entry("log", _("Log"), "log", "history", "record", go="b")
    return {
        "watch": [situation, reports, review, register, briefs],
        "work": [due, plans, advice, tasks, duty, calls, incidents, filing, asked, sources, aside],
        "house": [centre, log],
        "short": [situation, reports, filing, sources],
        "rest": [
            *(review, register, due, plans, advice, tasks, duty, calls, incidents, briefs),
            *(asked, aside, centre, log),
        ],
    }
