"""Persian words and grammar of dates: Jalali months, Gregorian ones as Persian writes them, and lunar ones."""

from diwan.process.dates.calendars import Calendar, Month
from diwan.process.dates.tokens import Vocabulary

_JALALI_STRONG = {1: "فروردین", 2: "اردیبهشت", 3: "خرداد", 5: "مرداد امرداد", 6: "شهریور", 12: "اسفند"}
# Also "arrow", "affection" (and a news agency), names of persons, "avalanche".
_JALALI_WEAK = {4: "تیر", 7: "مهر", 8: "آبان", 9: "آذر", 10: "دی", 11: "بهمن"}
# As Afghanistan calls them; each is another word as well, so they count only behind a day's number.
_AFGHAN = dict(
    enumerate(
        ["حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"], start=1
    )
)
_GREGORIAN_STRONG = {
    1: "ژانویه",
    2: "فوریه",
    4: "آوریل آپریل",
    6: "ژوئن",
    7: "ژوئیه ژوییه جولای",
    8: "آگوست",
    9: "سپتامبر",
    10: "اکتبر",
    11: "نوامبر",
    12: "دسامبر",
}
_GREGORIAN_WEAK = {3: "مارس", 5: "مه می", 8: "اوت"}
_HIJRI = {
    1: "محرم",
    2: "صفر",
    3: "ربیع_الاول ربیع‌الاول",
    4: "ربیع_الثانی ربیع‌الثانی",
    5: "جمادی_الاول جمادی_الاولی",
    6: "جمادی_الثانی جمادی_الثانیه",
    7: "رجب",
    8: "شعبان",
    9: "رمضان",
    10: "شوال",
    11: "ذی_القعده ذیقعده",
    12: "ذی_الحجه ذیحجه",
}
_FIRST_TEN = "یک دو سه چهار پنج شش هفت هشت نه ده".split()  # noqa: SIM905
_TEENS = "یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده بیست".split()  # noqa: SIM905


def _ordinals() -> dict[int, str]:
    cardinals = [*_FIRST_TEN, *_TEENS]
    ordinals = {number: f"{word}م" for number, word in enumerate(cardinals, start=1)}
    ordinals |= {20 + n: f"بیست_و_{ordinals[n]}" for n in range(1, 10)}
    ordinals |= {1: "یکم اول", 3: "سوم", 23: "بیست_و_سوم", 30: "سی_ام سیام", 31: "سی_و_یکم"}
    ordinals[2], ordinals[22] = "دوم", "بیست_و_دوم"
    return ordinals


def _months(calendar: Calendar, names: dict[int, str], *, may_add_month: bool = False) -> dict[Month, str]:
    """مهر also stands written together with ماه ("month"): مهرماه."""
    found = {}
    for number, words in names.items():
        joined = [f"{word}ماه" for word in words.split()] if may_add_month else []
        found[Month(calendar, number)] = " ".join([words, *joined])
    return found


def _joined_only(names: dict[int, str]) -> dict[Month, str]:
    return {
        Month(Calendar.JALALI, n): " ".join(f"{w}ماه" for w in words.split()) for n, words in names.items()
    }


VOCABULARY = (
    Vocabulary(parts_half_space=True)
    .add("m", _months(Calendar.JALALI, _JALALI_STRONG, may_add_month=True))
    .add("m", _months(Calendar.GREGORIAN, _GREGORIAN_STRONG))
    .add("k", _months(Calendar.JALALI, _JALALI_WEAK))
    .add("m", _joined_only(_JALALI_WEAK))
    .add("k", _months(Calendar.GREGORIAN, _GREGORIAN_WEAK))
    .add("B", _months(Calendar.JALALI, _AFGHAN))
    .add("k", _months(Calendar.HIJRI, _HIJRI))
    .add("c", dict(enumerate([*_FIRST_TEN, *_TEENS], start=1)))
    .add("u", _ordinals())
    .add("w", {0: "دوشنبه دو_شنبه", 1: "سهشنبه سه_شنبه", 2: "چهارشنبه چهار_شنبه", 3: "پنجشنبه پنج_شنبه"})
    .add("w", {4: "جمعه آدینه", 5: "شنبه", 6: "یکشنبه یک_شنبه"})
    .add("r", {0: "امروز امشب", -1: "دیروز دیشب", -2: "پریروز پریشب", 1: "فردا فرداشب", 2: "پس_فردا پسفردا"})
    .add(
        "t",
        "صبح ظهر عصر شب شامگاه بامداد غروب سحر سحرگاه شبانگاه صبحگاه نیمه_شب نیمهشب بعدازظهر بعد_از_ظهر پیش_از_ظهر",
    )
    .add("t", "ظهرگاه نیمروز")
    .add("D", "روز روزهای")
    .add("K", "هفته", 7)
    .add("O", "ماه")
    .add("G", "سال")
    .add("Y", {0: "امسال", -1: "پارسال"})
    .add("E", "آخر_هفته پایان_هفته")
    .add("l", "گذشته قبل پیشین")
    .add("x", "آینده بعد آتی")
    .add("i", "این جاری")
    .add("s", "همان همین")
    .add("a", "پیش")
    .add("h", "دیگر")
    .add("f", "از")
    .add("o", "تا الی")
    .add("e", "بین میان")
    .add("&", "و")
    .add("p", "در طی")
    .add("P", "برای")
    .add("H", "قمری")
    .add("J", "شمسی خورشیدی")
    .add("M", "میلادی")
    .add("z", "ی")
    .add("d", "اوایل اواخر اواسط آغاز پایان نیمه")
)

_YEAR = r"(?:,?G?z?y[HJM]?|,?G[li]|Y)"
_DAY_MONTH = rf"(?:[nu]z?(?:[mk](?:O)?|B){_YEAR}?)"
_P = r"[pPfo]?"
_LAST_OR_NEXT = r"(?:z?[lx]|a(?!f))"
GRAMMAR = (
    ("figures", rf"{_P}#[HJM]?"),
    ("span", rf"f?{_DAY_MONTH}[o-]{_DAY_MONTH}|e{_DAY_MONTH}&{_DAY_MONTH}"),
    ("days", rf"(?:f[nu]o[nu]|p?n-n|[nu]o[nu]|e[nu]&[nu])[mk]O?{_YEAR}?"),
    ("weekdays", r"fD?wowt?|eD?w&D?w"),
    ("months", rf"fO?[mk]oO?[mk]{_YEAR}?|e[mk]&[mk]{_YEAR}?"),
    ("years", r"fG?yoG?y|eG?y&G?y|G?y-y"),
    ("two_days", rf"{_P}(?:Dz?)?n&n(?:[mk]O?|B){_YEAR}?"),
    ("day", rf"(?:tz?)?{_P}Dz?t?r?w?t?[,(]?{_DAY_MONTH}|{_P}(?:tz?)?r?[,(]?w?t?[,(]?{_DAY_MONTH}"),
    ("same", r"ps?[Dt](?<=s.)|s[Dt]"),
    ("relative", r"(?:tz?)?r,?D?wt?|(?:tz?)?rt?|(?P<last>[tD])z?l"),
    ("weekday", rf"{_P}(?:tz?)?(?:Dz?)?w,?t?{_LAST_OR_NEXT}?"),
    ("ago", r"[cn][DKOG]a(?!f)"),
    ("hence", r"[cn][DKOG]h"),
    ("weekend", r"[pf]?E[lx]?|iE"),
    ("month", rf"{_P}Oz?[mk]{_YEAR}?[lx]?|{_P}[mk]O?{_YEAR}|{_P}[mk]O|[pf]k[lx]|[pPfo]?d?mY?"),
    ("period", r"[pfo]?(?:[KOG]z?[lxi]|[KOG]a(?!f)|i[KOG])"),
    ("year", r"[pPfo]?Gz?y[HJM]?|[pPfo]y[HJM]?(?!~)|yM|yJ|[pPfo]?Gz?[nc]J?(?!~)"),
)
