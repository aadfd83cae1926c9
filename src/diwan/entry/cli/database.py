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
@click.option("--until", metavar="TIME", help="Show a past moment, in a second database: 2026-11-22T05:00Z.")
@click.option(
    "--into",
    metavar="FOLDER|URL",
    help="Where the second database goes: a new folder, or postgresql://… that `diwan db prepare` has prepared."
    " By default a folder beside DIWAN_HOME.",
)
def rebuild(*, until: str | None, into: str | None) -> None:
    """Drop every projection and replay the records; derived tables follow in the worker.

    With --until this centre stays as it is, and a second database gets the picture as of that moment. What was
    recalled since is gone for good: a tombstone stands in its place. What was narrowed since is shown to today's
    readers alone. Nothing can be said in the second database.
    """
    given = settings.from_environment()
    if until is not None:
        from diwan.entry.cli.as_of import rebuild_as_of

        rebuild_as_of(given, until, into)
        return
    if into is not None:
        raise click.UsageError("--into goes with --until.")
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
