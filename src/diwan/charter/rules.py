"""Terms of the director, from the charter and the clock alone. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from diwan.core.ids import MemberId

MONTHS_OF_A_TERM = 3


@dataclass(frozen=True, slots=True)
class Term:
    """`starts` inclusive, `ends` exclusive; both aware, in the centre's zone."""

    member: MemberId
    number: int  # 0 is the first after the founding
    starts: dt.datetime
    ends: dt.datetime


def term_at(
    at: dt.datetime, *, founded_at: dt.datetime, rotation: Sequence[MemberId], time_zone: str
) -> Term:
    """Whose term it is. Terms begin at midnight of the founding's day, every three calendar months."""
    zone = ZoneInfo(time_zone)
    first = founded_at.astimezone(zone).date()
    today = max(at.astimezone(zone).date(), first)
    number = ((today.year - first.year) * 12 + today.month - first.month) // MONTHS_OF_A_TERM
    # The day of the month decides within the month that a term begins in.
    if today < months_after(first, number * MONTHS_OF_A_TERM):
        number -= 1
    starts, ends = (months_after(first, n * MONTHS_OF_A_TERM) for n in (number, number + 1))
    return Term(
        member=rotation[number % len(rotation)],
        number=number,
        starts=dt.datetime.combine(starts, dt.time(), zone),
        ends=dt.datetime.combine(ends, dt.time(), zone),
    )


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last day: 30 November + 3 months is 28 or 29 February."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = dt.date(year + (month0 == 11), month0 + 2 if month0 < 11 else 1, 1)
    last = (first_of_next - dt.timedelta(days=1)).day
    return dt.date(year, month0 + 1, min(day.day, last))
