"""Activities and their conflict envelopes: who is told of what, and that nothing hidden changes an answer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from diwan import charter, ledger, store
from diwan.coordinate import activities as reading
from diwan.coordinate.activities import unseen_by
from diwan.coordinate.activity_checks import ActivityIncomplete
from diwan.coordinate.activity_words import ActivityKind, ActivityState, Announcement, Consent
from diwan.coordinate.announce import (
    CENTRE,
    OWN_MEMBER,
    ActivityIsOver,
    ChangedMeanwhile,
    ClientReused,
    announce,
    change,
    release_envelope,
    set_state,
    usual_envelope,
)
from diwan.coordinate.space import NotAVolume, Reference, Volume, band, circle, corridor, window
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label
from diwan.entry import wiring
from diwan.gather import Reach

IRAQ, IRAN, SYRIA = (MemberId(each) for each in ("iraq", "iran", "syria"))
TO_IRAN = Reach((IRAN,))
EIGHT = datetime(2026, 6, 1, 8, tzinfo=UTC)
ABSENT = RecordId("00000000-0000-4000-8000-000000000000")
TABLES = (
    "activity_version",
    "activity_state",
    "activity_client",
    "conflict_envelope",
    "conflict_envelope_end",
    "volume",
)


def activity(viewer, which, at=None):
    with store.acting_as(viewer) as tx:
        return reading.activity(tx, which, at)


def activities(viewer, **asked):
    with store.acting_as(viewer) as tx:
        return list(reading.activities(tx, **asked).rows)


def conflicts_of(viewer, which, at=None):
    with store.acting_as(viewer) as tx:
        return reading.conflicts_of(tx, reading.activity(tx, which, at), at)


def conflicts_before(viewer, said):
    with store.acting_as(viewer) as tx:
        return reading.conflicts_before(tx, said)


def own_conflicts(viewer):
    with store.acting_as(viewer) as tx:
        return reading.own_conflicts(tx, viewer.member)


def volume(area, *, hours=2, lower=0, upper=100):
    return Volume(area, band(lower, upper, Reference.SEA), window(EIGHT, EIGHT + timedelta(hours=hours)))


CONVOY = Announcement(
    ActivityKind.CONVOY,
    "flour to the east bank",
    (volume(corridor([(33.30, 44.30), (33.36, 44.40)], 200)),),
    "duty desk, extension 12",
    details="four lorries",
)
WORKS = Announcement(
    ActivityKind.WORKS,
    "mending the bridge",
    (volume(circle((33.33, 44.35), 300)),),
    "the engineer, extension 31",
)


def test_both_sides_are_told_when_each_may_know_of_the_other(viewer_of):
    iraq, iran = viewer_of("iraq"), viewer_of("iran")
    bridge = announce(iraq, WORKS, details=TO_IRAN, envelope=None)
    (told,) = conflicts_before(iran, CONVOY)
    assert (told.member, told.name, told.activity, told.contact) == (
        "iraq",
        WORKS.name,
        bridge,
        WORKS.contact,
    )
    convoy = announce(iran, CONVOY, details=Reach((IRAQ,)), envelope=None)
    assert [found.activity for found in conflicts_of(iraq, bridge)] == [convoy]
    assert [found.activity for found in conflicts_of(iran, convoy)] == [bridge]
    ((own, found),) = own_conflicts(iraq)
    assert (own.id, found[0].name) == (bridge, CONVOY.name)
    assert own_conflicts(viewer_of("syria")) == []


def test_an_envelope_tells_place_time_and_author_and_nothing_more(viewer_of, as_member):
    convoy = announce(viewer_of("iran"), CONVOY, details=OWN_MEMBER, envelope=CENTRE)
    bridge = announce(viewer_of("iraq"), WORKS, details=OWN_MEMBER, envelope=None)
    (told,) = conflicts_of(viewer_of("iraq"), bridge)
    assert (told.member, told.contact) == ("iran", CONVOY.contact)
    assert (told.activity, told.name, told.kind) == (None, "", None)
    with pytest.raises(NotVisible):
        activity(viewer_of("iraq"), convoy)
    with as_member("iraq") as tx:
        (record,) = (each for each in _readable(tx) if each.kind == "envelope.released")
        assert record.body.keys() == {"contact", "volumes"}
        assert record.refs == ()
        assert all("uncertainty" not in each for each in record.body["volumes"])
    # the other side may not know of the bridge, so it alone is not told
    assert conflicts_of(viewer_of("iran"), convoy) == []


def test_whoever_reads_the_activity_is_told_of_it_once_and_by_name(viewer_of):
    announce(viewer_of("iran"), CONVOY, details=Reach((IRAQ,)), envelope=CENTRE)
    (told,) = conflicts_before(viewer_of("iraq"), WORKS)
    assert told.name == CONVOY.name


def test_the_uncertainty_of_the_kind_is_inside_the_envelope(viewer_of):
    """Beside the road by less than a convoy may stray, half an hour after it should have passed."""
    announce(viewer_of("iran"), CONVOY, details=OWN_MEMBER, envelope=CENTRE)
    later = window(EIGHT + timedelta(hours=2, minutes=29), EIGHT + timedelta(hours=3))
    late = replace(WORKS, volumes=(replace(volume(circle((33.33, 44.35), 300)), window=later),))
    assert len(conflicts_before(viewer_of("iraq"), late)) == 1
    too_late = window(EIGHT + timedelta(hours=2, minutes=31), EIGHT + timedelta(hours=3))
    late = replace(WORKS, volumes=(replace(volume(circle((33.33, 44.35), 300)), window=too_late),))
    assert conflicts_before(viewer_of("iraq"), late) == []


def test_what_a_member_may_not_read_changes_no_answer_to_it(viewer_of):
    syria = viewer_of("syria")
    own = announce(syria, WORKS, details=OWN_MEMBER, envelope=None)

    def answers():
        return (
            conflicts_of(syria, own),
            own_conflicts(syria),
            activities(syria, with_past=True),
            conflicts_before(syria, CONVOY),
        )

    before = answers()
    hidden = announce(viewer_of("iran"), CONVOY, details=TO_IRAN, envelope=Reach((IRAQ,)))
    assert answers() == before
    change(viewer_of("iran"), hidden, replace(CONVOY, name="rice"), envelope=Reach((IRAQ,)))
    set_state(viewer_of("iran"), hidden, ActivityState.CANCELLED)
    assert answers() == before


def test_hidden_and_absent_are_the_same_answer(viewer_of, as_member):
    made = announce(viewer_of("iraq"), CONVOY, details=TO_IRAN, envelope=None)
    syria = viewer_of("syria")
    for act in (
        lambda which: activity(syria, which),
        lambda which: conflicts_of(syria, which),
        lambda which: change(syria, which, CONVOY, envelope=None),
        lambda which: set_state(syria, which, ActivityState.ACTIVE),
        lambda which: release_envelope(syria, which, CENTRE),
    ):
        for which in (made, ABSENT):
            with pytest.raises(NotVisible):
                act(which)
    assert activities(syria) == []
    with as_member("syria") as tx:
        for table in TABLES:
            assert tx.value(f"SELECT count(*) FROM diwan.{table}") == 0


def test_a_reader_changes_nothing_of_anothers_activity(viewer_of, as_member):
    made = announce(viewer_of("iraq"), CONVOY, details=TO_IRAN, envelope=CENTRE)
    with pytest.raises(NotAllowed):
        change(viewer_of("iran"), made, CONVOY, envelope=None)
    with pytest.raises(NotAllowed):
        set_state(viewer_of("iran"), made, ActivityState.CANCELLED)
    # and what it says past the service stands in its log and comes to nothing
    both = Label(frozenset({IRAQ, IRAN}))
    with as_member("iran", write=True) as tx:
        ledger.append(tx, "activity.state_set", {"state": "cancelled", "reason": ""}, label=both, refs=[made])
        ledger.append(
            tx, "envelope.withdrawn", {}, label=both, refs=[activity(viewer_of("iran"), made).envelope]
        )
    assert activity(viewer_of("iraq"), made).state is ActivityState.PLANNED
    assert len(conflicts_before(viewer_of("syria"), WORKS)) == 1


def test_the_database_lets_nobody_write_in_anothers_name(viewer_of, as_member):
    made = announce(viewer_of("iraq"), CONVOY, details=TO_IRAN, envelope=CENTRE)
    forged = (
        "INSERT INTO diwan.activity_state SELECT member, gen_random_uuid(), activity, audience, 999, 'cancelled', '',"
        " said_at FROM diwan.activity_state WHERE activity = %s"
    )
    for statement in (
        forged,
        "UPDATE diwan.activity_version SET name = 'x' WHERE activity = %s",
        "DELETE FROM diwan.volume WHERE subject = %s",
    ):
        with (
            pytest.raises((NotAllowed, psycopg.errors.InsufficientPrivilege)),
            as_member("iran", write=True) as tx,
        ):
            tx.run(statement, [made])


def test_an_analyst_announces_at_home_and_releases_nothing(viewer_of, as_member):
    with as_member("iraq", write=True) as tx:
        own = charter.officers(tx)[1]
    charter.change_officer(viewer_of("iraq"), own.id, names=own.names, language="ar", roles=("analyst",))
    analyst = viewer_of("iraq", 1)
    made = announce(analyst, WORKS, details=OWN_MEMBER, envelope=None)
    assert activity(analyst, made).name == WORKS.name
    for details, envelope in ((TO_IRAN, None), (OWN_MEMBER, CENTRE)):
        with pytest.raises(NotAllowed):
            announce(analyst, CONVOY, details=details, envelope=envelope)
    assert [each.id for each in activities(analyst)] == [made]  # all of it or nothing


def test_a_change_tells_the_same_readers_and_moves_the_envelope(viewer_of):
    iraq, syria = viewer_of("iraq"), viewer_of("syria")
    made = announce(iraq, CONVOY, details=TO_IRAN, envelope=CENTRE)
    elsewhere = replace(CONVOY, volumes=(volume(circle((36.3, 43.1), 500)),))
    change(iraq, made, elsewhere, envelope=CENTRE)
    assert activity(viewer_of("iran"), made).volumes[0].area == elsewhere.volumes[0].area
    assert conflicts_before(syria, WORKS) == []
    assert len(conflicts_before(syria, elsewhere)) == 1
    assert [each.id for each in activities(viewer_of("iran"))] == [made]


@pytest.mark.parametrize("state", [ActivityState.CANCELLED, ActivityState.COMPLETED])
def test_what_is_over_meets_nothing_and_is_changed_no_more(viewer_of, state):
    iraq = viewer_of("iraq")
    made = announce(iraq, CONVOY, details=TO_IRAN, envelope=CENTRE)
    set_state(iraq, made, ActivityState.DELAYED, "a flat tyre")
    assert (
        len(conflicts_before(viewer_of("iran"), WORKS))
        == len(conflicts_before(viewer_of("syria"), WORKS))
        == 1
    )
    set_state(iraq, made, state)
    assert conflicts_before(viewer_of("iran"), WORKS) == conflicts_before(viewer_of("syria"), WORKS) == []
    assert activities(iraq) == []
    assert [each.state for each in activities(iraq, with_past=True)] == [state]
    with pytest.raises(ActivityIsOver):
        set_state(iraq, made, ActivityState.ACTIVE)
    with pytest.raises(ActivityIsOver):
        change(iraq, made, CONVOY, envelope=None)


def test_it_is_said_beforehand_who_will_learn_nothing(viewer_of):
    def names(**chosen):
        return {member.id for member in unseen_by(viewer_of("iraq"), **chosen)}

    assert names(details=TO_IRAN, envelope=None) == {"russia", "syria"}
    assert names(details=OWN_MEMBER, envelope=Reach((SYRIA,))) == {"iran", "russia"}
    assert names(details=TO_IRAN, envelope=CENTRE) == set()
    assert usual_envelope(ActivityKind.FLIGHT) == usual_envelope(ActivityKind.CONVOY) == CENTRE
    assert usual_envelope(ActivityKind.PATROL) is None


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"name": " "}, "name"),
        ({"contact": ""}, "contact"),
        ({"details": "x" * 5000}, "4000"),
        ({"host": SYRIA}, "consent"),
        ({"consent": Consent.GIVEN}, "host"),
        ({"host": SYRIA, "consent": Consent.WITH_CONDITIONS}, "conditions"),
        ({"host": MemberId("atlantis"), "consent": Consent.ASKED}, "host"),
    ],
)
def test_what_is_incomplete_is_refused_by_name(viewer_of, wrong, named):
    with pytest.raises(ActivityIncomplete, match=named):
        announce(viewer_of("iraq"), replace(CONVOY, **wrong), details=OWN_MEMBER, envelope=None)


def test_an_activity_without_a_place_or_with_too_many_is_refused(viewer_of):
    for volumes in ((), CONVOY.volumes * 101):
        with pytest.raises(NotAVolume):
            announce(viewer_of("iraq"), replace(CONVOY, volumes=volumes), details=OWN_MEMBER, envelope=None)


def test_pages_of_activities_follow_each_other_without_gap(viewer_of):
    iraq = viewer_of("iraq")
    made = [
        announce(iraq, replace(WORKS, name=str(each)), details=OWN_MEMBER, envelope=None) for each in range(5)
    ]
    first = activities(iraq, most=2)
    second = activities(iraq, after=(first[-1].said_at, first[-1].version), most=10)
    assert [each.id for each in first + second] == made[::-1]


def test_what_is_sent_twice_under_one_id_is_said_once(viewer_of):
    iraq = viewer_of("iraq")
    chosen = {"details": TO_IRAN, "envelope": CENTRE}
    made = announce(iraq, CONVOY, **chosen, client="lorry 1")
    assert announce(iraq, CONVOY, **chosen, client="lorry 1") == made
    later = replace(CONVOY, name="rice")
    for _ in range(2):
        change(iraq, made, later, envelope=None, client="lorry 2")
        set_state(iraq, made, ActivityState.DELAYED, "a flat tyre", client="lorry 3")
    with store.acting_as(iraq) as tx:
        versions, steps = reading.history(tx, made)
    assert [each.name for each in versions] == [CONVOY.name, "rice"]
    assert [each.state for each in steps] == [ActivityState.DELAYED]


def test_an_id_that_was_used_for_something_else_is_refused_and_says_nothing(viewer_of):
    iraq = viewer_of("iraq")
    made = announce(iraq, CONVOY, details=TO_IRAN, envelope=CENTRE, client="lorry 1")
    other = announce(iraq, WORKS, details=OWN_MEMBER, envelope=None)
    set_state(iraq, made, ActivityState.ACTIVE, client="lorry 2")
    for act in (
        lambda: announce(
            iraq, replace(CONVOY, name="rice"), details=TO_IRAN, envelope=CENTRE, client="lorry 1"
        ),
        lambda: announce(iraq, CONVOY, details=OWN_MEMBER, envelope=CENTRE, client="lorry 1"),
        lambda: announce(iraq, CONVOY, details=TO_IRAN, envelope=None, client="lorry 1"),
        lambda: change(iraq, made, CONVOY, envelope=CENTRE, client="lorry 1"),
        lambda: set_state(iraq, made, ActivityState.CANCELLED, client="lorry 2"),
        lambda: set_state(iraq, other, ActivityState.ACTIVE, client="lorry 2"),
    ):
        with pytest.raises(ClientReused):
            act()
    assert activity(iraq, made).state is ActivityState.ACTIVE
    assert len(activities(iraq)) == 2
    # another member's ids are its own
    assert announce(viewer_of("iran"), CONVOY, envelope=None, client="lorry 1") != made


def test_the_second_of_two_changes_of_one_version_is_refused(viewer_of):
    iraq = viewer_of("iraq")
    made = announce(iraq, CONVOY, details=TO_IRAN, envelope=None)
    read = activity(iraq, made).version
    change(iraq, made, replace(CONVOY, name="rice"), envelope=None, version=read)
    with pytest.raises(ChangedMeanwhile):
        change(iraq, made, replace(CONVOY, name="sugar"), envelope=None, version=read)
    assert activity(iraq, made).name == "rice"


def test_an_envelope_is_released_and_taken_back_without_touching_the_rest(viewer_of):
    iraq, syria = viewer_of("iraq"), viewer_of("syria")
    made = announce(iraq, CONVOY, details=TO_IRAN, envelope=None)
    before = activity(iraq, made)
    assert conflicts_before(syria, WORKS) == []
    release_envelope(iraq, made, Reach((SYRIA,)))
    (told,) = conflicts_before(syria, WORKS)
    assert (told.member, told.activity) == ("iraq", None)
    assert conflicts_before(viewer_of("russia"), WORKS) == []
    after = activity(iraq, made)
    assert (after.name, after.volumes, after.audience) == (before.name, before.volumes, before.audience)
    release_envelope(iraq, made, None)
    assert conflicts_before(syria, WORKS) == []
    with pytest.raises(NotVisible):
        release_envelope(syria, made, None)
    with pytest.raises(NotAllowed):
        release_envelope(viewer_of("iran"), made, None)


def test_a_past_moment_shows_what_stood_then_and_what_met(viewer_of):
    iraq, iran = viewer_of("iraq"), viewer_of("iran")
    bridge = announce(iraq, WORKS, details=OWN_MEMBER, envelope=None)
    alone = activity(iraq, bridge).said_at
    convoy = announce(iran, CONVOY, details=OWN_MEMBER, envelope=Reach((IRAQ,)))
    met = activity(iran, convoy).said_at
    set_state(iran, convoy, ActivityState.CANCELLED)
    assert [len(conflicts_of(iraq, bridge, at)) for at in (alone, met, None)] == [0, 1, 0]
    assert activity(iran, convoy, met).state is ActivityState.PLANNED
    with pytest.raises(NotVisible):
        activity(iran, convoy, alone)
    assert [each.id for each in activities(iran, at=met)] == [convoy]


def test_a_rebuild_gives_the_same_tables(database, viewer_of):
    iraq = viewer_of("iraq")
    made = announce(iraq, CONVOY, details=TO_IRAN, envelope=CENTRE, client="a")
    change(iraq, made, replace(CONVOY, name="rice"), envelope=TO_IRAN, client="b")
    set_state(iraq, made, ActivityState.ACTIVE, client="c")

    def dump():
        with store.acting_as(store.service_viewer(IRAQ)) as tx:
            return [tx.rows(f"SELECT x::text FROM diwan.{table} x ORDER BY 1") for table in TABLES]

    before = dump()
    assert all(before)
    wiring.rebuild()
    assert dump() == before


def _readable(tx):
    for row in tx.rows("SELECT id FROM diwan.record ORDER BY id"):
        found = ledger.record(tx, row["id"])
        if found is not None:
            yield found
