"""A watch is handed over: the leaving officer signs what is open, another officer of the same member reads and signs the same.

Two records, each by the officer who says it. Who takes is never who left: the database asks when the record is
appended (functions/89_duty.sql). A watch that nobody has taken stands among what is due.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from diwan import ledger, store
from diwan.charter.found_centre import charter_hash
from diwan.coordinate import duty_queries as sql
from diwan.coordinate import queries
from diwan.coordinate.due import due_from
from diwan.coordinate.due_words import Due, Why
from diwan.coordinate.duty import DutyFlaw, DutyIncomplete, desks
from diwan.coordinate.duty_words import Desk, Taking, Watch
from diwan.coordinate.saying import tidied
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import OfficerId, RecordId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.store import Transaction

LONGEST_NOTE = 10_000
MOST_LISTED = 200  # open matters in one text; of more it tells the number
LATEST = 20


class WatchTaken(BadInput):
    """This watch has been taken, or handed over anew meanwhile; look at the page as it is now."""


class OwnWatch(BadInput):
    """Whoever hands a watch over does not take it: another officer of your member reads and signs."""


class NoteTooLong(BadInput):
    """A note has ten thousand letters at most."""


@dataclass(frozen=True, slots=True)
class OnWatch:
    """At one desk: who took the last watch and when, and the watch that waits to be taken."""

    desk: Desk
    officer: OfficerId | None
    since: dt.datetime | None
    waiting: Watch | None


def on_watch(tx: Transaction, at: dt.datetime | None = None) -> list[OnWatch]:
    """At each desk that the own member keeps. Told to its own officers alone."""
    moment = at or springs.now()
    last = {row["desk"]: row for row in tx.rows(sql.ON_WATCH, [moment])}
    waiting = {each.desk: each for each in _read(tx, moment, waiting=True)}
    return [
        OnWatch(
            desk,
            last[desk.id]["officer"] if desk.id in last else None,
            last[desk.id]["taken_at"] if desk.id in last else None,
            waiting.get(desk.id),
        )
        for desk in desks(tx)
    ]


def watches(tx: Transaction, at: dt.datetime | None = None, *, desk: str = "") -> list[Watch]:
    """Of the own member, the latest first."""
    return _read(tx, at or springs.now(), desk=desk)


def watch(tx: Transaction, which: RecordId, at: dt.datetime | None = None) -> Watch:
    """Raises NotVisible."""
    found = _read(tx, at or springs.now(), only=which)
    if not found:
        raise NotVisible
    return found[0]


def text_now(tx: Transaction, desk: str, note: str = "") -> dict[str, Any]:
    """What a handing over would say: what is due from the member, and how much the desk noted since its last watch began."""
    assert tx.viewer is not None
    open_now = [each for each in due_from(tx, tx.viewer.member) if each.why != Why.WATCH]
    since = next((each.since for each in on_watch(tx) if each.desk.id == desk), None)
    return {
        "desk": desk,
        "open": [_matter(each) for each in open_now[:MOST_LISTED]],
        "open_in_all": len(open_now),
        "since": since.astimezone(dt.UTC).isoformat() if since else "",
        "entries_since": tx.value(sql.ENTRIES_SINCE, [desk, since, since]),
        "note": note,
    }


def hand_over(viewer: Viewer, desk: str, note: str = "") -> RecordId:
    """Signed by the officer who leaves. One that nobody has taken yet is replaced. Raises DutyIncomplete for a desk of
    another's, NotAllowed for whoever is no officer."""
    told = tidied(note)
    if len(told) > LONGEST_NOTE:
        raise NoteTooLong
    if viewer.officer is None:
        raise NotAllowed
    with store.acting_as(viewer, write=True) as tx:
        queries.one_at_a_time(tx, f"watch {viewer.member} {desk}")
        if desk not in {each.id for each in desks(tx)}:
            raise DutyIncomplete(DutyFlaw.DESK)
        text = text_now(tx, desk, told)
        last = next((each for each in watches(tx, desk=desk) if each.waits), None)
        if last is not None and last.text == text and last.officer == viewer.officer:
            return last.id  # pressed twice
        body = {"watch": text, "sha256": charter_hash(text)}
        return ledger.append(tx, "watch.handed_over", body, label=_own(viewer)).id


def take_over(viewer: Viewer, which: RecordId, sha256: str) -> None:
    """By another officer, under the text that was read. Raises NotVisible, OwnWatch, WatchTaken."""
    if viewer.officer is None:
        raise NotAllowed
    with store.acting_as(viewer, write=True) as tx:
        found = watch(tx, which)
        queries.one_at_a_time(tx, f"watch {viewer.member} {found.desk}")
        found = watch(tx, which)
        if found.taken is not None and found.taken.officer == viewer.officer and found.sha256 == sha256:
            return
        if not found.waits or found.sha256 != sha256:
            raise WatchTaken
        if found.officer == viewer.officer:
            raise OwnWatch
        ledger.append(tx, "watch.taken", {"sha256": sha256}, label=_own(viewer), refs=[found.id])


def _own(viewer: Viewer) -> Label:
    return Label(frozenset({viewer.member}), Tlp.RED)


def _matter(due: Due) -> dict[str, Any]:
    return {
        "why": due.why.value,
        "page": due.page,
        "key": due.key,
        "title": due.title,
        "titles": due.titles or {},
        "member": due.member or "",
        "by": due.by.astimezone(dt.UTC).isoformat() if due.by else "",
        "is_overdue": due.is_overdue,
    }


def _read(
    tx: Transaction,
    moment: dt.datetime,
    *,
    desk: str = "",
    only: RecordId | None = None,
    waiting: bool = False,
) -> list[Watch]:
    """Of those that wait there is one a desk at most; of all, the latest."""
    asked = {
        "at": moment,
        "desk": desk.replace("\0", ""),
        "only": only,
        "waiting": waiting,
        "limit": None if waiting else LATEST,
    }
    return [
        Watch(
            id=RecordId(row["id"]),
            desk=row["desk"],
            officer=OfficerId(row["officer"]),
            sha256=row["sha256"],
            text=row["text"],
            handed_at=row["handed_at"],
            taken=Taking(row["taking"], row["taker"], row["taken_at"]) if row["taking"] else None,
            is_last=row["is_last"],
        )
        for row in tx.rows(sql.WATCHES, asked)
    ]
