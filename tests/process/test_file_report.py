import json

import pytest

from diwan import gather, ledger, store
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.ids import MemberId
from diwan.core.labels import Label, Tlp
from diwan.entry import wiring
from diwan.gather import Arrival, ItemState, Raw, Reach
from diwan.process import file_report
from diwan.process.recall_report import recall_report

IRAN, IRAQ, RUSSIA = MemberId("iran"), MemberId("iraq"), MemberId("russia")
LINES = "\n".join(
    json.dumps({"id": str(n), "text": text}, ensure_ascii=False)
    for n, text in enumerate(["Воду отключили в порту.", "آب بندر قطع شد.", "انقطع الماء عن الميناء."])
)


def take(viewer, data, name="note.txt", reach=None, **given):
    data = data if isinstance(data, bytes) else data.encode()
    return gather.receive(
        viewer, Arrival(Raw(name, data, **given), "upload", reach, reliability="B", credibility="2")
    )


def reports(viewer):
    with store.acting_as(viewer) as tx:
        return tx.rows("SELECT * FROM diwan.report ORDER BY filed_at, item_part, report")


def test_an_item_becomes_a_report_under_its_own_label(viewer_of):
    iraq = viewer_of("iraq")
    item = take(iraq, "Колонна дошла до порта.", reach=Reach(members=(IRAN,), tlp=Tlp.GREEN))
    file_report.unpack_item(IRAQ, item)
    (report,) = reports(viewer_of("iran"))
    assert report["text"] == "Колонна дошла до порта."
    assert (report["language"], report["tlp"], report["way"]) == ("ru", "TLP:GREEN", "upload")
    assert (report["reliability"], report["credibility"]) == ("B", "2")
    assert reports(viewer_of("russia")) == []
    with store.acting_as(iraq) as tx:
        record = ledger.record(tx, report["report"])
    assert (record.kind, record.refs, record.officer) == ("report.filed", (item,), None)


def test_each_report_of_an_item_is_a_record_of_its_own(viewer_of):
    iraq = viewer_of("iraq")
    file_report.unpack_item(IRAQ, take(iraq, LINES, "wire.jsonl"))
    assert [(r["item_part"], r["language"]) for r in reports(iraq)] == [(0, "ru"), (1, "fa"), (2, "ar")]


def test_a_job_that_runs_twice_files_nothing_twice(viewer_of):
    iraq = viewer_of("iraq")
    item = take(iraq, LINES + "\nbroken", "wire.jsonl")
    file_report.unpack_item(IRAQ, item)
    file_report.unpack_item(IRAQ, item)
    assert len(reports(iraq)) == 3
    with store.acting_as(iraq) as tx:
        kinds = [record.kind for record in ledger.own_records(tx, limit=20)]
    assert kinds.count("item.set_aside") == 1


def test_a_job_killed_half_way_is_finished_by_the_next_run(viewer_of, monkeypatch):
    monkeypatch.setattr(file_report, "MOST_IN_ONE_TRANSACTION", 2)
    iraq = viewer_of("iraq")
    item = take(iraq, LINES, "wire.jsonl")
    signed = ledger.append_many
    calls = []

    def killed_at_the_second(*args, **kwargs):
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return signed(*args, **kwargs)

    with monkeypatch.context() as dying:
        dying.setattr(ledger, "append_many", killed_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            file_report.unpack_item(IRAQ, item)
    assert len(reports(iraq)) == 2
    file_report.unpack_item(IRAQ, item)
    assert [r["item_part"] for r in reports(iraq)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("picture.txt", bytes(range(256)) * 20, "picture.txt"),
        ("bomb.xml", b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel>&b;', "bomb.xml"),
    ],
)
def test_what_cannot_be_read_is_kept_and_set_aside_with_its_reason(viewer_of, name, data, words):
    iraq = viewer_of("iraq")
    item = take(iraq, data, name)
    file_report.unpack_item(IRAQ, item)
    (row,) = gather.items_set_aside(iraq).rows
    assert (row.id, row.state) == (item, ItemState.SET_ASIDE)
    assert words in row.failure.detail
    assert row.failure.reason.startswith("unpack.")
    with store.acting_as(iraq) as tx:
        assert ledger.evidence(tx, item) == data
    assert reports(iraq) == []


def test_one_bad_line_is_told_and_the_others_are_read(viewer_of):
    iraq = viewer_of("iraq")
    file_report.unpack_item(IRAQ, take(iraq, LINES + "\n{broken", "wire.jsonl"))
    (row,) = gather.items_set_aside(iraq).rows
    assert row.state is ItemState.READ
    assert "line 4" in row.failure.detail
    assert len(row.reports) == 3


def test_another_try_after_the_mend_reads_it(viewer_of, monkeypatch):
    iraq = viewer_of("iraq")
    item = take(iraq, "Read at the second try.")
    with monkeypatch.context() as short:
        short.setattr("diwan.process.limits.LARGEST_INPUT_BYTES", 1)
        file_report.unpack_item(IRAQ, item)
    assert len(gather.items_set_aside(iraq).rows) == 1
    gather.retry_item(iraq, item)
    with store.acting_as(iraq) as tx:
        retried = next(record for record in ledger.own_records(tx) if record.kind == "item.retried")
    file_report.unpack_item(IRAQ, retried.id)
    assert gather.items_set_aside(iraq).rows == ()
    assert [report["text"] for report in reports(iraq)] == ["Read at the second try."]


def test_text_that_no_database_holds_is_kept_with_marks_of_the_same_length(viewer_of):
    iraq = viewer_of("iraq")
    line = '{"text": "one\\u0000two\\ud800three"}'
    file_report.unpack_item(IRAQ, take(iraq, line, "wire.jsonl"))
    (report,) = reports(iraq)
    assert len(report["text"]) == len("one_two_three")
    assert report["text"].startswith("one")


def test_a_job_that_failed_for_good_sets_the_item_aside(viewer_of):
    iraq = viewer_of("iraq")
    item = take(iraq, "x")
    file_report.give_up(IRAQ, item, "Diwan made a mistake here (ValueError).")
    (row,) = gather.items_set_aside(iraq).rows
    assert row.failure.reason == "process.given_up"
    assert "ValueError" in row.failure.detail


def test_a_report_of_two_million_words_is_filed_whole(viewer_of):
    iraq = viewer_of("iraq")
    text = "Вода прибывает. " * 1_000_000
    file_report.unpack_item(IRAQ, take(iraq, text))
    (report,) = reports(iraq)
    assert len(report["text"]) >= len(text) - 1
    assert any(problem["rule"] == "unpack.long" for problem in report["problems"])


# --- the originator changes who reads it ----------------------------------------------------------------------


def relabel(viewer, kind, report, members):
    label = Label(frozenset({viewer.member}))
    body = {"members": [viewer.member, *members], "tlp": Tlp.AMBER.value}
    with store.acting_as(viewer, write=True) as tx:
        ledger.append(tx, kind, body, label=label, refs=[report])


def evidence(viewer, item):
    with store.acting_as(viewer) as tx:
        return ledger.evidence(tx, item)


def test_a_narrowed_report_takes_its_evidence_along(viewer_of):
    iraq = viewer_of("iraq")
    item = take(iraq, "For both.", reach=Reach(members=(IRAN, RUSSIA)))
    file_report.unpack_item(IRAQ, item)
    (report,) = reports(iraq)
    relabel(iraq, "label.narrowed", report["report"], [RUSSIA])
    assert reports(viewer_of("iran")) == []
    assert evidence(viewer_of("iran"), item) is None
    assert len(reports(viewer_of("russia"))) == 1
    assert evidence(viewer_of("russia"), item) == b"For both."


def test_one_report_of_a_mailbox_is_released_without_the_mailbox(viewer_of):
    iraq = viewer_of("iraq")
    item = take(iraq, LINES, "wire.jsonl")
    file_report.unpack_item(IRAQ, item)
    relabel(iraq, "label.widened", reports(iraq)[1]["report"], [IRAN])
    assert [report["item_part"] for report in reports(viewer_of("iran"))] == [1]
    assert evidence(viewer_of("iran"), item) is None
    for report in reports(iraq):
        relabel(iraq, "label.widened", report["report"], [IRAN])
    assert evidence(viewer_of("iran"), item) == LINES.encode()


def test_a_recalled_report_leaves_a_tombstone_and_no_words(viewer_of):
    iraq = viewer_of("iraq")
    item = take(iraq, "Said in error.", reach=Reach(members=(IRAN,)))
    file_report.unpack_item(IRAQ, item)
    (report,) = reports(iraq)
    recall_report(iraq, report["report"])
    (tombstone,) = reports(viewer_of("iran"))
    assert tombstone["recalled_at"] is not None
    assert (tombstone["text"], tombstone["title"]) == ("", "")
    assert evidence(viewer_of("iran"), item) is None
    file_report.unpack_item(IRAQ, item)
    assert len(reports(iraq)) == 1


def test_only_the_originator_recalls_and_only_once(viewer_of):
    iraq, iran = viewer_of("iraq"), viewer_of("iran")
    file_report.unpack_item(IRAQ, take(iraq, "Ours.", reach=Reach(members=(IRAN,))))
    (report,) = reports(iraq)
    with pytest.raises(NotVisible):
        recall_report(iran, report["report"])
    recall_report(iraq, report["report"])
    with pytest.raises(NotVisible):
        recall_report(iraq, report["report"])


def test_a_rebuild_brings_nothing_back_that_was_recalled_or_narrowed(viewer_of):
    iraq = viewer_of("iraq")
    reach = Reach(members=(IRAN, RUSSIA))
    for text, name in ((LINES, "wire.jsonl"), ("Alone.", "note.txt"), ("Narrowed.", "other.txt")):
        file_report.unpack_item(IRAQ, take(iraq, text, name, reach))
    *_, one_of_three, alone, narrowed = reports(iraq)
    recall_report(iraq, one_of_three["report"])
    recall_report(iraq, alone["report"])
    relabel(iraq, "label.narrowed", narrowed["report"], [RUSSIA])

    def tables():
        with store.as_owner() as tx:
            tx.run("SET LOCAL ROLE diwan_worker")
            names = ("item", "item_state", "report", "record")
            return {name: sorted(map(str, tx.rows(f"SELECT * FROM diwan.{name}"))) for name in names}

    before = tables()
    wiring.rebuild()
    after = tables()
    for name in before:
        assert after[name] == before[name], name


def test_nobody_but_the_originator_changes_who_reads_a_report(viewer_of):
    iraq, iran = viewer_of("iraq"), viewer_of("iran")
    file_report.unpack_item(IRAQ, take(iraq, "Ours.", reach=Reach(members=(IRAN,))))
    (report,) = reports(iraq)
    with pytest.raises(NotAllowed):
        relabel(iran, "label.widened", report["report"], [RUSSIA])
    assert reports(viewer_of("russia")) == []
