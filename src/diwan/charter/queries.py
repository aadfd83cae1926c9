"""The charter as it stands now, or at a moment, for one viewer."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from diwan.charter.rules import Term
from diwan.charter.words import Centre, Member, Officer, Room, RoomPlace, Signature
from diwan.core.clock import springs
from diwan.core.errors import StoreMissing
from diwan.core.ids import MemberId, OfficerId, RoomId
from diwan.ledger import KnownKey
from diwan.store import Transaction


class NotFounded(StoreMissing):
    """No charter is in force here yet."""


_IN_FORCE = "valid_from <= %(at)s AND (valid_to IS NULL OR valid_to > %(at)s)"


# Changes of the charter that ask for the own member's signature and have neither that nor its refusal.
TO_SIGN = (
    "SELECT count(*) FROM diwan.charter_version v JOIN diwan.centre c ON v.follows = c.charter"
    " WHERE v.number IS NULL AND (SELECT diwan.my_member()) = ANY (diwan.asked_to_sign(v.sha256))"
    " AND NOT EXISTS (SELECT FROM diwan.charter_consent s"
    "                 WHERE s.sha256 = v.sha256 AND s.member = (SELECT diwan.my_member()))"
    " AND NOT EXISTS (SELECT FROM diwan.charter_refusal r"
    "                 WHERE r.sha256 = v.sha256 AND r.member = (SELECT diwan.my_member()))"
)


def centre(tx: Transaction) -> Centre:
    """By the last version that the viewer may know of."""
    found = tx.one(
        "SELECT f.record AS id, v.sha256 AS charter, v.text -> 'names' AS names, v.text ->> 'time_zone' AS time_zone,"
        " ARRAY(SELECT jsonb_array_elements_text(v.text -> 'rotation')) AS rotation, f.in_force_at AS founded_at"
        " FROM diwan.charter_version f, diwan.charter_version v"
        " WHERE f.number = 1 AND v.number IS NOT NULL AND v.in_force_at <= (SELECT diwan.reads_until())"
        " ORDER BY v.number DESC LIMIT 1",
        into=Centre,
    )
    if found is None:
        raise NotFounded
    return found


def members(tx: Transaction, at: dt.datetime | None = None) -> list[Member]:
    """Founders in the order of rotation, then the others by id; outside parties last. A member that left sees those of
    its last day, and itself."""
    return tx.rows(
        "SELECT m.id, m.kind, m.names, m.country, m.valid_from,"
        " CASE WHEN m.valid_to <= (SELECT diwan.reads_until()) THEN m.valid_to END AS valid_to,"
        " EXISTS (SELECT FROM diwan.member_suspension s WHERE s.member = m.id AND s.valid_from <= %(at)s"
        "         AND (s.valid_to IS NULL OR s.valid_to > %(at)s)) AS is_suspended"
        " FROM diwan.member m WHERE m.valid_from <= %(at)s AND (m.valid_to IS NULL"
        " OR m.id = (SELECT diwan.my_member()) OR m.valid_to > least(%(at)s, (SELECT diwan.reads_until())))"
        " ORDER BY m.kind = 'outside', array_position(ARRAY(SELECT jsonb_array_elements_text(v.text -> 'rotation')"
        "   FROM diwan.charter_version v WHERE v.number = 1), m.id), m.id",
        {"at": at or springs.now()},
        into=Member,
    )


def members_ever(tx: Transaction) -> dict[MemberId, Member]:
    """Also those that left, for what happened while they were here: their names stay."""
    rows = tx.rows(
        "SELECT id, kind, names, country, valid_from, valid_to FROM diwan.member ORDER BY id", into=Member
    )
    return {member.id: member for member in rows}


def text_in_force(tx: Transaction) -> dict[str, Any]:
    """As it was signed; versions of before part 3 lack some of the keys that `CharterText` has."""
    found = tx.value(
        "SELECT text FROM diwan.charter_version WHERE number IS NOT NULL AND in_force_at <= (SELECT diwan.reads_until())"
        " ORDER BY number DESC LIMIT 1"
    )
    if found is None:
        raise NotFounded
    return dict(found)


def text_at(tx: Transaction, at: dt.datetime) -> dict[str, Any]:
    """The version that was in force then; before the founding there is none, and nothing in it."""
    found = tx.value(
        "SELECT text FROM diwan.charter_version WHERE number IS NOT NULL"
        " AND in_force_at <= least(%s, (SELECT diwan.reads_until())) ORDER BY number DESC LIMIT 1",
        [at],
    )
    return dict(found or {})


def last_signatures(tx: Transaction) -> dict[MemberId, Signature]:
    """Of the founding: under which text each founder stands, in the order of signing."""
    rows = tx.rows(
        "SELECT DISTINCT ON (member) member, charter, signed_at FROM diwan.charter_signature"
        " ORDER BY member, signed_at DESC, record",
        into=Signature,
    )
    return {each.member: each for each in sorted(rows, key=lambda each: (each.signed_at, each.member))}


def is_director(tx: Transaction, member: MemberId) -> bool:
    """Now, by the database's clock: asked at the moment of each act that only the director may do."""
    return bool(tx.value("SELECT diwan.is_director(%s)", [member]))


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


def dismissed_here(tx: Transaction) -> list[tuple[dt.datetime, MemberId, OfficerId]]:
    """As the worker, of every member: when, by whom, whom."""
    rows = tx.rows("SELECT valid_to, member, id FROM diwan.officer WHERE valid_to IS NOT NULL")
    return [(row["valid_to"], MemberId(row["member"]), OfficerId(row["id"])) for row in rows]


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
    return terms(tx, at)[0]


def terms(tx: Transaction, at: dt.datetime | None = None, *, before: int = 0, after: int = 0) -> list[Term]:
    """The term that runs at `at`, with as many before and after it. Of a term that two shared, each part is one."""
    moment = at or springs.now()
    zone = ZoneInfo(centre(tx).time_zone)
    known, until = list[Term](), moment
    while True:
        known = [
            Term(row["member"], row["number"], row["starts"].astimezone(zone), row["ends"].astimezone(zone))
            for row in tx.rows(
                "SELECT number, member, starts, ends FROM diwan.terms(%s) ORDER BY starts", [until]
            )
        ]
        now = max((n for n, term in enumerate(known) if term.starts <= moment), default=0)
        if len(known) > now + after:
            return known[max(0, now - before) : now + after + 1]
        until = known[-1].ends


def keys_of(tx: Transaction, member: MemberId) -> list[KnownKey]:
    """In the order of their announcement; the last one is in use unless it has ended as well."""
    return tx.rows(
        "SELECT public_key, from_seq, to_seq, ended FROM diwan.member_key WHERE member = %s ORDER BY from_seq, valid_from",
        [member],
        into=KnownKey,
    )
