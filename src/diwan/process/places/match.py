"""One stretch of text and the places that it may name; and the longest name that begins at a word."""

from dataclasses import dataclass
from typing import NamedTuple

from diwan.process.places.gazetteer import Entry, Gazetteer
from diwan.process.places.keys import unify_articles
from diwan.process.places.text_words import HYPHENS, Words
from diwan.process.places.words import BEFORE_PLACE, BREAKS

LONGEST_KEY = 60

# Prepositions and the like open no name; most words of a text need no look-up at all.
NEVER_FIRST = {
    language: {"", *BEFORE_PLACE[language], *BREAKS[language]} - {"جنوب", "شمال"} for language in BREAKS
}


@dataclass(slots=True)
class Match:
    first: int  # index of its first word
    last: int  # index of its last word
    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]
    prefix: str = ""  # Arabic proclitics before the span
    is_told: bool = False  # a word beside it says that this is a place


class Found(NamedTuple):
    """A name, from the word where it begins."""

    length: int  # words
    key: str
    entries: tuple[Entry, ...]


def longest(
    joined: str, words: Words, n: int, count: int, gazetteer: Gazetteer, *, cased: bool
) -> Found | None:
    """The longest key that ends where one of the `count` words from n on ends; `joined` are their keys."""
    unified = unify_articles(joined)
    # Folding may split one word in two; then the counts do not agree, and only whole runs could be told.
    if unified.count(" ") != count - 1:
        return None
    for key, number in reversed(gazetteer.prefixes(unified[:LONGEST_KEY])):
        if unified[len(key) : len(key) + 1] not in ("", " "):
            continue
        length = key.count(" ") + 1
        if is_whole(words, n, length, count) and (not cased or words.capitals[n + length - 1]):
            return Found(length, key, gazetteer.entries(number))
    return None


def is_whole(words: Words, n: int, length: int, count: int) -> bool:
    """A part of a hyphenated word is not its name: Рим-Милан is not Рим."""
    return length >= count or words.gaps[n + length] not in HYPHENS
