"""Nobody and the wrong member: every address, asked as nobody, as an outsider, and without the form's token."""

import re
import uuid

import pytest

from diwan import share
from diwan.core.ids import MemberId
from diwan.share.views import ReportFilter, SituationFilter

OPEN_TO_NOBODY = {
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "account_inactive",
    "sign-in-as",
    "mfa_authenticate",  # tests/entry/test_second_factor.py
    "provider-begin",  # both: tests/entry/test_sign_in_provider.py
    "provider-back",
    "sign-out",
    "preferences",
    "invitation",  # tests/entry/test_officers.py
    # The published logs, for everybody: tests/entry/test_log_files.py
    "log-index",
    "log-index-file",
    "log-file",
    "log-alarms",
}
ABSENT = uuid.UUID("00000000-0000-4000-8000-000000000000")


def pages():
    """(name, address with an id that is nobody's) of every page."""
    import django

    django.setup()
    from django.urls import get_resolver, reverse

    found = []
    for pattern in get_resolver("diwan.entry.web.urls").url_patterns:
        if not getattr(pattern, "name", None):
            continue
        kinds = pattern.pattern.converters
        given = {
            name: ABSENT if type(kind).__name__ == "UUIDConverter" else "x" for name, kind in kinds.items()
        }
        found.append((pattern.name, reverse(pattern.name, kwargs=given, urlconf="diwan.entry.web.urls")))
    return found


def test_every_page_but_the_door_sends_nobody_to_the_door(nobody):
    for name, address in pages():
        if name in OPEN_TO_NOBODY:
            continue
        for ask in (nobody.get, nobody.post):
            answer = ask(address)
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith("/sign-in"), name


def test_a_script_that_signed_out_meanwhile_is_told_so(nobody):
    assert nobody.get("/feed", headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/sign-in"
    assert nobody.get("/live", headers={"Accept": "application/json"}).status_code == 401


def test_every_form_without_its_token_is_refused(web, client_of):
    from django.test import Client

    signed_in = client_of("iraq")
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    strict.cookies = signed_in.cookies
    for name, address in pages():
        if name == "log-alarms":
            continue  # takes what a log's own key has signed twice, from anybody
        assert strict.post(address).status_code in {403, 405} or name.startswith("account_"), name
        if name != "account_login" and strict.post(address).status_code == 403:
            assert "This form had expired" in strict.post(address).content.decode()


@pytest.fixture
def hidden_from(web):
    """A report and an event that Iraq may read and the given member may not."""
    from diwan.entry.web import accounts

    def ids(member):
        from diwan.core.viewer import Viewer

        def viewer(slug):
            officer = next(each for each in accounts.officers() if each.member == slug)
            return Viewer(MemberId(slug), officer.id, accounts.mint_token(officer.id))

        mine, theirs = viewer("iraq"), viewer(member)
        reports = {row.id for row in share.reports(mine, ReportFilter(), limit=500).reports.rows}
        seen = {row.id for row in share.reports(theirs, ReportFilter(), limit=500).reports.rows}
        report = min(reports - seen)
        events = share.situation(mine, SituationFilter(), limit=500).events.rows
        return report, events[0].id, share.report(mine, report).arrivals[0].item

    return ids


def shown_body(answer):
    """The page without what differs in every answer."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode()).replace(
        answer.wsgi_request.path, ""
    )


def test_hidden_and_absent_get_the_same_answer(client_of, hidden_from):
    report, event, item = hidden_from("syria")
    outsider = client_of("syria")
    for form in (
        f"/reports/{report}|/reports/{ABSENT}",
        f"/events/{event}|/events/{ABSENT}",
        f"/items/{item}/evidence|/items/{ABSENT}/evidence",
        f"/reports/{report}/why/place-0-1|/reports/{ABSENT}/why/place-0-1",
    ):
        hidden, absent = (outsider.get(address) for address in form.split("|"))
        assert hidden.status_code == absent.status_code == 404, form
        assert shown_body(hidden) == shown_body(absent)


def test_an_outsider_can_neither_judge_nor_mark_nor_retry(client_of, hidden_from):
    report, event, item = hidden_from("syria")
    outsider = client_of("syria")
    assert (
        outsider.post(f"/reports/{report}/judge", {"span": "place-0-1", "answer": "confirmed"}).status_code
        == 404
    )
    assert outsider.post(f"/events/{event}/done").status_code == 404
    assert outsider.post(f"/items/{item}/retry").status_code == 404


def test_two_members_see_different_pictures(client_of):
    counts = {
        member: re.findall(r"<b>(\d+) events?</b>", client_of(member).get("/").content.decode())[0]
        for member in ("iraq", "syria")
    }
    assert counts["iraq"] != counts["syria"]


def test_signing_out_ends_the_token_itself(client_of, web):
    from diwan import store
    from diwan.core.viewer import Viewer
    from diwan.entry.web.accounts import TOKEN

    browser = client_of("iran")
    token = browser.session[TOKEN]
    browser.post("/sign-out")
    with pytest.raises(store.SignInEnded), store.acting_as(Viewer(MemberId("iran"), None, token)):
        pass


def test_after_signing_in_a_stranger_address_is_not_followed(nobody, officer_of):
    for wanted in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        answer = nobody.post("/sign-in/as", {"officer": str(officer_of("iraq").id), "next": wanted})
        assert answer.headers["Location"] == "/"


def test_no_answer_may_run_or_load_anything_foreign(client_of, nobody):
    for answer in (
        nobody.get("/sign-in"),
        client_of("iraq").get("/"),
        client_of("iraq").get("/nothing-here"),
    ):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", "))
        page = answer.content.decode()
        assert not re.search(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))", page)
        assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:", page)
