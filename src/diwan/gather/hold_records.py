"""Records of what waits to leave -> table `held_release`. Time and ids come from the record."""

from psycopg.types.json import Json

from diwan.ledger import Record
from diwan.store import Transaction

_SAVE = """
INSERT INTO diwan.held_release (viewer, record, item, officer, reach, held_at, leaves_at, state, report, release_at, told,
    request, reason)
VALUES (%(viewer)s, %(record)s, %(item)s, %(officer)s, %(reach)s, %(at)s, %(leaves_at)s, 'held', %(report)s,
    %(release_at)s, %(members)s, %(request)s, %(reason)s)
"""
_REPLACE = """
UPDATE diwan.held_release SET state = 'replaced', ended_at = %s WHERE record = %s AND viewer = %s AND state = 'held'
"""
_END = """
UPDATE diwan.held_release SET state = %s, ended_at = %s, stopped_by = %s WHERE record = %s AND viewer = %s AND state = 'held'
"""


def release_held(tx: Transaction, record: Record) -> None:
    body = record.body
    tx.run(
        _SAVE,
        {
            "viewer": record.member,
            "record": record.id,
            "item": record.refs[0],
            "report": record.refs[1] if len(record.refs) > 1 else None,
            "officer": record.officer,
            "reach": Json(body["reach"]),
            "at": record.at,
            "leaves_at": body["leaves_at"],
            "release_at": body.get("release_at"),
            "members": body.get("members"),
            "request": body.get("request"),
            "reason": body.get("reason", ""),
        },
    )
    if earlier := body.get("instead_of"):
        tx.run(_REPLACE, [record.at, earlier, record.member])


def release_ended(tx: Transaction, record: Record) -> None:
    stopped_by = record.officer if record.kind == "release.stopped" else None
    state = record.kind.removeprefix("release.")
    tx.run(_END, [state, record.at, stopped_by, record.refs[1], record.member])


HELD_PROJECTIONS = {
    "release.held": release_held,
    "release.left": release_ended,
    "release.undone": release_ended,
    "release.stopped": release_ended,
}
HELD_TABLES = ("held_release",)
