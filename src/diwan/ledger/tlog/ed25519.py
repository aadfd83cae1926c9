"""Ed25519 (RFC 8032) with the cases refused on which libraries differ.

OpenSSL refuses S ≥ L and signatures of another length. It takes public keys of small order, under which one
signature fits every text, and keys whose y is written with p added; a key is read once, so both are refused here.
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from diwan.ledger.tlog.errors import KeyMalformed, KeyWeak

KEY_BYTES = 32
SIGNATURE_BYTES = 64

_P = (1 << 255) - 19
# y of the points of order 8; the others of small order have y = 1, -1 and 0.
_Y8 = int.from_bytes(
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little"
)
_SMALL_ORDER_Y = frozenset({0, 1, _P - 1, _Y8, _P - _Y8})


def read_public_key(raw: bytes) -> Ed25519PublicKey:
    if len(raw) != KEY_BYTES:
        raise KeyMalformed(f"An Ed25519 public key has {KEY_BYTES} bytes, this one has {len(raw)}.")
    y = int.from_bytes(raw, "little") & ((1 << 255) - 1)
    if y >= _P:
        raise KeyMalformed("Its y coordinate is not reduced modulo 2^255 - 19.")
    if y in _SMALL_ORDER_Y:
        raise KeyWeak
    return Ed25519PublicKey.from_public_bytes(raw)


def fits(key: Ed25519PublicKey, signature: bytes, text: bytes) -> bool:
    try:
        key.verify(signature, text)
    except InvalidSignature:
        return False
    return True
