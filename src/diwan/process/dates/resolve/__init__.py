"""Tokens of one rule -> the calendar date or range that they mean, with the reason.

`RESOLVERS` holds one function for each rule of the grammars; None means that the words name no date.
"""

from collections.abc import Callable

from diwan.process.dates.resolve.anchor import Anchor, Resolved, Tokens
from diwan.process.dates.resolve.days import ago, day, figures, hence, last_night, relative, same, weekday
from diwan.process.dates.resolve.periods import month, period, year
from diwan.process.dates.resolve.ranges import days, months, span, weekdays, weekend, years

RESOLVERS: dict[str, Callable[[Tokens, Anchor], Resolved | None]] = {
    "ago": ago,
    "day": day,
    "days": days,
    "figures": figures,
    "hence": hence,
    "last_night": last_night,
    "month": month,
    "months": months,
    "period": period,
    "relative": relative,
    "same": same,
    "span": span,
    "weekday": weekday,
    "weekdays": weekdays,
    "weekend": weekend,
    "year": year,
    "years": years,
}

__all__ = ["RESOLVERS", "Anchor", "Resolved"]
