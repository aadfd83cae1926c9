"""Draws `visibility.txt`: who may do what. A change of the gate is reviewed as a change of that file.

After an intended change: `DIWAN_DRAW=1 pytest tests/policy` writes the file anew.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from diwan import access, ledger, store
from diwan.coordinate.activity_words import ActivityKind, Announcement
from diwan.coordinate.announce import CENTRE, OWN_MEMBER, Reach, activity, announce
from diwan.coordinate.space import Reference, Volume, band, circle, window
from diwan.core.errors import NotAllowed
from diwan.core.ids import MemberId

DRAWN = Path(__file__).with_name("visibility.txt")
NIGHT = datetime(2026, 6, 1, 20, tzinfo=UTC)
VIEWERS = ("iraq", "iran", "russia", "syria", "united-states", "nobody")
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


def seen(answer):
    return {0: "–", "refused": "refused"}.get(answer, "reads")


def test_the_table_of_who_may_do_what_is_as_drawn(database, as_member, viewer_of, ask):
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
    lines += ["", *changed_since(as_member, ask), "", *activities_of_iraq(viewer_of, ask), ""]
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


def activities_of_iraq(viewer_of, ask):
    """Details and conflict envelope are two records with two labels, named here in this order."""
    iraq = viewer_of("iraq")
    said = Announcement(
        ActivityKind.FLIGHT,
        "night flight",
        (
            Volume(
                circle((33.3, 44.4), 5000),
                band(1000, 2000, Reference.SEA),
                window(NIGHT, NIGHT + timedelta(hours=1)),
            ),
        ),
        "the desk",
    )
    for name, details, envelope in (
        ("own member, nobody", OWN_MEMBER, None),
        ("own member, centre", OWN_MEMBER, CENTRE),
        (
            "iran, envelope to syria",
            Reach(frozenset({MemberId("iran")})),
            Reach(frozenset({MemberId("syria")})),
        ),
    ):
        made = announce(iraq, said, details=details, envelope=envelope)
        released = activity(iraq, made).envelope
        for thing, query, which in (
            ("activity", "SELECT count(*) FROM diwan.activity_version WHERE activity = %s", made),
            ("its state", "SELECT count(*) FROM diwan.activity_state WHERE activity = %s", made),
            ("its volumes", "SELECT count(*) FROM diwan.volume WHERE subject = %s", made),
            ("envelope", "SELECT count(*) FROM diwan.conflict_envelope WHERE record = %s", released),
            ("its volumes", "SELECT count(*) FROM diwan.volume WHERE subject = %s", released),
        ):
            if which is not None:
                yield row(f"{thing}: {name}", *(seen(ask(who, query, [which])) for who in VIEWERS))


WORDS = "SELECT count(*) FROM diwan.record WHERE id = %s AND envelope IS NOT NULL"
ROW = "SELECT count(*) FROM diwan.record WHERE id = %s"
EVIDENCE = "SELECT count(*) FROM diwan.evidence WHERE record = %s"
LEAF = "SELECT count(*) FROM diwan.leaf l JOIN diwan.record r USING (member, seq) WHERE r.id = %s"


def changed_since(as_member, ask):
    """What Iraq said to the whole centre, or to itself alone, and then narrowed, widened or recalled."""
    for name, chosen, change, *asked in (
        (
            "narrowed to iran",
            {"whole_centre": True},
            narrow,
            ("record", ROW),
            ("evidence", EVIDENCE),
        ),
        ("widened to a room", {}, widen, ("record", ROW), ("evidence", EVIDENCE)),
        (
            "recalled",
            {"whole_centre": True},
            recall,
            ("words", WORDS),
            ("evidence", EVIDENCE),
            ("leaf", LEAF),
        ),
    ):
        with as_member("iraq", write=True) as tx:
            said = ledger.append(
                tx, "note.filed", {}, label=access.label(tx, **chosen), evidence=ledger.Evidence(b"bytes")
            )
            change(tx, said.id)
        for thing, query in asked:
            cells = [seen(ask(who, query, [said.id])) for who in VIEWERS]
            yield row(f"{thing} of iraq, {name}", *cells)


def narrow(tx, record):
    tx.run("SELECT diwan.set_reach(%s, ARRAY['iraq', 'iran'])", [record])


def widen(tx, record):
    readers = sorted(access.label(tx, rooms=["damascus"]).members)
    tx.run("SELECT diwan.set_reach(%s, %s)", [record, readers])


def recall(tx, record):
    tx.run("SELECT diwan.forget_record(%s)", [record])


def row(first, *cells):
    return f"{first:<42}" + "".join(f"{cell:<15}" for cell in cells)
