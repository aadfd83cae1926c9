"""Records -> tables `report`, `tearline`, `release_request`, `release_answer`. Times and ids come from the record."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from diwan import gather, ledger
from diwan.ledger import Record
from diwan.process import queries
from diwan.process.fold import fold_strong
from diwan.store import Transaction


def report_filed(tx: Transaction, record: Record) -> None:
    reports_filed(tx, [record])


def reports_filed(tx: Transaction, records: Sequence[Record]) -> None:
    tx.run(queries.SAVE_REPORTS, _columns(records))
    gather.items_read(tx, {UUID(record.body["item"]) for record in records})
    for record in records:
        if earlier := record.body.get("supersedes"):
            tx.run(queries.SAVE_SUCCESSOR, {**_of(record), "report": earlier, "successor": record.id})


_AS_SAID = (
    "item", "part", "title", "text", "language", "published", "outlet", "outlet_country", "url", "source_credit",
    "reliability", "credibility", "way", "arrived_at",
)  # fmt: skip


def _columns(records: Sequence[Record]) -> dict[str, Any]:
    """Of one author. Arrays as PostgreSQL keeps them: rows of JSON took twice the time, here and there."""
    said: dict[str, Any] = {name: [record.body.get(name) for record in records] for name in _AS_SAID}
    return said | {
        "member": records[0].member,
        "report": [record.id for record in records],
        "audience": [record.audience for record in records],
        "tlp": [record.label.tlp.value for record in records],
        "at": [record.at for record in records],
        "text_sha256": [text_sha256(record.body["text"]) for record in records],
        "problems": [json.dumps(record.body["problems"]) for record in records],
    }


def _of(record: Record) -> dict[str, Any]:
    return {"member": record.member, "audience": record.audience, "at": record.at}


def text_sha256(text: str) -> bytes:
    """Of the folded words alone: the same text twice, whatever its spacing, letter variants or way."""
    return hashlib.sha256(" ".join(fold_strong(text).text.split()).encode()).digest()


def label_changed(tx: Transaction, record: Record) -> None:
    """`label.narrowed`, `label.widened`: refs name the report, the record's own body the readers from now on."""
    readers = record.body["members"]
    audience = tx.value("SELECT diwan.set_reach(%s, %s)", [record.refs[0], readers])
    changed = {"audience": audience, "tlp": record.body["tlp"], "at": record.at, "report": record.refs[0]}
    changed |= {"is_wider": record.kind == "label.widened", "release_at": record.label.release_at}
    tx.run(queries.RELABEL_SUCCESSOR, changed)
    for link in tx.rows(queries.TEARLINES_OF, {"report": record.refs[0]}):
        reach = ledger.change_reach(tx, link["link"], link["readers"])
        tx.run(queries.RELABEL_TEARLINE, {"audience": reach, "link": link["link"]})
    item = tx.value(queries.RELABEL_REPORT, changed)
    if item is not None:
        _follow(tx, item)


def _follow(tx: Transaction, item: UUID) -> None:
    readers = tx.value(queries.READERS_OF_ALL, {"item": item})
    if readers:
        audience = tx.value("SELECT diwan.set_reach(%s, %s)", [item, readers])
        tx.run("UPDATE diwan.item SET audience = %s WHERE item = %s", [audience, item])


def report_recalled(tx: Transaction, record: Record) -> None:
    """A tombstone stays. The bytes hold its words and go at once, also when other reports came out of them."""
    report, item = record.refs[0], UUID(record.body["item"])
    tx.run(queries.FORGET_SUCCESSOR, [report])
    tx.run("SELECT diwan.forget_record(%s)", [report])
    tx.run(
        queries.LAY_TOMBSTONE,
        {
            **record.body,
            "report": report,
            "member": record.member,
            "audience": record.audience,
            "tlp": record.label.tlp.value,
            "at": record.at,
        },
    )
    if tx.value(queries.ANY_LEFT, [item]):
        _to_the_author_alone(tx, item, record)
    else:
        tx.run("SELECT diwan.forget_record(%s)", [item])
        gather.item_forgotten(tx, item)


def _to_the_author_alone(tx: Transaction, item: UUID, record: Record) -> None:
    tx.run("SELECT diwan.forget_bytes(%s)", [item])
    audience = tx.value("SELECT diwan.set_reach(%s, %s)", [item, [record.member]])
    tx.run("UPDATE diwan.item SET audience = %s, is_kept = false WHERE item = %s", [audience, item])


def report_shortened(tx: Transaction, record: Record) -> None:
    whole, shorter = record.refs
    tx.run(queries.SAVE_TEARLINE, {**_of(record), "link": record.id, "whole": whole, "shorter": shorter})


def release_asked(tx: Transaction, record: Record) -> None:
    tx.run(
        queries.SAVE_REQUEST, {**_of(record), **record.body, "request": record.id, "report": record.refs[0]}
    )


def release_answered(tx: Transaction, record: Record) -> None:
    body = {"given": record.body["given"], "reason": record.body["reason"]}
    tx.run(queries.SAVE_ANSWER, {**_of(record), **body, "answer": record.id, "request": record.refs[1]})


PROJECTIONS: dict[str, Any] = {
    "report.filed": report_filed,
    "label.narrowed": label_changed,
    "label.widened": label_changed,
    "report.recalled": report_recalled,
    "report.shortened": report_shortened,
    "release.asked": release_asked,
    "release.answered": release_answered,
}
TOGETHER = {report_filed: reports_filed}
TABLES = ("report", "report_successor", "release_request", "release_answer", "tearline")
