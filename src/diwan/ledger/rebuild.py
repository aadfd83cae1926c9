"""Drop every projection and replay the records, each under its own author, through the same projections.

One transaction: a failure or a crash leaves the tables as they were.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast
from uuid import UUID

from psycopg.rows import class_row

from diwan.ledger.append import project_many
from diwan.ledger.queries import Stored
from diwan.store import Transaction, as_owner

_BATCH = 500
_IN_ORDER = """
SELECT r.member, r.officer, r.envelope, r.signed_audience AS audience, b.data AS body
FROM diwan.arrival a JOIN diwan.record r ON r.member = a.member AND r.id = a.id
LEFT JOIN diwan.record_body b ON b.member = r.member AND b.record = r.id
ORDER BY a.position
"""


@dataclass(frozen=True, slots=True)
class _Row(Stored):
    member: str
    officer: UUID | None


def _nobody(_done: int, _all: int) -> None:
    """Nobody is told."""


def rebuild(projection_tables: Iterable[str], *, told: Callable[[int, int], None] = _nobody) -> int:
    """The number of records replayed. `told(done, all)` reports progress."""
    with as_owner() as tx:
        tx.run("SET LOCAL statement_timeout = 0")
        tables = ", ".join(f"diwan.{name}" for name in sorted(projection_tables))
        if tables:
            tx.run(f"TRUNCATE {tables}")  # not held back by policies: the owner's right
        tx.run("SELECT diwan.reset_reach()")
        count = tx.value("SELECT count(*) FROM diwan.arrival")
        done = 0
        with tx.connection.cursor("records", row_factory=class_row(_Row)) as cursor:
            cursor.execute(cast("Any", _IN_ORDER))
            while rows := cursor.fetchmany(_BATCH):
                _replay(tx, rows)
                done += len(rows)
                told(done, count)
        return done


def _replay(tx: Transaction, rows: Sequence[_Row]) -> None:
    """Each run of one author at once. What was recalled has no envelope: the record of the recall follows and
    lays the tombstone."""
    for author, run in groupby(
        (row for row in rows if row.envelope), key=lambda row: (row.member, row.officer)
    ):
        tx.run("SET LOCAL ROLE diwan_app")
        tx.run("SELECT diwan.enter_for_replay(%s, %s)", list(author))
        project_many(tx, [row.read() for row in run])
        tx.run("RESET ROLE")
