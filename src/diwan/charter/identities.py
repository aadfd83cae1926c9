"""Which account at the centre's sign-in provider an officer signs in with: bound by the own member's administrator.

An account is issuer and subject, as the provider itself tells them apart. A mail address names nobody here: providers
hand them out again.
"""

from collections.abc import Callable
from dataclasses import dataclass

from diwan.charter.queries import officers
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import OfficerId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.ledger import Record, append
from diwan.store import Transaction, acting_as

LONGEST_SUBJECT = 255  # as OpenID Connect Core says


class SubjectMalformed(BadInput):
    """Write the subject as the provider tells it: one to 255 ASCII characters without blanks; not a mail address."""


@dataclass(frozen=True, slots=True)
class Identity:
    officer: OfficerId
    issuer: str
    subject: str


def identities(tx: Transaction) -> dict[OfficerId, Identity]:
    rows = tx.rows("SELECT officer, issuer, subject FROM diwan.officer_identity", into=Identity)
    return {row.officer: row for row in rows}


def bind_identity(viewer: Viewer, officer: OfficerId, *, issuer: str, subject: str) -> None:
    """In place of an earlier one. Raises SubjectMalformed; NotVisible as `charter.change_officer`."""
    if (
        not (0 < len(subject) <= LONGEST_SUBJECT and subject.isascii() and subject.isprintable())
        or " " in subject
    ):
        raise SubjectMalformed
    with acting_as(viewer, write=True) as tx:
        _refuse_absent(tx, officer)
        body = {"officer": officer, "issuer": issuer, "subject": subject}
        append(tx, "officer.identity_bound", body, label=Label(frozenset({viewer.member}), Tlp.RED))


def release_identity(viewer: Viewer, officer: OfficerId) -> None:
    """From then on the provider's word opens nothing for this officer. Raises NotVisible where nothing is bound."""
    with acting_as(viewer, write=True) as tx:
        if officer not in identities(tx):
            raise NotVisible
        body = {"officer": officer}
        append(tx, "officer.identity_released", body, label=Label(frozenset({viewer.member}), Tlp.RED))


def _refuse_absent(tx: Transaction, officer: OfficerId) -> None:
    if all(each.id != officer for each in officers(tx)):
        raise NotVisible


def _bound(tx: Transaction, record: Record) -> None:
    _released(tx, record)
    tx.run(
        "INSERT INTO diwan.officer_identity (member, officer, issuer, subject, record, bound_at)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        [
            record.member,
            record.body["officer"],
            record.body["issuer"],
            record.body["subject"],
            record.id,
            record.at,
        ],
    )


def _released(tx: Transaction, record: Record) -> None:
    tx.run(
        "DELETE FROM diwan.officer_identity WHERE member = %s AND officer = %s",
        [record.member, record.body["officer"]],
    )


IDENTITY_PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {
    "officer.identity_bound": _bound,
    "officer.identity_released": _released,
}
IDENTITY_TABLES = ("officer_identity",)
