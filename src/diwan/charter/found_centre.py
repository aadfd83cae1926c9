"""Found a centre: each founder signs the same text in its own log; in force when the last has signed."""

import hashlib
import json

from diwan.charter.words import CharterText
from diwan.core.ids import MemberId
from diwan.core.labels import Label, Tlp
from diwan.ledger import KeyStore, append
from diwan.store import acting_as, service_viewer


def found_centre(text: CharterText, keys: KeyStore) -> None:
    """For founders hosted on this node: makes their keys, lets each sign, then declares the founding."""
    founders = [founder.id for founder in text.founders]
    label = Label(frozenset(founders), Tlp.GREEN, whole_centre=True)
    for founder in founders:
        public_key = keys.make(founder)
        body = {"charter": text.as_json(), "sha256": charter_hash(text), "public_key": public_key.hex()}
        with acting_as(service_viewer(founder), write=True) as tx:
            append(tx, "charter.signed", body, label=label)
    _declare(text, founders[0], label)


def charter_hash(text: CharterText) -> str:
    """SHA-256 of the text as sorted JSON: what every founder's signature stands under."""
    return hashlib.sha256(json.dumps(text.as_json(), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _declare(text: CharterText, first: MemberId, label: Label) -> None:
    with acting_as(service_viewer(first), write=True) as tx:
        append(tx, "centre.founded", {"charter": text.as_json(), "sha256": charter_hash(text)}, label=label)
