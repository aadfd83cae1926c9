"""Conflicts among what is due from a member, and in the text of a handover: what all may read, the same for whoever asks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from diwan import store
from diwan.charter.handover import open_matters
from diwan.coordinate.activity_words import ActivityKind, ActivityState, Announcement
from diwan.coordinate.announce import CENTRE, OWN_MEMBER, announce, set_state
from diwan.coordinate.due import due_from
from diwan.coordinate.due_words import Why
from diwan.coordinate.space import Reference, Volume, band, circle, window
from diwan.core.ids import MemberId
from diwan.entry import wiring
from diwan.gather import Reach

IRAQ, IRAN = MemberId("iraq"), MemberId("iran")


def planned(name, *, days=2):
    begins = datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)
    volume = Volume(
        circle((33.33, 44.35), 300), band(0, 50, Reference.SEA), window(begins, begins + timedelta(hours=2))
    )
    return Announcement(ActivityKind.WORKS, name, (volume,), "the desk")


def due(viewer):
    with store.acting_as(viewer) as tx:
        return [(each.title, each.member) for each in due_from(tx, viewer.member) if each.why is Why.CONFLICT]


def matters(viewer):
    with store.acting_as(viewer) as tx:
        return [each for each in open_matters(tx, IRAQ) if each["kind"] == "conflict"]


def test_a_conflict_is_due_from_each_side_that_may_know_of_it_until_it_is_cleared(viewer_of):
    iraq, iran, syria = (viewer_of(each) for each in ("iraq", "iran", "syria"))
    weir = announce(iraq, planned("weir"), details=OWN_MEMBER, envelope=None)
    assert due(iraq) == []
    announce(iran, planned("bridge"), details=OWN_MEMBER, envelope=Reach((IRAQ,)))
    assert due(iraq) == [("weir", IRAN)]
    assert due(iran) == due(syria) == []  # neither may know of the weir
    set_state(iraq, weir, ActivityState.CANCELLED)
    assert due(iraq) == []


def test_what_met_and_is_over_is_due_from_nobody(viewer_of):
    iraq = viewer_of("iraq")
    announce(iraq, planned("weir", days=-3), details=CENTRE, envelope=None)
    announce(viewer_of("iran"), planned("bridge", days=-3), details=CENTRE, envelope=None)
    assert due(iraq) == []
    assert matters(iraq) == []


def test_a_handover_names_pairs_that_all_may_read_once_and_alike_for_all(viewer_of):
    wiring.connect()
    iraq, iran = viewer_of("iraq"), viewer_of("iran")
    weir = announce(iraq, planned("weir"), details=CENTRE, envelope=None)
    announce(iran, planned("bridge"), details=Reach((IRAQ,)), envelope=CENTRE)
    assert matters(iraq) == matters(iran) == []
    mill = announce(iran, replace(planned("mill"), details="grain"), details=CENTRE, envelope=None)
    (told,) = matters(iraq)
    assert {told["record"], told["other"]} == {str(weir), str(mill)}
    assert {told["title"], told["other_title"]} == {"weir", "mill"}
    assert matters(viewer_of("syria")) == matters(iran) == [told]
