"""An entry of the centre's own gazetteer inside one report's reading."""

import uuid

import pytest

from diwan.analyse.own_places import RULE, OwnPlace, is_own, number_of, with_own_places
from diwan.core.reading import Report
from diwan.process import read

CAMP = uuid.UUID("6a1d0f1e-0000-4000-8000-000000000001")


def entry(place=CAMP, *, aliases=(), epoch=1, own=True, member="iraq", **names):
    return OwnPlace(place, member, tuple(names.items()), tuple(aliases), "camp", "IQ", 36.5, 42.1, epoch, own)


def read_with(text, *entries):
    reading = with_own_places(read(Report("r", text)), entries)
    return [(text[p.start : p.end], p.place.geonameid) for p in reading.places if is_own(p.place)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Forty families reached Camp Zardalu on Monday, the mayor said.", {"en": "Camp Zardalu"}),
        ("وصلت أربعون عائلة إلى مخيم الزردال يوم الاثنين، كما قال رئيس البلدية.", {"ar": "مخيم الزردال"}),
        ("قال رئيس البلدية يوم الاثنين إن الوضع هادئ بمخيم الزردال منذ أسبوع.", {"ar": "مخيم الزردال"}),
        ("شهردار روز دوشنبه گفت که چهل خانواده به اردوگاه زردآلو رسیدند.", {"fa": "اردوگاه زردآلو"}),
        ("Сорок семей добрались до лагеря Зардалу в понедельник, сообщил мэр.", {"ru": "лагерь Зардалу"}),
        ("Сорок семей живут у моста Зардалинского с понедельника, сообщил мэр.", {"ru": "мост Зардалинский"}),
    ],
)
def test_a_name_is_found_in_the_reports_of_its_language(text, names):
    if "Зардалинск" in text:  # adjectives change more than an ending: such a form is an alias
        found = read_with(text, entry(aliases=["моста Зардалинского"], **names))
    else:
        found = read_with(text, entry(**names))
    assert [number for _, number in found] == [number_of(CAMP)]


def test_letters_that_look_alike_and_marks_do_not_matter():
    text = "وصلت العائلات إلى مُخيّم الزّردال يوم الاثنين."
    assert read_with(text, entry(ar="مخیم الزردال"))  # the Persian yeh of a Persian keyboard


def test_a_name_written_large_is_not_the_word_written_small():
    assert not read_with("The mast of the ferry broke on Monday.", entry(en="Mast"))
    assert read_with("The convoy left Mast on Monday.", entry(en="Mast"))


def test_a_part_of_a_longer_word_is_not_it():
    assert not read_with("The Zardalunian minister spoke on Monday.", entry(en="Zardalu"))


def test_the_reason_names_member_and_epoch():
    reading = with_own_places(
        read(Report("r", "The convoy left Zardalu on Monday.")), [entry(en="Zardalu", epoch=7)]
    )
    (mention,) = [p for p in reading.places if is_own(p.place)]
    assert (mention.why.rule, dict(mention.why.facts)) == (RULE, {"member": "iraq", "epoch": "7"})
    assert dict(mention.place.names) == {"en": "Zardalu"}


def test_it_goes_before_the_shipped_place_which_stays_as_what_else_it_could_be():
    text = "Nine lorries reached Basra on Monday."
    shipped = read(Report("r", text)).places[0].place
    reading = with_own_places(read(Report("r", text)), [entry(en="Basra")])
    (mention,) = reading.places
    assert mention.place.geonameid == number_of(CAMP)
    assert mention.alternatives == (shipped,)


def test_a_longer_shipped_name_stays():
    text = "The court in New York sat on Monday."
    assert read_with(text, entry(en="York")) == []


def test_of_two_members_entries_the_own_one_is_meant():
    other = entry(uuid.UUID(int=9), en="Zardalu", member="iran", own=False, epoch=9)
    text = "The convoy left Zardalu on Monday."
    assert read_with(text, other, entry(en="Zardalu")) == [("Zardalu", number_of(CAMP))]
    assert read_with(text, other) == [("Zardalu", number_of(uuid.UUID(int=9)))]


def test_without_entries_the_reading_is_the_same():
    reading = read(Report("r", "Nine lorries reached Basra on Monday."))
    assert with_own_places(reading, ()) is reading
