"""Records of held filings -> table `held_release`. Time and ids come from the record."""

from psycopg.types.json import Json

from diwan.ledger import Record
from diwan.store import Transaction


def release_held(tx: Transaction, record: Record) -> None:
    tx.run(
        "INSERT INTO diwan.held_release (viewer, record, item, officer, reach, held_at, leaves_at, state)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, 'held')",
        [
            record.member,
            record.id,
            record.refs[0],
            record.officer,
            Json(record.body["reach"]),
            record.at,
            record.body["leaves_at"],
        ],
    )


def release_ended(tx: Transaction, record: Record) -> None:
    tx.run(
        "UPDATE diwan.held_release SET state = %s, ended_at = %s WHERE record = %s AND state = 'held'",
        [record.kind.removeprefix("release."), record.at, record.refs[1]],
    )


HELD_PROJECTIONS = {
    "release.held": release_held,
    "release.left": release_ended,
    "release.undone": release_ended,
    "release.stopped": release_ended,
}
HELD_TABLES = ("held_release",)
