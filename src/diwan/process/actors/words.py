"""Words of a text with their offsets, and the folded form in which the word lists are compared."""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from diwan.process.remembered import Remembered

# Letters with their marks: tashkeel and the superscript alef are not \w but belong to the word.
_MARK = "\u064b-\u065f\u0670\u0640"
_WORD = re.compile(rf"([^\W_][\w{_MARK}]*+(?:[-'’\u200c][\w{_MARK}]++)*+)")
_FOLD = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىي", "ی"),
        **dict.fromkeys("ةۀ", "ه"),
        **dict.fromkeys([*map(chr, range(0x64B, 0x660)), "\u0670", "\u0640", "\u200c", "\u200d"], None),
        **dict(zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", strict=True)),
        "ك": "ک",
        "ؤ": "و",
        "ئ": "ی",
        "ё": "е",
        "Ё": "е",
        "’": "'",
    }
)


class Word(NamedTuple):
    start: int
    end: int
    text: str
    folded: str
    gap: str  # what stands between the word before and this one


# Past the `__new__` of a named tuple, which is Python and takes three times as long.
_WORD_OF: Callable[[tuple[int, int, str, str, str]], Word] = partial(tuple.__new__, Word)
FOLDED: Callable[[Word], str] = attrgetter("folded")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One form for all spellings of a word; lengths are not kept."""
    return word.translate(_FOLD).casefold()


_FOLDED = Remembered(fold.__wrapped__)


def words_of(text: str) -> list[Word]:
    parts = _WORD.split(text)  # what stands between two words and the words, in turn
    ends = list(accumulate(map(len, parts)))
    texts = parts[1::2]
    columns = zip(ends[0::2], ends[1::2], texts, _FOLDED.of(texts), parts[0::2], strict=False)
    return list(map(_WORD_OF, columns))


@lru_cache(maxsize=32768)
def fold_all(text: str) -> tuple[str, ...]:
    return tuple(_FOLDED.of(_WORD.split(text)[1::2]))


def is_joined(word: Word) -> bool:
    """Nothing but a space or a hyphen parts this word from the one before it."""
    gap = word.gap
    return gap == " " or (gap.strip(" \u00a0") in ("", "-", "‑") and "\n" not in gap)
