"""What a witness remembers: one SQLite file. A commit is on the disk before anybody is answered."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diwan.core.clock import springs
from diwan.ledger.witness.fork import ForkProof

HEADS_KEPT = 10_000  # a log; a later fork of one of these is recognised by its size alone

_TABLES = """
CREATE TABLE IF NOT EXISTS log (origin TEXT NOT NULL, vkey TEXT NOT NULL, url TEXT NOT NULL, PRIMARY KEY (origin, vkey));
CREATE TABLE IF NOT EXISTS head (
    origin TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, note BLOB NOT NULL, PRIMARY KEY (origin, size)
);
CREATE TABLE IF NOT EXISTS alarm (digest BLOB PRIMARY KEY, at TEXT NOT NULL, proof TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS told (digest BLOB NOT NULL, address TEXT NOT NULL, PRIMARY KEY (digest, address));
CREATE TABLE IF NOT EXISTS doubt (origin TEXT PRIMARY KEY, at TEXT NOT NULL, times INTEGER NOT NULL, note BLOB NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Head:
    size: int
    root: bytes
    note: bytes


class State:
    """One connection and one lock: what is checked and what is kept belong to one transaction, so that no two
    requests can both grow the same head."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.executescript(_TABLES)

    def close(self) -> None:
        self._database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """IMMEDIATE: a second witness process on the same file waits here, before it reads."""
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    def follow(self, origin: str, vkey: str, url: str = "") -> bool:
        """Whether it is new."""
        return self._run("INSERT OR IGNORE INTO log VALUES (?, ?, ?)", origin, vkey, url) == 1

    def logs(self) -> list[tuple[str, str]]:
        """(origin, vkey) of every log that is followed."""
        return self._rows("SELECT origin, vkey FROM log ORDER BY origin, vkey")

    def vkeys(self, origin: str) -> list[str]:
        return [row[0] for row in self._rows("SELECT vkey FROM log WHERE origin = ? ORDER BY vkey", origin)]

    def last_head(self, origin: str) -> Head | None:
        return self._head(
            "SELECT size, root, note FROM head WHERE origin = ? ORDER BY size DESC LIMIT 1", origin
        )

    def head(self, origin: str, size: int) -> Head | None:
        return self._head("SELECT size, root, note FROM head WHERE origin = ? AND size = ?", origin, size)

    def keep_head(self, origin: str, head: Head) -> None:
        self._run("INSERT OR REPLACE INTO head VALUES (?, ?, ?, ?)", origin, head.size, head.root, head.note)
        self._run(
            "DELETE FROM head WHERE origin = ?1 AND size <= coalesce("
            " (SELECT size FROM head WHERE origin = ?1 ORDER BY size DESC LIMIT 1 OFFSET ?2), -1)",
            origin,
            HEADS_KEPT,
        )

    def keep_alarm(self, proof: ForkProof) -> bool:
        """Whether it is new."""
        text = json.dumps(proof.as_json(), ensure_ascii=False)
        return self._run("INSERT OR IGNORE INTO alarm VALUES (?, ?, ?)", proof.digest, _now(), text) == 1

    def alarms(self) -> list[dict[str, Any]]:
        rows = self._rows("SELECT at, proof FROM alarm ORDER BY at, digest")
        return [{"at": at, **json.loads(proof)} for at, proof in rows]

    def untold(self, address: str) -> list[tuple[bytes, bytes]]:
        """(digest, proof) of what this address does not know yet."""
        rows = self._rows(
            "SELECT digest, proof FROM alarm a WHERE NOT EXISTS"
            " (SELECT 1 FROM told t WHERE t.digest = a.digest AND t.address = ?) ORDER BY at, digest",
            address,
        )
        return [(digest, proof.encode()) for digest, proof in rows]

    def mark_told(self, digest: bytes, address: str) -> None:
        self._run("INSERT OR IGNORE INTO told VALUES (?, ?)", digest, address)

    def keep_doubt(self, origin: str, note: bytes) -> None:
        """A signed head that came without a valid proof. Anybody can send one, so one row a log is kept."""
        self._run(
            "INSERT INTO doubt VALUES (?, ?, 1, ?) ON CONFLICT (origin) DO UPDATE"
            " SET at = excluded.at, times = times + 1, note = excluded.note",
            origin,
            _now(),
            note,
        )

    def doubts(self) -> list[dict[str, Any]]:
        rows = self._rows("SELECT origin, at, times, note FROM doubt ORDER BY origin")
        return [
            {"origin": origin, "at": at, "times": times, "head": note.decode()}
            for origin, at, times, note in rows
        ]

    def _head(self, query: str, *params: Any) -> Head | None:
        rows = self._rows(query, *params)
        return Head(*rows[0]) if rows else None

    def _rows(self, query: str, *params: Any) -> list[Any]:
        with self._lock:
            return self._database.execute(query, params).fetchall()

    def _run(self, query: str, *params: Any) -> int:
        with self._lock:
            return self._database.execute(query, params).rowcount


def _now() -> str:
    return springs.now().isoformat(timespec="seconds")
