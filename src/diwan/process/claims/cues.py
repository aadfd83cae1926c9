"""The lexicon of attribution, compiled once, and the cues of one text."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from diwan.core.languages import Language
from diwan.core.reading import Stance
from diwan.process.claims.verbs import forms, plain

_STANCES = {s.value: s for s in Stance}
ACCORDING = "according"
Span = tuple[int, int]


class Cue(NamedTuple):
    start: int
    end: int
    stance: Stance
    is_according: bool


@cache
def lexicon() -> dict[str, Any]:
    return tomllib.loads((files("diwan.process.claims") / "data" / "cues.toml").read_text(encoding="utf-8"))


def _alternatives(words: str, language: Language) -> str:
    listed = [option for option in _top_level(words.replace("\n", "")) if not _is_verb(option, language)]
    options = sorted(listed, key=len, reverse=True)
    prefix = "[وف]?" if language is Language.AR else ""
    return rf"(?<![\w\u200c]){prefix}(?:{'|'.join(options) or '(?!)'})(?![\w\u200c])"


_ENDINGS = re.compile(r"([\w\u200c ]*)(?:\(\?:([\w|]*)\))?")


def _is_verb(option: str, language: Language) -> bool:
    """Whether the inventory of verbs holds every form of it, so that no expression need look for it."""
    match = _ENDINGS.fullmatch(option)
    if match is None:
        return False
    inventory = forms(language)
    for ending in (match[2] or "").split("|"):
        first, *rest = plain(match[1] + ending).split() or [""]
        if not any(further == tuple(rest) for further, _ in inventory.get(first, ())):
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


@cache
def _cue_patterns(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = lexicon()[language.value]
    found = []
    for name in (ACCORDING, "retracts", "doubts", "denies", "confirms", "asserts"):
        pattern = _alternatives(table[name]["words"], language)
        if language is Language.AR and name == ACCORDING:
            pattern = pattern.replace("(?![\\w\\u200c])", "")  # وفقاً ل is written together with what follows
        found.append((re.compile(pattern, re.IGNORECASE), name))
    return tuple(found)


@cache
def pattern(section: str, language: Language, key: str = "") -> re.Pattern[str]:
    """A listed regular expression: `pattern("anonymous", EN, "nouns")`, `pattern("cuts", AR)`."""
    table = (
        lexicon()[section] if section in ("cuts", "anonymous", "self") else lexicon()[language.value][section]
    )
    listed = table[language.value] if section in ("cuts", "anonymous", "self") else table
    return re.compile((listed[key] if key else listed).replace("\n", ""), re.IGNORECASE)


@cache
def word_pattern(section: str, language: Language) -> re.Pattern[str]:
    """Listed words as whole words: pronouns, complementizers, roles."""
    return re.compile(
        rf"(?<![\w\u200c])(?:{lexicon()[section][language.value]})(?![\w\u200c])", re.IGNORECASE
    )


def find_cues(text: str, language: Language, start: int, end: int, quotes: Sequence[Span]) -> list[Cue]:
    """Cues between `start` and `end` that stand outside quotation marks; of two that overlap the longer one."""
    found: list[Cue] = []
    for compiled, name in _cue_patterns(language):
        for match in compiled.finditer(text, start, end):
            span = match.span()
            if any(q[0] <= span[0] < q[1] for q in quotes) or _says_nothing(text, span, language):
                continue
            stance = _STANCES.get(name, Stance.ASSERTS)
            found.append(Cue(*span, stance, name == ACCORDING))
    for span, name in _verbs(text, language, start, end):
        if not any(q[0] <= span[0] < q[1] for q in quotes) and not _says_nothing(text, span, language):
            found.append(Cue(*span, _STANCES[name], False))
    found.sort(key=lambda c: (c.start, c.start - c.end))
    return _without_overlaps(found)


_TOKEN = re.compile("[^\\W_](?:[\\w\u064b-\u0652\u0670\u0640]|['’\u200c-](?=\\w))*")


def _verbs(text: str, language: Language, start: int, end: int) -> Iterator[tuple[Span, str]]:
    """Inflected verbs of the inventory, with what is attached to them, the longest phrase at each word."""
    listed = forms(language)
    tokens = [(m.start(), m.end(), plain(m[0])) for m in _TOKEN.finditer(text, start, end)]
    for index, (begin, stop, word) in enumerate(tokens):
        phrases = listed.get(word)
        if phrases is None and language is Language.AR and word[0] in "وف" and len(word) > 3:
            phrases = listed.get(word[1:])
        for rest, name in phrases or ():
            following = tokens[index + 1 : index + 1 + len(rest)]
            if tuple(t[2] for t in following) == rest:
                yield (begin, following[-1][1] if following else stop), name
                break


_ENGLISH_NOTHING = re.compile(
    r"(?:\bnot|n['’]t|\b(?:to|could|may|might|is|was|are|were|been|be|being|as|the|a|an|of|its|their|his|her))\s+$",
    re.IGNORECASE,
)
_NOTHING = {
    Language.AR: re.compile(r"(?<!\w)و?(?:لم|لن|لا|رفض أن|رفضت أن|دون أن)\s+$"),
    Language.RU: re.compile(r"(?<!\w)(?:не|отказался|отказалась|чтобы)\s+$", re.IGNORECASE),
}
_ENGLISH_WHOLE = frozenset(
    ["could", "cannot", "unable", "is", "was", "were", "according", "in"]
)  # these begin phrases that attribute


def _says_nothing(text: str, span: Span, language: Language) -> bool:
    """`would not say`, `was told`, `the reported`: the word attributes nothing here."""
    before = text[max(0, span[0] - 24) : span[0]]
    if language is Language.EN:
        return text[span[0] : span[1]].split(maxsplit=1)[0].lower() not in _ENGLISH_WHOLE and bool(
            _ENGLISH_NOTHING.search(before)
        )
    listed = _NOTHING.get(language)
    return bool(listed and listed.search(before))


def _without_overlaps(cues: list[Cue]) -> list[Cue]:
    kept: list[Cue] = []
    for cue in cues:
        if kept and cue.start < kept[-1].end:
            if cue.end - cue.start > kept[-1].end - kept[-1].start:
                kept[-1] = cue
            continue
        kept.append(cue)
    return kept
