"""The index of a centre's logs, served at `/log/` and kept as `index.json` in an exported folder.

JSON in one spelling (sorted keys, two spaces of indent, a newline at the end), so that no byte of it is idle.
A reader who has seen it once holds the node to it; the records `charter.signed`, `log.opened` and `key.*` in
the logs say the same things under signatures.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
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

    def as_json(self) -> dict[str, Any]:
        key_id = hashlib.sha256(bytes.fromhex(self.public_key)).hexdigest()
        return {
            "key_id": key_id,
            "public_key": self.public_key,
            "from_seq": self.from_seq,
            "to_seq": self.to_seq,
        }


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One member's log. `vkey` signs its checkpoints now, the `former` ones did; `keys` sign its records."""

    member: str
    origin: str
    vkey: str
    keys: tuple[MemberKey, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    former: tuple[str, ...] = ()

    @property
    def verifiers(self) -> list[Verifier]:
        return [Verifier.from_vkey(vkey) for vkey in (self.vkey, *self.former)]

    def as_json(self) -> dict[str, Any]:
        return {
            "member": self.member,
            "names": dict(self.names),
            "origin": self.origin,
            "vkey": self.vkey,
            "path": f"{self.member}/",
            "former": list(self.former),
            "keys": [key.as_json() for key in self.keys],
        }


@dataclass(frozen=True, slots=True)
class LogIndex:
    """`centre` is the id of the centre, `charter` the SHA-256 (hex) of its charter, both "" while it is being
    founded; `log_origin` is what the origins of all its logs begin with; `witness_policy` a tlog-policy or ""."""

    centre: str
    charter: str
    log_origin: str
    logs: tuple[LogEntry, ...]
    witness_policy: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def policy(self) -> Policy:
        return Policy.parse(self.witness_policy) if self.witness_policy.strip() else Policy()

    def log(self, member: str) -> LogEntry | None:
        return next((log for log in self.logs if log.member == member), None)

    def as_json(self) -> dict[str, Any]:
        return {
            "centre": {"id": self.centre, "names": dict(self.names), "charter": self.charter},
            "log_origin": self.log_origin,
            "witness_policy": self.witness_policy,
            "logs": [log.as_json() for log in self.logs],
        }

    def format(self) -> bytes:
        return (json.dumps(self.as_json(), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()

    @classmethod
    def parse(cls, data: bytes) -> "LogIndex":
        try:
            index = _index(json.loads(data))
            again = index.format()
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise IndexMalformed(f"It cannot be read: {error}") from error
        if again != data:
            raise IndexMalformed("It is not in the one spelling that docs/reference/log.md gives.")
        _check(index)
        return index


def _index(found: Any) -> LogIndex:
    centre = found["centre"]
    return LogIndex(
        centre=_text(centre["id"]),
        charter=_text(centre["charter"]),
        names=_names(centre["names"]),
        log_origin=_text(found["log_origin"]),
        witness_policy=_text(found["witness_policy"]),
        logs=tuple(_log_entry(log) for log in found["logs"]),
    )


def _log_entry(found: Any) -> LogEntry:
    return LogEntry(
        member=_text(found["member"]),
        origin=_text(found["origin"]),
        vkey=_text(found["vkey"]),
        keys=tuple(_member_key(key) for key in found["keys"]),
        names=_names(found["names"]),
        former=tuple(_text(vkey) for vkey in found["former"]),
    )


def _member_key(found: Any) -> MemberKey:
    last = found["to_seq"]
    return MemberKey(
        _text(found["public_key"]), _number(found["from_seq"]), None if last is None else _number(last)
    )


def _names(found: Any) -> dict[str, str]:
    return {_text(language): _text(name) for language, name in found.items()}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _number(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(f"{value!r} is not a whole number")
    return value


def _check(index: LogIndex) -> None:
    members = [log.member for log in index.logs]
    if members != sorted(set(members)):
        raise IndexMalformed("Its logs are not one a member, in the order of their names.")
    for log in index.logs:
        if not MEMBER_NAME.fullmatch(log.member):
            raise IndexMalformed(f"{log.member!r} is no member's id.")
        if log.origin != f"{index.log_origin}/{log.member}":
            raise IndexMalformed(f"The origin of the log of {log.member} is not under {index.log_origin}.")
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
