"""Change the charter by its own rule: one text, one record a signer, in force with the last signature that it asks for.

Which signatures count, and whether a text differs only as its matter allows, is decided in the database
(`diwan.put_in_force`).
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from diwan.charter.charter_text import same_words
from diwan.charter.enlarge import whole_centre
from diwan.charter.found_centre import charter_hash, signed_text
from diwan.charter.queries import text_in_force
from diwan.charter.words import CharterText, Matter, Names, Party
from diwan.core.codec import to_json
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import MemberId
from diwan.ledger import Record, append
from diwan.store import Transaction


class NothingChanges(BadInput):
    """This text says what the charter in force says."""


class OneMatterAtATime(BadInput):
    """Admit and remove members by changes of their own; an amendment changes everything else."""


class SignedAlready(BadInput):
    """Your member has signed this text."""


class ProposedAlready(BadInput):
    """This very text is proposed already: sign it."""


class NoLongerOpen(BadInput):
    """Another change came into force first; propose this one anew."""


@dataclass(frozen=True, slots=True)
class Version:
    """`number` is None while it waits for signatures, or when it lapsed."""

    sha256: str
    number: int | None
    matter: str
    concerns: str
    reason: str
    proposed_by: MemberId
    proposed_at: dt.datetime
    in_force_at: dt.datetime | None
    follows: str
    is_open: bool
    signed: dict[str, dt.datetime]
    text: dict[str, Any]


def versions(tx: Transaction) -> list[Version]:
    """Newest first. Open ones stand before those in force, those that lapsed after them."""
    rows = tx.rows(
        "SELECT v.sha256, v.number, v.matter, v.concerns, v.reason, v.proposed_by, v.proposed_at, v.in_force_at,"
        " v.follows, v.text FROM diwan.charter_version v ORDER BY v.number DESC NULLS FIRST, v.proposed_at DESC, v.sha256"
    )
    signed: dict[str, dict[str, dt.datetime]] = {}
    for row in tx.rows(
        "SELECT sha256, member, signed_at FROM diwan.charter_consent ORDER BY sha256, signed_at, member"
    ):
        signed.setdefault(row["sha256"], {})[row["member"]] = row["signed_at"]
    in_force = charter_hash(text_in_force(tx))
    found = [
        Version(
            **row,
            signed=signed.get(row["sha256"], {}),
            is_open=row["number"] is None and row["follows"] == in_force,
        )
        for row in rows
    ]
    return sorted(found, key=lambda version: (not version.is_open, version.number is None))


def propose(
    tx: Transaction, text: dict[str, Any], matter: Matter, *, concerns: str = "", reason: str = ""
) -> Record:
    """The proposer's own signature comes with it. Raises ProposedAlready, NothingChanges."""
    before = text_in_force(tx)
    text = text | {"follows": charter_hash(before)}
    if same_words(before, text):
        raise NothingChanges
    said = signed_text(text)
    if tx.value("SELECT EXISTS (SELECT FROM diwan.charter_version WHERE sha256 = %s)", [said["sha256"]]):
        raise ProposedAlready
    body = said | {"matter": matter.value, "concerns": concerns, "reason": reason}
    return append(tx, "charter.change_proposed", body, label=whole_centre(tx))


def sign_change(tx: Transaction, sha256: str) -> Record:
    """Raises NotVisible, NoLongerOpen, SignedAlready."""
    assert tx.viewer is not None
    version = next((each for each in versions(tx) if each.sha256 == sha256), None)
    if version is None:
        raise NotVisible
    if tx.viewer.member in version.signed:
        raise SignedAlready
    if not version.is_open:
        raise NoLongerOpen
    return append(tx, "charter.change_signed", signed_text(version.text), label=whole_centre(tx))


def amend(tx: Transaction, wanted: CharterText, *, reason: str = "") -> Record:
    """To what a file says. Members, suspensions and swaps stay as they are."""
    before = text_in_force(tx)
    after = before | wanted.as_json()
    if any(_ids(before, key) != _ids(after, key) for key in ("founders", "parties")):
        raise OneMatterAtATime
    after |= {key: before[key] for key in ("founders", "parties") if key in before}
    return propose(tx, after, Matter.AMENDMENT, reason=reason)


def admit(tx: Transaction, party: Party, *, reason: str = "") -> Record:
    """It reads what is filed from the moment on at which the charter with it is in force. Also for a new kind or name."""
    before = text_in_force(tx)
    if party.id in _ids(before, "founders") or party.id in before.get("left", ()):
        raise BadInput(f"{party.id} founded the centre or left it; choose another short name.")
    others = [each for each in before.get("parties", []) if each["id"] != party.id]
    after = before | {"parties": [*others, to_json(party)]}
    return propose(tx, after, Matter.ADMISSION, concerns=party.id, reason=reason)


def suspend(tx: Transaction, member: MemberId, *, reason: str = "") -> Record:
    before = text_in_force(tx)
    _refuse_stranger(before, member)
    after = before | {"suspended": [*before.get("suspended", []), member]}
    return propose(tx, after, Matter.SUSPENSION, concerns=member, reason=reason)


def resume(tx: Transaction, member: MemberId, *, reason: str = "") -> Record:
    before = text_in_force(tx)
    if member not in before.get("suspended", ()):
        raise BadInput(f"{member} is not suspended.")
    after = before | {"suspended": [each for each in before["suspended"] if each != member]}
    return propose(tx, after, Matter.RESUMPTION, concerns=member, reason=reason)


def withdraw(tx: Transaction, member: MemberId, *, reason: str = "") -> Record:
    """What was filed to it until then it keeps; it can always take along its own log, evidence and keys."""
    before = text_in_force(tx)
    _refuse_stranger(before, member)
    after = before | {"left": [*before.get("left", []), member]}
    return propose(tx, after, Matter.WITHDRAWAL, concerns=member, reason=reason)


def swap_terms(
    tx: Transaction, terms: tuple[int, int], members: tuple[MemberId, MemberId], *, reason: str = ""
) -> Record:
    """The two members whose turns these terms are change places; both sign, nobody else is asked."""
    before = text_in_force(tx)
    swap = {"terms": list(terms), "members": list(members)}
    after = before | {"swaps": [*before.get("swaps", []), swap]}
    return propose(tx, after, Matter.SWAP, reason=reason)


def new_names(names: Names) -> Names:
    """In all four languages, or not at all. Raises BadInput."""
    if missing := [language for language in ("ar", "fa", "ru", "en") if not names.get(language, "").strip()]:
        raise BadInput(f"The name lacks {', '.join(missing)}.")
    return {language: name.strip() for language, name in names.items()}


def _ids(text: dict[str, Any], key: str) -> list[str]:
    return [each["id"] for each in text.get(key, [])]


def _refuse_stranger(text: dict[str, Any], member: str) -> None:
    if member not in [*_ids(text, "founders"), *_ids(text, "parties")]:
        raise BadInput(f"{member} is no member by this charter.")
    if member in text.get("left", ()):
        raise BadInput(f"{member} has left.")
