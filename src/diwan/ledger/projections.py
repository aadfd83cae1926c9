"""Records -> who spoke of what, who opened what, who honoured a recall. Times and ids come from the record."""

from collections.abc import Sequence
from uuid import UUID

from diwan.ledger.record import Record
from diwan.store import Transaction


def refs_kept(tx: Transaction, record: Record) -> None:
    """Of every kind: the way back from a record to all that was said of it."""
    refs_of_many_kept(tx, [record])


def refs_of_many_kept(tx: Transaction, records: Sequence[Record]) -> None:
    rows = [
        (ref, record.member, record.id, record.audience)
        for record in records
        for ref in dict.fromkeys(record.refs)
    ]
    if rows:
        tx.run(
            "INSERT INTO diwan.record_ref (ref, member, record, audience)"
            " SELECT * FROM unnest(%b::uuid[], %b::text[], %b::uuid[], %b::int[])",
            [list(column) for column in zip(*rows, strict=True)],
        )


def label_changed(tx: Transaction, record: Record) -> None:
    change_reach(tx, record.refs[0], record.body["members"])


def change_reach(tx: Transaction, changed: UUID, readers: Sequence[str]) -> int:
    """Who reads a record of the viewer's member from now on; what it speaks of is told to whom it is told itself."""
    audience = tx.value("SELECT diwan.set_reach(%s, %s)", [changed, list(readers)])
    tx.run("UPDATE diwan.record_ref SET audience = %s WHERE record = %s", [audience, changed])
    return int(audience)


def report_recalled(tx: Transaction, record: Record) -> None:
    """Before the report leaves the pictures: what of each stood on it. What it spoke of is forgotten with it."""
    tx.run("SELECT diwan.keep_uses(%s)", [record.refs[0]])
    tx.run("DELETE FROM diwan.record_ref WHERE record = %s", [record.refs[0]])


def report_opened(tx: Transaction, record: Record) -> None:
    reports_opened(tx, [record])


def reports_opened(tx: Transaction, records: Sequence[Record]) -> None:
    rows = [
        (one.id, one.member, one.audience, one.refs[0], one.body["originator"], one.body["at"])
        for one in records
    ]
    tx.run(
        "INSERT INTO diwan.opening (receipt, member, audience, report, originator, opened_at)"
        " SELECT * FROM unnest(%s::uuid[], %s::text[], %s::int[], %s::uuid[], %s::text[], %s::timestamptz[])",
        [list(column) for column in zip(*rows, strict=True)],
    )


def report_read(tx: Transaction, record: Record) -> None:
    tx.run(
        "INSERT INTO diwan.reading_trail (viewer, record, officer, report, read_at) VALUES (%s, %s, %s, %s, %s)",
        [record.member, record.id, record.body["officer"], record.refs[0], record.at],
    )


def recall_receipted(tx: Transaction, record: Record) -> None:
    tx.run(
        "INSERT INTO diwan.recall_receipt (receipt, member, audience, report, originator, stage, at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        [
            record.id,
            record.member,
            record.audience,
            record.refs[0],
            record.body["originator"],
            record.kind.removeprefix("recall."),
            record.at,
        ],
    )


PROJECTIONS = {
    "label.narrowed": label_changed,
    "label.widened": label_changed,
    "report.recalled": report_recalled,
    "report.opened": report_opened,
    "report.read": report_read,
    "recall.honoured": recall_receipted,
    "recall.acknowledged": recall_receipted,
}
EVERY_KIND = (refs_kept,)
TOGETHER = {refs_kept: refs_of_many_kept, report_opened: reports_opened}
TABLES = ("record_ref", "opening", "reading_trail", "recall_receipt")
