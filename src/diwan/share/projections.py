"""Records -> table `report_reach`: who could read a report when; and what stands in briefs follows. Times and ids come from the record."""

from collections.abc import Sequence
from uuid import UUID

from diwan import ledger, store
from diwan.share import queries
from diwan.share.products import projections as products


def report_filed(tx: store.Tx, record: ledger.Record) -> None:
    reports_filed(tx, [record])


def reports_filed(tx: store.Tx, records: Sequence[ledger.Record]) -> None:
    rows = [(record.id, record.member, record.audience, record.at) for record in records]
    tx.run(queries.OPEN_REACHES, [list(column) for column in zip(*rows, strict=True)])


def label_changed(tx: store.Tx, record: ledger.Record) -> None:
    """Runs after `process` has changed the report itself."""
    report = record.refs[0]
    audience = tx.value(queries.AUDIENCE_OF_REPORT, {"report": report})
    tx.run(queries.CLOSE_REACH, {"report": report, "at": record.at})
    if audience is not None:
        _open(tx, record, report=report, audience=audience, since=record.at)
    tx.run("SELECT diwan.follow_briefs(%s)", [report])


def report_recalled(tx: store.Tx, record: ledger.Record) -> None:
    """From the record of the recall alone: a rebuild finds nothing else of the report."""
    report = record.refs[0]
    tx.run(queries.FORGET_REACH, {"report": report})
    _open(tx, record, report=report, audience=record.audience, since=record.body["filed_at"])
    tx.run("SELECT diwan.follow_briefs(%s)", [report])


def _open(tx: store.Tx, record: ledger.Record, *, report: UUID, audience: int, since: object) -> None:
    row = {"report": report, "record": record.id, "member": record.member, "audience": audience}
    tx.run(queries.OPEN_REACH, row | {"valid_from": since})


PROJECTIONS = {
    "report.filed": report_filed,
    "label.narrowed": label_changed,
    "label.widened": label_changed,
    "report.recalled": report_recalled,
    **products.PROJECTIONS,
}
TOGETHER = {report_filed: reports_filed}
TABLES = ("report_reach", *products.TABLES)
