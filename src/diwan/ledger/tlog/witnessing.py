"""The text that logs and witnesses exchange (c2sp.org/tlog-witness v1.0.0): add-checkpoint."""

import hashlib
from dataclasses import dataclass

from diwan.ledger.tlog.errors import RequestMalformed
from diwan.ledger.tlog.merkle import HASH_BYTES
from diwan.ledger.tlog.text import decode_base64, decode_number, encode_base64, split_note

MAX_PROOF_HASHES = 63
SIZE_MEDIA_TYPE = "text/x.tlog.size"  # of the answer 409: the size that the witness holds


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """`checkpoint` is the signed note, as bytes; nothing in it is verified here."""

    old_size: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    def format(self) -> bytes:
        hashes = "".join(f"{encode_base64(one)}\n" for one in self.proof)
        return f"old {self.old_size}\n{hashes}\n".encode() + self.checkpoint

    @classmethod
    def parse(cls, data: bytes) -> "AddCheckpoint":
        (first, *lines), checkpoint = split_note(data) or ([""], b"")
        old_size = decode_number(first[4:]) if first.startswith("old ") else None
        if old_size is None:
            raise RequestMalformed("It begins with `old <size>`; an empty line comes before the checkpoint.")
        return cls(old_size, read_hashes(lines), checkpoint)


def read_hashes(lines: list[str]) -> tuple[bytes, ...]:
    hashes = [decode_base64(line) for line in lines]
    if len(hashes) > MAX_PROOF_HASHES:
        raise RequestMalformed(f"A proof has at most {MAX_PROOF_HASHES} hashes; this one has {len(hashes)}.")
    if any(one is None or len(one) != HASH_BYTES for one in hashes):
        raise RequestMalformed("A line of the proof is no hash in base64.")
    return tuple(one for one in hashes if one is not None)


def origin_hash(origin: str) -> str:
    """The folder under which a witness shows a log: GET <prefix>/<origin hash>/checkpoint."""
    return hashlib.sha256(origin.encode()).hexdigest()
