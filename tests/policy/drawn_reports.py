"""Lines of the truth table: reports of Iraq, released later, narrowed, recalled or without their source, and briefs made of
them."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from diwan import access, gather, ledger, store
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from diwan.core.protection import Exactness, Identity, Protection
from diwan.entry import wiring
from diwan.entry.worker import run_until_idle
from diwan.process.recall_report import recall_report
from diwan.share.products.draft import Draft
from diwan.share.products.publish import publish, withdraw_brief
from policy.drawn import EVIDENCE, ROW, VIEWERS, WORDS, doing, reading, row, seen
from worlds import relabel

IRAN = MemberId("iran")
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


def narrow(tx, record):
    tx.run("SELECT diwan.set_reach(%s, ARRAY['iraq', 'iran'])", [record])


def widen(tx, record):
    readers = sorted(access.label(tx, rooms=["damascus"]).members)
    tx.run("SELECT diwan.set_reach(%s, %s)", [record, readers])


def recall(tx, record):
    tx.run("SELECT diwan.forget_record(%s)", [record])


def of_a_protected_source(viewer, ask):
    """What it brings is kept whole for Iraq; Iran gets another report, which does not say who said it."""
    withheld = Protection(Identity.DESCRIBED, "a pilot", Exactness.TEN_KM)
    new = gather.NewSource("Pilots of the bar", "form", reach=gather.Reach((IRAN,)), protection=withheld)
    source = gather.add_source(viewer, new)
    raw = gather.Raw(
        "a.txt", b"The dredger lay aground on Tuesday.", "text/plain", outlet="Pilots of the bar"
    )
    item = gather.receive(viewer, gather.Arrival(raw, "feed", source=source, key="one"))
    run_until_idle()
    with store.acting_as(viewer) as tx:
        whole = tx.value("SELECT report FROM diwan.report WHERE item = %s", [item])
        shown = tx.value("SELECT shorter FROM diwan.tearline WHERE whole = %s", [whole])
        shown_item = tx.value("SELECT item FROM diwan.report WHERE report = %s", [shown])
    for thing, query, which in (
        ("the source", "SELECT count(*) FROM diwan.source WHERE source = %s", source),
        ("what it brought", "SELECT count(*) FROM diwan.item WHERE item = %s", item),
        ("its record", ROW, item),
        ("its bytes", EVIDENCE, item),
        ("the whole report", "SELECT count(*) FROM diwan.report WHERE report = %s", whole),
        ("its record", ROW, whole),
        ("its words in search", "SELECT count(*) FROM diwan.search_entry WHERE report = %s", whole),
        ("that there is a shorter one", "SELECT count(*) FROM diwan.tearline WHERE whole = %s", whole),
        ("the shorter report", "SELECT count(*) FROM diwan.report WHERE report = %s", shown),
        ("its bytes", EVIDENCE, shown_item),
        ("that it is one", "SELECT count(*) FROM diwan.tearline WHERE shorter = %s", shown),
    ):
        yield reading(ask, f"protected: {thing}", query, which)


def in_briefs(viewer, ask):
    """One of a report that all read and one for Iran alone, which is then narrowed from Iran, and recalled."""
    reports = [_filed(viewer, whole_centre=True), _filed(viewer, members=(IRAN,))]
    made = publish(viewer, _draft([reports[0]], [reports[1]])).id
    for thing, query in (
        ("brief of both", "SELECT count(*) FROM diwan.brief WHERE brief = %s"),
        ("its words", WORDS),
        ("its parts", "SELECT count(*) FROM diwan.brief_part WHERE brief = %s"),
    ):
        yield reading(ask, thing, query, made)
    with store.acting_as(viewer) as tx:
        parts = [
            row["part"]
            for row in tx.rows("SELECT part FROM diwan.brief_part WHERE brief = %s ORDER BY position", [made])
        ]
    for when, change in (
        ("", lambda: None),
        (", narrowed from iran", lambda: relabel(viewer, reports[1], "label.narrowed", ["iraq"])),
        (", recalled", lambda: recall_report(viewer, reports[1])),
    ):
        change()
        yield reading(ask, f"the first part{when}", WORDS, parts[0])
        yield reading(ask, f"the other part{when}", WORDS, parts[1])
    yield doing("revise it", lambda who: publish(who, replace(_draft([reports[0]]), revises=made)))
    for_all = _draft([reports[0]])
    yield doing("publish one of the first", lambda who: publish(who, for_all))
    own = _draft([_filed(viewer)])
    yield doing("publish one of what is hidden", lambda who: publish(who, own))
    yield doing("publish it as the centre's", lambda who: publish(who, replace(for_all, is_joint=True)))
    joint = publish(viewer, replace(for_all, is_joint=True)).id
    yield reading(ask, "the centre's brief", "SELECT count(*) FROM diwan.brief WHERE brief = %s", joint)
    yield doing("withdraw it", lambda who: withdraw_brief(who, joint))
    yield reading(ask, "its words, withdrawn", WORDS, joint)


def _draft(*parts):
    return Draft(parts=tuple(map(tuple, parts)), title="The week")


def _filed(viewer, **reach):
    words = f"The ferry at Qurna ran {uuid4()} times on Monday, the river office said."
    raw = gather.Raw("note.txt", words.encode(), "text/plain")
    item = gather.receive(viewer, gather.Arrival(raw, "upload", gather.Reach(**reach)))
    run_until_idle()
    with store.acting_as(viewer) as tx:
        return tx.value("SELECT report FROM diwan.report WHERE item = %s", [item])
