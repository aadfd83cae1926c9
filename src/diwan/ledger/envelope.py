"""DSSE envelopes and the bytes that logs are made of. Formats with vectors: docs/reference/record.md.

DSSE signs bytes, so no two programs need to agree on canonical JSON. The envelope around them has one form
only, so that one record has one commitment.
"""

import binascii
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from diwan.core.errors import DiwanError
from diwan.ledger.errors import NotARecord, NotAsWritten, WrongPayloadType, WrongSignatureCount
from diwan.ledger.signers import Signer
from diwan.ledger.strict_json import read_json
from diwan.ledger.tlog.ed25519 import fits, read_public_key

PAYLOAD_TYPE = "application/vnd.diwan.record+json"
EMPTY_HEAD = bytes(32)  # `prev` of a log's first leaf

_BEFORE = b'{"payload":"'
_TYPE = f'","payloadType":"{PAYLOAD_TYPE}","signatures":[{{"keyid":"'.encode()
_BETWEEN = b'","sig":"'
_AFTER = b'"}]}'
_KEY_ID, _SIGNATURE = 64, 88  # characters: hexadecimal, base64
_TAIL = len(_TYPE) + _KEY_ID + len(_BETWEEN) + _SIGNATURE + len(_AFTER)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What an envelope holds, not yet believed. `key_id` is its own word for who signed."""

    payload: bytes
    key_id: str
    signature: bytes


def pre_authentication_encoding(payload_type: str, payload: bytes) -> bytes:
    """PAE of DSSE v1: what is signed."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


@lru_cache(maxsize=256)  # a log has few keys and many records
def key_id(public_key: bytes) -> str:
    return hashlib.sha256(public_key).hexdigest()


def sign(payload: bytes, signer: Signer) -> bytes:
    """The envelope as it is stored, shipped and committed to."""
    signature = signer.sign(pre_authentication_encoding(PAYLOAD_TYPE, payload))
    return _write(Envelope(payload, key_id(signer.public_key), signature))


def open_envelope(envelope: bytes) -> Envelope:
    """Raises an error of its own for each way in which it is not exactly an envelope of ours."""
    try:
        found = _cut(envelope)
    except ValueError as error:  # base64 or the key's id
        raise _what_is_wrong(envelope) from error
    if _write(found) != envelope:
        raise _what_is_wrong(envelope)
    return found


def _write(envelope: Envelope) -> bytes:
    payload = binascii.b2a_base64(envelope.payload, newline=False)
    signature = binascii.b2a_base64(envelope.signature, newline=False)
    return b"".join((_BEFORE, payload, _TYPE, envelope.key_id.encode(), _BETWEEN, signature, _AFTER))


def _cut(envelope: bytes) -> Envelope:
    """By position: all but the payload is of one length. Whether this was right shows when it is written again."""
    payload, tail = envelope[len(_BEFORE) : -_TAIL], envelope[-_TAIL:]
    key, signature = tail[len(_TYPE) :][:_KEY_ID], tail[-len(_AFTER) - _SIGNATURE : -len(_AFTER)]
    return Envelope(binascii.a2b_base64(payload), key.decode("ascii"), binascii.a2b_base64(signature))


def payload_of(envelope: bytes) -> dict[str, Any]:
    """What an envelope says, whoever signed it. The payload is JSON that all programs read alike."""
    payload: dict[str, Any] = read_json(open_envelope(envelope).payload)
    return payload


def is_signed_by(envelope: bytes, public_key: bytes) -> bool:
    """False also for an envelope of another form."""
    try:
        opened = open_envelope(envelope)
    except NotARecord:
        return False
    return opened.key_id == key_id(public_key) and is_signature(opened, public_key)


def is_signature(opened: Envelope, public_key: bytes) -> bool:
    """False as well under a weak key: one signature would fit every payload."""
    try:
        key = _public_key(public_key)
    except DiwanError:
        return False
    return fits(key, opened.signature, pre_authentication_encoding(PAYLOAD_TYPE, opened.payload))


_public_key = lru_cache(maxsize=256)(read_public_key)


def commitment(salt: bytes, envelope: bytes) -> bytes:
    """Hides the envelope until salt and envelope are shown. 0x44 keeps it apart from leaf and node hashes."""
    return hashlib.sha256(b"\x44" + salt + envelope).digest()


def leaf_bytes(member: str, seq: int, prev: bytes, commitment: bytes) -> bytes:
    """The same shape for every record, whatever its label."""
    return f"diwan/leaf/1\n{member}\n{seq}\n{prev.hex()}\n{commitment.hex()}\n".encode()


def leaf_hash(leaf: bytes) -> bytes:
    """RFC 6962, section 2.1."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def _what_is_wrong(envelope: bytes) -> Exception:
    """Only for envelopes of another form: the first thing that a person can act on."""
    said = read_json(envelope)
    if not isinstance(said, dict):
        return NotAsWritten("It is no JSON object.")
    if said.get("payloadType", PAYLOAD_TYPE) != PAYLOAD_TYPE:
        return WrongPayloadType(f"It says {str(said['payloadType'])[:100]!r}.")
    signatures = said.get("signatures")
    if isinstance(signatures, list) and len(signatures) != 1:
        return WrongSignatureCount(f"This one has {len(signatures)}.")
    if wrong := {"payload", "payloadType", "signatures"} ^ said.keys():
        return NotAsWritten(f"The key {min(wrong)!r} is missing or unknown.")
    return NotAsWritten("Its order, its spacing or its base64 is another.")
