"""The tampers that the issue names: each made by somebody who mends everything else that he can."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from diwan.ledger import tlog, verifying
from diwan.ledger.envelope import commitment, leaf_bytes, leaf_hash, sign
from strangers.throwaway import Throwaway

Files = dict[str, bytes]  # path -> bytes, of a whole export


@dataclass(frozen=True, slots=True)
class Tamper:
    """`log`, `record` and `file` are what must be named, `says` in the words that follow. `is_first_look`: checked by somebody who sees these logs for the first time."""

    name: str
    files: Files
    log: str
    file: str
    record: int | None = None
    says: str = ""
    is_first_look: bool = False
    go: bool = True  # whether it is in the reach of the Go program, which knows no witnesses


@dataclass(slots=True)
class Log:
    """One member's log as a forger holds it: entries and disclosed lines, to be put back to files."""

    member: str
    entries: list[bytes]
    lines: dict[int, bytes] = field(default_factory=dict)  # seq -> line without its newline


def read_files(folder: Path) -> Files:
    source = verifying.Folder(folder)
    return {path: source.read(path) for path in sorted(source.paths())}


def named_tampers(centre: Throwaway) -> Iterator[Tamper]:
    whole, early = read_files(centre.whole), read_files(centre.early)
    yield from _flips(whole)
    yield from _moved_entries(whole)
    yield from _forgeries(centre, whole)
    replayed = Tamper("an old export shown again", early, "iran", "iran/checkpoint", says="shrunk")
    yield replayed


def _flips(whole: Files) -> Iterator[Tamper]:
    tile, entries = "iraq/tile/0/000", "syria/tile/entries/000"
    upper, envelopes = "iraq/tile/1/000.p/1", "envelopes/russia/000.jsonl"
    yield Tamper("a byte flipped in a tile", _flip(whole, tile, 32 * 99 + 5), "iraq", tile, 100)
    yield Tamper("a byte flipped in an upper tile", _flip(whole, upper, 7), "iraq", upper)
    at = whole[entries].index(b"\n50\n") + 80
    yield Tamper("a byte flipped in an entry", _flip(whole, entries, at), "syria", entries, 50, "changed")
    at = whole[envelopes].index(b'{"seq":20,') + 200
    flipped = _flip(whole, envelopes, at)
    yield Tamper("a byte flipped in an envelope", flipped, "russia", envelopes, 20, "committed")
    at = whole[envelopes].index(b'{"seq":21,') + 30
    while (
        whole[envelopes][at : at + 1] in b"af"
    ):  # flipped, these two are no hex digits: another fault, and another name
        at += 1
    yield Tamper(
        "a byte flipped in a salt", _flip(whole, envelopes, at), "russia", envelopes, 21, "committed"
    )


def _moved_entries(whole: Files) -> Iterator[Tamper]:
    """In the entries alone: the tiles stay, and tell."""
    path = "iran/tile/entries/000.p/252"
    entries = tlog.unpack_entries(whole[path])
    swapped = [*entries[:40], entries[41], entries[40], *entries[42:]]
    for name, changed, record, says in (
        ("the last entry dropped", entries[:-1], 252, "dropped"),
        ("an entry dropped in the middle", [*entries[:99], *entries[100:]], 100, "dropped"),
        ("two entries reordered", swapped, 41, "moved"),
    ):
        yield Tamper(name, whole | {path: tlog.pack_entries(changed)}, "iran", path, record, says)


def _forgeries(centre: Throwaway, whole: Files) -> Iterator[Tamper]:
    """By whoever runs the node: entries, tiles and heads are all made anew, and signed with the log's own key."""
    iran, iraq = _log(whole, "iran"), _log(whole, "iraq")
    dropped = Log("iran", [*iran.entries[:99], *iran.entries[100:]], iran.lines)
    first = {"log": "iran", "file": "iran/tile/entries/000.p/251", "record": 100, "is_first_look": True}
    files = _write(centre, whole, dropped)
    yield Tamper("an entry dropped, the tree signed anew", files, says="is record 101", **first)
    swapped = [*iran.entries[:40], iran.entries[41], iran.entries[40], *iran.entries[42:]]
    files, path = _write(centre, whole, Log("iran", swapped, iran.lines)), "iran/tile/entries/000.p/252"
    yield Tamper(
        "two entries reordered, signed anew", files, "iran", path, 41, "is record 42", is_first_look=True
    )
    shrunken = Log("iran", iran.entries[:-1], {seq: line for seq, line in iran.lines.items() if seq < 252})
    files = _write(centre, whole, shrunken)
    yield Tamper("a shrunken head signed", files, "iran", "iran/checkpoint", says="shrunk")
    forked = _forked(centre, iraq)
    files = _write(centre, whole, forked)
    yield Tamper("the log forked", files, "iraq", "iraq/checkpoint", says="forked")
    both = files | {"iraq/checkpoint.witnessed": whole["iraq/checkpoint.witnessed"]}
    file = "iraq/checkpoint.witnessed"
    yield Tamper(
        "a fork beside the witnessed head", both, "iraq", file, says="cosigned", is_first_look=True, go=False
    )
    longer = Log("iraq", [*forked.entries], dict(forked.lines))
    _say(centre, longer, len(longer.entries) + 1, "one more")
    files = _write(centre, whole, longer)
    yield Tamper("the log forked and grown", files, "iraq", "iraq/checkpoint", says="forked")
    one, other = (
        Log("iran", [*iran.entries], dict(iran.lines)),
        Log("iraq", [*iraq.entries], dict(iraq.lines)),
    )
    one.entries[59], other.entries[59] = other.entries[59], one.entries[59]
    one.lines[60], other.lines[60] = other.lines[60], one.lines.get(60, other.lines[60])
    files = _write(centre, _write(centre, whole, one), other)
    yield Tamper(
        "two members' records swapped", files, "iran", path, 60, "of the log iraq", is_first_look=True
    )


def _forked(centre: Throwaway, log: Log) -> Log:
    """Everything from record 200 on told otherwise, rightly chained and signed with the member's own key."""
    forked = Log(log.member, log.entries[:199], {seq: line for seq, line in log.lines.items() if seq < 200})
    for seq in range(200, len(log.entries) + 1):
        _say(centre, forked, seq, "another story")
    return forked


def _say(centre: Throwaway, log: Log, seq: int, words: str) -> None:
    prev = leaf_hash(log.entries[-1])
    said = {"kind": "report.filed", "member": log.member, "seq": seq, "prev": prev.hex(), "body": words}
    payload = json.dumps(said | {"centre": None, "evidence": None}).encode()
    envelope, salt = sign(payload, centre.author(log.member)), hashlib.sha256(payload).digest()
    log.entries.append(leaf_bytes(log.member, seq, prev, commitment(salt, envelope)))
    log.lines[seq] = verifying.disclosed_line(seq, salt, envelope)[:-1]


def _log(files: Mapping[str, bytes], member: str) -> Log:
    entries: list[bytes] = []
    for path in sorted(path for path in files if path.startswith(f"{member}/tile/entries/")):
        entries += tlog.unpack_entries(files[path])
    lines = {}
    for path in (path for path in files if path.startswith(f"envelopes/{member}/")):
        for line in files[path][:-1].split(b"\n"):
            lines[json.loads(line)["seq"]] = line
    return Log(member, entries, lines)


def _write(centre: Throwaway, files: Files, log: Log) -> Files:
    """All of one log, and nothing left of what it was: no head that witnesses have cosigned either."""
    kept = {
        p: d for p, d in files.items() if not p.startswith((f"{log.member}/", f"envelopes/{log.member}/"))
    }
    tiles = tlog.append(0, log.entries, {}.__getitem__)
    entry = tlog.LogIndex.parse(files[tlog.INDEX_PATH]).log(log.member)
    assert entry is not None
    head = tlog.Checkpoint(
        entry.origin, len(log.entries), tlog.Tiles(tiles.__getitem__).root(len(log.entries))
    )
    written = {f"{log.member}/{path}": data for path, data in tiles.items()}
    written[f"{log.member}/checkpoint"] = tlog.sign_note(head.text, [centre.head_signer(entry)])
    for number in range(-(-len(log.entries) // tlog.TILE_WIDTH)):
        seqs = [seq for seq in sorted(log.lines) if (seq - 1) // tlog.TILE_WIDTH == number]
        if seqs:
            path = verifying.envelopes_path(log.member, number)
            written[path] = b"".join(log.lines[seq] + b"\n" for seq in seqs)
    return kept | written


def _flip(files: Files, path: str, at: int) -> Files:
    data = bytearray(files[path])
    data[at] ^= 1
    return files | {path: bytes(data)}


def with_sums(files: Files) -> Files:
    """What a forger mends last: nobody signs the sums."""
    rest = {path: data for path, data in files.items() if path != verifying.SUMS_PATH}
    lines = (f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(rest.items()))
    return rest | {verifying.SUMS_PATH: "".join(lines).encode()}
