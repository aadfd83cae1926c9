"""Officers on the pages: appointed and invited by their own member alone, let in once, out at the next page."""

import re

import pytest
from django.test import Client, override_settings

PASSWORD = "seven lanterns by the river"
_numbers = iter(range(1000))


def appoint(browser, *roles, sign_in=None, scheme="http"):
    """The link of the invitation."""
    sign_in = sign_in or f"zz-{next(_numbers)}"
    answer = browser.post(
        "/centre/officers/appoint",
        {
            "sign_in": sign_in,
            "name_en": f"Officer {sign_in}",
            "language": "en",
            "roles": roles or ("reader",),
        },
    )
    assert answer.status_code == 200, answer.content
    return sign_in, re.search(rf"{scheme}://localhost(/invitation/[0-9a-f]{{64}})", answer.content.decode())[
        1
    ]


@pytest.fixture
def newcomer(client_of):
    """A browser in which a new officer of that member with these roles has chosen a password, and the sign-in name."""

    def let_in(member, *roles):
        sign_in, link = appoint(client_of(member), *roles)
        browser = Client(SERVER_NAME="localhost")
        answer = browser.post(link, {"password": PASSWORD, "again": PASSWORD})
        assert answer.status_code == 302, answer.content
        return browser, sign_in, link

    return let_in


def officer_id(browser, sign_in):
    parts = browser.get("/centre/officers").content.decode().split("<details")
    part = next(each for each in parts if "/change" in each and f"Officer {sign_in}<" in each)
    return re.search(r"/centre/officers/([0-9a-f-]{36})/change", part)[1]


def test_an_invited_officer_chooses_a_password_once_and_is_in(newcomer, nobody):
    browser, sign_in, link = newcomer("iraq", "analyst")
    assert browser.get("/").status_code == 200
    again = nobody.post(link, {"password": PASSWORD, "again": PASSWORD})
    assert again.status_code == 404
    assert "This link opens nothing" in again.content.decode()
    signed_in = Client(SERVER_NAME="localhost")
    answer = signed_in.post("/sign-in", {"login": f"{sign_in}@iraq", "password": PASSWORD})
    assert answer.status_code == 302
    assert signed_in.get("/reports").status_code == 200


def test_an_invented_and_a_used_link_look_alike(newcomer, nobody):
    _, _, link = newcomer("iraq", "reader")
    used, invented = nobody.get(link), nobody.get("/invitation/" + "0" * 64)
    assert used.status_code == invented.status_code == 404
    told = [
        re.sub(r'value="\w{64}"|[0-9a-f]{64}', "", answer.content.decode()) for answer in (used, invented)
    ]
    assert told[0] == told[1]


def test_a_weak_or_mistyped_password_is_said_and_the_link_stays_open(client_of, nobody):
    _, link = appoint(client_of("iraq"))
    for password, again in (("short", "short"), ("password1234", "password1234"), (PASSWORD, PASSWORD + "r")):
        assert nobody.post(link, {"password": password, "again": again}).status_code == 422
    assert nobody.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 302


def test_a_new_link_ends_the_one_before_and_lets_in_whoever_lost_the_password(client_of, newcomer, nobody):
    administrator = client_of("iraq")
    browser, sign_in, _ = newcomer("iraq", "reader")
    links = []
    for _ in range(2):
        answer = administrator.post(f"/centre/officers/{officer_id(administrator, sign_in)}/invite")
        links.append(re.search(r"/invitation/[0-9a-f]{64}", answer.content.decode())[0])
    assert browser.get("/").status_code == 200  # until it is used, nothing changes
    assert nobody.get(links[0]).status_code == 404
    other = "eight lanterns by the river"
    assert nobody.post(links[1], {"password": other, "again": other}).status_code == 302
    assert browser.get("/").status_code == 302
    for password, status in ((PASSWORD, 200), (other, 302)):
        answer = Client(SERVER_NAME="localhost").post(
            "/sign-in", {"login": f"{sign_in}@iraq", "password": password}
        )
        assert answer.status_code == status


def test_nobody_recovers_the_own_account_alone(newcomer):
    browser, sign_in, _ = newcomer("iraq", "administrator")
    assert browser.post(f"/centre/officers/{officer_id(browser, sign_in)}/invite").status_code == 403


@override_settings(SESSION_COOKIE_SECURE=True)
def test_behind_a_proxy_that_ends_tls_the_link_leads_through_it(client_of):
    administrator = client_of("iraq")
    sign_in, _ = appoint(administrator, "reader", scheme="https")
    again = administrator.post(
        f"/centre/officers/{officer_id(administrator, sign_in)}/invite"
    ).content.decode()
    assert re.search(r"https://localhost/invitation/[0-9a-f]{64}", again)


def test_an_invitation_ends_with_the_office_of_either(client_of, newcomer, nobody):
    salma = client_of("iraq")
    administrator, name, _ = newcomer("iraq", "administrator")
    _, link = appoint(administrator)
    assert nobody.get(link).status_code == 200
    salma.post(f"/centre/officers/{officer_id(salma, name)}/dismiss")
    assert nobody.get(link).status_code == 404


def test_an_officer_dismissed_in_the_middle_of_a_session_is_out_at_the_next_page(client_of, newcomer):
    administrator = client_of("iraq")
    browser, sign_in, _ = newcomer("iraq", "releaser")
    assert browser.get("/file").status_code == 200
    answer = administrator.post(f"/centre/officers/{officer_id(administrator, sign_in)}/dismiss")
    assert answer.status_code == 302
    for ask in (
        lambda: browser.get("/reports"),
        lambda: browser.post("/file", {"text": "After the office."}),
    ):
        assert ask().headers["Location"].startswith("/sign-in")
    again = Client(SERVER_NAME="localhost")
    right, wrong = (
        again.post("/sign-in", {"login": f"{sign_in}@iraq", "password": password})
        for password in (PASSWORD, "nothing like it")
    )
    assert (
        right.status_code == wrong.status_code == 200
    )  # the form again: nobody learns that the password was right
    assert again.get("/").status_code == 302


def test_another_members_administrator_finds_no_officer_here(client_of, newcomer):
    iraq, iran = client_of("iraq"), client_of("iran")
    _, sign_in, _ = newcomer("iraq", "reader")
    officer = officer_id(iraq, sign_in)
    assert sign_in not in iran.get("/centre/officers").content.decode()
    for what in ("change", "invite", "dismiss"):
        answer = iran.post(f"/centre/officers/{officer}/{what}", {"roles": "reader", "name_en": "x"})
        assert answer.status_code == 404, what


def test_who_is_no_administrator_changes_nothing(client_of, newcomer):
    administrator = client_of("iraq")
    reader, _, _ = newcomer("iraq", "reader", "analyst", "releaser", "custodian")
    _, target, _ = newcomer("iraq", "reader")
    officer = officer_id(administrator, target)
    assert "Appoint an officer" not in reader.get("/centre/officers").content.decode()
    for address in ("appoint", "rule", f"{officer}/change", f"{officer}/invite", f"{officer}/dismiss"):
        told = {"sign_in": "sneaked-in", "name_en": "x", "roles": "administrator"}
        assert reader.post(f"/centre/officers/{address}", told).status_code == 403, address
    assert "sneaked-in" not in administrator.get("/centre/officers").content.decode()


def test_a_sign_in_name_is_given_once_and_a_role_is_from_the_list(client_of):
    administrator = client_of("iraq")
    taken, _ = appoint(administrator)
    for told in ({"sign_in": taken, "roles": "reader"}, {"sign_in": "Ünsafe name", "roles": "reader"},
                 {"sign_in": "nobody-yet", "roles": "king"}, {"sign_in": "nobody-yet"}):  # fmt: skip
        answer = administrator.post("/centre/officers/appoint", told)
        assert answer.status_code == 422, told
        assert 'role="alert"' in answer.content.decode()


def test_a_reader_files_nothing_and_an_analyst_only_to_the_own_member(newcomer):
    words = {
        "title": "Weir",
        "text": "The weir at Hit was opened on Friday, the office said.",
        "tlp": "TLP:AMBER",
    }
    reader, _, _ = newcomer("iraq", "reader")
    assert reader.post("/file", words | {"audience": "own"}).status_code == 403
    analyst, _, _ = newcomer("iraq", "analyst")
    assert analyst.post("/file", words | {"audience": "centre"}).status_code == 403
    assert analyst.post("/file", words | {"audience": "own"}).status_code == 302


def test_sessions_are_listed_and_ended_by_their_officer_alone(client_of, newcomer):
    _, sign_in, _ = newcomer("iraq", "reader")
    browsers = [Client(SERVER_NAME="localhost", headers={"User-Agent": f"Machine {n}"}) for n in range(2)]
    for browser in browsers:
        browser.post("/sign-in", {"login": f"{sign_in}@iraq", "password": PASSWORD})
    page = browsers[0].get("/sessions").content.decode()
    assert "Machine 0" in page
    assert "Machine 1" in page
    other = re.search(r"Machine 1.*?/sessions/([0-9a-f-]{36})/end", page, re.DOTALL)[1]
    assert "Machine 0" not in client_of("iraq").get("/sessions").content.decode()
    for stranger in (client_of("iraq"), client_of("iran")):
        assert stranger.post(f"/sessions/{other}/end").status_code == 404
    assert browsers[1].get("/").status_code == 200
    assert browsers[0].post(f"/sessions/{other}/end").status_code == 302
    assert browsers[1].get("/").headers["Location"] == "/sign-in"
    assert browsers[0].post(f"/sessions/{other}/end").status_code == 404


def test_the_form_offers_others_as_readers_to_releasers_alone(newcomer):
    for role, offers in (("analyst", False), ("releaser", True)):
        page = newcomer("iraq", role)[0].get("/file").content.decode()
        assert ('value="centre"' in page) is offers, role
