"""The pages of things that go wrong. None of them shows code, data or a reason that would tell a secret."""

import logging
import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from diwan import store
from diwan.core.errors import DiwanError, StoreMissing

log = logging.getLogger("django.request")


def page(request: HttpRequest, template: str, status: int, error: Exception | None = None) -> HttpResponse:
    detail = error.detail if isinstance(error, DiwanError) else ""
    if request.headers.get("Accept", "").startswith("application/json"):
        sentence = str(render_to_string("states/sentence.txt", {"status": status}, request)).strip()
        return JsonResponse({"state": "failed", "message": f"{sentence} {detail}".strip()}, status=status)
    answer = render(request, template, {"detail": detail}, status=status)
    if getattr(request, "htmx", False):
        answer.headers["HX-Reswap"] = "none"  # what is on the page stays; the script says that it failed
    return answer


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return page(request, "states/not_here.html", 404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return page(request, "states/refused.html", 403)


def failed(request: HttpRequest) -> HttpResponse:
    """After an error nobody foresaw: the page must not depend on anything that may be broken."""
    if _database_is_gone(sys.exc_info()[1]):
        template, status = "states/store_missing.html", 503
    else:
        template, status = "states/failed.html", 500
    try:
        return page(request, template, status)
    except Exception:
        log.exception("The page of errors failed as well")
        return HttpResponse(_("Something went wrong here. What was kept is kept."), status=status)


def _database_is_gone(error: BaseException | None) -> bool:
    """Before a page is reached it is Django that meets the missing database: it looks for the session."""
    cause = error.__cause__ if isinstance(error, OperationalError) else error
    return isinstance(cause, StoreMissing) or (cause is not None and store.is_unreachable(cause))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    return page(request, "states/csrf.html", 403)
