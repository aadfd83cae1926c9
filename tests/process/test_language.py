import pytest

from diwan.core.languages import Language
from diwan.core.reading import Report
from diwan.process.language import language_of, read_language

SAMPLES = [
    ("ru", "Губернатор Колымы сообщил, что лёд на реке не вскрылся."),
    ("ru", "Пожар потушен"),
    ("en", "The governor of Maine said that the ice had not broken."),
    ("ar", "قال محافظ أسوان إن منسوب النيل لم يرتفع منذ الجمعة"),
    ("ar", "وصول القافلة الى المدينة"),
    ("ar", "قال المحافظ ان الطريق مفتوح فی المدینة"),  # written on a Persian keyboard
    ("fa", "استاندار بلخ گفت که راه باز است"),
    ("fa", "بارش برف در کوه‌ها"),
    ("fa", "استاندار گفت راه تا شب باز مي شود و مردم به خانه ها مي روند"),  # Arabic yeh
    ("und", "Губернатор повідомив, що крига на річці ще не скресла, і її чекають."),
    ("und", "Губернаторът каза, че ледът на реката няма да се разтопи през март."),
    ("und", "Der Gouverneur sagte, dass das Eis auf dem Fluss nicht gebrochen ist."),
    ("und", "گورنر نے کہا ہے کہ دریا میں پانی کی سطح بڑھ رہی ہے"),
    ("und", "12.05.2019 — 14:30"),
    ("und", ""),
]


@pytest.mark.parametrize(("expected", "text"), SAMPLES)
def test_a_language_is_told_by_letters_and_small_words(expected, text):
    assert language_of(text) is Language(expected)


def test_each_paragraph_has_a_language_of_its_own():
    text = "The governor said that the road was open and that it would stay so for a week.\n\nГубернатор сказал, что дорога не закрыта.\n\n+7 495 000"
    language, paragraphs = read_language(Report(id="r", text=text))
    assert language is Language.EN
    assert [p.language for p in paragraphs] == [Language.EN, Language.RU, Language.EN]
    assert [text[p.start : p.end][:3] for p in paragraphs] == ["The", "Губ", "+7 "]


def test_what_the_sender_declares_is_not_believed():
    report = Report(id="r", text="استاندار بلخ گفت که راه باز است", language=Language.AR)
    assert read_language(report)[0] is Language.FA
