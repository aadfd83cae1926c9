"""A process that files records and is killed at one of its writes; run by `tests/ledger/test_crashes.py`."""

import contextlib
import os
import signal
from pathlib import Path

import psycopg

from diwan import ledger, store
from diwan.core.ids import MemberId
from diwan.core.labels import Label
from diwan.entry import wiring

PASSPHRASE = "a passphrase of the tests"


def file(member: str, count: int, *, with_evidence: bool = False):
    """One transaction; every other record with a body too large for the payload when `with_evidence`."""
    label = Label(frozenset({MemberId(member), MemberId("iraq")}))
    drafts = [
        ledger.Draft(
            "note.filed",
            {"n": n, "text": "поток " * (12_000 if with_evidence and n % 2 else 1)},
            label,
            (),
            ledger.Evidence(b"bytes", "text/plain", "note.txt") if with_evidence else None,
        )
        for n in range(count)
    ]
    with store.acting_as(store.service_viewer(MemberId(member)), write=True) as tx:
        return ledger.append_many(tx, drafts)


def file_and_die(
    centre: tuple[Path, store.Connections], what: tuple[str, int, bool], point: int, told
) -> None:
    """Killed before the statement number `point` after the log was locked is sent; one that is higher than there are
    statements lets COMMIT through and kills before the answer is told, a negative one lets all go well."""
    home, connections = centre
    member, count, with_evidence = what
    wiring.connect()
    ledger.use_keys(ledger.open_key_store(home, PASSPHRASE), clock_may_go_back=True)
    store.use(connections)
    store.service_viewer(MemberId(member))
    with dying_at(point):
        records = file(member, count, with_evidence=with_evidence)
        if point >= 0:
            die()
    told.send([record.id for record in records])


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@contextlib.contextmanager
def dying_at(point: int):
    real, left = psycopg.Cursor.execute, [point]

    def execute(self, *arguments, **more):
        if left[0] == 0:
            die()
        left[0] -= 1
        return real(self, *arguments, **more)

    psycopg.Cursor.execute = execute
    try:
        yield
    finally:
        psycopg.Cursor.execute = real
