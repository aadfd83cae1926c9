"""What members took back from readers and officers, without a word of it: so that a restored backup does not give it again.

One line a recall, a narrowed report or a dismissed officer, in a file beside the database and in the folder of the backups.
Whoever reads it learns who took something back when; whoever writes to it could have the node do so once more.
"""

import datetime as dt
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from diwan import charter, store
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId, OfficerId
from diwan.core.labels import Tlp
from diwan.process import queries

NAME = "recalled.jsonl"  # as it was called when it held recalls alone


class TakenBackUnreadable(BadInput):
    """A list of what was taken back cannot be read; mend or remove that line."""


@dataclass(frozen=True, slots=True)
class Recalled:
    at: dt.datetime
    member: MemberId
    report: UUID


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Of a report that was narrowed once: who reads it since `at`, the author among them, and how far it may be passed on."""

    at: dt.datetime
    member: MemberId
    report: UUID
    readers: tuple[MemberId, ...]  # in order
    tlp: Tlp


@dataclass(frozen=True, slots=True)
class Dismissed:
    at: dt.datetime
    member: MemberId
    officer: OfficerId


Taken = Recalled | Narrowed | Dismissed


def taken_back_here() -> frozenset[Taken]:
    """Of every member, as the worker; ids, times and readers alone."""
    with store.as_worker(write=False) as tx:
        recalled = [
            Recalled(row["at"], MemberId(row["member"]), row["report"])
            for row in tx.rows(queries.RECALLED_HERE)
        ]
        narrowed = [
            Narrowed(
                row["at"],
                MemberId(row["member"]),
                row["report"],
                tuple(sorted(map(MemberId, row["readers"]))),
                Tlp(row["tlp"]),
            )
            for row in tx.rows(queries.NARROWED_HERE)
        ]
        dismissed = [Dismissed(*each) for each in charter.dismissed_here(tx)]
    return frozenset((*recalled, *narrowed, *dismissed))


def read_list(file: Path) -> frozenset[Taken]:
    """Nothing when it is not there."""
    if not file.exists():
        return frozenset()
    found = set()
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        try:
            found.add(_read(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise TakenBackUnreadable(f"{file}, line {number}") from error
    return frozenset(found)


def keep_list(file: Path, taken: Iterable[Taken]) -> None:
    """Only ever longer: a database that came back from a backup has forgotten what the list remembers."""
    before = read_list(file)
    if not (every := before | frozenset(taken)) > before:
        return
    lines = sorted((each.at, json.dumps(_written(each)) + "\n") for each in every)
    fresh = file.with_name(f".{file.name}.new")  # a crash leaves the old list, whole
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    with fresh.open("w", encoding="utf-8") as out:
        out.writelines(line for _, line in lines)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)


def keep_list_at_home() -> None:
    """Beside the embedded database; a PostgreSQL elsewhere is backed up by its own means."""
    if (data := store.in_use().data) is not None:
        keep_list(data.parent / NAME, taken_back_here())


# A program of before that knows recalls alone refuses the other lines: it must not take them for recalls.
def _written(each: Taken) -> dict[str, Any]:
    told: dict[str, Any] = {"at": each.at.isoformat(), "member": each.member}
    match each:
        case Recalled():
            return told | {"report": str(each.report)}
        case Narrowed():
            return told | {"narrowed": str(each.report), "readers": each.readers, "tlp": each.tlp.value}
        case Dismissed():
            return told | {"dismissed": str(each.officer)}


def _read(told: dict[str, Any]) -> Taken:
    at, member = dt.datetime.fromisoformat(told["at"]), MemberId(told["member"])
    if "narrowed" in told:
        readers = tuple(sorted(map(MemberId, told["readers"])))
        return Narrowed(at, member, UUID(told["narrowed"]), readers, Tlp(told["tlp"]))
    if "dismissed" in told:
        return Dismissed(at, member, OfficerId(UUID(told["dismissed"])))
    return Recalled(at, member, UUID(told["report"]))
