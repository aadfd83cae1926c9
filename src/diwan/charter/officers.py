"""A member's administrator appoints, changes and dismisses officers of the own member, and nobody else's.

Whether the viewer may do so is decided by the database, on the record; no other member learns of any of it.
"""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from diwan.charter.enlarge import appoint_officer
from diwan.charter.queries import officers
from diwan.charter.words import Names, Officer
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import OfficerId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.ledger import append
from diwan.store import Transaction, acting_as

INVITATION_LASTS = dt.timedelta(days=3)
SIGN_IN = re.compile(r"[a-z0-9][a-z0-9.-]{1,39}")


class Role(StrEnum):
    """What an officer does within the member; several at once. What each allows stands in SQL, once."""

    READER = "reader"
    ANALYST = "analyst"
    RELEASER = "releaser"
    ADMINISTRATOR = "administrator"
    CUSTODIAN = "custodian"


class Right(StrEnum):
    FILE = "file"
    RELEASE = "release"
    ADMINISTER = "administer"
    KEEP_KEYS = "keep_keys"


class LastAdministrator(BadInput):
    """A member keeps one administrator at least; give somebody else the role first."""


class SignInTaken(BadInput):
    """Choose another sign-in name: two to forty small Latin letters, digits, points and hyphens, never used before."""


class NoSuchRole(BadInput):
    """Choose at least one role out of the list."""


@dataclass(frozen=True, slots=True)
class MemberRule:
    """What the own member has settled for its officers."""

    analysts_release: bool = False


def my_rights(tx: Transaction) -> frozenset[Right]:
    return frozenset(Right(right) for right in tx.value("SELECT diwan.my_rights()"))


def rule_of(tx: Transaction) -> MemberRule:
    return tx.one("SELECT analysts_release FROM diwan.member_rule", into=MemberRule) or MemberRule()


def change_officer(
    viewer: Viewer, officer: OfficerId, *, names: Names, language: str, roles: tuple[str, ...]
) -> None:
    """Raises NotVisible for an absent, a dismissed and another member's officer alike; LastAdministrator."""
    chosen = checked_roles(roles)
    with acting_as(viewer, write=True) as tx:
        own = _officer(tx, officer)
        if _administers(own) and Role.ADMINISTRATOR not in chosen:
            _refuse_without_administrator(tx, officer)
        body = {"officer": officer, "names": names, "language": language, "roles": chosen}
        append(tx, "officer.changed", body, label=_own_member(viewer))


def dismiss_officer(viewer: Viewer, officer: OfficerId) -> None:
    """At the next request of that officer nothing opens any more. Raises as `change_officer`."""
    with acting_as(viewer, write=True) as tx:
        if _administers(_officer(tx, officer)):
            _refuse_without_administrator(tx, officer)
        append(tx, "officer.dismissed", {"officer": officer}, label=_own_member(viewer))
        tx.run("SELECT diwan.close_sessions_of(%s)", [officer])


def dismiss_again(viewer: Viewer, officer: OfficerId) -> bool:
    """Whom a backup put in office again, the last administrator as well: who was dismissed does not come in. False when
    nobody of that id is in office."""
    with acting_as(viewer, write=True) as tx:
        _one_at_a_time(tx)
        if officer not in {each.id for each in officers(tx)}:
            return False
        append(tx, "officer.dismissed", {"officer": officer}, label=_own_member(viewer))
        tx.run("SELECT diwan.close_sessions_of(%s)", [officer])
        return True


def has_administrator(tx: Transaction) -> bool:
    return any(_administers(each) for each in officers(tx))


def appoint(
    viewer: Viewer, names: Names, *, language: str, roles: tuple[str, ...], sign_in: str
) -> OfficerId:
    """In office at once, and without a way in until an invitation is used. Raises SignInTaken, NoSuchRole."""
    if not SIGN_IN.fullmatch(sign_in):
        raise SignInTaken
    chosen = tuple(checked_roles(roles))
    with acting_as(viewer, write=True) as tx:
        _one_at_a_time(tx)
        if tx.value("SELECT EXISTS (SELECT FROM diwan.officer WHERE sign_in = %s)", [sign_in]):
            raise SignInTaken  # of one who was dismissed as well: a name means one person for ever
        return appoint_officer(tx, names, language=language, roles=chosen, sign_in=sign_in)


def invite(viewer: Viewer, officer: OfficerId, *, is_recovery: bool) -> str:
    """The secret of a link that works once. Raises NotVisible; NotAllowed for oneself."""
    with acting_as(viewer, write=True) as tx:
        _officer(tx, officer)
        expires_at = springs.now() + INVITATION_LASTS
        body = {"officer": officer, "is_recovery": is_recovery, "expires_at": expires_at}
        record = append(tx, "officer.invited", body, label=_own_member(viewer))
        return str(tx.value("SELECT diwan.make_invitation_link(%s)", [record.id]))


def set_rule(viewer: Viewer, rule: MemberRule) -> None:
    with acting_as(viewer, write=True) as tx:
        body = {"analysts_release": rule.analysts_release}
        append(tx, "member.rule_set", body, label=_own_member(viewer))


def checked_roles(roles: tuple[str, ...]) -> list[str]:
    """In the order of the list. Raises NoSuchRole."""
    if not roles or any(role not in tuple(Role) for role in roles):
        raise NoSuchRole
    return [role.value for role in Role if role in roles]


def _one_at_a_time(tx: Transaction) -> None:
    tx.run("SELECT pg_advisory_xact_lock(hashtext('diwan.officer'), hashtext(diwan.my_member()))")


def _officer(tx: Transaction, officer: OfficerId) -> Officer:
    _one_at_a_time(tx)
    for each in officers(tx):
        if each.id == officer:
            return each
    raise NotVisible


def _administers(officer: Officer) -> bool:
    return not {"administrator", "director"}.isdisjoint(officer.roles)


def _refuse_without_administrator(tx: Transaction, leaving: OfficerId) -> None:
    if not any(_administers(each) for each in officers(tx) if each.id != leaving):
        raise LastAdministrator


def _own_member(viewer: Viewer) -> Label:
    return Label(frozenset({viewer.member}), Tlp.RED)
