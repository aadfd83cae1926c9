"""Checkpoints (c2sp.org/tlog-checkpoint v1.0.0): what a log's key signs."""

from collections.abc import Sequence
from dataclasses import dataclass

from diwan.ledger.tlog.errors import CheckpointMalformed, OriginWrong
from diwan.ledger.tlog.note import Note, Verifier, open_note
from diwan.ledger.tlog.text import decode_base64, decode_number, encode_base64

ROOT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`root` is the 32-byte RFC 6962 hash of the first `size` entries. Diwan's logs write no extension lines."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        lines = (self.origin, str(self.size), encode_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        lines = text.split("\n")
        if lines[-1] or len(lines) < 4 or not all(lines[:-1]):
            raise CheckpointMalformed("It has fewer than three lines, or an empty one.")
        size, root = decode_number(lines[1]), decode_base64(lines[2])
        if size is None:
            raise CheckpointMalformed(f"{lines[1][:40]!r} is no tree size.")
        if root is None or len(root) != ROOT_BYTES:
            raise CheckpointMalformed(f"{lines[2][:80]!r} is no root hash.")
        return cls(lines[0], size, root, tuple(lines[3:-1]))


def open_checkpoint(data: bytes, verifiers: Sequence[Verifier], origin: str) -> tuple[Checkpoint, Note]:
    """A checkpoint of the log `origin`, signed by one of `verifiers` that bears the log's name.

    Give the witnesses' verifiers too: their cosignatures are then checked and stand in the note.
    """
    note = open_note(data, verifiers)
    checkpoint = Checkpoint.parse(note.text)
    if checkpoint.origin != origin:
        raise OriginWrong(f"It is of {checkpoint.origin}; wanted is {origin}.")
    if not any(signature.name == origin for signature in note.signatures):
        raise OriginWrong(f"The log itself, {origin}, has not signed it with a key that we know.")
    return checkpoint, note
