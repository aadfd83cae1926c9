"""Officers of the own member: who they are, what they may do, and their way in. Another member's are not there."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan import charter, store
from diwan.charter import MemberRule, Right, Role
from diwan.core.errors import BadInput
from diwan.core.ids import OfficerId
from diwan.core.viewer import Viewer
from diwan.entry.web import accounts, preferences
from diwan.entry.web.links import absolute_link
from diwan.entry.web.middleware.viewer import open_to_nobody
from diwan.entry.web.models import Account

LONGEST_NAME = 100


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer


@require_GET
def officers(request: OfficerRequest) -> HttpResponse:
    return _page(request)


def _page(request: OfficerRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        own = charter.officers(tx)
        rights = charter.my_rights(tx)
        links = {row["officer"]: row for row in tx.rows("SELECT officer, is_open FROM diwan.my_invitation_links() ORDER BY used_at NULLS LAST")}  # fmt: skip
        rule = charter.rule_of(tx)
        identities = charter.identities(tx)
    accounts_of = Account.objects.in_bulk([each.id for each in own], field_name="officer")
    facts = {
        "rows": [
            _row(request, each, accounts_of.get(each.id), links.get(each.id), identities.get(each.id))
            for each in own
        ],
        "provider": settings.OIDC,
        "rule": rule,
        "roles": [role.value for role in Role],
        "may_administer": Right.ADMINISTER in rights,
        "page_name": "centre",
    }
    return render(request, "pages/officers.html", facts | more, status=status)


def _row(
    request: OfficerRequest,
    officer: charter.Officer,
    account: Account | None,
    link: dict[str, Any] | None,
    identity: charter.Identity | None,
) -> dict[str, Any]:
    has_way_in = identity is not None or (
        account is not None and (account.is_demonstration or account.has_usable_password())
    )
    return {
        "officer": officer,
        "is_self": officer.id == request.viewer.officer,
        "has_way_in": has_way_in,
        "identity": identity,
        "is_invited": link is not None and link["is_open"],
    }


@sensitive_variables()
@never_cache
@require_POST
def officer_appoint(request: OfficerRequest) -> HttpResponse:
    """Appointed and invited in one go; the link is shown in this answer and never again."""
    told = _told(request)
    try:
        officer = charter.appoint(
            request.viewer,
            told["names"],
            language=told["language"],
            roles=told["roles"],
            sign_in=request.POST.get("sign_in", "").strip(),
        )
    except BadInput as trouble:
        return _page(request, status=422, trouble=_sentence(trouble), given=request.POST)
    secret = charter.invite(request.viewer, officer, is_recovery=False)
    return _page(request, link=absolute_link(request, "invitation", secret))


@sensitive_variables()
@never_cache
@require_POST
def officer_invite(request: OfficerRequest, officer_id: uuid.UUID) -> HttpResponse:
    """Anew, or for one who has lost password or second factor: a second officer of the same member lets them in."""
    account = Account.objects.filter(officer=officer_id).first()
    is_recovery = account is not None and account.has_usable_password()
    secret = charter.invite(request.viewer, OfficerId(officer_id), is_recovery=is_recovery)
    return _page(request, link=absolute_link(request, "invitation", secret))


@require_POST
def officer_change(request: OfficerRequest, officer_id: uuid.UUID) -> HttpResponse:
    told = _told(request)
    try:
        charter.change_officer(request.viewer, OfficerId(officer_id), **told)
    except BadInput as trouble:
        return _page(request, status=422, trouble=_sentence(trouble))
    messages.success(request, _("The change holds from the officer’s next page on."))
    return redirect("officers")


@require_POST
def officer_dismiss(request: OfficerRequest, officer_id: uuid.UUID) -> HttpResponse:
    try:
        charter.dismiss_officer(request.viewer, OfficerId(officer_id))
    except BadInput as trouble:
        return _page(request, status=422, trouble=_sentence(trouble))
    messages.success(request, _("Dismissed: nothing opens in that officer’s name any more."))
    return redirect("officers")


@require_POST
def officers_rule(request: OfficerRequest) -> HttpResponse:
    charter.set_rule(request.viewer, MemberRule(analysts_release=request.POST.get("analysts_release") == "yes"))  # fmt: skip
    messages.success(request, _("The rule holds from now on."))
    return redirect("officers")


def _told(request: OfficerRequest) -> dict[str, Any]:
    """A name that is given in one language stands for the others until somebody writes them."""
    given = {
        language: request.POST.get(f"name_{language}", "").replace("\0", "").strip()[:LONGEST_NAME]
        for language in preferences.LANGUAGES
    }
    first = next((name for name in given.values() if name), request.POST.get("sign_in", "")[:LONGEST_NAME])
    language = request.POST.get("language", "")
    return {
        "names": {code: name or first for code, name in given.items()},
        "language": language if language in preferences.LANGUAGES else "en",
        "roles": tuple(request.POST.getlist("roles")),
    }


def _sentence(trouble: BadInput) -> str:
    sentences = {
        charter.LastAdministrator: _("A member keeps one administrator at least. Give somebody else the role first."),
        charter.SignInTaken: _("Choose another sign-in name: two to forty small Latin letters, digits, points and hyphens, never used before."),
        charter.NoSuchRole: _("Choose at least one role."),
    }  # fmt: skip
    return sentences.get(type(trouble), str(trouble))


@open_to_nobody
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever holds the link chooses a password, once. A used, an expired and an invented link look alike."""
    officer = accounts.invited(secret)
    if officer is None:
        return render(request, "account/no_invitation.html", status=404)
    facts: dict[str, Any] = {"officer": officer}
    if request.method == "GET":
        return render(request, "account/invitation.html", facts)
    password = request.POST.get("password", "")
    try:
        validate_password(password)
    except ValidationError as trouble:
        return render(request, "account/invitation.html", facts | {"trouble": trouble.messages}, status=422)
    if password != request.POST.get("again", ""):
        facts["trouble"] = [_("The two passwords are not the same.")]
        return render(request, "account/invitation.html", facts, status=422)
    account = accounts.accept(secret, password)
    if account is None:
        return render(request, "account/no_invitation.html", status=404)
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("situation")
