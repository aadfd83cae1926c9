"""The words of a text with their spans, in columns: word n is `keys[n]`, `starts[n]`, `gaps[n]` and so on.

Columns and not one object a word: most words are looked at once, by their key alone.
"""

import re
from dataclasses import dataclass
from itertools import accumulate

from diwan.process.places.keys import word_key
from diwan.process.remembered import Remembered

# A word: letters with the marks and apostrophes inside it. Hyphens and half-spaces part words.
_WORD = re.compile(
    r"([^\W_]+"
    r"(?:(?:[\u0300-\u036f\u064b-\u0655\u0670\u0640]+(?:['’ʼ`‘ʿʾ](?=[^\W\d_]))?|['’ʼ`‘ʿʾ](?=[^\W\d_]))[^\W_]+)*"
    r"[\u064b-\u0655]*)"
)
_JOINS = re.compile(r"(?:[^\S\n]|[\-‐‑–\u200c.]){0,2}\Z")
_POSSESSIVES = ("'s", "’s")
HYPHENS = ("-", "‐", "‑")
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Words:
    starts: list[int]
    ends: list[int]
    keys: list[str]
    capitals: list[bool]  # whether its first letter is a capital
    gaps: list[str]  # what stands between the word before and this one

    def __len__(self) -> int:
        return len(self.keys)

    def run_from(self, n: int) -> int:
        """How many words from n on could be one name: nothing but a space or a hyphen between them."""
        gaps, last = self.gaps, min(len(self.gaps), n + _MOST_WORDS)
        for after in range(n + 1, last):
            if gaps[after] != " " and not _JOINS.match(gaps[after]):
                return after - n
        return last - n


_KEYS = Remembered(word_key.__wrapped__)
_CAPITALS = Remembered(lambda word: word[0].isupper())


def words_of(text: str) -> Words:
    parts = _WORD.split(text)  # gap, word, gap, word, ..., gap
    ends = list(accumulate(map(len, parts)))
    written, gaps, starts = parts[1::2], parts[:-1:2], ends[:-1:2]
    words = Words(starts, ends[1::2], _KEYS.of(written), _CAPITALS.of(written), gaps)
    if any(possessive in text for possessive in _POSSESSIVES):
        _leave_possessives_out(words, written)
    return words


def _leave_possessives_out(words: Words, written: list[str]) -> None:
    """`Iran's` is Iran; what is cut off belongs to the gap behind it."""
    for n, word in enumerate(written):
        if word.endswith(_POSSESSIVES):
            words.keys[n] = word_key(word[:-2])
            words.ends[n] -= 2
            if n + 1 < len(written):
                words.gaps[n + 1] = word[-2:] + words.gaps[n + 1]
