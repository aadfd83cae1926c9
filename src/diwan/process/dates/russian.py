"""Russian words and grammar of dates."""

from diwan.process.dates.calendars import Calendar, Month
from diwan.process.dates.tokens import Vocabulary

_SOFT = "ь я ю е ем ём"
_STEMS = {
    1: "январ",
    2: "феврал",
    4: "апрел",
    6: "июн",
    7: "июл",
    9: "сентябр",
    10: "октябр",
    11: "ноябр",
    12: "декабр",
}
_MONTHS = {number: " ".join(stem + end for end in _SOFT.split()) for number, stem in _STEMS.items()} | {
    3: "март марта марту марте мартом",
    5: "май мая маю мае маем",
    8: "август августа августу августе августом",
}
_SHORT = {1: "янв", 2: "фев", 4: "апр", 8: "авг", 9: "сен сент", 10: "окт", 11: "ноя нояб", 12: "дек"}
_WEEKDAYS = {
    0: "понедельник понедельника понедельнику понедельником понедельнике",
    1: "вторник вторника вторнику вторником вторнике",
    2: "среду",
    3: "четверг четверга четвергу четвергом четверге",
    4: "пятница пятницу пятницы пятнице пятницей",
    5: "суббота субботу субботы субботе субботой",
    6: "воскресенье воскресенья воскресенью воскресеньем",
}
# Ordinals as days of a month are said: первого мая, первое мая.
_FIRST_NINE = "перв втор треть четверт пят шест седьм восьм девят".split()  # noqa: SIM905
_TEENS = [
    "десят",
    "одиннадцат",
    "двенадцат",
    "тринадцат",
    "четырнадцат",
    "пятнадцат",
    "шестнадцат",
    "семнадцат",
    "восемнадцат",
    "девятнадцат",
    "двадцат",
]


def _ordinals() -> dict[int, str]:
    def forms(stem: str) -> list[str]:
        return [stem + end for end in (("его", "е") if stem == "треть" else ("ого", "ое"))]

    words = {number: forms(stem) for number, stem in enumerate(_FIRST_NINE + _TEENS, start=1)}
    for number, stem in enumerate(_FIRST_NINE, start=1):
        words[20 + number] = [f"двадцать_{form}" for form in forms(stem)]
    words[30] = forms("тридцат")
    words[31] = [f"тридцать_{form}" for form in forms("перв")]
    return {number: " ".join(all_forms) for number, all_forms in words.items()}


_CARDINALS = {
    1: "один одну одна",
    2: "два две двух",
    3: "три трёх",
    4: "четыре четырёх",
    5: "пять пяти",
    6: "шесть шести",
    7: "семь",
    8: "восемь",
    9: "девять",
    10: "десять десяти",
    11: "одиннадцать",
    12: "двенадцать",
}


def _adjectives(*stems: str) -> str:
    ends = "ий ый ой ая яя ее ое ую юю ей его ого ем ом ему ому им ым ие ые их ых ими ыми".split()  # noqa: SIM905
    return " ".join(stem + end for stem in stems for end in ends)


VOCABULARY = (
    Vocabulary(
        lower_case=frozenset(["марта", "мая", "май", "августа", "август"]),
        suffixes=frozenset(["го", "ого", "е", "ое", "й", "му", "м", "ым", "х"]),
    )
    .abbreviate("г гг янв фев апр авг сен сент окт ноя нояб дек")
    .add("m", {Month(Calendar.GREGORIAN, number): words for number, words in _SHORT.items()})
    .add("m", {Month(Calendar.GREGORIAN, number): words for number, words in _MONTHS.items()})
    .add("w", _WEEKDAYS)
    .add("v", {2: "среда среды среде средой"})
    .add("u", _ordinals())
    .add("c", _CARDINALS)
    .add("r", {0: "сегодня", -1: "вчера", -2: "позавчера", 1: "завтра", 2: "послезавтра"})
    .add(
        "R",
        {
            0: "сегодняшний сегодняшнего сегодняшнюю сегодняшней",
            -1: "вчерашний вчерашнего вчерашнюю вчерашней",
        },
    )
    .add("t", "утром днём вечером ночью утра вечера ночи утро вечер ночь полдень полночь")
    .add("D", "день дня дней дни днях")
    .add("K", "неделя недели неделю неделе неделей недель", 7)
    .add("O", "месяц месяца месяцев месяце месяцы")
    .add("G", "год года году годов лет гг годы годах г")
    .add("E", "выходные выходных")
    .add("l", _adjectives("прошл", "минувш", "предыдущ", "истекш"))
    .add("x", _adjectives("следующ", "будущ", "ближайш", "предстоящ", "наступающ"))
    .add("i", "этот эту этой этого этом эти этих " + _adjectives("нынешн", "текущ"))
    .add("s", "тот_же ту_же том_же та_же то_же того_же той_же")
    .add("a", "назад тому_назад")
    .add("h", "через")
    .add("f", "с со от")
    .add("F", "в_ночь_с")
    .add("o", "по до")
    .add("e", "между")
    .add("&", "и")
    .add("p", "в во за после в_ночь_на")
    .add("P", "к ко на")
    .add("d", "начале конце середине начала конца середины числах дни дней днях")
    .add("q", "числа")
)

_DAY_MONTH = r"(?:[nu]m(?:y(?:G)?)?)"
_P = r"[pPfo]?"
GRAMMAR = (
    ("figures", rf"{_P}#(?:G)?"),
    ("span", rf"f?{_DAY_MONTH}[o-]{_DAY_MONTH}|e{_DAY_MONTH}&{_DAY_MONTH}"),
    ("days", r"(?:[fF][nu][oP][nu]|p?n-n|e[nu]&[nu])m(?:y(?:G)?)?"),
    ("weekdays", r"[fF][wv][oP][wv]|e[wv]&[wv]"),
    ("months", r"fmom(?:y(?:G)?)?|em&m(?:y(?:G)?)?|p?m-my(?:G)?"),
    ("years", r"fyoyG?|ey&yG?|p?y-yG"),
    ("two_days", rf"{_P}n&nm(?:y(?:G)?)?"),
    ("day", rf"(?:t,?)?{_P}(?:[wv],?)?{_DAY_MONTH}(?:,?t)?"),
    ("relative", r"[pPfo]?(?:l(?P<last>[tD])|i(?P<this>t)|x(?P<next>D)|x(?P<next_part>t))|p?RD|t?rt?"),
    ("same", r"p?s[Dt]"),
    ("weekday", rf"(?:t,?(?=[pfo]))?{_P}[lxi]?wt?|tv|t?[Pfo]v|t?[pPfo][lxi]v"),
    ("ago", r"(?:[cn])?[DKOG]a"),
    ("hence", r"h[cn]?[DKOG]"),
    ("weekend", r"[pPf]?[lxi]?E"),
    ("month", r"[pPfo]?(?:[lxi])?my(?:G)?|[pPfo]m(?:l|x|i)G|[pPfo]?[lxi]?m"),
    ("period", r"[pPfo]?[lxi][KOG]"),
    ("year", r"[pPfo]?yG|[pf]y(?=[.,|)]|$)"),
)
