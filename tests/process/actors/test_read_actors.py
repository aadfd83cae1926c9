import pytest

from diwan.core.languages import Language
from diwan.core.reading import ActorKind, ActorMention, Report
from diwan.process.actors import read_actors
from diwan.process.language import read_language
from diwan.process.sentences import read_sentences
from process.actors.sentences import SENTENCES


def actors_of(language: str, text: str) -> tuple[ActorMention, ...]:
    from diwan.process.places import read_places, settle

    report = Report(id="r", text=text)
    _, paragraphs = read_language(report)
    sentences = read_sentences(report, paragraphs)
    places = read_places(report, Language(language), sentences)
    return settle(places, read_actors(report, Language(language), sentences, places))[1]


@pytest.mark.parametrize(("language", "text", "named"), SENTENCES)
def test_whoever_a_sentence_names_is_found_and_nobody_else(language, text, named):
    assert {text[a.start : a.end]: a.kind.value for a in actors_of(language, text)} == named


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Libyan Red Crescent sent tents."),
        ("ar", "أرسل الهلال الأحمر الليبي خياما."),
        ("fa", "هلال احمر لیبی چادر فرستاد."),
        ("ru", "Ливийский Красный Полумесяц прислал палатки."),
    ],
)
def test_one_body_has_one_key_in_four_languages(language, text):
    assert [a.key for a in actors_of(language, text)] == ["known:red_crescent:LY"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Georgian Defence Ministry published a map."),
        ("ar", "نشرت وزارة الدفاع الجورجية خريطة."),
        ("fa", "وزارت دفاع گرجستان نقشه‌ای منتشر کرد."),
        ("ru", "Министерство обороны Грузии опубликовало карту."),
    ],
)
def test_a_ministry_of_a_state_has_one_key_in_four_languages(language, text):
    assert "known:ministry:defence:GE" in [a.key for a in actors_of(language, text)]


def test_a_surname_alone_means_the_person_named_in_full():
    text = "Mayor Petro Halych spoke first. Halych left early."
    full, short = actors_of("en", text)
    assert short.key == full.key


def test_an_inflected_russian_name_is_given_in_its_dictionary_form():
    text = "Об этом журналисты узнали от полковника Тенгиза Абашмадзе."
    assert [a.name for a in actors_of("ru", text)] == ["Тенгиз Абашмадзе"]


def test_spans_leave_titles_and_attached_prefixes_outside():
    text = "والتقى بالعقيد مبروك الزنتاني وللأمم المتحدة مكتب هناك."
    assert [text[a.start : a.end] for a in actors_of("ar", text)] == ["مبروك الزنتاني", "لأمم المتحدة"]


def test_an_empty_text_names_nobody():
    assert read_actors(Report(id="r", text=" \n"), Language.EN) == ()


def test_a_text_of_no_known_language_is_left_alone():
    assert read_actors(Report(id="r", text="Ministerul Apelor a anunţat."), Language.UNDETERMINED) == ()


def test_every_mention_says_why_and_names_a_kind():
    for language, text, _ in SENTENCES:
        for mention in actors_of(language, text):
            assert mention.why.rule.startswith("actors.")
            assert mention.why.sentence
            assert isinstance(mention.kind, ActorKind)
