"""What the keys themselves sign when one follows another. Pure; docs/explanation/keys.md says what each means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from diwan.core.errors import DiwanError
from diwan.ledger.record import Record
from diwan.ledger.tlog.ed25519 import fits, read_public_key

KINDS = ("key.rotated", "key.revoked", "key.lost", "key.compromised")
# These are said by the next key, with the recovery key's word for it: the old one cannot be asked, or not believed.
WITH_RECOVERY = ("key.lost", "key.compromised")


@dataclass(frozen=True, slots=True)
class KeyChange:
    """One key ends at a place of its member's log, and another may follow it there."""

    kind: str
    member: str
    seq: int  # of the record that says so
    ended: bytes  # the public key in use until then
    follows: bytes | None  # the next one; None closes the log
    since: int | None = None  # key.compromised: the first place that the member no longer answers for

    def statement(self) -> bytes:
        """Text, one fact a line. No envelope and no head begins like this."""
        follows = self.follows.hex() if self.follows else "-"
        lines = (
            "diwan/key/1",
            self.kind,
            self.member,
            str(self.seq),
            self.ended.hex(),
            follows,
            str(self.since or "-"),
        )
        return "".join(f"{line}\n" for line in lines).encode()

    @property
    def last_place(self) -> int:
        """The last one at which the ended key counts."""
        if self.kind == "key.compromised":
            return (self.since or self.seq) - 1
        return self.seq - 1 if self.kind == "key.lost" else self.seq

    @property
    def next_place(self) -> int:
        """The first one at which the next key counts."""
        return self.seq if self.kind in WITH_RECOVERY else self.seq + 1

    def body(self, proofs: Mapping[str, bytes]) -> dict[str, Any]:
        said: dict[str, Any] = {
            "ended": self.ended.hex(),
            "public_key": self.follows.hex() if self.follows else None,
        }
        if self.since is not None:
            said["since"] = self.since
        return said | {name: proof.hex() for name, proof in proofs.items()}


def change_of(record: Record) -> KeyChange:
    """Raises KeyError, TypeError or ValueError when the body says no such thing."""
    follows, since = record.body["public_key"], record.body.get("since")
    if since is not None and not 1 <= since <= record.seq:
        raise ValueError(since)
    if record.kind in WITH_RECOVERY and follows is None:
        raise ValueError(record.kind)
    return KeyChange(
        record.kind,
        record.member,
        record.seq,
        bytes.fromhex(record.body["ended"]),
        None if follows is None else bytes.fromhex(follows),
        since,
    )


def is_proven(record: Record, *, known: Sequence[bytes], recovery: bytes | None) -> bool:
    """The next key exists in the member's hands (`proof`), and where the old one cannot speak for it, the recovery
    key does (`recovery_proof`). `known` are the member's keys so far, the latest last; none is used twice."""
    try:
        change, body = change_of(record), record.body
        statement = change.statement()
        if change.ended not in known[-1:] or change.follows in known:
            return False
        if change.follows is not None and not _vouches(change.follows, body["proof"], statement):
            return False
        if change.kind in WITH_RECOVERY:
            return recovery is not None and _vouches(recovery, body["recovery_proof"], statement)
    except (KeyError, TypeError, ValueError, DiwanError):  # another body, no hexadecimal, a weak key
        return False
    return True


def _vouches(public_key: bytes, signature: str, statement: bytes) -> bool:
    return fits(read_public_key(public_key), bytes.fromhex(signature), statement)
