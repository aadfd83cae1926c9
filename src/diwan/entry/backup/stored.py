"""What a backup is on the disk: a folder that says when it was made and of what, and what lies in it."""

import datetime as dt
import hashlib
import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from diwan.core.errors import BadInput

DUMP, MANIFEST = "database.dump", "manifest.json"
# What of a home goes along beside the database: keys as they are, encrypted; passwords; the mark of a sample centre.
KEPT = ("keys", "secrets", "sample.founded", "witnesses")
FORM = 1
_NAME = re.compile(r"centre-\d{8}T\d{6}Z")
_DYING = re.compile(r"\.centre-\d{8}T\d{6}Z\.(new|old)")


class NoBackup(BadInput):
    """This is no backup of a centre, or not a whole one."""


@dataclass(frozen=True, slots=True)
class Backup:
    folder: Path
    made_at: dt.datetime
    postgres: int
    tables: frozenset[str]  # files of the schema that the database was brought to


def name_of(moment: dt.datetime) -> str:
    return f"centre-{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def write_manifest(folder: Path, made_at: dt.datetime, postgres: int, tables: Iterable[str]) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    told = {
        "form": FORM,
        "made_at": made_at.isoformat(),
        "postgres": postgres,
        "tables": sorted(tables),
        "sha256": {str(path.relative_to(folder)): _sha256(path) for path in files},
    }
    (folder / MANIFEST).write_text(json.dumps(told, indent=1), "utf-8")


def read_backup(folder: Path) -> Backup:
    """Every byte is compared with what was written. Raises NoBackup by name."""
    try:
        told = json.loads((folder / MANIFEST).read_text("utf-8"))
        if told["form"] != FORM:
            raise NoBackup(f"{folder} was made by a later version of Diwan.")
        for name, digest in told["sha256"].items():
            if _sha256(folder / name) != digest:
                raise NoBackup(f"{folder / name} is not what was written.")
        made_at = dt.datetime.fromisoformat(told["made_at"])
        return Backup(folder, made_at, int(told["postgres"]), frozenset(told["tables"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoBackup(f"{folder}: {error}") from error


def backups_in(place: Path) -> list[Path]:
    """Oldest first."""
    return sorted(path for path in place.iterdir() if _NAME.fullmatch(path.name))


def prune(place: Path, older_than: dt.datetime) -> list[Path]:
    """Removes what was made before, and what an earlier try left half done. What does not bear a backup's name stays.
    Raises BadInput where there is no such folder."""
    if not place.is_dir():
        raise BadInput(f"There is no folder {place}.")
    gone = [path for path in backups_in(place) if path.name < name_of(older_than)]
    for path in gone:
        path.rename(path.with_name(f".{path.name}.old"))  # a crash leaves no half a backup under its name
    for path in place.iterdir():
        if _DYING.fullmatch(path.name):
            shutil.rmtree(path)
    return gone


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
