"""Found a centre in the interface: founders that were given a seat lay texts before one another and sign one of them.

Until then there are no members and no charter: a seat gives a founder its own log, its own officers and the drafts that
name it, and nothing of anybody else's. In force when the last founder of the text has signed it.
"""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from diwan.charter.charter_text import same_words
from diwan.charter.found_centre import FoundedAlready, NoFounder, announced, charter_hash, signed_text
from diwan.charter.queries import last_signatures
from diwan.charter.words import CharterText, Names
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import MemberId
from diwan.core.labels import Label, Tlp
from diwan.ledger import KeyStore, Record, append
from diwan.store import Transaction


class DraftChanged(BadInput):
    """Another founder has laid a changed text meanwhile."""


class SameDraft(BadInput):
    """This text says what the one that lies there says."""


@dataclass(frozen=True, slots=True)
class Seat:
    member: MemberId
    names: Names
    seated_at: dt.datetime


@dataclass(frozen=True, slots=True)
class CharterDraft:
    sha256: str
    text: dict[str, Any]
    member: MemberId
    laid_at: dt.datetime
    note: str

    @property
    def founders(self) -> list[MemberId]:
        return [MemberId(each["id"]) for each in self.text["founders"]]


def seats(tx: Transaction) -> list[Seat]:
    return tx.rows("SELECT member, names, seated_at FROM diwan.founder_seat ORDER BY member", into=Seat)


def drafts(tx: Transaction) -> list[CharterDraft]:
    """Newest first: the first is the one to be signed."""
    return tx.rows(
        "SELECT sha256, text, member, laid_at, note FROM diwan.charter_draft ORDER BY laid_at DESC, record",
        into=CharterDraft,
    )


def signatures(tx: Transaction, sha256: str) -> dict[MemberId, dt.datetime]:
    """Who stands under this text, as its last word."""
    last = last_signatures(tx)
    return {member: each.signed_at for member, each in last.items() if each.charter == sha256}


def lay_draft(tx: Transaction, text: CharterText, *, in_place_of: str, note: str = "") -> Record:
    """Before the other founders. `in_place_of` is the hash of the text that it was made from, "" for the first. Whoever
    has signed an earlier text signs anew. Raises FoundedAlready, DraftChanged, SameDraft."""
    assert tx.viewer is not None
    said = signed_text(text.as_json())
    newest = _newest(tx)
    if newest is not None and newest.sha256 != in_place_of:
        raise DraftChanged
    if newest is not None and same_words(newest.text, said["charter"]):
        raise SameDraft
    readers = {seat.member for seat in seats(tx)} | {founder.id for founder in text.founders}
    label = Label(frozenset(readers | {tx.viewer.member}), Tlp.AMBER)
    return append(tx, "charter.drafted", said | {"note": note}, label=label)


def sign_draft(tx: Transaction, sha256: str, keys: KeyStore) -> list[MemberId]:
    """For the viewer's member, and with the last signature the centre is in force. Gives who has not signed yet. Signing
    again changes nothing. Raises FoundedAlready, NotVisible, DraftChanged, NoFounder."""
    assert tx.viewer is not None
    member, draft = tx.viewer.member, _newest(tx)
    if draft is None:
        raise NotVisible
    if draft.sha256 != sha256:
        raise DraftChanged
    if member not in draft.founders:
        raise NoFounder(f"({member})")
    label = Label(_readers_of(draft.text), Tlp.GREEN, whole_centre=True)
    said = signed_text(draft.text)
    signed = signatures(tx, sha256)
    if member not in signed:
        append(tx, "charter.signed", said | announced(draft.text["log_origin"], member, keys), label=label)
    missing = [each for each in draft.founders if each != member and each not in signed]
    if not missing:
        append(tx, "centre.founded", said, label=label)
    return missing


def _newest(tx: Transaction) -> CharterDraft | None:
    """Nobody else lays or signs one until the transaction ends."""
    tx.run("SELECT diwan.one_at_a_founding()")
    if tx.value("SELECT EXISTS (SELECT FROM diwan.centre)"):
        raise FoundedAlready
    return next(iter(drafts(tx)), None)


def _readers_of(text: dict[str, Any]) -> frozenset[MemberId]:
    parties = [each["id"] for each in text["parties"] if each["kind"] != "outside"]
    return frozenset(MemberId(each) for each in [*(f["id"] for f in text["founders"]), *parties])


def charter_drafted(tx: Transaction, record: Record) -> None:
    """A text under a wrong hash stands in the log and lies before nobody."""
    body = record.body
    if charter_hash(body["charter"]) != body["sha256"]:
        return
    tx.run(
        "INSERT INTO diwan.charter_draft (member, record, audience, sha256, text, note, laid_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        [
            record.member,
            record.id,
            record.audience,
            body["sha256"],
            json.dumps(body["charter"], ensure_ascii=False),
            body["note"],
            record.at,
        ],
    )


DRAFT_PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {"charter.drafted": charter_drafted}
DRAFT_TABLES = ("charter_draft",)
