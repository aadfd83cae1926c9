"""A receipt for one record: that it was said, at this place, under a head that others have cosigned."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from diwan.core.errors import DiwanError, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.ledger import tlog
from diwan.ledger.envelope import key_id, open_envelope
from diwan.ledger.verifying import Folder, LogWrong, Shown, Source, open_source
from diwan.ledger.verifying.named import read_index
from diwan.store import Transaction


class NotPublishedYet(DiwanError):
    """This record is not in a signed head yet; that takes about a second. Is the publisher running?"""


@dataclass(frozen=True, slots=True)
class _Row:
    member: MemberId
    seq: int
    envelope: bytes
    salt: bytes
    public_keys: list[bytes]


def receipt_for(tx: Transaction, record_id: RecordId, logs: Path, *, shows_record: bool = True) -> bytes:
    """The bytes of a `.tlog-proof`. `logs` is the folder that the publisher writes. With `shows_record` whoever
    holds the receipt can read the record; without, it is a receipt for something that the holder must know.

    What is hidden, absent or recalled raises the same NotVisible."""
    row = tx.one(
        "SELECT r.member, r.seq, r.envelope, r.salt,"
        " ARRAY(SELECT k.public_key FROM diwan.member_key k WHERE k.member = r.member ORDER BY k.key_id) AS public_keys"
        " FROM diwan.record r WHERE r.id = %s AND r.envelope IS NOT NULL ORDER BY r.member LIMIT 1",
        [record_id],
        into=_Row,
    )
    if row is None:
        raise NotVisible
    shown = (bytes(row.salt), bytes(row.envelope), _signer(row)) if shows_record else None
    return prove(Folder(logs), row.member, row.seq, shown)


def prove(source: Source, member: str, seq: int, shown: tuple[bytes, bytes, bytes] | None = None) -> bytes:
    """Out of any copy of the logs. `shown`: salt, envelope, public key. The newest witnessed head that has the
    record, else the newest head."""
    entry = _entry(source, member)
    for name in (tlog.WITNESSED_PATH, tlog.CHECKPOINT_PATH):
        try:
            note = source.read(f"{member}/{name}")
        except FileNotFoundError:
            continue
        # Only the log's own signature is asked for here: whether the witnesses suffice, the reader's policy says.
        head, _ = tlog.open_checkpoint(note, entry.verifiers, entry.origin)
        if seq <= head.size:
            leaf, proof = _proof(source, member, seq - 1, head)
            extra = Shown(leaf, *shown) if shown else Shown(leaf)
            return tlog.Receipt(seq - 1, proof, note, extra.as_extra()).format()
    raise NotPublishedYet


def _proof(source: Source, member: str, index: int, head: tlog.Checkpoint) -> tuple[bytes, tuple[bytes, ...]]:
    """The leaf, and the hashes that lead from it to the head."""
    tiles = tlog.Tiles(lambda path: source.read(f"{member}/{path}"))
    leaf = tiles.entries(index // tlog.TILE_WIDTH, head.size)[index % tlog.TILE_WIDTH]
    proof = tuple(tiles.inclusion(index, head.size))
    # A receipt that does not verify is worth less than an error now.
    tlog.verify_inclusion(tlog.leaf_hash(leaf), index, head.size, proof, head.root)
    return leaf, proof


def _entry(source: Source, member: str) -> tlog.LogEntry:
    entry = read_index(source).log(member)
    if entry is None:
        raise LogWrong(member, tlog.INDEX_PATH, "the index names no such log.")
    return entry


def prove_from(where: str, member: str, seq: int) -> bytes:
    """Out of a folder, a bundle or a node, without reading right: the record itself is not shown."""
    with closing(open_source(where)) as source:
        return prove(source, member, seq)


def _signer(row: _Row) -> bytes:
    named = open_envelope(bytes(row.envelope)).key_id
    found: bytes = next(bytes(key) for key in row.public_keys if key_id(bytes(key)) == named)
    return found
