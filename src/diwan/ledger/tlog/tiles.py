"""Tiles and bundles of entries (c2sp.org/tlog-tiles): a tree as static files, and any proof read out of them.

A tile of level L holds up to 256 hashes of complete subtrees of 256^L entries. A partial tile is never hashed
into a level above, so all files that are full stay as they are for ever.
"""

import functools
import re
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from diwan.ledger.tlog import merkle
from diwan.ledger.tlog.errors import EntriesMalformed, EntryTooLarge, TileMalformed, TileMissing
from diwan.ledger.tlog.merkle import HASH_BYTES, node_hash

TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
MAX_ENTRY_BYTES = 65_535
CHECKPOINT_PATH = "checkpoint"
# The same checkpoint with the witnesses' lines, once the policy is met.
WITNESSED_PATH = "checkpoint.witnessed"

_ENTRIES = -1  # the "level" of entry bundles
_PATH = re.compile(r"tile/(entries|[1-5]?[0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
_LENGTH = struct.Struct(">H")

# path -> bytes. Whatever it raises when there is no such file passes through, FileNotFoundError and KeyError
# as TileMissing.
Read = Callable[[str], bytes]


def tile_path(level: int, number: int, width: int = TILE_WIDTH) -> str:
    """`width` 1 to 255 names a partial tile."""
    return _path(str(level), number, width)


def entries_path(number: int, width: int = TILE_WIDTH) -> str:
    return _path("entries", number, width)


def parse_path(path: str) -> tuple[int | None, int, int] | None:
    """(level or None for entries, number, width); None when it is no path of a tile in its one spelling."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    level = None if found[1] == "entries" else int(found[1])
    number, width = int(found[2].replace("x", "").replace("/", "")), int(found[3] or TILE_WIDTH)
    return (level, number, width) if _path(found[1], number, width) == path else None


def tile_paths(size: int) -> Iterator[str]:
    """Every file of a log of `size` entries but the checkpoints: bundles first, then tiles, level by level."""
    yield from _paths_of_level(_ENTRIES, 0, size)
    level, count = 0, size
    while count:
        yield from _paths_of_level(level, 0, count)
        level, count = level + 1, count >> TILE_HEIGHT


def tile_paths_for(old_size: int, new_size: int) -> list[str]:
    """What must be written when a log grows; what held for `old_size` and is full stays untouched."""
    paths = list(_paths_of_level(_ENTRIES, old_size, new_size))
    level, old, new = 0, old_size, new_size
    while new > old:
        paths += _paths_of_level(level, old, new)
        level, old, new = level + 1, old >> TILE_HEIGHT, new >> TILE_HEIGHT
    return paths


def pack_entries(entries: Iterable[bytes]) -> bytes:
    packed = bytearray()
    for entry in entries:
        if len(entry) > MAX_ENTRY_BYTES:
            raise EntryTooLarge(f"This one has {len(entry):,}.")
        packed += _LENGTH.pack(len(entry)) + entry
    return bytes(packed)


def unpack_entries(bundle: bytes) -> list[bytes]:
    entries: list[bytes] = []
    at = 0
    while at < len(bundle):
        start = at + _LENGTH.size
        end = start + _LENGTH.unpack_from(bundle, at)[0] if start <= len(bundle) else start
        if end > len(bundle):
            raise EntriesMalformed(f"It ends in the middle of entry {len(entries)} of the bundle.")
        entries.append(bundle[start:end])
        at = end
    return entries


class Tiles:
    """The tree in a log's files, as of a size that a checkpoint told. `read` may serve a larger log too.

    Trusts nothing it reads: whoever asks for a root or a proof compares it with a signed root.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._hashes = functools.lru_cache(maxsize=256)(self._read_hashes)
        self._nodes = functools.lru_cache(maxsize=4096)(self._combine)

    def root(self, size: int, *, within: int | None = None) -> bytes:
        """`within`: the size whose files are there, when the root of an earlier state is asked for."""
        return self.range_hash(0, size, size if within is None else within)

    def inclusion(self, index: int, size: int) -> list[bytes]:
        return merkle.inclusion_proof(index, size, lambda first, end: self.range_hash(first, end, size))

    def consistency(self, old: int, new: int) -> list[bytes]:
        return merkle.consistency_proof(old, new, lambda first, end: self.range_hash(first, end, new))

    def leaf_hash(self, index: int, size: int) -> bytes:
        return self.range_hash(index, index + 1, size)

    def range_hash(self, first: int, end: int, size: int) -> bytes:
        """MTH(D[first:end]), where the range is one that the definitions of RFC 6962 speak of."""
        count = end - first
        if count == 0:
            return merkle.EMPTY_ROOT
        if count & (count - 1) == 0:
            height = count.bit_length() - 1
            return self._nodes(height, first >> height, size)
        middle = first + merkle.largest_power_below(count)
        return node_hash(self.range_hash(first, middle, size), self.range_hash(middle, end, size))

    def entries(self, number: int, size: int) -> list[bytes]:
        """The bundle `number` of the log, as long as `size` makes it."""
        width = min(TILE_WIDTH, size - number * TILE_WIDTH)
        found = unpack_entries(self._read_either(_ENTRIES, number, width))
        if len(found) < width:
            raise EntriesMalformed(f"{entries_path(number, width)} has {len(found)} entries.")
        return found[:width]

    def _combine(self, height: int, index: int, size: int) -> bytes:
        """The hash of the complete subtree of 2^height entries that is number `index`."""
        level, within = divmod(height, TILE_HEIGHT)
        if within:
            return node_hash(
                self._nodes(height - 1, 2 * index, size), self._nodes(height - 1, 2 * index + 1, size)
            )
        number, place = divmod(index, TILE_WIDTH)
        width = min(TILE_WIDTH, (size >> (level * TILE_HEIGHT)) - number * TILE_WIDTH)
        return self._hashes(level, number, width)[place * HASH_BYTES : (place + 1) * HASH_BYTES]

    def _read_hashes(self, level: int, number: int, width: int) -> bytes:
        data = self._read_either(level, number, width)
        if len(data) % HASH_BYTES or not width * HASH_BYTES <= len(data) <= TILE_WIDTH * HASH_BYTES:
            raise TileMalformed(f"{tile_path(level, number, width)} has {len(data)} bytes.")
        return data

    def _read_either(self, level: int, number: int, width: int) -> bytes:
        """A log may drop a partial tile when the full one is there: then that is read."""
        for tried in dict.fromkeys((width, TILE_WIDTH)):
            try:
                return self._read(_level_path(level, number, tried))
            except (FileNotFoundError, KeyError):
                continue
        raise TileMissing(f"It is {_level_path(level, number, width)}.")


def append(old_size: int, entries: Sequence[bytes], read: Read) -> dict[str, bytes]:
    """The files to write when `entries` follow a log of `old_size`: path -> bytes, bundles first.

    Reads the partial tiles at the old end through `read`. Writing them changes nothing that a checkpoint of
    the old size promises: a crash among them leaves files that the next run writes again, the same.
    """
    if not entries:
        return {}
    files = dict(_grow_bundles(old_size, entries, read))
    level, old = 0, old_size
    hashes = [merkle.leaf_hash(entry) for entry in entries]
    while hashes:
        grown, hashes = _grow_level(level, old, hashes, read)
        files |= grown
        level, old = level + 1, old >> TILE_HEIGHT
    return files


def overlay(files: Mapping[str, bytes], read: Read) -> Read:
    """Reads what is about to be written before what is there: `Tiles(overlay(files, read)).root(new_size)`."""
    return lambda path: files[path] if path in files else read(path)


def _grow_bundles(old_size: int, entries: Sequence[bytes], read: Read) -> Iterator[tuple[str, bytes]]:
    number, kept = divmod(old_size, TILE_WIDTH)
    head = _old_end(_ENTRIES, number, kept, read)
    if kept and len(unpack_entries(head)) != kept:
        raise EntriesMalformed(f"{entries_path(number, kept)} has not {kept} entries.")
    taken = 0
    while taken < len(entries):
        part = entries[taken : taken + TILE_WIDTH - kept]
        yield entries_path(number, kept + len(part)), head + pack_entries(part)
        taken, number, kept, head = taken + len(part), number + 1, 0, b""


def _grow_level(
    level: int, old: int, hashes: list[bytes], read: Read
) -> tuple[dict[str, bytes], list[bytes]]:
    """The tiles of one level, and the hashes of those that became full."""
    number, kept = divmod(old, TILE_WIDTH)
    whole = _old_end(level, number, kept, read) + b"".join(hashes)
    if len(whole) != (kept + len(hashes)) * HASH_BYTES:
        raise TileMalformed(f"{tile_path(level, number, kept)} has not {kept} hashes.")
    tile_bytes = TILE_WIDTH * HASH_BYTES
    tiles = {
        tile_path(level, number + step, min(tile_bytes, len(whole) - at) // HASH_BYTES): whole[
            at : at + tile_bytes
        ]
        for step, at in enumerate(range(0, len(whole), tile_bytes))
    }
    return tiles, [tile_root(tile) for tile in tiles.values() if len(tile) == tile_bytes]


def _old_end(level: int, number: int, width: int, read: Read) -> bytes:
    if not width:
        return b""
    path = _level_path(level, number, width)
    try:
        return read(path)
    except (FileNotFoundError, KeyError) as error:
        raise TileMissing(f"It is {path}.") from error


def tile_root(tile: bytes) -> bytes:
    """Of a full tile: its place in the tile above."""
    row = [tile[at : at + HASH_BYTES] for at in range(0, len(tile), HASH_BYTES)]
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def _paths_of_level(level: int, old: int, new: int) -> Iterator[str]:
    end = (new + TILE_WIDTH - 1) >> TILE_HEIGHT if new > old else 0
    for number in range(old >> TILE_HEIGHT, end):
        yield _level_path(level, number, min(TILE_WIDTH, new - number * TILE_WIDTH))


def _level_path(level: int, number: int, width: int) -> str:
    return entries_path(number, width) if level == _ENTRIES else tile_path(level, number, width)


def _path(level: str, number: int, width: int) -> str:
    digits = f"{number:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    name = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
    partial = "" if width == TILE_WIDTH else f".p/{width}"
    return f"tile/{level}/{name}{partial}"
