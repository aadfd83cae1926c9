"""The duty log and watches: what may be noted where, and that a watch passes between two officers and no others."""

import datetime as dt
import uuid
from dataclasses import replace

import psycopg
import pytest

from diwan import ledger, store
from diwan.coordinate.due import due_from
from diwan.coordinate.due_words import Why
from diwan.coordinate.duty import DutyFlaw, DutyIncomplete, NewEntry, desks, entries, note_entry
from diwan.coordinate.tasks import Wording, open_task
from diwan.coordinate.watches import (
    OwnWatch,
    WatchTaken,
    hand_over,
    on_watch,
    take_over,
    watch,
    watches,
)
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label
from diwan.entry import wiring
from diwan.gather import Reach

IRAQ, IRAN, SYRIA = (MemberId(each) for each in ("iraq", "iran", "syria"))
ABSENT = RecordId(uuid.UUID("00000000-0000-4000-8000-000000000000"))
NOW, LATER = "2016-03-20T09:00+00:00", "2016-03-20T17:00+00:00"
ENTRY = NewEntry(dt.datetime.fromisoformat("2016-03-20T08:50+00:00"), "The line to the tower is down.")


@pytest.fixture
def at_nine(clock):
    clock(NOW)


@pytest.fixture
def two(at_nine, viewer_of):
    """Two officers of Iraq."""
    return viewer_of("iraq", 0), viewer_of("iraq", 1)


def read(viewer, which):
    with store.acting_as(viewer) as tx:
        return watch(tx, which)


def post_of(viewer, desk="own"):
    with store.acting_as(viewer) as tx:
        return next(each for each in on_watch(tx) if each.desk.id == desk)


# --- the log ---------------------------------------------------------------------------------------------------------


def test_an_entry_is_read_by_whom_it_was_noted_for_without_its_officers_name(two, viewer_of, as_member):
    made = note_entry(two[0], replace(ENTRY, desk="room:baghdad"), Reach(members=(IRAN,)))
    own, theirs = entries(two[1]).rows[0], entries(viewer_of("iran")).rows[0]
    assert own.id == theirs.id == made
    assert (own.officer, theirs.officer) == (two[0].officer, None)
    assert entries(viewer_of("syria")).rows == ()
    with as_member("syria") as tx:
        assert tx.value("SELECT count(*) FROM diwan.duty_entry") == 0
    alone = note_entry(two[0], ENTRY, Reach())
    assert alone not in {each.id for each in entries(viewer_of("iran")).rows}


def test_nothing_alters_or_drops_an_entry(two, as_member):
    note_entry(two[0], ENTRY, Reach())
    for statement in (
        "UPDATE diwan.duty_entry SET text = 'x'",
        "DELETE FROM diwan.duty_entry",
        "UPDATE diwan.watch_handover SET sha256 = 'x'",
        "DELETE FROM diwan.watch_taking",
    ):
        with (
            pytest.raises((NotAllowed, psycopg.errors.InsufficientPrivilege)),
            as_member("iraq", write=True) as tx,
        ):
            tx.run(statement)
    assert entries(two[0]).rows[0].text == ENTRY.text


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"text": " \0"}, DutyFlaw.NO_TEXT),
        ({"text": "x" * 10_001}, DutyFlaw.TOO_LONG),
        ({"happened_at": dt.datetime.fromisoformat(LATER)}, DutyFlaw.WHEN),
        ({"desk": "function:maps"}, DutyFlaw.DESK),  # Russia holds it
        ({"desk": "room:damascus"}, DutyFlaw.DESK),
        ({"desk": "kitchen"}, DutyFlaw.DESK),
    ],
)
def test_what_is_no_entry_is_told_by_its_flaw(two, change, flaw):
    with pytest.raises(DutyIncomplete) as told:
        note_entry(two[0], replace(ENTRY, **change), Reach())
    assert told.value.flaw == flaw
    assert entries(two[0]).rows == ()


def test_desks_are_the_own_the_functions_held_and_the_rooms_sat_in(two, viewer_of):
    with store.acting_as(two[0]) as tx:
        assert [each.id for each in desks(tx)] == ["own", "function:duty-desk", "room:baghdad"]


def test_the_log_is_paged_filtered_and_noted_once_under_one_id(two, viewer_of):
    made = []
    for minute in range(5):
        at = ENTRY.happened_at - dt.timedelta(minutes=minute)
        made.append(
            note_entry(two[0], replace(ENTRY, happened_at=at), Reach(members=(IRAN,)), client=str(minute))
        )
        note_entry(two[0], replace(ENTRY, happened_at=at), Reach())
    assert note_entry(two[1], ENTRY, Reach(), client="0") == made[0]
    first = entries(viewer_of("iran"), limit=3)
    rest = entries(viewer_of("iran"), limit=3, cursor=first.next)
    assert [each.id for each in (*first.rows, *rest.rows)] == made
    assert rest.next is None
    assert entries(viewer_of("iran"), desk="room:baghdad").rows == ()
    with pytest.raises(BadInput):
        entries(viewer_of("iran"), cursor="x")


# --- watches ---------------------------------------------------------------------------------------------------------


def test_a_watch_is_signed_by_who_leaves_and_by_another_who_takes_it(clock, two, viewer_of):
    due = Wording("Gauge", "Read it.", dt.datetime.fromisoformat("2016-03-22T09:00+00:00"))
    open_task(viewer_of("iran"), due, (IRAQ,))
    made = hand_over(two[0], "own", "The line is down.")
    found = read(two[1], made)
    assert [each["title"] for each in found.text["open"]] == ["Gauge"]
    assert found.text["note"] == "The line is down."
    assert found.waits
    with pytest.raises(OwnWatch):
        take_over(two[0], made, found.sha256)
    with pytest.raises(WatchTaken):
        take_over(two[1], made, "0" * 64)
    take_over(two[1], made, found.sha256)
    take_over(two[1], made, found.sha256)  # pressed twice, said once
    found = read(two[0], made)
    assert (found.taken.officer, found.waits) == (two[1].officer, False)
    assert post_of(two[0]).officer == two[1].officer
    with pytest.raises(WatchTaken):
        take_over(two[0], made, found.sha256)


def test_it_waits_among_what_is_due_until_it_is_taken(two, viewer_of):
    def due(viewer):
        with store.acting_as(viewer) as tx:
            return [each.key for each in due_from(tx, viewer.member) if each.why == Why.WATCH]

    made = hand_over(two[0], "own")
    assert due(two[1]) == [str(made)]
    assert due(viewer_of("iran")) == []
    assert "watch" not in {each["why"] for each in read(two[1], made).text["open"]}
    take_over(two[1], made, read(two[1], made).sha256)
    assert due(two[1]) == []


def test_handed_over_anew_the_text_before_lapses(two):
    first = hand_over(two[0], "own", "One.")
    assert hand_over(two[0], "own", "One.") == first  # pressed twice
    second = hand_over(two[0], "own", "Two.")
    with pytest.raises(WatchTaken):
        take_over(two[1], first, read(two[1], first).sha256)
    assert post_of(two[1]).waiting.id == second


def test_each_desk_has_a_watch_of_its_own(two):
    made = hand_over(two[0], "room:baghdad")
    take_over(two[1], made, read(two[1], made).sha256)
    assert post_of(two[0], "room:baghdad").officer == two[1].officer
    assert post_of(two[0]).officer is None
    for desk in ("room:damascus", "function:maps", "kitchen", ""):
        with pytest.raises(DutyIncomplete):
            hand_over(two[0], desk)


def test_another_member_finds_no_watch_at_all(two, viewer_of, as_member):
    made = hand_over(two[0], "room:baghdad")
    for act in (
        lambda which: read(viewer_of("iran"), which),
        lambda which: take_over(viewer_of("iran"), which, "0" * 64),
    ):
        for which in (made, ABSENT):
            with pytest.raises(NotVisible):
                act(which)
    with as_member("iran") as tx:
        assert watches(tx) == []
        for table in ("watch_handover", "watch_taking"):
            assert tx.value(f"SELECT count(*) FROM diwan.{table}") == 0


def test_nobody_but_a_person_signs(two):
    service = store.service_viewer(IRAQ)
    with pytest.raises(NotAllowed):
        hand_over(service, "own")
    made = hand_over(two[0], "own")
    with pytest.raises(NotAllowed):
        take_over(service, made, read(two[0], made).sha256)


@pytest.mark.parametrize(
    ("by", "ref", "readers", "is_refused"),
    [
        (1, None, (IRAQ,), False),
        (0, None, (IRAQ,), True),  # who left
        (None, None, (IRAQ,), True),  # nobody
        (1, ABSENT, (IRAQ,), True),
        (1, None, (IRAQ, IRAN), True),
    ],
)
def test_the_database_refuses_the_record_of_whoever_may_not_take_it(two, by, ref, readers, is_refused):
    made = hand_over(two[0], "own")
    body = {"sha256": read(two[0], made).sha256}
    viewer = store.service_viewer(IRAQ) if by is None else two[by]

    def say():
        with store.acting_as(viewer, write=True) as tx:
            ledger.append(tx, "watch.taken", body, label=Label(frozenset(readers)), refs=[ref or made])

    if is_refused:
        with pytest.raises(NotAllowed):
            say()
    else:
        say()
        with pytest.raises(NotAllowed):
            say()  # it is taken once
    assert read(two[0], made).waits == is_refused


def test_the_database_takes_no_other_kind_of_watch_and_no_other_text(two):
    made = hand_over(two[0], "own")
    for kind, body in (("watch.burned", {}), ("watch.taken", {"sha256": "0" * 64}), ("watch.taken", {})):
        with pytest.raises(NotAllowed), store.acting_as(two[1], write=True) as tx:
            ledger.append(tx, kind, body, label=Label(frozenset((IRAQ,))), refs=[made])
    assert read(two[1], made).waits


def test_a_rebuild_gives_the_same_log_and_watches(clock, two):
    note_entry(two[0], ENTRY, Reach())
    made = hand_over(two[0], "own", "One.")
    clock(LATER)
    before_entries = entries(two[0]).rows
    wiring.rebuild()
    assert entries(two[0]).rows == before_entries
    take_over(two[1], made, read(two[1], made).sha256)
    before = read(two[0], made)
    wiring.rebuild()
    assert read(two[0], made) == before
