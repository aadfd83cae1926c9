"""The first view of the map, and why reports stand together, in the officer's words."""

import uuid

import pytest

from diwan.core.languages import Language
from diwan.share.views import MapMark, Words


@pytest.fixture
def blocks():
    import django

    django.setup()
    from diwan.entry.web.templatetags import blocks

    return blocks


def mark(lat: float, lon: float) -> MapMark:
    return MapMark(uuid.uuid4(), lat, lon, 1, False, Words("Something", Language.EN))


def test_the_first_view_takes_in_most_marks_and_leaves_far_ones_out(blocks):
    west, south, east, north = blocks._bounds(
        (mark(33.3, 44.4), mark(34.2, 43.9), mark(30.5, 47.8), mark(36.2, 44.0), mark(60.0, 100.0))
    )
    assert west < 43.9
    assert east < 60
    assert south < 30.5
    assert 36.2 < north < 50


def test_a_single_mark_stands_in_the_middle_of_a_small_view(blocks):
    west, south, east, north = blocks._bounds((mark(33.0, 44.0),))
    assert (west + east) / 2 == pytest.approx(44.0)
    assert (south + north) / 2 == pytest.approx(33.0)


def test_no_mark_asks_for_no_view(blocks):
    assert blocks._bounds(()) == []


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ru", "совпадают: дни и места"),
        ("ar", "يتفقان في"),
        ("fa", "همسان‌اند"),
        ("en", "agree in days and places"),
    ],
)
def test_why_reports_stand_together_is_said_in_the_officers_language(blocks, language, told):
    from django.utils.translation import override

    from diwan.entry.web import preferences
    from diwan.entry.web.templatetags.reasons import reason

    sentence = f"{uuid.uuid4()} and {uuid.uuid4()}: they agree in days, places (0.93)"
    with override(language), preferences.entered(preferences.Preferences(language=language)):
        said = reason(sentence)
    assert told in said
    assert "they agree" not in said


def test_a_reason_of_no_known_shape_stands_as_english_data(blocks):
    from diwan.entry.web.templatetags.reasons import reason

    assert 'lang="en"' in reason("they were filed in one envelope")
