"""Loads every list, table and model before it is needed: once in a process that is about to fork, its children share
them and begin to read at once."""

import datetime as dt
from collections.abc import Iterable

from diwan.core.languages import FOUR, Language
from diwan.core.reading import Reading, Report
from diwan.process.read import read

# Each holds a place, people and a body, what somebody said, a day, a number and something that happened.
_SENTENCES = {
    Language.EN: 'LIMA (Harbour Post) - The Peruvian government said on Monday that floods had killed 12 people. "Roads'
    ' are closed," Mayor Ana Torres of Cusco told Reuters yesterday.',
    Language.AR: "ليما (بريد المرفأ) - قالت الحكومة البيرووية يوم الاثنين إن الفيضانات قتلت 12 شخصاً في كوسكو. وأضاف"
    " العمدة أحمد سالم أمس: «الطرق مغلقة»، بحسب وكالة رويترز.",
    Language.FA: "لیما (پست بندر) - دولت پرو روز دوشنبه گفت که سیل ۱۲ نفر را در کوسکو کشت. احمد سالمی، شهردار، دیروز"
    " به خبرگزاری رویترز گفت: «جاده‌ها بسته است.»",
    Language.RU: "ЛИМА, 4 марта (Портовая почта) — Правительство Перу заявило в понедельник, что при наводнении погибли"
    " 12 человек. «Дороги закрыты», — сообщил вчера агентству «Рейтер» мэр Куско Пётр Торрес.",
}


def warm(languages: Iterable[Language] = FOUR) -> tuple[Reading, ...]:
    """Reads one short text of each language; what it found is handed back for what comes after reading to warm on."""
    at = dt.datetime(2019, 3, 5, tzinfo=dt.UTC)
    return tuple(read(Report(id="warm", text=_SENTENCES[language], published=at)) for language in languages)
