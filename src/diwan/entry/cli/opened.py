"""A centre opened for one command of the operator: its database, and the keys that sign for its members."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from diwan import ledger, schema, store
from diwan.entry import settings, wiring


@contextmanager
def opened(*, apply_schema: bool = False) -> Iterator[tuple[settings.Settings, ledger.KeyStore]]:
    """With `apply_schema` the database may be empty yet, or of an earlier version."""
    given = settings.from_environment()
    with store.running(given.home, given.database_url, version=given.postgres_version) as connections:
        if apply_schema:
            with psycopg.connect(connections.owner) as owner:
                schema.apply_schema(owner)
        store.use(connections)
        wiring.connect()
        try:
            yield given, wiring.open_keys(given)
        finally:
            store.leave()
