"""Incidents: near misses, breaches, damage to what is protected. Each side tells its own version, both stand side by side.

Nobody's version is changed by another, and nobody decides who is right: what is counted is what was told. The database asks for
the same when a record is appended (functions/98_incidents.sql).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from diwan import charter, ledger, store
from diwan.coordinate import incident_queries as sql
from diwan.coordinate import queries
from diwan.coordinate.incident_words import Account, Incident, IncidentKind, IncidentStand, Reply, Version
from diwan.coordinate.links import checked
from diwan.coordinate.paging import PAGE_ROWS, cut
from diwan.coordinate.saying import (
    CLOCKS_DIFFER_BY,
    client_id,
    label_of,
    label_of_today,
    line,
    said_before,
    tidied,
)
from diwan.core.clock import EARLIEST, springs
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.viewer import Viewer
from diwan.gather import Reach
from diwan.share import cursors
from diwan.share.views import Page
from diwan.store import Transaction

LONGEST_TITLE, LONGEST_PLACE, LONGEST_WORDS = 200, 500, 20_000


class IncidentFlaw(StrEnum):
    """What is missing or wrong; the catalogue of the pages says the same in four languages."""

    NO_TITLE = "Say in a few words what it is."
    NO_WORDS = "Write what happened, as your side knows it."
    WHEN = "An incident has happened: look at day and time."
    NO_PLACE = "Say where it was."
    STRANGER = "Choose those involved among the other members of this centre."
    SAME = "Nothing in it is another than before."
    NO_REPLY = "Write the reply."
    NO_REASON = "Say why it is withdrawn."
    TOO_LONG = "A title has 200 letters at most, a place 500, the words 20000."


class IncidentIncomplete(BadInput):
    """This cannot be said as it is written."""

    def __init__(self, flaw: IncidentFlaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


class IncidentWithdrawn(BadInput):
    """Whoever reported it has withdrawn it; replies are still taken."""


def incidents(
    viewer: Viewer, *, at: dt.datetime | None = None, cursor: str | None = None, limit: int = PAGE_ROWS
) -> Page[Incident]:
    """Those that the viewer may read, the latest first, as they stood at `at`. Raises BadInput for a damaged cursor."""
    after = cursors.unpack_moment(cursor) if cursor else (None, None)
    moment = at or springs.now()
    asked = {"at": moment, "after_at": after[0], "after_incident": after[1], "limit": limit + 1}
    with store.acting_as(viewer) as tx:
        page = cut(tx.rows(sql.PAGE, asked), limit, lambda row: (row["said_at"], row["incident"]))
        return Page(tuple(read(tx, [row["incident"] for row in page.rows], moment)), page.next)


def incident(tx: Transaction, which: RecordId, at: dt.datetime | None = None) -> Incident:
    """Raises NotVisible: hidden and absent alike."""
    found = read(tx, [which], at or springs.now())
    if not found:
        raise NotVisible
    return found[0]


def report_incident(
    viewer: Viewer,
    title: str,
    account: Account,
    parties: Iterable[MemberId],
    reach: Reach,
    *,
    client: str = "",
) -> RecordId:
    """Sent twice under one `client`, it is reported once. Those involved need not read it: to tell them is a choice.
    Raises IncidentIncomplete, and what `links.checked` raises."""
    with store.acting_as(viewer, write=True) as tx:
        client = client_id(client)
        if (known := said_before(tx, client, sql.BY_CLIENT)) is not None:
            return known
        said, name, involved = (
            _checked(replace(account, stand=IncidentStand.HAPPENED)),
            line(title),
            sorted({*parties}),
        )
        if not name:
            raise IncidentIncomplete(IncidentFlaw.NO_TITLE)
        if len(name) > LONGEST_TITLE:
            raise IncidentIncomplete(IncidentFlaw.TOO_LONG)
        if {*involved} - {each.id for each in charter.members(tx) if each.reads} or viewer.member in involved:
            raise IncidentIncomplete(IncidentFlaw.STRANGER)
        label = label_of(tx, reach)
        links = checked(tx, said.links, label.members)
        body = _body(said) | {"title": name, "parties": involved, "client": client}
        return ledger.append(tx, "incident.reported", body, label=label, refs=links).id


def tell_version(viewer: Viewer, which: RecordId, account: Account) -> None:
    """The own side's, or another than it told before; for the readers of the incident. Raises NotVisible, IncidentWithdrawn,
    IncidentIncomplete."""
    with store.acting_as(viewer, write=True) as tx:
        queries.one_at_a_time(tx, which)
        found = incident(tx, which)
        if found.withdrawn is not None:
            raise IncidentWithdrawn
        label = label_of_today(tx, found.id, found.audience)
        stand = IncidentStand.HAPPENED if found.member == viewer.member else account.stand
        said = replace(
            _checked(replace(account, stand=stand)), links=checked(tx, account.links, label.members)
        )
        before = found.version_of(viewer.member)
        if before is not None and replace(said, reason=before.account.reason) == before.account:
            raise IncidentIncomplete(IncidentFlaw.SAME)
        ledger.append(tx, "incident.told", _body(said), label=label, refs=[found.id, *said.links])


def reply(
    viewer: Viewer, which: RecordId, words: str, links: Iterable[RecordId] = (), *, client: str = ""
) -> RecordId:
    """Sent twice under one `client`, it is said once. Raises NotVisible, IncidentIncomplete."""
    text = _words(words, IncidentFlaw.NO_REPLY)
    with store.acting_as(viewer, write=True) as tx:
        client = client_id(client)
        if (known := said_before(tx, client, sql.BY_CLIENT)) is not None:
            return known
        found = incident(tx, which)
        label = label_of_today(tx, found.id, found.audience)
        refs = [found.id, *checked(tx, links, label.members)]
        body = {"words": text, "client": client}
        return ledger.append(tx, "incident.replied", body, label=label, refs=refs).id


def withdraw_incident(viewer: Viewer, which: RecordId, reason: str) -> None:
    """By the member that reported it; all that was told stays. Raises NotVisible, NotAllowed, IncidentWithdrawn."""
    with store.acting_as(viewer, write=True) as tx:
        queries.one_at_a_time(tx, which)
        found = incident(tx, which)
        if found.member != viewer.member:
            raise NotAllowed
        if found.withdrawn is not None:
            raise IncidentWithdrawn
        body = {"words": _words(reason, IncidentFlaw.NO_REASON)}
        label = label_of_today(tx, found.id, found.audience)
        ledger.append(tx, "incident.withdrawn", body, label=label, refs=[found.id])


def _words(text: str, flaw: IncidentFlaw) -> str:
    said = tidied(text)
    if not said:
        raise IncidentIncomplete(flaw)
    if len(said) > LONGEST_WORDS:
        raise IncidentIncomplete(IncidentFlaw.TOO_LONG)
    return said


def _checked(account: Account) -> Account:
    """Who knows nothing of it need say no more than that."""
    said = replace(
        account,
        happened_at=account.happened_at.astimezone(dt.UTC),
        place=line(account.place),
        words=tidied(account.words),
        reason=tidied(account.reason),
    )
    knows = said.stand is not IncidentStand.UNKNOWN
    flaws = {
        IncidentFlaw.NO_WORDS: knows and not said.words,
        IncidentFlaw.WHEN: not EARLIEST <= said.happened_at <= springs.now() + CLOCKS_DIFFER_BY,
        IncidentFlaw.NO_PLACE: knows and not (said.place or said.point),
        IncidentFlaw.TOO_LONG: len(said.place) > LONGEST_PLACE
        or max(len(said.words), len(said.reason)) > LONGEST_WORDS,
    }
    for flaw, is_there in flaws.items():
        if is_there:
            raise IncidentIncomplete(flaw)
    return said


def _body(said: Account) -> dict[str, Any]:
    return {
        "kind": said.kind.value,
        "stand": said.stand.value,
        "happened_at": said.happened_at,
        "place": said.place,
        "point": list(said.point) if said.point else None,
        "words": said.words,
        "reason": said.reason,
    }


def read(tx: Transaction, ids: list[RecordId], moment: dt.datetime) -> list[Incident]:
    """In their order; what the viewer may not read is left out."""
    rows: dict[RecordId, list[dict[str, Any]]] = {each: [] for each in ids}
    for row in tx.rows(sql.ENTRIES, {"ids": ids, "at": moment}):
        rows[row["incident"]].append(row)
    return [
        _incident(which, said)
        for which, said in rows.items()
        if any(row["act"] == "reported" for row in said)
    ]


def _incident(which: RecordId, rows: list[dict[str, Any]]) -> Incident:
    reported = next(row for row in rows if row["act"] == "reported")
    replies = {act: [_reply(row) for row in rows if row["act"] == act] for act in ("replied", "withdrawn")}
    return Incident(
        which,
        MemberId(reported["member"]),
        reported["audience"],
        reported["title"],
        tuple(MemberId(each) for each in reported["parties"]),
        (_version(reported), *(_version(row) for row in rows if row["act"] == "told")),
        tuple(replies["replied"]),
        next(iter(replies["withdrawn"]), None),
    )


def _version(row: dict[str, Any]) -> Version:
    point = None if row["latitude"] is None else (row["latitude"], row["longitude"])
    account = Account(
        IncidentKind(row["kind"]),
        row["happened_at"],
        row["place"],
        row["words"],
        IncidentStand(row["stand"]),
        point,
        tuple(RecordId(each) for each in row["links"]),
        row["reason"],
    )
    return Version(RecordId(row["record"]), MemberId(row["member"]), row["audience"], account, row["said_at"])


def _reply(row: dict[str, Any]) -> Reply:
    return Reply(
        RecordId(row["record"]),
        MemberId(row["member"]),
        row["words"],
        tuple(RecordId(each) for each in row["links"]),
        row["said_at"],
    )
