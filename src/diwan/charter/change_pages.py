"""Pages on which the charter changes: look at the difference, propose, sign, refuse; every version stays readable."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from diwan import charter, ledger, store
from diwan.charter import Member
from diwan.charter.change_charter import (
    Change,
    ChangedMeanwhile,
    NothingChanges,
    RefusedAlready,
    SignedAlready,
    Version,
    admission,
    amendment,
    new_names,
    propose_change,
    refuse_change,
    resumption,
    sign_change,
    suspension,
    swap,
    versions,
    withdrawal,
)
from diwan.charter.charter_file import MATTERS, checked_party, read_charter
from diwan.charter.charter_form import form_of
from diwan.charter.charter_text import as_toml, differences, same_words, whole
from diwan.charter.form_pages import form_facts, pressed, text_of, text_of_file
from diwan.charter.found_centre import charter_hash
from diwan.charter.told_charter import told_charter
from diwan.charter.words import CharterText, Party
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed
from diwan.core.ids import MemberId
from diwan.core.languages import FOUR
from diwan.core.viewer import Viewer

COMING_TERMS = 8
LONGEST_REASON = 1000
ABOUT_A_MEMBER = {"suspension": suspension, "resumption": resumption, "withdrawal": withdrawal}
# Of a member in the form of an amendment: who belongs to the centre is changed by changes of their own.
FIXED = ("id", "kind", "country", *(f"name_{each.value}" for each in FOUR))


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer
    as_of: dt.datetime | None


@require_GET
def charter_page(request: OfficerRequest) -> HttpResponse:
    return _charter_page(request)


@require_POST
def charter_sign(request: OfficerRequest) -> HttpResponse:
    """For the own member, with the whole text in its own log. Pressed twice it signs once."""
    return _answered(request, lambda tx: sign_change(tx, request.POST.get("sha256", "")), SignedAlready)


@require_POST
def charter_refuse(request: OfficerRequest) -> HttpResponse:
    """The whole centre reads it. Whoever refused may sign later; a signature is not taken back."""

    def refuse(tx: store.Transaction) -> ledger.Record:
        return refuse_change(tx, request.POST.get("sha256", ""), reason=_reason(request.POST))

    return _answered(request, refuse, RefusedAlready)


def _answered(
    request: OfficerRequest,
    answer: Callable[[store.Transaction], ledger.Record],
    already: type[BadInput],
) -> HttpResponse:
    try:
        with store.acting_as(request.viewer, write=True) as tx:
            answer(tx)
    except already:
        return redirect("charter")
    except BadInput as refused:
        return _charter_page(request, refused)
    return redirect("charter")


@require_POST
def charter_propose(request: OfficerRequest) -> HttpResponse:
    """One matter a time. First the difference is shown (`do=look`); the proposal carries the proposer's signature."""
    try:
        with store.acting_as(request.viewer, write=True) as tx:
            if charter.Right.RELEASE not in charter.my_rights(tx):
                raise NotAllowed
            before = charter.text_in_force(tx)
            change = _change(before, request.POST)
            if request.POST.get("do") == "look":
                return _look(request, change)
            if request.POST.get("follows", charter_hash(before)) != charter_hash(before):
                raise ChangedMeanwhile
            propose_change(tx, change, reason=_reason(request.POST))
    except BadInput as refused:
        return _charter_page(request, refused)
    return redirect("charter")


def _look(request: OfficerRequest, change: Change, text: CharterText | None = None) -> HttpResponse:
    """What is about to be signed, against the version in force. `text`: of a form, which is proposed as a file."""
    if same_words(change.before, change.after):
        raise NothingChanges
    given = {"matter": "amendment", "text": as_toml(text.as_json()), "reason": _reason(request.POST)} if text else {
        key: value for key, value in request.POST.items() if key not in {"csrfmiddlewaretoken", "do", "follows"}
    }  # fmt: skip
    facts = {
        "given": given | {"follows": charter_hash(change.before)},
        "matter": change.matter.value,
        "reason": _reason(request.POST),
        "differences": differences(change.before, change.after),
        "told": told_charter(change.after),
        "page_name": "centre",
    }
    return render(request, "pages/charter_look.html", facts)


def _reason(given: QueryDict) -> str:
    return given.get("reason", "").replace("\0", "").strip()[:LONGEST_REASON]


def _change(before: dict[str, Any], given: QueryDict) -> Change:
    matter, member = given.get("matter", ""), MemberId(given.get("member", ""))
    if matter == "amendment":
        return amendment(before, read_charter(given.get("text", "").replace("\r\n", "\n")).text)
    if matter == "admission":
        return admission(before, _party(given))
    if matter == "swap":
        first, second = (_turn(given.get(name, "")) for name in ("first", "second"))
        return swap(before, (first[0], second[0]), (first[1], second[1]))
    if matter in ABOUT_A_MEMBER:
        return ABOUT_A_MEMBER[matter](before, member)
    raise BadInput(f"No change is called {matter}.")


@require_http_methods(["GET", "POST"])
def charter_amend(request: OfficerRequest) -> HttpResponse:
    """The text in force as a form, or a file in its place; then the difference is shown."""
    with store.acting_as(request.viewer) as tx:
        if charter.Right.RELEASE not in charter.my_rights(tx):
            raise NotAllowed
        before = charter.text_in_force(tx)
    form = form_of(whole(before))
    if request.method == "GET":
        return _form(request, form_facts(form))
    try:
        if given := request.FILES.get("file"):
            wanted: CharterText | None = text_of_file(given)
        else:
            action, form = pressed(request.POST)
            wanted, wrong = (None, {}) if action in {"add", "drop"} else text_of(form)
            if wanted is None:
                return _form(request, form_facts(form, wrong), status=422 if wrong else 200)
        assert wanted is not None
        return _look(request, amendment(before, wanted), wanted)
    except BadInput as refused:
        return _form(request, form_facts(form) | _trouble(refused), status=422)


def _form(request: OfficerRequest, facts: dict[str, Any], *, status: int = 200) -> HttpResponse:
    facts |= {"fixed": True, "fixed_parts": FIXED, "reason": _reason(request.POST), "page_name": "centre"}
    return render(request, "pages/charter_amend.html", facts, status=status)


def _trouble(refused: BadInput) -> dict[str, str]:
    """By its name, for which there are words; a detail names the place."""
    return {"trouble": type(refused).__name__, "trouble_detail": refused.detail}


def _party(given: QueryDict) -> Party:
    names = new_names({each.value: given.get(f"name_{each.value}", "") for each in FOUR})
    return checked_party(
        given.get("member", "").strip(),
        given.get("kind", ""),
        names,
        given.get("country", "").strip().upper(),
    )


def _turn(chosen: str) -> tuple[int, MemberId]:
    number, _, member = chosen.partition(" ")
    if not number.isdecimal() or not member:
        raise BadInput("Choose two terms that have not begun.")
    return int(number), MemberId(member)


def _charter_page(request: OfficerRequest, trouble: BadInput | None = None) -> HttpResponse:
    at = springs.now()
    with store.acting_as(request.viewer) as tx:
        text = charter.text_in_force(tx)
        known = {member.id: member for member in charter.members(tx)}
        own = known.get(request.viewer.member)
        may_release = charter.Right.RELEASE in charter.my_rights(tx)
        view = {
            "is_open_to_us": own is None or own.reads,
            "may_release": may_release,
            "clauses": _clauses(text),
            "members": [member for member in known.values() if member.valid_to is None],
            "versions": _versions(tx, request.viewer, known, may_release=may_release),
            "coming": [
                {
                    "number": term.number,
                    "member": known.get(term.member),
                    "id": term.member,
                    "start": term.starts,
                }
                for term in charter.terms(tx, at, after=COMING_TERMS)[1:]
            ],
        }
    given = request.POST if trouble else {}
    facts = {
        "view": view,
        "page_name": "centre",
        **(_trouble(trouble) if trouble else {}),
        "toml": given.get("text") or as_toml(text),
        "reason": given.get("reason", ""),
    }
    return render(request, "pages/charter.html", facts, status=400 if trouble else 200)


def _clauses(text: dict[str, Any]) -> dict[str, Any]:
    rules = text.get("rules", {})
    return {
        "months": text.get("term_months", 3),
        "rules": [(matter, rules.get(matter, "unanimity")) for matter in MATTERS],
        "retention": text.get("retention", {}),
        "retention_days": text.get("retention_days", 0),
        "erasure": text.get("erasure", {}),
        "second_factor": text.get("second_factor", False),
        "functions": text.get("functions", []),
    }


def _versions(
    tx: store.Transaction, viewer: Viewer, members: dict[MemberId, Member], *, may_release: bool
) -> list[dict[str, Any]]:
    """Each with what it changed in the one that it follows, and whole."""
    found = versions(tx)
    texts = {version.sha256: version.text for version in found}
    return [
        {
            "version": version,
            "concerns": members.get(MemberId(version.concerns)),
            "proposed_by": members.get(version.proposed_by),
            "signed": [(members.get(MemberId(who)), at) for who, at in version.signed.items()],
            "refused": [(members.get(each.member), each.refused_at, each.reason) for each in version.refused],
            "waits_for": _waits_for(version, members),
            "may_sign": may_release and version.is_open and viewer.member not in version.signed,
            "may_refuse": all(each.member != viewer.member for each in version.refused),
            "told": told_charter(version.text),
            "differences": differences(texts[version.follows], version.text)
            if version.follows in texts
            else [],
        }
        for version in found
    ]


def _waits_for(version: Version, members: dict[MemberId, Member]) -> list[Member]:
    """Who is asked and has said neither yes nor no."""
    said = {*version.signed, *(each.member for each in version.refused)}
    return [members[MemberId(who)] for who in version.asked if who not in said and MemberId(who) in members]
