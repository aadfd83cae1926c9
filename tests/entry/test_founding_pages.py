"""Founding on the pages: drafting, signing, and everything that is refused there."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.resources import files

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from diwan import charter, ledger, store
from diwan.charter.charter_form import form_of
from diwan.charter.found_centre import FoundedAlready, charter_hash
from diwan.charter.sample import TEXT
from diwan.charter.seat_founder import SeatTaken, seat_founder
from diwan.core.ids import MemberId
from second_factors import appoint, make_stale, set_up
from unfounded import PASSWORD, fields_of, founder, link_for, unfounded, unfounded_template

__all__ = ["founder", "link_for", "unfounded", "unfounded_template"]

TWO = replace(
    TEXT, founders=TEXT.founders[:2], rotation=("iraq", "iran"), functions=TEXT.functions[:1], log_origin=""
)


def fields(text=TWO, **changed):
    return fields_of(form_of(text.as_json())) | changed


@pytest.fixture(autouse=True)
def nothing_was_tried():
    cache.clear()


def lay(browser, text=TWO, **more):
    page = browser.get("/founding/draft").content.decode()
    in_place_of = re.search(r'name="in_place_of" value="(\w*)"', page)[1]
    answer = browser.post("/founding/draft", fields(text) | {"do": "lay", "in_place_of": in_place_of} | more)
    assert answer.status_code == 302, answer.content.decode()
    return charter_hash(text.as_json())


def sign(browser, sha256):
    return browser.post("/founding/sign", {"sha256": sha256})


def kinds_of(member):
    with store.acting_as(store.service_viewer(MemberId(member))) as tx:
        rows = tx.rows("SELECT kind FROM diwan.record WHERE member = %s ORDER BY seq", [member])
        return [row["kind"] for row in rows]


def is_in_force():
    with store.as_worker() as tx:
        return tx.value("SELECT count(*) FROM diwan.centre") == 1


def told(answer):
    return " ".join(answer.content.decode().split())


def test_founders_draft_sign_and_work_from_the_last_signature_on(founder):
    iraq, iran = founder("iraq"), founder("iran")
    assert "No text lies before the founders yet" in told(iraq.get("/founding"))
    looked = told(iraq.post("/founding/draft", fields() | {"do": "look"}))
    assert "3,650 days after a member left" in looked
    assert "Lay it before the founders" in looked
    sha = lay(iraq, note="as we said on Monday")
    page = told(iran.get("/founding"))
    assert "as we said on Monday" in page
    assert sha in page
    assert page.count("has not signed yet") == 3  # both founders, and what to do next
    assert sign(iraq, sha).status_code == 302
    assert "Your member has signed" in told(iraq.get("/founding"))
    assert not is_in_force()
    assert sign(iran, sha).headers["Location"] == "/centre/charter"
    assert is_in_force()
    assert kinds_of("iraq")[:4] == ["log.opened", "officer.appointed", "officer.invited", "charter.drafted"]
    assert kinds_of("iraq").count("charter.signed") == 1
    assert kinds_of("iran")[-2:] == ["charter.signed", "centre.founded"]
    with store.acting_as(store.service_viewer(MemberId("iran"))) as tx:
        assert ledger.verify_chain(tx, MemberId("iraq")) == []
        assert charter.centre(tx).charter == sha
    for browser in (iraq, iran):
        for address in ("/", "/centre", "/centre/charter", "/file", "/log"):
            assert browser.get(address).status_code == 200, address
        assert browser.get("/founding").headers["Location"] == "/centre/charter"
        assert browser.get("/founding/draft").headers["Location"] == "/centre/charter"
        assert sign(browser, sha).headers["Location"] == "/centre/charter"
    with pytest.raises(FoundedAlready):
        seat_founder(ledger.keys_in_use(), MemberId("syria"), sign_in="first", name="x", language="en")


MISTAKES = (
    ("name_ru", " ", "Write it in this language too"),
    ("member-1-name_fa", "", "Write it in this language too"),
    ("task_ar", "", "Write it in this language too"),
    ("member-0-id", "Not A Slug", "small Latin letters"),
    ("member-1-id", "iraq", "stands there twice"),
    ("member-1-turn", "1", "stands there twice"),
    ("member-1-turn", "first", "Write a whole number"),
    ("member-0-kind", "friend", "Choose one out of the list"),
    ("member-1-country", "Iran", "two capital letters"),
    ("time_zone", "Asia/Nowhere", "Choose a time zone"),
    ("term_months", "0", "from 1 to 120"),
    ("retention_days", "-1", "from 0 to 36525"),
    ("function-0-holder", "7", "Choose one out of the list"),
    ("rule-amendment", "own", "Choose one out of the list"),
    ("tlp", "PURPLE", "Choose one out of the list"),
)


def test_a_mistake_is_told_at_its_field_and_nothing_is_laid(founder):
    iraq = founder("iraq")
    for field, put, said in MISTAKES:
        answer = iraq.post("/founding/draft", fields() | {field: put, "do": "lay"})
        assert answer.status_code == 422, field
        assert f'href="#f-{field}"' in answer.content.decode()
        assert re.search(rf'id="e-{field}">▲ [^<]*{said}', answer.content.decode()), field
    assert "charter.drafted" not in kinds_of("iraq")


def test_rows_come_and_go_and_what_is_written_stays(founder):
    iraq = founder("iraq")
    page = told(iraq.post("/founding/draft", fields() | {"do": "add-room"}))
    assert 'name="room-0-seat-1"' in page
    room = {"room-0-id": "baghdad", "room-0-seat-1": "lead", "room-0-name_en": "Baghdad room"}
    page = told(iraq.post("/founding/draft", fields() | room | {"do": "drop-member-0"}))
    assert re.search(
        r'name="room-0-seat-0"[^>]*><option value="">[^<]*</option><option value="lead" selected', page
    )
    assert 'value="Baghdad room"' in page
    assert 'name="room-0-seat-1"' not in page
    answer = iraq.post("/founding/draft", fields() | room | {"room-0-seat-1": "guests", "do": "look"})
    assert 'id="e-room-0-seat-0"' in answer.content.decode()  # nobody leads it
    for number in range(3):  # rows that were never begun are no mistake
        assert (
            iraq.post(
                "/founding/draft", fields() | {f"member-{2 + number}-kind": "member", "do": "look"}
            ).status_code
            == 200
        )


def test_a_file_fills_the_form_and_its_mistakes_are_told(founder):
    iraq = founder("iraq")
    example = (files("diwan.charter") / "charter_example.toml").read_text("utf-8")
    given = {"file": SimpleUploadedFile("charter.toml", example.encode())}
    page = told(iraq.post("/founding/file", given))
    assert 'name="member-0-id"' in page
    assert 'value="upland"' in page
    assert "Lay it before the founders" in page
    wrong = example.replace("Asia/Baghdad", "Asia/Nowhere").encode()
    for data, said in (
        (wrong, "Asia/Nowhere is no zone"),
        (b"\xff\xfe", "not UTF-8"),
        (b"x" * 600_000, "at most 512 KiB"),
    ):
        answer = iraq.post("/founding/file", {"file": SimpleUploadedFile("charter.toml", data)})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert iraq.post("/founding/file").status_code == 422
    assert "charter.drafted" not in kinds_of("iraq")


def test_a_text_that_was_changed_meanwhile_is_not_signed_and_earlier_signatures_count_no_more(founder):
    iraq, iran = founder("iraq"), founder("iran")
    first = lay(iraq)
    assert sign(iraq, first).status_code == 302
    second = lay(iran, replace(TWO, term_months=6))
    answer = sign(iran, first)
    assert answer.status_code == 422
    assert "laid a changed text meanwhile" in told(answer)
    assert "charter.signed" not in kinds_of("iran")
    page = told(iraq.get("/founding"))
    assert "signed an earlier text" in page
    assert re.search(r"term_months</bdi></th><td>.*?3.*?</td><td>.*?6", page)
    assert sign(iran, second).status_code == 302
    assert not is_in_force()  # Iraq stands under the earlier one
    assert sign(iraq, "0" * 64).status_code == 422
    assert sign(iraq, second).status_code == 302
    assert is_in_force()
    assert kinds_of("iraq").count("charter.signed") == 2


def test_who_changes_a_text_that_was_changed_meanwhile_sees_the_difference_first(founder):
    iraq, iran = founder("iraq"), founder("iran")
    lay(iraq)
    late = fields(replace(TWO, term_months=12)) | {"do": "lay", "in_place_of": ""}
    answer = iran.post("/founding/draft", late)
    assert answer.status_code == 422
    assert "laid a changed text meanwhile" in told(answer)
    assert re.search(r"term_months</bdi></th><td>.*?3.*?</td><td>.*?12", told(answer))
    assert "charter.drafted" not in kinds_of("iran")
    again = iran.post("/founding/draft", fields() | {"do": "lay", "in_place_of": charter_hash(TWO.as_json())})
    assert "says what the text that lies there says" in told(again)


def test_pressed_twice_it_signs_once(founder):
    iraq, _ = founder("iraq"), founder("iran")
    sha = lay(iraq)
    assert [sign(iraq, sha).status_code for _ in range(2)] == [302, 302]
    assert kinds_of("iraq").count("charter.signed") == 1


def test_two_last_signatures_at_once_found_the_centre_once(founder):
    browsers = [founder("iraq"), founder("iran")]
    sha = lay(browsers[0])

    def sign_and_close(browser):
        from django.db import connections

        try:
            return sign(browser, sha).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(sign_and_close, browsers * 2)) == {302}
    assert is_in_force()
    kinds = kinds_of("iraq") + kinds_of("iran")
    assert (kinds.count("charter.signed"), kinds.count("centre.founded")) == (2, 1)


CHANGING = ("/founding/draft", "/founding/file", "/founding/sign")


def test_a_reader_of_a_founder_changes_and_signs_nothing(founder):
    iraq = founder("iraq")
    sha = lay(iraq)
    from django.test import Client

    for role in ("reader", "analyst"):
        name, link = appoint(iraq, role)
        browser = Client(SERVER_NAME="localhost")
        browser.post(link, {"password": PASSWORD, "again": PASSWORD})
        page = told(browser.get("/founding"))
        assert "A releaser of your member reads the text below" in page
        assert "/founding/sign" not in page
        assert browser.get("/founding/draft").status_code == 403
        for address in CHANGING:
            answer = browser.post(
                address,
                fields(replace(TWO, term_months=9)) | {"do": "lay", "in_place_of": sha, "sha256": sha},
            )
            assert answer.status_code == 403, (name, address)
    assert "charter.signed" not in kinds_of("iraq")
    assert kinds_of("iraq").count("charter.drafted") == 1


def test_nobody_reaches_the_founding_and_nobody_is_told_of_it(founder):
    from django.test import Client

    lay(founder("iraq"))
    nobody = Client(SERVER_NAME="localhost")
    for address in ("/founding", *CHANGING):
        for ask in (nobody.get, nobody.post):
            assert ask(address).headers["Location"].startswith("/sign-in")
    page = told(nobody.get("/sign-in"))
    assert "No charter is in force here yet" in page
    assert "iraq@" not in page


def test_a_seat_that_the_text_does_not_name_signs_nothing_and_reads_no_earlier_draft(founder):
    iraq, _ = founder("iraq"), founder("iran")
    sha = lay(iraq)
    syria = founder("syria")  # sits down after it was laid, and is not named in it
    page = told(syria.get("/founding"))
    assert "No text lies before the founders yet" in page
    assert sha not in page
    assert sign(syria, sha).status_code == sign(syria, "0" * 64).status_code == 404
    changed = lay(iraq, replace(TWO, term_months=4))
    assert "does not name your member" in told(syria.get("/founding"))
    answer = sign(syria, changed)
    assert answer.status_code == 422
    assert "charter.signed" not in kinds_of("syria")


def test_a_charter_that_demands_a_second_factor_is_signed_with_one(founder):
    iraq, iran = founder("iraq"), founder("iran")
    sha = lay(iraq, replace(TWO, second_factor=True))
    assert "set up yours first" in told(iran.get("/founding"))
    answer = sign(iran, sha)
    assert answer.status_code == 403
    assert "charter.signed" not in kinds_of("iran")
    set_up(iran)
    make_stale(iran)
    assert sign(iran, sha).headers["Location"] == "/step-up"
    assert iran.post("/step-up", {"code": "000000"}).status_code == 422
    assert "charter.signed" not in kinds_of("iran")
    session = iran.session
    session["proved_at"] = 2**31
    session.save()
    assert sign(iran, sha).headers["Location"] == "/step-up"  # a proof of the future is none


def test_every_other_page_leads_to_the_founding(founder):
    iraq = founder("iraq")
    for address in (
        "/",
        "/reports",
        "/centre",
        "/centre/charter",
        "/file",
        "/log",
        "/tokens",
        "/centre/terms",
    ):
        assert iraq.get(address).headers["Location"] == "/founding", address
    answer = iraq.post("/file", {"title": "x"})
    assert answer.status_code == 409
    assert "No charter is in force yet" in told(answer)
    assert iraq.get("/feed", headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/founding"
    for address in ("/founding", "/centre/officers", "/second-factor", "/sessions", "/keys"):
        assert iraq.get(address).status_code == 200, address


def test_a_founder_without_a_seat_is_named_with_the_mend(founder):
    iraq = founder("iraq")
    lay(iraq)
    assert "diwan centre seat iran" in told(iraq.get("/founding"))


def test_a_seat_has_one_first_officer(link_for):
    assert link_for("iraq") != link_for("iraq")
    with pytest.raises(SeatTaken):
        link_for("iraq", "another")
