"""What stands in quotation marks, and which of it is somebody's words rather than a name or a word held at arm's length."""

import re
from collections.abc import Sequence

from diwan.core.languages import Language
from diwan.core.reading import ActorMention, Sentence
from diwan.process.claims.verbs import forms, plain

Span = tuple[int, int]
_PAIRS = re.compile(r"«([^»\n]{2,1500})»|“([^”\n]{2,1500})[”“]|„([^“”\n]{2,1500})[“”]|\"([^\"\n]{2,1500})\"")
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 3


# «..., — сказал он. — ...»: Russian leaves the marks open while the teller speaks.
_TELLER = re.compile(r"(?<=[,!?…])\s+[—–-]\s+(?P<who>[а-яё][^«»\n—–]{2,140}?)[.,]\s+[—–-]\s+")


def quotations(text: str, language: Language) -> list[tuple[int, int]]:
    """Spans inside the marks, in the order of the text; what the teller puts in parts one quotation in two."""
    found = [next(m.span(g) for g in range(1, 5) if m.group(g) is not None) for m in _PAIRS.finditer(text)]
    return found if language is not Language.RU else [part for span in found for part in _parts(text, span)]


def _parts(text: str, quote: Span) -> list[Span]:
    parts, begin = [], quote[0]
    for match in _TELLER.finditer(text, *quote):
        if any(plain(word) in forms(Language.RU) for word in _WORD.findall(match["who"])):
            parts.append((begin, match.start()))
            begin = match.end()
    return [*parts, (begin, quote[1])]


def said(text: str, quotes: Sequence[Span], actors: Sequence[ActorMention]) -> list[Span]:
    """Quotations that are statements: three words at least, and not the name of an actor."""
    found = []
    for start, end in quotes:
        is_name = any(a.start <= start + 1 and end - 1 <= a.end for a in actors) or _is_named(
            text, start, end, actors
        )
        if not is_name and len(_WORD.findall(text, start, end)) >= _FEWEST_WORDS:
            found.append((start, end))
    return found


def _is_named(text: str, start: int, end: int, actors: Sequence[ActorMention]) -> bool:
    """«وكالة الأنباء ...»: a name with the common word that says what it is, or to whom something was told: لـ«...»."""
    if text[max(0, start - 3) : start - 1].endswith(("لـ", " ل")):
        return True
    inside = [a for a in actors if start <= a.start and a.end <= end]
    if not inside:
        return False
    outside = text[start : inside[0].start] + " " + text[inside[-1].end : end]
    return len(_WORD.findall(outside)) <= 1


def units(text: str, sentences: Sequence[Sentence], quotes: Sequence[Span]) -> list[Span]:
    """Sentences, those that a quotation spans or that go on after one joined together."""
    joined: list[list[int]] = []
    for sentence in sentences:
        start, end = sentence.start, sentence.end
        if joined and (_inside(joined[-1][1], quotes) or _goes_on(text, joined[-1][1], start)):
            joined[-1][1] = end
        else:
            joined.append([start, end])
    return [(start, end) for start, end in joined]


def _inside(at: int, quotes: Sequence[Span]) -> bool:
    return any(start < at <= end for start, end in quotes)


def _goes_on(text: str, end: int, start: int) -> bool:
    """The sentence before ended only because its quotation did: `"...!" he cried`, «...?» — сказал он."""
    gap = text[end:start]
    if text[start] in "—–" and -1 < text.find("»", start) < (text.find("«", start) % (len(text) + 1)):
        return "\n" not in gap  # the teller has spoken inside the marks
    return (
        "\n" not in gap and text[end - 1 : end] in '"”»' and (text[start].islower() or text[start] in "—–-,")
    )
