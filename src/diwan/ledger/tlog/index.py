"""The index of a centre's logs, served at `/log/` and kept as `index.json` in an exported folder.

JSON in one spelling (sorted keys, two spaces of indent, a newline at the end), so that no byte of it is idle.
A reader who has seen it once holds the node to it; the records `charter.signed`, `log.opened` and `key.*` in
the logs say the same things under signatures.
"""

import json
import re
from dataclasses import asdict, dataclass
from typing import Any

from diwan.ledger.tlog.ed25519 import read_public_key
from diwan.ledger.tlog.errors import IndexMalformed, KeyMalformed
from diwan.ledger.tlog.note import Verifier
from diwan.ledger.tlog.policy import Policy

INDEX_PATH = "index.json"
MEMBER_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class MemberKey:
    """Good for the records `from_seq` to `to_seq` (None: still good) of its member's log. `public_key`: hex."""

    public_key: str
    from_seq: int
    to_seq: int | None = None

    def holds_at(self, seq: int) -> bool:
        return self.from_seq <= seq and (self.to_seq is None or seq <= self.to_seq)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One member's log; `vkeys` are the keys with which the log (not the member) signs its checkpoints."""

    member: str
    origin: str
    vkeys: tuple[str, ...]
    keys: tuple[MemberKey, ...]

    @property
    def verifiers(self) -> list[Verifier]:
        return [Verifier.from_vkey(vkey) for vkey in self.vkeys]


@dataclass(frozen=True, slots=True)
class LogIndex:
    """`centre` is the id of the centre, "" while it is being founded; `witness_policy` a tlog-policy or ""."""

    centre: str
    logs: tuple[LogEntry, ...]
    witness_policy: str = ""
    version: int = 1

    @property
    def policy(self) -> Policy:
        return Policy.parse(self.witness_policy) if self.witness_policy.strip() else Policy()

    def log(self, member: str) -> LogEntry | None:
        return next((log for log in self.logs if log.member == member), None)

    def format(self) -> bytes:
        return (json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()

    @classmethod
    def parse(cls, data: bytes) -> "LogIndex":
        try:
            index = _index(json.loads(data))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise IndexMalformed(f"It cannot be read: {error}") from error
        if index.format() != data:
            raise IndexMalformed("It is not in the one spelling that docs/reference/log.md gives.")
        _check(index)
        return index


def _index(found: Any) -> LogIndex:
    if not isinstance(found["centre"], str) or not isinstance(found["witness_policy"], str):
        raise TypeError("centre and witness_policy are text")
    logs = tuple(_log_entry(log) for log in found["logs"])
    return LogIndex(found["centre"], logs, found["witness_policy"], _number(found["version"]))


def _log_entry(found: Any) -> LogEntry:
    if not isinstance(found["member"], str) or not isinstance(found["origin"], str):
        raise TypeError("member and origin are text")
    keys = tuple(
        MemberKey(
            str(key["public_key"]),
            _number(key["from_seq"]),
            None if key["to_seq"] is None else _number(key["to_seq"]),
        )
        for key in found["keys"]
    )
    return LogEntry(found["member"], found["origin"], tuple(map(str, found["vkeys"])), keys)


def _number(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(f"{value!r} is not a whole number")
    return value


def _check(index: LogIndex) -> None:
    if index.version != 1:
        raise IndexMalformed(f"It is of version {index.version}; this program knows version 1.")
    members = [log.member for log in index.logs]
    if members != sorted(set(members)):
        raise IndexMalformed("Its logs are not one a member, in the order of their names.")
    for log in index.logs:
        if not MEMBER_NAME.fullmatch(log.member):
            raise IndexMalformed(f"{log.member!r} is no member's id.")
        _check_keys(log)
    _ = index.policy


def _check_keys(log: LogEntry) -> None:
    try:
        names = {verifier.name for verifier in log.verifiers}
        for key in log.keys:
            _read_hex_key(key.public_key)
    except (KeyMalformed, ValueError) as error:
        raise IndexMalformed(f"A key of {log.member} cannot be read. {error}") from error
    if names != {log.origin}:
        raise IndexMalformed(f"The keys of the log of {log.member} do not bear its origin, {log.origin}.")


def _read_hex_key(text: str) -> None:
    raw = bytes.fromhex(text)
    if raw.hex() != text:
        raise KeyMalformed("It is not 64 lower-case hexadecimal digits.")
    read_public_key(raw)
