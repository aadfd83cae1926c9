"""From checked tiles of level 0 up to the signed root; and, when something is wrong there, which file it is."""

from collections.abc import Iterator, Mapping
from typing import NoReturn

from diwan.ledger import tlog
from diwan.ledger.tlog.merkle import HASH_BYTES
from diwan.ledger.verifying.records import TreeWrong, check_entries, read_entries, read_tile, width_of
from diwan.ledger.verifying.sources import Source
from diwan.ledger.verifying.words import Found, LogWrong


def check_upper_tiles(source: Source, member: str, head: tlog.Checkpoint, found: Found) -> tlog.Tiles:
    """Every tile above level 0 holds the hashes of the full tiles below it, and all lead to the signed root.
    Gives the tree as it was computed, from nothing but the entries that were checked."""
    computed: dict[str, bytes] = {
        tlog.tile_path(0, number, len(tile) // HASH_BYTES): tile for number, tile in found.tiles.items()
    }
    level, hashes = 1, found.roots
    while hashes:
        above = []
        for number, tile in enumerate(_in_tiles(hashes)):
            if read_tile(source, member, level, number, head.size) != tile:
                raise TreeWrong
            computed[tlog.tile_path(level, number, len(tile) // HASH_BYTES)] = tile
            if len(tile) == tlog.TILE_WIDTH * HASH_BYTES:
                above.append(tlog.tile_root(tile))
        level, hashes = level + 1, above
    tree = tlog.Tiles(computed.__getitem__)
    if tree.root(head.size) != head.root:
        raise TreeWrong
    return tree


def tiles_needed(size: int, *older: int) -> frozenset[int]:
    """Numbers of the level-0 tiles out of which the roots of these sizes are computed."""
    return frozenset(at // tlog.TILE_WIDTH for at in (size, *older) if at % tlog.TILE_WIDTH)


def diagnose(source: Source, member: str, head: tlog.Checkpoint) -> NoReturn:
    """Raises LogWrong that names the file: entries, tile or head, whichever stands against the other two."""
    number_of_bundles = -(-head.size // tlog.TILE_WIDTH)
    bundles = [read_entries(source, member, number, head.size) for number in range(number_of_bundles)]
    entries = [entry for bundle in bundles for entry in bundle]
    computed = tlog.append(0, entries, _nothing)
    if len(entries) == head.size and tlog.Tiles(computed.__getitem__).root(head.size) == head.root:
        _name_wrong_tile(source, member, head.size, computed)
    else:
        _name_wrong_entry(source, member, head, bundles)
    raise LogWrong(member, f"{member}/checkpoint", "the head that was signed is of another tree.")


def _name_wrong_tile(source: Source, member: str, size: int, computed: Mapping[str, bytes]) -> None:
    """The entries lead to the signed root, so a tile that says otherwise is the wrong one."""
    for path, tile in computed.items():
        level, number, _ = tlog.parse_path(path) or (None, 0, 0)
        if level is None:
            continue
        shown = read_tile(source, member, level, number, size)
        if shown != tile:
            place = next(at for at in range(len(tile)) if shown[at] != tile[at]) // HASH_BYTES
            what = "this tile is not that of the tree that was signed."
            record = number * tlog.TILE_WIDTH + place + 1 if level == 0 else None
            raise LogWrong(member, f"{member}/{path}", what, record=record)


def _name_wrong_entry(source: Source, member: str, head: tlog.Checkpoint, bundles: list[list[bytes]]) -> None:
    """Where tiles lead to the signed root they tell which entry is wrong; else the author's chain does."""
    prev = bytes(HASH_BYTES)
    for number, entries in enumerate(bundles):
        tile = read_tile(source, member, 0, number, head.size)
        found = [tlog.leaf_hash(entry) for entry in entries]
        if _is_signed_tile(source, member, head, number, tile):
            _compare(member, number, found, list(_hashes(tile)))
        check_entries(member, number, entries, b"".join(found), prev)
        if len(entries) != len(tile) // HASH_BYTES:
            _compare(member, number, found, [*found, prev][: len(tile) // HASH_BYTES])
        prev = found[-1]


def _compare(member: str, number: int, found: list[bytes], signed: list[bytes]) -> None:
    """Hashes of the entries that are there, and of those that were signed."""
    path = f"{member}/{tlog.entries_path(number, len(signed))}"
    for place in range(max(len(found), len(signed))):
        record = number * tlog.TILE_WIDTH + place + 1
        here, there = found[place : place + 1], signed[place : place + 1]
        if here == there:
            continue
        if not there:
            what = "an entry was added behind those that were signed."
        elif not here or (here == signed[place + 1 : place + 2] and there[0] not in found):
            what = "this entry was dropped."
        elif here[0] in signed:
            what = f"entry {number * tlog.TILE_WIDTH + signed.index(here[0]) + 1} was moved here."
        else:
            what = "this entry was changed."
        raise LogWrong(member, path, what, record=record)


def _is_signed_tile(source: Source, member: str, head: tlog.Checkpoint, number: int, tile: bytes) -> bool:
    """An inclusion proof for the first hash of a tile runs over all its others."""
    path = tlog.tile_path(0, number, width_of(0, number, head.size))
    files = tlog.overlay({path: tile}, lambda wanted: source.read(f"{member}/{wanted}"))
    index = number * tlog.TILE_WIDTH
    try:
        proof = tlog.Tiles(files).inclusion(index, head.size)
        tlog.verify_inclusion(tile[:HASH_BYTES], index, head.size, proof, head.root)
    except tlog.LogFault:
        return False
    return True


def _hashes(tile: bytes) -> Iterator[bytes]:
    return (tile[at : at + HASH_BYTES] for at in range(0, len(tile), HASH_BYTES))


def _in_tiles(hashes: list[bytes]) -> Iterator[bytes]:
    for at in range(0, len(hashes), tlog.TILE_WIDTH):
        yield b"".join(hashes[at : at + tlog.TILE_WIDTH])


def _nothing(path: str) -> bytes:
    raise FileNotFoundError(path)
