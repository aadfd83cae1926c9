"""The page on which an officer makes, sees and ends API tokens."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core.viewer import Viewer
from diwan.entry.web.api.scopes import Scope
from diwan.entry.web.api.tokens import LONGEST_DAYS, listed, made, revoke

DAYS = (1, 7, 30, 90, LONGEST_DAYS)


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer


@never_cache
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def tokens(request: OfficerRequest) -> HttpResponse:
    """A new token is shown in the answer that makes it, never again and at no address."""
    facts: dict[str, Any] = {
        "days": DAYS,
        "scopes": list(Scope),
        "given": {"name": "", "scopes": [Scope.READ], "days": "30"},
    }
    if request.method == "POST":
        name, days = (
            request.POST.get("name", "").strip()[:100].replace("\0", ""),
            request.POST.get("days", ""),
        )
        scopes = [scope for scope in Scope if scope in request.POST.getlist("scopes")]
        if name and scopes and days in map(str, DAYS):
            facts["token"] = made(request.viewer, name, scopes, int(days))
        else:
            facts["trouble"] = _("Give the token a name, choose what it may do and when it ends.")
            facts["given"] = {"name": name, "scopes": scopes, "days": days}
    now = timezone.now()
    facts["rows"] = [
        {"token": row, "is_open": row.revoked_at is None and row.expires_at > now}
        for row in listed(request.viewer)
    ]
    return render(request, "pages/tokens.html", facts, status=422 if "trouble" in facts else 200)


@require_POST
def token_revoke(request: OfficerRequest, token_id: uuid.UUID) -> HttpResponse:
    revoke(request.viewer, token_id)
    messages.success(request, _("The token is revoked; it opens nothing any more."))
    return redirect("tokens")
