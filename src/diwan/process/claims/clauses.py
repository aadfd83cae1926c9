"""Where the statement itself stands in a sentence: after the cue, before it, or between."""

import re
from collections.abc import Sequence
from functools import cache

from diwan.core.languages import Language
from diwan.process.claims.listed import listed

Span = tuple[int, int]
_LETTERS = re.compile(r"[^\W\d_]+|\d+")
_EDGE = " \n\t,،;؛:.…—–-\u200f\u200e"
_OPENING_WORDS = {
    Language.EN: re.compile(r"(?:but|and|however|meanwhile|in turn|yet|still|so|then)\b[ ,]*", re.IGNORECASE),
    Language.AR: re.compile(r"(?:لكن|غير أن|كما|وفي المقابل،|في المقابل،|ثم)\s+"),
    Language.FA: re.compile(r"(?:اما|ولی|و|با این حال،|همچنین|در برابر،|در مقابل،|که|نیز)\s+"),
    Language.RU: re.compile(
        r"(?:но|однако|а|и|при этом|между тем|тем временем|в то же время|впрочем)[ ,]+", re.IGNORECASE
    ),
}


def word_count(text: str, start: int, end: int) -> int:
    return len(_LETTERS.findall(text, start, end))


def has_words(text: str, start: int, end: int, fewest: int) -> bool:
    return _at_least(fewest).match(text, start, end) is not None


@cache
def _at_least(count: int) -> re.Pattern[str]:
    return re.compile(rf"(?:[\W_]*+(?:[^\W\d_]++|\d++)){{{count}}}")


def trimmed(text: str, start: int, end: int) -> Span:
    """Without space and punctuation at either edge; a lone closing mark at the end goes too."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    for opening, closing in (("«", "»"), ("“", "”")):
        inside = text[start:end]
        if inside.endswith(closing) and inside.count(closing) > inside.count(opening):
            end -= 1
        if inside.startswith(opening) and inside.count(opening) > inside.count(closing):
            start += 1
    return start, end


def cut(text: str, start: int, end: int, language: Language) -> Span:
    """The statement up to the first place where the sentence turns to something else."""
    match = listed("cuts", language).search(text, start + 12, end) if end - start > 12 else None
    return trimmed(text, start, match.start() if match else end)


def opened(text: str, start: int, end: int, language: Language) -> Span:
    """The statement without the conjunction that ties its sentence to the one before."""
    start, end = trimmed(text, start, end)
    match = _OPENING_WORDS[language].match(text, start, end)
    return trimmed(text, match.end() if match else start, end)


def last_break(text: str, start: int, end: int, quotes: Sequence[Span]) -> int:
    """Where the clause that holds `end` begins: after the last comma, colon or dash outside quotation marks; -1 if none."""
    for at in range(end - 1, start, -1):
        if text[at] in ",،;؛:" or (text[at] in "—–" and text[at - 1] == " "):
            if text[at] == "," and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit():
                continue
            if not any(q[0] <= at < q[1] for q in quotes):
                return at
    return -1
