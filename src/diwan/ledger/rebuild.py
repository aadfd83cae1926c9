"""Drop every projection and replay the records, each under its own author, through the same projections.

One transaction: a failure or a crash leaves the tables as they were.
"""

from collections.abc import Callable, Iterable

from diwan.ledger.append import project
from diwan.ledger.envelope import payload_of
from diwan.ledger.record import from_payload
from diwan.store import Transaction, as_owner

_BATCH = 500


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
        order = tx.rows("SELECT position, member, id FROM diwan.arrival ORDER BY position")
        for done, row in enumerate(order, start=1):
            _replay(tx, row["member"], row["id"])
            if done % _BATCH == 0 or done == len(order):
                told(done, len(order))
        return len(order)


def _replay(tx: Transaction, member: str, record_id: object) -> None:
    row = tx.one(
        "SELECT envelope, officer, signed_audience FROM diwan.record WHERE member = %s AND id = %s",
        [member, record_id],
    )
    if row is None or row["envelope"] is None:
        return  # recalled: the record of the recall itself follows and lays the tombstone
    record = from_payload(payload_of(bytes(row["envelope"])), row["signed_audience"])
    tx.run("SET LOCAL ROLE diwan_app")
    tx.run("SELECT diwan.enter_for_replay(%s, %s)", [member, row["officer"]])
    project(tx, record)
    tx.run("RESET ROLE")
