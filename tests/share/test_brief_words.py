import re
import tomllib
from importlib.resources import files

import pytest

from diwan.core.languages import FOUR, Language
from diwan.core.reading import EventKind, Stance
from diwan.process.quantities import _UNITS
from diwan.share.brief.words import Words


def catalogue(language):
    return tomllib.loads(
        files("diwan.share.brief.words").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    )


@pytest.mark.parametrize("language", FOUR)
def test_every_language_says_everything_that_english_says(language):
    own, english = catalogue(language), catalogue("en")
    assert own.keys() == english.keys()
    for table in ("stances", "kinds", "units"):
        assert own[table].keys() == english[table].keys()


def test_every_kind_and_stance_and_countable_unit_has_a_word():
    english = catalogue("en")
    assert english["kinds"].keys() == {kind.value for kind in EventKind}
    assert english["stances"].keys() == {stance.value for stance in Stance}
    assert english["units"].keys() >= _UNITS.keys() - {
        "days",
        "hours",
        "months",
        "percent",
        "kilometres",
        "metres",
    }


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "1 report"), ("en", 5, "5 reports"), ("ru", 1, "1 сообщение"), ("ru", 3, "3 сообщения"),
        ("ru", 11, "11 сообщений"), ("ru", 22, "22 сообщения"), ("ar", 2, "تقريران"), ("ar", 7, "٧ تقارير"),
        ("ar", 30, "٣٠ تقريراً"), ("fa", 4, "۴ گزارش"),
    ],
)  # fmt: skip
def test_numbers_and_nouns_agree(language, number, said):
    assert Words(Language(language)).count("reports", number) == said


def test_months_are_named_in_each_language():
    days = {one: Words(Language(one)).day("2019-03-12") for one in ("en", "ru", "fa", "ar")}
    assert days == {"en": "12 March 2019", "ru": "12 марта 2019", "fa": "۱۲ مارس ۲۰۱۹", "ar": "١٢ مارس ٢٠١٩"}


@pytest.mark.parametrize("language", [Language.AR, Language.FA, Language.RU])
def test_what_could_not_be_read_is_told_in_the_language_of_the_brief(language, tmp_path):
    from diwan.gather.raw import Raw
    from diwan.process.unpack import unpack

    words = Words(language)
    told = []
    for name, data in (
        ("empty.txt", b""),
        ("data.txt", bytes(range(256)) * 40),
        ("list.jsonl", b"{broken\n"),
    ):
        (problem,) = unpack(Raw(name, data)).problems
        told.append(words.reason(problem.reason, problem.rule))
    told += [
        words.reason("There is no such file.", "collect.missing"),
        words.reason("?", "unpack.not_known_yet"),
    ]
    assert len(set(told)) == len(told)
    assert not any(re.search("[A-Za-z]{5,}", sentence) for sentence in told)
    assert all(told)


def test_all_three_languages_know_the_same_reasons():
    ar, fa, ru = (catalogue(language)["reasons"].keys() for language in ("ar", "fa", "ru"))
    assert ar == fa == ru
    assert catalogue("en")["reasons"] == {}
