import pytest

from diwan.analyse.names import bodies_alike, key_of, parts_of, persons_alike, share_own_word
from diwan.analyse.skeletons import skeletons
from diwan.core.languages import Language
from diwan.core.reading import ActorKind


@pytest.mark.parametrize(
    "names",
    [
        ("Viktor Sobolev", "Виктор Соболев", "فيكتور سوبوليف", "ویکتور سوبولف"),
        ("Khalid al-Mansouri", "Халид аль-Мансури", "خالد المنصوري", "خالد المنصوری"),
        ("Farhad Rahimov", "Фархад Рахимов", "فرهاد رحيموف", "فرهاد رحیموف"),
        ("Amadou Toumani", "Амаду Тумани", "أمادو توماني", "آمادو تومانی"),
    ],
)
def test_a_person_is_the_same_in_four_scripts(names):
    assert all(persons_alike(names[0], other) for other in names[1:])


def test_brothers_stay_apart():
    assert not persons_alike("Bakhyt Sadyrov", "Timur Sadyrov")
    assert not persons_alike("بشار الحلبي", "ماهر الحلبي")


def test_a_surname_alone_fits_a_full_name_only_when_asked_as_a_surname():
    assert not persons_alike("Sobolev", "Виктор Соболев")
    assert persons_alike("Sobolev", "Виктор Соболев", is_surname=True)


def test_vowels_and_articles_leave_no_trace_in_a_skeleton():
    assert skeletons("al-Hasan") == skeletons("Хасан") == skeletons("الحسن") == ("hsn",)


def parts(name, language):
    return parts_of(name, ActorKind.ORGANISATION, Language(language))


def test_a_body_is_the_same_in_translation():
    names = [
        ("Ministry of Health", "en"),
        ("وزارة الصحة", "ar"),
        ("وزارت بهداشت", "fa"),
        ("Министерство здравоохранения", "ru"),
    ]
    for name in names[1:]:
        assert bodies_alike(parts(*names[0]), parts(*name)), name


def test_a_body_is_the_same_when_its_name_is_transliterated():
    assert bodies_alike(parts("Ufuq Post", "en"), parts("Уфук пост", "ru"))
    assert bodies_alike(parts("وكالة أناضول", "ar"), parts("Анадолу", "ru"))


def test_ministries_of_two_countries_or_two_matters_stay_apart():
    health = parts("Kenyan Ministry of Health", "en")
    assert not bodies_alike(health, parts("Ugandan Ministry of Health", "en"))
    assert not bodies_alike(health, parts("Kenyan Ministry of Defence", "en"))


def test_the_kind_of_body_alone_joins_nothing():
    assert not bodies_alike(parts("Committee", "en"), parts("комитет", "ru"))


def test_equal_names_have_equal_keys_in_every_script():
    keys = {key_of(name, ActorKind.PERSON) for name in ("Viktor Sobolev", "Виктор Соболев")}
    assert len(keys) == 1


def test_a_word_of_its_own_joins_a_body_with_its_translation_unless_the_rest_speaks_against_it():
    ours = parts("Kadoma Lines", "en")
    assert share_own_word(ours, parts("كادوما للملاحة", "ar"))
    assert not share_own_word(parts("Kadoma University", "en"), parts("بنك كادوما", "ar"))


def test_a_vowel_of_one_script_is_a_consonant_of_another():
    assert persons_alike("David Chirwa", "دیوید چیروا")
    assert persons_alike("Nur Abubakar Sani", "نور أبو بكر ساني")
