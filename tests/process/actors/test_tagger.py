"""The tagger's short cuts must not change what slovnet would find."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from razdel import tokenize

from diwan.process.actors import russian_words
from diwan.process.actors.lexicon import words
from diwan.process.actors.tagger import tagger
from diwan.process.actors.tagger.path import best_path
from diwan.process.actors.words import fold

TEXTS = [
    "",
    "12",
    "Мэр Лесогорска Тамара Рубцова сообщила агентству «Северный вестник», что мост закрыт.",
    "По данным ООН, 12, 13 и 14 мая из г.Кедровка вывезли 1,5 тыс. человек; колонну вёл Пётр аль-Хамдани.",
    "А. Б. Ветров (партия «Вольный берег») -- глава Озёрского р-на -и- депутат... Правда?! Да!",
    "слово -то и тест- тест _a_ b_ :) ;-) 5/6 7 / 8 ΔP mβж yahoo! -5 -a «а»,«б» т.е. ru.wiki/а 1 -2 3- 4 ,5 .8 9. 10",
    "The envoy Ilmar Sorokin met أحمد الراوي в Зареченске .",
    " ".join(f"слово{n} Иван{n}" for n in range(3000)),
]


@cache
def _slovnet():
    from navec import Navec
    from slovnet import NER

    data = Path(find_spec("natasha").origin).parent / "data"
    navec = Navec.load(str(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    return NER.load(str(data / "model" / "slovnet_ner_news_v1.tar")).navec(navec)


@pytest.mark.parametrize("text", [text for text in TEXTS if text])
def test_the_same_names_are_tagged_as_by_slovnet_itself(text):
    found = [tuple(span) for span in tagger()(text)]
    assert found == [(span.start, span.stop, span.type) for span in _slovnet()(text).spans]


@given(st.text('абВeZ12٣²-–_.,/\\\\:;!?()«»"%…+Δ \n\u00a0', max_size=20))
def test_a_text_falls_into_the_tokens_of_razdel(text):
    found = [(start, end) for start, end, _ in tagger().tokens(text)]
    assert found == [(token.start, token.stop) for token in tokenize(text)]


def test_names_are_the_same_after_other_texts_were_read_and_forgotten():
    first = tagger()(TEXTS[2])
    for text in TEXTS:
        tagger()(text)
    assert tagger()(TEXTS[2]) == first


@pytest.mark.parametrize("length", [1, 2, 23, 24, 25, 33, 400])
@pytest.mark.parametrize("telling", [0.0, 1.0, 30.0])
def test_the_path_walked_at_many_places_at_once_is_the_likeliest(length, telling):
    """Scores that tell nothing make what came before show from afar, and the text is walked in one go."""
    follows = tagger()._follows
    scores = np.random.default_rng(length).normal(0, telling, (length, len(follows))).astype(np.float32)

    def worth(path):
        return scores[range(length), path].sum() + follows[path[:-1], path[1:]].sum()

    best = scores[0]
    for here in scores[1:]:
        best = (best[:, None] + follows).max(0) + here
    assert worth(best_path(scores, follows)) == pytest.approx(best.max(), rel=1e-5)


def test_a_text_without_words_has_no_names():
    assert tagger()("") == tagger()(" \n\t") == []


@pytest.mark.parametrize(
    "listed", ["group_heads", "organisation_heads", "titles", "outlet_heads", "state_nouns"]
)
def test_every_form_of_a_listed_word_begins_as_the_word_does(listed):
    """`russian_words.is_listed` asks for the dictionary form only of words that begin as a listed one."""
    for word in words(russian_words.RU, listed):
        forms = russian_words.parses(word)[0].lexeme
        other = [f.word for f in forms if "COMP" not in f.tag and fold(f.word)[:3] != word[:3]]
        assert not other, word
