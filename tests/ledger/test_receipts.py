"""Opening a report leaves a trace: for the own member with the officer, for the originator without."""

import datetime as dt

import psycopg
import pytest

from diwan import gather, store
from diwan.core.errors import NotAllowed
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer
from diwan.entry.worker import run_until_idle
from diwan.ledger import receipts
from diwan.ledger.envelope import payload_of
from diwan.process.recall_report import recall_report

AT = dt.datetime(2019, 3, 11, 6, 0, tzinfo=dt.UTC)


@pytest.fixture
def report(viewer_of):
    """Of Iraq, for Iran and Russia."""
    raw = gather.Raw("weir.txt", b"The weir at Hit holds, its keeper said.", published=AT, arrived_at=AT)
    reach = gather.Reach(members=(MemberId("iran"), MemberId("russia")))
    item = gather.receive(viewer_of("iraq"), gather.Arrival(raw, "upload", reach))
    run_until_idle()
    with store.acting_as(viewer_of("iraq")) as tx:
        return tx.value("SELECT report FROM diwan.report WHERE item = %s", [item])


def said_of(viewer, report):
    """Kinds, authors and officers of what this viewer may read that speaks of it."""
    with store.acting_as(viewer) as tx:
        rows = tx.rows(
            "SELECT r.kind, r.member, r.officer, r.envelope FROM diwan.record r JOIN diwan.record_ref x"
            " ON x.member = r.member AND x.record = r.id WHERE x.ref = %s ORDER BY r.at, r.id",
            [report],
        )
    return [row for row in rows if row["kind"].startswith("report.")]


def opened(viewer, report):
    with store.acting_as(viewer) as tx:
        return [each.member for each in receipts.openings(tx, report)]


def test_the_originator_learns_that_a_member_opened_it_and_never_who(viewer_of, report):
    iran = viewer_of("iran")
    receipts.leave_trace(iran, report)
    run_until_idle()
    assert opened(viewer_of("iraq"), report) == ["iran"]
    (receipt,) = said_of(viewer_of("iraq"), report)
    assert (receipt["kind"], receipt["member"], receipt["officer"]) == ("report.opened", "iran", None)
    assert str(iran.officer) not in str(payload_of(bytes(receipt["envelope"])))


def test_the_own_member_keeps_the_officers_trail_for_itself(viewer_of, report):
    iran = viewer_of("iran")
    receipts.leave_trace(iran, report)
    run_until_idle()
    trail = [row for row in said_of(viewer_of("iran", 1), report) if row["kind"] == "report.read"]
    assert [payload_of(bytes(row["envelope"]))["body"] for row in trail] == [{"officer": str(iran.officer)}]
    for member in ("iraq", "russia", "syria"):
        assert all(row["kind"] != "report.read" for row in said_of(viewer_of(member), report))


def test_the_other_readers_and_the_rest_of_the_centre_learn_nothing(viewer_of, report):
    receipts.leave_trace(viewer_of("iran"), report)
    run_until_idle()
    for member in ("russia", "syria"):
        assert opened(viewer_of(member), report) == []
        assert said_of(viewer_of(member), report) == []


def test_a_second_look_the_same_day_says_nothing_new_and_another_officer_is_no_second_receipt(
    viewer_of, report
):
    for index in (0, 0, 1, 0):
        receipts.leave_trace(viewer_of("iran", index), report)
        run_until_idle()
    kinds = [row["kind"] for row in said_of(viewer_of("iran"), report)]
    assert sorted(kinds) == ["report.opened", "report.read", "report.read"]


def test_a_job_that_runs_twice_says_it_once(viewer_of, report):
    iran = viewer_of("iran")
    for _ in range(2):
        receipts.trace_reading(iran.member, iran.officer, report)
    assert len(said_of(iran, report)) == 2


def test_the_originators_own_reading_needs_no_receipt(viewer_of, report):
    receipts.leave_trace(viewer_of("iraq"), report)
    run_until_idle()
    assert [row["kind"] for row in said_of(viewer_of("iraq"), report)] == ["report.read"]
    assert opened(viewer_of("iraq"), report) == []


def test_a_token_that_may_only_read_leaves_its_trace_too(viewer_of, database, report):
    officer = viewer_of("iran").officer
    with psycopg.connect(database.door) as door:
        token = door.execute(
            "SELECT diwan.issue_api_token(%s, 'a map', false, '1 hour')", [officer]
        ).fetchone()[0]
    viewer = Viewer(MemberId("iran"), officer, token)
    with pytest.raises(NotAllowed), store.acting_as(viewer, write=True):
        pass
    receipts.leave_trace(viewer, report)
    run_until_idle()
    assert opened(viewer_of("iraq"), report) == ["iran"]


def test_what_may_not_be_read_leaves_no_trace(viewer_of, report):
    receipts.leave_trace(viewer_of("syria"), report)
    receipts.leave_trace(Viewer(MemberId("iran"), viewer_of("iran").officer, "no token"), report)
    run_until_idle()
    assert opened(viewer_of("iraq"), report) == []
    assert said_of(viewer_of("syria"), report) == []
    recall_report(viewer_of("iraq"), report)
    receipts.leave_trace(viewer_of("iran"), report)
    run_until_idle()
    assert opened(viewer_of("iraq"), report) == []


def test_nobody_writes_a_receipt_in_anothers_name(viewer_of, report):
    with pytest.raises(NotAllowed), store.acting_as(viewer_of("syria"), write=True) as tx:
        tx.run(
            "INSERT INTO diwan.opening (receipt, member, audience, report, originator, opened_at)"
            " SELECT gen_random_uuid(), 'iran', (SELECT min(a) FROM unnest(diwan.my_audiences()) a), %s, 'iraq', now()",
            [report],
        )
