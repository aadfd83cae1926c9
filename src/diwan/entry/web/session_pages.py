"""Signing in and out, how an officer likes things written, and the page of all keys."""

import uuid
from typing import Any, cast

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from diwan import store
from diwan.core.errors import NotVisible
from diwan.entry.web import accounts, preferences
from diwan.entry.web.middleware.viewer import open_to_nobody
from diwan.entry.web.models import Account

A_YEAR_SECONDS = 365 * 86_400


class SignIn(LoginView):  # type: ignore[misc]  # allauth has no types
    template_name = "account/login.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        facts: dict[str, Any] = super().get_context_data(**more)
        return facts | {"demonstration": accounts.demonstration(), "provider": settings.OIDC}


sign_in = open_to_nobody(SignIn.as_view())


@open_to_nobody
@never_cache
@sensitive_post_parameters()
@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """The sample centre alone: an officer is chosen from a list. Elsewhere there is nothing here."""
    account = Account.objects.filter(
        officer=_uuid_or_none(request), is_demonstration=True, is_active=True
    ).first()
    if account is None:
        raise Http404
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(_next(request))


def _uuid_or_none(request: HttpRequest) -> str | None:
    given = request.POST.get("officer", "")
    known = {str(officer.id) for officer in accounts.demonstration()}
    return given if given in known else None


@open_to_nobody
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("account_login")


@open_to_nobody
@require_POST
def keep_preferences(request: HttpRequest) -> HttpResponse:
    """In the account of who is signed in, and in a cookie for the sign-in page."""
    chosen = {
        name: value
        for name, allowed in (
            ("language", preferences.LANGUAGES),
            ("calendar", tuple(preferences.Calendar)),
            ("numerals", tuple(preferences.Numerals)),
        )
        if (value := request.POST.get(name, "")) in allowed
    }
    if isinstance(request.user, Account) and chosen:
        Account.objects.filter(pk=request.user.pk).update(**chosen)
    answer = redirect(_next(request))
    for name, value in chosen.items():
        answer.set_cookie(
            f"diwan_{name}", value, max_age=A_YEAR_SECONDS, samesite="Lax", secure=request.is_secure()
        )
    return answer


def _next(request: HttpRequest) -> str:
    """Only an address of this site: an open redirect would lend its name to strangers."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/"):
        return wanted
    return reverse("situation")


@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/keys.html")


@open_to_nobody
def nothing(_request: HttpRequest) -> HttpResponse:
    raise Http404


@require_GET
def sessions(request: HttpRequest) -> HttpResponse:
    """Where this officer is signed in, as the database knows it."""
    viewer = cast("Any", request).viewer
    with store.acting_as(viewer) as tx:
        rows = tx.rows(
            "SELECT id, name, issued_at, expires_at, is_current FROM diwan.my_sessions(%s)", [viewer.token]
        )
    return render(request, "pages/sessions.html", {"rows": rows})


@require_POST
def session_end(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """At the next page of that session nothing opens. Another officer's, an ended and an absent one answer alike."""
    with store.acting_as(cast("Any", request).viewer, write=True) as tx:
        if not tx.value("SELECT diwan.revoke_my_session(%s)", [session_id]):
            raise NotVisible
    return redirect("sessions")
