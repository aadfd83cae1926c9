"""A centre opened for one command of the operator: its database, and the keys that sign for its members."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from diwan import ledger, schema, store
from diwan.entry import settings, wiring


@contextmanager
def opened(
    *, apply_schema: bool = False, fill_empty: bool = False
) -> Iterator[tuple[settings.Settings, ledger.KeyStore]]:
    """With `apply_schema` the database may be empty yet, or of an earlier version. With `fill_empty` it may be empty, and
    is left alone otherwise: to bring tables to this version locks out the pages beside which this command runs."""
    given = settings.from_environment()
    with store.running(given.home, given.database_url, version=given.postgres_version) as connections:
        with psycopg.connect(connections.owner) as owner:
            if apply_schema or (fill_empty and _is_empty(owner)):
                schema.apply_schema(owner)
        store.use(connections)
        wiring.connect()
        try:
            yield given, wiring.open_keys(given)
        finally:
            store.leave()


def _is_empty(owner: psycopg.Connection[Any]) -> bool:
    row = owner.execute("SELECT to_regclass('diwan.founder_seat') IS NULL").fetchone()
    return bool(row and row[0])
