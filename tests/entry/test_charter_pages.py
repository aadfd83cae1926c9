"""The charter's page: sign, propose, and what is refused there."""

import html
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from diwan import access, charter
from diwan.charter.change_charter import versions
from diwan.charter.charter_file import read_charter
from diwan.charter.charter_form import form_of
from diwan.charter.charter_text import as_toml, same_words
from diwan.charter.sample import TEXT
from second_factors import appoint, make_stale
from unfounded import fields_of


@pytest.fixture
def web(database):
    """A database a test: what is signed here would change the centre of every other test of pages."""
    import django
    from django.db import connections

    django.setup()
    from diwan.entry.web import accounts

    connections.close_all()
    accounts.prepare(demonstration=True)
    yield database
    connections.close_all()


NAMES = {"name_ar": "الأردن", "name_fa": "اردن", "name_ru": "Иордания", "name_en": "Jordan"}
ADMISSION = {"matter": "admission", "member": "jordan", "kind": "observer", "country": "jo", **NAMES}


def newest(as_member, member="iraq"):
    with as_member(member) as tx:
        return versions(tx)[0]


def said(as_member, member):
    with as_member(member) as tx:
        rows = tx.rows("SELECT kind FROM diwan.record WHERE member = %s ORDER BY seq", [member])
        return [row["kind"] for row in rows]


def told(answer):
    return " ".join(answer.content.decode().split())


def hidden_fields(answer):
    """What the page that shows a difference would propose."""
    page = answer.content.decode()
    form = re.search(r'<form method="post" action="/centre/charter/propose">(.*?)</form>', page, re.DOTALL)[1]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    return {key: html.unescape(value) for key, value in fields.items()}


def test_a_text_written_as_a_file_is_read_back_to_the_same_words():
    example = read_charter(as_toml(TEXT.as_json())).text.as_json()
    assert same_words(example, TEXT.as_json())


def test_four_members_admit_one_on_the_page(client_of, as_member):
    answer = client_of("iraq").post("/centre/charter/propose", ADMISSION | {"reason": "it asked"})
    assert answer.status_code == 302
    sha = newest(as_member).sha256
    for member in ("iran", "russia", "syria"):
        page = client_of(member).get("/centre/charter").content.decode()
        assert f'value="{sha}"' in page
        assert "it asked" in page
        assert client_of(member).post("/centre/charter/sign", {"sha256": sha}).status_code == 302
    with as_member("syria") as tx:
        assert {m.id: (m.kind, m.country) for m in charter.members(tx)}["jordan"] == ("observer", "JO")
    page = client_of("iraq").get("/centre/charter").content.decode()
    assert f'value="{sha}"' not in page  # nothing is left to sign


def test_an_amendment_is_written_in_the_page_and_its_mistakes_are_told(client_of, as_member):
    iran = client_of("iran")
    with as_member("iran") as tx:
        text = as_toml(charter.text_in_force(tx))
    answer = iran.post("/centre/charter/propose", {"matter": "amendment", "text": text})
    assert answer.status_code == 400
    assert "says what the charter in force says" in answer.content.decode()
    wrong = text.replace("Asia/Baghdad", "Asia/Nowhere")
    answer = iran.post("/centre/charter/propose", {"matter": "amendment", "text": wrong})
    assert answer.status_code == 400
    assert answer.content.decode().count("Asia/Nowhere") == 2  # told, and still there to be mended
    changed = text.replace("term_months = 3", "term_months = 6").replace("\n", "\r\n")
    assert iran.post("/centre/charter/propose", {"matter": "amendment", "text": changed}).status_code == 302
    page = client_of("russia").get("/centre/charter").content.decode()
    assert re.search(r"term_months</bdi></th><td>.*3.*</td><td>.*6.*</td>", page)


REFUSED = [
    {},
    {"matter": "founding"},
    ADMISSION | {"member": "Not A Slug"},
    ADMISSION | {"member": "iraq"},
    ADMISSION | {"kind": "founder"},
    ADMISSION | {"name_ru": " "},
    ADMISSION | {"country": "Jordan"},
    {"matter": "suspension", "member": "atlantis"},
    {"matter": "resumption", "member": "iran"},
    {"matter": "swap", "first": "1", "second": "x y"},
    {"matter": "amendment", "text": "["},
]


def test_what_cannot_be_proposed_is_refused_and_nothing_is_said(client_of, as_member):
    iraq = client_of("iraq")
    for given in REFUSED:
        assert iraq.post("/centre/charter/propose", given).status_code == 400, given
    assert newest(as_member).number == 1


def test_nothing_is_signed_twice_or_blindly(client_of, as_member):
    iraq = client_of("iraq")
    iraq.post("/centre/charter/propose", {"matter": "suspension", "member": "syria"})
    sha = newest(as_member).sha256
    before = said(as_member, "iraq")
    assert iraq.post("/centre/charter/sign", {"sha256": sha}).status_code == 302  # it stands under it already
    assert said(as_member, "iraq") == before
    assert iraq.post("/centre/charter/sign", {"sha256": "0" * 64}).status_code == 404
    assert iraq.get("/centre/charter/sign").status_code == 405


def test_a_member_that_left_still_gets_in_and_is_told_what_stands(client_of, as_member):
    client_of("iran").post("/centre/charter/propose", {"matter": "withdrawal", "member": "iran"})
    sha = newest(as_member).sha256
    for member in ("iraq", "russia", "syria"):
        client_of(member).post("/centre/charter/sign", {"sha256": sha})
    iran = client_of("iran")
    for address in ("/", "/centre", "/log", "/reports", "/history"):
        assert iran.get(address).status_code == 200, address
    page = iran.get("/centre/charter").content.decode()
    assert "has left the centre or is suspended" in page
    assert "/centre/charter/propose" not in page


def test_a_member_is_suspended_and_taken_back_by_click(client_of, as_member):
    """By the pages alone: looked at, proposed, signed by the others; the one it is about is not asked."""
    iraq, syria = client_of("iraq"), client_of("syria")

    def reads_what_is_filed_now():
        with as_member("iraq") as tx:
            return "syria" in access.label(tx, whole_centre=True).members

    for matter, reads_after in (("suspension", False), ("resumption", True)):
        page = iraq.get("/centre/charter").content.decode()
        assert f'<option value="{matter}">' in page
        looked = iraq.post("/centre/charter/propose", {"matter": matter, "member": "syria", "do": "look"})
        assert looked.status_code == 200
        assert iraq.post("/centre/charter/propose", hidden_fields(looked)).status_code == 302
        assert reads_what_is_filed_now() is not reads_after
        sha = newest(as_member).sha256
        if matter == "suspension":
            syria.post("/centre/charter/sign", {"sha256": sha})  # it is not asked, and nothing hangs on it
            assert reads_what_is_filed_now()
        for member in ("iran", "russia"):
            browser = client_of(member)
            assert f'name="sha256" value="{sha}"' in browser.get("/centre/charter").content.decode()
            assert browser.post("/centre/charter/sign", {"sha256": sha}).status_code == 302
        assert reads_what_is_filed_now() is reads_after
        notice = "has left the centre or is suspended"
        assert (notice in syria.get("/centre/charter").content.decode()) is not reads_after


def test_what_is_kept_and_how_a_person_is_erased_stands_on_the_page(client_of):
    page = client_of("syria").get("/centre/charter").content.decode()
    assert "3,650 days after a member left its reports are recalled" in page
    assert "stays with the others for ten years" in page
    assert "Whoever is named may ask any member" in page


def test_the_difference_is_shown_before_anything_is_proposed(client_of, as_member):
    iraq = client_of("iraq")
    looked = iraq.post("/centre/charter/propose", ADMISSION | {"reason": "it asked", "do": "look"})
    assert looked.status_code == 200
    assert "jordan" in told(looked)
    assert "it asked" in told(looked)
    assert newest(as_member).number == 1
    assert iraq.post("/centre/charter/propose", hidden_fields(looked)).status_code == 302
    assert (newest(as_member).matter, newest(as_member).reason) == ("admission", "it asked")


def test_an_amendment_is_made_in_the_form_and_members_stay_as_they_are(client_of, as_member):
    iran = client_of("iran")
    with as_member("iran") as tx:
        fields = fields_of(form_of(charter.text_in_force(tx)))
    page = told(iran.get("/centre/charter/amend"))
    assert 'value="Asia/Baghdad"' in page
    assert 'type="hidden" name="member-0-id" value="iraq"' in page
    assert iran.post("/centre/charter/amend", fields | {"do": "look"}).status_code == 422  # says what stands
    wrong = iran.post("/centre/charter/amend", fields | {"do": "look", "term_months": "0"})
    assert wrong.status_code == 422
    assert 'href="#f-term_months"' in wrong.content.decode()
    assert 'name="room-0-id"' in told(iran.post("/centre/charter/amend", fields | {"do": "add-room"}))
    renamed = iran.post("/centre/charter/amend", fields | {"do": "look", "member-0-name_en": "Elsewhere"})
    assert renamed.status_code == 422
    other = iran.post("/centre/charter/amend", fields | {"do": "look", "member-0-id": "elsewhere"})
    assert other.status_code == 422
    looked = iran.post(
        "/centre/charter/amend", fields | {"do": "look", "term_months": "6", "reason": "calmer"}
    )
    assert re.search(r"term_months</bdi></th><td>.*?3.*?</td><td>.*?6", told(looked))
    assert iran.post("/centre/charter/propose", hidden_fields(looked)).status_code == 302
    assert newest(as_member).text["term_months"] == 6
    assert newest(as_member).reason == "calmer"


def test_a_file_is_taken_in_place_of_the_form(client_of, as_member):
    iran = client_of("iran")
    with as_member("iran") as tx:
        text = as_toml(charter.text_in_force(tx))

    def given(words):
        return iran.post("/centre/charter/amend", {"file": SimpleUploadedFile("charter.toml", words)})

    looked = given(text.replace("term_months = 3", "term_months = 4").encode())
    assert re.search(r"term_months</bdi></th><td>.*?3.*?</td><td>.*?4", told(looked))
    for words, said_of_it in (
        (b"\xff", "not UTF-8"),
        (text.replace("[centre]", "[centre").encode(), "at line"),
        (text.replace('"iran"', '"persia"').encode(), "changes of their own"),
    ):
        answer = given(words)
        assert answer.status_code == 422
        assert said_of_it in told(answer)


def test_a_file_that_cannot_be_read_is_told_in_the_officers_language(client_of):
    iran = client_of("iran", language="fa")
    for data in (b"\xff", b"x" * 600_000):
        answer = iran.post("/centre/charter/amend", {"file": SimpleUploadedFile("charter.toml", data)})
        said = re.search(r'role="alert">(.*?)</p>', answer.content.decode(), re.DOTALL)[1]
        assert answer.status_code == 422
        assert not re.search(r"\b(?!UTF|KiB)[A-Za-z]{3,}", re.sub(r"<[^>]*>", "", said)), said


def test_what_was_looked_at_is_not_proposed_over_a_version_that_came_meanwhile(client_of, as_member):
    iraq = client_of("iraq")
    looked = hidden_fields(iraq.post("/centre/charter/propose", ADMISSION | {"do": "look"}))
    client_of("iran").post("/centre/charter/propose", {"matter": "suspension", "member": "syria"})
    sha = newest(as_member).sha256
    for member in ("iraq", "russia"):
        client_of(member).post("/centre/charter/sign", {"sha256": sha})
    answer = iraq.post("/centre/charter/propose", looked)
    assert answer.status_code == 400
    assert "Look at the difference anew" in told(answer)
    assert "charter.change_proposed" not in said(as_member, "iraq")


def test_a_member_refuses_with_a_reason_and_may_sign_later(client_of, as_member):
    client_of("iraq").post("/centre/charter/propose", ADMISSION)
    sha, iran = newest(as_member).sha256, client_of("iran")
    assert '1</bdi><span class="sr"> to sign' in told(iran.get("/centre"))
    for _ in range(2):  # pressed twice it is said once
        answer = iran.post("/centre/charter/refuse", {"sha256": sha, "reason": "not before the harvest"})
        assert answer.status_code == 302
    assert said(as_member, "iran").count("charter.change_refused") == 1
    assert "to sign</span>" not in told(iran.get("/centre"))
    page = told(client_of("syria").get("/centre/charter"))
    assert "not before the harvest" in page
    assert "Not signed yet" in page
    assert iran.post("/centre/charter/sign", {"sha256": sha}).status_code == 302
    version = newest(as_member)
    assert (list(version.signed), version.refused) == (["iraq", "iran"], ())
    answer = iran.post("/centre/charter/refuse", {"sha256": sha})
    assert answer.status_code == 400
    assert "a signature is not taken back" in told(answer)
    assert iran.post("/centre/charter/refuse", {"sha256": "0" * 64}).status_code == 404


CHANGING = ("sign", "refuse", "propose", "amend")


def test_who_may_not_release_changes_nothing_and_is_shown_no_button(client_of, as_member, web):
    client_of("iran").post("/centre/charter/propose", ADMISSION)
    sha, iraq = newest(as_member).sha256, client_of("iraq")
    from django.test import Client

    for role in ("reader", "analyst"):
        _, link = appoint(iraq, role)
        browser = Client(SERVER_NAME="localhost")
        browser.post(link, {"password": "nine lanterns by the river", "again": "nine lanterns by the river"})
        page = told(browser.get("/centre/charter"))
        assert not any(f'action="/centre/charter/{each}"' in page for each in CHANGING)
        for each in CHANGING:
            answer = browser.post(
                f"/centre/charter/{each}", {"matter": "suspension", "member": "syria", "sha256": sha}
            )
            assert answer.status_code == 403, (role, each)
    assert not any(kind.startswith("charter.change") for kind in said(as_member, "iraq"))


def test_an_old_proof_is_asked_for_again_before_anything_is_said(client_of, as_member):
    client_of("iran").post("/centre/charter/propose", ADMISSION)
    sha, iraq = newest(as_member).sha256, client_of("iraq")
    from diwan.entry.web.models import Account

    Account.objects.filter(member="iraq").update(is_demonstration=False)
    make_stale(iraq)
    for each in CHANGING:
        answer = iraq.post(
            f"/centre/charter/{each}", {"matter": "suspension", "member": "syria", "sha256": sha}
        )
        assert answer.headers["Location"] == "/step-up", each
    assert iraq.post("/step-up", {"password": "a wrong one altogether"}).status_code == 422
    assert not any(kind.startswith("charter.change") for kind in said(as_member, "iraq"))


def test_two_clicks_at_once_sign_once_and_propose_once(client_of, as_member):
    iraq, iran = client_of("iraq"), client_of("iran")

    def twice(press):
        def press_and_close(_):
            from django.db import connections

            try:
                return press().status_code
            finally:
                connections.close_all()

        with ThreadPoolExecutor(3) as pool:
            return sorted(pool.map(press_and_close, range(3)))

    assert twice(lambda: iraq.post("/centre/charter/propose", ADMISSION)) == [302, 400, 400]
    sha = newest(as_member).sha256
    assert twice(lambda: iran.post("/centre/charter/sign", {"sha256": sha})) == [302, 302, 302]
    assert said(as_member, "iraq").count("charter.change_proposed") == 1
    assert said(as_member, "iran").count("charter.change_signed") == 1


def test_two_members_swap_their_terms_by_click_and_every_version_stays_readable(client_of, as_member):
    iran, russia = client_of("iran"), client_of("russia")
    page = told(iran.get("/centre/charter"))
    first, second = (
        re.search(rf'<option translate="no" value="(\d+ {member})"', page)[1] for member in ("iran", "russia")
    )
    looked = iran.post(
        "/centre/charter/propose", {"matter": "swap", "first": first, "second": second, "do": "look"}
    )
    assert iran.post("/centre/charter/propose", hidden_fields(looked)).status_code == 302
    version = newest(as_member)
    assert version.is_open
    assert sorted(version.asked) == ["iran", "russia"]
    assert "to sign</span>" not in told(client_of("syria").get("/centre"))  # who is not asked is not bidden
    page = told(russia.get("/centre/charter"))
    assert "swaps</bdi>" in page
    assert russia.post("/centre/charter/sign", {"sha256": version.sha256}).status_code == 302
    assert newest(as_member).number == 2
    assert said(as_member, "russia").count("charter.change_signed") == 1
    page = told(client_of("syria").get("/centre/charter"))
    assert page.count("The whole text") == 2
    assert "swaps</bdi>" in page
    assert "Founding" in page
