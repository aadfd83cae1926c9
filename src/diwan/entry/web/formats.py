"""Dates, numbers, lists and names of countries as an officer likes them written. Pure: CLDR through Babel."""

import datetime as dt
from collections.abc import Sequence
from functools import cache

from babel import Locale
from babel.dates import format_skeleton, format_time, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal

from diwan.entry.web import calendars
from diwan.entry.web.preferences import Calendar, Preferences

LATIN = "0123456789"
DIGITS = {
    "arab": str.maketrans(LATIN, "٠١٢٣٤٥٦٧٨٩"),
    "arabext": str.maketrans(LATIN, "۰۱۲۳۴۵۶۷۸۹"),
    "latn": str.maketrans("", ""),
}
SEPARATORS = {
    "arab": str.maketrans(",.", "٬٫"),
    "arabext": str.maketrans(",.", "٬٫"),
}


@cache
def locale_of(tag: str) -> Locale:
    return Locale.parse(tag)


def digits(text: str, preferences: Preferences) -> str:
    return str(text.translate(DIGITS[preferences.number_system]))


def number(value: float, preferences: Preferences) -> str:
    whole = int(value) if float(value).is_integer() else value
    system = preferences.number_system
    if preferences.language in ("ar", "fa"):
        written = str(format_decimal(whole, locale="en"))
        return written.translate(SEPARATORS.get(system, {})).translate(DIGITS[system])
    return str(format_decimal(whole, locale=locale_of(preferences.locale)))


def percent(share: float, preferences: Preferences) -> str:
    # NO-BREAK SPACE; ٪ is the Arabic per cent sign
    sign = "٪" if preferences.number_system != "latn" else "%"
    return f"{number(round(share * 100), preferences)}\u00a0{sign}"


def time(at: dt.datetime, preferences: Preferences) -> str:
    written = format_time(at.astimezone(preferences.zone), "HH:mm", locale=locale_of(preferences.locale))
    return digits(written, preferences)


def day(value: dt.date, preferences: Preferences, *, year: bool = True, weekday: bool = True) -> str:
    locale = locale_of(preferences.locale)
    name = get_day_names("abbreviated" if preferences.language in ("en", "ru") else "wide", locale=locale)
    turned = calendars.parts(value, preferences.calendar, preferences.language)
    if turned is None:
        written = _gregorian(value, preferences, year=year)
    else:
        number_of_day, month, number_of_year = turned
        written = f"{number_of_day} {month}" + (f" {number_of_year}" if year else "")
    if weekday:
        separator = "، " if preferences.language == "ar" else " " if preferences.language != "ru" else ", "
        written = f"{name[value.weekday()]}{separator}{written}"
    return digits(written, preferences)


def _gregorian(value: dt.date, preferences: Preferences, *, year: bool) -> str:
    skeleton = "yMMMd" if year else "MMMd"
    written = format_skeleton(skeleton, value, locale=locale_of(preferences.locale))
    return written.replace("\u200f", "")  # marks that only force direction: <time> is isolated as it is


def moment(at: dt.datetime, preferences: Preferences, *, year: bool = True) -> str:
    here = at.astimezone(preferences.zone)
    comma = "، " if preferences.language in ("ar", "fa") else ", "
    return f"{day(here.date(), preferences, year=year)}{comma}{time(at, preferences)}"


def offset(at: dt.datetime, preferences: Preferences) -> str:
    """UTC+3. Always in Latin digits and isolated by the caller: a zone is read like a name."""
    minutes = int((at.astimezone(preferences.zone).utcoffset() or dt.timedelta()).total_seconds() // 60)
    if not minutes:
        return "UTC"
    sign = "+" if minutes > 0 else "\u2212"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


def month(value: dt.date, preferences: Preferences) -> str:
    if preferences.calendar is Calendar.GREGORIAN:
        written = format_skeleton("yMMMM", value, locale=locale_of(preferences.locale))
        return digits(written.replace("\u200f", ""), preferences)
    return day(value, preferences, weekday=False)


def country(code: str, preferences: Preferences) -> str:
    return str(locale_of(preferences.language).territories.get(code.upper(), code))


def language_name(code: str, preferences: Preferences) -> str:
    return str(locale_of(preferences.language).languages.get(code, code))


def joined(names: Sequence[str], preferences: Preferences) -> str:
    if preferences.language == "fa" and len(names) > 1:
        # CLDR's pattern for Persian has a comma before "and", as nobody writes it
        return "، ".join(names[:-1]) + " و " + names[-1]
    return format_list(list(names), locale=locale_of(preferences.locale)) if names else ""


def size(count: int, preferences: Preferences) -> tuple[str, str]:
    """(number, unit key) in powers of 1,024: B, KiB, MiB."""
    for unit, factor in (("MiB", 1 << 20), ("KiB", 1 << 10)):
        if count >= factor:
            return number(round(count / factor, 1 if count < 10 * factor else 0), preferences), unit
    return number(count, preferences), "B"


def moment_numeric(at: dt.datetime, preferences: Preferences) -> str:
    """5 Nov 16:00, for the foot of an axis."""
    here = at.astimezone(preferences.zone)
    return f"{day(here.date(), preferences, year=False, weekday=False)} {time(at, preferences)}"


@cache
def country_codes() -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes that CLDR names."""
    return tuple(
        sorted(
            code
            for code in map(str, locale_of("en").territories)
            if len(code) == 2 and code.isalpha() and code != "ZZ"
        )
    )
