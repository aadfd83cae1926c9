"""Record -> table `judgement`; and what is derived from a report follows its label. Times and ids come from the record."""

from uuid import UUID

import psycopg.types.json as pg_json

from diwan import ledger, store
from diwan.analyse import queries


def value_judged(tx: store.Tx, record: ledger.Record) -> None:
    body = record.body
    tx.run(
        queries.SAVE_JUDGEMENT,
        {
            "judgement": record.id,
            "member": record.member,
            "audience": record.audience,
            "report": UUID(body["report"]),
            "value_kind": body["value_kind"],
            "span_start": body["span"][0],
            "span_end": body["span"][1],
            "verdict": body["verdict"],
            "value": pg_json.Json(body["value"]),
            "at": record.at,
        },
    )


def judgement_withdrawn(tx: store.Tx, record: ledger.Record) -> None:
    tx.run(
        queries.WITHDRAW_JUDGEMENT,
        {"judgement": UUID(record.body["judgement"]), "at": record.at, "record": record.id},
    )


def report_changed(tx: store.Tx, record: ledger.Record) -> None:
    """Runs after `process` has changed the report itself. In a rebuild nothing is derived yet, and nothing happens."""
    tx.run(queries.FOLLOW_REPORT, {"report": record.refs[0]})


def place_added(tx: store.Tx, record: ledger.Record) -> None:
    body = record.body
    tx.run(
        queries.SAVE_OWN_PLACE,
        {
            "place": record.id,
            "member": record.member,
            "audience": record.audience,
            "tlp": record.label.tlp.value,
            "names": pg_json.Json(body["names"]),
            "aliases": body["aliases"],
            **{name: body[name] for name in ("kind", "country", "lat", "lon", "note")},
            "at": record.at,
        },
    )


def place_withdrawn(tx: store.Tx, record: ledger.Record) -> None:
    """What one member says of another's entry stands in the log and comes to nothing."""
    tx.run(
        queries.WITHDRAW_OWN_PLACE,
        {"member": record.member, "place": record.refs[0], "at": record.at, "record": record.id},
    )


PROJECTIONS = {
    "place.added": place_added,
    "place.withdrawn": place_withdrawn,
    "value.judged": value_judged,
    "judgement.withdrawn": judgement_withdrawn,
    "label.narrowed": report_changed,
    "label.widened": report_changed,
    "report.recalled": report_changed,
}
TABLES = ("judgement", "own_place")
