import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from diwan.process.fold import fold_light, fold_strong, folded_name

LETTERS = st.text(
    alphabet=st.one_of(
        st.sampled_from("abcXYZéÅłß ёЁйЙщИў \n.-–«»'’"),
        st.sampled_from("يیىكکةهأإآاؤئءپچژگ٣۵\u064b\u0651\u0653\u0654\u0640\u200c\u200f\u202e\u2067\u0670ۀ"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


@given(LETTERS, st.data())
def test_every_folded_span_maps_to_the_original_that_produced_it(text, data):
    for fold in (fold_light, fold_strong):
        folded = fold(text)
        start = data.draw(st.integers(0, len(folded.text)))
        end = data.draw(st.integers(start, len(folded.text)))
        first, last = folded.span_in_original(start, end)
        assert 0 <= first <= last <= len(text)
        assert fold(text[first:last]).text == folded.text[start:end]


@given(LETTERS)
def test_offsets_never_go_back(text):
    for fold in (fold_light, fold_strong):
        folded = fold(text)
        offsets = [folded.offset(position) for position in range(len(folded.text))]
        assert offsets == sorted(set(offsets))


@given(LETTERS)
def test_folding_twice_changes_nothing(text):
    for fold in (fold_light, fold_strong):
        once = fold(text).text
        assert fold(once).text == once


def test_strong_folding_joins_the_spellings_of_one_word():
    groups = [
        ["الأربعاء", "الاربعاء", "الأَرْبِعاء", "الأربعـــاء"],
        ["کیلومتر", "كيلومتر"],
        ["می‌رود", "میرود"],
        ["ёлка", "Елка", "елка"],
        ["Şükrü", "sukru"],
        ["۱۲۳۴", "١٢٣٤", "1234"],
        ["قضية", "قضيه"],
        ["О’Коннор", "о'коннор"],
        ["خانهٔ", "خانه", "خانۀ"],
    ]
    for spellings in groups:
        assert len({folded_name(spelling) for spelling in spellings}) == 1, spellings


def test_light_folding_keeps_apart_what_tells_words_apart():
    for one, other in [("علي", "على"), ("May", "may"), ("أن", "ان"), ("می‌رود", "میرود"), ("قضية", "قضيه")]:
        assert fold_light(one).text != fold_light(other).text


def test_short_i_written_in_two_characters_stays_a_letter_of_its_own():
    decomposed = unicodedata.normalize("NFD", "Йод и край")
    assert fold_strong(decomposed).text == "йод и край"
    assert fold_strong("Йод и край").text == "йод и край"


def test_marks_on_the_last_letter_belong_to_the_span():
    text = "في خانهٔ دوست"
    folded = fold_strong(text)
    at = folded.text.index("خانه")
    first, last = folded.span_in_original(at, at + 4)
    assert text[first:last] == "خانهٔ"
