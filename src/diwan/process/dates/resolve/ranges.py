"""From one day, weekday, month or year to another."""

import datetime as dt

from diwan.core.reading import Granularity
from diwan.process.dates.calendars import ONE_DAY, Calendar, calendar_of_year, day_of, month_value, year_value
from diwan.process.dates.resolve.anchor import (
    WEEK,
    Anchor,
    Resolved,
    Tokens,
    all_of,
    in_range,
    one_of,
    turn_of,
)
from diwan.process.dates.resolve.days import single_day
from diwan.process.dates.resolve.periods import year_of_month


def days(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    month, numbers = one_of(tokens, "mkB"), all_of(tokens, "nu")
    if month is None or len(numbers) < 2:
        return None
    first = single_day(tokens, month.value, int(numbers[0].value), anchor)
    last = single_day(tokens, month.value, int(numbers[1].value), anchor)
    if first is None or last is None or first.day is None or last.day is None:
        return None
    return in_range(first.day, last.day, "first and last day", month.value.calendar)


def span(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    months, numbers, years = all_of(tokens, "mkB"), all_of(tokens, "nu"), all_of(tokens, "y")
    if len(months) != 2 or len(numbers) != 2:
        return None
    first = single_day(years[:1], months[0].value, int(numbers[0].value), anchor)
    last = single_day(years[-1:], months[1].value, int(numbers[1].value), anchor)
    if first is None or last is None or first.day is None or last.day is None:
        return None
    start = first.day
    if last.day < start or (len(years) == 1 and last.day - start > dt.timedelta(days=366)):
        start = day_of(
            Calendar.GREGORIAN, last.day.year - (start.month > last.day.month), start.month, start.day
        )
    return in_range(start, last.day, "first and last day", months[0].value.calendar)


def weekdays(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    said = all_of(tokens, "wv")
    if anchor.published is None or len(said) != 2:
        return None
    length = (int(said[1].value) - int(said[0].value)) % 7
    back = (anchor.published.weekday() - int(said[1].value)) % 7
    last = anchor.published - back * ONE_DAY
    if anchor.is_future():
        last = anchor.published + ((-back) % 7) * ONE_DAY
        if last - length * ONE_DAY < anchor.published - WEEK:
            last += WEEK
    return in_range(last - length * ONE_DAY, last, "from weekday to weekday", "relative")


def months(tokens: Tokens, anchor: Anchor) -> Resolved | None:
    said, year = all_of(tokens, "mkB"), one_of(tokens, "y")
    if len(said) != 2:
        return None
    last = year_of_month(tokens, said[1].value, anchor)
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
    said = [int(token.value) for token in all_of(tokens, "y")]
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
    turn = turn_of(tokens)
    if (turn == 1 or (turn is None and anchor.is_future())) and back > 1:
        saturday += WEEK
    if turn == -1 and back <= 1:
        saturday -= WEEK
    return in_range(saturday, saturday + ONE_DAY, "weekend", "relative")
