import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.analyse import candidate_keys, edges, link_all, picture
from diwan.analyse.components import Unions
from diwan.core.picture import Relation

KEY = b"a viewer's key"


@pytest.fixture(scope="module")
def linked(elsewhere):
    readings, told = elsewhere
    return readings, link_all(readings), told


def groups_of(found):
    return sorted(event.reports for event in found.events if len(event.reports) > 1)


def test_events_are_found_across_four_languages_and_look_alikes_are_told_apart(linked):
    readings, links, told = linked
    expected: dict[str, list[str]] = {}
    for report, events in told.items():
        for event in events:
            expected.setdefault(event, []).append(report)
    assert groups_of(picture(readings, links, KEY)) == sorted(
        tuple(sorted(reports)) for reports in expected.values() if len(reports) > 1
    )


def test_events_of_other_regions_are_found_across_languages_by_the_same_rules(abroad):
    readings, told = abroad
    expected: dict[str, list[str]] = {}
    for report, events in told.items():
        expected.setdefault(events[0], []).append(report)
    found = groups_of(picture(readings, link_all(readings), KEY))
    assert found == sorted(tuple(sorted(reports)) for reports in expected.values())


def test_an_event_says_where_and_when(linked):
    readings, links, _ = linked
    events = {event.reports[0]: event for event in picture(readings, links, KEY).events}
    assert (events["slide-ar"].date, events["slide-ar"].place.name) == ("2019-03-12", "Osh")
    assert events["vote2-en"].date == "2019-03-14"


def test_numbers_stand_side_by_side(linked):
    readings, links, _ = linked
    slide = next(e for e in picture(readings, links, KEY).events if "slide-en" in e.reports)
    families = next(q for q in slide.quantities if q.unit == "families")
    assert {(value, report) for value, report, _ in families.values} == {
        (200.0, f"slide-{language}") for language in ("ar", "en", "fa", "ru")
    }


def test_opinion_is_in_no_event_with_others(linked):
    readings, links, _ = linked
    assert all(not {"view-en", "view-ru"} & set(group) for group in groups_of(picture(readings, links, KEY)))


def test_the_order_of_readings_and_edges_leaves_no_trace(linked):
    readings, links, _ = linked
    expected = picture(readings, links, KEY)
    for seed in range(5):
        source = random.Random(seed)
        shuffled = source.sample(readings, len(readings))
        assert link_all(shuffled) == links
        assert picture(shuffled, source.sample(links, len(links)), KEY) == expected


def test_every_component_alone_gives_its_part_of_the_whole(linked):
    readings, links, _ = linked
    whole = picture(readings, links, KEY)
    unions = Unions(r.report.id for r in readings)
    for edge in links:
        if edge.relation is not Relation.QUOTATION:
            unions.join(edge.taker, edge.taken)
    parts = [picture([r for r in readings if r.report.id in group], links, KEY) for group in unions.groups()]
    assert sorted(e.id for part in parts for e in part.events) == sorted(e.id for e in whole.events)
    assert {e for part in parts for e in part.events} == set(whole.events)
    assert {p for part in parts for p in part.propositions} == set(whole.propositions)
    assert {a.id for part in parts for a in part.actors} == {a.id for a in whole.actors}


@settings(deadline=None, max_examples=15)
@given(st.data())
def test_a_report_that_a_viewer_may_not_read_changes_nothing_in_that_viewers_picture(linked, data):
    readings, links, _ = linked
    visible = data.draw(st.sets(st.sampled_from([r.report.id for r in readings])))
    seen = [r for r in readings if r.report.id in visible]
    own_links = link_all(seen)
    assert picture(seen, links, KEY) == picture(seen, own_links, KEY)


def test_two_viewers_never_share_an_id(linked):
    readings, links, _ = linked
    one, other = picture(readings, links, b"one"), picture(readings, links, b"other")
    assert not {e.id for e in one.events} & {e.id for e in other.events}
    assert not {a.id for a in one.actors} & {a.id for a in other.actors}


def test_linking_at_once_equals_comparing_every_pair_that_shares_a_key(linked):
    readings, links, _ = linked
    keys = {r.report.id: candidate_keys(r) for r in readings}
    found = [
        edge
        for n, one in enumerate(readings)
        for other in readings[n + 1 :]
        if keys[one.report.id] & keys[other.report.id]
        for edge in edges(other, one)
    ]
    assert sorted(found, key=lambda e: (e.taker, e.taken, e.relation)) == list(links)


def test_keys_fit_a_bigint(linked):
    readings, _, _ = linked
    assert all(0 <= key < 2**63 for reading in readings for key in candidate_keys(reading))


def test_no_reports_give_an_empty_picture():
    assert picture([], [], KEY).events == ()
