"""One key for one ministry, army or Red Crescent of a state, however the four languages word it."""

from functools import cache, lru_cache

from diwan.core.languages import Language
from diwan.process.actors.known import countries, demonym_of
from diwan.process.actors.lexicon import data_table
from diwan.process.actors.phrases import without_arabic_prefix
from diwan.process.actors.words import Word, fold_all, words_of


@cache
def _phrases(section: str, language: Language) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(name, folded words) of a section, longest first."""
    table = data_table("institutions.toml")[section]
    rows = table.items() if section != "ministry" else [("ministry", table)]
    found = [(name, fold_all(phrase)) for name, row in rows for phrase in row[language.value].split("|")]
    return tuple(sorted(found, key=lambda entry: -len(entry[1])))


def _holds(folded: list[str], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(tuple(folded[i : i + size]) == phrase for i in range(len(folded) - size + 1))


def _named(section: str, language: Language, folded: list[str]) -> str | None:
    for name, phrase in _phrases(section, language):
        if _holds(folded, phrase):
            return name
        if (
            language is Language.RU
            and len(phrase) == 1
            and any(w.startswith(phrase[0]) for w in folded if len(phrase[0]) > 6)
        ):
            return name
    return None


def country_of(words: list[Word], language: Language) -> str | None:
    """The state that an institution's own name tells."""
    for word in words:
        if code := demonym_of(word.folded.removesuffix("'s"), language):
            return code
    for found in countries(language).find(words):
        return found.value.code
    return None


@lru_cache(maxsize=8192)
def institution_key(name: str, language: Language) -> str | None:
    """`known:ministry:defence:RU`, `known:red_crescent:SY`, or `known:ministry:water` where no state is told; else None."""
    words = words_of(name)
    folded = [w.folded.removesuffix("'s") for w in words]
    if language is Language.AR and folded:
        folded[0] = (
            list(without_arabic_prefix(folded[0]))[-1][1]
            if folded[0] not in ("وزاره", "وکاله")
            else folded[0]
        )
    kind = None
    field = _named("fields", language, folded)
    ministry = _named("ministry", language, folded)
    if (ministry and field) or (
        field and language is Language.RU and folded[0].startswith(("мин", "мид", "мвд", "мчс"))
    ):
        kind = f"ministry:{field}"
    elif plain := _named("plain", language, folded):
        kind = plain
    if kind is None:
        return None
    country = country_of(words, language)
    return (
        f"known:{kind}:{country}" if country else (f"known:{kind}" if kind.startswith("ministry") else None)
    )
