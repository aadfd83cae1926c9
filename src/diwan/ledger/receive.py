"""A record that came from elsewhere: believed when every check that its author's node made holds here as well.

Pure. Nothing is asked of the sender but bytes.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from diwan.core.ids import MemberId, RecordId
from diwan.ledger.append import refuse_wrong_clock
from diwan.ledger.envelope import EMPTY_HEAD, commitment, leaf_bytes, leaf_hash, open_envelope
from diwan.ledger.errors import FieldWrong, RepeatedId, WrongCommitment, WrongPlace
from diwan.ledger.key_ring import KeyRing
from diwan.ledger.payload import previous_head, read_payload
from diwan.ledger.record import Record


@dataclass(frozen=True, slots=True)
class Known:
    """How far the author's log is known here."""

    member: MemberId
    seq: int = 0
    head: bytes = EMPTY_HEAD
    at: dt.datetime | None = None
    keys: KeyRing = field(default_factory=KeyRing)

    def after(self, record: Record, leaf: bytes) -> "Known":
        return Known(self.member, record.seq, leaf_hash(leaf), record.at, self.keys.following(record))


def receive(
    envelope: bytes,
    salt: bytes,
    leaf: bytes,
    *,
    known: Known,
    now: dt.datetime,
    body: bytes | None = None,
    is_taken: Callable[[RecordId], bool] = lambda _: False,
) -> Record:
    """The record that `envelope` and `salt` disclose and `leaf`, the next of its author's log, commits to. Raises an
    error of `ledger/errors.py` for the first thing that is wrong. `is_taken` knows the ids of other records."""
    opened = open_envelope(envelope)
    record = read_payload(opened.payload, 0, body)
    if record.member != known.member:
        raise FieldWrong(f"member: it says {record.member}, and this is the log of {known.member}.")
    if (record.seq, previous_head(opened.payload)) != (known.seq + 1, known.head):
        raise WrongPlace(f"It says place {record.seq}; what is known here ends with place {known.seq}.")
    if len(salt) != 32 or leaf != leaf_bytes(
        known.member, record.seq, known.head, commitment(salt, envelope)
    ):
        raise WrongCommitment(f"{known.member}, place {record.seq}.")
    # The record of a lost key is signed with the one that it announces.
    known.keys.following(record).check(opened, record.seq)
    if is_taken(record.id):
        raise RepeatedId(str(record.id))
    refuse_wrong_clock(record.at, before=known.at, now=now)
    return record
