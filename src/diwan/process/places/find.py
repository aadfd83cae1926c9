"""Finds where the names of the gazetteer occur in a text: the longest match at each word, per script.

A match is only a possibility; `weigh` decides. Spans are those of the original text: words are folded one by one,
so a span never needs to be carried back.
"""

from diwan.process.places import arabic_script, cased_script
from diwan.process.places.gazetteer import Gazetteer
from diwan.process.places.match import Match
from diwan.process.places.text_words import Words


def find(text: str, words: Words, language: str, gazetteer: Gazetteer) -> list[Match]:
    """Non-overlapping matches, left to right, longest first."""
    if language in ("ar", "fa"):
        return arabic_script.find(text, words, language, gazetteer)
    return cased_script.find(words, language, gazetteer)
