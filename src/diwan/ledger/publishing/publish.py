"""One log: its new leaves become tiles and a signed head.

The law of this file: the log's key signs no head that does not contain every head it has signed before. What it
may have signed is known from four places: the file `checkpoint`, the file `intent` (written before signing), the
row in `log_state`, and what witnesses have shown. Recovery is no special path: each run starts from what is there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from diwan.core.errors import DiwanError
from diwan.ledger import tlog
from diwan.ledger.publishing.disk import Disk

INTENT_PATH = "intent"  # not served: a head without a signature, the last that was about to get one
FIRST_PREV = bytes(32)  # what a log's first leaf names as the one before it
BATCH = 64 * tlog.TILE_WIDTH  # leaves held in memory at once


@dataclass(frozen=True, slots=True)
class Head:
    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class Log:
    """`signer` bears the origin as its name. `verifiers`: every key this log has had, its present one too."""

    member: str
    signer: tlog.NoteSigner
    verifiers: tuple[tlog.Verifier, ...]

    @property
    def origin(self) -> str:
        return self.signer.name


class Leaves(Protocol):
    """The leaves of one member, as the database holds them."""

    def length(self) -> int: ...

    def after(self, size: int, limit: int) -> list[tuple[bytes, bytes]]:
        """(prev, entry) of the leaves that follow the first `size`, in order and without a gap."""


class HeadRefused(DiwanError):
    """This log is not published any further: a new head would contradict one that it has signed."""

    kind = "other_records"


class FewerRecords(HeadRefused):
    """The database has fewer records than this log has published: was it restored from an old backup?"""

    kind = "fewer_records"


class OtherRecords(HeadRefused):
    """The database has other records than this log has published: was it restored and then written on?"""

    kind = "other_records"


def publish(log: Log, disk: Disk, leaves: Leaves, known: Iterable[Head] = ()) -> Head:
    """The head that stands at the end. `known`: heads signed before that the files may have forgotten.

    HeadRefused when the leaves do not contain all of them: nothing is signed then, and nothing served changes.
    """
    signed = signed_head(disk, log)
    before = [head for head in (signed, intended_head(disk), *known) if head and head.size]
    length = leaves.length()
    longest = max(before, key=lambda head: head.size, default=Head(0, tlog.EMPTY_ROOT))
    if length < longest.size:
        raise FewerRecords(f"{log.member}: {length} are there, {longest.size} were published.")
    if length == 0:
        return longest
    # A crash among these leaves tiles beyond the head, which nobody asks for and the next run lays again.
    _lay_tiles(log, disk, leaves, signed, length)
    head = Head(length, tlog.Tiles(disk.read).root(length))
    _refuse_contradiction(log, disk, head, before)
    if head != signed or _origin(disk) != log.origin:
        _sign(log, disk, head)
    _tidy(disk, signed.size if signed else 0, length)
    return head


def signed_head(disk: Disk, log: Log) -> Head | None:
    """Of the file `checkpoint`. One that is damaged counts as none: the other three places remember."""
    try:
        note = tlog.open_note(disk.read(tlog.CHECKPOINT_PATH), log.verifiers)
        found = tlog.Checkpoint.parse(note.text)
    except (FileNotFoundError, tlog.LogFault):
        return None
    return Head(found.size, found.root)


def intended_head(disk: Disk) -> Head | None:
    """Of the file `intent`. It is whole or absent; should the disk have spoilt it, the row in the database remains."""
    try:
        found = tlog.Checkpoint.parse(disk.read(INTENT_PATH).decode())
    except (FileNotFoundError, UnicodeDecodeError, tlog.LogFault):
        return None
    return Head(found.size, found.root)


def _origin(disk: Disk) -> str:
    return disk.read(tlog.CHECKPOINT_PATH).partition(b"\n")[0].decode()


def _lay_tiles(log: Log, disk: Disk, leaves: Leaves, signed: Head | None, length: int) -> None:
    """From the signed head on; from the first leaf if the tiles under that head are lost or spoilt."""
    start = signed.size if signed else 0
    try:
        last = _last_leaf(disk, signed)
    except tlog.LogFault:
        start, last = 0, FIRST_PREV
    if start:
        _refuse_other_last(log, leaves, start, last)
    try:
        _grow(log, disk, leaves, size=start, length=length, last=last)
    except tlog.LogFault:
        _grow(log, disk, leaves, size=0, length=length, last=FIRST_PREV)
    disk.settle()


def _refuse_other_last(log: Log, leaves: Leaves, size: int, last: bytes) -> None:
    """The last published leaf stands for all before it: each names its predecessor."""
    found = leaves.after(size - 1, 1)
    if not found or tlog.leaf_hash(found[0][1]) != last:
        raise OtherRecords(f"{log.member}: record {size} is not the one that was published.")


def _last_leaf(disk: Disk, signed: Head | None) -> bytes:
    """The hash that the next leaf must name as `prev`. TileMalformed when the tiles are not those of the head."""
    if signed is None or not signed.size:
        return FIRST_PREV
    tiles = tlog.Tiles(disk.read)
    if tiles.root(signed.size) != signed.root:
        raise tlog.TileMalformed("The tiles are not those under the signed head.")
    return tiles.leaf_hash(signed.size - 1, signed.size)


def _grow(log: Log, disk: Disk, leaves: Leaves, *, size: int, length: int, last: bytes) -> None:
    while size < length:
        found = leaves.after(size, min(BATCH, length - size))
        last = _follow(log, size, found, last)
        for path, data in tlog.append(size, [entry for _, entry in found], disk.read).items():
            disk.lay(path, data)
        size += len(found)


def _follow(log: Log, size: int, found: Sequence[tuple[bytes, bytes]], last: bytes) -> bytes:
    """Each leaf names the one before it, across the published end too."""
    if not found:
        raise OtherRecords(f"{log.member}: record {size + 1} is missing.")
    for step, (prev, entry) in enumerate(found, start=1):
        if prev != last:
            raise OtherRecords(f"{log.member}: record {size + step} does not follow the one before it.")
        last = tlog.leaf_hash(entry)
    return last


def _refuse_contradiction(log: Log, disk: Disk, head: Head, before: Sequence[Head]) -> None:
    tiles = tlog.Tiles(disk.read)
    for known in before:
        if tiles.root(known.size, within=head.size) != known.root:
            raise OtherRecords(f"{log.member}: its first {known.size} are not those that were published.")


def _sign(log: Log, disk: Disk, head: Head) -> None:
    text = tlog.Checkpoint(log.origin, head.size, head.root).text
    # A crash before this lasts: nothing was signed. After it: the next run signs this head, or a longer one that
    # contains it, or none; so a signature that was made and lost in the crash is never contradicted.
    disk.lay(INTENT_PATH, text.encode())
    disk.settle()
    note = tlog.sign_note(text, [log.signer])
    # A crash before this lasts leaves the old head served; every tile it needs is still there.
    disk.lay(tlog.CHECKPOINT_PATH, note)
    disk.settle()


def _tidy(disk: Disk, old: int, new: int) -> None:
    """Partial tiles whose full one is there may go (tlog-tiles). A crash here leaves some; they do no harm."""
    for path in tlog.tile_paths_for(old, new):
        if "/" in path and ".p/" not in path:
            disk.drop(f"{path}.p")
