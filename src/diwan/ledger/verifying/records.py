"""A run of one log's entries, and of the envelopes that were disclosed with them: what a process checks alone.

It holds entries and tiles of level 0 to each other; whoever calls it holds the tiles to a signed root.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from diwan.core.errors import BadInput, DiwanError
from diwan.ledger import tlog
from diwan.ledger.envelope import (
    EMPTY_HEAD,
    PAYLOAD_TYPE,
    Envelope,
    key_id,
    open_envelope,
    pre_authentication_encoding,
)
from diwan.ledger.key_statement import KINDS
from diwan.ledger.strict_json import read_json
from diwan.ledger.tlog.merkle import HASH_BYTES
from diwan.ledger.verifying.sources import Source
from diwan.ledger.verifying.words import Author, Beside, Found, LogWrong, Run

# Records of these kinds say who signs and what was founded: they are held against the index.
TELLING = frozenset({"charter.signed", "centre.founded", "log.opened", *KINDS})
_BEFORE_ENVELOPE = re.compile(rb'\{"seq":([1-9][0-9]{0,18}),"salt":"([0-9a-f]{64})","envelope":')
_COMMITMENT = re.compile(rb"[0-9a-f]{64}\n")
_BESIDE = (("evidence", "evidence"), ("bodies", "body_evidence"))  # folder of a bundle, field of a payload
_COMMITMENT_LINE = 65  # bytes: 64 digits and the newline

Keys = dict[str, tuple[Ed25519PublicKey, int, int | None]]


@dataclass(frozen=True, slots=True)
class Opened:
    payload: bytes
    said: dict[str, Any]
    is_doubtful: bool  # signed with a key for which its member no longer answered here


class NotCommitted(BadInput):
    """A disclosed envelope, or its salt, is not what the log has committed to."""


class StandsElsewhere(BadInput):
    """A disclosed record stands at another place than it was signed for."""


class SignerWrong(BadInput):
    """A disclosed record is not signed with the key that its author had at this place of the log."""


class TreeWrong(Exception):
    """Entries and tiles do not agree; `diagnose` finds out which of them is wrong."""


def check_run(source: Source, run: Run) -> Found:
    """Raises LogWrong or TreeWrong for the first thing that is not as it must be."""
    found, member = Found(), run.author.member
    keys: Keys = {}
    for public_key, first, last in run.author.keys:
        raw = bytes.fromhex(public_key)
        keys[key_id(raw)] = (tlog.read_public_key(raw), first, last)
    prev = read_tile(source, member, 0, run.first - 1, run.size)[-HASH_BYTES:] if run.first else EMPTY_HEAD
    for number in range(run.first, run.end):
        tile = read_tile(source, member, 0, number, run.size)
        entries = read_entries(source, member, number, run.size)
        check_entries(member, number, entries, tile, prev)
        for seq, opened in _disclosed(source, run, number, entries, keys):
            _note(found, member, seq, opened)
        if len(tile) == tlog.TILE_WIDTH * HASH_BYTES:
            found.roots.append(tlog.tile_root(tile))
        if number in run.keep:
            found.tiles[number] = tile
        prev = tile[-HASH_BYTES:]
    return found


def width_of(level: int, number: int, size: int) -> int:
    return min(tlog.TILE_WIDTH, (size >> (8 * level)) - number * tlog.TILE_WIDTH)


def read_tile(source: Source, member: str, level: int, number: int, size: int) -> bytes:
    """Exactly the hashes that a log of `size` has there."""
    width = width_of(level, number, size)
    path = f"{member}/{tlog.tile_path(level, number, width)}"
    data = _read(source, member, path, f"{member}/{tlog.tile_path(level, number)}")
    if len(data) not in (width * HASH_BYTES, tlog.TILE_WIDTH * HASH_BYTES):
        raise LogWrong(member, path, f"this tile has {len(data)} bytes; {width * HASH_BYTES} belong there.")
    return data[: width * HASH_BYTES]


def read_entries(source: Source, member: str, number: int, size: int) -> list[bytes]:
    """As many as are there: their number is checked with their hashes."""
    width = width_of(0, number, size)
    path = f"{member}/{tlog.entries_path(number, width)}"
    data = _read(source, member, path, f"{member}/{tlog.entries_path(number)}")
    try:
        entries = tlog.unpack_entries(data)
    except tlog.LogFault as error:
        raise LogWrong(member, path, str(error)) from error
    return entries[:width] if len(entries) == tlog.TILE_WIDTH else entries


def check_entries(member: str, number: int, entries: list[bytes], tile: bytes, prev: bytes) -> None:
    """Each entry is the one of the tile, and follows the one before it."""
    if b"".join([tlog.leaf_hash(entry) for entry in entries]) != tile:
        raise TreeWrong
    before = prev.hex()
    for place, entry in enumerate(entries):
        seq = number * tlog.TILE_WIDTH + place + 1
        start = f"diwan/leaf/1\n{member}\n{seq}\n{before}\n".encode()
        if entry[:-_COMMITMENT_LINE] != start or not _COMMITMENT.fullmatch(entry, len(start)):
            path = f"{member}/{tlog.entries_path(number, len(entries))}"
            raise LogWrong(member, path, _why_not_next(entry, member, seq), record=seq)
        before = tile[place * HASH_BYTES : (place + 1) * HASH_BYTES].hex()


def envelopes_path(member: str, number: int) -> str:
    """Where a bundle keeps what it discloses of the 256 records of tile `number`."""
    return f"envelopes/{member}/{tlog.entries_path(number).removeprefix('tile/entries/')}.jsonl"


def disclosed_line(seq: int, salt: bytes, envelope: bytes) -> bytes:
    return b'{"seq":%d,"salt":"%s","envelope":%s}\n' % (seq, salt.hex().encode(), envelope)


def check_disclosed(
    author: Author, seq: int, entry: bytes, *, salt: bytes, envelope: bytes, keys: Keys
) -> Opened:
    """What the envelope says, when it is the one committed to, signed by its author, for this place."""
    if hashlib.sha256(b"\x44" + salt + envelope).hexdigest().encode() != entry[-_COMMITMENT_LINE:-1]:
        raise NotCommitted
    opened = open_envelope(envelope)
    is_doubtful = _check_signature(author, seq, opened, keys)
    said = read_json(opened.payload)
    prev = entry.split(b"\n", 4)[3].decode()
    if not isinstance(said, dict):
        raise StandsElsewhere("Its payload is no JSON object.")
    if (said.get("member"), said.get("seq"), said.get("prev")) != (author.member, seq, prev):
        raise StandsElsewhere(f"It is record {said.get('seq')!s:.20} of {said.get('member')!s:.64}.")
    if author.centre is not None and said.get("centre") not in (None, author.centre):
        raise StandsElsewhere("It was signed in another centre.")
    return Opened(opened.payload, said, is_doubtful)


def _read(source: Source, member: str, path: str, full: str) -> bytes:
    """A node may have dropped a partial tile once the full one was there."""
    for tried in dict.fromkeys((path, full)):
        try:
            return source.read(tried)
        except FileNotFoundError:
            continue
    raise LogWrong(member, path, "this file is missing; the head that was signed promises it.")


def _why_not_next(entry: bytes, member: str, seq: int) -> str:
    """In words what a wrong entry looks like: another log's, from another place, or changed."""
    lines = [line.decode(errors="replace")[:64] for line in entry.split(b"\n")]
    if len(lines) == 6 and lines[1] != member:
        return f"this entry is of the log {lines[1]}."
    if len(lines) == 6 and lines[2] != str(seq):
        return f"this entry is record {lines[2]}: one was dropped, put in between, or moved."
    return "this entry does not follow the one before it: one of the two was changed."


def _disclosed(
    source: Source, run: Run, number: int, entries: list[bytes], keys: Keys
) -> Iterator[tuple[int, Opened]]:
    member, path = run.author.member, envelopes_path(run.author.member, number)
    first, last = number * tlog.TILE_WIDTH, 0
    for line in _lines(source, member, path):
        match = _BEFORE_ENVELOPE.match(line)
        if match is None or not line.endswith(b"}"):
            raise LogWrong(member, path, "a line is no disclosed envelope.", record=(last or first) + 1)
        seq = int(match[1])
        if seq <= last or not first < seq <= first + len(entries):
            raise LogWrong(member, path, "this record does not belong at this line.", record=seq)
        last, salt = seq, bytes.fromhex(match[2].decode())
        try:
            yield (
                seq,
                check_disclosed(
                    run.author,
                    seq,
                    entries[seq - first - 1],
                    salt=salt,
                    envelope=line[match.end() : -1],
                    keys=keys,
                ),
            )
        except DiwanError as error:
            raise LogWrong(member, path, str(error), record=seq) from error


def _lines(source: Source, member: str, path: str) -> list[bytes]:
    try:
        data = source.read(path)
    except FileNotFoundError:
        return []
    if not data.endswith(b"\n"):
        raise LogWrong(member, path, "its last line was cut off.")
    return data[:-1].split(b"\n")


def _check_signature(author: Author, seq: int, opened: Envelope, keys: Keys) -> bool:
    """Whether the key, though it signed, did not count here any more. After a theft the stolen key ends before
    records that it signed, and the next begins behind them: they stay, and nobody answers for them."""
    if opened.key_id not in keys:
        raise SignerWrong(f"It names the key {opened.key_id[:16]}…, which {author.member} never had.")
    key, first, last = keys[opened.key_id]
    is_doubtful = last is not None and seq > last
    if seq < first or (is_doubtful and any(_holds(at, until, seq) for _, at, until in keys.values())):
        raise SignerWrong(f"The key {opened.key_id[:16]}… did not hold for record {seq}.")
    if not tlog.fits(key, opened.signature, pre_authentication_encoding(PAYLOAD_TYPE, opened.payload)):
        raise SignerWrong("The signature does not fit what is said.")
    return is_doubtful


def _holds(first: int, last: int | None, seq: int) -> bool:
    return first <= seq and (last is None or seq <= last)


def _note(found: Found, member: str, seq: int, opened: Opened) -> None:
    """Keep what is to be compared with other files."""
    found.disclosed += 1
    found.doubtful += opened.is_doubtful
    if opened.said.get("kind") in TELLING:
        found.telling[seq] = opened.payload
    for folder, field in _BESIDE:
        if isinstance(note := opened.said.get(field), dict):
            found.beside.append(Beside(f"{folder}/{member}/{seq}", seq, str(note.get("sha256"))))
