"""The charter as it stands now, or at a moment, for one viewer."""

import datetime as dt

from diwan.charter.rules import Term, term_at
from diwan.charter.words import Centre, Member, Officer, Room, RoomPlace
from diwan.core.clock import springs
from diwan.core.errors import StoreMissing
from diwan.core.ids import MemberId, RoomId
from diwan.ledger import KnownKey
from diwan.store import Transaction

_IN_FORCE = "valid_from <= %(at)s AND (valid_to IS NULL OR valid_to > %(at)s)"


def centre(tx: Transaction) -> Centre:
    found = tx.one(
        "SELECT id, charter, names, time_zone, rotation, founded_at FROM diwan.centre", into=Centre
    )
    if found is None:
        raise StoreMissing("No centre has been founded here.")
    return found


def members(tx: Transaction, at: dt.datetime | None = None) -> list[Member]:
    """Founders in the order of rotation, then the others by id; outside parties last."""
    return tx.rows(
        "SELECT id, kind, names, country, valid_from, valid_to FROM diwan.member"
        f" WHERE {_IN_FORCE}"
        " ORDER BY kind = 'outside', array_position((SELECT rotation FROM diwan.centre), id), id",
        {"at": at or springs.now()},
        into=Member,
    )


def rooms(tx: Transaction, at: dt.datetime | None = None) -> list[Room]:
    return tx.rows(
        f"SELECT id, names, valid_from, valid_to FROM diwan.room WHERE {_IN_FORCE} ORDER BY valid_from, id",
        {"at": at or springs.now()},
        into=Room,
    )


def places(tx: Transaction, room: RoomId, at: dt.datetime | None = None) -> list[RoomPlace]:
    """Lead first, then members, then guests."""
    return tx.rows(
        f"SELECT room, member, role FROM diwan.room_member WHERE room = %(room)s AND {_IN_FORCE}"
        " ORDER BY array_position(ARRAY['lead', 'member', 'guest'], role), member",
        {"room": room, "at": at or springs.now()},
        into=RoomPlace,
    )


def officers(tx: Transaction, at: dt.datetime | None = None) -> list[Officer]:
    """The viewer's own member's; the gate shows no others."""
    return tx.rows(
        f"SELECT id, member, names, language, roles, sign_in FROM diwan.officer WHERE {_IN_FORCE} ORDER BY sign_in, id",
        {"at": at or springs.now()},
        into=Officer,
    )


def director(tx: Transaction, at: dt.datetime | None = None) -> tuple[MemberId, dt.datetime]:
    """Whose term it is, and until when."""
    term = term_of(tx, at)
    return term.member, term.ends


def term_of(tx: Transaction, at: dt.datetime | None = None) -> Term:
    now = centre(tx)
    return term_at(
        at or springs.now(), founded_at=now.founded_at, rotation=now.rotation, time_zone=now.time_zone
    )


def keys_of(tx: Transaction, member: MemberId) -> list[KnownKey]:
    """In the order of their announcement; the last one is in use unless it has ended as well."""
    return tx.rows(
        "SELECT public_key, from_seq, to_seq, ended FROM diwan.member_key WHERE member = %s ORDER BY from_seq, valid_from",
        [member],
        into=KnownKey,
    )
