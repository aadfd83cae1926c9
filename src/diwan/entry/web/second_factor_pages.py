"""Setting up the second factor, and showing it again before something that binds or leaves."""

import base64
from typing import Any, cast

from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.core import ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import ReauthenticateForm as CodeForm
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from diwan.entry.web import second_factor
from diwan.entry.web.middleware.viewer import open_to_nobody
from diwan.entry.web.models import Account

SUSPENDED = "suspended_form"
# Changes that bind the member, let something of it out, or let somebody in.
BINDING = frozenset(
    {
        "report-readers",
        "report-shorten",
        "officer-appoint",
        "officer-change",
        "officer-invite",
        "officer-dismiss",
        "officers-rule",
        "director-name",
        "function-fill",
        "tokens",
    }
)
BINDING_PREFIXES = ("charter-", "agreement-", "decision-", "handover-", "meeting-")


class Code(AuthenticateView):  # type: ignore[misc]  # allauth has no types
    """At sign-in, after the password."""

    template_name = "account/code.html"


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
    if second_factor.has_one(account):
        if request.method == "POST" and request.POST.get("remove") == "yes":
            second_factor.remove(account)
            request.session.pop(second_factor.HAS_ONE, None)
            messages.success(request, _("The second factor is removed."))
            return redirect("second-factor")
        return render(request, "pages/second_factor.html", {"has_one": True})
    form = ActivateTOTPForm(user=account, data=request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        codes = second_factor.activate(request, account, form.secret)
        second_factor.proved(request)
        return render(request, "pages/second_factor.html", {"has_one": True, "codes": codes})
    address = get_adapter().build_totp_url(account, form.secret)
    facts = {
        "secret": form.secret,
        "picture": _picture(address),
        "trouble": _("This code does not fit. Look at the time of your telephone, and type the next one.") if form.is_bound else "",
    }  # fmt: skip
    return render(request, "pages/second_factor.html", facts, status=422 if form.is_bound else 200)


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


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def step_up(request: HttpRequest) -> HttpResponse:
    account = cast("Account", request.user)
    wanted = request.GET.get("next") or request.POST.get("next") or "/"
    if not (wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)):
        wanted = "/"
    has_one = second_factor.has_one(account)
    facts: dict[str, Any] = {"has_one": has_one, "next": wanted, "waits": SUSPENDED in request.session}
    if request.method == "GET":
        return render(request, "pages/step_up.html", facts)
    if not has_one and not ratelimit.consume(request, action="reauthenticate", user=account):
        return render(request, "pages/step_up.html", facts | {"trouble": True}, status=429)
    form = (CodeForm if has_one else PasswordForm)(user=account, data=request.POST)
    if not form.is_valid():
        return render(request, "pages/step_up.html", facts | {"trouble": True}, status=422)
    second_factor.proved(request)
    suspended = request.session.pop(SUSPENDED, None)
    if suspended is None:
        return redirect(wanted)
    return render(request, "pages/go_on.html", {"path": suspended["path"], "fields": suspended["fields"]})
