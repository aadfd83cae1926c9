import pytest

from diwan.core.languages import Language
from diwan.core.reading import Report
from diwan.process.actors import read_actors
from diwan.process.credits import is_of_the_whole_text, read_credits
from diwan.process.language import read_language
from diwan.process.sentences import read_sentences


def credits_of(language: str, text: str, outlet: str = ""):
    report = Report(id="r", text=text, outlet=outlet)
    _, paragraphs = read_language(report)
    sentences = read_sentences(report, paragraphs)
    actors = read_actors(report, Language(language), sentences)
    return read_credits(report, Language(language), sentences, actors)


CREDITED = [
    ("en", "GAO (Sahel Messenger) — The market reopened.", ["Sahel Messenger"]),
    ("en", "The market reopened.\n\n(Source: Sahel Messenger)", ["Sahel Messenger"]),
    ("en", "The market reopened, Reuters reported.", ["Reuters"]),
    ("en", "The mayor told the newspaper Kidal Echo that the market had reopened.", ["Kidal Echo"]),
    ("en", "The market reopened on Sunday.", []),
    ("ar", "غاو ـ رسول الساحل: أعيد فتح السوق.", ["رسول الساحل"]),
    ("ar", "أعيد فتح السوق.\n\nالمصدر: رسول الساحل", ["رسول الساحل"]),
    ("ar", "وقال المحافظ لصحيفة صدى كيدال إن السوق فتح.", ["صدى كيدال"]),
    ("ar", "أعيد فتح السوق أمس.", []),
    ("fa", "کابل - پیک هندوکش: بازار باز شد.", ["پیک هندوکش"]),
    ("fa", "بازار باز شد.\n\nمنبع: پیک هندوکش", ["پیک هندوکش"]),
    ("fa", "به گزارش خبرگزاری پیک هندوکش، بازار باز شد.", ["پیک هندوکش"]),
    ("fa", "بازار دیروز باز شد.", []),
    ("ru", "ГАО, 3 мая. /Сахельский вестник/. Рынок открылся.", ["Сахельский вестник"]),
    ("ru", "Рынок открылся.\n\nИсточник: «Сахельский вестник»", ["Сахельский вестник"]),
    ("ru", "Рынок открылся, сообщил «Интерфаксу» мэр.", ["Интерфакс"]),
    ("ru", "Рынок открылся в воскресенье.", []),
]


@pytest.mark.parametrize(("language", "text", "outlets"), CREDITED)
def test_the_outlets_that_a_text_draws_on_are_credited(language, text, outlets):
    assert [c.outlet for c in credits_of(language, text)] == outlets


def test_the_reports_own_outlet_is_no_credit():
    assert (
        credits_of("en", "GAO (Sahel Messenger) — The market reopened.", outlet="The Sahel Messenger") == ()
    )


def test_a_source_line_stands_for_the_whole_text_and_a_sentence_does_not():
    whole = credits_of(
        "en", "GAO (Sahel Messenger) — The mayor told the newspaper Kidal Echo that all was well."
    )
    assert [is_of_the_whole_text(c) for c in whole] == [True, False]
