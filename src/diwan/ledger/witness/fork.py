"""The proof that a log was forked: two heads that its own key signed and that cannot both be true.

Nobody needs to be believed: who has the log's key checks it alone. Pure.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from diwan.ledger import tlog

LARGEST_PROOF_BYTES = 32 * 1024
MOST_HASHES = 64


class ForkNotProven(tlog.LogFault):
    """This does not prove that a log was forked."""


@dataclass(frozen=True, slots=True)
class ForkProof:
    """`first` and `second` are signed heads, `first` not the larger.

    Of one size they contradict each other by their roots alone. Otherwise `hashes` show what the tree under
    `second` begins with: a consistency proof (RFC 6962, 2.1.2), before it the hash of the old tree itself when
    the old size is a power of two, where the definition leaves it out.
    """

    origin: str
    first: bytes
    second: bytes
    hashes: tuple[bytes, ...] = ()
    witness: str = ""  # who tells it; proves nothing

    def check(self, verifiers: Sequence[tlog.Verifier]) -> None:
        """ForkNotProven unless both heads are signed by the log and contradict each other."""
        try:
            old = tlog.open_checkpoint(self.first, verifiers, self.origin)[0]
            new = tlog.open_checkpoint(self.second, verifiers, self.origin)[0]
        except tlog.LogFault as error:
            raise ForkNotProven(f"{error}") from error
        if old.size > new.size:
            raise ForkNotProven("The first head is larger than the second.")
        began = new.root if old.size == new.size else beginning(old.size, new, self.hashes)
        if began is None:
            raise ForkNotProven("The hashes do not lead to the second head.")
        if began == old.root:
            raise ForkNotProven("The second head contains the first: this is how a log grows.")

    @property
    def digest(self) -> bytes:
        """The same for the same two heads, whoever tells it and with whatever other signatures."""
        texts = (head.partition(b"\n\n")[0] for head in (self.first, self.second))
        return hashlib.sha256(b"\n\n".join(texts)).digest()

    def as_json(self) -> dict[str, Any]:
        return {
            "origin": self.origin,
            "first": self.first.decode(),
            "second": self.second.decode(),
            "hashes": [base64.b64encode(one).decode() for one in self.hashes],
            "witness": self.witness,
        }

    def format(self) -> bytes:
        return json.dumps(self.as_json(), ensure_ascii=False, indent=1).encode()

    @classmethod
    def parse(cls, data: bytes) -> "ForkProof":
        if len(data) > LARGEST_PROOF_BYTES:
            raise ForkNotProven(f"It has more than {LARGEST_PROOF_BYTES} bytes.")
        try:
            found = json.loads(data)
            texts = [found[name] for name in ("origin", "first", "second", "witness")]
            hashes = tuple(base64.b64decode(one, validate=True) for one in found["hashes"])
        except (ValueError, TypeError, KeyError, RecursionError, binascii.Error) as error:
            raise ForkNotProven(f"It cannot be read: {error}") from error
        if not all(isinstance(text, str) for text in texts) or len(texts[3]) > 200:
            raise ForkNotProven("Origin, heads and witness are text.")
        if len(hashes) > MOST_HASHES or any(len(one) != 32 for one in hashes):
            raise ForkNotProven(f"At most {MOST_HASHES} hashes of 32 bytes belong to it.")
        try:
            return cls(texts[0], texts[1].encode(), texts[2].encode(), hashes, texts[3])
        except UnicodeEncodeError as error:
            raise ForkNotProven("It has half a character in it.") from error


def beginning(old_size: int, new: tlog.Checkpoint, hashes: Sequence[bytes]) -> bytes | None:
    """The root of the first `old_size` entries of the tree under `new`; None when `hashes` do not lead to it.

    Whoever finds hashes that lead to the signed root knows the tree's beginning: any other would be a collision
    of SHA-256.
    """
    if not 0 < old_size < new.size or not hashes:
        return None
    shift = (old_size & -old_size).bit_length() - 1
    position, last = (old_size - 1) >> shift, (new.size - 1) >> shift
    inner = (position ^ last).bit_length()
    start, rest = hashes[0], hashes[1:]
    if len(rest) != inner + (position >> inner).bit_count():
        return None
    old_root = new_root = start
    for height, sibling in enumerate(rest):
        if height >= inner or position >> height & 1:
            old_root, new_root = tlog.node_hash(sibling, old_root), tlog.node_hash(sibling, new_root)
        else:
            new_root = tlog.node_hash(new_root, sibling)
    return old_root if new_root == new.root else None


def with_old_root(old_size: int, old_root: bytes, proof: Sequence[bytes]) -> tuple[bytes, ...]:
    """A consistency proof as RFC 6962 writes it -> as a ForkProof does."""
    is_left_out = old_size & (old_size - 1) == 0
    return (old_root, *proof) if is_left_out else tuple(proof)
