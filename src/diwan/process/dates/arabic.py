"""Arabic words and grammar of dates: Levantine, Egyptian and Gulf, Maghrebi and Hijri months."""

from diwan.process.dates.calendars import Calendar, Month
from diwan.process.dates.tokens import Vocabulary

_STRONG = {
    1: "كانون_الثاني كانون_ثاني كانون_ثان يناير",
    2: "شباط فبراير فيفري",
    3: "آذار",
    4: "أبريل إبريل أفريل",
    5: "أيار مايو",
    6: "حزيران يونيو يونيه",
    7: "تموز يوليو يوليه يوليوز جويلية",
    8: "أغسطس غشت",
    9: "أيلول سبتمبر شتنبر",
    10: "تشرين_الأول تشرين_أول أكتوبر",
    11: "تشرين_الثاني تشرين_ثاني تشرين_ثان نوفمبر نونبر",
    12: "كانون_الأول كانون_أول ديسمبر دجنبر دجمبر",
}
# Also "practised", a car, "father", "I came", "Juan", ...
_WEAK = {1: "جانفي", 3: "مارس", 4: "نيسان", 5: "ماي", 6: "جوان", 8: "آب أوت"}
_HIJRI = {
    1: "محرم المحرم",
    2: "صفر",
    3: "ربيع_الأول",
    4: "ربيع_الثاني ربيع_الآخر",
    5: "جمادى_الأولى جمادى_الأول",
    6: "جمادى_الآخرة جمادى_الثانية",
    7: "رجب",
    8: "شعبان",
    9: "رمضان",
    10: "شوال",
    11: "ذي_القعدة ذو_القعدة",
    12: "ذي_الحجة ذو_الحجة",
}
_UNITS = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()  # noqa: SIM905
_CARDINALS = {
    1: "واحد واحدة",
    2: "اثنين اثنان",
    3: "ثلاثة ثلاث",
    4: "أربعة أربع",
    5: "خمسة خمس",
    6: "ستة ست",
    7: "سبعة سبع",
    8: "ثمانية ثماني ثمان",
    9: "تسعة تسع",
    10: "عشرة عشر",
}


def _ordinals() -> dict[int, str]:
    words = dict(enumerate(_UNITS, start=1))
    words[11] = "الحادي_عشر"
    words |= {10 + number: f"{_UNITS[number - 1]}_عشر" for number in range(2, 10)}
    words[20] = "العشرين العشرون"
    words[21] = "الحادي_والعشرين الحادي_والعشرون"
    words |= {20 + n: f"{_UNITS[n - 1]}_والعشرين {_UNITS[n - 1]}_والعشرون" for n in range(2, 10)}
    return words | {30: "الثلاثين الثلاثون", 31: "الحادي_والثلاثين الحادي_والثلاثون"}


def _months(calendar: Calendar, names: dict[int, str]) -> dict[Month, str]:
    return {Month(calendar, number): words for number, words in names.items()}


VOCABULARY = (
    Vocabulary(prefixes=("و", "ف", "ب", "ل", "وب", "ول"))
    .add("m", _months(Calendar.GREGORIAN, _STRONG))
    .add("k", _months(Calendar.GREGORIAN, _WEAK))
    .add("k", _months(Calendar.HIJRI, _HIJRI))
    .add("u", _ordinals())
    .add("c", _CARDINALS)
    .add(
        "w",
        {
            0: "الإثنين",
            1: "الثلاثاء الثلاثا",
            2: "الأربعاء",
            3: "الخميس",
            4: "الجمعة",
            5: "السبت",
            6: "الأحد",
        },
    )
    .add("r", {0: "اليوم الليلة", -1: "أمس البارحة بالأمس", 1: "غدا غد الغد", 2: "بعد_غد بعد_غدا"})
    .add("r", {-2: "أول_أمس أول_من_أمس أمس_الأول أول_البارحة"})
    .add("t", "صباح مساء ظهر عصر فجر ليل ليلة ضحى عشية صبيحة مغرب منتصف_ليل منتصف_ليلة بعد_ظهر قبل_ظهر")
    .add("t", "صباحا مساء ظهرا عصرا فجرا ليلا")
    .add("D", "يوم يوما أيام نهار")
    .add("K", "أسبوع الأسبوع أسابيع أسبوعا", 7)
    .add("O", "شهر الشهر أشهر شهرا شهور")
    .add("G", "عام العام سنة السنة سنوات أعوام عاما")
    .add("E", "عطلة_نهاية_الأسبوع نهاية_الأسبوع")
    .add("j", {("D", 2): "يومين", ("K", 2): "أسبوعين", ("O", 2): "شهرين", ("G", 2): "عامين سنتين"})
    .add("l", "الماضي الماضية المنصرم المنصرمة الفائت الفائتة السابق الأسبق")
    .add("x", "المقبل المقبلة القادم القادمة التالي الآتي")
    .add("i", "هذا هذه الجاري الجارية الحالي الحالية")
    .add("s", "نفسه نفسها ذاته ذاتها عينه")
    .add("b", "قبل")
    .add("f", "من منذ")
    .add("o", "إلى حتى لغاية")
    .add("e", "بين ما_بين")
    .add("&", "و")
    .add("p", "في خلال بتاريخ")
    .add("P", "بحلول قبل_يوم")
    .add("H", "هـ هجري هجرية الهجري ه")
    .add("M", "م ميلادي ميلادية الميلادي")
    .add("g", "على_الأقل على_الأكثر")
    .add("d", "مطلع أوائل أواخر منتصف نهاية بداية")
)

_MONTH = r"[mk](?:/[mk]|\([mk]\))?"
_YEAR = r"(?:,?f?G?y[HM]?)"
_DAY_MONTH = rf"(?:[nu]f?(?:O)?{_MONTH}{_YEAR}?)"
_P = r"[pPfo]?"
GRAMMAR = (
    ("figures", rf"{_P}#[HM]?"),
    ("span", rf"f?{_DAY_MONTH}[o-]{_DAY_MONTH}|e{_DAY_MONTH}&{_DAY_MONTH}"),
    ("days", rf"(?:f[nu][o-][nu]|p?n-n|e[nu]&[nu])f?O?{_MONTH}{_YEAR}?"),
    ("weekdays", r"[fp]?D?w[o-]D?w|eD?w&D?w"),
    ("months", rf"f[mk][o-][mk]{_YEAR}?|e[mk]&[mk]{_YEAR}?"),
    ("years", r"f?G?y[o-]G?y|eG?y&G?y"),
    ("two_days", rf"{_P}n&n{_MONTH}{_YEAR}?"),
    ("day", rf"{_P}(?:t?D?r?w?,?(?:D|p|f|P)?){_DAY_MONTH}"),
    ("same", r"p?t?[rD]s"),
    ("last_night", r"t?rl|tl"),
    ("relative", r"(?:t?rt?,?D?w)|(?:t?l?r(?!D)t?)"),
    ("weekday", r"[Pfop]?(?:tD?|D)?w[lx]?t?"),
    ("ago", r"b(?:j|[cn]?[DKOG])(?![fg])"),
    ("weekend", r"p?E[lx]?"),
    (
        "month",
        rf"{_P}d?O?(?:[mk]/[mk]|[mk]\([mk]\)){_YEAR}?[lx]?|{_P}d?O?{_MONTH}{_YEAR}|{_P}O[mk]|[pPfo]d?m[lx]?|[pP]k[lx]|[pf]d?k|m[lx]?",
    ),
    ("period", r"[pPfo]?(?:[KOG][lxi]|i[KOG])"),
    ("year", r"[pPfo]?d?Gy[HM]?|[pPf]y(?!~)|[pP]y(?=[HM])"),
)
