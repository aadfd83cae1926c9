"""The register of objects of interest: places, sites, routes and groups, each by the member that entered it, and what any of
its readers says of its state. A protected site comes in another way: `coordinate.protected_sites`.

Nothing is overwritten: a change is a whole new version. Two members may say that a bridge is open and closed; both stand there.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from diwan import ledger, store
from diwan.coordinate import queries
from diwan.coordinate import register_queries as sql
from diwan.coordinate.links import checked as checked_links
from diwan.coordinate.paging import PAGE_ROWS, cut
from diwan.coordinate.register_texts import (
    LONGEST_NAME,
    LONGEST_TEXT,
    ObjectFlaw,
    ObjectIncomplete,
    as_json,
    checked,
    from_json,
)
from diwan.coordinate.register_words import (
    Object,
    ObjectState,
    ObjectText,
    ObjectVersion,
    ProtectedAs,
    StateTold,
)
from diwan.coordinate.saying import (
    CLOCKS_DIFFER_BY,
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

MOST_EXPORTED = 10_000


class IsWithdrawn(BadInput):
    """It has been taken out of the register meanwhile."""


class TakesTwo(BadInput):
    """A protected site is changed by a proposal that a second officer confirms."""


@dataclass(frozen=True, slots=True)
class Question:
    """`form`: of `ObjectForm`, of `ProtectedAs`, or `protected`; '' for all."""

    form: str = ""
    text: str = ""
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class NewState:
    state: ObjectState
    since: dt.datetime
    held_by: str = ""
    according_to: str = ""
    text: str = ""
    links: tuple[RecordId, ...] = ()


def objects(
    viewer: Viewer, asked: Question, *, cursor: str | None = None, limit: int = PAGE_ROWS
) -> Page[Object]:
    """Those that the viewer may read, by name, as they stood then. Raises BadInput for a damaged cursor."""
    after = cursors.unpack(cursor, 2) if cursor else (None, None)
    moment = asked.at or springs.now()
    given: dict[str, Any] = {"form": asked.form.replace("\0", ""), "text": line(asked.text), "at": moment}
    given |= {"after_name": after[0], "after_object": after[1], "limit": limit + 1}
    with store.acting_as(viewer) as tx:
        page = cut(tx.rows(sql.PAGE, given), limit, lambda row: (row["name"], row["object"]))
        return Page(tuple(read(tx, [row["object"] for row in page.rows], moment)), page.next)


def one(tx: Transaction, which: RecordId, at: dt.datetime | None = None) -> Object:
    """Raises NotVisible: hidden and absent alike."""
    found = read(tx, [which], at or springs.now())
    if not found:
        raise NotVisible
    return found[0]


def register(viewer: Viewer, told: ObjectText, reach: Reach, *, client: str = "") -> RecordId:
    """Of what is not protected. Sent twice under one `client`, it is entered once. Raises TakesTwo, ObjectIncomplete."""
    with store.acting_as(viewer, write=True) as tx:
        return register_in(tx, told, reach, client)


def register_in(tx: Transaction, told: ObjectText, reach: Reach, client: str) -> RecordId:
    client = client_id(client)
    if (known := said_before(tx, client, sql.BY_CLIENT)) is not None:
        return known
    if told.category:
        raise TakesTwo
    said, label = checked(told, springs.now()), label_of(tx, reach)
    links = checked_links(tx, said.links, label.members)
    body = _plain(said) | {"client": client}
    return ledger.append(tx, "object.registered", body, label=label, refs=links).id


def change(viewer: Viewer, which: RecordId, told: ObjectText, reason: str = "") -> None:
    """The whole of it anew, for the same readers. Raises NotVisible, NotAllowed for another's, IsWithdrawn, TakesTwo."""
    with store.acting_as(viewer, write=True) as tx:
        found = own(tx, which)
        if found.is_protected or told.category:
            raise TakesTwo
        said, label = checked(told, springs.now()), label_of_today(tx, found.id, found.audience)
        said = replace(said, links=checked_links(tx, said.links, label.members))
        if said == found.now:
            raise ObjectIncomplete(ObjectFlaw.SAME)
        body = _plain(said) | {"reason": _short(reason)}
        ledger.append(tx, "object.changed", body, label=label, refs=[found.id, *said.links])


def withdraw(viewer: Viewer, which: RecordId, reason: str) -> None:
    """It stands no more; what was said of it stays. Raises as `change`."""
    with store.acting_as(viewer, write=True) as tx:
        found = own(tx, which)
        if found.is_protected:
            raise TakesTwo
        if not _short(reason):
            raise ObjectIncomplete(ObjectFlaw.REASON)
        label = label_of_today(tx, found.id, found.audience)
        body = _plain(found.now) | {"reason": _short(reason)}
        ledger.append(tx, "object.withdrawn", body, label=label, refs=[found.id])


def tell_state(viewer: Viewer, which: RecordId, told: NewState) -> None:
    """By any of its readers, to its readers; the last of each member holds. Raises NotVisible, IsWithdrawn, ObjectIncomplete."""
    held_by, text = line(told.held_by), tidied(told.text)
    with store.acting_as(viewer, write=True) as tx:
        queries.one_at_a_time(tx, which)
        found = one(tx, which)
        if found.is_withdrawn:
            raise IsWithdrawn
        flaws = {
            ObjectFlaw.STATE: bool(held_by) != (told.state is ObjectState.HELD),
            ObjectFlaw.SINCE: told.since > springs.now() + CLOCKS_DIFFER_BY,
            ObjectFlaw.TOO_LONG: max(len(held_by), len(line(told.according_to))) > LONGEST_NAME
            or len(text) > LONGEST_TEXT,
        }
        for flaw, is_there in flaws.items():
            if is_there:
                raise ObjectIncomplete(flaw)
        label = label_of_today(tx, found.id, found.audience)
        links = checked_links(tx, told.links, label.members)
        body = {
            "state": told.state.value,
            "held_by": held_by,
            "according_to": line(told.according_to),
            "since": told.since.astimezone(dt.UTC),
            "text": text,
        }
        if _is_said(found, viewer.member, body, links):
            return
        ledger.append(tx, "object.state_told", body, label=label, refs=[found.id, *links])


def own(tx: Transaction, which: RecordId) -> Object:
    """That stands, and is the viewer's member's. Two officers who speak of it stand in line."""
    assert tx.viewer is not None
    queries.one_at_a_time(tx, which)
    found = one(tx, which)
    if found.member != tx.viewer.member:
        raise NotAllowed
    if found.is_withdrawn:
        raise IsWithdrawn
    return found


def read(tx: Transaction, ids: Sequence[RecordId], moment: dt.datetime) -> list[Object]:
    asked = {"ids": list(ids), "at": moment}
    versions: dict[RecordId, list[dict[str, Any]]] = {each: [] for each in ids}
    for row in tx.rows(sql.VERSIONS, asked):
        versions[row["object"]].append(row)
    states: dict[RecordId, list[StateTold]] = {}
    for row in tx.rows(sql.STATES, asked):
        told = {"state": ObjectState(row["state"]), "links": tuple(row["links"])}
        states.setdefault(row.pop("object"), []).append(StateTold(**row | told))
    return [
        Object(
            each,
            MemberId(rows[0]["member"]),
            rows[0]["audience"],
            tuple(_version(row) for row in rows),
            tuple(states.get(each, ())),
            moment,
        )
        for each, rows in versions.items()
        if rows
    ]


def _version(row: dict[str, Any]) -> ObjectVersion:
    text = from_json(row, map(RecordId, row["links"]))
    return ObjectVersion(RecordId(row["record"]), text, row["is_withdrawn"], row["reason"], row["said_at"])


def _plain(said: ObjectText) -> dict[str, Any]:
    """Without what protects: a record of this kind cannot say it."""
    told = as_json(replace(said, category=ProtectedAs.NONE, expires_at=None))
    return {name: value for name, value in told.items() if name not in ("category", "expires_at")}


def _short(reason: str) -> str:
    if len(said := tidied(reason)) > LONGEST_TEXT:
        raise ObjectIncomplete(ObjectFlaw.TOO_LONG)
    return said


def _is_said(found: Object, member: MemberId, body: dict[str, Any], links: tuple[RecordId, ...]) -> bool:
    """Whether the own member's last word is the same: pressed twice, it is said once."""
    last = next((each for each in reversed(found.states) if each.member == member), None)
    return last is not None and links == last.links and all(getattr(last, n) == v for n, v in body.items())
