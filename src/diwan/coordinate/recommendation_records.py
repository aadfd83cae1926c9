"""Records of recommendations -> tables. Time and ids come from the record."""

from collections.abc import Callable
from typing import Any

from diwan.core.ids import RecordId
from diwan.ledger import Record
from diwan.store import Transaction


def recommendation_made(tx: Transaction, record: Record) -> None:
    tx.run(
        "INSERT INTO diwan.recommendation (member, record, audience, addressees, client, made_at)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        [record.member, record.id, record.audience, record.body["addressees"], record.body["client"], record.at],
    )  # fmt: skip
    _version(tx, record, recommendation=record.id, number=1, links=record.refs)


def recommendation_amended(tx: Transaction, record: Record) -> None:
    which, *links = record.refs
    _version(tx, record, recommendation=which, number=record.body["number"], links=links)


def _version(tx: Transaction, record: Record, *, recommendation: RecordId, number: int, links: Any) -> None:
    body = record.body
    tx.run(
        "INSERT INTO diwan.recommendation_version (member, record, recommendation, audience, number, title, text, reasons,"
        " answer_by, zone, links, at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            record.member,
            record.id,
            recommendation,
            record.audience,
            number,
            body["title"],
            body["text"],
            body["reasons"],
            body["answer_by"],
            body["zone"],
            list(links),
            record.at,
        ],
    )


def _step(
    tx: Transaction, record: Record, *, version: RecordId, links: Any = (), question: RecordId | None = None
) -> None:
    tx.run(
        "INSERT INTO diwan.recommendation_step (member, record, recommendation, version, audience, step, answer, text, links,"
        " question, at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            record.member,
            record.id,
            record.refs[0],
            version,
            record.audience,
            record.kind.removeprefix("recommendation."),
            record.body.get("answer", ""),
            record.body.get("text", ""),
            list(links),
            question,
            record.at,
        ],
    )


def said_of_version(tx: Transaction, record: Record) -> None:
    """refs: the recommendation, the version that was read, and what is linked."""
    _step(tx, record, version=record.refs[1], links=record.refs[2:])


def recommendation_clarified(tx: Transaction, record: Record) -> None:
    """refs: the recommendation, the question, the version that stood then."""
    _step(tx, record, version=record.refs[2], question=record.refs[1])


RECOMMENDATION_PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {
    "recommendation.made": recommendation_made,
    "recommendation.amended": recommendation_amended,
    "recommendation.joined": said_of_version,
    "recommendation.answered": said_of_version,
    "recommendation.clarified": recommendation_clarified,
    "recommendation.followed": said_of_version,
    "recommendation.withdrawn": said_of_version,
}

RECOMMENDATION_TABLES = ("recommendation", "recommendation_version", "recommendation_step")
