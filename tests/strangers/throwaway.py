"""A throwaway centre: founded, four members file 1,000 records, its logs are published, witnessed and exported."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from diwan import charter, gather, ledger, schema, store
from diwan.core.ids import MemberId
from diwan.entry import wiring
from diwan.gather import Raw
from diwan.gather.words import Arrival, Reach
from diwan.ledger import tlog
from diwan.ledger.export import export_logs
from diwan.ledger.publishing.publisher import Publisher, logs_folder
from diwan.ledger.verifying import Folder
from diwan.ledger.witness import Witness, make_witness, open_witness
from diwan.process.file_report import unpack_item

MEMBERS = tuple(MemberId(name) for name in ("iran", "iraq", "russia", "syria"))
EXPORTER = MemberId("iraq")
# (reports for the whole centre, reports for the own member): with what founding says, 1,000 records and more.
SHARES = ((170, 75), (90, 160), (200, 45), (245, 10))
TEXTS = ("Flood at the bridge, part {}", "سيل عند الجسر {}", "سیل کنار پل {}", "Наводнение у моста {}")


@dataclass(frozen=True, slots=True)
class Throwaway:
    """`early` was exported when the centre was small, `whole` at the end; both as `EXPORTER` may read them."""

    early: Path
    whole: Path
    keys: ledger.KeyStore

    def head_signer(self, entry: tlog.LogEntry) -> tlog.NoteSigner:
        """The log's own key, for forgeries that whoever runs the node could make."""
        held = self.keys.signer(ledger.log_key_name(MemberId(entry.member)))
        return tlog.NoteSigner(entry.origin, held.public_key, held.sign)

    def author(self, member: str) -> ledger.Signer:
        return self.keys.signer(ledger.signing_key_name(MemberId(member)))


@contextmanager
def throwaway_centre(home: Path) -> Iterator[Throwaway]:
    server = store.Server(home / "node", 18, durable=False)
    with store.while_used(server) as connections:
        wiring.connect()
        with psycopg.connect(connections.owner) as owner:
            schema.apply_schema(owner)
        keys = ledger.open_key_store(home / "node", "a passphrase of the tests")
        ledger.use_keys(keys)
        store.use(connections)
        try:
            yield _lived(home, keys)
        finally:
            store.leave()


def _lived(home: Path, keys: ledger.KeyStore) -> Throwaway:
    witnesses = [_witness(home / name, name) for name in ("first", "second", "third")]
    lines = [f"witness {each.name.rpartition('/')[2]} {each.signer.verifier.vkey}" for each in witnesses]
    policy = "\n".join([*lines, "group two 2 first second third", "quorum two", ""])
    charter.found_sample_centre(keys, witness_policy=policy)
    publisher = Publisher(home / "node", keys)
    for member, (open_to_all, own) in zip(MEMBERS, SHARES, strict=True):
        _file(member, open_to_all // 2, whole_centre=True)
        _file(member, own // 2, whole_centre=False)
    _publish(publisher, witnesses)
    early = _export(home, "early")
    for member, (open_to_all, own) in zip(MEMBERS, SHARES, strict=True):
        _file(member, open_to_all - open_to_all // 2, whole_centre=True)
        _file(member, own - own // 2, whole_centre=False)
    _publish(publisher, witnesses)
    return Throwaway(early, _export(home, "whole"), keys)


def _witness(folder: Path, name: str) -> Witness:
    make_witness(folder, f"witness.example/{name}")
    return open_witness(folder)


def _file(member: MemberId, count: int, *, whole_centre: bool) -> None:
    """One item with many reports in it, through the product's own doors."""
    lines = [
        {"title": TEXTS[number % 4].format(number), "text": f"{TEXTS[number % 4].format(number)}. " * 8}
        for number in range(count)
    ]
    data = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()
    viewer = store.service_viewer(member)
    raw = Raw(f"{member}-{count}-{whole_centre}.jsonl", data, "application/x-ndjson")
    item = gather.receive(viewer, Arrival(raw, "upload", Reach(whole_centre=whole_centre)))
    unpack_item(member, item)


def _publish(publisher: Publisher, witnesses: list[Witness]) -> None:
    publisher.turn()
    folder = logs_folder(publisher.home)
    index = tlog.LogIndex.parse((folder / tlog.INDEX_PATH).read_bytes())
    for entry in index.logs:
        for each in witnesses:
            each.state.follow(entry.origin, entry.vkey)
        _ask(folder / entry.member, entry, witnesses)


def _ask(folder: Path, entry: tlog.LogEntry, witnesses: list[Witness]) -> None:
    note = (folder / tlog.CHECKPOINT_PATH).read_bytes()
    head, _ = tlog.open_checkpoint(note, entry.verifiers, entry.origin)
    tiles = tlog.Tiles(lambda path: (folder / path).read_bytes())
    for each in witnesses:
        last = each.state.last_head(entry.origin)
        old = last.size if last else 0
        answer = each.add_checkpoint(
            tlog.AddCheckpoint(old, tuple(tiles.consistency(old, head.size)), note).format()
        )
        if answer.status != 200:
            sys.exit(f"{each.name} answered {answer.status}: {answer.body.decode()}")
        note = tlog.add_signatures(note, answer.body.decode())
    (folder / tlog.WITNESSED_PATH).write_bytes(note)


def _export(home: Path, name: str) -> Path:
    with store.acting_as(store.service_viewer(EXPORTER)) as tx:
        export_logs(Folder(logs_folder(home / "node")), home / name, tx, evidence=True)
    return home / name
