"""The register: objects and their state by whoever says it, and protected sites, which take two officers of one member."""

import csv
import datetime as dt
import itertools
import json
import uuid
from dataclasses import replace

import pytest

from diwan import ledger, store
from diwan.coordinate import protected_sites as sites
from diwan.coordinate import register as entered
from diwan.coordinate.due import due_from
from diwan.coordinate.due_words import Why
from diwan.coordinate.land import is_at_sea
from diwan.coordinate.register_files import NOTICE, FileUnreadable, read_file, written
from diwan.coordinate.register_import import RowsFaulty, import_file
from diwan.coordinate.register_texts import ObjectFlaw, ObjectIncomplete, read_points
from diwan.coordinate.register_words import ObjectForm, ObjectState, ObjectText, ProtectedAs
from diwan.coordinate.site_map import site_map
from diwan.coordinate.space import NotAVolume
from diwan.core.clock import springs
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label
from diwan.entry import wiring
from diwan.gather import Reach

IRAQ, IRAN, SYRIA = (MemberId(each) for each in ("iraq", "iran", "syria"))
ABSENT = RecordId(uuid.UUID("00000000-0000-4000-8000-000000000000"))
NOW = "2016-03-20T09:00+00:00"
BRIDGE = ObjectText(ObjectForm.PLACE, "Bridge at the weir", ((34.2, 43.87),))
HOSPITAL = ObjectText(
    ObjectForm.SITE,
    "Hospital at the weir",
    ((34.2, 43.88),),
    "Beside the bridge",
    category=ProtectedAs.HOSPITAL,
    expires_at=dt.datetime.fromisoformat("2016-06-20T09:00+00:00"),
)
TO_IRAN = Reach(members=(IRAN,))


@pytest.fixture
def story(clock, viewer_of, monkeypatch):
    """Time goes on from NOW a little with every look at the clock."""
    began, ticks = clock(NOW), itertools.count()
    monkeypatch.setattr(springs, "now", lambda: began + dt.timedelta(milliseconds=next(ticks)))

    class Story:
        def __getattr__(self, member):
            return viewer_of(member)

        @property
        def second(self):
            return viewer_of("iraq", 1)

        def seen(self, viewer, which):
            with store.acting_as(viewer) as tx:
                return entered.one(tx, which)

        def listed(self, viewer, **asked):
            return [each.now.name for each in entered.objects(viewer, entered.Question(**asked)).rows]

        def protected(self, reach=TO_IRAN):
            made = sites.propose_site(self.iraq, HOSPITAL, reach)
            return sites.confirm_site(self.second, made, seen_on_map=True)

    return Story()


def state(kind, **more):
    return entered.NewState(kind, dt.datetime.fromisoformat(more.pop("since", NOW)), **more)


# --- objects ---------------------------------------------------------------------------------------------------------


def test_an_object_is_read_by_whom_it_was_entered_for_and_a_third_finds_nothing(story, as_member):
    made = entered.register(story.iraq, BRIDGE, TO_IRAN)
    assert story.listed(story.iran) == ["Bridge at the weir"]
    assert story.listed(story.syria) == []
    with as_member("syria") as tx:
        for table in ("object_version", "object_state", "site_proposal", "site_proposal_end"):
            assert tx.value(f"SELECT count(*) FROM diwan.{table}") == 0
    for act in (
        lambda which: story.seen(story.syria, which),
        lambda which: entered.change(story.syria, which, BRIDGE),
        lambda which: entered.withdraw(story.syria, which, "x"),
        lambda which: entered.tell_state(story.syria, which, state(ObjectState.OPEN)),
        lambda which: sites.propose_change(story.syria, which, HOSPITAL),
    ):
        for which in (made, ABSENT):
            with pytest.raises(NotVisible):
                act(which)


def test_a_change_is_another_version_by_who_entered_it(story):
    made = entered.register(story.iraq, BRIDGE, TO_IRAN)
    with pytest.raises(NotAllowed):
        entered.change(story.iran, made, replace(BRIDGE, name="Mine"))
    with pytest.raises(ObjectIncomplete, match=ObjectFlaw.SAME.value):
        entered.change(story.iraq, made, BRIDGE)
    entered.change(story.iraq, made, replace(BRIDGE, name="New bridge"), "Its name")
    found = story.seen(story.iran, made)
    assert [each.text.name for each in found.versions] == ["Bridge at the weir", "New bridge"]
    entered.withdraw(story.iraq, made, "It fell.")
    assert story.seen(story.iran, made).is_withdrawn
    assert story.listed(story.iran) == []
    with pytest.raises(entered.IsWithdrawn):
        entered.tell_state(story.iran, made, state(ObjectState.OPEN))


def test_members_say_what_state_it_is_in_and_contradict_one_another(story):
    made = entered.register(story.iraq, BRIDGE, TO_IRAN)
    entered.tell_state(story.iraq, made, state(ObjectState.OPEN))
    closed = state(ObjectState.CLOSED, according_to="The road office", since="2016-03-19T09:00+00:00")
    entered.tell_state(story.iran, made, closed)
    entered.tell_state(story.iran, made, closed)  # pressed twice, said once
    found = story.seen(story.iraq, made)
    assert [(each.member, each.state) for each in found.states_now] == [
        (IRAQ, ObjectState.OPEN),
        (IRAN, ObjectState.CLOSED),
    ]
    entered.tell_state(story.iran, made, state(ObjectState.HELD, held_by="The guild"))
    found = story.seen(story.iraq, made)
    assert len(found.states) == 3
    assert {each.state for each in found.states_now} == {ObjectState.OPEN, ObjectState.HELD}
    for wrong in (
        state(ObjectState.HELD),
        state(ObjectState.OPEN, held_by="x"),
        state(ObjectState.OPEN, since="2016-03-21T09:00+00:00"),
    ):
        with pytest.raises(ObjectIncomplete):
            entered.tell_state(story.iraq, made, wrong)


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"name": " "}, ObjectFlaw.NO_NAME),
        ({"points": ()}, ObjectFlaw.NO_POINT),
        ({"points": ((1.0, 2.0), (2.0, 2.0))}, ObjectFlaw.NO_POINT),
        ({"form": ObjectForm.ROUTE}, ObjectFlaw.NO_POINT),
        ({"details": "x" * 10_001}, ObjectFlaw.TOO_LONG),
    ],
)
def test_what_cannot_be_entered_is_told_by_its_flaw(story, change, flaw):
    with pytest.raises(ObjectIncomplete) as told:
        entered.register(story.iraq, replace(BRIDGE, **change), Reach())
    assert told.value.flaw == flaw


def test_an_outline_that_is_none_is_refused_and_every_notation_is_read(story):
    bow = ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0))
    with pytest.raises(NotAVolume):
        entered.register(story.iraq, replace(BRIDGE, points=bow), Reach())
    with pytest.raises(NotAVolume):
        entered.register(story.iraq, replace(BRIDGE, points=((95.0, 10.0),)), Reach())
    read = read_points("33.3128 44.3615\n\n33°18′46″N 44°21′41″E\n38S MB 4060 8613")
    assert all(abs(lat - 33.31) < 0.02 and abs(lon - 44.36) < 0.02 for lat, lon in read)
    with pytest.raises(NotAVolume, match="point 2"):
        read_points("33.3128 44.3615\nat the weir")


def test_the_list_is_paged_by_name_and_hidden_objects_shift_nothing(story):
    for n in range(5):
        entered.register(story.iraq, replace(BRIDGE, name=f"Bridge {n}"), TO_IRAN, client=str(n))
        entered.register(story.iraq, replace(BRIDGE, name=f"Bridge {n}"), Reach())
    assert entered.register(story.second, BRIDGE, Reach(), client="0")
    first = entered.objects(story.iran, entered.Question(), limit=3)
    rest = entered.objects(story.iran, entered.Question(), limit=3, cursor=first.next)
    assert [each.now.name for each in (*first.rows, *rest.rows)] == [f"Bridge {n}" for n in range(5)]
    assert story.listed(story.iran, text="bridge 3") == ["Bridge 3"]
    assert story.listed(story.iran, form="route") == []


# --- protected sites -------------------------------------------------------------------------------------------------


def test_a_protected_site_takes_a_second_officer_who_has_seen_the_map(story):
    made = sites.propose_site(story.iraq, HOSPITAL, TO_IRAN)
    assert story.listed(story.iran) == story.listed(story.iraq) == []
    with pytest.raises(sites.OwnProposal):
        sites.confirm_site(story.iraq, made, seen_on_map=True)
    with pytest.raises(sites.NotSeen):
        sites.confirm_site(story.second, made, seen_on_map=False)
    with pytest.raises(NotVisible):
        sites.confirm_site(story.iran, made, seen_on_map=True)
    stands = sites.confirm_site(story.second, made, seen_on_map=True)
    found = story.seen(story.iran, stands)
    assert (found.now.category, found.now.points) == (ProtectedAs.HOSPITAL, HOSPITAL.points)
    assert story.listed(story.iran, form="hospital") == story.listed(story.iran, form="protected")
    with pytest.raises(sites.ProposalEnded):
        sites.confirm_site(story.second, made, seen_on_map=True)
    with pytest.raises(NotVisible):
        story.seen(story.syria, stands)


@pytest.mark.parametrize(
    ("by", "change", "is_refused"),
    [
        (1, {}, False),
        (0, {}, True),  # who proposed it
        (None, {}, True),  # nobody
        (1, {"seen_on_map": False}, True),
        (1, {"act": "withdraw"}, True),
        (1, {"object": str(ABSENT)}, True),
        (1, {"site": {"name": "Another"}}, True),
    ],
)
def test_the_database_refuses_a_confirmation_that_is_none(story, viewer_of, by, change, is_refused):
    made = sites.propose_site(story.iraq, HOSPITAL, Reach())
    with store.acting_as(story.iraq) as tx:
        site = tx.value("SELECT site FROM diwan.site_proposal WHERE record = %s", [made])
    body = {"act": "enter", "object": "", "site": site, "seen_on_map": True} | change
    viewer = store.service_viewer(IRAQ) if by is None else viewer_of("iraq", by)

    def say():
        with store.acting_as(viewer, write=True) as tx:
            ledger.append(tx, "site.confirmed", body, label=Label(frozenset((IRAQ,))), refs=[made])

    if is_refused:
        with pytest.raises(NotAllowed):
            say()
    else:
        say()
    assert len(story.listed(story.iraq)) == (0 if is_refused else 1)


def test_no_other_kind_of_record_makes_or_touches_a_protected_site(story):
    stands, own = story.protected(), story.iraq
    plain = {
        "form": "site", "category": "hospital", "name": "x", "address": "", "details": "", "shape": "point",
        "points": [[1.0, 2.0]], "client": "x", "reason": "",
    }  # fmt: skip
    for kind, refs in (
        ("object.registered", []),
        ("object.changed", [stands]),
        ("object.withdrawn", [stands]),
        ("site.blessed", [stands]),
        ("site.proposed", []),  # for others too
    ):
        with pytest.raises((NotAllowed, KeyError)), store.acting_as(own, write=True) as tx:
            ledger.append(tx, kind, plain, label=Label(frozenset((IRAQ, IRAN))), refs=refs)
    with pytest.raises(entered.TakesTwo):
        entered.change(own, stands, HOSPITAL)
    with pytest.raises(entered.TakesTwo):
        entered.withdraw(own, stands, "x")
    with pytest.raises(entered.TakesTwo):
        entered.register(own, HOSPITAL, Reach())
    with pytest.raises(NotAllowed):
        sites.propose_site(store.service_viewer(IRAQ), HOSPITAL, Reach())
    assert story.listed(story.iran) == ["Hospital at the weir"]


def test_changed_and_taken_out_it_takes_two_again_and_may_be_declined(story):
    stands = story.protected()
    later = replace(HOSPITAL, expires_at=HOSPITAL.expires_at + dt.timedelta(days=30))
    made = sites.propose_change(story.second, stands, later)
    assert story.seen(story.iran, stands).now.expires_at == HOSPITAL.expires_at
    assert sites.confirm_site(story.iraq, made, seen_on_map=True) == stands
    assert story.seen(story.iran, stands).now.expires_at == later.expires_at
    made = sites.propose_withdrawal(story.iraq, stands, "It closed.")
    sites.decline_site(story.second, made, "It has not.")
    with pytest.raises(sites.ProposalEnded):
        sites.confirm_site(story.second, made, seen_on_map=True)
    assert not story.seen(story.iran, stands).is_withdrawn
    made = sites.propose_withdrawal(story.iraq, stands, "It closed.")
    sites.confirm_site(story.second, made, seen_on_map=True)
    assert story.seen(story.iran, stands).is_withdrawn


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"address": ""}, ObjectFlaw.NO_ADDRESS),
        ({"points": ((34.2, 43.8), (34.3, 43.8), (34.3, 43.9))}, ObjectFlaw.ONE_POINT),
        ({"expires_at": None}, ObjectFlaw.EXPIRY),
        ({"expires_at": dt.datetime.fromisoformat("2016-01-01T00:00+00:00")}, ObjectFlaw.EXPIRY),
        ({"expires_at": dt.datetime.fromisoformat("2018-01-01T00:00+00:00")}, ObjectFlaw.EXPIRY),
    ],
)
def test_what_cannot_be_protected_is_told_by_its_flaw(story, change, flaw):
    with pytest.raises(ObjectIncomplete) as told:
        sites.propose_site(story.iraq, replace(HOSPITAL, **change), Reach())
    assert told.value.flaw == flaw


def test_a_hospital_in_the_sea_is_asked_about_and_taken_when_it_is_right(story):
    swapped = replace(HOSPITAL, points=((43.88, 34.2),))  # the Black Sea
    with pytest.raises(sites.PointInTheSea) as told:
        sites.propose_site(story.iraq, swapped, Reach())
    assert told.value.swapped_is_on_land
    assert sites.propose_site(story.iraq, swapped, Reach(), is_sure=True)
    assert not is_at_sea(*HOSPITAL.points[0])
    assert is_at_sea(0.0, 0.0)


def test_what_waits_and_what_is_to_be_confirmed_again_is_due_from_its_member_alone(story, clock):
    def due(viewer):
        with store.acting_as(viewer) as tx:
            return [each.why for each in due_from(tx, viewer.member)]

    made = sites.propose_site(story.iraq, HOSPITAL, TO_IRAN)
    assert due(story.second) == [Why.SITE_PROPOSED]
    assert due(story.iran) == []
    stands = sites.confirm_site(story.second, made, seen_on_map=True)
    assert due(story.iraq) == []
    clock("2016-06-10T09:00+00:00")
    assert due(story.iraq) == [Why.SITE_EXPIRES]
    assert due(story.iran) == []
    clock("2016-06-21T09:00+00:00")
    found = story.seen(story.iran, stands)
    assert found.is_overdue
    assert found.is_protected
    assert story.listed(story.iran, form="protected") == ["Hospital at the weir"]


def test_a_map_shows_the_point_and_the_nearest_places():
    drawn = site_map(33.3, 44.4)
    assert drawn.land.startswith("M")
    assert drawn.nearest[0].distance_km < 30
    assert (drawn.x, drawn.y) == (320.0, 200.0)


# --- files -----------------------------------------------------------------------------------------------------------


def test_every_file_says_what_a_missing_entry_does_not_mean_also_an_empty_one(story):
    story.protected()
    full = entered.objects(story.iran, entered.Question()).rows
    for form in ("geojson", "csv", "kml"):
        for found in (full, ()):
            told = written(form, found).decode()
            assert all(words in told for words in NOTICE.values()), form


@pytest.mark.parametrize("form", ["geojson", "csv", "kml"])
def test_what_goes_out_comes_in_again_and_the_protected_waits_for_two(story, form):
    route = ObjectText(ObjectForm.ROUTE, "=Road, “old”", ((34.0, 43.0), (34.5, 43.5)), details="Two\nlines")
    ring = ObjectText(ObjectForm.SITE, "Camp & field", ((34.0, 43.0), (34.0, 43.1), (34.1, 43.1)))
    for each in (BRIDGE, route, ring, ObjectText(ObjectForm.GROUP, "Guild")):
        entered.register(story.iraq, each, TO_IRAN)
    story.protected()
    told = written(form, entered.objects(story.iran, entered.Question()).rows)
    taken = import_file(story.iran, form, told, Reach())
    assert (taken.entered, taken.proposed, taken.known) == (4, 1, 0)
    taken = import_file(story.iran, form, told, Reach())
    assert (taken.entered, taken.proposed, taken.known) == (0, 0, 5)
    own = [e for e in entered.objects(story.iran, entered.Question()).rows if e.member == IRAN]
    assert {(e.now.form, e.now.name, e.now.points, e.now.details) for e in own} == {
        (e.form, e.name, e.points, e.details)
        for e in (BRIDGE, route, ring, ObjectText(ObjectForm.GROUP, "Guild"))
    }
    assert story.listed(story.syria) == []


@pytest.mark.parametrize("name", ["=1+1", "-2+3|cmd", "+1", "@x"])
def test_no_cell_of_a_table_is_a_formula_and_what_goes_out_is_the_name_again(story, name):
    entered.register(story.iraq, ObjectText(ObjectForm.GROUP, name), TO_IRAN)
    told = written("csv", entered.objects(story.iran, entered.Question()).rows)
    cells = [cell for row in csv.reader(told.decode("utf-8-sig").splitlines()) for cell in row]
    assert f"'{name}" in cells
    assert not any(cell[:1] in tuple("=+-@") for cell in cells)
    assert import_file(story.iran, "csv", told, Reach()).entered == 1
    assert name in [
        e.now.name for e in entered.objects(story.iran, entered.Question()).rows if e.member == IRAN
    ]


def test_a_file_with_faults_is_taken_in_not_at_all_and_each_is_named(story):
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Point", "coordinates": spot}}
        for name, spot in (("Good", [43.9, 34.2]), ("Nowhere", [43.9, 134.2]), ("", [43.9, 34.2]))
    ]
    told = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    with pytest.raises(RowsFaulty) as faults:
        import_file(story.iraq, "geojson", told, Reach())
    assert [row.number for row in faults.value.rows] == [2, 3]
    assert story.listed(story.iraq) == []


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("geojson", b"{"),
        ("geojson", b'{"type": "FeatureCollection", "features": []}'),
        ("csv", b"\xff\xfe"),
        ("kml", b"<kml>"),
        ("kml", b'<!DOCTYPE k [<!ENTITY a "b">]><kml xmlns="http://www.opengis.net/kml/2.2">&a;</kml>'),
        ("exe", b"name"),
        ("csv", b"x" * 4_000_001),
    ],
)
def test_what_is_no_register_is_refused(form, data):
    with pytest.raises(FileUnreadable):
        read_file(form, data)


def test_a_rebuild_gives_the_same_register(story):
    stands = story.protected()
    entered.tell_state(story.iran, stands, state(ObjectState.DAMAGED))
    sites.propose_withdrawal(story.iraq, stands, "It closed.")
    before = story.seen(story.iran, stands)
    wiring.rebuild()
    after = story.seen(story.iran, stands)
    assert (after.versions, after.states) == (before.versions, before.states)
    with store.acting_as(story.iraq) as tx:
        assert len(sites.proposals(tx)) == 1
