"""Signed notes (c2sp.org/signed-note v1.0.0), verifier keys, and cosignatures (c2sp.org/tlog-cosignature v1.0.1).

Two kinds of signature: a log's plain Ed25519 (0x01) and a witness's timestamped cosignature/v1 (0x04).
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from diwan.ledger.tlog import ed25519
from diwan.ledger.tlog.errors import KeyMalformed, NoteMalformed, NoteTooLarge, NotSigned, SignatureWrong
from diwan.ledger.tlog.text import decode_base64, encode_base64

MAX_NOTE_BYTES = 1_000_000
MAX_SIGNATURES = 100
_KEY_ID_BYTES = 4
_TIMESTAMP_BYTES = 8
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_DASH = "\u2014 "


class SignatureKind(IntEnum):
    ED25519 = 0x01
    COSIGNATURE = 0x04


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key under a name. `key_id` is 4 bytes, derived; it tells keys apart and proves nothing."""

    name: str
    public_key: bytes
    kind: SignatureKind = SignatureKind.ED25519
    _key: Ed25519PublicKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not is_key_name(self.name):
            raise KeyMalformed(f"{self.name!r} is no key name: it has a space or a plus in it, or is empty.")
        object.__setattr__(self, "_key", ed25519.read_public_key(self.public_key))

    @property
    def key_id(self) -> bytes:
        named = self.name.encode() + b"\n" + bytes([self.kind]) + self.public_key
        return hashlib.sha256(named).digest()[:_KEY_ID_BYTES]

    @property
    def vkey(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{encode_base64(bytes([self.kind]) + self.public_key)}"

    @classmethod
    def from_vkey(cls, vkey: str) -> "Verifier":
        name, _, rest = vkey.partition("+")
        key_id, _, encoded = rest.partition("+")
        material = decode_base64(encoded)
        if not material or not re.fullmatch(r"[0-9a-f]{8}", key_id):
            raise KeyMalformed(f"{vkey!r} is not written as <name>+<8 hex digits>+<base64>.")
        try:
            kind = SignatureKind(material[0])
        except ValueError as error:
            raise KeyMalformed(f"{vkey!r} is of kind 0x{material[0]:02x}; known are 0x01, 0x04.") from error
        verifier = cls(name, material[1:], kind)
        if verifier.key_id.hex() != key_id:
            raise KeyMalformed(f"The id in {vkey!r} is not that of its key: it was copied wrongly.")
        return verifier

    def check(self, text: str, value: bytes) -> int | None:
        """The time of a cosignature (Unix seconds), None for a plain signature. SignatureWrong if it does not fit."""
        body, timestamp = text.encode(), None
        if self.kind is SignatureKind.COSIGNATURE:
            timestamp = int.from_bytes(value[:_TIMESTAMP_BYTES], "big")
            body, value = cosigned_text(body, timestamp), value[_TIMESTAMP_BYTES:]
            if timestamp >= 1 << 63:
                raise SignatureWrong(f"{self.name} signed for a time that no clock shows.")
        if not ed25519.fits(self._key, value, body):
            raise SignatureWrong(f"It names {self.name}, key {self.key_id.hex()}.")
        return timestamp


@dataclass(frozen=True, slots=True)
class NoteSigner:
    """Whoever holds the key. `sign` gives the 64 bytes of Ed25519 over what it is given."""

    name: str
    public_key: bytes
    sign: Callable[[bytes], bytes] = field(repr=False)
    kind: SignatureKind = SignatureKind.ED25519

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self.public_key, self.kind)

    def line(self, text: str, *, timestamp: int = 0) -> str:
        """One signature line, newline included. `timestamp`: Unix seconds, for a cosignature only."""
        body, head = text.encode(), self.verifier.key_id
        if self.kind is SignatureKind.COSIGNATURE:
            body, head = cosigned_text(body, timestamp), head + timestamp.to_bytes(_TIMESTAMP_BYTES, "big")
        return f"{_DASH}{self.name} {encode_base64(head + self.sign(body))}\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """One line. `value` is what follows the key id; `timestamp` is set on a verified cosignature."""

    name: str
    key_id: bytes
    value: bytes
    timestamp: int | None = None

    @property
    def line(self) -> str:
        return f"{_DASH}{self.name} {encode_base64(self.key_id + self.value)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """`signatures` are verified; `unknown` are by keys that we do not know and mean nothing."""

    text: str
    signatures: tuple[Signature, ...]
    unknown: tuple[Signature, ...] = ()

    def is_signed_by(self, verifier: Verifier) -> bool:
        return any((s.name, s.key_id) == (verifier.name, verifier.key_id) for s in self.signatures)


def cosigned_text(body: bytes, timestamp: int) -> bytes:
    return b"cosignature/v1\ntime %d\n" % timestamp + body


def is_key_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(c.isspace() or c < " " for c in name)


def sign_note(text: str, signers: Iterable[NoteSigner], *, timestamp: int = 0) -> bytes:
    """`text` ends with a newline. `timestamp` (Unix seconds) goes into cosignatures."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise NoteMalformed("The text of a note ends with a newline and has no control characters.")
    return (text + "\n" + "".join(s.line(text, timestamp=timestamp) for s in signers)).encode()


def read_note(data: bytes) -> tuple[str, tuple[Signature, ...]]:
    """Text and signature lines, nothing verified."""
    if len(data) > MAX_NOTE_BYTES:
        raise NoteTooLarge(f"It has {len(data):,} bytes.")
    try:
        whole = data.decode()
    except UnicodeDecodeError as error:
        raise NoteMalformed("It is not UTF-8.") from error
    if _CONTROL.search(whole):
        raise NoteMalformed("It has control characters in it.")
    split = whole.rfind("\n\n")
    if split < 0 or not whole.endswith("\n"):
        raise NoteMalformed("An empty line must part text and signatures, and a newline must end it.")
    return whole[: split + 1], read_signatures(whole[split + 2 :])


def read_signatures(lines: str) -> tuple[Signature, ...]:
    """Signature lines alone, as a witness answers them."""
    if not lines.endswith("\n"):
        raise NoteMalformed("There is no signature line, or no newline after the last one.")
    found = tuple(_read_signature(line) for line in lines[:-1].split("\n"))
    if len(found) > MAX_SIGNATURES:
        raise NoteTooLarge(f"It has {len(found)} signatures; {MAX_SIGNATURES} are the limit.")
    return found


def open_note(data: bytes, verifiers: Sequence[Verifier]) -> Note:
    """Verified: at least one of `verifiers` has signed, and no line that names one of them is wrong."""
    text, lines = read_note(data)
    known = {(v.name, v.key_id): v for v in verifiers}
    verified: dict[tuple[str, bytes], Signature] = {}
    unknown = []
    for line in lines:
        verifier = known.get((line.name, line.key_id))
        if verifier is None:
            unknown.append(line)
            continue
        timestamp = verifier.check(text, line.value)
        verified.setdefault(
            (line.name, line.key_id), Signature(line.name, line.key_id, line.value, timestamp)
        )
    if not verified:
        raise NotSigned(f"It is signed by {', '.join(sorted({line.name for line in lines}))}.")
    return Note(text, tuple(verified.values()), tuple(unknown))


def add_signatures(note: bytes, lines: str) -> bytes:
    """The note with further signature lines under it (verify them first). A line that is there is not doubled."""
    present = {signature.line for signature in read_note(note)[1]}
    fresh = [s.line for s in read_signatures(lines) if s.line not in present]
    return note + "".join(dict.fromkeys(fresh)).encode()


def _read_signature(line: str) -> Signature:
    if not line.startswith(_DASH):
        raise NoteMalformed(f"{line[:80]!r} is no signature line.")
    name, _, encoded = line[len(_DASH) :].partition(" ")
    value = decode_base64(encoded)
    if not is_key_name(name) or value is None or len(value) <= _KEY_ID_BYTES:
        raise NoteMalformed(f"{line[:80]!r} is no signature line.")
    return Signature(name, value[:_KEY_ID_BYTES], value[_KEY_ID_BYTES:])
