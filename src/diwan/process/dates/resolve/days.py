"""One day: named, in figures, counted, a weekday, or the day named before."""

import datetime as dt

from diwan.core.reading import Granularity
from diwan.process.dates.calendars import ONE_DAY, Calendar, Month, calendar_of_year, day_of, year_on
from diwan.process.dates.resolve.anchor import Anchor, Resolved, Tokens, on_day, one_of, turn_of


def nearest(month: Month, number: int, weekday: int | None, anchor: Anchor) -> dt.date | None:
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


def stated_year(tokens: Tokens, month: Month, anchor: Anchor) -> int | None:
    if (year := one_of(tokens, "y")) is not None:
        number = int(year.value)
        if (number < 1500) is (month.calendar is Calendar.GREGORIAN):
            raise ValueError(number)  # the year of another calendar: no such day
        return number
    if anchor.published is not None and (beside := one_of(tokens, "Y")) is not None:  # امسال
        return year_on(month.calendar, anchor.published) + int(beside.value)
    if anchor.published is not None and one_of(tokens, "G") and (turn := turn_of(tokens)) is not None:
        return year_on(month.calendar, anchor.published) + turn
    return None


def day(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    month_token, number = one_of(tokens, "mkB"), one_of(tokens, "nu")
    if month_token is None or number is None:
        return None
    month = month_token.value
    return single_day(tokens, month, int(number.value), anchor)


def single_day(tokens: Tokens, month: Month, number: int, anchor: Anchor) -> Resolved | None:
    year = stated_year(tokens, month, anchor)
    weekday = one_of(tokens, "wv")
    if year is not None:
        return on_day(
            day_of(month.calendar, year, month.number, number), "day, month and year", month.calendar
        )
    found = nearest(month, number, None if weekday is None else int(weekday.value), anchor)
    return None if found is None else on_day(found, "day and month nearest to publication", month.calendar)


def figures(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    token = one_of(tokens, "#")
    if token is None:
        return None
    first, second, third = (int(part) for part in token.value.replace("/", "-").replace(".", "-").split("-"))
    year, month, number = (first, second, third) if first > 31 else (third, second, first)
    if month > 12 >= number:  # 09/26/2015
        month, number = number, month
    calendar = calendar_of_year(year, anchor.language)
    return on_day(day_of(calendar, year, month, number), "date in figures", calendar)


def relative(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    if anchor.published is None:
        return None
    said = one_of(tokens, "rR")
    if said is not None:
        # «Last night»: اليوم الماضي does not say today.
        return on_day(anchor.published + int(said.value) * ONE_DAY, "counted from publication", "relative")
    turn = turn_of(tokens)
    return (
        None
        if turn is None
        else on_day(anchor.published + turn * ONE_DAY, "counted from publication", "relative")
    )


def last_night(_tokens: Tokens, anchor: Anchor) -> Resolved | None:
    if anchor.published is None:
        return None
    return on_day(anchor.published - ONE_DAY, "counted from publication", "relative")


def same(_tokens: Tokens, anchor: Anchor) -> Resolved | None:
    if anchor.last_day is None:
        return None
    return on_day(anchor.last_day, "the day named before", "relative")


def weekday(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    said = one_of(tokens, "wv")
    if anchor.published is None or said is None:
        return None
    turn = turn_of(tokens)
    back = (anchor.published.weekday() - int(said.value)) % 7
    ahead = (-back) % 7
    if turn == 1:
        return on_day(anchor.published + (ahead or 7) * ONE_DAY, "the weekday after publication", "relative")
    if turn == -1:
        return on_day(anchor.published - (back or 7) * ONE_DAY, "the weekday before publication", "relative")
    if (_is_deadline(tokens) and not anchor.is_past()) or anchor.is_future():
        return on_day(
            anchor.published + ahead * ONE_DAY,
            "a coming weekday: the clause speaks of the future",
            "relative",
        )
    return on_day(anchor.published - back * ONE_DAY, "the last such weekday up to publication", "relative")


def _is_deadline(tokens: Tokens) -> bool:
    """By Friday, до пятницы, حتى الجمعة, تا جمعه."""
    return tokens[0].kind in "Po"


_UNIT_DAYS = {"D": 1, "K": 7}


def _counted(tokens: Tokens, anchor: Anchor, sign: int) -> Resolved | None:
    unit, count = one_of(tokens, "DKOG"), one_of(tokens, "cnA")
    dual = one_of(tokens, "j")
    if anchor.published is None or (unit is None and dual is None):
        return None
    kind, number = dual.value if dual else (unit.kind if unit else "D", int(count.value) if count else 1)
    sentence = "counted from publication"
    if kind in _UNIT_DAYS:
        return on_day(anchor.published + sign * number * _UNIT_DAYS[kind] * ONE_DAY, sentence, "relative")
    if kind == "O":
        months = anchor.published.year * 12 + anchor.published.month - 1 + sign * number
        value = f"{months // 12:04d}-{months % 12 + 1:02d}"
        return Resolved(value, Granularity.MONTH, "relative", sentence)
    return Resolved(f"{anchor.published.year + sign * number:04d}", Granularity.YEAR, "relative", sentence)


def ago(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    return _counted(tokens, anchor, -1)


def hence(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    return _counted(tokens, anchor, 1)
