"""No file of a folder or bundle is idle: each is one that was checked, or it is strange and refused."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from diwan.ledger import tlog
from diwan.ledger.tlog.merkle import HASH_BYTES
from diwan.ledger.verifying.records import envelopes_path
from diwan.ledger.verifying.sources import Source
from diwan.ledger.verifying.words import Beside, LogWrong

SUMS_PATH = "SHA256SUMS"
_DISCLOSING = ("envelopes/", "bodies/", "evidence/")


def check_files(source: Source, sizes: Mapping[str, int], beside: Iterable[Beside]) -> None:
    """`sizes`: of each member's log, as its signed head says."""
    there = source.paths()
    attached = {one.path: one for one in beside}
    if there is None:
        return
    expected = {tlog.INDEX_PATH, SUMS_PATH} | set(_log_files(sizes))
    for path in sorted(there - expected):
        member = path.split("/")[1] if path.startswith(("bodies/", "evidence/")) and "/" in path else ""
        if path in attached:
            one = attached[path]
            if hashlib.sha256(source.read(path)).hexdigest() != one.sha256:
                what = "it is not the file that the record commits to."
                raise LogWrong(member, path, what, record=one.seq)
        elif not (_is_older_partial(source, sizes, path) or _is_intent(source, sizes, path)):
            raise LogWrong(member, path, "this file belongs to nothing that was signed.")
    if SUMS_PATH in there:
        _check_sums(source, there)
    elif any(path.startswith(_DISCLOSING) for path in there):
        raise LogWrong("", SUMS_PATH, "this file is missing; a bundle that discloses records has it.")


def _log_files(sizes: Mapping[str, int]) -> Iterator[str]:
    for member, size in sizes.items():
        yield f"{member}/{tlog.CHECKPOINT_PATH}"
        yield f"{member}/{tlog.WITNESSED_PATH}"
        yield from (f"{member}/{path}" for path in tlog.tile_paths(size))
        yield from (envelopes_path(member, number) for number in range(-(-size // tlog.TILE_WIDTH)))


def _is_older_partial(source: Source, sizes: Mapping[str, int], path: str) -> bool:
    """A node keeps partial tiles of earlier heads: each must be the beginning of what is there now."""
    member, _, inner = path.partition("/")
    parsed = tlog.parse_path(inner)
    if parsed is None or parsed[2] == tlog.TILE_WIDTH or member not in sizes:
        return False
    level, number, width = parsed
    count = sizes[member] >> (8 * (level or 0))
    now = min(tlog.TILE_WIDTH, count - number * tlog.TILE_WIDTH)
    if now < width:
        return False
    write = tlog.entries_path if level is None else lambda n, w: tlog.tile_path(level, n, w)
    whole, part = source.read(f"{member}/{write(number, now)}"), source.read(path)
    if not whole.startswith(part) or _count(part, is_entries=level is None) != width:
        raise LogWrong(member, path, "this older partial tile is not the beginning of what is there now.")
    return True


def _is_intent(source: Source, sizes: Mapping[str, int], path: str) -> bool:
    """In a node's own folder: the text that its publisher was about to sign, which by now is signed."""
    member, _, name = path.partition("/")
    if name != "intent" or member not in sizes:
        return False
    return source.read(f"{member}/{tlog.CHECKPOINT_PATH}").startswith(source.read(path) + b"\n")


def _count(tile: bytes, *, is_entries: bool) -> float:
    try:
        return len(tlog.unpack_entries(tile)) if is_entries else len(tile) / HASH_BYTES
    except tlog.LogFault:
        return -1


def _check_sums(source: Source, there: frozenset[str]) -> None:
    """Nobody signs the sums: they tell of a bundle that was damaged, not of one that was forged."""
    if source.read(SUMS_PATH) != sums_of(source, there):
        raise LogWrong("", SUMS_PATH, "the files are not all those, or not as, the bundle was made with.")


def sums_of(source: Source, paths: Iterable[str]) -> bytes:
    """As `sha256sum` writes it."""
    lines = (
        f"{hashlib.sha256(source.read(path)).hexdigest()}  {path}\n"
        for path in sorted(paths)
        if path != SUMS_PATH
    )
    return "".join(lines).encode()
