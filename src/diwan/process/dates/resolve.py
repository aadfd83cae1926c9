"""Tokens of one rule -> the calendar date or range that they mean, with the reason."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

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
from diwan.process.dates.tokens import Token

_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Resolved:
    value: str
    granularity: Granularity
    calendar: str
    sentence: str
    day: dt.date | None = None  # what "the same day" would mean after this


@dataclass(slots=True)
class Anchor:
    """What relative expressions are resolved against."""

    published: dt.date | None
    language: str
    last_day: dt.date | None = None
    is_future: Callable[[], bool] = bool  # of the clause at hand
    is_past: Callable[[], bool] = bool


Tokens = list[Token]


def _all(tokens: Tokens, kinds: str) -> Tokens:
    return [token for token in tokens if token.kind in kinds]


def _one(tokens: Tokens, kinds: str) -> Token | None:
    return next((token for token in tokens if token.kind in kinds), None)


def _day(day: dt.date, sentence: str, calendar: str = Calendar.GREGORIAN) -> Resolved:
    return Resolved(day.isoformat(), Granularity.DAY, calendar, sentence, day)


def _range(
    first: dt.date, last: dt.date, sentence: str, calendar: str = Calendar.GREGORIAN
) -> Resolved | None:
    if last < first:
        return None
    return Resolved(f"{first}/{last}", Granularity.RANGE, calendar, sentence, last)


# --- one day


def _nearest(month: Month, number: int, weekday: int | None, anchor: Anchor) -> dt.date | None:
    """Without a year: the one nearest to publication, or the one that falls on the weekday named beside it."""
    if anchor.published is None:
        return None
    this_year = year_on(month.calendar, anchor.published)
    days = []
    for year in (this_year - 1, this_year, this_year + 1):
        try:
            days.append(day_of(month.calendar, year, month.number, number))
        except (ValueError, OverflowError):  # 29 February
            continue
    fitting = [day for day in days if weekday is None or day.weekday() == weekday]
    return min(fitting or days, key=lambda day: _distance(day, anchor), default=None)


def _distance(day: dt.date, anchor: Anchor) -> float:
    """Days from publication. What lies more than two months off counts for more against the tense of the clause:
    «В ноябре здесь был госпиталь», told in August, is not the coming November."""
    days = (day - (anchor.published or day)).days
    if abs(days) <= 60:
        return abs(days)
    if anchor.is_future():
        return days if days > 0 else -2 * days
    return -days if days < 0 else days * (4 if anchor.is_past() else 2)


def _stated_year(tokens: Tokens, month: Month, anchor: Anchor) -> int | None:
    if (year := _one(tokens, "y")) is not None:
        number = int(year.value)
        if (number < 1500) is (month.calendar is Calendar.GREGORIAN):
            raise ValueError(number)  # the year of another calendar: no such day
        return number
    if anchor.published is not None and _one(tokens, "G") and (turn := _turn(tokens)) is not None:
        return year_on(month.calendar, anchor.published) + turn
    return None


def _turn(tokens: Tokens) -> int | None:
    """-1 for last, 1 for next, 0 for this; None when none is said."""
    token = _one(tokens, "lxia")
    return None if token is None else {"l": -1, "a": -1, "x": 1, "i": 0}[token.kind]


def day(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    month_token, number = _one(tokens, "mk"), _one(tokens, "nu")
    if month_token is None or number is None:
        return None
    month = month_token.value
    return _single_day(tokens, month, int(number.value), anchor)


def _single_day(tokens: Tokens, month: Month, number: int, anchor: Anchor) -> Resolved | None:
    year = _stated_year(tokens, month, anchor)
    weekday = _one(tokens, "wv")
    if year is not None:
        return _day(day_of(month.calendar, year, month.number, number), "day, month and year", month.calendar)
    found = _nearest(month, number, None if weekday is None else int(weekday.value), anchor)
    return None if found is None else _day(found, "day and month nearest to publication", month.calendar)


def figures(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    token = _one(tokens, "#")
    if token is None:
        return None
    first, second, third = (int(part) for part in token.value.replace("/", "-").replace(".", "-").split("-"))
    year, month, number = (first, second, third) if first > 31 else (third, second, first)
    if month > 12 >= number:  # 09/26/2015
        month, number = number, month
    calendar = calendar_of_year(year, anchor.language)
    return _day(day_of(calendar, year, month, number), "date in figures", calendar)


def relative(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    if anchor.published is None:
        return None
    said = _one(tokens, "rR")
    if said is not None:
        # «Last night»: اليوم الماضي does not say today.
        return _day(anchor.published + int(said.value) * ONE_DAY, "counted from publication", "relative")
    turn = _turn(tokens)
    return (
        None
        if turn is None
        else _day(anchor.published + turn * ONE_DAY, "counted from publication", "relative")
    )


def last_night(_tokens: Tokens, anchor: Anchor) -> Resolved | None:
    if anchor.published is None:
        return None
    return _day(anchor.published - ONE_DAY, "counted from publication", "relative")


def same(_tokens: Tokens, anchor: Anchor) -> Resolved | None:
    if anchor.last_day is None:
        return None
    return _day(anchor.last_day, "the day named before", "relative")


def weekday(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    said = _one(tokens, "wv")
    if anchor.published is None or said is None:
        return None
    turn = _turn(tokens)
    back = (anchor.published.weekday() - int(said.value)) % 7
    ahead = (-back) % 7
    if turn == 1:
        return _day(anchor.published + (ahead or 7) * ONE_DAY, "the weekday after publication", "relative")
    if turn == -1:
        return _day(anchor.published - (back or 7) * ONE_DAY, "the weekday before publication", "relative")
    if (_is_deadline(tokens) and not anchor.is_past()) or anchor.is_future():
        return _day(
            anchor.published + ahead * ONE_DAY,
            "a coming weekday: the clause speaks of the future",
            "relative",
        )
    return _day(anchor.published - back * ONE_DAY, "the last such weekday up to publication", "relative")


def _is_deadline(tokens: Tokens) -> bool:
    """By Friday, до пятницы, حتى الجمعة, تا جمعه."""
    return tokens[0].kind in "Po"


# --- counted


_UNIT_DAYS = {"D": 1, "K": 7}


def _counted(tokens: Tokens, anchor: Anchor, sign: int) -> Resolved | None:
    unit, count = _one(tokens, "DKOG"), _one(tokens, "cnA")
    dual = _one(tokens, "j")
    if anchor.published is None or (unit is None and dual is None):
        return None
    kind, number = dual.value if dual else (unit.kind if unit else "D", int(count.value) if count else 1)
    sentence = "counted from publication"
    if kind in _UNIT_DAYS:
        return _day(anchor.published + sign * number * _UNIT_DAYS[kind] * ONE_DAY, sentence, "relative")
    if kind == "O":
        months = anchor.published.year * 12 + anchor.published.month - 1 + sign * number
        value = f"{months // 12:04d}-{months % 12 + 1:02d}"
        return Resolved(value, Granularity.MONTH, "relative", sentence)
    return Resolved(f"{anchor.published.year + sign * number:04d}", Granularity.YEAR, "relative", sentence)


def ago(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    return _counted(tokens, anchor, -1)


def hence(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    return _counted(tokens, anchor, 1)


# --- ranges


def days(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    month, numbers = _one(tokens, "mk"), _all(tokens, "nu")
    if month is None or len(numbers) < 2:
        return None
    first = _single_day(tokens, month.value, int(numbers[0].value), anchor)
    last = _single_day(tokens, month.value, int(numbers[1].value), anchor)
    if first is None or last is None or first.day is None or last.day is None:
        return None
    return _range(first.day, last.day, "first and last day", month.value.calendar)


def span(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    months, numbers, years = _all(tokens, "mk"), _all(tokens, "nu"), _all(tokens, "y")
    if len(months) != 2 or len(numbers) != 2:
        return None
    first = _single_day(years[:1], months[0].value, int(numbers[0].value), anchor)
    last = _single_day(years[-1:], months[1].value, int(numbers[1].value), anchor)
    if first is None or last is None or first.day is None or last.day is None:
        return None
    start = first.day
    if last.day < start or (len(years) == 1 and last.day - start > dt.timedelta(days=366)):
        start = day_of(
            Calendar.GREGORIAN, last.day.year - (start.month > last.day.month), start.month, start.day
        )
    return _range(start, last.day, "first and last day", months[0].value.calendar)


def weekdays(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    said = _all(tokens, "wv")
    if anchor.published is None or len(said) != 2:
        return None
    length = (int(said[1].value) - int(said[0].value)) % 7
    back = (anchor.published.weekday() - int(said[1].value)) % 7
    last = anchor.published - back * ONE_DAY
    if anchor.is_future():
        last = anchor.published + ((-back) % 7) * ONE_DAY
        if last - length * ONE_DAY < anchor.published - _WEEK:
            last += _WEEK
    return _range(last - length * ONE_DAY, last, "from weekday to weekday", "relative")


def months(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    said, year = _all(tokens, "mk"), _one(tokens, "y")
    if len(said) != 2:
        return None
    last = _month(tokens, said[1].value, anchor)
    if last is None:
        return None
    last_year = last[0]
    first_year = last_year - (said[0].value.number > said[1].value.number)
    first_day = day_of(said[0].value.calendar, first_year, said[0].value.number, 1)
    if said[0].value.calendar is Calendar.GREGORIAN:
        value = f"{first_day:%Y-%m}/{month_value(said[1].value, last_year)}"
    else:
        value = f"{first_day}/{month_value(said[1].value, last_year).partition('/')[2]}"
    why = "first and last month" if year else "first and last month, nearest to publication"
    return Resolved(value, Granularity.RANGE, said[0].value.calendar, why)


def years(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    said = [int(token.value) for token in _all(tokens, "y")]
    if len(said) != 2 or not said[0] < said[1] < said[0] + 200:
        return None
    calendar = calendar_of_year(said[0], anchor.language)
    first, last = year_value(calendar, said[0]), year_value(calendar, said[1])
    return Resolved(f"{first[:10]}/{last[-10:]}", Granularity.RANGE, calendar, "first and last year")


def weekend(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    """Saturday and Sunday of the week at hand; in Iran the weekend is Thursday and Friday."""
    if anchor.published is None:
        return None
    first = 3 if anchor.language == "fa" else 5
    back = (anchor.published.weekday() - first) % 7
    saturday = anchor.published - back * ONE_DAY
    turn = _turn(tokens)
    if (turn == 1 or (turn is None and anchor.is_future())) and back > 1:
        saturday += _WEEK
    if turn == -1 and back <= 1:
        saturday -= _WEEK
    return _range(saturday, saturday + ONE_DAY, "weekend", "relative")


# --- months, years and periods


def _month(tokens: Tokens, month: Month, anchor: Anchor) -> tuple[int, str] | None:
    year = _stated_year(tokens, month, anchor)
    sentence = "month and year"
    if year is None:
        if anchor.published is None:
            return None
        middle = _nearest(month, 15, None, anchor)
        if middle is None:
            return None
        year, sentence = year_on(month.calendar, middle), "month nearest to publication"
        turn = None if _one(tokens, "G") else _turn(tokens)
        if turn == -1 and middle > anchor.published:
            year -= 1
        elif turn == 1 and middle < anchor.published:
            year += 1
    return year, sentence


def month(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    said = _one(tokens, "mk")
    if said is None or (found := _month(tokens, said.value, anchor)) is None:
        return None
    year, sentence = found
    value = month_value(said.value, year)
    granularity = Granularity.RANGE if "/" in value else Granularity.MONTH
    return Resolved(value, granularity, said.value.calendar, sentence)


def year(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    said = _one(tokens, "ycn")
    if said is None:
        return None
    number = int(said.value)
    if number < 100:  # سال ۹۴
        if not 50 <= number <= 99 or anchor.language != "fa":
            return None
        number += 1300
    calendar = Calendar.HIJRI if _one(tokens, "H") else calendar_of_year(number, anchor.language)
    if _one(tokens, "J"):
        calendar = Calendar.JALALI
    value = year_value(calendar, number)
    granularity = Granularity.YEAR if calendar is Calendar.GREGORIAN else Granularity.RANGE
    return Resolved(value, granularity, calendar, f"{calendar} year")


def period(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    unit, turn = _one(tokens, "KOG"), _turn(tokens)
    if anchor.published is None or unit is None or turn is None:
        return None
    sentence = "the period beside that of publication" if turn else "the period of publication"
    if unit.kind == "K":
        first_weekday = 5 if anchor.language == "fa" else 0
        first = anchor.published - ((anchor.published.weekday() - first_weekday) % 7) * ONE_DAY + turn * _WEEK
        return _range(first, first + 6 * ONE_DAY, sentence, "relative")
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
