"""What was recalled is gone from every table, and who held it answers for it."""

import base64
import datetime as dt
import json
import re

import psycopg
import pytest

from diwan import gather, ledger, share, store
from diwan.analyse.judge import judge_value
from diwan.analyse.judgements import ValueKind, Verdict
from diwan.core.errors import NotVisible
from diwan.core.ids import MemberId
from diwan.core.labels import Tlp
from diwan.entry import wiring
from diwan.entry.worker import run_until_idle
from diwan.ledger import receipts
from diwan.process.recall_report import recall_report
from diwan.process.relabel_report import change_readers
from diwan.process.supersede_report import supersede_report

AT = dt.datetime(2019, 3, 11, 6, 0, tzinfo=dt.UTC)
TEXT = (
    "Ferry strikes quay at Basra\n\nHarbour master Qudama Zeltini said on Monday that a ferry struck the quay in"
    " Basra and that 17 passengers were hurt. Zeltini denied that fog had played a part."
)
# Words of the text that nothing else in the database holds, as they stand there and folded.
WORDS = ("Zeltini", "zeltini", "Qudama", "qudama", "17 passengers", "struck the quay", "strikes quay")
OTHER = "The harbour board of Basra said on Monday that a ferry had hit the quay in Basra."
READERS = (MemberId("iran"), MemberId("russia"))


def file(viewer, text, name="ferry.txt", members=READERS, way="upload"):
    raw = gather.Raw(name, text.encode(), published=AT, arrived_at=AT)
    item = gather.receive(viewer, gather.Arrival(raw, way, gather.Reach(members=members)))
    run_until_idle()
    with store.acting_as(viewer) as tx:
        return item, [
            row["report"] for row in tx.rows("SELECT report FROM diwan.report WHERE item = %s", [item])
        ]


def tables_that_hold(database, words):
    """Every column of every table of every schema, as text; envelopes and evidence as the bytes and as their base64."""
    found = set()
    with psycopg.connect(database.admin) as admin:
        names = admin.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        for schema, table in names:
            for (row,) in admin.execute(f'SELECT t::text FROM {schema}."{table}" t'):
                seen = _readable(row)
                found |= {(f"{schema}.{table}", word) for word in words if word in seen}
    return found


def _readable(row):
    """The row itself, its bytes decoded, and what stands in base64 in them."""
    seen = [row]
    for run in re.findall(r"\\\\x([0-9a-f]+)", row):
        data = bytes.fromhex(run).decode("utf-8", "replace")
        seen.append(data)
        packed = re.findall(r"[A-Za-z0-9+/=]{40,}", data)
        seen += [base64.b64decode(each + "==", validate=False).decode("utf-8", "replace") for each in packed]
    return "\n".join(seen)


def test_recalled_words_are_gone_from_every_table_of_every_member_and_from_the_queue(database, viewer_of):
    iraq, iran = viewer_of("iraq"), viewer_of("iran")
    _, (report,) = file(iraq, TEXT)
    file(viewer_of("russia"), OTHER, "board.txt", members=(MemberId("iran"), MemberId("iraq")))
    span = next(s for s in share.report(iran, report).spans if s.id.startswith("place"))
    judge_value(iran, report, kind=ValueKind.PLACE, span=(span.start, span.end), verdict=Verdict.CONFIRMED)
    run_until_idle()
    share.report(iran, report)
    receipts.leave_trace(iran, report)
    held = {table for table, _ in tables_that_hold(database, WORDS)}
    assert {
        "diwan.report",
        "diwan.record",
        "diwan.evidence",
        "diwan.annotation",
        "diwan.search_entry",
    } <= held
    assert "diwan.event" in held
    recall_report(iraq, report)
    assert tables_that_hold(database, WORDS) == set()
    run_until_idle()
    assert tables_that_hold(database, WORDS) == set()
    wiring.rebuild()
    run_until_idle()
    assert tables_that_hold(database, WORDS) == set()


def test_words_filed_by_form_are_gone_though_their_file_is_named_after_them(database, viewer_of):
    _, (report,) = file(
        viewer_of("iraq"), TEXT, name="Ferry-strikes-quay-at-Basra-Zeltini.jsonl.txt", way="form"
    )
    recall_report(viewer_of("iraq"), report)
    assert tables_that_hold(database, WORDS) == set()


def test_a_long_text_goes_as_well(database, viewer_of):
    _, (report,) = file(viewer_of("iraq"), TEXT + " Nothing more was known." * 6000)
    recall_report(viewer_of("iraq"), report)
    assert tables_that_hold(database, WORDS) == set()


def test_the_bytes_of_a_file_go_when_one_of_its_reports_is_recalled_and_the_others_stay(database, viewer_of):
    iraq = viewer_of("iraq")
    lines = "\n".join(
        json.dumps({"title": t, "text": t}) for t in (TEXT, "The weir at Hit holds, its keeper said.")
    )
    item, reports = file(iraq, lines, "day.jsonl")
    first = next(r for r in reports if "Zeltini" in share.report(iraq, r).text)
    (other,) = [r for r in reports if r != first]
    recall_report(iraq, first)
    assert tables_that_hold(database, WORDS) == set()
    assert "weir" in share.report(iraq, other).text
    with pytest.raises(NotVisible):
        share.evidence(iraq, item)
    assert [arrival.is_kept for arrival in share.report(iraq, other).arrivals] == [False]


def test_the_leaf_of_a_recalled_record_stays_and_the_chain_is_whole(viewer_of):
    iraq = viewer_of("iraq")
    _, (report,) = file(iraq, TEXT)
    with store.acting_as(iraq) as tx:
        seq = tx.value("SELECT seq FROM diwan.record WHERE id = %s", [report])
    recall_report(iraq, report)
    with store.acting_as(viewer_of("syria")) as tx:
        assert tx.value("SELECT count(*) FROM diwan.leaf WHERE member = 'iraq' AND seq = %s", [seq]) == 1
    with store.acting_as(iraq) as tx:
        assert ledger.verify_chain(tx, MemberId("iraq")) == []


# --- who held it answers ---------------------------------------------------------------------------------------


def test_every_holder_receipts_a_recall_to_the_originator_and_to_nobody_else(viewer_of):
    iraq = viewer_of("iraq")
    _, (report,) = file(iraq, TEXT)
    recall_report(iraq, report)
    run_until_idle()
    run_until_idle()

    def receipted(member):
        with store.acting_as(viewer_of(member)) as tx:
            return [(r.member, r.acknowledged_at is not None) for r in receipts.recall_receipts(tx, report)]

    assert receipted("iraq") == [("iran", False), ("russia", False)]
    assert receipted("iran") == [("iran", False)]
    assert receipted("syria") == []
    receipts.acknowledge(viewer_of("iran"), report)
    receipts.acknowledge(viewer_of("iran"), report)
    assert receipted("iraq") == [("iran", True), ("russia", False)]
    assert receipted("russia") == [("russia", False)]


def test_only_a_holder_acknowledges(viewer_of):
    _, (report,) = file(viewer_of("iraq"), TEXT)
    for member in ("iraq", "iran", "syria"):  # before the recall nobody
        with pytest.raises(NotVisible):
            receipts.acknowledge(viewer_of(member), report)
    recall_report(viewer_of("iraq"), report)
    for member in ("iraq", "syria"):
        with pytest.raises(NotVisible):
            receipts.acknowledge(viewer_of(member), report)


def test_a_holder_is_shown_its_own_uses_and_the_originator_only_what_it_may_read(viewer_of):
    iraq, iran, russia = viewer_of("iraq"), viewer_of("iran"), viewer_of("russia")
    _, (report,) = file(iraq, TEXT)
    _, (other,) = file(iran, OTHER, "board.txt", members=())
    span = next(s for s in share.report(iran, report).spans if s.id.startswith("place"))
    place = {"kind": ValueKind.PLACE, "span": (span.start, span.end), "verdict": Verdict.CONFIRMED}
    secret = judge_value(iran, report, **place)
    shown = judge_value(russia, report, **place, to_readers=True)
    run_until_idle()
    recall_report(iraq, report)
    run_until_idle()

    def uses(viewer):
        with store.acting_as(viewer) as tx:
            events = [(use.claims > 0, use.others) for use in receipts.event_uses(tx, report)]
            return events, [use.id for use in receipts.record_uses(tx, report)]

    assert uses(iran) == ([(True, [other])], [secret, shown])
    assert uses(russia) == ([(True, [])], [shown])
    assert uses(iraq) == ([(True, [])], [shown])
    assert uses(viewer_of("syria")) == ([], [])


# --- in its place, and for others -------------------------------------------------------------------------------


def corrected(text):
    return gather.Arrival(gather.Raw("correction.txt", text.encode(), published=AT, arrived_at=AT), "form")


def test_a_corrected_report_comes_in_the_place_of_the_earlier_one_for_the_same_readers(viewer_of):
    iraq = viewer_of("iraq")
    _, (report,) = file(iraq, TEXT)
    later = supersede_report(iraq, report, corrected(TEXT.replace("17", "19")), "the number was wrong")
    run_until_idle()
    for member in ("iraq", "iran", "russia"):
        assert [ref.id for ref in share.report(viewer_of(member), report).superseded_by] == [later]
        assert share.report(viewer_of(member), later).supersedes.id == report
        assert "19 passengers" in share.report(viewer_of(member), later).text
    with pytest.raises(NotVisible):
        share.report(viewer_of("syria"), later)


def test_only_the_originator_supersedes_and_nothing_that_was_recalled(viewer_of):
    iraq = viewer_of("iraq")
    _, (report,) = file(iraq, TEXT)
    with pytest.raises(NotVisible):
        supersede_report(viewer_of("iran"), report, corrected("Nothing happened."))
    recall_report(iraq, report)
    with pytest.raises(NotVisible):
        supersede_report(iraq, report, corrected("Nothing happened."))


def test_whoever_may_not_read_the_corrected_report_is_not_told_of_it(viewer_of):
    iraq = viewer_of("iraq")
    _, (report,) = file(iraq, TEXT)
    later = supersede_report(iraq, report, corrected("No ferry struck anything in Basra."))
    run_until_idle()
    change_readers(iraq, later, gather.Reach(members=(MemberId("russia"),)))
    assert share.report(viewer_of("iran"), report).superseded_by == ()
    assert [ref.id for ref in share.report(viewer_of("russia"), report).superseded_by] == [later]
    recall_report(iraq, later)
    assert share.report(viewer_of("russia"), report).superseded_by == ()


def test_the_originator_narrows_widens_and_takes_it_back(viewer_of):
    iraq = viewer_of("iraq")
    _, (report,) = file(iraq, TEXT)

    def readers():
        found = []
        for member in ("iran", "russia", "syria"):
            try:
                share.report(viewer_of(member), report)
                found.append(member)
            except NotVisible:
                pass
        return found

    before = change_readers(iraq, report, gather.Reach(members=(MemberId("iran"), MemberId("syria"))))
    run_until_idle()
    assert readers() == ["iran", "syria"]
    assert before.members == {"iraq", "iran", "russia"}
    change_readers(iraq, report, gather.Reach(members=tuple(before.members), tlp=before.tlp))
    run_until_idle()
    assert readers() == ["iran", "russia"]
    with store.acting_as(iraq) as tx:
        kinds = [record.kind for record in ledger.own_records(tx, limit=20)]
    assert (kinds.count("label.narrowed"), kinds.count("label.widened")) == (2, 2)


def test_a_stricter_word_on_passing_on_alone_narrows(viewer_of):
    iraq = viewer_of("iraq")
    _, (report,) = file(iraq, TEXT)
    change_readers(iraq, report, gather.Reach(members=READERS, tlp=Tlp.RED))
    assert share.report(viewer_of("iran"), report).row.label.tlp == Tlp.RED
    change_readers(iraq, report, gather.Reach(members=READERS, tlp=Tlp.RED))
    with store.acting_as(iraq) as tx:
        kinds = [record.kind for record in ledger.own_records(tx, limit=20)]
    assert (kinds.count("label.narrowed"), kinds.count("label.widened")) == (1, 0)


def test_nobody_but_the_originator_changes_the_readers(viewer_of):
    _, (report,) = file(viewer_of("iraq"), TEXT)
    for member in ("iran", "syria"):
        with pytest.raises(NotVisible):
            change_readers(viewer_of(member), report, gather.Reach(whole_centre=True))
    recall_report(viewer_of("iraq"), report)
    with pytest.raises(NotVisible):
        change_readers(viewer_of("iraq"), report, gather.Reach(whole_centre=True))
