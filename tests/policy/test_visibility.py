"""Draws `visibility.txt`: who may do what. A change of the gate is reviewed as a change of that file.

After an intended change: `DIWAN_DRAW=1 pytest tests/policy` writes the file anew.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from diwan import access, gather, ledger, store
from diwan.coordinate.activity_words import ActivityKind, Announcement
from diwan.coordinate.announce import CENTRE, OWN_MEMBER, Reach, activity, announce
from diwan.coordinate.recommendation_words import AdviceAnswer
from diwan.coordinate.recommendations import Readers, SaidAlready, Wording, amend, answer, join, recommend
from diwan.coordinate.space import Reference, Volume, band, circle, window
from diwan.core.clock import springs
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.ids import MemberId
from diwan.entry import wiring
from diwan.entry.worker import run_until_idle

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
    lines += ["", *changed_since(as_member, ask), *with_a_date(viewer_of("iraq"), ask, monkeypatch)]
    lines += ["", *activities_of_iraq(viewer_of, ask), "", *advised(viewer_of, ask), ""]
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


def with_a_date(viewer, ask, monkeypatch):
    """What Iraq filed for Iran with a date of release: before it, and when it has passed."""
    real = springs.now
    reach = gather.Reach((MemberId("iran"),), release_at=real() + timedelta(hours=1))
    raw = gather.Raw("note.txt", b"The ferry at Qurna runs again, the river office said.", "text/plain")
    item = gather.receive(viewer, gather.Arrival(raw, "form", reach=reach), held=True)
    run_until_idle()
    with store.acting_as(viewer) as tx:
        report = tx.value("SELECT report FROM diwan.report WHERE item = %s", [item])
        release = tx.value("SELECT record FROM diwan.held_release WHERE item = %s", [item])
    for when in ("before its date", "after it"):
        for thing, query, id_ in (
            ("report", "SELECT count(*) FROM diwan.report WHERE report = %s", report),
            ("record", ROW, report),
            ("evidence", EVIDENCE, item),
            ("date", "SELECT count(*) FROM diwan.held_release WHERE record = %s", release),
            ("hold", ROW, release),
        ):
            yield row(f"{thing} for iran, {when}", *(seen(ask(who, query, [id_])) for who in VIEWERS))
        monkeypatch.setattr(springs, "now", lambda: real() + timedelta(hours=2))
        wiring.jobs()["let_leave"](record=str(release), member="iraq")
        monkeypatch.setattr(springs, "now", real)


def advised(viewer_of, ask):
    """What Iraq recommends to Iran, read by these two or by all; who may answer it and who may recommend it as well."""
    for name, readers in (("the two alone", Readers()), ("whole centre", Readers(whole_centre=True))):
        wording = Wording("Weir", "Close the weir.", springs.now() + timedelta(days=9))
        made = recommend(viewer_of("iraq"), wording, (MemberId("iran"),), readers)
        query = "SELECT count(*) FROM diwan.recommendation WHERE record = %s"
        yield row(f"recommended to iran: {name}", *(seen(ask(who, query, [made])) for who in VIEWERS))
        for done, act in (
            ("answer it", lambda who, made=made: answer(who, made, made, AdviceAnswer.ACCEPTS)),
            ("join it", lambda who, made=made: join(who, made, made)),
            ("amend it", lambda who, made=made, wording=wording: amend(who, made, wording)),
        ):
            yield row(f"{done}: {name}", *(tried(who, act) for who in VIEWERS))
        query = "SELECT count(*) FROM diwan.recommendation_step WHERE recommendation = %s"
        yield row(f"read the answer: {name}", *(seen(ask(who, query, [made])) for who in VIEWERS))


def tried(who, act):
    try:
        act(store.service_viewer(MemberId(who)))
    except (NotAllowed, NotVisible, SaidAlready, store.SignInEnded):
        return "refused"
    return "may"


def narrow(tx, record):
    tx.run("SELECT diwan.set_reach(%s, ARRAY['iraq', 'iran'])", [record])


def widen(tx, record):
    readers = sorted(access.label(tx, rooms=["damascus"]).members)
    tx.run("SELECT diwan.set_reach(%s, %s)", [record, readers])


def recall(tx, record):
    tx.run("SELECT diwan.forget_record(%s)", [record])


def row(first, *cells):
    return f"{first:<42}" + "".join(f"{cell:<15}" for cell in cells)
