from collections import Counter

import pytest

from diwan.core.languages import FOUR, Language
from diwan.core.reading import ActorKind, ActorMention, PlaceMention, Report, Why
from diwan.process.places import place_name, read_places, settle
from process.places.labelled import Labelled, labelled


def read(text: str, language: Language = Language.EN, outlet_country: str = "") -> tuple[PlaceMention, ...]:
    return read_places(Report(id="r", text=text, outlet_country=outlet_country), language, ())


def found(text: str, language: Language = Language.EN) -> list[tuple[str, str]]:
    return [(text[p.start : p.end], p.place.country) for p in read(text, language)]


def f1(sentences: list[Labelled]) -> float:
    tally: Counter[str] = Counter()
    for sentence in sentences:
        mentions = {(p.start, p.end, p.place.country) for p in read(sentence.text, sentence.language)}
        wanted = {(start, end, country) for start, end, _, country in sentence.places}
        tally.update(right=len(mentions & wanted), found=len(mentions), wanted=len(wanted))
    return 2 * tally["right"] / (tally["found"] + tally["wanted"])


@pytest.mark.parametrize("language", FOUR)
def test_places_of_many_regions_are_read_in_each_language(language: Language) -> None:
    assert f1([s for s in labelled() if s.language is language]) >= 0.93


@pytest.mark.parametrize("language", FOUR)
def test_sentences_that_no_rule_was_drawn_from_are_read_nearly_as_well(language: Language) -> None:
    assert f1([s for s in labelled("unseen.txt") if s.language is language]) >= 0.75


def test_the_country_named_beside_decides_which_town_is_meant() -> None:
    (tripoli, lebanon) = read("Shops in Tripoli, Lebanon, were shut.")
    assert (tripoli.place.country, lebanon.place.feature) == ("LB", "country")
    assert tripoli.alternatives[0].country == "LY"


def test_without_a_hint_the_larger_town_is_meant() -> None:
    assert found("Shops in Tripoli were shut.") == [("Tripoli", "LY")]


def test_a_capital_is_a_place_also_when_it_speaks_for_its_government() -> None:
    assert found("Belgrade denied the report.") == [("Belgrade", "RS")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Khartoum Post reported it.", Language.EN),
        ("The University of Nairobi replied.", Language.EN),
        ("Colonel Homs said so.", Language.EN),
        ("Об этом пишет «Вечерний Харьков».", Language.RU),
        ("Издание «Дон-Кавказ» ошиблось.", Language.RU),
        ("نقلت صحيفة أسوان عن مصدر لم تسمه.", Language.AR),
        ("خبرگزاری تبریز این را نوشت.", Language.FA),
    ],
)
def test_a_place_inside_the_name_of_a_body_or_person_is_no_place(text: str, language: Language) -> None:
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A Kenyan officer and a Libyan driver spoke.", Language.EN),
        ("Кенийский офицер говорил с ливийским водителем.", Language.RU),
        ("تحدث ضابط كيني مع سائق ليبي.", Language.AR),
        ("افسر کنیایی با رانندهٔ لیبیایی حرف زد.", Language.FA),
        ("روز دوشنبه جلسه برگزار شد.", Language.FA),
        ("Most of them agreed on the same split.", Language.EN),
    ],
)
def test_demonyms_weekdays_and_ordinary_words_are_no_places(text: str, language: Language) -> None:
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [("وكينيا وافقت.", "كينيا"), ("سافر إلى أوغندا", "أوغندا"), ("وصلوا بتونس أمس", "تونس")],
)
def test_arabic_prefixes_stay_outside_the_span(text: str, span: str) -> None:
    assert [name for name, _ in found(text, Language.AR)] == [span]


def test_russian_cases_and_english_possessives_lead_to_the_name() -> None:
    assert found("Он выехал из Самарканда.", Language.RU) == [("Самарканда", "UZ")]
    assert found("They met Nairobi's mayor.") == [("Nairobi", "KE")]


def test_two_transcriptions_of_one_town_lead_to_the_same_place() -> None:
    (one,), (other,) = read("They reached Al-Hudaydah."), read("They reached El Hodeida.")
    assert one.place.geonameid == other.place.geonameid


def test_every_value_says_why_and_points_at_its_words() -> None:
    text = "The road to Gao was open."
    (gao,) = read(text)
    assert text[gao.start : gao.end] == "Gao"
    assert gao.why.rule == "places.gazetteer"
    assert ("preposition", "to") in gao.why.facts
    assert 0.5 < gao.confidence <= 1


@pytest.mark.parametrize("text", ["", " ", "\u202e\u200c", "١٢٣", "…", "A" * 10_000, "ا " * 5_000, "«" * 500])
def test_odd_texts_give_no_places_and_no_error(text: str) -> None:
    assert [read(text, language) for language in FOUR] == [()] * 4


def test_a_text_in_no_known_language_is_left_alone() -> None:
    assert read("Paris", Language.UNDETERMINED) == ()


def test_settling_drops_a_place_inside_a_longer_name_and_keeps_a_state() -> None:
    why = Why("test", "for the test")
    (kenya,) = read("Kenya agreed.")
    state = ActorMention(0, 5, ActorKind.STATE, "known:country:KE", "Kenya", 1.0, why)
    person = ActorMention(0, 12, ActorKind.PERSON, "name:person:kenya", "Kenya Wanjiru", 1.0, why)
    assert settle((kenya,), (state,)) == ((kenya,), (state,))
    assert settle((kenya,), (person,)) == ((), (person,))


def test_a_place_is_called_as_the_officer_calls_it() -> None:
    (nairobi,) = read("They met in Nairobi.")
    names = [place_name(nairobi.place.geonameid, language) for language in FOUR]
    assert names == ["نيروبي", "نایروبی", "Найроби", "Nairobi"]
    assert place_name(1, Language.EN) == ""


def test_countries_are_named_in_all_four_languages_and_lie_at_their_centre() -> None:
    (kenya,) = read("Officials from Kenya left.")
    assert (kenya.place.lat, kenya.place.lon) == (1, 38)
    assert [place_name(kenya.place.geonameid, language) for language in FOUR] == [
        "كينيا",
        "کنیا",
        "Кения",
        "Kenya",
    ]


@pytest.mark.parametrize("language", FOUR)
def test_towns_are_found_whose_names_the_gazetteer_has_in_other_letters(language: Language) -> None:
    assert f1([s for s in labelled("abroad.txt") if s.language is language]) >= 0.85


def test_a_name_by_its_bones_needs_its_country_and_a_word_for_places() -> None:
    assert found("وصلت القافلة إلى بلدة بندياغارا في مالي.", Language.AR)[0][1] == "ML"
    assert not [p for p in found("وصف الضابط بندياغارا بأنه صديق.", Language.AR) if p[1] == "ML"]


def test_a_dateline_is_a_place() -> None:
    assert found("АБЕШЕ, 5 мая. Переговоры отложены.", Language.RU) == [("АБЕШЕ", "TD")]
