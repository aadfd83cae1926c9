"""When and where a report says that it happened, apart from when and where somebody said so."""

import datetime as dt

import pytest

from diwan.analyse.days import days_of
from diwan.analyse.where import places_told
from diwan.core.reading import Report
from diwan.process.read import read

PUBLISHED = dt.datetime(2020, 7, 15, 9, tzinfo=dt.UTC)  # a Wednesday


def foremost_day(text):
    days = days_of(read(Report("a", text, "", PUBLISHED)), len(text))
    return max(days, key=days.__getitem__).isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "Six people died on Monday when a bus left the road near Arusha, the police said on Wednesday.",
        "Шесть человек погибли в понедельник в аварии автобуса близ Аруши, сообщили в среду в полиции.",
        "قتل ستة أشخاص يوم الاثنين في حادث حافلة قرب أروشا. وأعلنت الشرطة، اليوم الأربعاء، أن السائق نجا.",
        "شش نفر روز دوشنبه در واژگونی اتوبوس در نزدیکی آروشا کشته شدند. پلیس امروز چهارشنبه گفت راننده زنده است.",
    ],
)
def test_an_event_has_the_day_on_which_it_happened_not_the_day_on_which_it_was_said(text):
    assert foremost_day(text) == "2020-07-13"


def test_a_day_of_saying_stands_where_no_other_day_is_told():
    assert foremost_day("The harbour will be widened, the mayor said on Tuesday.") == "2020-07-14"


def test_a_second_day_tells_when_it_began():
    assert foremost_day("Dockers blocked the gates for a second day.") == "2020-07-14"


def test_the_town_of_the_dateline_yields_to_the_town_where_it_happened():
    text = "NAIROBI, July 15 (Agency) - A dam burst near Nakuru on Tuesday."
    reading = read(Report("a", text, "", PUBLISHED))
    told = places_told(reading, len(text))
    names = {mention.place.geonameid: mention.place.name for mention in reading.places}
    assert names[max(told, key=told.__getitem__)] == "Nakuru"
