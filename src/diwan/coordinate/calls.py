"""Calls on the telephone: who spoke when, the words that were read back, and who confirmed them.

What was noted is never changed: a correction is a later record of the same member, and both stay on the page. Only whoever
noted a call corrects it; the database asks for the same when the record is appended (functions/88_calls.sql).
"""

import datetime as dt
from dataclasses import replace
from enum import StrEnum
from typing import Any

from diwan import charter, ledger, store
from diwan.coordinate import call_queries as sql
from diwan.coordinate import queries
from diwan.coordinate.call_words import Call, CallText, CallVersion, CallWay
from diwan.coordinate.links import checked
from diwan.coordinate.paging import PAGE_ROWS, cut
from diwan.coordinate.saying import (
    CLOCKS_DIFFER_BY,
    OLDEST,
    client_id,
    label_of,
    label_of_today,
    line,
    said_before,
    tidied,
)
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.viewer import Viewer
from diwan.gather import Reach
from diwan.share import cursors
from diwan.share.views import Page
from diwan.store import Transaction

LONGEST_NAME, LONGEST_WORDS = 200, 10_000


class CallFlaw(StrEnum):
    """What is missing or wrong; the catalogue of the pages says the same in four languages."""

    NO_PERSON = "Say who was on the line."
    NO_WORDS = "Write the words of the call."
    WHEN = "A call that is noted has been made, within the last year: look at day and time."
    STRANGER = "The other side is no party of this centre; leave the field empty and say in words who it was."
    SAME = "Nothing in it is another than before."
    TOO_LONG = "A name has 200 letters at most, the words 10000."


class CallIncomplete(BadInput):
    """This cannot be noted as it is written."""

    def __init__(self, flaw: CallFlaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


def calls(
    viewer: Viewer, *, at: dt.datetime | None = None, cursor: str | None = None, limit: int = PAGE_ROWS
) -> Page[Call]:
    """Those that the viewer may read, the latest first, as they stood at `at`. Raises BadInput for a damaged cursor."""
    after = cursors.unpack_moment(cursor) if cursor else (None, None)
    moment = at or springs.now()
    asked = {"at": moment, "after_at": after[0], "after_call": after[1], "limit": limit + 1}
    with store.acting_as(viewer) as tx:
        rows = tx.rows(sql.PAGE, asked)
        page = cut(rows, limit, lambda row: (row["called_at"], row["call"]))
        return Page(tuple(_read(tx, [row["call"] for row in page.rows], moment)), page.next)


def call(tx: Transaction, which: RecordId, at: dt.datetime | None = None) -> Call:
    """Raises NotVisible: hidden and absent alike."""
    found = _read(tx, [which], at or springs.now())
    if not found:
        raise NotVisible
    return found[0]


def note_call(viewer: Viewer, told: CallText, reach: Reach, *, client: str = "") -> RecordId:
    """Sent twice under one `client`, it is noted once. Raises CallIncomplete, and what `links.checked` raises."""
    with store.acting_as(viewer, write=True) as tx:
        client = client_id(client)
        if (known := said_before(tx, client, sql.BY_CLIENT)) is not None:
            return known
        said = _checked(tx, told)
        label = label_of(tx, reach)
        links = checked(tx, said.links, label.members)
        return ledger.append(tx, "call.noted", _body(said) | {"client": client}, label=label, refs=links).id


def correct_call(viewer: Viewer, which: RecordId, told: CallText, reason: str) -> None:
    """The whole of it anew, for the same readers. Raises NotVisible, NotAllowed for another's, CallIncomplete."""
    with store.acting_as(viewer, write=True) as tx:
        queries.one_at_a_time(tx, which)
        found = call(tx, which)
        if found.member != viewer.member:
            raise NotAllowed
        said = _checked(tx, told)
        label = label_of_today(tx, found.id, found.audience)
        said = replace(said, links=checked(tx, said.links, label.members))
        if said == found.now:
            raise CallIncomplete(CallFlaw.SAME)
        if len(why := tidied(reason)) > LONGEST_WORDS:
            raise CallIncomplete(CallFlaw.TOO_LONG)
        body = _body(said) | {"reason": why}
        ledger.append(tx, "call.corrected", body, label=label, refs=[found.id, *said.links])


def _checked(tx: Transaction, told: CallText) -> CallText:
    said = replace(
        told,
        called_at=told.called_at.astimezone(dt.UTC),
        person=line(told.person),
        words=tidied(told.words),
        confirmed_by=line(told.confirmed_by),
        note=tidied(told.note),
    )
    now = springs.now()
    flaws = {
        CallFlaw.NO_PERSON: not said.person,
        CallFlaw.NO_WORDS: not said.words,
        CallFlaw.WHEN: not now - OLDEST <= said.called_at <= now + CLOCKS_DIFFER_BY,
        CallFlaw.STRANGER: said.party is not None and said.party not in {e.id for e in charter.members(tx)},
        CallFlaw.TOO_LONG: max(len(said.person), len(said.confirmed_by)) > LONGEST_NAME
        or max(len(said.words), len(said.note)) > LONGEST_WORDS,
    }
    for flaw, is_there in flaws.items():
        if is_there:
            raise CallIncomplete(flaw)
    return said


def _body(said: CallText) -> dict[str, Any]:
    return {
        "called_at": said.called_at,
        "way": said.way.value,
        "party": said.party or "",
        "person": said.person,
        "words": said.words,
        "confirmed_by": said.confirmed_by,
        "note": said.note,
    }


def _read(tx: Transaction, ids: list[RecordId], moment: dt.datetime) -> list[Call]:
    versions: dict[RecordId, list[dict[str, Any]]] = {each: [] for each in ids}
    for row in tx.rows(sql.VERSIONS, {"ids": ids, "at": moment}):
        versions[row["call"]].append(row)
    return [
        Call(
            each,
            MemberId(rows[0]["member"]),
            rows[0]["audience"],
            tuple(
                CallVersion(RecordId(row["record"]), _text_of(row), row["reason"], row["said_at"])
                for row in rows
            ),
        )
        for each, rows in versions.items()
        if rows
    ]


def _text_of(row: dict[str, Any]) -> CallText:
    return CallText(
        called_at=row["called_at"],
        person=row["person"],
        words=row["words"],
        way=CallWay(row["way"]),
        party=MemberId(row["party"]) if row["party"] else None,
        confirmed_by=row["confirmed_by"],
        note=row["note"],
        links=tuple(row["links"]),
    )
