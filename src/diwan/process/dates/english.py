"""English words and grammar of dates."""

from diwan.process.dates.calendars import Calendar, Month
from diwan.process.dates.tokens import Vocabulary

_STRONG = {
    1: "january",
    2: "february",
    7: "july",
    9: "september",
    10: "october",
    11: "november",
    12: "december",
}
_WEAK = {
    1: "jan",
    2: "feb",
    3: "march mar",
    4: "april apr",
    5: "may",
    6: "june jun",
    7: "jul",
    8: "august aug",
    9: "sept sep",
    10: "oct",
    11: "nov",
    12: "dec",
}
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty_-_first",
    "twenty_-_second",
    "twenty_-_third",
    "twenty_-_fourth",
    "twenty_-_fifth",
    "twenty_-_sixth",
    "twenty_-_seventh",
    "twenty_-_eighth",
    "twenty_-_ninth",
    "thirtieth",
    "thirty_-_first",
]
_CARDINALS = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905


def _months(names: dict[int, str]) -> dict[Month, str]:
    return {Month(Calendar.GREGORIAN, number): words for number, words in names.items()}


VOCABULARY = (
    Vocabulary(
        capitalised=frozenset(
            [
                "may",
                "march",
                "mar",
                "sun",
                "sat",
                "mon",
                "wed",
                "dec",
                "august",
                "june",
                "april",
                "jun",
                "jan",
                "sep",
            ]
        ),
        suffixes=frozenset(["st", "nd", "rd", "th"]),
    )
    .abbreviate(
        "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun"
    )
    .add("m", _months(_STRONG))
    .add("k", _months(_WEAK))
    .add("w", dict(enumerate(_WEEKDAYS)))
    .add("v", {0: "mon", 1: "tue tues", 2: "wed", 3: "thu thur thurs", 4: "fri", 5: "sat", 6: "sun"})
    .add("u", dict(enumerate(_ORDINALS, start=1)))
    .add("c", dict(enumerate(_CARDINALS, start=1)))
    .add("A", "a an", 1)
    .add(
        "r",
        {
            0: "today tonight",
            -1: "yesterday",
            1: "tomorrow",
            -2: "the_day_before_yesterday",
            2: "the_day_after_tomorrow",
        },
    )
    .add("t", "morning afternoon evening night noon midnight dawn dusk nightfall")
    .add("D", "day days")
    .add("K", "week weeks", 7)
    .add("O", "month months")
    .add("G", "year years")
    .add("E", "weekend")
    .add("l", "last previous")
    .add("x", "next coming upcoming")
    .add("i", "this current")
    .add("s", "same")
    .add("a", "ago")
    .add("f", "from")
    .add("o", "to through until till")
    .add("e", "between")
    .add("&", "and")
    .add("p", "on in since during before after around throughout")
    .add("P", "by for")
    .add("q", "of the")
    .add("d", "early late mid")
)

_DAY_MONTH = r"(?:q?[nu]q?[mk](?:,?y)?|[mk]q?n(?:,?y)?)"
_P = r"[pPo]?"
GRAMMAR = (
    ("figures", rf"{_P}#"),
    ("span", rf"f?{_DAY_MONTH}[o-]{_DAY_MONTH}|e{_DAY_MONTH}&{_DAY_MONTH}"),
    ("days", r"(?:f?q?n[o-]q?nq?[mk](?:,?y)?|eq?n&q?nq?[mk](?:,?y)?|[fe]?[mk]n[o&-]n(?:,?y)?)"),
    ("weekdays", r"fw[o-]w|ew&w"),
    ("months", r"f[mk]o[mk](?:,?y)?|e[mk]&[mk](?:,?y)?|p?[mk]-[mk],?y"),
    ("years", r"fyoy|ey&y|p?y-y"),
    ("two_days", rf"{_P}q?n&n[mk](?:,?y)?"),
    ("day", rf"{_P}(?:q?tqq?)?(?:[wv],?p?)?{_DAY_MONTH}(?:,?t(?!~))?"),
    ("relative", r"l(?P<last>t)|i(?P<this>t)|rt?(?:,?p?w)?"),
    ("same", r"p?q?sq?[Dt]"),
    ("weekday", rf"{_P}q?[lxi]?wt?"),
    ("ago", r"[cnA][DKOG]a"),
    ("weekend", r"p?q?[lxi]?E"),
    (
        "month",
        r"[pPof]?(?:dp?-?)?q?[lxi]?[mk],?q?y|[pPof]q?(?:d-?)?[lxi]?[mk](?![nw])|d-?[mk]|[lxi][mk]|m",
    ),
    ("period", r"p?q?[lx][KOG]|pi[KOG]|i[KOG]"),
    ("year", r"[pPfoq&d]q?-?y(?!~)|[pq]y|y(?=[.,|)&/-]|$)"),
)
