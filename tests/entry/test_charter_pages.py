"""The charter's page: sign, propose, and what is refused there."""

import re

import pytest

from diwan import charter
from diwan.charter.change_charter import versions
from diwan.charter.charter_file import read_charter
from diwan.charter.charter_text import as_toml, same_words
from diwan.charter.sample import TEXT


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
    assert iraq.post("/centre/charter/sign", {"sha256": sha}).status_code == 400
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


def test_what_is_kept_and_how_a_person_is_erased_stands_on_the_page(client_of):
    page = client_of("syria").get("/centre/charter").content.decode()
    assert "3,650 days after a member left its reports are recalled" in page
    assert "stays with the others for ten years" in page
    assert "Whoever is named may ask any member" in page
