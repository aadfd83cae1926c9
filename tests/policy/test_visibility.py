"""Draws `visibility.txt`: who may do what. A change of the gate is reviewed as a change of that file.

After an intended change: `DIWAN_DRAW=1 pytest tests/policy` writes the file anew.
"""

import os
from pathlib import Path

import psycopg
import pytest

from diwan import access, ledger, store
from diwan.core.errors import NotAllowed
from diwan.core.ids import MemberId
from policy import drawn_plans, drawn_register, drawn_reports
from policy.drawn import VIEWERS, row, seen

DRAWN = Path(__file__).with_name("visibility.txt")
LABELS = {
    "own member alone": {},
    "iraq and iran": {"members": ["iran"]},
    "baghdad room": {"rooms": ["baghdad"]},
    "damascus room": {"rooms": ["damascus"]},
    "whole centre": {"whole_centre": True},
}
CHARTER = ("centre", "member", "room", "room_member", "member_key", "charter_signature", "leaf")


@pytest.fixture
def ask(database):
    """The first column of one statement as a viewer, or `refused`."""

    def asking(who, statement, arguments=(), *, write=False):
        try:
            if who == "nobody":
                with psycopg.connect(database.app) as app:
                    return app.execute(statement, arguments).fetchone()[0]
            with store.acting_as(store.service_viewer(MemberId(who)), write=write) as tx:
                return tx.value(statement, arguments)
        except (NotAllowed, psycopg.errors.InsufficientPrivilege):
            return "refused"

    return asking


def test_the_table_of_who_may_do_what_is_as_drawn(database, as_member, viewer_of, ask, monkeypatch):
    lines = [row("", *VIEWERS), ""]
    for name, chosen in LABELS.items():
        with as_member("iraq", write=True) as tx:
            said = ledger.append(
                tx, "note.filed", {}, label=access.label(tx, **chosen), evidence=ledger.Evidence(b"bytes")
            )
        for thing, query in (
            ("record", "SELECT count(*) FROM diwan.record WHERE id = %s"),
            ("evidence", "SELECT count(*) FROM diwan.evidence WHERE record = %s"),
        ):
            cells = [seen(ask(who, query, [said.id])) for who in VIEWERS]
            lines.append(row(f"{thing} of iraq for: {name}", *cells))
        cells = [
            "may"
            if ask(who, "SELECT diwan.set_reach(%s, ARRAY['iraq'])", [said.id], write=True) != "refused"
            else "refused"
            for who in VIEWERS
        ]
        lines.append(row(f"narrow it: {name}", *cells))
    iraq = viewer_of("iraq")
    lines += ["", *drawn_reports.changed_since(as_member, ask)]
    lines += [*drawn_reports.with_a_date(iraq, ask, monkeypatch)]
    lines += ["", *drawn_reports.of_a_protected_source(iraq, ask), "", *drawn_reports.in_briefs(iraq, ask)]
    lines += ["", *drawn_plans.activities_of_iraq(viewer_of, ask), "", *drawn_plans.told(viewer_of, ask), ""]
    lines += [*drawn_plans.advised(viewer_of, ask)]
    lines += ["", *drawn_plans.asked(viewer_of, ask), "", *drawn_register.called(viewer_of, ask), ""]
    lines += [*drawn_register.on_duty(viewer_of, ask), "", *drawn_register.registered(viewer_of, ask), ""]
    lines += [
        row(f"table {table}", *(seen(ask(who, f"SELECT count(*) FROM diwan.{table}")) for who in VIEWERS))
        for table in CHARTER
    ]
    for member in VIEWERS[:4]:
        query = "SELECT count(*) FROM diwan.officer WHERE member = %s"
        lines.append(row(f"officers of {member}", *(seen(ask(who, query, [member])) for who in VIEWERS)))
    drawn = "\n".join(line.rstrip() for line in lines) + "\n"
    if os.environ.get("DIWAN_DRAW"):
        DRAWN.write_text(drawn, "utf-8")
    assert drawn == DRAWN.read_text("utf-8")
