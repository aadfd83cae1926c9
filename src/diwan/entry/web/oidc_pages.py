"""Signing in by the centre's provider: out to it, back from it, and through the same stages as after a password."""

import uuid
from typing import Any, cast
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from diwan import charter
from diwan.core.ids import OfficerId
from diwan.entry.web import accounts, oidc
from diwan.entry.web.links import absolute_link
from diwan.entry.web.middleware.viewer import open_to_nobody
from diwan.entry.web.models import Account
from diwan.entry.web.oidc_provider import Provider

BEGUN = "provider_asked"  # as whom, and where to go then


def provider() -> Provider:
    if settings.OIDC is None:
        raise Http404
    return cast("Provider", settings.OIDC)


@open_to_nobody
@never_cache
@require_POST
def provider_begin(request: HttpRequest) -> HttpResponse:
    """Whoever is named, known or not, is sent to the provider: nothing tells who is an officer here."""
    back = absolute_link(request, "provider-back")
    try:
        address = oidc.address_to_ask(request, provider(), back, anew="anew" in request.POST)
    except oidc.ProviderRefused:
        return _refused(request)
    wanted = request.POST.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    request.session[BEGUN] = {
        "name": request.POST.get("login", "").strip()[:150],
        "next": wanted if is_ours else "/",
    }
    # The form's own answer may lead nowhere else under the pages' policy; a page that goes on by itself may.
    return render(request, "account/provider_go.html", {"address": address, "provider": provider()})


@open_to_nobody
@never_cache
@sensitive_variables()
@require_GET
def provider_back(request: HttpRequest) -> HttpResponse:
    """The session's cookie does not come along from another site, so the first time this page leads to itself."""
    begun = request.session.pop(BEGUN, None)
    if begun is None:
        if "here" in request.GET:
            return _refused(request)
        address = f"{request.path}?{urlencode({**request.GET.dict(), 'here': '1'})}"
        return render(request, "account/provider_go.html", {"address": address, "provider": provider()})
    try:
        subject = oidc.subject_of(request, provider())
    except oidc.ProviderRefused:
        return _refused(request)
    officer = next((each for each in accounts.officers() if each.username == begun["name"]), None)
    if officer is None or not _fits(officer.id, provider().issuer, subject):
        return _refused(request)
    account = accounts.account_of(officer)
    return cast("HttpResponse", perform_login(request, Login(user=account, redirect_url=begun["next"])))


def _fits(officer: OfficerId, issuer: str, subject: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT diwan.identity_fits(%s, %s, %s)", [officer, issuer, subject])
        row = cursor.fetchone()
    return bool(row and row[0])


def _refused(request: HttpRequest) -> HttpResponse:
    """One answer, whatever did not fit."""
    return render(request, "account/provider_refused.html", {"provider": provider()}, status=403)


@require_POST
def officer_identity(request: HttpRequest, officer_id: uuid.UUID) -> HttpResponse:
    viewer, officer = cast("Any", request).viewer, OfficerId(officer_id)
    subject = request.POST.get("subject", "").strip()
    if not subject:
        charter.release_identity(viewer, officer)
        messages.success(request, _("The provider opens nothing for this officer any more."))
        return redirect("officers")
    try:
        charter.bind_identity(viewer, officer, issuer=provider().issuer, subject=subject)
    except charter.SubjectMalformed:
        messages.error(request, _("Write the subject as the provider tells it: one to 255 Latin letters, digits or signs without blanks."))  # fmt: skip
        return redirect("officers")
    messages.success(request, _("From now on this account at the provider opens the office."))
    return redirect("officers")


def is_offered_to(account: Account) -> bool:
    return settings.OIDC is not None and not account.has_usable_password()
