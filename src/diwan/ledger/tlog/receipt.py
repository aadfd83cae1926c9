"""Proofs of logging that verify without the node (c2sp.org/tlog-proof, draft): the file `.tlog-proof`."""

from collections.abc import Sequence
from dataclasses import dataclass

from diwan.ledger.tlog import merkle
from diwan.ledger.tlog.checkpoint import Checkpoint, open_checkpoint
from diwan.ledger.tlog.errors import ReceiptMalformed, RequestMalformed
from diwan.ledger.tlog.note import Note, Verifier
from diwan.ledger.tlog.text import decode_base64, decode_number, encode_base64, split_note
from diwan.ledger.tlog.witnessing import read_hashes

HEADER = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True, slots=True)
class Receipt:
    """`index` counts from 0. `extra` is vouched for by nothing: whoever uses it must check it himself."""

    index: int
    proof: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def format(self) -> bytes:
        extra = "" if self.extra is None else f"extra {encode_base64(self.extra)}\n"
        hashes = "".join(f"{encode_base64(one)}\n" for one in self.proof)
        return f"{HEADER}\n{extra}index {self.index}\n{hashes}\n".encode() + self.checkpoint

    @classmethod
    def parse(cls, data: bytes) -> "Receipt":
        (header, *lines), checkpoint = split_note(data) or ([""], b"")
        if header != HEADER:
            raise ReceiptMalformed(
                f"Its first line must be {HEADER}, and an empty line must follow the proof."
            )
        extra = None
        if lines and lines[0].startswith("extra "):
            extra = decode_base64(lines.pop(0)[len("extra ") :])
            if extra is None:
                raise ReceiptMalformed("The line `extra` is not base64.")
        index = decode_number(lines[0][len("index ") :]) if lines and lines[0].startswith("index ") else None
        if index is None:
            raise ReceiptMalformed("The line `index` is missing or not a number.")
        try:
            return cls(index, read_hashes(lines[1:]), checkpoint, extra)
        except RequestMalformed as error:
            raise ReceiptMalformed(error.detail) from error

    def verify(self, leaf: bytes, verifiers: Sequence[Verifier], origin: str) -> tuple[Checkpoint, Note]:
        """`leaf` is the hash of the entry. The checkpoint it stands under, with the verified signatures;
        whether its witnesses suffice is for a policy to say."""
        checkpoint, note = open_checkpoint(self.checkpoint, verifiers, origin)
        merkle.verify_inclusion(leaf, self.index, checkpoint.size, self.proof, checkpoint.root)
        return checkpoint, note
