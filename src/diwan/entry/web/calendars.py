"""Jalali and Hijri dates in four languages. CLDR's own month names for them are not in Babel's data."""

import datetime as dt

import jdatetime
from hijridate import Gregorian

from diwan.entry.web.preferences import Calendar

JALALI_MONTHS = {
    "en": [
        "Farvardin",
        "Ordibehesht",
        "Khordad",
        "Tir",
        "Mordad",
        "Shahrivar",
        "Mehr",
        "Aban",
        "Azar",
        "Dey",
        "Bahman",
        "Esfand",
    ],
    "fa": [
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "آذر",
        "دی",
        "بهمن",
        "اسفند",
    ],
    "ar": [
        "فروردين",
        "أرديبهشت",
        "خرداد",
        "تير",
        "مرداد",
        "شهريور",
        "مهر",
        "آبان",
        "آذر",
        "دي",
        "بهمن",
        "إسفند",
    ],
    "ru": [
        "фарвардина",
        "ордибехешта",
        "хордада",
        "тира",
        "мордада",
        "шахривара",
        "мехра",
        "абана",
        "азара",
        "дея",
        "бахмана",
        "эсфанда",
    ],
}

HIJRI_MONTHS = {
    "en": [
        "Muharram",
        "Safar",
        "Rabiʻ I",
        "Rabiʻ II",
        "Jumada I",
        "Jumada II",
        "Rajab",
        "Shaʻban",
        "Ramadan",
        "Shawwal",
        "Dhuʻl-Qiʻdah",
        "Dhuʻl-Hijjah",
    ],
    "fa": [
        "محرم",
        "صفر",
        "ربیع‌الاول",
        "ربیع‌الثانی",
        "جمادی‌الاول",
        "جمادی‌الثانی",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذیقعده",
        "ذیحجه",
    ],
    "ar": [
        "محرم",
        "صفر",
        "ربيع الأول",
        "ربيع الآخر",
        "جمادى الأولى",
        "جمادى الآخرة",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذو القعدة",
        "ذو الحجة",
    ],
    "ru": [
        "мухаррама",
        "сафара",
        "раби аль-авваля",
        "раби ас-сани",
        "джумада аль-уля",
        "джумада ас-сани",
        "раджаба",
        "шаабана",
        "рамадана",
        "шавваля",
        "зуль-каада",
        "зуль-хиджжа",
    ],
}

# Umm al-Qura as the library holds it; earlier and later days stay Gregorian rather than guessed.
HIJRI_FROM, HIJRI_TO = dt.date(1924, 8, 1), dt.date(2077, 11, 16)


def parts(day: dt.date, calendar: Calendar, language: str) -> tuple[int, str, int] | None:
    """(day of the month, name of the month, year), or None where the calendar cannot say."""
    if calendar is Calendar.JALALI and day.year >= 622:
        turned = jdatetime.date.fromgregorian(date=day)
        return turned.day, JALALI_MONTHS[language][turned.month - 1], turned.year
    if calendar is Calendar.HIJRI and HIJRI_FROM <= day <= HIJRI_TO:
        hijri = Gregorian.fromdate(day).to_hijri()
        return hijri.day, HIJRI_MONTHS[language][hijri.month - 1], hijri.year
    return None
