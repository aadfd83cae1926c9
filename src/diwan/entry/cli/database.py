"""`diwan db` and `diwan rebuild`: the operator's commands, which need no reading right."""

import sys

import click
import psycopg

from diwan import schema, store
from diwan.entry import settings, wiring


@click.group()
def db() -> None:
    """Prepare and upgrade the database."""


@db.command()
def prepare() -> None:
    """Print the SQL for roles and marks that a PostgreSQL of your own needs, and say what is missing.

    Run what it prints as a superuser of that server, then set DATABASE_URL to the owner's connection.
    """
    given = settings.from_environment()
    print(store.prepare_sql(given.home, given.database_url))
    with store.running(given.home, given.database_url, version=given.postgres_version) as connections:
        for line in store.missing(connections):
            print(f"-- missing: {line}")


@db.command()
def upgrade() -> None:
    """Apply this version's tables, functions and policies. Safe to repeat."""
    given = settings.from_environment()
    with (
        store.running(given.home, given.database_url, version=given.postgres_version) as connections,
        psycopg.connect(connections.owner) as owner,
    ):
        schema.apply_schema(owner)
    print("The database is at this version.")


@click.command()
def rebuild() -> None:
    """Drop every projection and replay the records; derived tables follow in the worker."""
    given = settings.from_environment()
    with store.running(given.home, given.database_url, version=given.postgres_version) as connections:
        store.use(connections)
        wiring.open_keys(given)
        with click.progressbar(length=1, label="Replaying records", file=sys.stderr) as bar:

            def told(done: int, all_: int) -> None:
                bar.length = all_
                bar.update(done - bar.pos)

            replayed = wiring.rebuild(told)
        from diwan.entry.worker import run_until_idle

        run_until_idle()
        store.leave()
    print(f"{replayed} records replayed.")
