"""Put a backup in the place of a home. The new home is made beside it and takes its place when it is whole.

A crash at any step leaves the home that was there, or none, and a folder with another name that the next try throws
away; after the last step but one it leaves a whole new home that the next try moves in.
"""

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from diwan import schema, store
from diwan.core.clock import springs
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.entry import wiring
from diwan.entry.backup.back_up import refuse_foreign
from diwan.entry.backup.stored import DUMP, KEPT, Backup, read_backup
from diwan.entry.cli.only_one import only_one
from diwan.entry.settings import Settings
from diwan.gather import hold
from diwan.process import taken_back
from diwan.process.take_back_again import TakenAgain, take_back_again
from diwan.store.dump import restore as restore_database
from diwan.store.running import closed

WHOLE = "restored"  # a mark in a new home that is ready to move in
# Of the home that was there, where it is: what was published stands, and what a witness has seen it must not forget,
# whatever the database has forgotten.
TAKEN_OVER = ("logs", "witnesses", "inbox", taken_back.NAME)


@dataclass(frozen=True, slots=True)
class Restored:
    """`again` had come back with the backup and is gone again. `before` is where the old home lies now."""

    again: TakenAgain
    before: Path | None


def restore(
    given: Settings, folder: Path, lists: Iterable[Path] = (), *, told: Callable[[str], None] = lambda _: None
) -> Restored:
    """`lists`: further lists of what was taken back. Raises NoBackup and BadInput before anything is touched."""
    refuse_foreign(given)
    home = given.home
    backup = read_backup(folder)
    _refuse_later(given, backup)
    known = [folder.parent / taken_back.NAME, home / taken_back.NAME, *lists]
    if missing := [file for file in lists if not file.exists()]:
        raise BadInput(f"There is no list of what was taken back at {missing[0]}.")
    taken = frozenset[taken_back.Taken]().union(*map(taken_back.read_list, known))
    fresh = home.with_name(f".{home.name}.restoring")
    with ExitStack() as held:
        if home.exists():
            held.enter_context(only_one(home))
            held.enter_context(closed(home, given.postgres_version))
        elif (fresh / WHOLE).exists():
            (fresh / WHOLE).unlink()
            fresh.rename(home)
            raise BadInput(
                f"A restore that was broken off at its last step is finished: {home}. Give the command again for another backup."
            )
        with closed(fresh, given.postgres_version):
            shutil.rmtree(fresh, ignore_errors=True)
        again = _make(given, fresh, backup, taken, told)
        before = _move_in(home, fresh)
    return Restored(again, before)


def _refuse_later(given: Settings, backup: Backup) -> None:
    if backup.postgres > given.postgres_version:
        raise BadInput(
            f"The backup is of PostgreSQL {backup.postgres}: set DIWAN_POSTGRES={backup.postgres}."
        )
    if later := sorted({*backup.tables} - schema.file_names()):
        raise BadInput(
            f"The backup was made by a later version of Diwan, which has {later[0]}; use that one."
        )


def _make(
    given: Settings,
    fresh: Path,
    backup: Backup,
    taken: Iterable[taken_back.Taken],
    told: Callable[[str], None],
) -> TakenAgain:
    fresh.mkdir(mode=0o700)
    for name in dict.fromkeys((*KEPT, *TAKEN_OVER)):
        stands = name in TAKEN_OVER and (given.home / name).exists()
        _copy((given.home if stands else backup.folder) / name, fresh / name)
    with store.running(fresh, version=given.postgres_version) as connections:
        told("the database")
        restore_database(connections, backup.folder / DUMP, given.postgres_version)
        with psycopg.connect(connections.owner) as owner:
            schema.apply_schema(owner)
        _shut_doors(connections)
        store.use(connections)
        try:
            told("what was taken back since")
            wiring.connect()
            wiring.open_keys(replace(given, home=fresh))
            for member in _members_with_held(connections):
                _stop_what_had_not_left(member)
            again = take_back_again(taken)
        finally:
            store.leave()
        if again.recalled:  # else the words would lie in the files still, where no row reaches them
            with psycopg.connect(connections.admin or "", autocommit=True) as admin:
                admin.execute("VACUUM FULL")
    return again


def _shut_doors(connections: store.Connections) -> None:
    """What opens the gate and was ended since must not open it again: everybody signs in anew, tokens are made anew."""
    with psycopg.connect(connections.admin or "") as admin:
        admin.execute("DELETE FROM diwan.invitation_link WHERE used_at IS NULL")
        admin.execute("UPDATE diwan.viewer_token SET revoked_at = diwan.now() WHERE revoked_at IS NULL")


def _members_with_held(connections: store.Connections) -> list[MemberId]:
    with psycopg.connect(connections.admin or "") as admin:
        rows = admin.execute("SELECT DISTINCT viewer FROM diwan.held_release WHERE state = 'held' ORDER BY 1")
        return [MemberId(row[0]) for row in rows]


def _stop_what_had_not_left(member: MemberId) -> None:
    """Its officer may have undone it since. It stays with the own member, who can widen it."""
    viewer = store.service_viewer(member)
    for held, _ in hold.all_held(viewer):
        with store.acting_as(viewer, write=True) as tx:
            hold.end(tx, viewer, held, "release.stopped")


def _move_in(home: Path, fresh: Path) -> Path | None:
    for name in ("socket", "socket.path"):  # they name the folder that it was made in
        path = fresh / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    (fresh / WHOLE).touch()
    os.sync()
    before = None
    if home.exists():
        before = home.with_name(f"{home.name}.before-{springs.now():%Y%m%dT%H%M%SZ}")
        home.rename(before)
    fresh.rename(home)
    (home / WHOLE).unlink()
    return before


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, copy_function=shutil.copy2)
    elif source.exists():
        shutil.copy2(source, target)
