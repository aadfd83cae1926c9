"""Found a centre: each founder signs the same text in its own log; in force when the last has signed."""

import hashlib
import json
from typing import Any

from diwan.charter.words import CharterText
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.core.labels import Label, Tlp
from diwan.ledger import KeyStore, append, log_origin, make_log_key, recovery_key_name
from diwan.store import Transaction, acting_as, service_viewer


class FoundedAlready(BadInput):
    """A centre has been founded here."""


class OtherTextSigned(BadInput):
    """A founder has signed another text here; a founding that was broken off goes on with the same file alone."""


def found_centre(text: CharterText, keys: KeyStore) -> None:
    """For founders hosted on this node: makes their keys, lets each sign, then declares the founding. One that was
    broken off goes on where it stopped. Raises FoundedAlready, OtherTextSigned."""
    founders = [founder.id for founder in text.founders]
    label = Label(readers_of(text), Tlp.GREEN, whole_centre=True)
    _refuse_founded(founders[0])
    for founder in founders:
        with acting_as(service_viewer(founder), write=True) as tx:
            if not _has_signed(tx, founder, charter_hash(text.as_json())):
                said = signed_text(text.as_json()) | announced(text.log_origin, founder, keys)
                append(tx, "charter.signed", said, label=label)
    with acting_as(service_viewer(founders[0]), write=True) as tx:
        append(tx, "centre.founded", signed_text(text.as_json()), label=label)


def readers_of(text: CharterText) -> frozenset[MemberId]:
    """Everybody whom the charter lets in: no outside party."""
    return frozenset(
        [*(f.id for f in text.founders), *(party.id for party in text.parties if party.kind != "outside")]
    )


def announced(log_prefix: str, member: MemberId, keys: KeyStore) -> dict[str, str]:
    """The public halves of what this member signs with; its first record is where everybody learns them."""
    told = {
        "public_key": keys.make(member).hex(),
        "recovery_key": keys.make(recovery_key_name(member)).hex(),
    }
    if log_prefix:
        origin = log_origin(log_prefix, member)
        told |= {"log_origin": origin, "log_key": make_log_key(keys, member, origin)}
    return told


def signed_text(text: dict[str, Any]) -> dict[str, Any]:
    return {"charter": text, "sha256": charter_hash(text)}


def charter_hash(text: dict[str, Any]) -> str:
    """SHA-256 of the text as sorted JSON: what every signature stands under."""
    return hashlib.sha256(json.dumps(text, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _refuse_founded(first: MemberId) -> None:
    with acting_as(service_viewer(first)) as tx:
        if tx.value("SELECT EXISTS (SELECT FROM diwan.centre)"):
            raise FoundedAlready


def _has_signed(tx: Transaction, founder: MemberId, sha256: str) -> bool:
    signed = tx.value("SELECT charter FROM diwan.charter_signature WHERE member = %s", [founder])
    if signed not in (None, sha256):
        raise OtherTextSigned(f"({founder})")
    return signed is not None
