"""Gregorian, Jalali (solar Hijri) and Hijri (lunar, Umm al-Qura) days, months and years as ISO 8601."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

ONE_DAY = dt.timedelta(days=1)


class Calendar(StrEnum):
    GREGORIAN = "gregorian"
    JALALI = "jalali"
    HIJRI = "hijri"


@dataclass(frozen=True, slots=True)
class Month:
    calendar: Calendar
    number: int


def day_of(calendar: Calendar, year: int, month: int, day: int) -> dt.date:
    """Raises ValueError or OverflowError when there is no such day."""
    if calendar is Calendar.JALALI:
        import jdatetime  # noqa: PLC0415 -- most reports never need it

        found = jdatetime.date(year, month, day).togregorian()
        return dt.date(found.year, found.month, found.day)
    if calendar is Calendar.HIJRI:
        import hijridate  # noqa: PLC0415

        found = hijridate.Hijri(year, month, day).to_gregorian()
        return dt.date(found.year, found.month, found.day)
    return dt.date(year, month, day)


def year_on(calendar: Calendar, day: dt.date) -> int:
    """The calendar's year on a Gregorian day."""
    if calendar is Calendar.JALALI:
        return day.year - 621 - (day < day_of(calendar, day.year - 621, 1, 1))
    if calendar is Calendar.HIJRI:
        import hijridate  # noqa: PLC0415

        return int(hijridate.Gregorian(day.year, day.month, day.day).to_hijri().year)
    return day.year


def calendar_of_year(year: int, language: str) -> Calendar:
    """1300-1420 in Persian is a Jalali year; 1300-1470 elsewhere a lunar one."""
    if 1200 <= year < 1500:
        return Calendar.JALALI if language == "fa" and year <= 1425 else Calendar.HIJRI
    return Calendar.GREGORIAN


def month_value(month: Month, year: int) -> str:
    """`2015-09`, or the first and last day of a month of another calendar."""
    first = day_of(month.calendar, year, month.number, 1)
    if month.calendar is Calendar.GREGORIAN:
        return f"{first:%Y-%m}"
    following = (year, month.number + 1) if month.number < 12 else (year + 1, 1)
    return f"{first}/{day_of(month.calendar, *following, 1) - ONE_DAY}"


def year_value(calendar: Calendar, year: int) -> str:
    if calendar is Calendar.GREGORIAN:
        return f"{year:04d}"
    return f"{day_of(calendar, year, 1, 1)}/{day_of(calendar, year + 1, 1, 1) - ONE_DAY}"
