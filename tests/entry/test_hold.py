"""What is filed for others leaves after thirty seconds, and until then nobody else learns of it."""

import datetime as dt
import re

import pytest

from diwan import charter, store
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from diwan.entry import wiring
from diwan.entry.worker import run_until_idle
from diwan.gather import hold

WORDS = {
    "title": "Quay at Kut mended",
    "text": "The quay at Kut was mended on Friday, the harbour office of Kut said.",
    "audience": "members",
    "members": "iran",
    "tlp": "TLP:AMBER",
}


@pytest.fixture(autouse=True)
def thirty_seconds(monkeypatch, web):
    monkeypatch.setattr(hold, "LASTS", dt.timedelta(seconds=30))


@pytest.fixture
def later(monkeypatch):
    """Every held filing of Iraq is asked to leave, so many seconds from now."""

    def leave(seconds):
        real = springs.now
        with monkeypatch.context() as patch:
            patch.setattr(springs, "now", lambda: real() + dt.timedelta(seconds=seconds))
            with store.acting_as(store.service_viewer(MemberId("iraq"))) as tx:
                held = tx.rows("SELECT record FROM diwan.held_release WHERE state = 'held'")
            for row in held:
                wiring.jobs()["let_leave"](record=str(row["record"]), member="iraq")
        run_until_idle()

    return leave


def file_it(browser, **more):
    answer = browser.post("/file", WORDS | more)
    assert answer.status_code == 302, answer.content
    run_until_idle()
    address = answer.headers["Location"]
    return address, re.search(r'href="(/reports/[0-9a-f-]{36})"', browser.get(address).content.decode())[1]


def state_of(address):
    with store.acting_as(store.service_viewer(MemberId("iraq"))) as tx:
        return tx.value("SELECT state FROM diwan.held_release WHERE item = %s", [address.rsplit("/", 1)[1]])


def all_that(browser):
    """Every report, record and item that the lists name."""
    pages = [browser.get(address).content.decode() for address in ("/reports", "/history", "/search?q=quay")]
    return [sorted(set(re.findall(r"/(?:reports|records|items)/[0-9a-f-]{36}", page))) for page in pages]


def test_until_it_leaves_only_the_own_member_reads_it(client_of, later):
    browser, reader = client_of("iraq"), client_of("iran")
    before = all_that(reader)
    address, report = file_it(browser)
    assert "seconds officers of" in browser.get(address).content.decode()
    assert "Quay at Kut mended" in browser.get(report).content.decode()
    later(20)
    assert reader.get(report).status_code == 404
    assert all_that(reader) == before
    later(31)
    assert state_of(address) == "left"
    assert "Quay at Kut mended" in reader.get(report).content.decode()
    assert client_of("syria").get(report).status_code == 404
    later(60)
    assert state_of(address) == "left"


def test_undone_in_time_nothing_of_it_ever_leaves(client_of, later):
    browser, reader = client_of("iraq"), client_of("iran")
    before = all_that(reader)
    address, report = file_it(browser)
    assert "Quay" in browser.get("/held").content.decode() or "jsonl" in browser.get("/held").content.decode()
    browser.post(f"{address}/undo")
    later(31)
    assert state_of(address) == "undone"
    assert reader.get(report).status_code == 404
    assert all_that(reader) == before
    assert "recalled this report" in browser.get(report).content.decode()


def test_undone_before_it_was_read_it_is_taken_back_when_it_is(client_of, later):
    browser, reader = client_of("iraq"), client_of("iran")
    address = browser.post("/file", WORDS | {"title": "Unread as yet"}).headers["Location"]
    browser.post(f"{address}/undo")
    run_until_idle()
    wiring.jobs()["take_back_undone"](item=address.rsplit("/", 1)[1], member="iraq")
    later(31)
    for each in (browser, reader):
        assert "Unread as yet" not in each.get("/reports").content.decode()


def test_nobody_else_finds_or_undoes_it(client_of):
    browser, stranger = client_of("iraq"), client_of("iran")
    address, _ = file_it(browser)
    assert stranger.get(address).status_code == 404
    assert stranger.post(f"{address}/undo").status_code == 404
    assert address not in stranger.get("/held").content.decode()
    assert state_of(address) == "held"


def test_what_a_dismissed_officer_filed_does_not_leave(client_of, later, web):
    administrator, reader = client_of("iraq"), client_of("iran")
    with store.acting_as(store.service_viewer(MemberId("iraq")), write=True) as tx:
        names = dict.fromkeys(("ar", "fa", "ru", "en"), "Short of office")
        officer = charter.appoint_officer(tx, names, language="en", roles=("releaser",), sign_in="zz-short")
    from diwan.core.viewer import Viewer
    from diwan.entry.web import accounts
    from diwan.gather import Arrival, Raw, Reach, receive

    viewer = Viewer(MemberId("iraq"), officer, accounts.mint_token(officer))
    raw = Raw("b.txt", b"The sluice at Ramadi was mended on Friday, the office said.", "text/plain")
    item = receive(viewer, Arrival(raw, "form", reach=Reach(members=(MemberId("iran"),))), held=True)
    run_until_idle()
    administrator.post(f"/centre/officers/{officer}/dismiss")
    later(31)
    assert state_of(f"/filed/{item}") == "stopped"
    assert "It did not leave" in administrator.get(f"/filed/{item}").content.decode()
    assert "sluice at Ramadi" not in reader.get("/search?q=Ramadi+sluice").content.decode()


def test_no_sql_of_a_request_sends_it_to_others_than_were_chosen(client_of, viewer_of_web):
    from diwan.core.errors import NotAllowed

    address, _ = file_it(client_of("iraq"))
    viewer = viewer_of_web("iraq")
    for attempt in (
        "UPDATE diwan.held_release SET reach = '{\"whole_centre\": true}'",
        "UPDATE diwan.held_release SET leaves_at = now()",
        "DELETE FROM diwan.held_release",
    ):
        with pytest.raises(NotAllowed), store.acting_as(viewer, write=True) as tx:
            tx.run(attempt)
    with store.acting_as(viewer_of_web("iran"), write=True) as tx:
        assert tx.run("UPDATE diwan.held_release SET state = 'undone'") == 0
    assert state_of(address) == "held"


def test_for_the_own_member_alone_nothing_waits(client_of):
    address, _ = file_it(client_of("iraq"), audience="own", title="Ours")
    assert state_of(address) is None
