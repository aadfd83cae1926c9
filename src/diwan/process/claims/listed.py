"""The lists of attribution by name, compiled once: words that attribute, unnamed sources, offices, signs of denial."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from diwan.core.languages import Language
from diwan.process.claims.verbs import forms, plain

ACCORDING = "according"
CUES = (ACCORDING, "retracts", "doubts", "denies", "confirms", "asserts")
_WORDS = ("roles", "pronouns", "complementizers")  # listed as whole words
_OF_ANONYMOUS = {"always": "always", "unnamed": "nouns"}
_OF_CONTENT = {"negated": "negated", "weak": "weak", "doubted": "doubted", "taken_back": "retracted"}
_PHRASES = ("always", "doubted", "taken_back")
_ENDINGS = re.compile(r"([\w\u200c ]*)(?:\(\?:([\w|]*)\))?")


@cache
def _table() -> dict[str, Any]:
    written = (files("diwan.process.claims") / "data" / "cues.toml").read_text(encoding="utf-8")
    return tomllib.loads(written)


@cache
def listed(name: str, language: Language) -> re.Pattern[str]:
    """The expression of a list: `CUES`, roles, pronouns, complementizers, cuts, always, unnamed, negated, weak,
    doubted, taken_back."""
    return re.compile(expression(name, language), re.IGNORECASE)


def expression(name: str, language: Language) -> str:
    table = _table()
    if name in CUES:
        return _cues(name, language)
    if name in _WORDS:
        return rf"(?<![\w\u200c])(?:{table[name][language.value]})(?![\w\u200c])"
    if name in _OF_ANONYMOUS:
        found = table["anonymous"][language.value][_OF_ANONYMOUS[name]]
    elif name in _OF_CONTENT:
        found = table[language.value]["content"][_OF_CONTENT[name]]
    else:
        found = table[name][language.value]
    found = str(found).replace("\n", "")
    # Arabic writes particles together with the next word, so there these may begin within one.
    begins_word = name in _PHRASES and language is not Language.AR
    return rf"(?<!\w)(?:{found})" if begins_word else found


def _cues(name: str, language: Language) -> str:
    """Longest first, without the verbs, which `verbs` inflects; empty when all are."""
    words = _table()[language.value][name]["words"].replace("\n", "")
    options = [option for option in _top_level(words) if not _is_verb(option, language)]
    if not options:
        return ""
    options.sort(key=len, reverse=True)
    prefix = "[وف]?" if language is Language.AR else ""
    # وفقاً ل is written together with what follows.
    behind = "" if language is Language.AR and name == ACCORDING else r"(?![\w\u200c])"
    return rf"(?<![\w\u200c]){prefix}(?:{'|'.join(options)}){behind}"


def _is_verb(option: str, language: Language) -> bool:
    """Whether the inventory of verbs holds every form of it, so that no expression need look for it."""
    match = _ENDINGS.fullmatch(option)
    if match is None:
        return False
    inventory = forms(language)
    for ending in (match[2] or "").split("|"):
        first, *rest = plain(match[1] + ending).split() or [""]
        phrases = inventory.get(first)
        if phrases is None or tuple(rest) not in phrases.stances:
            return False
    return True


def _top_level(words: str) -> list[str]:
    """What `|` parts outside brackets."""
    parts, depth, begun = [], 0, 0
    for at, sign in enumerate(words):
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and depth == 0:
            parts.append(words[begun:at])
            begun = at + 1
    return [part.strip() for part in (*parts, words[begun:]) if part.strip()]
