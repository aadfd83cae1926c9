"""The second factor: at sign-in, before what binds, and whenever the charter demands it."""

import re

import psycopg
import pytest
from django.core.cache import cache
from django.test import Client

from second_factors import appoint, code_of, make_stale, set_up

PASSWORD = "nine lanterns by the river"


@pytest.fixture(autouse=True)
def nothing_was_tried(web):
    cache.clear()  # codes used, and tries counted, by the test before


@pytest.fixture
def officer(client_of):
    """A browser of a new officer of Iraq with a password alone, and the name."""

    def let_in(*roles):
        name, link = appoint(client_of("iraq"), *roles)
        browser = Client(SERVER_NAME="localhost")
        assert browser.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
        return browser, f"{name}@iraq"

    return let_in


def sign_in(name):
    browser = Client(SERVER_NAME="localhost")
    answer = browser.post("/sign-in", {"login": name, "password": PASSWORD})
    return browser, answer.headers.get("Location", "")


def test_after_the_password_a_code_is_asked_and_nothing_opens_before(officer):
    browser, name = officer("reader")
    secret, paper = set_up(browser)
    assert len(paper) == 10
    fresh, where = sign_in(name)
    assert where == "/sign-in/code"
    assert fresh.get("/reports").headers["Location"].startswith("/sign-in")
    assert fresh.post("/sign-in/code", {"code": "000000"}).status_code == 200
    assert fresh.get("/reports").status_code == 302
    assert fresh.post("/sign-in/code", {"code": code_of(secret)}).status_code == 302
    assert fresh.get("/reports").status_code == 200


def test_a_code_on_paper_lets_in_once(officer):
    browser, name = officer("reader")
    _, paper = set_up(browser)
    for answer_status, page_status in ((302, 200), (200, 302)):
        fresh, _ = sign_in(name)
        assert fresh.post("/sign-in/code", {"code": paper[0]}).status_code == answer_status
        assert fresh.get("/reports").status_code == page_status


def test_a_wrong_first_code_sets_nothing_up_and_the_secret_is_not_kept_in_the_clear(officer, web):
    browser, name = officer("reader")
    browser.get("/second-factor")
    assert browser.post("/second-factor", {"code": "000000"}).status_code == 422
    assert sign_in(name)[1] == "/"
    secret, _ = set_up(browser)
    with psycopg.connect(web.door) as door:
        kept = door.execute("SELECT data::text FROM web.mfa_authenticator").fetchall()
    assert kept
    assert not any(secret in data for (data,) in kept)


def test_what_binds_asks_once_in_a_while_and_keeps_the_form(officer, client_of):
    browser, _ = officer("administrator")
    secret, _ = set_up(browser)
    told = {
        "sign_in": "zz-by-step-up",
        "name_en": "Stepped",
        "language": "en",
        "roles": ["reader", "analyst"],
    }
    assert browser.post("/centre/officers/rule", {}).status_code == 302
    make_stale(browser)
    answer = browser.post("/centre/officers/appoint", told)
    assert answer.headers["Location"] == "/step-up"
    assert "zz-by-step-up" not in client_of("iraq").get("/centre/officers").content.decode()
    assert browser.post("/step-up", {"code": "000000"}).status_code == 422
    page = browser.post("/step-up", {"code": code_of(secret)}).content.decode()
    assert "Nothing has been done yet" in page
    kept = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    assert ("roles", "analyst") in kept
    assert 'action="/centre/officers/appoint"' in page
    assert browser.post("/centre/officers/appoint", told).status_code == 200
    assert browser.post("/centre/officers/rule", {}).headers["Location"] == "/centre/officers"


def test_without_a_second_factor_the_password_is_asked_and_not_without_end(officer):
    browser, _ = officer("administrator")
    make_stale(browser)
    assert browser.post("/centre/officers/rule", {}).headers["Location"] == "/step-up"
    answers = [browser.post("/step-up", {"password": "wrong"}).status_code for _ in range(11)]
    assert answers[0] == 422
    assert answers[-1] == 429
    cache.clear()
    assert browser.post("/step-up", {"password": PASSWORD}).status_code == 200
    assert browser.post("/centre/officers/rule", {}).headers["Location"] == "/centre/officers"


def test_a_session_alone_neither_removes_nor_sets_up_a_second_factor(officer):
    browser, _ = officer("reader")
    make_stale(browser)
    assert browser.get("/second-factor").headers["Location"].startswith("/step-up")
    assert browser.post("/step-up", {"password": PASSWORD}).status_code == 302
    set_up(browser)
    make_stale(browser)
    assert browser.post("/second-factor", {"remove": "yes"}).headers["Location"].startswith("/step-up")


def test_step_up_leads_to_no_strange_address(officer):
    browser, _ = officer("reader")
    for wanted in ("https://elsewhere.example/", "//elsewhere.example"):
        assert browser.post("/step-up", {"password": PASSWORD, "next": wanted}).headers["Location"] == "/"


def test_where_the_charter_demands_one_nothing_opens_without(officer, client_of, web):
    browser, _ = officer("reader")
    with psycopg.connect(web.owner) as owner:
        owner.execute("ALTER TABLE diwan.centre NO FORCE ROW LEVEL SECURITY")
        owner.execute("UPDATE diwan.centre SET text = text || '{\"second_factor\": true}'")
    try:
        for address in ("/", "/reports", "/centre/officers"):
            assert browser.get(address).headers["Location"] == "/second-factor"
        assert client_of("iraq").get("/").status_code == 200  # the sample's list has no passwords either
        set_up(browser)
        assert browser.get("/reports").status_code == 200
    finally:
        with psycopg.connect(web.owner) as owner:
            owner.execute("UPDATE diwan.centre SET text = text || '{\"second_factor\": false}'")
            owner.execute("ALTER TABLE diwan.centre FORCE ROW LEVEL SECURITY")


def test_a_recovery_by_another_officer_ends_the_second_factor(officer, client_of, nobody):
    browser, name = officer("reader")
    set_up(browser)
    administrator = client_of("iraq")
    page = administrator.get("/centre/officers").content.decode()
    part = next(
        each
        for each in page.split("<details")
        if "/change" in each and f"Officer {name.split('@')[0]}<" in each
    )
    wanted = re.search(r"/centre/officers/([0-9a-f-]{36})/change", part)[1]
    link = re.search(
        r"/invitation/[0-9a-f]{64}", administrator.post(f"/centre/officers/{wanted}/invite").content.decode()
    )[0]
    nobody.post(link, {"password": PASSWORD, "again": PASSWORD})
    assert sign_in(name)[1] == "/"


@pytest.mark.parametrize(
    "address",
    [
        "/centre/agreements/new",
        "/centre/agreements/00000000-0000-4000-8000-000000000000/sign",
        "/centre/agreements/00000000-0000-4000-8000-000000000000/step",
        "/centre/functions/fill",
        "/centre/terms/director",
        "/centre/handovers/20151225T210000Z/write",
        "/centre/handovers/20151225T210000Z/sign",
        "/centre/meetings/convene",
        "/centre/meetings/00000000-0000-4000-8000-000000000000/order",
        "/centre/meetings/00000000-0000-4000-8000-000000000000/call-off",
    ],
)
def test_what_the_centre_is_told_in_the_members_name_asks_for_it(officer, address):
    browser, _ = officer("releaser")
    make_stale(browser)
    answer = browser.post(address, {"title_en": "x"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/step-up"


CREDENTIALS = (
    "",
    "null",
    "[]",
    '"x"',
    "{}",
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
    (
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30",'
        ' "attestationObject": "oA", "authenticatorData": "AA", "signature": "AA"}}'
    ),
    "\x00{",
)


@pytest.mark.parametrize("credential", CREDENTIALS)
def test_what_is_no_passkey_sets_nothing_up_and_opens_nothing(officer, credential):
    browser, name = officer("reader")
    browser.get("/second-factor")
    assert browser.post("/second-factor", {"credential": credential}).status_code == 422
    assert sign_in(name)[1] == "/"
    secret, _ = set_up(browser)
    fresh, where = sign_in(name)
    assert where == "/sign-in/code"
    assert fresh.post("/sign-in/code", {"credential": credential}).status_code == 200
    assert fresh.get("/reports").status_code == 302
    make_stale(browser)
    assert browser.post("/step-up", {"credential": credential}).status_code == 422
    assert browser.post("/step-up", {"code": code_of(secret)}).status_code == 302


def test_another_officers_passkey_is_not_there_to_be_removed(officer, client_of):
    from allauth.mfa.models import Authenticator

    from diwan.entry.web.models import Account

    browser, _ = officer("reader")
    other, name = officer("reader")
    set_up(other)
    account = Account.objects.get(username=name)
    own = Authenticator.objects.filter(user=account).first()
    for which in (str(own.pk), "0", "99999999999999999999999", "x", ""):
        assert browser.post("/second-factor", {"remove": which}).status_code == 404
    assert Authenticator.objects.filter(user=account).count() == 2


def test_new_codes_end_the_old_paper(officer):
    browser, name = officer("reader")
    assert 'name="paper"' not in browser.post("/second-factor", {"paper": "new"}).content.decode()
    _, old = set_up(browser)
    page = browser.post("/second-factor", {"paper": "new"}).content.decode()
    new = re.search(r"data-data>([^<]+)<", page)[1].split(" · ")
    assert not set(new) & set(old)
    fresh, _ = sign_in(name)
    assert fresh.post("/sign-in/code", {"code": old[1]}).status_code == 200
    assert fresh.post("/sign-in/code", {"code": new[0]}).status_code == 302


def test_by_a_number_no_passkey_is_offered(officer):
    browser, _ = officer("reader")
    assert 'data-passkey="create"' in browser.get("/second-factor").content.decode()
    page = browser.get("/second-factor", HTTP_HOST="127.0.0.1").content.decode()
    assert 'data-passkey="create"' not in page
