"""A month, a year, or the week, month or year beside that of publication."""

import datetime as dt

from diwan.core.reading import Granularity
from diwan.process.dates.calendars import (
    ONE_DAY,
    Calendar,
    Month,
    calendar_of_year,
    day_of,
    month_value,
    year_on,
    year_value,
)
from diwan.process.dates.resolve.anchor import WEEK, Anchor, Resolved, Tokens, in_range, one_of, turn_of
from diwan.process.dates.resolve.days import nearest, stated_year


def year_of_month(tokens: Tokens, month: Month, anchor: Anchor) -> tuple[int, str] | None:
    year = stated_year(tokens, month, anchor)
    sentence = "month and year"
    if year is None:
        if anchor.published is None:
            return None
        middle = nearest(month, 15, None, anchor)
        if middle is None:
            return None
        year, sentence = year_on(month.calendar, middle), "month nearest to publication"
        turn = None if one_of(tokens, "G") else turn_of(tokens)
        if turn == -1 and middle > anchor.published:
            year -= 1
        elif turn == 1 and middle < anchor.published:
            year += 1
    return year, sentence


def month(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    said = one_of(tokens, "mk")
    if said is None or (found := year_of_month(tokens, said.value, anchor)) is None:
        return None
    year, sentence = found
    value = month_value(said.value, year)
    granularity = Granularity.RANGE if "/" in value else Granularity.MONTH
    return Resolved(value, granularity, said.value.calendar, sentence)


def year(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    said = one_of(tokens, "ycn")
    if said is None:
        return None
    number = int(said.value)
    if number < 100:  # سال ۹۴
        if not 50 <= number <= 99 or anchor.language != "fa":
            return None
        number += 1300
    calendar = Calendar.HIJRI if one_of(tokens, "H") else calendar_of_year(number, anchor.language)
    if one_of(tokens, "J"):
        calendar = Calendar.JALALI
    value = year_value(calendar, number)
    granularity = Granularity.YEAR if calendar is Calendar.GREGORIAN else Granularity.RANGE
    return Resolved(value, granularity, calendar, f"{calendar} year")


def period(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    unit, turn = one_of(tokens, "KOG"), turn_of(tokens)
    if anchor.published is None or unit is None or turn is None:
        return None
    sentence = "the period beside that of publication" if turn else "the period of publication"
    if unit.kind == "K":
        first_weekday = 5 if anchor.language == "fa" else 0
        first = anchor.published - ((anchor.published.weekday() - first_weekday) % 7) * ONE_DAY + turn * WEEK
        return in_range(first, first + 6 * ONE_DAY, sentence, "relative")
    calendar = Calendar.JALALI if anchor.language == "fa" else Calendar.GREGORIAN
    this_year = year_on(calendar, anchor.published)
    if unit.kind == "G":
        value = year_value(calendar, this_year + turn)
        return Resolved(value, Granularity.RANGE if "/" in value else Granularity.YEAR, "relative", sentence)
    months_since = this_year * 12 + _month_number(calendar, anchor.published) - 1 + turn
    value = month_value(Month(calendar, months_since % 12 + 1), months_since // 12)
    return Resolved(value, Granularity.RANGE if "/" in value else Granularity.MONTH, "relative", sentence)


def _month_number(calendar: Calendar, day_in: dt.date) -> int:
    if calendar is Calendar.GREGORIAN:
        return day_in.month
    year_in = year_on(calendar, day_in)
    return max(n for n in range(1, 13) if day_of(calendar, year_in, n, 1) <= day_in)
