"""Found a centre: each founder signs the same text in its own log; in force when the last has signed."""

import hashlib
import json
from typing import Any

from diwan.charter.queries import last_signatures
from diwan.charter.words import CharterText
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.core.labels import Label, Tlp
from diwan.ledger import KeyStore, append, log_origin, make_log_key, recovery_key_name
from diwan.store import Transaction, acting_as, service_viewer


class FoundedAlready(BadInput):
    """A centre has been founded here."""


class NoFounder(BadInput):
    """Only a founder of this charter signs it now; whoever joins later is admitted."""


class OtherTextSigned(BadInput):
    """A founder has signed another text here; a founding that was broken off goes on with the same file alone."""


def found_centre(text: CharterText, keys: KeyStore) -> None:
    """For founders hosted on this node: makes their keys, lets each sign, then declares the founding. One that was
    broken off goes on where it stopped. Raises FoundedAlready, OtherTextSigned."""
    for founder in text.founders:
        sign_founding(text, founder.id, keys)


def sign_founding(text: CharterText, founder: MemberId, keys: KeyStore) -> list[MemberId]:
    """For one founder; with the last signature the centre is in force. Gives who has not signed yet. Signing again
    changes nothing. Raises FoundedAlready, OtherTextSigned, NoFounder."""
    founders = [each.id for each in text.founders]
    if founder not in founders:
        raise NoFounder(f"({founder})")
    label = Label(readers_of(text), Tlp.GREEN, whole_centre=True)
    _refuse_founded(founder)
    with acting_as(service_viewer(founder), write=True) as tx:
        signed = _signed(tx, charter_hash(text.as_json()))
        if founder not in signed:
            said = signed_text(text.as_json()) | announced(text.log_origin, founder, keys)
            append(tx, "charter.signed", said, label=label)
        missing = [each for each in founders if each not in {*signed, founder}]
    if not missing:
        with acting_as(service_viewer(founders[0]), write=True) as tx:
            append(tx, "centre.founded", signed_text(text.as_json()), label=label)
    return missing


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


def _signed(tx: Transaction, sha256: str) -> list[MemberId]:
    """Who stands under this text already."""
    last = last_signatures(tx)
    for each in last.values():
        if each.charter != sha256:
            raise OtherTextSigned(f"({each.member})")
    return sorted(last)
