"""Russian words: readings, dictionary forms, case, and names in the nominative."""

import re
from functools import cache, lru_cache
from typing import Any

from diwan.core.languages import Language
from diwan.process.actors.lexicon import words
from diwan.process.actors.words import fold

RU = Language.RU
_NAME_PARTICLE = re.compile(
    r"^(?:аль|эль|ас|аш|ат|ан|ад|ар|аз|эз|эд|эс|ал|ибн|бин|оглы|кызы|де|фон|ван|абу|абд|бен|уль|уд|ул)(?:-|$)",
    re.IGNORECASE,
)
_UNBENT = 3  # letters that no case ending of a listed word changes


@cache
def _morphology() -> Any:
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415  # 8 MB of dictionaries, loaded on first use

    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=20000)
def parses(word: str) -> tuple[Any, ...]:
    return tuple(_morphology().parse(word))


@lru_cache(maxsize=20000)
def lemma(word: str) -> str:
    return fold(parses(word)[0].normal_form)


@cache
def _beginnings(listed: str) -> frozenset[str]:
    return frozenset(word[:_UNBENT] for word in words(RU, listed))


@lru_cache(maxsize=65536)
def is_listed(folded: str, listed: str) -> bool:
    """Whether the dictionary form is on the list. Forms of the listed words begin as those do, and asking for the
    dictionary form of every word of a text would take longer than all other rules."""
    return folded[:_UNBENT] in _beginnings(listed) and lemma(folded) in words(RU, listed)


@lru_cache(maxsize=32768)
def is_head(folded: str) -> bool:
    return is_listed(folded, "group_heads") or is_listed(folded, "organisation_heads")


@lru_cache(maxsize=32768)
def is_genitive(folded: str) -> bool:
    readings = parses(folded)[:4]
    if readings and "PREP" in readings[0].tag:
        return False
    return any(
        "gent" in p.tag and ("NOUN" in p.tag or "ADJF" in p.tag or "PRTF" in p.tag or "NUMR" in p.tag)
        for p in readings
    )


def is_adjective(folded: str, readings: int = 1) -> bool:
    return any("ADJF" in p.tag for p in parses(folded)[:readings])


def is_nominal(folded: str) -> bool:
    return any("NOUN" in p.tag or "ADJF" in p.tag for p in parses(folded)[:3])


def is_particle(word: str) -> bool:
    """`аль-`, `ибн`, `оглы`: belongs to a name and has no cases."""
    return _NAME_PARTICLE.match(word) is not None


@lru_cache(maxsize=20000)
def _nominative(word: str, tags: tuple[str, ...]) -> str:
    """The word in the nominative, keeping its number and capital letters; as it is when pymorphy does not know how."""
    for parse in parses(fold(word)):
        if any(tag in parse.tag for tag in tags) and ("plur" not in parse.tag or "NOUN" in tags):
            if "nomn" in parse.tag:
                return word
            form = parse.inflect({"nomn"})
            if form:
                inflected = str(form.word)
                return inflected[0].upper() + inflected[1:] if word[0].isupper() else inflected
    return word


@lru_cache(maxsize=8192)
def person_name(parts: tuple[str, ...]) -> str:
    """The given name tells the case: where it stands in the nominative, so does the rest."""
    first = [p for p in parses(fold(parts[0])) if ("Name" in p.tag or "Surn" in p.tag) and "sing" in p.tag]
    if not first or not first[0].is_known or "nomn" in first[0].tag:
        return " ".join(parts)
    return " ".join(p if is_particle(p) else _nominative(p, ("Name", "Surn", "Patr")) for p in parts)


@lru_cache(maxsize=5000)
def institution_name(name: str) -> str:
    """The name with its first adjectives and noun in the nominative: `Управления дорог` -> `Управление дорог`."""
    parts = re.split(r"([\s«»\"-]+)", name)
    for index in range(0, len(parts), 2):
        word = parts[index]
        if not word or not word[0].isalpha():
            continue
        if word.isupper() and len(word) > 1:
            break  # an abbreviation is the head and has no cases
        readings = parses(fold(word))
        if not any("NOUN" in p.tag or "ADJF" in p.tag for p in readings[:2]):
            break
        parts[index] = _nominative(word, ("NOUN", "ADJF"))
        hyphen = index + 1 < len(parts) and parts[index + 1] == "-"
        if "NOUN" in readings[0].tag and not hyphen:
            break
    return "".join(parts)
