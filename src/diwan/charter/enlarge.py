"""Rooms, outside parties, later members and officers: one record each."""

from diwan.charter.found_centre import announced
from diwan.charter.queries import members
from diwan.charter.words import Names
from diwan.core.clock import springs
from diwan.core.ids import MemberId, OfficerId, RoomId
from diwan.core.labels import Label, Tlp
from diwan.ledger import KeyStore, append, log_origin, make_log_key
from diwan.store import Transaction


def whole_centre(tx: Transaction) -> Label:
    """Everybody who reads: members and observers of today, no outside party."""
    readers = frozenset(m.id for m in members(tx) if m.reads)
    return Label(readers, Tlp.GREEN, whole_centre=True)


def open_room(tx: Transaction, room: RoomId, names: Names, *, places: dict[MemberId, str]) -> None:
    """`places` says who is lead, member or guest."""
    append(tx, "room.opened", {"room": room, "names": names, "places": dict(places)}, label=whole_centre(tx))


def list_outside_party(tx: Transaction, party: MemberId, names: Names, *, country: str = "") -> None:
    """One that is notified but reads nothing."""
    body = {"member": party, "names": names, "country": country}
    append(tx, "outside_party.listed", body, label=whole_centre(tx))


def admit_member(
    tx: Transaction, member: MemberId, names: Names, *, kind: str = "member", country: str = ""
) -> None:
    """It reads what is filed from now on, and what originators release to it."""
    body = {"member": member, "names": names, "kind": kind, "country": country}
    append(tx, "member.admitted", body, label=whole_centre(tx))


def open_log(tx: Transaction, keys: KeyStore, prefix: str) -> None:
    """For a member whose first record did not announce its log: one admitted later, or of an older version."""
    assert tx.viewer is not None
    origin = log_origin(prefix, tx.viewer.member)
    body = {"log_origin": origin, "log_key": make_log_key(keys, tx.viewer.member, origin)}
    append(tx, "log.opened", body, label=whole_centre(tx))


def open_first_log(tx: Transaction, keys: KeyStore, prefix: str) -> None:
    """The first record of a member that was admitted later: where everybody learns what it signs with."""
    assert tx.viewer is not None
    append(tx, "log.opened", announced(prefix, tx.viewer.member, keys), label=whole_centre(tx))


def appoint_officer(
    tx: Transaction, names: Names, *, language: str, roles: tuple[str, ...], sign_in: str
) -> OfficerId:
    """For the viewer's own member alone: no other member learns who its officers are."""
    assert tx.viewer is not None
    officer = OfficerId(springs.uuid4())
    body = {
        "officer": officer,
        "names": names,
        "language": language,
        "roles": list(roles),
        "sign_in": sign_in,
    }
    append(tx, "officer.appointed", body, label=Label(frozenset({tx.viewer.member}), Tlp.RED))
    return officer
