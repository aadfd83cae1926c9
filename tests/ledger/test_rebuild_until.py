"""A second database shows a past moment: the tables as they were, and tombstones for what was recalled since."""

import datetime as dt

import psycopg
import pytest

from diwan import gather, schema, share, store
from diwan.charter.preside import convene, meetings
from diwan.core.clock import springs
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.ids import MemberId
from diwan.entry import wiring
from diwan.entry.worker import run_until_idle
from diwan.ledger.rebuild_until import NotEmpty
from diwan.process.recall_report import recall_report
from diwan.process.relabel_report import change_readers
from diwan.share.views import SituationFilter

BOTH = (MemberId("iran"), MemberId("russia"))
FLOOD = "The water board said on Monday that a flood had closed the old bridge in Mosul."
# Counts changes of the picture rather than being it.
NOT_COMPARED = {"picture_state", "picture_due"}


@pytest.fixture
def file(viewer_of, monkeypatch):
    """An hour a report, in the past."""
    begun = dt.datetime.now(dt.UTC) - dt.timedelta(hours=20)
    hours = iter(range(1, 20))

    def tick():
        at = begun + dt.timedelta(hours=next(hours))
        monkeypatch.setattr(springs, "now", lambda: at)
        return at

    def filing(member, text, members=BOTH):
        at = tick()
        raw = gather.Raw("note.txt", text.encode(), published=at, arrived_at=at)
        item = gather.receive(viewer_of(member), gather.Arrival(raw, "upload", gather.Reach(members=members)))
        run_until_idle()
        with store.acting_as(viewer_of(member)) as tx:
            return tx.value("SELECT report FROM diwan.report WHERE item = %s", [item])

    filing.tick = tick
    return filing


@pytest.fixture
def second(database):
    """An empty database with the schema, on the same server."""
    name = f"{psycopg.conninfo.conninfo_to_dict(database.owner)['dbname']}_then"
    with psycopg.connect(database.to_database("postgres").admin, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template0 OWNER diwan_owner")
        connections = database.to_database(name)
        with psycopg.connect(connections.owner) as owner:
            schema.apply_schema(owner)
        yield connections
        store.use(database)
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def dump(connections):
    tables = {*wiring.projection_tables(), *wiring.derived_tables()} - NOT_COMPARED
    with psycopg.connect(connections.admin) as admin:
        return {
            table: [row[0] for row in admin.execute(f"SELECT t::text FROM diwan.{table} t ORDER BY t::text")]
            for table in sorted(tables)
        }


def rebuilt(second, until):
    found = wiring.rebuild_until(second, until, lambda _done, _all: None)
    run_until_idle()
    return found


def test_the_tables_are_those_of_that_moment(database, second, viewer_of, file):
    first = file("iraq", FLOOD)
    file(
        "iran",
        "The ministry of transport denied on Monday that a flood had closed the old bridge in Mosul.",
        members=(MemberId("iraq"),),
    )
    change_readers(viewer_of("iraq"), first, gather.Reach(members=(MemberId("russia"),)))
    run_until_idle()
    until, before = springs.now(), dump(database)
    file("russia", "The weir at Mosul was closed on Monday, the ministry of transport said.")
    file("iraq", "A convoy with bread reached Mosul on Tuesday.")
    found = rebuilt(second, until)
    after = dump(second)
    for table in before:
        if table not in ("event_report", "event"):  # they say when they entered this database
            assert after[table] == before[table], table
    assert len(after["event"]) == len(before["event"]) > 0
    assert (found.recalled_since, found.narrowed_since) == (0, 0)


def test_what_was_recalled_since_is_a_tombstone_for_those_who_read_it_then(second, viewer_of, file):
    recalled = file("iraq", "The weir at Hit broke on Monday, the water board said.")
    kept = file("iraq", "Boats reached Hit on Monday, the harbour master said.")
    until = springs.now()
    file.tick()
    recall_report(viewer_of("iraq"), recalled)
    run_until_idle()
    assert rebuilt(second, until).recalled_since == 1
    for member in ("iraq", "iran", "russia"):
        view = share.report(store.service_viewer(MemberId(member)), recalled)
        assert (view.text, view.recalled_at is not None) == ("", True)
        assert "Boats" in share.report(store.service_viewer(MemberId(member)), kept).text
    with pytest.raises(NotVisible):
        share.report(store.service_viewer(MemberId("syria")), recalled)


def test_what_was_narrowed_since_is_shown_to_nobody_who_may_not_read_it_today(second, viewer_of, file):
    report = file("iraq", "The weir at Hit broke on Monday, the water board said.")
    until = springs.now()
    file.tick()
    change_readers(viewer_of("iraq"), report, gather.Reach(members=(MemberId("iran"), MemberId("syria"))))
    run_until_idle()
    assert rebuilt(second, until).narrowed_since == 1
    assert "weir" in share.report(store.service_viewer(MemberId("iran")), report).text
    for member in ("russia", "syria"):  # one lost it since; the other did not have it then
        with pytest.raises(NotVisible):
            share.report(store.service_viewer(MemberId(member)), report)


def test_what_the_director_said_is_copied_by_nobody_in_its_name(database, second, viewer_of, file):
    with psycopg.connect(database.owner) as owner:
        directs = next(m for m in ("iraq", "iran", "russia", "syria") if owner.execute("SELECT diwan.is_director(%s)", [m]).fetchone()[0])  # fmt: skip
    until = springs.now() + dt.timedelta(hours=1)
    convene(viewer_of(directs), "State of the dams", until, place="", room="", agenda=("Levels",))
    rebuilt(second, until)
    with store.acting_as(store.service_viewer(MemberId("syria"))) as tx:
        assert [(each.member, each.title) for each in meetings(tx)] == [(directs, "State of the dams")]


def test_a_recall_that_came_before_stays_a_recall(second, viewer_of, file):
    recalled = file("iraq", "The weir at Hit broke on Monday, the water board said.")
    recall_report(viewer_of("iraq"), recalled)
    run_until_idle()
    until = springs.now()
    file("iraq", "Boats reached Hit on Monday, the harbour master said.")
    assert rebuilt(second, until).recalled_since == 0
    assert share.report(store.service_viewer(MemberId("iran")), recalled).recalled_at is not None


def test_ids_of_events_are_the_same_so_that_addresses_lead_there(database, second, viewer_of, file):
    file("iraq", FLOOD)
    until = springs.now()
    (card,) = share.situation(viewer_of("iran"), SituationFilter()).events.rows
    rebuilt(second, until)
    (then,) = share.situation(store.service_viewer(MemberId("iran")), SituationFilter()).events.rows
    assert then.id == card.id


def test_nothing_can_be_said_in_it_and_it_is_not_filled_twice(database, second, viewer_of, file):
    file("iraq", FLOOD)
    until = springs.now()
    rebuilt(second, until)
    with pytest.raises(NotAllowed, match="past moment"):
        gather.receive(
            store.service_viewer(MemberId("iraq")), gather.Arrival(gather.Raw("a.txt", b"A word."), "upload")
        )
    assert gather.queue_due_looks() == 0
    store.use(database)
    with pytest.raises(NotEmpty):
        wiring.rebuild_until(second, until, lambda _done, _all: None)
