"""DSSE envelopes and the bytes that logs are made of. Formats with vectors: docs/reference/record.md.

DSSE signs bytes, so no two programs need to agree on canonical JSON.
"""

import base64
import hashlib
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PAYLOAD_TYPE = "application/vnd.diwan.record+json"
EMPTY_HEAD = bytes(32)  # `prev` of a log's first leaf


def pre_authentication_encoding(payload_type: str, payload: bytes) -> bytes:
    """PAE of DSSE v1: what is signed."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def key_id(public_key: bytes) -> str:
    return hashlib.sha256(public_key).hexdigest()


def sign(payload: bytes, key: Ed25519PrivateKey) -> bytes:
    """The envelope as it is stored, shipped and committed to."""
    signature = key.sign(pre_authentication_encoding(PAYLOAD_TYPE, payload))
    return json.dumps(
        {
            "payload": base64.b64encode(payload).decode(),
            "payloadType": PAYLOAD_TYPE,
            "signatures": [
                {
                    "keyid": key_id(key.public_key().public_bytes_raw()),
                    "sig": base64.b64encode(signature).decode(),
                }
            ],
        },
        separators=(",", ":"),
    ).encode()


def payload_of(envelope: bytes) -> dict[str, Any]:
    """What an envelope says, whoever signed it."""
    payload: dict[str, Any] = json.loads(base64.b64decode(json.loads(envelope)["payload"]))
    return payload


def is_signed_by(envelope: bytes, public_key: bytes) -> bool:
    outer = json.loads(envelope)
    signed = pre_authentication_encoding(outer["payloadType"], base64.b64decode(outer["payload"]))
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(
            base64.b64decode(outer["signatures"][0]["sig"]), signed
        )
    except InvalidSignature:
        return False
    return bool(outer["payloadType"] == PAYLOAD_TYPE)


def commitment(salt: bytes, envelope: bytes) -> bytes:
    """Hides the envelope until salt and envelope are shown. 0x44 keeps it apart from leaf and node hashes."""
    return hashlib.sha256(b"\x44" + salt + envelope).digest()


def leaf_bytes(member: str, seq: int, prev: bytes, commitment: bytes) -> bytes:
    """The same shape for every record, whatever its label."""
    return f"diwan/leaf/1\n{member}\n{seq}\n{prev.hex()}\n{commitment.hex()}\n".encode()


def leaf_hash(leaf: bytes) -> bytes:
    """RFC 6962, section 2.1."""
    return hashlib.sha256(b"\x00" + leaf).digest()
