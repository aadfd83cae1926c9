"""One listed form stands for every tense, number and spelling of a verb."""

import pytest

from diwan.core.languages import Language
from diwan.process.claims.marks import Marks


@pytest.mark.parametrize(
    ("language", "text", "verb", "stance"),
    [
        ("fa", "وزیر می گوید راه باز است.", "می گوید", "asserts"),
        ("fa", "وزیر میگوید راه باز است.", "میگوید", "asserts"),
        ("fa", "اهالی گفته اند راه باز است.", "گفته اند", "asserts"),
        ("fa", "وی ادامه داد: راه باز است.", "ادامه داد", "asserts"),
        ("fa", "وی متذکر گردید راه باز است.", "متذکر گردید", "asserts"),
        ("fa", "شهردار خبر را تکذیب می کند.", "تکذیب می کند", "denies"),
        ("fa", "شهردار اذعان داشته است راه بسته است.", "اذعان داشته است", "confirms"),
        ("ar", "واعلن الوزير ان الطريق مفتوح", "واعلن", "asserts"),
        ("ar", "ستؤكد الهيئة ذلك", "ستؤكد", "confirms"),
        ("ar", "مصرحةً بأن الطريق مفتوح", "مصرحةً", "asserts"),
        ("ru", "мэр, заверивший, что дорога открыта", "заверивший", "asserts"),
        ("ru", "отмечая, что дорога открыта", "отмечая", "asserts"),
        ("ru", "в сводке утверждается, что дорога открыта", "утверждается", "asserts"),
        ("ru", "жители признают это", "признают", "confirms"),
        ("ru", "мэр отнекивался", "отнекивался", "denies"),
        ("en", "He quipped that the road was open", "quipped", "asserts"),
        ("en", "They shot down the report", "shot down", "denies"),
    ],
)
def test_a_verb_is_known_in_every_form(language, text, verb, stance):
    begin, end, found = next(Marks(text, Language(language)).verbs(0, len(text)))
    assert (text[begin:end], found) == (verb, stance)


@pytest.mark.parametrize(
    ("language", "text"),
    [("fa", "او می‌رود و می‌آید."), ("ru", "груз ожидается в среду"), ("ar", "دون أن يصل")],
)
def test_no_verb_is_taken_for_another(language, text):
    assert not list(Marks(text, Language(language)).verbs(0, len(text)))
