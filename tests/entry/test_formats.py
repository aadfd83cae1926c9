import datetime as dt

import pytest

from diwan.entry.web import formats
from diwan.entry.web.preferences import Calendar, Numerals, Preferences

AT = dt.datetime(2019, 11, 23, 6, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "calendar", "written"),
    [
        ("en", Calendar.GREGORIAN, "Sat 23 Nov 2019, 09:05"),
        ("ar", Calendar.GREGORIAN, "السبت، ٢٣ تشرين الثاني ٢٠١٩، ٠٩:٠٥"),
        ("fa", Calendar.JALALI, "شنبه ۲ آذر ۱۳۹۸، ۰۹:۰۵"),
        ("ru", Calendar.GREGORIAN, "сб, 23 нояб. 2019\u202fг., 09:05"),
        ("en", Calendar.HIJRI, "Sat 26 Rabiʻ I 1441, 09:05"),
    ],
)
def test_a_moment_is_written_as_the_officer_likes_it(language, calendar, written):
    chosen = Preferences(language=language, calendar=calendar, zone_name="Asia/Baghdad")
    assert formats.moment(AT, chosen).replace("\xa0", "\u202f") == written


def test_latin_numerals_can_be_chosen_in_arabic():
    chosen = Preferences(language="ar", numerals=Numerals.LATIN)
    assert formats.number(12345.5, chosen) == "12,345.5"


def test_the_zone_is_told_as_an_offset():
    assert formats.offset(AT, Preferences(zone_name="Asia/Tehran")) == "UTC+3:30"
    assert formats.offset(AT, Preferences(zone_name="UTC")) == "UTC"


def test_a_day_that_the_hijri_table_does_not_hold_stays_gregorian():
    assert "1899" in formats.day(dt.date(1899, 5, 1), Preferences(calendar=Calendar.HIJRI))
    assert "9999" in formats.day(dt.date(9999, 12, 31), Preferences(calendar=Calendar.HIJRI))


def test_countries_and_languages_are_named_in_the_officers_language():
    assert formats.country("SY", Preferences(language="ru")) == "Сирия"
    assert formats.language_name("fa", Preferences(language="ar")) == "الفارسية"
