"""Letters that mean the same become one letter, with an exact way back to the original.

Two strengths. `fold_light` keeps apart what tells words apart (case, hamza, alef maqsura, half-space, quotation
marks) and removes only what is never said: vowel signs, tatweel, direction marks, and the two ways to write the
Persian and Arabic yeh, kaf and digits. `fold_strong` is for matching and searching: it also drops case, hamza
seats, accents and the half-space. Yeh and kaf become the Arabic letters (ي ك), digits become 0-9.

Runs on every report, so it is `str.translate` and one regular expression, never a loop over characters.
"""

import re
import sys
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

HALF_SPACE = "\u200c"

# Never said: Arabic vowel signs and Quranic marks, tatweel, zero-width marks, direction controls, soft hyphen.
_ARABIC_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
_MARKS = f"\u0300-\u036f{_ARABIC_MARKS}"
_UNSAID = "\u0640\u00ad\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_DROPPED_LIGHT = re.compile(f"[{_MARKS}{_UNSAID}]+")
_DROPPED_STRONG = re.compile(f"[{_MARKS}{_UNSAID}{HALF_SPACE}]+")
_TRAILING_MARKS = re.compile(f"[{_MARKS}\u0640]*")

# и + breve is the letter й, not и with something to be dropped; likewise Arabic alef + madda or hamza.
_COMPOSED = {
    base + mark: unicodedata.normalize("NFC", base + mark) + mark
    for mark, bases in {
        "\u0306": "иИуУ",
        "\u0653": "ا",
        "\u0654": "اوي",
        "\u0655": "ا",
    }.items()
    for base in bases
}
_COMPOSABLE = re.compile("|".join(map(re.escape, _COMPOSED)))


def _digits() -> dict[int, str]:
    return {ord(start) + value: str(value) for start in "٠۰" for value in range(10)}


def _spaces() -> dict[int, str]:
    return dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")


def _accents() -> dict[int, str]:
    """Latin and Cyrillic letters with an accent -> the bare letter; й and ў stay letters of their own."""
    table: dict[int, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x400, 0x530), *range(0x1E00, 0x1F00)):
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1 and all(unicodedata.combining(p) for p in parts[1:]) and chr(code) not in "йЙўЎ":
            table[code] = parts[0]
    return table


_LIGHT: dict[int, str] = {
    **_digits(),
    **_spaces(),
    **{ord(letter): "ي" for letter in "یې"},
    **{ord(letter): "ك" for letter in "کڪ"},
    **{ord(letter): "ه" for letter in "ھہۀ"},
    ord("ٱ"): "ا",
    ord("İ"): "I",  # the one letter whose lower case is two characters long
}
_STRONG: dict[int, str] = {
    **_accents(),
    **_LIGHT,
    **{ord(letter): "ا" for letter in "أإآٱ"},
    **{ord(letter): "ي" for letter in "ىئ"},
    ord("ؤ"): "و",
    ord("ة"): "ه",
    **{ord(letter): letter_without for letter, letter_without in zip("łŁøØđĐııſ", "lLoOdDiis", strict=True)},
    **dict.fromkeys(map(ord, "‘’‚‛ʼʻʹ`´′"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»‹›″＂"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-"),
    ord("،"): ",",
    ord("؛"): ";",
    ord("؟"): "?",
    ord("٫"): ".",
    ord("٬"): ",",
}


_ARABIC_LETTER = re.compile("[\u0620-\u06ff]")
_LIGHT_LETTERS = re.compile(f"[{re.escape(''.join(map(chr, _LIGHT)))}]")
_STRONG_LETTERS = re.compile(f"[{re.escape(''.join(map(chr, _STRONG)))}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and the way back. `cuts` are the folded positions before which something was dropped;
    `shifts` is how many characters were dropped up to and including each cut."""

    text: str
    original: str
    cuts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def offset(self, position: int) -> int:
        """Where in the original the folded character at `position` stands."""
        if not self.cuts:
            return position
        cut = bisect_right(self.cuts, position)
        return position + (self.shifts[cut - 1] if cut else 0)

    def span_in_original(self, start: int, end: int) -> tuple[int, int]:
        """The original span of `text[start:end]`; marks that sit on the last letter belong to it."""
        if start >= end:
            here = self.offset(start)
            return here, here
        last = self.offset(end - 1) + 1
        if self.cuts and (marks := _TRAILING_MARKS.match(self.original, last)):
            last = marks.end()
        return self.offset(start), last


def _without(text: str, original: str, dropped: re.Pattern[str]) -> Folded:
    cuts: list[int] = []
    shifts: list[int] = []
    pieces: list[str] = []
    past = gone = 0
    for run in dropped.finditer(text):
        start, end = run.span()
        pieces.append(text[past:start])
        cuts.append(start - gone)
        gone += end - start
        shifts.append(gone)
        past = end
    if not cuts:
        return Folded(text, original)
    pieces.append(text[past:])
    return Folded("".join(pieces), original, tuple(cuts), tuple(shifts))


def _mapped(text: str, table: dict[int, str], letters: re.Pattern[str]) -> str:
    """`translate` looks every character up; outside the Arabic script hardly one changes, and a search is faster."""
    if _ARABIC_LETTER.search(text):
        return text.translate(table)
    return letters.sub(lambda letter: table[ord(letter.group())], text)


def _composed(text: str) -> str:
    if _COMPOSABLE.search(text) is None:
        return text
    return _COMPOSABLE.sub(lambda pair: _COMPOSED[pair.group()], text)


# Every stage folds the same text, one report after another: the last few are remembered.
@lru_cache(maxsize=4)
def fold_light(text: str) -> Folded:
    if text.isascii():
        return Folded(text, text)
    return _without(_mapped(_composed(text), _LIGHT, _LIGHT_LETTERS), text, _DROPPED_LIGHT)


@lru_cache(maxsize=4)
def fold_strong(text: str) -> Folded:
    if text.isascii():
        return Folded(text.lower().replace("`", "'"), text)
    return _without(_mapped(_composed(text), _STRONG, _STRONG_LETTERS).lower(), text, _DROPPED_STRONG)


def folded_name(name: str) -> str:
    """A name as a key: strongly folded, one space between words."""
    return sys.intern(" ".join(fold_strong(name).text.split()))
