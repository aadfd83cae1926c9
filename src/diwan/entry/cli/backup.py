"""`diwan backup`, `diwan restore` and `diwan upgrade`: the operator's, who needs no right to read for any of them."""

import datetime as dt
import sys
from pathlib import Path

import click
import psycopg

from diwan import schema, store
from diwan.core.clock import springs
from diwan.entry import settings
from diwan.entry.backup import back_up, prune
from diwan.entry.backup import restore as put_back
from diwan.entry.cli.only_one import only_one
from diwan.entry.cli.up import prepare_accounts

_FOLDER = click.Path(path_type=Path, file_okay=False)
_KEPT_DAYS = click.option(
    "--keep-days",
    type=click.IntRange(min=1),
    default=30,
    show_default=True,
    help="Remove the backups in FOLDER that are older, so that what was recalled leaves them too.",
)


@click.command()
@click.argument("folder", type=_FOLDER)
@_KEPT_DAYS
@click.option("--only-remove", is_flag=True, help="Make none; remove what is too old.")
def backup(*, folder: Path, keep_days: int, only_remove: bool) -> None:
    """Write a backup of this centre to a new folder in FOLDER, and remove those that are too old.

    The centre may run meanwhile. Database, evidence, keys (encrypted as they are) and passwords go along, and a list of what
    was taken back: ids alone. A backup is there whole or not at all. It holds what members said: keep FOLDER as closed as the
    centre itself, on another disk.
    """
    if not only_remove:
        print(f"Backed up: {back_up(settings.from_environment(), folder.absolute())}")
    gone = prune(folder.absolute(), springs.now() - dt.timedelta(days=keep_days))
    if gone:
        print(
            f"Removed, because they are older than {keep_days} days: {', '.join(path.name for path in gone)}"
        )


@click.command()
@click.argument("folder", type=_FOLDER)
@click.option(
    "--recalled",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    help="A further list of what was taken back (recalled.jsonl), besides those beside the backup and in DIWAN_HOME.",
)
def restore(*, folder: Path, recalled: tuple[Path, ...]) -> None:
    """Put the backup in FOLDER in the place of DIWAN_HOME. Stop Diwan first.

    What was recalled or narrowed since the backup was made, and who was dismissed, is so again before anybody can open it. The home that was there is
    put aside under another name; its published logs are taken over. Sessions, links of invitations and API tokens end. Broken
    off at any step, it leaves the home that was there as it was: give the command again.
    """
    given = settings.from_environment()
    done = put_back(
        given, folder.absolute(), recalled, told=lambda step: print(f"Restoring {step} …", file=sys.stderr)
    )
    again = done.again
    print(
        f"Restored to {given.home}. Since the backup {again.recalled} reports were recalled, {again.narrowed} were narrowed"
        f" and {again.dismissed} officers dismissed: they are so again."
    )
    for member in again.leaderless:
        print(f"Nobody administers {member} now: `diwan member host {member}` appoints somebody.")
    if done.before is not None:
        print(
            f"The home that was there lies in {done.before}: remove it when you need it no more, for it holds what was recalled."
        )


@click.command()
@click.option("--backup", "folder", type=_FOLDER, help="Write a backup to a new folder in FOLDER first.")
@click.option("--no-backup", is_flag=True, help="There is one already.")
def upgrade(*, folder: Path | None, no_backup: bool) -> None:
    """Bring this centre to the version of Diwan that is installed: back it up, then tables, functions, policies and accounts.

    Stop Diwan first. Each part is all or nothing, and the command may be repeated. `diwan up` does the same without a backup.
    """
    if (folder is None) is not no_backup:
        raise click.UsageError("Give --backup FOLDER, or --no-backup when there is one already.")
    given = settings.from_environment()
    with only_one(given.home):
        if folder is not None:
            print(f"Backed up: {back_up(given, folder.absolute())}")
        with store.running(given.home, given.database_url, version=given.postgres_version) as connections:
            with psycopg.connect(connections.owner) as owner:
                schema.apply_schema(owner)
            store.use(connections)
            try:
                prepare_accounts(demonstration=False)
            finally:
                store.leave()
    print("The centre is at this version.")
