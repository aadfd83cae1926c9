import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.core.languages import Language
from diwan.core.reading import Report
from diwan.process.language import read_language
from diwan.process.sentences import read_sentences, sentence_spans

SAMPLES = [
    (Language.EN, ["Gen. Okoro met Dr. A. B. Lind on Tues. at noon.", "He left.", "Why?", "Nobody knows!"]),
    (Language.EN, ["“We saw it,” he said.", "“It was big.”", "The U.S. envoy came with 3.5 tonnes."]),
    (
        Language.RU,
        ["Мост построен в 1970 г. в с. Лесном.", "Ген. П. И. Ким уехал.", "«Пора!» — сказал он и вышел."],
    ),
    (Language.RU, ["Погибли 5 чел. и ранены 3.", "И т. д. и т. п. без конца."]),
    (Language.AR, ["وصل د. سليم إلى نواكشوط.", "هل عاد؟", "لا أحد يعرف!"]),
    (Language.FA, ["او به هرات رفت.", "آیا برگشت؟", "«کسی نمی‌داند».", "راه بسته است."]),
]


@pytest.mark.parametrize(("language", "sentences"), SAMPLES)
def test_a_full_stop_ends_a_sentence_unless_it_abbreviates(language, sentences):
    text = " ".join(sentences)
    spans = sentence_spans(text, 0, len(text), language)
    assert [text[start:end] for start, end in spans] == sentences


@given(st.text(alphabet="aбب. !؟\n«»A1", max_size=80))
def test_sentences_cover_every_character_that_is_not_space_once(text):
    report = Report(id="r", text=text)
    _, paragraphs = read_language(report)
    sentences = read_sentences(report, paragraphs)
    joined = "".join(text[s.start : s.end] for s in sentences)
    assert "".join(joined.split()) == "".join(text.split())
    assert all(one.end <= other.start for one, other in itertools.pairwise(sentences))
