"""Constructions rather than words: noun objects, names that no list holds, offices without a name, outlets of any name.
People, bodies and outlets are invented."""

import pytest

from diwan.core.languages import Language
from diwan.core.reading import Report
from diwan.process.actors import read_actors
from diwan.process.credits import read_credits
from process.claims.test_read_claims import claims_of, speaker_of

SAID = [
    ("ar", "رفضت وزارة الداخلية الصربية في بيان اتهامات بضرب موقوفين.", "اتهامات بضرب موقوفين", "denies"),
    ("ar", "العقيد موديبو سانغاري: الجيش استعاد الجسر.", "الجيش استعاد الجسر", "asserts"),
    ("fa", "سرهنگ مودیبو سانگاره از بازپس‌گیری پل خبر داد.", "بازپس‌گیری پل", "asserts"),
    ("fa", "سازمان هواشناسی تونگا ضعیف شدن توفان را تأیید کرد.", "ضعیف شدن توفان", "confirms"),
    (
        "fa",
        "ادارهٔ بندر والدیویا در این که کشتی مواد منفجره حمل می‌کرده تردید کرد.",
        "کشتی مواد منفجره حمل می‌کرده",
        "doubts",
    ),
    (
        "ru",
        "Дэвид Мболи опроверг сообщения о забастовке водителей.",
        "сообщения о забастовке водителей",
        "denies",
    ),
    ("en", "Police chief Edgar Mamani denied firing any shots.", "firing any shots", "denies"),
]


@pytest.mark.parametrize(("language", "text", "words", "stance"), SAID)
def test_a_noun_or_a_clause_without_that_is_a_statement(language, text, words, stance):
    assert [(text[c.start : c.end], c.stance.value) for c in claims_of(language, text)] == [(words, stance)]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ar", "نقلت وكالة أدرياتيكا عن بسنيك خليلي قوله إن أحداً لم يُطرد من المخيم.", "بسنيك خليلي"),
        ("ar", "ومن جهته، استبعد تسيرينغ لاما إعادة فتح الطريق قبل الشتاء.", "تسيرينغ لاما"),
        ("fa", "گریس اوکلو پذیرفت که واکسن درمانگاه تمام شده است.", "گریس اوکلو"),
        (
            "en",
            "The border post will reopen, Drita Ferizi, the deputy mayor of Prizren, told reporters.",
            "Drita Ferizi",
        ),
    ],
)
def test_somebody_whom_no_list_knows_speaks(language, text, speaker):
    assert [speaker_of(c) for c in claims_of(language, text)] == [speaker]


def test_to_have_come_is_a_word_of_saying_only_before_what_is_said():
    come = "استاندار گفت بیش از دو هزار نفر آمده بودند."
    stated = "در بیانیهٔ شورا آمده است که پل بسته خواهد ماند."
    assert [come[c.start : c.end] for c in claims_of("fa", come)] == ["بیش از دو هزار نفر آمده بودند"]
    assert [stated[c.start : c.end] for c in claims_of("fa", stated)] == ["پل بسته خواهد ماند"]


def test_a_governor_without_a_name_is_not_the_police_named_before():
    text = "قالت شرطة البصرة إن الطريق مفتوح. ونفى المحافظ إغلاق الطريق السريع."
    assert [speaker_of(c) for c in claims_of("ar", text)] == ["شرطة البصرة", "anonymous"]


@pytest.mark.parametrize(
    ("language", "text", "outlet"),
    [
        (
            "en",
            "Officials have yet to comment, but Steppe 24 reported that forty lorries were turned back.",
            "Steppe 24",
        ),
        ("ru", "Как пишет «Лагуна пост», двое ранены.", "Лагуна пост"),
        ("fa", "خلیج تریبون گزارش خود دربارهٔ بازداشت وزیر را پس گرفت.", "خلیج تریبون"),
    ],
)
def test_an_outlet_is_told_by_what_it_does(language, text, outlet):
    report = Report(id="r", text=text)
    actors = read_actors(report, Language(language))
    assert [c.outlet for c in read_credits(report, Language(language), (), actors)] == [outlet]
