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
from diwan.ledger import Record, append, end_of_log
from diwan.store import Transaction


class NothingChanges(BadInput):
    """This text says what the charter in force says."""


class OneMatterAtATime(BadInput):
    """Admit and remove members by changes of their own; an amendment changes everything else."""


class SignedAlready(BadInput):
    """Your member has signed this text."""


class ProposedAlready(BadInput):
    """This very text is proposed already: sign it."""


class RefusedAlready(BadInput):
    """Your member has refused this text."""


class NoLongerOpen(BadInput):
    """Another change came into force first; propose this one anew."""


class ChangedMeanwhile(BadInput):
    """Another version came into force meanwhile; look at the difference anew."""


@dataclass(frozen=True, slots=True)
class Refusal:
    member: MemberId
    reason: str
    refused_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Change:
    """A whole text as it shall be, and what it is about."""

    before: dict[str, Any]
    after: dict[str, Any]
    matter: Matter
    concerns: str = ""


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
    refused: tuple[Refusal, ...] = ()  # and not signed since
    asked: tuple[str, ...] = ()  # whose signatures count, while it is open


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
    refusals = tx.rows(
        "SELECT sha256, member, reason, refused_at FROM diwan.charter_refusal ORDER BY refused_at, member"
    )

    def version(row: dict[str, Any]) -> Version:
        is_open = row["number"] is None and row["follows"] == in_force
        own = signed.get(row["sha256"], {})
        no = [
            Refusal(each["member"], each["reason"], each["refused_at"])
            for each in refusals
            if each["sha256"] == row["sha256"] and each["member"] not in own
        ]
        asked = tx.value("SELECT diwan.asked_to_sign(%s)", [row["sha256"]]) if is_open else ()
        return Version(**row, signed=own, is_open=is_open, refused=tuple(no), asked=tuple(asked))

    found = [version(row) for row in rows]
    return sorted(found, key=lambda version: (not version.is_open, version.number is None))


def propose(
    tx: Transaction, text: dict[str, Any], matter: Matter, *, concerns: str = "", reason: str = ""
) -> Record:
    """The proposer's own signature comes with it. Raises ProposedAlready, NothingChanges."""
    return propose_change(tx, Change(text_in_force(tx), text, matter, concerns), reason=reason)


def propose_change(tx: Transaction, change: Change, *, reason: str = "") -> Record:
    end_of_log(tx)  # of two clicks at once the second sees the first
    text = change.after | {"follows": charter_hash(change.before)}
    if same_words(change.before, text):
        raise NothingChanges
    said = signed_text(text)
    if tx.value("SELECT EXISTS (SELECT FROM diwan.charter_version WHERE sha256 = %s)", [said["sha256"]]):
        raise ProposedAlready
    body = said | {"matter": change.matter.value, "concerns": change.concerns, "reason": reason}
    return append(tx, "charter.change_proposed", body, label=whole_centre(tx))


def sign_change(tx: Transaction, sha256: str) -> Record:
    """Raises NotVisible, NoLongerOpen, SignedAlready."""
    version = _open_to_us(tx, sha256)
    return append(tx, "charter.change_signed", signed_text(version.text), label=whole_centre(tx))


def refuse_change(tx: Transaction, sha256: str, *, reason: str = "") -> Record:
    """For everybody to read; whoever refused may sign later. Raises NotVisible, NoLongerOpen, SignedAlready,
    RefusedAlready."""
    version = _open_to_us(tx, sha256)
    assert tx.viewer is not None
    if any(each.member == tx.viewer.member for each in version.refused):
        raise RefusedAlready
    return append(tx, "charter.change_refused", {"sha256": sha256, "reason": reason}, label=whole_centre(tx))


def _open_to_us(tx: Transaction, sha256: str) -> Version:
    """Nobody else speaks for the own member until the transaction ends."""
    assert tx.viewer is not None
    end_of_log(tx)
    version = next((each for each in versions(tx) if each.sha256 == sha256), None)
    if version is None:
        raise NotVisible
    if tx.viewer.member in version.signed:
        raise SignedAlready
    if not version.is_open:
        raise NoLongerOpen
    return version


def amend(tx: Transaction, wanted: CharterText, *, reason: str = "") -> Record:
    return propose_change(tx, amendment(text_in_force(tx), wanted), reason=reason)


def admit(tx: Transaction, party: Party, *, reason: str = "") -> Record:
    return propose_change(tx, admission(text_in_force(tx), party), reason=reason)


def suspend(tx: Transaction, member: MemberId, *, reason: str = "") -> Record:
    return propose_change(tx, suspension(text_in_force(tx), member), reason=reason)


def resume(tx: Transaction, member: MemberId, *, reason: str = "") -> Record:
    return propose_change(tx, resumption(text_in_force(tx), member), reason=reason)


def withdraw(tx: Transaction, member: MemberId, *, reason: str = "") -> Record:
    return propose_change(tx, withdrawal(text_in_force(tx), member), reason=reason)


def swap_terms(
    tx: Transaction, terms: tuple[int, int], members: tuple[MemberId, MemberId], *, reason: str = ""
) -> Record:
    return propose_change(tx, swap(text_in_force(tx), terms, members), reason=reason)


def amendment(before: dict[str, Any], wanted: CharterText) -> Change:
    """To what a file says. Members, suspensions and swaps stay as they are."""
    after = before | wanted.as_json()
    if any(_ids(before, key) != _ids(after, key) for key in ("founders", "parties")):
        raise OneMatterAtATime
    after |= {key: before[key] for key in ("founders", "parties") if key in before}
    return Change(before, after, Matter.AMENDMENT)


def admission(before: dict[str, Any], party: Party) -> Change:
    """It reads what is filed from the moment on at which the charter with it is in force. Also for a new kind or name."""
    if party.id in _ids(before, "founders") or party.id in before.get("left", ()):
        raise BadInput(f"{party.id} founded the centre or left it; choose another short name.")
    others = [each for each in before.get("parties", []) if each["id"] != party.id]
    return Change(before, before | {"parties": [*others, to_json(party)]}, Matter.ADMISSION, party.id)


def suspension(before: dict[str, Any], member: MemberId) -> Change:
    _refuse_stranger(before, member)
    after = before | {"suspended": [*before.get("suspended", []), member]}
    return Change(before, after, Matter.SUSPENSION, member)


def resumption(before: dict[str, Any], member: MemberId) -> Change:
    if member not in before.get("suspended", ()):
        raise BadInput(f"{member} is not suspended.")
    after = before | {"suspended": [each for each in before["suspended"] if each != member]}
    return Change(before, after, Matter.RESUMPTION, member)


def withdrawal(before: dict[str, Any], member: MemberId) -> Change:
    """What was filed to it until then it keeps; it can always take along its own log, evidence and keys."""
    _refuse_stranger(before, member)
    return Change(before, before | {"left": [*before.get("left", []), member]}, Matter.WITHDRAWAL, member)


def swap(before: dict[str, Any], terms: tuple[int, int], members: tuple[MemberId, MemberId]) -> Change:
    """The two members whose turns these terms are change places; both sign, nobody else is asked."""
    told = {"terms": list(terms), "members": list(members)}
    return Change(before, before | {"swaps": [*before.get("swaps", []), told]}, Matter.SWAP)


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
