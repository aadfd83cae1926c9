"""Setting up the second factor, and showing it again before something that binds or leaves."""

import base64
import ipaddress
import json
from collections.abc import Sequence
from typing import Any, cast

from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.core import ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import ReauthenticateForm as CodeForm
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from diwan.core.errors import NotVisible
from diwan.entry.web import second_factor
from diwan.entry.web.middleware.viewer import open_to_nobody
from diwan.entry.web.models import Account
from diwan.entry.web.oidc_pages import is_offered_to
from diwan.entry.web.passkey_forms import NewPasskey, PasskeyAgain, PasskeyAtSignIn

SUSPENDED = "suspended_form"
LONGEST_NAME = 60
# Changes that bind the member, let something of it out, or let somebody in.
BINDING = frozenset(
    {
        "report-readers",
        "report-shorten",
        "release-date",
        "release-now",
        "brief-publish",
        "officer-appoint",
        "officer-change",
        "officer-invite",
        "officer-dismiss",
        "officer-identity",
        "officers-rule",
        "founding-draft",
        "founding-sign",
        "director-name",
        "function-fill",
        *("activity-new", "activity-change", "activity-state", "activity-envelope"),
        *("notice-new", "notice-withdraw"),
        "tokens",
    }
)
BINDING_PREFIXES = (
    "charter-",
    "agreement-",
    "decision-",
    "handover-",
    "meeting-",
    "recommendation-",
    "task-",
    "site-",
)


class Code(AuthenticateView):  # type: ignore[misc]  # allauth has no types
    """At sign-in, after the password."""

    template_name = "account/code.html"
    webauthn_form_class = PasskeyAtSignIn

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        facts: dict[str, Any] = super().get_context_data(**more)
        asked = facts["js_data"]["request_options"]
        if asked["publicKey"].get("allowCredentials"):
            facts["options"] = json.dumps(asked)
        return facts


sign_in_code = open_to_nobody(Code.as_view())


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def second_factor_page(request: HttpRequest) -> HttpResponse:
    """Scan, type one code, keep the codes for paper. Whoever has one removes it only after showing it."""
    account = cast("Account", request.user)
    if not second_factor.is_fresh(request, account):
        return redirect("/step-up?next=/second-factor")
    told = request.POST
    if "remove" in told:
        if not second_factor.remove_one(request, account, told["remove"]):
            raise NotVisible
        messages.success(request, _("The second factor is removed."))
        return redirect("second-factor")
    if "paper" in told and second_factor.has_one(account):
        return _shown(request, account, codes=second_factor.new_paper(account))
    if "credential" in told:
        return _add_passkey(request, account)
    if request.method == "POST" and not second_factor.has_authenticator(account):
        return _add_authenticator(request, account)
    return _shown(request, account)


def _add_authenticator(request: HttpRequest, account: Account) -> HttpResponse:
    form = ActivateTOTPForm(user=account, data=request.POST)
    if not form.is_valid():
        told = _("This code does not fit. Look at the time of your telephone, and type the next one.")
        return _shown(request, account, trouble=told, form=form)
    codes = second_factor.activate(request, account, form.secret)
    second_factor.proved(request)
    return _shown(request, account, codes=codes)


def _add_passkey(request: HttpRequest, account: Account) -> HttpResponse:
    name = request.POST.get("name", "").strip()[:LONGEST_NAME].replace("\0", "") or _("Passkey")
    form = NewPasskey(user=account, data={"credential": request.POST["credential"], "name": name})
    if not form.is_valid():
        told = _("No passkey was made: the browser gave none, or it does not fit what was asked. Try again.")
        return _shown(request, account, trouble=told)
    codes = second_factor.add_passkey(request, account, name, form.cleaned_data["credential"])
    second_factor.proved(request)
    return _shown(request, account, codes=codes)


def _shown(
    request: HttpRequest, account: Account, *, trouble: str = "", codes: Sequence[str] = (), form: Any = None
) -> HttpResponse:
    facts: dict[str, Any] = {
        "has_one": second_factor.has_one(account),
        "has_authenticator": second_factor.has_authenticator(account),
        "passkeys": second_factor.passkeys(account),
        "paper_left": second_factor.paper_left(account),
        "trouble": trouble,
        "codes": codes,
    }
    if not facts["has_authenticator"]:
        form = form or ActivateTOTPForm(user=account)
        facts["secret"] = form.secret
        facts["picture"] = _picture(get_adapter().build_totp_url(account, form.secret))
    if can_have_passkeys(request):
        facts["options"] = json.dumps(webauthn.begin_registration(account, passwordless=False))
    return render(request, "pages/second_factor.html", facts, status=422 if trouble else 200)


def can_have_passkeys(request: HttpRequest) -> bool:
    """Browsers bind a passkey to a name: none is made for a page that is asked for by a number."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or settings.SESSION_COOKIE_SECURE or host == "localhost"
    return False


def _picture(address: str) -> str:
    """Dark on white whatever the page's colours: a telephone reads no other."""
    head, end, body = get_adapter().build_totp_svg(address).partition("<svg")[2].partition(">")
    svg = f'<svg{head}{end}<rect width="100%" height="100%" fill="#fff"/>{body}'
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def asks_first(request: HttpRequest, name: str) -> HttpResponse | None:
    """Before a change that binds: the page that asks, with the form kept until it is answered. None to go on."""
    account = request.user
    if (
        request.method != "POST"
        or not isinstance(account, Account)
        or second_factor.is_fresh(request, account)
    ):
        return None
    if name not in BINDING and not name.startswith(BINDING_PREFIXES):
        return None
    fields = {key: values for key, values in request.POST.lists() if key != "csrfmiddlewaretoken"}
    request.session[SUSPENDED] = {"path": request.get_full_path(), "fields": fields}
    return redirect("/step-up")


def _asked_of_passkeys(account: Account) -> dict[str, str]:
    if not second_factor.passkeys(account):
        return {}
    return {"options": json.dumps(webauthn.begin_authentication(account))}


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def step_up(request: HttpRequest) -> HttpResponse:
    account = cast("Account", request.user)
    wanted = request.GET.get("next") or request.POST.get("next") or "/"
    if not (wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)):
        wanted = "/"
    is_back = SUSPENDED in request.session or "next" in request.GET  # from the provider
    if request.method == "GET" and is_back and second_factor.is_fresh(request, account):
        return _go_on(request, wanted)
    has_one = second_factor.has_one(account)
    facts: dict[str, Any] = {
        "by_provider": not has_one and is_offered_to(account),
        "has_one": has_one,
        "next": wanted,
        "waits": SUSPENDED in request.session,
    }
    if request.method == "GET":
        return render(request, "pages/step_up.html", facts | _asked_of_passkeys(account))
    if not has_one and not ratelimit.consume(request, action="reauthenticate", user=account):
        return render(request, "pages/step_up.html", facts | {"trouble": True}, status=429)
    with_passkey = has_one and "credential" in request.POST
    form = (PasskeyAgain if with_passkey else CodeForm if has_one else PasswordForm)(
        user=account, data=request.POST
    )
    if not form.is_valid():
        facts |= {"trouble": True} | _asked_of_passkeys(account)
        return render(request, "pages/step_up.html", facts, status=422)
    if with_passkey:
        form.save()  # when it was last used
    second_factor.proved(request)
    return _go_on(request, wanted)


def _go_on(request: HttpRequest, wanted: str) -> HttpResponse:
    suspended = request.session.pop(SUSPENDED, None)
    if suspended is None:
        return redirect(wanted)
    return render(request, "pages/go_on.html", {"path": suspended["path"], "fields": suspended["fields"]})
