"""Who is listed: bodies that exist in the world, states, and what belongs to a state (Iraqi, иракский)."""

import csv
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from babel import Locale

from diwan.core.languages import Language
from diwan.core.reading import ActorKind
from diwan.process.actors.lexicon import data_table, data_text
from diwan.process.actors.phrases import Phrases, russian_stem, word_form
from diwan.process.actors.words import fold

_KINDS = {"o": ActorKind.ORGANISATION, "n": ActorKind.ORGANISATION, "g": ActorKind.GROUP}
_COLUMN = {Language.EN: 1, Language.AR: 2, Language.FA: 3, Language.RU: 4}


class Body(NamedTuple):
    key: str
    kind: ActorKind
    is_outlet: bool
    name: str  # main name in the language asked for


class Country(NamedTuple):
    code: str  # ISO 3166-1 alpha-2, XK for Kosovo
    capital: str  # GeoNames name, folded
    name: str  # in the language asked for


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader(data_text("countries.csv").splitlines()))


@cache
def bodies(language: Language) -> Phrases[Body]:
    def listed() -> Iterator[tuple[str, Body]]:
        for key, row in data_table("bodies.toml")["bodies"].items():
            names = row[_COLUMN[language]].split("|")
            for name in names:
                yield name, Body(f"known:{key}", _KINDS[row[0]], row[0] == "n", names[0])

    return Phrases(language, listed())


@cache
def countries(language: Language) -> Phrases[Country]:
    """All states with the names of CLDR and the listed everyday names."""
    territories = Locale(language.value).territories
    extra = data_table("country_names.toml").get(language.value, {})

    def listed() -> Iterator[tuple[str, Country]]:
        for row in _rows():
            names = [*extra.get(row["code"], "").split("|"), territories.get(row["code"], "")]
            names = [name for name in names if name]
            for name in names:
                yield name, Country(row["code"], fold(row["capital"]), names[0])

    return Phrases(language, listed())


@cache
def capital_country() -> dict[str, str]:
    return {fold(row["capital"]): row["code"] for row in _rows()}


@cache
def outlets() -> frozenset[str]:
    """The keys of the listed news agencies, broadcasters and newspapers."""
    return frozenset(
        f"known:{key}" for key, row in data_table("bodies.toml")["bodies"].items() if row[0] == "n"
    )


@cache
def demonyms(language: Language) -> dict[str, str]:
    """Folded adjective -> code of its state; Arabic without article in both genders, Russian as stem."""
    found: dict[str, str] = {}
    for row in _rows():
        for word in _adjectives(row, language):
            found.setdefault(word, row["code"])
    return found


def demonym_of(folded: str, language: Language) -> str | None:
    """The state that the word is an adjective of, or None."""
    if language is Language.AR:
        return demonyms(language).get(folded.removeprefix("ال"))
    if language is Language.RU:
        return (
            demonyms(language).get(russian_stem(folded))
            if "ск" in folded or "цк" in folded or "чк" in folded
            else None
        )
    return demonyms(language).get(word_form(folded, language))


def _adjectives(row: dict[str, str], language: Language) -> Iterator[str]:
    if language is Language.EN:
        yield from (fold(word) for word in row["english"].split("|") if word and " " not in word)
    elif language is Language.RU:
        for stem in row["russian"].split("|"):
            yield fold(stem)
            yield russian_stem(fold(stem) + "ий")
    elif language is Language.AR:
        for word in row["arabic"].split("|") if row["arabic"] else _derived_arabic(row["code"]):
            if " " not in word:
                yield fold(word)
                yield fold(word) + "ه"
    else:
        for word in row["persian"].split("|") if row["persian"] else _derived_persian(row["code"]):
            if " " not in word:
                yield fold(word)


def _names(code: str, language: Language) -> list[str]:
    listed = data_table("country_names.toml").get(language.value, {}).get(code, "").split("|")
    return [name for name in [*listed, Locale(language.value).territories.get(code, "")] if name]


def _derived_arabic(code: str) -> Iterator[str]:
    """Nisba: العراق -> عراقي, ليبيا -> ليبي, الجزائر -> جزائري."""
    for name in _names(code, Language.AR):
        stem = fold(name).removeprefix("ال")
        for ending in ("یا", "یه", "ا", "ه", "ی"):
            if stem.endswith(ending) and len(stem) > len(ending) + 2:
                stem = stem.removesuffix(ending)
                break
        yield stem + "ی"


def _derived_persian(code: str) -> Iterator[str]:
    for name in _names(code, Language.FA):
        folded = fold(name)
        yield folded + ("یی" if folded.endswith("ا") else "ی")
