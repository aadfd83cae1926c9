"""Protected sites: one officer proposes, another officer of the same member has seen the point on the map and confirms.

Whatever changes one takes two as well: to enter it, to change it or confirm it for a further time, to take it out. The
database refuses the same officer, another text, and whoever has not seen the map (functions/90_register.sql). A site whose
time has run out stays protected; that it waits to be confirmed again stands among what is due.
"""

from dataclasses import replace
from typing import Any

from diwan import ledger, store
from diwan.coordinate import queries
from diwan.coordinate import register_queries as sql
from diwan.coordinate.land import is_at_sea
from diwan.coordinate.links import checked as checked_links
from diwan.coordinate.register import own
from diwan.coordinate.register_texts import (
    LONGEST_TEXT,
    ObjectFlaw,
    ObjectIncomplete,
    as_json,
    checked,
    from_json,
)
from diwan.coordinate.register_words import ObjectText, Proposal, SiteAct
from diwan.coordinate.saying import client_id, label_of, label_of_today, said_before, tidied
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId, OfficerId, RecordId, RoomId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.gather import Reach
from diwan.store import Transaction


class PointInTheSea(BadInput):
    """This point lies in the sea. Look at it again; if it is right, say so."""

    def __init__(self, *, swapped_is_on_land: bool) -> None:
        super().__init__("The other way round it lies on land." if swapped_is_on_land else "")
        self.swapped_is_on_land = swapped_is_on_land


class NotSeen(BadInput):
    """Say that you have seen the point on the map, and that it is where the address says."""


class OwnProposal(BadInput):
    """Whoever proposes it does not confirm it: a second officer of your member does."""


class ProposalEnded(BadInput):
    """This proposal has been confirmed or declined, or what it speaks of has changed meanwhile."""


class NotProtected(BadInput):
    """This is no protected site; change it as any other object."""


def propose_site(
    viewer: Viewer, told: ObjectText, reach: Reach, *, client: str = "", is_sure: bool = False
) -> RecordId:
    """Read by the own member alone until it is confirmed. Raises ObjectIncomplete, PointInTheSea unless `is_sure`."""
    with store.acting_as(viewer, write=True) as tx:
        return propose_in(tx, told, reach, client, is_sure=is_sure)


def propose_in(tx: Transaction, told: ObjectText, reach: Reach, client: str, *, is_sure: bool) -> RecordId:
    if not told.category:
        raise NotProtected
    said = checked(told, springs.now())
    ask_where(said, is_sure=is_sure)
    label = label_of(tx, reach)  # who is to read it must be there by now
    said = replace(said, links=checked_links(tx, said.links, label.members))
    return _propose(tx, SiteAct.ENTER, said, client, reach=reach)


def propose_change(
    viewer: Viewer, which: RecordId, told: ObjectText, *, client: str = "", is_sure: bool = False
) -> RecordId:
    """Also to confirm it for a further time. Raises NotVisible, NotAllowed for another's, NotProtected, and as `propose_site`."""
    with store.acting_as(viewer, write=True) as tx:
        found = own(tx, which)
        if not found.is_protected or not told.category:
            raise NotProtected
        said = checked(told, springs.now())
        if said.points != found.now.points:
            ask_where(said, is_sure=is_sure)
        label = label_of_today(tx, found.id, found.audience)
        said = replace(said, links=checked_links(tx, said.links, label.members))
        return _propose(tx, SiteAct.CHANGE, said, client, which=found.id)


def propose_withdrawal(viewer: Viewer, which: RecordId, reason: str, *, client: str = "") -> RecordId:
    """A site taken out of the register loses no protection that the law gives it. Raises as `propose_change`."""
    with store.acting_as(viewer, write=True) as tx:
        found = own(tx, which)
        if not found.is_protected:
            raise NotProtected
        if not tidied(reason):
            raise ObjectIncomplete(ObjectFlaw.REASON)
        return _propose(tx, SiteAct.WITHDRAW, found.now, client, which=found.id, reason=tidied(reason))


def confirm_site(viewer: Viewer, which: RecordId, *, seen_on_map: bool) -> RecordId:
    """The object that stands now. Raises NotVisible, OwnProposal, NotSeen, ProposalEnded, NotAllowed for who is no officer."""
    with store.acting_as(viewer, write=True) as tx:
        found, row = _waiting(tx, viewer, which)
        if found.officer == viewer.officer:
            raise OwnProposal
        if not seen_on_map:
            raise NotSeen
        if found.object is None:
            label = label_of(tx, _reach(row["reach"]))
        else:
            thing = own(tx, found.object)
            label = label_of_today(tx, thing.id, thing.audience)
        body = {
            "act": found.act.value,
            "object": str(found.object) if found.object else "",
            "site": row["site"],
            "seen_on_map": True,
        }
        links = checked_links(tx, found.site.links, label.members)
        made = ledger.append(tx, "site.confirmed", body, label=label, refs=[found.id, *links]).id
        return found.object or made


def decline_site(viewer: Viewer, which: RecordId, reason: str = "") -> None:
    """By any officer of the member, also by who proposed it. Raises NotVisible, ProposalEnded."""
    if len(said := tidied(reason)) > LONGEST_TEXT:
        raise ObjectIncomplete(ObjectFlaw.TOO_LONG)
    with store.acting_as(viewer, write=True) as tx:
        found, _ = _waiting(tx, viewer, which)
        ledger.append(tx, "site.declined", {"reason": said}, label=_own_alone(viewer.member), refs=[found.id])


def proposals(tx: Transaction, *, waiting: bool = True) -> list[Proposal]:
    """Of the own member, the latest first."""
    return [_proposal(row) for row in tx.rows(sql.PROPOSALS, {"only": None, "waiting": waiting})]


def proposal(tx: Transaction, which: RecordId) -> Proposal:
    """Raises NotVisible."""
    return _proposal(_row(tx, which))


def _propose(
    tx: Transaction,
    act: SiteAct,
    said: ObjectText,
    client: str,
    *,
    reach: Reach | None = None,
    which: RecordId | None = None,
    reason: str = "",
) -> RecordId:
    assert tx.viewer is not None
    if tx.viewer.officer is None:
        raise NotAllowed
    client = client_id(client)
    if (known := said_before(tx, client, sql.PROPOSAL_BY_CLIENT)) is not None:
        return known
    reach = reach or Reach()
    body = {
        "act": act.value,
        "object": str(which) if which else "",
        "site": as_json(said) | {"reason": reason},
        "reach": {
            "members": list(reach.members),
            "rooms": list(reach.rooms),
            "whole_centre": reach.whole_centre,
            "tlp": reach.tlp.value,
        },
        "client": client,
    }
    label = _own_alone(tx.viewer.member)
    return ledger.append(tx, "site.proposed", body, label=label, refs=said.links).id


def ask_where(said: ObjectText, *, is_sure: bool) -> None:
    """Raises PointInTheSea."""
    latitude, longitude = said.points[0]
    if not is_sure and is_at_sea(latitude, longitude):
        turned = abs(longitude) <= 90 and not is_at_sea(longitude, latitude)
        raise PointInTheSea(swapped_is_on_land=turned)


def _waiting(tx: Transaction, viewer: Viewer, which: RecordId) -> tuple[Proposal, dict[str, Any]]:
    if viewer.officer is None:
        raise NotAllowed
    queries.one_at_a_time(tx, which)
    row = _row(tx, which)
    if row["is_confirmed"] is not None:
        raise ProposalEnded
    return _proposal(row), row


def _row(tx: Transaction, which: RecordId) -> dict[str, Any]:
    rows = tx.rows(sql.PROPOSALS, {"only": which, "waiting": False})
    if not rows:
        raise NotVisible
    return rows[0]


def _proposal(row: dict[str, Any]) -> Proposal:
    return Proposal(
        id=RecordId(row["id"]),
        officer=OfficerId(row["officer"]),
        act=SiteAct(row["act"]),
        object=RecordId(row["object"]) if row["object"] else None,
        site=from_json(row["site"], map(RecordId, row["links"])),
        proposed_at=row["proposed_at"],
        is_confirmed=row["is_confirmed"],
        reason=row["reason"] or row["site"].get("reason", ""),
    )


def _reach(told: dict[str, Any]) -> Reach:
    return Reach(
        tuple(map(MemberId, told["members"])),
        tuple(map(RoomId, told["rooms"])),
        told["whole_centre"],
        Tlp(told["tlp"]),
    )


def _own_alone(member: MemberId) -> Label:
    return Label(frozenset({member}), Tlp.RED)
