"""The key that signs the heads of a member's log: its own, so that who publishes cannot sign records."""

import base64
import hashlib

from diwan.core.ids import MemberId
from diwan.ledger.key_names import log_key_name
from diwan.ledger.signers import KeyStore

_ED25519 = b"\x01"  # the algorithm's number in C2SP signed-note


def log_origin(prefix: str, member: MemberId) -> str:
    """The name of a member's log: the first line of each of its heads."""
    return f"{prefix}/{member}"


def make_log_key(keys: KeyStore, member: MemberId, origin: str) -> str:
    """Make it, or take the one that is there; gives its verifier key as C2SP signed-note writes it."""
    public = _ED25519 + keys.make(log_key_name(member))
    key_id = hashlib.sha256(f"{origin}\n".encode() + public).digest()[:4].hex()
    return f"{origin}+{key_id}+{base64.b64encode(public).decode()}"
