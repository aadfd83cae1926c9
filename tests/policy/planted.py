"""Rows of every table of schema `diwan`, planted as the superuser, so that each policy has something to hide.

A row is of one author and for one audience: `iraq` for itself alone (hidden from the prober), `iraq` for both
(visible, another's), `syria` for both, `syria` for itself. The prober is Syria. Nothing of it is committed.
The timestamps of all stand after SUSPENDED_AT, since when Russia is suspended.
"""

import itertools
import json
import re
from dataclasses import dataclass

PROBER, OTHER = "syria", "iraq"
SUSPENDED, SUSPENDED_AT, PLANTED_AT = "russia", "2015-06-01T00:00:00Z", "2015-10-01T00:00:00Z"
KINDS = {
    "hidden": (OTHER, (OTHER,)),
    "of another": (OTHER, (OTHER, PROBER)),
    "own": (PROBER, (OTHER, PROBER)),
    "own alone": (PROBER, (PROBER,)),
}
KEPT = "own, for another alone"  # laid past the gate: no label leaves its author out
NAMESAKE = "of a namesake"  # another's row, under the id of the prober's own officer
AUTHORS = ("member", "viewer", "listed_by", "opened_by", "proposed_by")
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    is_needed: bool  # NOT NULL without a default


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[Column, ...]
    allowed: dict  # column -> the values that its CHECK lets through

    @property
    def author(self):
        """The column that says whose a row is; None for tables of the whole centre."""
        names = [column.name for column in self.columns]
        return next((name for name in AUTHORS if name in names), None)

    @property
    def has_label(self):
        return any(column.name.endswith("audience") for column in self.columns)


def tables(admin):
    columns = admin.execute(
        "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull AND NOT a.atthasdef AND a.attidentity = ''"
        " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = 'diwan'::regnamespace"
        " AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY 1, a.attnum"
    ).fetchall()
    checks = admin.execute(
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'c' AND connamespace = 'diwan'::regnamespace"
    ).fetchall()
    allowed = {}
    for table, text in checks:
        if found := re.match(r"CHECK \(\(?\(?(\w+) = ANY \(ARRAY\['\w*'", text):
            allowed.setdefault(table.removeprefix("diwan."), {})[found[1]] = re.findall(r"'(\w*)'", text)
        elif found := re.match(r"CHECK \(\(+(\w+) <@ ARRAY\['(\w+)'", text):
            allowed.setdefault(table.removeprefix("diwan."), {})[found[1]] = [[found[2]]]
    return [
        Table(name, tuple(Column(*row[1:]) for row in rows), allowed.get(name, {}))
        for name, rows in itertools.groupby(columns, key=lambda row: row[0])
    ]


HALF = "hidden by "  # of a pair: one end alone is hidden


def kinds_of(table):
    named = [column.name for column in table.columns if column.name.endswith("audience")]
    ends = [
        name for name in named if name != "signed_audience"
    ]  # that one is history: who reads now stands beside it
    halves = [HALF + name for name in ends] if len(ends) > 1 else []
    if not (table.author or table.has_label):
        return ["hidden"]
    kept = [KEPT] if table.has_label and table.author else []
    namesake = [NAMESAKE] if table.author and "officer" in [column.name for column in table.columns] else []
    return [*KINDS, *halves, *kept, *namesake]


def row_of(table, kind, audiences, officer):
    """A value for every column that asks for one, and for those that say whose it is and for whom."""
    author, readers = _whose(kind)
    made = {}
    for column in table.columns:
        if column.name == table.author:
            made[column.name] = author
        elif column.name.endswith("audience"):
            made[column.name] = audiences[(OTHER,) if kind == HALF + column.name else readers]
        elif column.name == "officer" and table.author:
            made[column.name] = officer[NAMESAKE if kind == NAMESAKE else author]
        elif column.name in table.allowed:
            made[column.name] = table.allowed[column.name][0]
        elif column.is_needed:
            made[column.name] = value_of(column.type)
    return made


def _whose(kind):
    if kind == KEPT:
        return PROBER, (OTHER,)
    return KINDS["of another" if kind.startswith(HALF) or kind == NAMESAKE else kind]


def value_of(type_):
    number = next(_numbers) + 900_000
    if type_.endswith("[]"):
        return [] if type_ != "text[]" else ["iraq"]
    return {
        "uuid": f"00000000-0000-4000-9000-{number:012}",
        "text": f"planted-{number}",
        "bytea": number.to_bytes(8, "big") * 4,
        "jsonb": json.dumps({}),
        "boolean": False,
        "timestamp with time zone": PLANTED_AT,
        "date": "2015-10-01",
        "double precision": 1.0,
        "tsvector": "planted",
    }.get(type_, number)


def insert(connection, table, made):
    """The place of the new row."""
    names = ", ".join(made)
    holes = ", ".join(f"%({name})s" for name in made)
    row = connection.execute(
        f"INSERT INTO diwan.{table.name} ({names}) VALUES ({holes}) RETURNING ctid", made
    )
    return row.fetchone()[0]
