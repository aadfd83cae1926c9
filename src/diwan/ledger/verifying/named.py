"""What the index says of centre, keys and policy, held against records that say it signed, and against last time."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from diwan.core.errors import BadInput
from diwan.ledger import tlog
from diwan.ledger.key_ring import KeyRing
from diwan.ledger.payload import read_payload
from diwan.ledger.record import Record
from diwan.ledger.verifying.records import envelopes_path
from diwan.ledger.verifying.sources import Source
from diwan.ledger.verifying.state import SeenCentre, SeenLog
from diwan.ledger.verifying.words import LogWrong

Telling = Mapping[str, Mapping[int, bytes]]  # member -> seq -> payload


def read_index(source: Source) -> tlog.LogIndex:
    try:
        return tlog.LogIndex.parse(source.read(tlog.INDEX_PATH))
    except FileNotFoundError as error:
        raise LogWrong("", tlog.INDEX_PATH, "there is no index of logs here.") from error
    except tlog.LogFault as error:
        raise LogWrong("", tlog.INDEX_PATH, str(error)) from error


def check_against_seen(index: tlog.LogIndex, seen: SeenCentre) -> None:
    """Logs stay, and keys stay what they were: they may end, and others may follow for later records."""
    there = {log.origin: log for log in index.logs}
    for origin, old in seen.logs.items():
        member = origin.rpartition("/")[2]
        if origin not in there:
            raise LogWrong(member, tlog.INDEX_PATH, f"the log {origin} was seen before and is gone.")
        log = there[origin]
        if gone := [vkey for vkey in old.vkeys if vkey not in (log.vkey, *log.former)]:
            raise LogWrong(member, tlog.INDEX_PATH, f"the log's key seen before is not named: {gone[0]}.")
        _check_keys(log, old)


def check_against_records(index: tlog.LogIndex, telling: Telling) -> set[str]:
    """Each record that tells something says the same as the index. Gives the names of what is proven by one."""
    proven: set[str] = set()
    for log in index.logs:
        records = [_record(log, seq, payload) for seq, payload in sorted(telling.get(log.member, {}).items())]
        for record in records:
            _check_log_key(log, record)
            if isinstance(record.body.get("charter"), dict):
                _check_charter(index, log, record)
                proven |= {"names", "charter", "witness_policy", *_founders(record.body["charter"])}
        _check_announced(log, records)
    return proven


def check_unproven_changes(index: tlog.LogIndex, seen: SeenCentre, proven: set[str]) -> None:
    """What only the index says, it must say as last time."""
    pairs: dict[str, tuple[object, object, str]] = {
        "names": (dict(index.names), seen.names, "the names of the centre"),
        "charter": (index.charter, seen.charter, "the hash of the charter"),
        "witness_policy": (index.witness_policy, seen.witness_policy, "the witness policy"),
    }
    for log in index.logs:
        if (old := seen.logs.get(log.origin)) is not None:
            pairs[log.member] = (dict(log.names), old.names, f"the names of {log.member}")
    for name, (now, before, words) in pairs.items():
        if now != before and name not in proven:
            what = (
                f"{words} changed since last time, and no record that is disclosed here says so."
                " Ask the members; then verify once with --accept-changes."
            )
            raise LogWrong("", tlog.INDEX_PATH, what)


def _check_keys(log: tlog.LogEntry, old: SeenLog) -> None:
    now = {(key.public_key, key.from_seq): key.to_seq for key in log.keys}
    seen_size = tlog.Checkpoint.parse(tlog.read_note(old.checkpoint.encode())[0]).size
    for public_key, first, last in old.keys:
        if (public_key, first) not in now:
            raise LogWrong(
                log.member, tlog.INDEX_PATH, f"the key {public_key[:16]}… seen before is not named."
            )
        until = now[public_key, first]
        # A theft that is found later may end it earlier; nothing makes it last longer.
        if last is not None and (until is None or until > last):
            raise LogWrong(log.member, tlog.INDEX_PATH, f"the key {public_key[:16]}… had ended before.")
    fresh = set(now) - {(public_key, first) for public_key, first, _ in old.keys}
    if late := [public_key for public_key, first in fresh if first <= seen_size]:
        what = f"the key {late[0][:16]}… is said to have held for records seen before it was named."
        raise LogWrong(log.member, tlog.INDEX_PATH, what)


def _record(log: tlog.LogEntry, seq: int, payload: bytes) -> Record:
    try:
        # A large charter may have its body beside it; then it proves nothing here.
        return read_payload(payload, 0, None)
    except BadInput as error:
        raise LogWrong(
            log.member, envelopes_path(log.member, (seq - 1) // 256), str(error), record=seq
        ) from error


def _check_log_key(log: tlog.LogEntry, record: Record) -> None:
    if "log_key" in record.body:
        _agree(log, record, "the key of its log", record.body["log_key"] in (log.vkey, *log.former))
        _agree(log, record, "the origin of its log", record.body.get("log_origin") == log.origin)


def _check_announced(log: tlog.LogEntry, records: Sequence[Record]) -> None:
    """The keys are exactly those that the member has announced, each from and to the place that this means."""
    first = next((one for one in records if one.kind == "charter.signed"), None)
    if first is None:
        return  # not disclosed: whoever joined later reads only what came later
    try:
        ring = KeyRing.announced(first)
    except (KeyError, TypeError, ValueError):
        return  # a centre founded by hand; it announces no key
    for record in records:
        ring = ring.following(record)
    announced = {(key.public_key.hex(), key.from_seq, key.to_seq) for key in ring.keys}
    shown = {(key.public_key, key.from_seq, key.to_seq) for key in log.keys}
    if announced != shown:
        wrong = min(key for key, _, _ in announced ^ shown)
        what = f"its records announce other keys, or other places for them: {wrong[:16]}…"
        raise LogWrong(log.member, tlog.INDEX_PATH, what)


def _check_charter(index: tlog.LogIndex, log: tlog.LogEntry, record: Record) -> None:
    body, charter = record.body, record.body["charter"]
    text = json.dumps(charter, ensure_ascii=False, sort_keys=True).encode()
    _agree(log, record, "the charter's hash", hashlib.sha256(text).hexdigest() == body.get("sha256"))
    if body.get("sha256") != index.charter:
        return  # an earlier charter, or one that never came into force
    _agree(log, record, "the names of the centre", charter.get("names") == dict(index.names))
    _agree(log, record, "the witness policy", charter.get("witness_policy", "") == index.witness_policy)
    _agree(log, record, "where the logs are", charter.get("log_origin", "") == index.log_origin)
    for named in index.logs:
        if named.member in (founders := _founders(charter)):
            _agree(log, record, f"the names of {named.member}", dict(named.names) == founders[named.member])
    if record.kind == "centre.founded":
        _agree(log, record, "the id of the centre", str(record.id) == index.centre)


def _founders(charter: Mapping[str, Any]) -> dict[str, Any]:
    """Names by member; of a charter in another form nothing is known."""
    listed = charter.get("founders")
    found = listed if isinstance(listed, list) else []
    return {str(one.get("id")): one.get("names") for one in found if isinstance(one, dict)}


def _agree(log: tlog.LogEntry, record: Record, what: str, holds: object) -> None:
    if not holds:
        said = f"the index says otherwise of {what} than this record."
        raise LogWrong(log.member, tlog.INDEX_PATH, said, record=record.seq)
