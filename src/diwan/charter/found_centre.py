"""Found a centre: each founder signs the same text in its own log; in force when the last has signed."""

import hashlib
import json

from diwan.charter.words import CharterText
from diwan.core.ids import MemberId
from diwan.core.labels import Label, Tlp
from diwan.ledger import KeyStore, append, log_origin, make_log_key, recovery_key_name
from diwan.store import acting_as, service_viewer


def found_centre(text: CharterText, keys: KeyStore) -> None:
    """For founders hosted on this node: makes their keys, lets each sign, then declares the founding."""
    founders = [founder.id for founder in text.founders]
    label = Label(frozenset(founders), Tlp.GREEN, whole_centre=True)
    for founder in founders:
        body = {"charter": text.as_json(), "sha256": charter_hash(text)} | _announced(text, founder, keys)
        with acting_as(service_viewer(founder), write=True) as tx:
            append(tx, "charter.signed", body, label=label)
    _declare(text, founders[0], label)


def _announced(text: CharterText, founder: MemberId, keys: KeyStore) -> dict[str, str]:
    """The public halves of what this founder signs with; its first record is where everybody learns them."""
    announced = {
        "public_key": keys.make(founder).hex(),
        "recovery_key": keys.make(recovery_key_name(founder)).hex(),
    }
    if text.log_origin:
        origin = log_origin(text.log_origin, founder)
        announced |= {"log_origin": origin, "log_key": make_log_key(keys, founder, origin)}
    return announced


def charter_hash(text: CharterText) -> str:
    """SHA-256 of the text as sorted JSON: what every founder's signature stands under."""
    return hashlib.sha256(json.dumps(text.as_json(), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _declare(text: CharterText, first: MemberId, label: Label) -> None:
    with acting_as(service_viewer(first), write=True) as tx:
        append(tx, "centre.founded", {"charter": text.as_json(), "sha256": charter_hash(text)}, label=label)
