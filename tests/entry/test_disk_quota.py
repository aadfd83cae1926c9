"""A member that has used up its share of the disk is told so when it files; it reads and recalls, and no other member notices."""

import os
import re

import psycopg
import pytest

from diwan import gather, ledger, share, store
from diwan.core.errors import QuotaReached
from diwan.core.ids import MemberId
from diwan.core.labels import Label
from diwan.entry.worker import run_until_idle
from diwan.ledger.disk_use import set_quota
from diwan.process.recall_report import recall_report

TEXT = "Boats reached Hit on Monday, the harbour master said."


def viewer(member):
    return store.service_viewer(MemberId(member))


def use_of(member):
    with store.acting_as(viewer(member)) as tx:
        return ledger.my_disk_use(tx)


def allow(member, quota_bytes):
    with store.as_owner() as owner:
        set_quota(owner, MemberId(member), quota_bytes)


def filed(member, text=TEXT, *to):
    reach = gather.Reach(members=tuple(map(MemberId, to)))
    item = gather.receive(
        viewer(member), gather.Arrival(gather.Raw("note.txt", text.encode()), "upload", reach)
    )
    run_until_idle()
    with store.acting_as(viewer(member)) as tx:
        return tx.value("SELECT report FROM diwan.report WHERE item = %s", [item])


def counted(database, member):
    with psycopg.connect(database.admin) as admin:
        return admin.execute(
            "SELECT (SELECT coalesce(sum(octet_length(envelope)), 0) FROM diwan.record WHERE member = %(m)s)"
            " + (SELECT coalesce(sum(octet_length(data)), 0) FROM diwan.evidence WHERE member = %(m)s)"
            " + (SELECT coalesce(sum(octet_length(data)), 0) FROM diwan.record_body WHERE member = %(m)s)",
            {"m": member},
        ).fetchone()[0]


def test_what_is_counted_is_what_lies_there(database):
    report = filed("iraq", TEXT, "iran")
    with store.acting_as(viewer("iraq"), write=True) as tx:  # its body is kept apart
        ledger.append(tx, "note.filed", {"text": TEXT * 4000}, label=Label(frozenset({MemberId("iraq")})))
    assert use_of("iraq").used_bytes == counted(database, "iraq") > len(TEXT) * 4000
    recall_report(viewer("iraq"), report)
    run_until_idle()
    assert use_of("iraq").used_bytes == counted(database, "iraq")


def test_over_its_quota_a_member_takes_in_nothing_and_does_all_else(database, viewer_of):
    own, theirs = filed("iraq", TEXT, "iran"), filed("iran", TEXT + " Twice.", "iraq")
    allow("iraq", use_of("iraq").used_bytes + 10)
    before = use_of("iraq").used_bytes
    with pytest.raises(QuotaReached):
        filed("iraq", "Bread came.")
    assert use_of("iraq").used_bytes == before
    assert TEXT in share.report(viewer_of("iraq"), theirs).text
    assert filed("iran", "Bread came to Hit.", "iraq")  # others notice nothing
    recall_report(viewer("iraq"), own)
    run_until_idle()
    allow("iraq", None)
    assert filed("iraq", "Bread came.")


def test_what_was_taken_in_is_read_to_the_end(database):
    item = gather.receive(viewer("iraq"), gather.Arrival(gather.Raw("note.txt", TEXT.encode()), "upload"))
    allow("iraq", 1)
    run_until_idle()
    with store.acting_as(viewer("iraq")) as tx:
        assert tx.value("SELECT text FROM diwan.report WHERE item = %s", [item]) == TEXT


def test_no_member_learns_of_anothers(database, as_member):
    allow("iraq", 10_000_000)
    for member, seen in (("iraq", ["iraq"]), ("iran", ["iran"]), ("syria", ["syria"])):
        with as_member(member) as tx:
            assert [row["member"] for row in tx.rows("SELECT member FROM diwan.disk_use")] == seen
    with as_member("iraq", write=True) as tx, pytest.raises(psycopg.errors.InsufficientPrivilege):
        tx.run("UPDATE diwan.disk_use SET quota_bytes = NULL")


def test_a_source_that_meets_the_quota_says_so_and_goes_on_when_there_is_room(
    database, viewer_of, tmp_path, monkeypatch
):
    inbox = tmp_path / "iraq" / "in"
    inbox.mkdir(parents=True)
    (inbox / "note.txt").write_text(TEXT)
    os.utime(inbox / "note.txt", (1000, 1000))  # nobody writes to it any more
    monkeypatch.setenv("DIWAN_INBOX", str(tmp_path))
    source = gather.add_source(viewer_of("iraq"), gather.NewSource("In", "folder", "in"))
    allow("iraq", 1)
    gather.look_at_source(MemberId("iraq"), source)
    failure = gather.source_view(viewer_of("iraq"), source).failures[0]
    assert failure.reason == "gather.quota_reached"
    allow("iraq", None)
    gather.look_at_source(MemberId("iraq"), source)
    assert gather.source_view(viewer_of("iraq"), source).status.item_count == 1


@pytest.fixture
def used_up(web):
    allow("russia", 1)
    yield
    allow("russia", None)


def test_pages_say_what_is_so_and_the_member_sees_its_use(client_of, used_up):
    browser, other = client_of("russia"), client_of("iraq")
    form = {"text": TEXT, "reliability": "F", "credibility": "6", "tlp": "TLP:AMBER"}
    answer = browser.post("/file", form)
    assert (answer.status_code, "share of the disk" in answer.content.decode()) == (422, True)
    page = browser.get("/sources").content.decode()
    assert re.search(r"Records and evidence take .* of ", page)
    assert "Nothing more is taken in" in page
    assert other.post("/file", form).status_code == 302
    page = other.get("/sources").content.decode()
    assert "Nothing more is taken in" not in page
    assert " of " not in re.search(r"Records and evidence take (.*?)</span>", page)[1]


def test_programs_get_a_problem_of_its_own_and_ask_for_their_use(program_of, used_up):
    program = program_of("russia")
    answer = program.post("/api/v1/reports", {"text": TEXT}, content_type="application/json")
    assert (answer.status_code, answer.json()["type"]) == (507, "/api/v1/docs#quota-reached")
    me = program.get("/api/v1/me").json()
    assert me["disk_used_bytes"] > me["disk_quota_bytes"] == 1
    assert program_of("iraq").get("/api/v1/me").json()["disk_quota_bytes"] is None
