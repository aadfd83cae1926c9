"""Which reports were recalled, without a word of them: so that a restored backup does not bring them back.

One line a recall, in a file beside the database and in the folder of the backups. Whoever reads it learns who recalled
something when; whoever writes to it could have the node recall a report that a backup brings back.
"""

import datetime as dt
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from diwan import store
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import MemberId
from diwan.process.recall_report import recall_report

NAME = "recalled.jsonl"


class RecallListUnreadable(BadInput):
    """A list of recalls cannot be read; mend or remove that line."""


@dataclass(frozen=True, slots=True, order=True)
class Recalled:
    at: dt.datetime
    member: MemberId
    report: UUID


def recalled_here() -> frozenset[Recalled]:
    """Of every member, as the worker; ids and times alone."""
    with store.as_worker(write=False) as tx:
        rows = tx.rows("SELECT recalled_at, member, report FROM diwan.report WHERE recalled_at IS NOT NULL")
    return frozenset(Recalled(row["recalled_at"], MemberId(row["member"]), row["report"]) for row in rows)


def read_list(file: Path) -> frozenset[Recalled]:
    """Nothing when it is not there."""
    if not file.exists():
        return frozenset()
    found = set()
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        try:
            told = json.loads(line)
            at = dt.datetime.fromisoformat(told["at"])
            found.add(Recalled(at, MemberId(told["member"]), UUID(told["report"])))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise RecallListUnreadable(f"{file}, line {number}") from error
    return frozenset(found)


def keep_list(file: Path, recalled: Iterable[Recalled]) -> None:
    """Only ever longer: a database that came back from a backup has forgotten what the list remembers."""
    before = read_list(file)
    if not (every := before | frozenset(recalled)) > before:
        return
    lines = (
        json.dumps({"at": each.at.isoformat(), "member": each.member, "report": str(each.report)}) + "\n"
        for each in sorted(every)
    )
    fresh = file.with_name(f".{file.name}.new")  # a crash leaves the old list, whole
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    with fresh.open("w", encoding="utf-8") as out:
        out.writelines(lines)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)


def keep_list_at_home() -> None:
    """Beside the embedded database; a PostgreSQL elsewhere is backed up by its own means."""
    if (data := store.in_use().data) is not None:
        keep_list(data.parent / NAME, recalled_here())


def recall_again(recalled: Iterable[Recalled]) -> int:
    """In the name of the members that recalled them. Gives how many had come back."""
    done = 0
    for each in sorted(recalled):
        try:
            recall_report(store.service_viewer(each.member), each.report)
        except NotVisible:  # recalled in the backup already, or filed after it
            continue
        done += 1
    return done
