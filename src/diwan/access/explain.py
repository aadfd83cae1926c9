"""Why the viewer may read a record, by the same rule that let it through; to its author also why another may not.

Who reads it now is asked of the database and never computed here. The words of the label, rooms and members only say
how each came to be a reader.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from diwan.charter import members as members_of_centre
from diwan.charter import places
from diwan.charter.words import Member
from diwan.core.ids import MemberId, RecordId, RoomId
from diwan.core.labels import Label
from diwan.ledger import Record
from diwan.ledger import record as read_record
from diwan.store import Transaction


class Reason(StrEnum):
    """How a member came to read it, or what keeps it out."""

    AUTHOR = "author"
    NAMED = "named"
    ROOM = "room"
    WHOLE_CENTRE = "whole_centre"
    RELEASED = "released"  # later, by the author's own record

    OUTSIDE = "outside"  # notified, and reads nothing of anybody
    LEFT = "left"
    SUSPENDED = "suspended"
    JOINED_LATER = "joined_later"
    NARROWED = "narrowed"  # was a reader when it was signed
    HELD = "held"  # chosen, and it has not left the author yet
    NOT_CHOSEN = "not_chosen"


@dataclass(frozen=True, slots=True)
class Because:
    member: MemberId
    reason: Reason
    room: RoomId | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """`readers` is who may read it now; `signed_for` what its author first said. `why`: of the viewer itself.
    `others`, to the author alone: every other party of the centre, readers first. None for everybody else."""

    record: RecordId
    author: MemberId
    is_own: bool
    readers: tuple[MemberId, ...]
    signed_for: Label
    signed_at: dt.datetime
    why: Because
    others: tuple[Because, ...] | None


def readers(tx: Transaction, audience: int) -> list[MemberId]:
    """The members of an audience, told to those who are in it; to others it is empty."""
    found = tx.value("SELECT diwan.audience_members(%s)", [audience])
    return [MemberId(member) for member in found or ()]


def explain(tx: Transaction, record_id: RecordId) -> Explanation | None:
    """None when there is nothing that the viewer may read: hidden, absent and recalled look alike."""
    found = read_record(tx, record_id)
    if found is None or tx.viewer is None:
        return None
    now, is_own = tuple(readers(tx, found.audience)), found.member == tx.viewer.member
    return Explanation(
        record=found.id,
        author=found.member,
        is_own=is_own,
        readers=now,
        signed_for=found.label,
        signed_at=found.at,
        why=_why_it_reads(tx, found, tx.viewer.member),
        others=_others(tx, found, now) if is_own else None,
    )


def _others(tx: Transaction, record: Record, now: tuple[MemberId, ...]) -> tuple[Because, ...]:
    everybody = [each for each in members_of_centre(tx) if each.id != record.member]
    held = _held_for_others(tx, record)
    return (
        *(_why_it_reads(tx, record, each.id) for each in everybody if each.id in now),
        *(Because(each.id, _why_not(record, each, is_held=held)) for each in everybody if each.id not in now),
    )


def _why_it_reads(tx: Transaction, record: Record, member: MemberId) -> Because:
    label = record.label
    if member == record.member:
        return Because(member, Reason.AUTHOR)
    if member not in label.members:
        return Because(member, Reason.RELEASED)
    if label.whole_centre:
        return Because(member, Reason.WHOLE_CENTRE)
    for room in map(RoomId, label.rooms):
        if member in {place.member for place in places(tx, room, record.at)}:
            return Because(member, Reason.ROOM, room)
    return Because(member, Reason.NAMED)


def _why_not(record: Record, member: Member, *, is_held: bool) -> Reason:
    """The first that holds: what no release would mend stands before what one would."""
    holds = (
        (member.kind == "outside", Reason.OUTSIDE),
        (member.valid_to is not None, Reason.LEFT),
        (member.is_suspended, Reason.SUSPENDED),
        (member.id in record.label.members, Reason.NARROWED),
        (is_held, Reason.HELD),
        (member.valid_from > record.at, Reason.JOINED_LATER),
    )
    return next((reason for is_so, reason in holds if is_so), Reason.NOT_CHOSEN)


def _held_for_others(tx: Transaction, record: Record) -> bool:
    """The viewer's own filing that waits to leave; the gate shows no other."""
    return bool(
        tx.value(
            "SELECT EXISTS (SELECT FROM diwan.held_release WHERE state = 'held'"
            " AND (report = %(id)s OR report IS NULL AND item = ANY (%(item)s)))",
            {"id": record.id, "item": [record.id, *record.refs]},
        )
    )
