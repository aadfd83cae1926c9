import pytest

from diwan.core.languages import FOUR, Language
from diwan.process.claims.listed import CUES, expression, listed
from diwan.process.claims.marks import Marks
from diwan.process.claims.openings import openings
from process.claims.newsroom import NEWSROOM
from process.claims.statements import STATEMENTS

SEARCHED = ["always", "unnamed", "roles", "pronouns", "complementizers", "negated", "doubted", "taken_back"]
TEXTS = [(language, text) for language, text, _ in (*STATEMENTS, *NEWSROOM)] + [
    ("en", "They don't know, can’t say; said--that ex-minister's co-workers weren't told."),
    ("ar", "بغداد ـ قالَ الوزيرُ إنّ الطريق مفتوح، ولم يكشف عن هويته."),
    ("fa", "او گفت‌وگو را نپذیرفت و نمی‌داند که هیچ‌کس آمد."),
    ("ru", "Пресс-секретарь НЕ сказал, что кто-нибудь видел; источник промолчал."),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_a_list_is_found_wherever_its_expression_matches(language, text):
    marks = Marks(text, Language(language))
    for name in SEARCHED:
        found, expected = (
            marks.search(name, 0, len(text)),
            listed(name, Language(language)).search(text),
        )
        assert (found and found.span()) == (expected and expected.span()), name


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_every_cue_is_found_where_its_expression_matches(language, text):
    expected = {
        (*match.span(), name)
        for name in CUES
        if expression(name, Language(language))
        for match in listed(name, Language(language)).finditer(text)
    }
    assert set(Marks(text, Language(language)).cues(0, len(text))) == expected


def test_nothing_is_found_outside_the_stretch_that_is_asked_for():
    text = "A source spoke. The mayor did not."
    marks = Marks(text, Language.EN)
    assert marks.search("always", 0, 15) is not None
    assert marks.search("always", 15, len(text)) is None
    assert marks.search("roles", 0, 15) is None


def test_the_longest_phrase_that_a_verb_begins_is_taken():
    text = "شرکت خبر را تکذیب کرد و رفت."
    begin, end, stance = next(Marks(text, Language.FA).verbs(0, len(text)))
    assert (text[begin:end], stance) == ("تکذیب کرد", "denies")


@pytest.mark.parametrize(
    ("written", "opened"),
    [
        (r"\b(?:no|not)\b", {" no ", " not "}),
        (r"n['’]t\b", {"n't "}),
        (r"(?<!\w)[وف]?كما(?!\w)", {" كما ", " وكما ", " فكما "}),
        ("took .{2,30} with|(?:is|was) not", {"took ", "is ", "was "}),
        (r"\bmayors?|un(?:sure|clear\w*)", {" mayor", " mayors", "unsure", "unclear"}),
        (r"\bsources? (?=near)", {" source ", " sources "}),
    ],
)
def test_the_openings_of_an_expression_are_the_beginnings_of_its_first_word(written, opened):
    assert openings(written) == opened


def test_an_expression_that_any_word_may_begin_is_refused():
    with pytest.raises(ValueError, match="w"):
        openings(r"(?:\w+ )?mayor")


@pytest.mark.parametrize("language", FOUR)
def test_every_list_says_with_which_words_it_begins(language):
    for name in (*CUES, *SEARCHED):
        assert openings(expression(name, language)) or not expression(name, language)
