"""Founding on the pages: the text that lies before the founders, who has signed it, and the form to change it.

Open to officers of a seat while no charter is in force; afterwards it leads to the charter's own page.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan import charter, ledger, store
from diwan.charter import CharterDraft, DraftChanged, FoundedAlready, NoFounder, Right
from diwan.charter.charter_form import CharterForm, form_of
from diwan.charter.charter_text import differences
from diwan.charter.form_pages import form_facts, pressed, text_of, text_of_file
from diwan.charter.told_charter import told_charter
from diwan.charter.words import CharterText, Signature
from diwan.core.errors import BadInput, NotAllowed
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer
from diwan.entry.web import second_factor
from diwan.entry.web.catalogue import charter as charter_words
from diwan.entry.web.models import Account

LONGEST_NOTE = 1000


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer


def _until_founded(
    page: Callable[[OfficerRequest], HttpResponse],
) -> Callable[[OfficerRequest], HttpResponse]:
    """Whoever comes after the last signature is led to the charter."""

    @wraps(page)
    def answer(request: OfficerRequest) -> HttpResponse:
        try:
            return page(request)
        except FoundedAlready:
            return redirect("charter")

    return answer


@_until_founded
@require_GET
def founding(request: OfficerRequest) -> HttpResponse:
    return _page(request)


def _page(request: OfficerRequest, *, trouble: str = "", status: int = 200) -> HttpResponse:
    with store.acting_as(request.viewer) as tx:
        _refuse_founded(tx)
        laid, seats = charter.drafts(tx), charter.seats(tx)
        may_release = Right.RELEASE in charter.my_rights(tx)
        last_signed = charter.last_signatures(tx)
    draft = laid[0] if laid else None
    names = {seat.member: seat.names for seat in seats}
    facts: dict[str, Any] = {
        "draft": draft,
        "told": told_charter(draft.text) if draft else None,
        "laid_by": names.get(draft.member, {"": draft.member}) if draft else None,
        "differences": differences(laid[1].text, draft.text) if draft and len(laid) > 1 else [],
        "rows": _founders(draft, {seat.member for seat in seats}, last_signed) if draft else [],
        "seats": seats,
        "may_release": may_release,
        "step": _next_step(draft, request.viewer.member, last_signed),
        "lacks_factor": _lacks_factor(request, draft),
        "trouble": trouble,
        "page_name": "founding",
    }
    return render(request, "pages/founding.html", facts, status=status)


def _refuse_founded(tx: store.Transaction) -> None:
    if tx.value("SELECT EXISTS (SELECT FROM diwan.centre)"):
        raise FoundedAlready


def _founders(
    draft: CharterDraft, seated: set[MemberId], last_signed: dict[MemberId, Signature]
) -> list[dict[str, Any]]:
    return [
        {
            "id": founder["id"],
            "names": founder["names"],
            "signed_at": signed.signed_at if signed and signed.charter == draft.sha256 else None,
            "signed_another": signed is not None and signed.charter != draft.sha256,
            "is_seated": founder["id"] in seated,
        }
        for founder in draft.text["founders"]
        for signed in [last_signed.get(founder["id"])]
    ]


def _next_step(draft: CharterDraft | None, member: MemberId, last_signed: dict[MemberId, Signature]) -> str:
    if draft is None:
        return "draft"
    if member not in draft.founders:
        return "not_named"
    signed = last_signed.get(member)
    return "wait" if signed and signed.charter == draft.sha256 else "sign"


def _lacks_factor(request: OfficerRequest, draft: CharterDraft | None) -> bool:
    """What the charter will demand of every officer, it demands of who signs it."""
    account = cast("Account", request.user)
    return draft is not None and bool(draft.text["second_factor"]) and not second_factor.has_one(account)


@_until_founded
@require_POST
def founding_sign(request: OfficerRequest) -> HttpResponse:
    """The text whose hash the page showed, and no other. Pressed twice it signs once."""
    with store.acting_as(request.viewer) as tx:
        _refuse_founded(tx)
        draft = next(iter(charter.drafts(tx)), None)
    if _lacks_factor(request, draft):
        return _page(
            request,
            trouble=_("This charter asks every officer for a second factor: set up yours first, then sign."),
            status=403,
        )
    try:
        with store.acting_as(request.viewer, write=True) as tx:
            missing = charter.sign_draft(tx, request.POST.get("sha256", ""), ledger.keys_in_use())
    except (DraftChanged, NoFounder) as refused:
        return _page(request, trouble=_sentence(refused), status=422)
    if missing:
        messages.success(request, _("Signed. The centre is founded when the last founder has signed."))
        return redirect("founding")
    messages.success(request, _("The charter is in force: the last founder has signed."))
    return redirect("charter")


@_until_founded
@require_http_methods(["GET", "POST"])
def founding_draft(request: OfficerRequest) -> HttpResponse:
    """Fill in, look it over in plain words, lay it before the others. Nothing is kept before that."""
    newest, seats = _open(request)
    form = form_of(newest.text) if newest else _first_form(seats)
    if request.method == "GET":
        return _form(request, form, newest)
    text: CharterText | None = None
    try:
        wanted, form = pressed(request.POST)
        text, wrong = (None, {}) if wanted in {"add", "drop"} else text_of(form)
        if text is not None and wanted == "lay":
            return _lay(request, text)
    except FoundedAlready:
        raise
    except BadInput as refused:
        newest, _seats = _open(request)  # by now perhaps another
        looked_at = text.as_json() if text else None
        return _form(request, form, newest, looked_at=looked_at, trouble=_sentence(refused))
    return _form(request, form, newest, wrong=wrong, looked_at=text.as_json() if text else None)


def _lay(request: OfficerRequest, text: CharterText) -> HttpResponse:
    in_place_of, note = (request.POST.get(name, "").replace("\0", "") for name in ("in_place_of", "note"))
    with store.acting_as(request.viewer, write=True) as tx:
        charter.lay_draft(tx, text, in_place_of=in_place_of, note=note.strip()[:LONGEST_NOTE])
    messages.success(request, _("The text lies before the founders. Each signs it on this page."))
    return redirect("founding")


@_until_founded
@require_POST
def founding_file(request: OfficerRequest) -> HttpResponse:
    """A file fills the form; nothing is laid before anybody yet."""
    newest, seats = _open(request)
    try:
        text = text_of_file(request.FILES.get("file")).as_json()
        return _form(request, form_of(text), newest, looked_at=text)
    except BadInput as refused:
        form = form_of(newest.text) if newest else _first_form(seats)
        return _form(request, form, newest, trouble=_sentence(refused))


def _open(request: OfficerRequest) -> tuple[CharterDraft | None, list[charter.Seat]]:
    with store.acting_as(request.viewer) as tx:
        _refuse_founded(tx)
        if Right.RELEASE not in charter.my_rights(tx):
            raise NotAllowed
        return next(iter(charter.drafts(tx)), None), charter.seats(tx)


def _first_form(seats: list[charter.Seat]) -> CharterForm:
    form = CharterForm(
        {"time_zone": "UTC", "term_months": "3", "retention_days": "0", "second_factor": "yes"}
    )
    for turn, seat in enumerate(seats, 1):  # what the operator called it is a name in no language
        form = form.with_row("member", {"id": seat.member, "kind": "founder", "turn": str(turn)})
    return form


def _form(
    request: OfficerRequest,
    form: CharterForm,
    newest: CharterDraft | None,
    *,
    wrong: dict[str, str] | None = None,
    looked_at: dict[str, Any] | None = None,
    trouble: str = "",
) -> HttpResponse:
    facts: dict[str, Any] = form_facts(form, wrong) | {
        "in_place_of": newest.sha256 if newest else "",
        "told": told_charter(looked_at) if looked_at else None,
        "differences": differences(newest.text, looked_at) if newest and looked_at else [],
        "note": request.POST.get("note", "")[:LONGEST_NOTE],
        "trouble": trouble,
        "page_name": "founding",
    }
    return render(request, "pages/founding_draft.html", facts, status=422 if wrong or trouble else 200)


def _sentence(refused: BadInput) -> str:
    return str(charter_words.CHARTER_TROUBLES.get(type(refused).__name__) or refused.detail or refused)
