"""One record against its log, while somebody looks: signature, place in the chain, proof of inclusion, witnesses.

The log's own files are believed only as far as their signatures and hashes go. Nothing here says at which place of its
log another member's record stands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from diwan.core.ids import RecordId
from diwan.ledger import tlog
from diwan.ledger.envelope import EMPTY_HEAD, commitment, is_signed_by, leaf_bytes, leaf_hash
from diwan.ledger.log_states import has_outsider
from diwan.ledger.prove import NotPublishedYet, prove, receipt_for
from diwan.ledger.verifying import Folder
from diwan.store import Transaction

Read = Callable[[str], bytes]  # a file of one member's log by its path; FileNotFoundError when there is none


class Answer(StrEnum):
    GOOD = "good"
    WAITING = "waiting"  # for the log to be published, or for its witnesses
    TROUBLE = "trouble"
    GONE = "gone"  # recalled: only what the leaf holds can be checked


@dataclass(frozen=True, slots=True)
class Step:
    """`name`: signature, chain, inclusion, witnesses."""

    name: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Check:
    steps: tuple[Step, ...]
    cosigners: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        return all(step.answer is not Answer.TROUBLE for step in self.steps)

    @property
    def is_published(self) -> bool:
        return any(step.name == "inclusion" and step.answer is Answer.GOOD for step in self.steps)


@dataclass(frozen=True, slots=True)
class _Found:
    member: str
    seq: int
    envelope: bytes | None
    salt: bytes | None
    prev: bytes
    committed: bytes
    before: bytes  # hash of the leaf before
    after: bytes | None  # what the leaf after it says of it

    @property
    def leaf(self) -> bytes:
        return leaf_bytes(self.member, self.seq, self.prev, self.committed)


@dataclass(frozen=True, slots=True)
class _Head:
    checkpoint: tlog.Checkpoint
    data: bytes
    cosigners: tuple[str, ...]
    is_witnessed: bool


class _Logs:
    """One a process; none in a process that was not told where they are."""

    folder: ClassVar[Path | None] = None


def use_logs(folder: Path) -> None:
    """From now on records are checked against the published files in `folder`."""
    _Logs.folder = folder


def files_of(member: str) -> Read:
    """The published files of one member's log."""

    def read(path: str) -> bytes:
        if _Logs.folder is None:
            raise FileNotFoundError(path)
        return (_Logs.folder / member / path).read_bytes()

    return read


def check_record(tx: Transaction, record: UUID, read: Read) -> Check | None:
    """None when there is nothing that the viewer may read."""
    found = _find(tx, record)
    if found is None:
        return None
    steps = [Step("signature", _signature(tx, found)), Step("chain", _chain(found))]
    try:
        head = _newest_head(tx, found, read)
        inclusion = _inclusion(found, head, read)
    except (tlog.LogFault, OSError) as fault:
        answer = Answer.WAITING if isinstance(fault, FileNotFoundError) else Answer.TROUBLE
        return Check((*steps, Step("inclusion", answer), Step("witnesses", Answer.WAITING)))
    witnessed = Answer.GOOD if head.is_witnessed and inclusion is Answer.GOOD else Answer.WAITING
    return Check((*steps, Step("inclusion", inclusion), Step("witnesses", witnessed)), head.cosigners)


def receipt_of(tx: Transaction, record: UUID) -> bytes | None:
    """A `.tlog-proof` with the record itself, for somebody who keeps it: it verifies years later without this node.
    Of a recalled record it proves the leaf. None when there is nothing that the viewer may read; raises
    NotPublishedYet, or a fault of the log."""
    found = _find(tx, record)
    if found is None:
        return None
    if _Logs.folder is None or not (_Logs.folder / tlog.INDEX_PATH).exists():
        raise NotPublishedYet
    if found.envelope is None:
        return prove(Folder(_Logs.folder), found.member, found.seq)
    return receipt_for(tx, RecordId(record), _Logs.folder)


def _find(tx: Transaction, record: UUID) -> _Found | None:
    row = tx.one(_RECORD, [record])
    if row is None:
        return None
    before = EMPTY_HEAD
    if row["seq"] > 1:
        before = leaf_hash(
            leaf_bytes(
                row["member"], row["seq"] - 1, bytes(row["before_prev"]), bytes(row["before_commitment"])
            )
        )
    return _Found(
        row["member"],
        row["seq"],
        _bytes(row["envelope"]),
        _bytes(row["salt"]),
        bytes(row["prev"]),
        bytes(row["commitment"]),
        before,
        _bytes(row["after_prev"]),
    )


def _bytes(value: bytes | None) -> bytes | None:
    return None if value is None else bytes(value)


def _keys(tx: Transaction, found: _Found) -> list[bytes]:
    rows = tx.rows(_KEYS, {"member": found.member, "seq": found.seq})
    return [bytes(row["public_key"]) for row in rows]


def _signature(tx: Transaction, found: _Found) -> Answer:
    if found.envelope is None or found.salt is None:
        return Answer.GONE
    is_committed = commitment(found.salt, found.envelope) == found.committed
    is_signed = any(is_signed_by(found.envelope, key) for key in _keys(tx, found))
    return Answer.GOOD if is_committed and is_signed else Answer.TROUBLE


def _chain(found: _Found) -> Answer:
    follows = found.prev == found.before
    is_followed = found.after is None or found.after == leaf_hash(found.leaf)
    return Answer.GOOD if follows and is_followed else Answer.TROUBLE


def _newest_head(tx: Transaction, found: _Found, read: Read) -> _Head:
    """The witnessed head if it holds the record, else the newest signed one."""
    rows = tx.rows(
        "SELECT origin, vkey FROM diwan.member_log WHERE member = %s ORDER BY vkey", [found.member]
    )
    policy = tlog.Policy.parse(
        str(tx.value("SELECT text ->> 'witness_policy' FROM diwan.centre") or "quorum none\n")
    )
    origin = rows[0]["origin"] if rows else ""
    verifiers = [tlog.Verifier.from_vkey(row["vkey"]) for row in rows] + policy.verifiers
    for path in (tlog.WITNESSED_PATH, tlog.CHECKPOINT_PATH):
        try:
            data = read(path)
        except FileNotFoundError:
            continue
        checkpoint, note = tlog.open_checkpoint(data, verifiers, origin)
        if checkpoint.size >= found.seq or path == tlog.CHECKPOINT_PATH:
            cosigners = tuple(policy.cosigners(note))
            # The operator's own witnesses may meet a policy; they make no record witnessed.
            is_witnessed = policy.is_met(note) and has_outsider(tx, cosigners)
            return _Head(checkpoint, data, cosigners, is_witnessed)
    raise FileNotFoundError(tlog.CHECKPOINT_PATH)


def _inclusion(found: _Found, head: _Head, read: Read) -> Answer:
    size = head.checkpoint.size
    if found.seq > size:
        return Answer.WAITING
    proof = tlog.Tiles(read).inclusion(found.seq - 1, size)
    tlog.verify_inclusion(leaf_hash(found.leaf), found.seq - 1, size, proof, head.checkpoint.root)
    return Answer.GOOD


_RECORD = """
SELECT r.member, r.seq, r.envelope, r.salt, l.prev, l.commitment, b.prev AS before_prev,
    b.commitment AS before_commitment, a.prev AS after_prev
FROM diwan.record r JOIN diwan.leaf l ON l.member = r.member AND l.seq = r.seq
LEFT JOIN diwan.leaf b ON b.member = r.member AND b.seq = r.seq - 1
LEFT JOIN diwan.leaf a ON a.member = r.member AND a.seq = r.seq + 1
WHERE r.id = %s ORDER BY r.member LIMIT 1
"""
# The present name of the log first; heads under a former one are not asked for.
_LOG_KEYS = """
SELECT origin, vkey FROM diwan.member_log WHERE member = %s ORDER BY valid_to IS NULL DESC, valid_from DESC, vkey
"""
# A signature counts by its place in the log: docs/explanation/keys.md.
_KEYS = """
SELECT public_key FROM diwan.member_key
WHERE member = %(member)s AND from_seq <= %(seq)s AND (to_seq IS NULL OR to_seq >= %(seq)s) ORDER BY key_id
"""
