"""Receipts: one record, and the signed head that it stands under, in one file that needs nobody any more.

The line `extra` of a `.tlog-proof` holds JSON in one spelling: `leaf`, and unless it was made to be passed on,
`salt`, `envelope` and the `public_key` that signed it. None of it is believed: the leaf must hash to what the proof
proves, salt and envelope to what the leaf commits to.
"""

import json
from dataclasses import dataclass
from typing import Any

from diwan.core.errors import BadInput
from diwan.ledger import tlog
from diwan.ledger.envelope import key_id
from diwan.ledger.verifying.records import Keys, check_disclosed
from diwan.ledger.verifying.words import Author


class ReceiptWrong(BadInput):
    """This receipt does not hold."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a receipt shows beside the proof; the last three are None in one that was made to be passed on."""

    leaf: bytes
    salt: bytes | None = None
    envelope: bytes | None = None
    public_key: bytes | None = None

    def as_extra(self) -> bytes:
        said = {"leaf": self.leaf.decode()}
        if self.envelope is not None and self.salt is not None and self.public_key is not None:
            said |= {
                "salt": self.salt.hex(),
                "envelope": self.envelope.decode(),
                "public_key": self.public_key.hex(),
            }
        return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    @classmethod
    def from_extra(cls, extra: bytes | None) -> "Shown":
        try:
            said = json.loads(extra or b"")
            parts = [bytes.fromhex(said[name]) if name in said else None for name in ("salt", "public_key")]
            envelope = said["envelope"].encode() if "envelope" in said else None
            shown = cls(said["leaf"].encode(), parts[0], envelope, parts[1])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ReceiptWrong("It does not bring the leaf that it is a receipt for.") from error
        if shown.as_extra() != extra:
            raise ReceiptWrong("What it brings beside the proof is not in its one spelling.")
        return shown


@dataclass(frozen=True, slots=True)
class Proven:
    """`said` is the record's payload, None when the receipt does not show it; `author_key` (hex) signed it.
    `is_author_given`: whether that key is one that the verifier was told to expect."""

    member: str
    seq: int
    checkpoint: tlog.Checkpoint
    cosigned_at: tuple[int, ...]  # Unix seconds, by witnesses that are known
    cosigners: tuple[str, ...]
    is_policy_met: bool
    said: dict[str, Any] | None
    author_key: str | None
    is_author_given: bool
    unknown_signers: tuple[str, ...]


def verify_receipt(
    data: bytes, log_keys: list[tlog.Verifier], policy: tlog.Policy, author_keys: list[str]
) -> Proven:
    """Raises ReceiptWrong or a tlog.LogFault. `author_keys` (hex) may be empty: the leaf stands all the same."""
    receipt = tlog.Receipt.parse(data)
    shown = Shown.from_extra(receipt.extra)
    origin = tlog.read_note(receipt.checkpoint)[0].partition("\n")[0]
    checkpoint, note = receipt.verify(tlog.leaf_hash(shown.leaf), [*log_keys, *policy.verifiers], origin)
    member, seq = _place(shown.leaf)
    if seq != receipt.index + 1 or origin.rpartition("/")[2] != member:
        raise ReceiptWrong(f"The leaf is record {seq} of {member}, the proof is for another place.")
    said = _open(shown, member, seq)
    key = None if said is None or shown.public_key is None else shown.public_key.hex()
    if key is not None and author_keys and key not in author_keys:
        raise ReceiptWrong(f"The record is signed with {key[:16]}…, which is not the key you gave.")
    return Proven(
        member=member,
        seq=seq,
        checkpoint=checkpoint,
        cosigned_at=tuple(s.timestamp for s in note.signatures if s.timestamp is not None),
        cosigners=tuple(policy.cosigners(note)),
        is_policy_met=policy.is_met(note),
        said=said,
        author_key=key,
        is_author_given=bool(author_keys),
        unknown_signers=tuple(one.name for one in note.unknown),
    )


def _place(leaf: bytes) -> tuple[str, int]:
    lines = leaf.decode(errors="replace").split("\n")
    if len(lines) != 6 or lines[0] != "diwan/leaf/1" or not lines[2].isascii() or not lines[2].isdigit():
        raise ReceiptWrong("What it brings is no leaf of a log of records.")
    return lines[1], int(lines[2])


def _open(shown: Shown, member: str, seq: int) -> dict[str, Any] | None:
    if shown.envelope is None or shown.salt is None or shown.public_key is None:
        return None
    keys: Keys = {key_id(shown.public_key): (tlog.read_public_key(shown.public_key), 1, None)}
    author = Author(member, None, ())
    return check_disclosed(author, seq, shown.leaf, salt=shown.salt, envelope=shown.envelope, keys=keys).said
