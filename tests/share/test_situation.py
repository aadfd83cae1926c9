import datetime as dt

import pytest

from diwan import share
from diwan.core.errors import BadInput
from diwan.core.reading import EventKind
from diwan.share.views import Box, SituationFilter, StanceFilter


def seen(centre, member="syria", **asked):
    return share.situation(centre.viewer(member), SituationFilter(**asked))


def headlines(view):
    return [card.headline.text for card in view.events.rows]


def test_reports_of_one_flood_in_three_languages_are_one_event(centre):
    flood = next(
        card for card in seen(centre).events.rows if card.place and card.place.names["en"] == "Mosul"
    )
    assert flood.report_count == 4
    assert flood.stances.denies >= 1


def test_what_two_members_share_is_in_their_pictures_alone(centre):
    for member in ("iraq", "iran"):
        assert any("Basra" in text for text in headlines(seen(centre, member)))
    for member in ("syria", "russia"):
        assert not any("Basra" in text for text in headlines(seen(centre, member)))


def test_totals_marks_and_choices_count_the_events_that_are_shown(centre):
    view = seen(centre, "iraq")
    assert view.event_count == len(view.events.rows)
    assert view.report_count == sum(card.report_count for card in view.events.rows)
    assert view.origin_count == sum(len(card.origins) for card in view.events.rows)
    assert view.contested_count == sum(card.contested is not None for card in view.events.rows)
    assert sum(choice.count for choice in view.kinds) == view.event_count
    assert {mark.event for mark in view.marks} == {card.id for card in view.events.rows if card.place}
    assert sum(bucket.reports for bucket in view.axis.buckets) == view.report_count
    assert view.axis.start <= min(bucket.start for bucket in view.axis.buckets)


@pytest.mark.parametrize(
    ("asked", "finds"),
    [
        ({"countries": ("IQ",)}, True),
        ({"countries": ("FR",)}, False),
        ({"box": Box(42, 35, 44, 37)}, True),
        ({"box": Box(170, 35, -170, 37)}, False),
        ({"box": Box(40, 35, -170, 37)}, True),
        ({"stance": StanceFilter.DENIED}, True),
        ({"stance": StanceFilter.RETRACTED}, False),
        ({"text": "наводнением"}, True),
        ({"text": "avalanche"}, False),
        ({"since": dt.date(2019, 3, 11), "until": dt.date(2019, 3, 12)}, True),
        ({"until": dt.date(2019, 3, 11)}, False),
    ],
)
def test_a_filter_finds_the_flood_or_does_not(centre, asked, finds):
    assert any(card.report_count == 4 for card in seen(centre, **asked).events.rows) is finds


def test_a_filter_by_kind_shows_events_of_that_kind_alone(centre):
    whole = seen(centre, "iraq")
    for choice in whole.kinds:
        some = seen(centre, "iraq", kinds=(EventKind(choice.value),))
        assert some.event_count == choice.count
        assert {card.kind for card in some.events.rows} == {EventKind(choice.value)}


def test_pages_follow_one_another_without_a_gap_or_a_repeat(centre):
    viewer = centre.viewer("iraq")
    whole = share.situation(viewer, SituationFilter())
    found, cursor = [], None
    while True:
        page = share.situation(viewer, SituationFilter(), cursor=cursor, limit=1).events
        found += page.rows
        if (cursor := page.next) is None:
            break
    assert found == list(whole.events.rows)
    assert len(found) > 1


@pytest.mark.parametrize("cursor", ["%%%", "", "WyJub3doZXJlIl0", "WyJhIiwiYiJd"])
def test_a_damaged_cursor_is_refused_with_a_mend(centre, cursor):
    if cursor:
        with pytest.raises(BadInput):
            share.situation(centre.viewer("iraq"), SituationFilter(), cursor=cursor)
    with pytest.raises(BadInput):
        share.changes_since(centre.viewer("iraq"), cursor)


def test_an_event_is_new_to_whoever_looked_before_it_came(centre):
    viewer = centre.viewer("iraq")
    at_the_start = dt.datetime(2019, 3, 11, 6, tzinfo=dt.UTC)
    before_talks = centre.at - dt.timedelta(minutes=30)
    assert all(
        card.is_new for card in share.situation(viewer, SituationFilter(), last_look=at_the_start).events.rows
    )
    later = share.situation(viewer, SituationFilter(only_new=True), last_look=before_talks)
    assert [card.new_reports for card in later.events.rows] == [1]
    assert later.new_count == 1
    assert share.situation(viewer, SituationFilter(), last_look=centre.at).new_count == 0
    assert not any(card.is_new for card in share.situation(viewer, SituationFilter()).events.rows)


def test_a_page_learns_of_a_report_that_was_filed_earlier_and_read_later(centre):
    iraq, russia = centre.viewer("iraq"), centre.viewer("russia")
    cursors = {viewer: share.situation(viewer, SituationFilter()).cursor for viewer in (iraq, russia)}
    moment, centre.at = centre.at, centre.at - dt.timedelta(hours=5)
    centre.file(
        "late",
        "iraq",
        "A flood on Sunday killed three people in Kirkuk, the governor said.",
        members=("iran",),
    )
    centre.at = moment
    count, cursor = share.changes_since(iraq, cursors[iraq])
    assert count == 1
    assert share.changes_since(iraq, cursor) == (0, cursor)
    assert share.changes_since(russia, cursors[russia]) == (0, cursors[russia])


def test_a_done_event_is_done_for_that_officer_until_another_report_joins(centre):
    officer, colleague = centre.officer("syria"), centre.viewer("syria")
    card = next(
        card for card in share.situation(officer, SituationFilter()).events.rows if card.report_count >= 4
    )
    share.mark_done(officer, card.id)
    shown = share.situation(officer, SituationFilter(hide_done=True)).events.rows
    assert card.id not in {each.id for each in shown}
    assert share.event(officer, card.id).card.is_done
    assert not share.event(colleague, card.id).card.is_done
    centre.file(
        "flood-again", "iraq",
        "Flood goes on\n\nThe water board said on Monday that the flood at the old bridge in Mosul goes on and that 450 families"
        " had left their homes.",
        outlet="Second Wire", whole_centre=True,
    )  # fmt: skip
    assert not share.event(officer, card.id).card.is_done
    share.mark_done(officer, card.id)
    share.mark_done(officer, card.id, done=False)
    assert not share.event(officer, card.id).card.is_done
