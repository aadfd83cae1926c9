"""Write a backup: the database as of one moment, the keys and passwords, and the list of what was taken back."""

import os
import shutil
from pathlib import Path

import psycopg

from diwan import store
from diwan.core.clock import springs
from diwan.core.errors import BadInput
from diwan.entry.backup.stored import DUMP, KEPT, name_of, write_manifest
from diwan.entry.settings import Settings
from diwan.process import taken_back
from diwan.store.dump import dump


class NotEmbedded(BadInput):
    """The database is a PostgreSQL of your own: back it up, and restore it, by its own means."""


def back_up(given: Settings, place: Path) -> Path:
    """A new folder in `place`, whole or not at all; the centre may run meanwhile. Gives its path."""
    refuse_foreign(given)
    if not (given.home / "pg").exists():
        raise BadInput(f"There is no centre in {given.home}; DIWAN_HOME names another.")
    moment = springs.now()
    final = place / name_of(moment)
    if final.exists():
        raise BadInput(f"{final} is there already; wait a second.")
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = place / f".{final.name}.new"
    fresh.mkdir(mode=0o700)
    with store.running(given.home, version=given.postgres_version) as connections:
        dump(connections, fresh / DUMP, given.postgres_version)
        for name in (
            KEPT
        ):  # keys after the database: those that its records name are there by then, and none is renamed
            _copy(given.home / name, fresh / name)
        with psycopg.connect(connections.owner) as owner:
            tables = [row[0] for row in owner.execute("SELECT file FROM diwan.applied")]
        write_manifest(fresh, moment, given.postgres_version, tables)
        os.sync()
        fresh.rename(final)
        store.use(connections)
        try:
            taken_back.keep_list(place / taken_back.NAME, taken_back.taken_back_here())
        finally:
            store.leave()
    return final


def refuse_foreign(given: Settings) -> None:
    if given.database_url:
        raise NotEmbedded(
            "docs/how-to/back-up-and-restore.md says how; unset DATABASE_URL for the embedded one."
        )


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*", "*.sock"))
    elif source.exists():
        shutil.copy2(source, target)
