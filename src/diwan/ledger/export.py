"""Copies of the logs to give away: the static files, and what one member may read of the records behind them."""

import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from diwan.core.errors import BadInput
from diwan.ledger import tlog
from diwan.ledger.verify import Opened
from diwan.ledger.verifying import SUMS_PATH, Folder, Source, disclosed_line, envelopes_path, sums_of
from diwan.store import Transaction

# path, bytes
Write = Callable[[str, bytes], None]


class PlaceTaken(BadInput):
    """There is something at this place already; name another."""


@dataclass(frozen=True, slots=True)
class _Attached:
    seq: int
    data: bytes


def export_logs(source: Source, place: Path, tx: Transaction | None = None, *, evidence: bool = False) -> int:
    """Write a folder, or a zip when `place` ends in .zip; nothing is there until it is whole. With `tx` the
    records that its viewer may read are disclosed, with `evidence` also the bytes that came with them.
    Gives the number of records disclosed."""
    if place.exists():
        raise PlaceTaken(str(place))
    fresh = place.with_name(f".{place.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    disclosed = 0
    for path, data, records in _files(source, tx, evidence=evidence):
        _write(fresh, path, data)
        disclosed += records
    folder = Folder(fresh)
    _write(fresh, SUMS_PATH, sums_of(folder, folder.paths()))
    if place.suffix == ".zip":
        packed = place.with_name(f".{place.name}.packed")
        _pack(folder, packed)
        shutil.rmtree(fresh)
        fresh = packed
    fresh.replace(place)
    return disclosed


def _files(source: Source, tx: Transaction | None, *, evidence: bool) -> Iterator[tuple[str, bytes, int]]:
    """(path, bytes, records disclosed in it). Heads first: tiles that come to be meanwhile are not asked for."""
    index_bytes = source.read(tlog.INDEX_PATH)
    index = tlog.LogIndex.parse(index_bytes)
    yield tlog.INDEX_PATH, index_bytes, 0
    for log in index.logs:
        size = 0
        # The witnessed head is read first, so that it cannot be newer than the other.
        for name in (tlog.WITNESSED_PATH, tlog.CHECKPOINT_PATH):
            try:
                note = source.read(f"{log.member}/{name}")
            except FileNotFoundError:
                continue
            yield f"{log.member}/{name}", note, 0
            size = tlog.open_checkpoint(note, log.verifiers, log.origin)[0].size
        for path in tlog.tile_paths(size):
            yield f"{log.member}/{path}", _tile(source, log.member, path), 0
        if tx is not None:
            yield from _disclosed(tx, log.member, size)
            yield from _bodies(tx, log.member, size, evidence=evidence)


def _tile(source: Source, member: str, path: str) -> bytes:
    try:
        return source.read(f"{member}/{path}")
    except FileNotFoundError:
        full, parted, width = path.partition(".p/")
        if not parted:
            raise
        data = source.read(f"{member}/{full}")
        if "/entries/" in path:
            return tlog.pack_entries(tlog.unpack_entries(data)[: int(width)])
        return data[: int(width) * 32]


def _disclosed(tx: Transaction, member: str, size: int) -> Iterator[tuple[str, bytes, int]]:
    for number in range(-(-size // tlog.TILE_WIDTH)):
        first = number * tlog.TILE_WIDTH
        rows = tx.rows(
            "SELECT seq, salt, envelope FROM diwan.record"
            " WHERE member = %s AND seq > %s AND seq <= %s AND envelope IS NOT NULL ORDER BY seq",
            [member, first, min(size, first + tlog.TILE_WIDTH)],
            into=Opened,
        )
        if rows:
            lines = (disclosed_line(row.seq, bytes(row.salt), bytes(row.envelope)) for row in rows)
            yield envelopes_path(member, number), b"".join(lines), len(rows)


def _bodies(tx: Transaction, member: str, size: int, *, evidence: bool) -> Iterator[tuple[str, bytes, int]]:
    tables = {"bodies": "record_body", "evidence": "evidence"} if evidence else {"bodies": "record_body"}
    for folder, table in tables.items():
        after = 0
        while True:  # one at a time: evidence may have 64 MiB
            row = tx.one(
                f"SELECT r.seq, b.data FROM diwan.{table} b JOIN diwan.record r"  # noqa: S608
                " ON r.member = b.member AND r.id = b.record"
                " WHERE r.member = %s AND r.seq > %s AND r.seq <= %s AND r.envelope IS NOT NULL"
                " ORDER BY r.seq LIMIT 1",
                [member, after, size],
                into=_Attached,
            )
            if row is None:
                break
            yield f"{folder}/{member}/{row.seq}", bytes(row.data), 0
            after = row.seq


def _write(root: Path, path: str, data: bytes) -> None:
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _pack(folder: Folder, place: Path) -> None:
    """Every file under a fixed date: the same logs give the same zip."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.paths()):
            packed.writestr(zipfile.ZipInfo(path), folder.read(path), compress_type=zipfile.ZIP_DEFLATED)
