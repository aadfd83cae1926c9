"""Rows that bind members, tried one wrong at a time: a row that may be laid, and that row with one thing changed, which is
refused. The walk's planted rows fit none of these policies whole, so it cannot tell their parts apart.
"""

import json

from policy.scene import REFUSED, Try


def tried(table, right, who, wrongs, given=""):
    """The row that is right, and with each of the wrongs: (name, what is another, by whom, what else is given)."""
    for name, changed, by, more in (("right", {}, who, ""), *wrongs):
        row = right | changed
        columns, holes = ", ".join(row), ", ".join("%s" for _ in row)
        yield Try(
            f"{table}: {name}", by, f"INSERT INTO diwan.{table} ({columns}) VALUES ({holes})", tuple(row.values()),
            1 if name == "right" else REFUSED, keeps=False, given=given + more, table=table, sqlstate="" if name == "right" else "42501",
        )  # fmt: skip


def as_analyst(scene, who):
    """Given before a try: its officer has lost the right to release."""
    return f"UPDATE diwan.officer SET roles = '{{analyst}}' WHERE id = '{scene.officers[who]}';"


def wrong_of_every_row(scene, who, other):
    """In another's name, for whom one is not, without the right to release."""
    alone = scene.audiences["hidden" if who == "syria" else "own"]  # of the other one
    return (
        ("in another's name", {}, other, ""),
        ("for others alone", {"audience": alone}, who, ""),
        ("as analyst", {}, who, as_analyst(scene, who)),
    )


def recorded(scene, who, record, kind, at, *, audience="shared"):
    """Given before a try: that member has said a record of that kind."""
    reach = scene.audiences[audience]
    return (
        "INSERT INTO diwan.record (member, id, seq, kind, at, audience, signed_audience)"
        f" VALUES ('{who}', '{record}', 900000, '{kind}', '{at}', {reach}, {reach});"
    )


def row(table, values):
    """Given before a try: a row that stands already."""
    told = json.dumps(values, default=str).replace("'", "''")
    return f"INSERT INTO diwan.{table} SELECT * FROM jsonb_populate_record(NULL::diwan.{table}, '{told}');"
