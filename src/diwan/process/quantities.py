"""How many of what: numbers in digits and words, with a unit, "about" and ranges, in four languages."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from diwan.core.languages import FOUR, Language
from diwan.core.reading import DateMention, Quantity, Report, Sentence, Why
from diwan.process import lexicon
from diwan.process.remembered import Remembered

VERSION = "rules/1"

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
# It looks back behind its first digit, so that the search can leap from digit to digit.
_NUMBER = re.compile(
    r"\d(?:(?<![\da-zA-Zа-яА-Я.,:/٫٬]\d)\d{0,2}(?:[ \u00a0\u202f,.٬]\d{3})+(?![\d:])"
    r"|(?<![\da-zA-Zа-яА-Я:/.,]\d)\d*(?:[.,٫]\d+)?(?![\d:]))"
)
_GROUPED = re.compile(r"[ \u00a0\u202f,.٬](?=\d{3}(?:\D|$))")
_FARTHEST_UNIT = 4  # words between a number and what it counts: "24 loaded white lorries"

# What may be counted. A word counts where it stands right behind a number, so the lists may be short.
_UNITS = {
    "killed": "killed dead deaths fatalities | قتيل قتلى قتيلا ضحايا | کشته کشتهشده جانباخته | погибших убитых погибли погибло человек_погибли жертв",
    "wounded": "wounded injured hurt | جريح جريحا جرحى مصاب مصابا مصابين | زخمی مجروح مصدوم | раненых ранены пострадавших пострадали ранено",
    "missing": "missing | مفقود مفقودا مفقودين | مفقود ناپدید | пропавших пропали",
    "arrested": "arrested detained detainees arrests | معتقل معتقلا موقوف | بازداشتی بازداشت دستگیر | задержанных задержаны арестованных",
    "families": "families households family | عائلة عائله اسره اسرة عائلات اسر | خانوار خانواده | семей семьи семья семьям",
    "displaced": "displaced refugees evacuees | نازح نازحا نازحين لاجئ لاجئا لاجئين | آواره پناهجو پناهنده | беженцев переселенцев эвакуированных",
    "people": "people persons residents inhabitants passengers | شخص شخصا اشخاص نسمة نسمه مدني مدنيا راكب راكبا | نفر تن مسافر | человек людей жителей пассажиров",
    "soldiers": "soldiers troops servicemen fighters officers peacekeepers observers | جندي جنديا جنود مقاتل مقاتلا مقاتلين مراقب مراقبا | سرباز نظامی نیرو ناظر | военнослужащих солдат бойцов боевиков военных наблюдателей",
    "lorries": "lorries trucks lorry truck | شاحنة شاحنه شاحنات | کامیون | грузовиков грузовика грузовик грузовики фур фуры",
    "vehicles": "vehicles cars buses | سيارة سياره سيارات مركبة مركبه آلية حافلة حافلات | خودرو ماشین اتوبوس دستگاه | машин машины автомобилей автобусов автобуса",
    "aircraft": "aircraft planes jets helicopters flights sorties drones | طائرة طائره طائرات مروحيات طلعة طلعات رحلات مسيرة | هواپیما بالگرد پرواز پهپاد جنگنده | самолётов самолетов самолёта самолета вертолётов вылетов полётов беспилотников беспилотника",
    "ships": "ships vessels boats | سفينة سفينه سفن زورق زوارق قوارب | کشتی قایق شناور | судов судна кораблей катеров лодок",
    "villages": "villages hamlets settlements | قرية قريه قرى | روستا آبادی | деревень деревни сёл сел села посёлков поселков",
    "houses": "houses homes buildings dwellings | منزل منزلا منازل بيت بيتا مبنى مباني | خانه منزل ساختمان واحد | домов дома зданий здания",
    "tonnes": "tonnes tons tonne metric_tons | طن طنا اطنان | تن_بار | тонн тонны",
    "kilometres": "kilometres kilometers km miles | كيلومتر كيلومترا كم | کیلومتر | километров километра километрах км",
    "metres": "metres meters metre centimetres | متر مترا امتار | متر | метров метра метр",
    "hectares": "hectares acres | هكتار هكتارا دونم | هکتار | гектаров гектара",
    "percent": "percent % | بالمئة بالمائة % | درصد % | процентов процента %",
    "magnitude": "magnitude | درجة درجات | ریشتر | балла баллов магнитудой",
    "days": "days day | يوم يوما ايام | روز روزه | дней дня день суток",
    "hours": "hours hour | ساعة ساعه ساعات | ساعت | часов часа",
    "months": "months month | شهر شهرا اشهر | ماه ماهه | месяцев месяца",
    "parcels": "parcels tents blankets packages doses | خيمة خيمه خيام بطانية طرد طردا سلة سلال جرعة | چادر پتو بسته دز | палаток одеял упаковок коробок наборов доз",
}  # fmt: skip

_WORDS = {
    Language.EN: "one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 "
    "fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 "
    "eighty=80 ninety=90 hundred=*100 thousand=*1000 million=*1000000 dozen=*12 hundreds=~ thousands=~ dozens=~",
    Language.AR: "واحد=1 واحدة=1 احد=1 احدى=1 اثنا=2 اثني=2 اثنتي=2 اثنان=2 اثنين=2 اثنتين=2 ثلاث=3 ثلاثة=3 اربع=4 اربعة=4 خمس=5 خمسة=5 ست=6 ستة=6 سبع=7 سبعة=7 ثماني=8 ثمانية=8 "
    "ثمان=8 تسع=9 تسعة=9 عشر=10 عشرة=10 عشرون=20 عشرين=20 ثلاثون=30 ثلاثين=30 اربعون=40 اربعين=40 خمسون=50 خمسين=50 ستون=60 ستين=60 "
    "سبعون=70 سبعين=70 ثمانون=80 ثمانين=80 تسعون=90 تسعين=90 مئة=*100 مائة=*100 مئتا=200 مئتان=200 مئتي=200 مئتين=200 الف=*1000 الاف=*1000 "
    "الفا=*1000 الفي=2000 الفين=2000 ثلاثمئة=300 اربعمئة=400 خمسمئة=500 ستمئة=600 سبعمئة=700 ثمانمئة=800 تسعمئة=900 مليون=*1000000",
    Language.FA: "یک=1 دو=2 سه=3 چهار=4 پنج=5 شش=6 هفت=7 هشت=8 نه=9 ده=10 یازده=11 دوازده=12 سیزده=13 چهارده=14 پانزده=15 شانزده=16 "
    "هفده=17 هجده=18 نوزده=19 بیست=20 سی=30 چهل=40 پنجاه=50 شصت=60 هفتاد=70 هشتاد=80 نود=90 صد=*100 یکصد=100 دویست=200 سیصد=300 "
    "چهارصد=400 پانصد=500 ششصد=600 هفتصد=700 هشتصد=800 نهصد=900 هزار=*1000 میلیون=*1000000",
    Language.RU: "один=1 одна=1 одного=1 два=2 две=2 двух=2 двое=2 три=3 трех=3 трое=3 четыре=4 четырех=4 пять=5 пяти=5 шесть=6 шести=6 семь=7 семи=7 "
    "восемь=8 восьми=8 девять=9 девяти=9 десять=10 десяти=10 одиннадцать=11 двенадцать=12 двенадцати=12 тринадцать=13 четырнадцать=14 "
    "пятнадцать=15 пятнадцати=15 шестнадцать=16 семнадцать=17 восемнадцать=18 восемнадцати=18 девятнадцать=19 двадцать=20 двадцати=20 "
    "тридцать=30 тридцати=30 сорок=40 сорока=40 пятьдесят=50 пятидесяти=50 шестьдесят=60 семьдесят=70 восемьдесят=80 девяносто=90 "
    "сто=100 ста=100 двести=200 двухсот=200 триста=300 трехсот=300 четыреста=400 пятьсот=500 шестьсот=600 семьсот=700 восемьсот=800 "
    "девятьсот=900 тысяча=*1000 тысячи=*1000 тысяч=*1000 тыс=*1000 миллион=*1000000 миллиона=*1000000 миллионов=*1000000 млн=*1000000",
}  # fmt: skip

# "Several thousand" is no number.
_VAGUE = frozenset(
    lexicon.normal(w)
    for w in [
        "several",
        "few",
        "many",
        "tens",
        "несколько",
        "десятки",
        "сотни",
        "много",
        "چند",
        "چندین",
        "ده\u200cها",
        "عدة",
        "بضع",
        "بضعة",
        "مئات",
        "عشرات",
    ]
)
_PLURAL_ALONE = frozenset(
    lexicon.normal(w) for w in ["тысячи", "тысяч", "миллионы", "миллионов", "آلاف", "الاف", "ملايين"]
)

_ABOUT = {
    Language.EN: "about around roughly nearly almost some approximately over",
    Language.AR: "نحو حوالي قرابة زهاء",
    Language.FA: "حدود نزدیک تقریبا قریب بیشاز",
    Language.RU: "около примерно почти порядка свыше более",
}


_Words = Sequence[tuple[int, int, str]]  # start, end, word as written
_Entry = tuple[str, float]
_AND = frozenset((lexicon.normal("و"), "and"))
_CLAUSE_ENDS = frozenset(".;:!?؟،,\n")


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    value: float
    is_word: bool


@cache
def _units() -> dict[Language, dict[str, str]]:
    by_language: dict[Language, dict[str, str]] = {language: {} for language in FOUR}
    columns = (Language.EN, Language.AR, Language.FA, Language.RU)
    for unit, cells in _UNITS.items():
        for language, cell in zip(columns, cells.split("|"), strict=True):
            for word in cell.split():
                by_language[language].setdefault(lexicon.normal(word), unit)
    return by_language


@cache
def _number_words(language: Language) -> dict[str, _Entry]:
    words: dict[str, _Entry] = {}
    for entry in _WORDS[language].split():
        word, value = entry.split("=")
        if value != "~":
            words[lexicon.normal(word)] = (
                ("times", float(value[1:])) if value[0] == "*" else ("plus", float(value))
            )
    return words


@cache
def _about(language: Language) -> frozenset[str]:
    return frozenset(lexicon.normal(word) for word in _ABOUT[language].split())


def read_quantities(
    report: Report,
    language: Language,
    _sentences: tuple[Sentence, ...] = (),
    dates: tuple[DateMention, ...] = (),
) -> tuple[Quantity, ...]:
    """Numbers that count something of the shipped table. A bare number is nobody's quantity."""
    if language not in FOUR:
        return ()
    text, words = report.text, lexicon.words_in(report.text)
    found = []
    for number in _numbers(text, words, language):
        if any(date.start < number.end and number.start < date.end for date in dates):
            continue  # "16 days" counts, "16 May" does not
        if quantity := _counted(text, words, number, language):
            found.append(quantity)
    return tuple(found)


def _numbers(text: str, words: _Words, language: Language) -> list[_Number]:
    digits = [_Number(m.start(), m.end(), _value(m[0]), is_word=False) for m in _NUMBER.finditer(text)]
    numbers = [_times(number, words, language) for number in digits]
    numbers += [other for other in _in_words(words, language) if not _overlaps(other, numbers)]
    return sorted(numbers, key=lambda n: n.start)


def _overlaps(number: _Number, others: list[_Number]) -> bool:
    return any(other.start < number.end and number.start < other.end for other in others)


def _value(digits: str) -> float:
    bare = _GROUPED.sub("", digits.translate(_DIGITS)).replace(",", ".").replace("٫", ".").replace("٬", "")
    try:
        return float(bare)
    except ValueError:  # two separators that are no grouping: "1.2.3"
        return float(re.sub(r"\D", "", bare) or 0)


def _times(number: _Number, words: _Words, language: Language) -> _Number:
    """ "1.2 million", «5 тысяч», «۳ هزار»."""
    after = bisect_left(words, (number.end,))
    if after < len(words):
        start, end, word = words[after]
        kind, value = _number_words(language).get(lexicon.normal(word), ("", 0.0))
        if kind == "times" and start - number.end <= 2:
            return _Number(number.start, end, number.value * value, is_word=False)
    return number


def _in_words(words: _Words, language: Language) -> Iterator[_Number]:
    """Runs of number words, with nothing but "and" between."""
    run: list[tuple[int, _Entry]] = []
    for place, entry in _entries(language).telling(map(lexicon.AS_WRITTEN, words)):
        if entry is None:
            continue
        if run and not all(lexicon.normal(words[at][2]) in _AND for at in range(run[-1][0] + 1, place)):
            yield from _run(words, run)
            run = []
        run.append((place, entry))
    if run:
        yield from _run(words, run)


def _run(words: _Words, run: list[tuple[int, _Entry]]) -> Iterator[_Number]:
    """ "One" is an article, "several thousand" and «тысячи» are no numbers."""
    first, last = run[0][0], run[-1][0]
    if len(run) == 1:
        kind, value = run[0][1]
        before = lexicon.normal(words[first - 1][2]) if first else ""
        is_vague = before in _VAGUE or lexicon.normal(words[first][2]) in _PLURAL_ALONE
        if value <= 1 or (kind == "times" and is_vague):
            return
    yield _Number(words[first][0], words[last][1], _sum([entry for _, entry in run]), is_word=True)


@cache
def _entries(language: Language) -> Remembered[_Entry | None]:
    """What a word as written adds to a number."""
    words = _number_words(language)

    def entry_of(written: str) -> _Entry | None:
        word = lexicon.normal(written)
        if found := words.get(word):
            return found
        if language is Language.AR and word[:1] in ("و", "ب", "ل"):
            return words.get(word[1:])
        if language is Language.EN and "-" in word:
            tens, _, ones = word.partition("-")
            if tens in words and ones in words:
                return ("plus", words[tens][1] + words[ones][1])
        return None

    return Remembered(entry_of)


def _sum(entries: list[_Entry]) -> float:
    total = part = 0.0
    for kind, value in entries:
        if kind == "plus":
            part += value
        elif value >= 1000:
            total, part = total + (part or 1) * value, 0.0
        else:
            part = (part or 1) * value
    return total + part


def _counted(text: str, words: _Words, number: _Number, language: Language) -> Quantity | None:
    units, after = _units()[language], bisect_left(words, (number.end,))
    first = bisect_left(words, (number.start,))
    about = first > 0 and lexicon.normal(words[first - 1][2]) in _about(language)
    if text[number.end : number.end + 2].strip()[:1] in ("%", "٪"):
        return _quantity(number, number.end + 1, "percent", is_about=about)
    for start, end, written in words[after : after + _FARTHEST_UNIT]:
        word = lexicon.normal(written)
        if not _CLAUSE_ENDS.isdisjoint(text[number.end : start]) or word[:1].isdigit():
            break
        if unit := units.get(word) or (units.get(word[2:]) if word.startswith("ال") else None):
            return _quantity(number, end, unit, is_about=about)
    return None


def _quantity(number: _Number, end: int, unit: str, *, is_about: bool) -> Quantity:
    sentence = f"a number {'in words ' if number.is_word else ''}before a word that counts {unit}"
    facts = (("approximate", "yes"),) if is_about else ()
    return Quantity(number.start, end, number.value, unit, Why("quantities.counted", sentence, facts))
