"""The SQL of publishing. All of it runs as the worker: it reads leaves, never what they stand for."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from diwan.core.clock import springs
from diwan.ledger import tlog
from diwan.ledger.envelope import leaf_bytes
from diwan.ledger.publishing.publish import Head, Log
from diwan.store import Transaction


@dataclass(frozen=True, slots=True)
class Due:
    """A log and how far its row says that it is published. `length` is what the database holds now."""

    member: str
    origin: str
    length: int
    size: int | None
    published_origin: str | None

    @property
    def is_due(self) -> bool:
        return self.length > 0 and (self.length, self.origin) != (self.size, self.published_origin)


def logs(tx: Transaction) -> list[Due]:
    """Every log that is kept open; one look at an index a member."""
    return tx.rows(
        "SELECT l.member, l.origin, s.size, s.origin AS published_origin,"
        " coalesce((SELECT max(seq) FROM diwan.leaf f WHERE f.member = l.member), 0) AS length"
        " FROM diwan.member_log l LEFT JOIN diwan.log_state s USING (member)"
        " WHERE l.valid_to IS NULL ORDER BY l.member",
        into=Due,
    )


def is_copy(tx: Transaction) -> bool:
    """A picture of an earlier time: its logs are shorter by intent, and nothing in it is published."""
    if tx.value("SELECT to_regclass('diwan.rebuilt_until')") is None:
        return False
    return bool(tx.value("SELECT EXISTS (SELECT FROM diwan.rebuilt_until)"))


def vkeys(tx: Transaction, member: str) -> list[str]:
    rows = tx.rows("SELECT vkey FROM diwan.member_log WHERE member = %s ORDER BY valid_from, vkey", [member])
    return [row["vkey"] for row in rows]


@dataclass(frozen=True, slots=True)
class LeavesOfMember:
    tx: Transaction
    member: str

    def length(self) -> int:
        query = "SELECT coalesce(max(seq), 0) FROM diwan.leaf WHERE member = %s"
        return int(self.tx.value(query, [self.member]))

    def after(self, size: int, limit: int) -> list[tuple[bytes, bytes]]:
        rows = self.tx.rows(
            "SELECT seq, prev, commitment FROM diwan.leaf WHERE member = %s AND seq > %s ORDER BY seq LIMIT %s",
            [self.member, size, limit],
        )
        found = []
        for expected, row in enumerate(rows, start=size + 1):
            if row["seq"] != expected:
                break  # a gap: whoever asks again finds nothing after it
            prev = bytes(row["prev"])
            found.append((prev, leaf_bytes(self.member, row["seq"], prev, bytes(row["commitment"]))))
        return found


def hold_row(tx: Transaction, log: Log) -> Head:
    """The head that the row remembers, locked until the transaction ends: of two publishers on one database the
    second waits here, and then sees what the first has signed."""
    tx.run(
        "INSERT INTO diwan.log_state (member, origin, size, root, published_at) VALUES (%s, %s, 0, %b, %s)"
        " ON CONFLICT DO NOTHING",
        [log.member, log.origin, tlog.EMPTY_ROOT, springs.now()],
    )
    row = tx.one("SELECT size, root FROM diwan.log_state WHERE member = %s FOR UPDATE", [log.member])
    assert row is not None
    return Head(row["size"], bytes(row["root"]))


def keep_published(tx: Transaction, log: Log, head: Head) -> None:
    tx.run(
        "UPDATE diwan.log_state SET origin = %s, size = %s, root = %b, published_at = %s WHERE member = %s",
        [log.origin, head.size, head.root, springs.now(), log.member],
    )


def keep_witnessed(
    tx: Transaction, member: str, size: int, at: Any, names: Sequence[str], *, by_operator: bool
) -> None:
    tx.run(
        "UPDATE diwan.log_state SET witnessed_size = %s, witnessed_at = %s, cosigned_by = %s, held_by_operator = %s"
        " WHERE member = %s",
        [size, at, list(names), by_operator, member],
    )


def raise_alarm(
    tx: Transaction, member: str, kind: str, *, digest: bytes, proof: Any, told_by: str = ""
) -> None:
    """Once; one that had ended begins anew."""
    tx.run(
        "INSERT INTO diwan.log_alarm (member, kind, digest, told_by, told_at, proof) VALUES (%s, %s, %b, %s, %s, %s)"
        " ON CONFLICT (member, kind, digest) DO UPDATE SET told_at = excluded.told_at, ended_at = NULL"
        " WHERE log_alarm.ended_at IS NOT NULL",
        [member, kind, digest, told_by, springs.now(), json.dumps(proof, ensure_ascii=False)],
    )


def end_alarms(tx: Transaction, member: str) -> None:
    """Those that a mended database ends; a proven fork stays."""
    tx.run(
        "UPDATE diwan.log_alarm SET ended_at = %s WHERE member = %s AND kind <> 'fork' AND ended_at IS NULL",
        [springs.now(), member],
    )


def heads_shown(tx: Transaction, member: str) -> list[str]:
    """Signed heads that witnesses have shown and that were newer than ours."""
    rows = tx.rows(
        "SELECT proof ->> 'head' AS head FROM diwan.log_alarm WHERE member = %s AND kind = 'newer_head' ORDER BY digest",
        [member],
    )
    return [row["head"] for row in rows]


def policy_text(tx: Transaction) -> str:
    return str(tx.value("SELECT text ->> 'witness_policy' FROM diwan.centre") or "")


def keep_witnesses(tx: Transaction, rows: Iterable[Sequence[Any]]) -> None:
    """(name, vkey, is_operators, is_demonstration) of each witness of the policy; others are taken out."""
    rows = list(rows)
    tx.run("DELETE FROM diwan.log_witness WHERE NOT name = ANY (%s)", [[row[0] for row in rows]])
    tx.many(
        "INSERT INTO diwan.log_witness (name, vkey, is_operators, is_demonstration) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT (name) DO UPDATE SET vkey = excluded.vkey, is_operators = excluded.is_operators,"
        " is_demonstration = excluded.is_demonstration",
        rows,
    )


def keep_answer(tx: Transaction, name: str, fault: str) -> None:
    now = springs.now()
    if fault:
        tx.run(
            "UPDATE diwan.log_witness SET fault_since = CASE WHEN fault = '' THEN %s ELSE fault_since END, fault = %s"
            " WHERE name = %s",
            [now, fault, name],
        )
    else:
        tx.run(
            "UPDATE diwan.log_witness SET answered_at = %s, fault = '', fault_since = NULL WHERE name = %s",
            [now, name],
        )


def index(tx: Transaction) -> tlog.LogIndex:
    """What is public of every log: names, origins, keys."""
    centre = tx.one("SELECT id, names, charter, text ->> 'log_origin' AS log_origin FROM diwan.centre") or {}
    return tlog.LogIndex(
        centre=str(centre.get("id", "")),
        charter=centre.get("charter", ""),
        log_origin=centre.get("log_origin") or "",
        logs=tuple(_entries(tx)),
        witness_policy=policy_text(tx),
        names=_names(centre.get("names")),
    )


def _entries(tx: Transaction) -> Iterator[tlog.LogEntry]:
    rows = tx.rows(
        "SELECT l.member, l.origin, l.vkey, m.names FROM diwan.member_log l LEFT JOIN diwan.member m ON m.id = l.member"
        ' WHERE l.valid_to IS NULL ORDER BY l.member COLLATE "C"'
    )
    for row in rows:
        # A log that was given another name is verified under the present one; earlier heads bear the old.
        former = [each for each in vkeys(tx, row["member"]) if each.partition("+")[0] == row["origin"]]
        yield tlog.LogEntry(
            row["member"],
            row["origin"],
            row["vkey"],
            tuple(_keys(tx, row["member"])),
            _names(row["names"]),
            tuple(each for each in former if each != row["vkey"]),
        )


def _keys(tx: Transaction, member: str) -> Iterator[tlog.MemberKey]:
    rows = tx.rows(
        "SELECT public_key, from_seq, to_seq FROM diwan.member_key WHERE member = %s ORDER BY from_seq, key_id",
        [member],
    )
    for row in rows:
        yield tlog.MemberKey(bytes(row["public_key"]).hex(), row["from_seq"], row["to_seq"])


def _names(value: Any) -> dict[str, str]:
    return dict(json.loads(value)) if isinstance(value, str) else dict(value or {})
