"""The picture as of a past moment, in a second database, from the records alone.

Each log is taken as far as it had come by then, and replayed as `diwan rebuild` does. What was recalled since is gone
for good: a tombstone stands in its place. What was narrowed since is shown to nobody who may not read it today. The
second database takes no record any more; a crash half-way leaves it without the mark that says what it is, and it is
refused until it is emptied.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from diwan.core.errors import BadInput
from diwan.ledger.append import project
from diwan.ledger.queries import Stored
from diwan.ledger.rebuild import rebuild
from diwan.ledger.record import Record
from diwan.store import Connections, Transaction, as_owner, use

_BATCH = 1000


class NotEmpty(BadInput):
    """The database to rebuild into holds records already."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """`recalled_since` stand as tombstones; of `narrowed_since` only today's readers read."""

    until: dt.datetime
    records: int
    recalled_since: int
    narrowed_since: int


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: str
    source: str = ""  # the rows, when not all: takes %(until)s
    overriding: str = ""


# How far each log had come: up to the first record that was said later.
_CUT = """
WITH cut AS (SELECT member, coalesce(min(seq) FILTER (WHERE at > %(until)s) - 1, max(seq)) AS seq
             FROM diwan.record GROUP BY member)
"""
_BY_THEN = "JOIN cut c ON c.member = t.member AND t.seq <= c.seq"
_OF_RECORDS = f"JOIN diwan.record r ON r.member = t.member AND r.id = t.{{}} {_BY_THEN.replace('t.', 'r.')}"
_TABLES = (
    _Table("audience", "id, members", overriding="OVERRIDING SYSTEM VALUE"),
    _Table("audience_member", "member, audience"),
    _Table("leaf", "member, seq, prev, commitment", _BY_THEN),
    _Table(
        "record",
        "member, id, seq, kind, officer, at, audience, signed_audience, envelope, salt",
        _BY_THEN,
    ),
    _Table(
        "arrival",
        "position, member, id",
        _OF_RECORDS.format("id"),
        overriding="OVERRIDING SYSTEM VALUE",
    ),
    _Table("record_body", "member, record, audience, sha256, data", _OF_RECORDS.format("record")),
    _Table(
        "evidence",
        "member, record, audience, name, media_type, size_bytes, sha256, data",
        _OF_RECORDS.format("record"),
    ),
)
# Replaying interns audiences, each under a new number.
_GO_ON_COUNTING = """
SELECT setval(pg_get_serial_sequence('diwan.audience', 'id'), greatest(1, (SELECT max(id) FROM diwan.audience)))
"""
_LATER = f"""
{_CUT} SELECT t.envelope, t.audience, t.officer FROM diwan.record t JOIN cut c ON c.member = t.member AND t.seq > c.seq
WHERE t.kind = ANY (%(kinds)s) AND t.envelope IS NOT NULL ORDER BY t.at, t.member, t.seq
"""  # noqa: S608 - constants composed of constants, here and below


def rebuild_until(
    target: Connections,
    until: dt.datetime,
    projection_tables: Iterable[str],
    *,
    told: Callable[[int, int], None],
) -> Rebuilt:
    """Out of the database in use into `target`, whose schema is applied and which is empty; from then on this process
    uses `target`. Derived tables are left to the worker. Raises NotEmpty."""
    with as_owner() as source, as_owner(target) as there:
        if there.value("SELECT EXISTS (SELECT FROM diwan.leaf) OR EXISTS (SELECT FROM diwan.rebuilt_until)"):
            raise NotEmpty("Name another, or remove this one first.")
        _copy(source, there, until)
        recalls = _later(source, until, "report.recalled", "brief.withdrawn")
        labels = _later(source, until, "label.narrowed", "label.widened")
    use(target)
    records = rebuild(projection_tables, told=told)
    with as_owner() as there:
        narrowed = sum([_narrow(there, record) for record in _last_each(labels)])
        recalled = sum([_lay_tombstone(there, record) for record in recalls])
        rebuilt = Rebuilt(until, records, recalled, narrowed)
        _mark(there, rebuilt)
    return rebuilt


def _copy(source: Transaction, there: Transaction, until: dt.datetime) -> None:
    source.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    for table in _TABLES:
        columns = ", ".join(f"t.{name.strip()}" for name in table.columns.split(","))
        query = f"{_CUT} SELECT {columns} FROM diwan.{table.name} t {table.source}"  # noqa: S608
        holes = ", ".join(["%b" if _is_bytes(name) else "%s" for name in table.columns.split(", ")])
        into = f"INSERT INTO diwan.{table.name} ({table.columns}) {table.overriding} VALUES ({holes})"  # noqa: S608
        with source.connection.cursor(name=f"copied_{table.name}") as cursor:
            cursor.execute(query, {"until": until})
            while rows := cursor.fetchmany(_BATCH if table.name != "evidence" else 10):
                there.many(into, rows)
    there.run(
        "INSERT INTO diwan.log_head (member, seq, head) SELECT DISTINCT ON (l.member) l.member, l.seq,"
        " sha256('\\x00'::bytea || diwan.leaf_bytes(l.member, l.seq, l.prev, l.commitment))"
        " FROM diwan.leaf l ORDER BY l.member, l.seq DESC"
    )
    there.run(_GO_ON_COUNTING)
    # So that a derived thing has the same address in both.
    derivation_key = source.value("SELECT derivation_key FROM diwan.gate_secret")
    there.run("UPDATE diwan.gate_secret SET derivation_key = %b", [derivation_key])


def _is_bytes(column: str) -> bool:
    return column in ("prev", "commitment", "envelope", "salt", "sha256", "data")


def _later(source: Transaction, until: dt.datetime, *kinds: str) -> list[Record]:
    rows = source.rows(_LATER, {"until": until, "kinds": list(kinds)})
    return [Stored(row["envelope"], row["audience"], None).read() for row in rows]  # bodies of a few words


def _last_each(labels: Iterable[Record]) -> list[Record]:
    return list({record.refs[0]: record for record in labels}.values())


def _readers_then(there: Transaction, record: Record) -> set[str] | None:
    """Of the report that `record` speaks of; None when it was not filed by then."""
    members = there.value(
        "SELECT a.members FROM diwan.record r JOIN diwan.audience a ON a.id = r.audience WHERE r.member = %s AND r.id = %s",
        [record.member, record.refs[0]],
    )
    return None if members is None else set(members)


def _narrow(there: Transaction, record: Record) -> bool:
    then = _readers_then(there, record)
    stands = there.value(
        "SELECT envelope IS NOT NULL FROM diwan.record WHERE member = %s AND id = %s",
        [record.member, record.refs[0]],
    )
    if then is None or not stands or not then - set(record.body["members"]):
        return False
    members = sorted(then & set(record.body["members"]))
    _replayed(there, replace(record, kind="label.narrowed", body={**record.body, "members": members}))
    return True


def _lay_tombstone(there: Transaction, record: Record) -> bool:
    then = _readers_then(there, record)
    if then is None:
        return False
    members = sorted((then & set(record.label.members)) | {record.member})
    _enter(there, record)
    audience = there.value("SELECT diwan.set_reach(%s, %s)", [record.refs[0], members])
    there.run("RESET ROLE")
    _replayed(there, replace(record, audience=audience))
    return True


def _replayed(there: Transaction, record: Record) -> None:
    _enter(there, record)
    project(there, record)
    there.run("RESET ROLE")


def _enter(there: Transaction, record: Record) -> None:
    there.run("SET LOCAL ROLE diwan_app")
    there.run("SELECT diwan.enter_for_replay(%s, %s)", [record.member, record.officer])


def _mark(there: Transaction, rebuilt: Rebuilt) -> None:
    there.run(
        "INSERT INTO diwan.rebuilt_until (until, rebuilt_at, records, recalled_since, narrowed_since)"
        " VALUES (%s, diwan.now(), %s, %s, %s)",
        [rebuilt.until, rebuilt.records, rebuilt.recalled_since, rebuilt.narrowed_since],
    )
