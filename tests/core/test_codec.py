import datetime as dt

import pytest

from diwan.core.codec import from_json, to_json
from diwan.core.languages import Language
from diwan.core.reading import (
    Claim,
    DateMention,
    Granularity,
    PlaceCandidate,
    PlaceMention,
    Reading,
    Report,
    Speaker,
    SpeakerKind,
    Stance,
    Why,
)

READING = Reading(
    report=Report(id="r", text="متن", title="ت", published=dt.datetime(2015, 9, 26, 12, tzinfo=dt.UTC)),
    language=Language.FA,
    places=(
        PlaceMention(
            0, 2, PlaceCandidate(1, "Tabriz", "IR", 38.0, 46.0), 0.9, Why("places", "exact", (("a", "b"),))
        ),
    ),
    dates=(DateMention(0, 1, "2015", Granularity.YEAR, "jalali", Why("dates", "year")),),
    claims=(Claim(0, 3, Speaker(SpeakerKind.ANONYMOUS), Stance.DENIES, Why("claims", "cue")),),
    stages=(("dates", "grammar/1"),),
)


def test_a_reading_survives_the_way_through_json() -> None:
    assert from_json(Reading, to_json(READING)) == READING


def test_fields_that_hold_their_default_are_left_out() -> None:
    assert "actors" not in to_json(READING)


def test_an_unknown_field_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="Report has no field 'colour'"):
        from_json(Report, {"id": "r", "text": "", "colour": "red"})
