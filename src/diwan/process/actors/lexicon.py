"""The word lists of this package, read once and folded."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from diwan.core.languages import Language
from diwan.process.actors.words import fold


def data_text(name: str) -> str:
    return (files("diwan.process.actors") / "data" / name).read_text(encoding="utf-8")


@cache
def data_table(name: str) -> dict[str, Any]:
    return tomllib.loads(data_text(name))


@cache
def words(language: Language, listed: str) -> frozenset[str]:
    """The folded words of one list of one language; empty when that language needs no such list."""
    table = data_table(f"lexicon_{language.value}.toml")
    return frozenset(fold(word) for word in table.get(listed, "").split())


@cache
def given_names() -> frozenset[str]:
    """Names chosen by hand for Persian, sure enough to stand before an unknown surname."""
    return frozenset(map(fold, _listed("names_persian.txt"))) - words(Language.FA, "ambiguous_names")


@cache
def name_words(script: str) -> frozenset[str]:
    """Folded words known to occur in people's names: `arabic` or `latin`."""
    found = {fold(word) for word in _listed(f"name_words_{script}.txt")}
    if script == "arabic":
        found |= {fold(word) for word in _listed("names_persian.txt")}
        found |= words(Language.AR, "given_extra")
        for language in (Language.AR, Language.FA):
            found -= words(language, "not_names") | words(language, "function_words")
        found.add(fold("علي"))  # the preposition على folds alike; whoever asks looks at the word as written
    return frozenset(found)


def _listed(name: str) -> list[str]:
    lines = data_text(name).splitlines()
    return " ".join(line for line in lines if not line.startswith("#")).split()
