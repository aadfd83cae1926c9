"""Whether the pages' tables are those of what is installed, so that a second start need not wait to find that out.

A stamp beside the data names the versions that the tables were prepared for. The schema itself is always applied;
the stamp speaks of founding, accounts and Django's own tables. Deleting it is harmless: the next start prepares again.
"""

from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import psycopg

from diwan import store

STAMP = "prepared"
MIGRATED = ("diwan", "django", "django-allauth")


def is_done(home: Path, connections: store.Connections) -> bool:
    stamp = home / STAMP
    if not stamp.is_file() or stamp.read_text("utf-8") != _prepared_for():
        return False
    with psycopg.connect(connections.door) as door:  # the data may have been taken away and the stamp not
        row = door.execute("SELECT to_regclass('web.django_migrations') IS NOT NULL").fetchone()
    return bool(row and row[0]) and _is_founded()


def _is_founded() -> bool:
    with store.as_worker() as tx:
        return bool(tx.value("SELECT EXISTS (SELECT FROM diwan.centre)"))


def mark_done(home: Path) -> None:
    (home / STAMP).write_text(_prepared_for(), "utf-8")


def _prepared_for() -> str:
    lines = [f"{name} {version(name)}" for name in MIGRATED]
    migrations = files("diwan.entry.web") / "migrations"
    lines += sorted(each.name for each in migrations.iterdir() if each.name.endswith(".py"))
    return "\n".join(lines) + "\n"
