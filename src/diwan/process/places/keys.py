"""The forms under which a name is looked up: exact, loose, skeleton. Standard library only; pure.

The compiler and the reader must fold alike, so both call these functions and nothing else does.
`process.fold` keeps offsets and serves whole texts; here a name is a handful of words, and what is
folded away (article assimilation, vowels) would be too much for any other use.
"""

import re
import unicodedata
from functools import lru_cache

LOOSE = "~"  # first character of a loose key in the shared trie
SKELETON = "^"  # first character of a consonant skeleton

_LETTERS = str.maketrans(
    {
        "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ٱ": "ا",
        "ـ": "", "ء": "", "ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th",
        "ə": "a", "’": "", "‘": "", "'": "", "`": "", "´": "", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "ʹ": "", "′": "",
        "\u200c": " ", "\u200d": "", "\u200e": "", "\u200f": "", "\u00ad": "",
    }
)  # fmt: skip
_MARK = re.compile(r"[\u0300-\u036f\u0483-\u0487\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+")
_NOT_WORD = re.compile(r"[\W_]+")

# The Arabic article before a sun letter takes that letter: as-S…, ash-Sh…, ez-Z…; эс-С…, эш-Ш…
_ARTICLE_LATIN = re.compile(r"\b(?:[aeu]l|[aeiu](sh|th|dh|[dnrstzl])(?= \1)) (?=\w)")
_ARTICLE_CYRILLIC = re.compile(r"\b(?:[аеэ]ль|[аеэу]([днрстзшл])(?= \1)|[аеэ]л) (?=\w)")
_IS_PLAIN = re.compile(r"[a-z ]*\Z")


@lru_cache(maxsize=20_000)
def word_key(word: str) -> str:
    """One word folded: case, marks, letter variants, apostrophes."""
    lowered = word.lower()
    if not lowered.isascii():
        lowered = lowered.translate(_LETTERS)
        parted = unicodedata.normalize("NFKD", lowered)
        if parted != lowered or _MARK.search(parted):
            lowered = _MARK.sub("", parted).translate(_LETTERS)
    else:
        lowered = lowered.replace("'", "").replace("`", "")
    return lowered if lowered.isalnum() else _NOT_WORD.sub(" ", lowered).strip()


def unify_articles(key: str) -> str:
    """`as sukhnah` and `es sukhnah` become `al sukhnah`; `эс сухна` becomes `эль сухна`."""
    if " " not in key:
        return key
    if key.isascii():
        return _ARTICLE_LATIN.sub("al ", key)
    if "\u0400" <= key[:1] <= "\u052f":
        return _ARTICLE_CYRILLIC.sub("эль ", key)
    return key


def exact_key(name: str) -> str:
    """The key of a whole name: folded words, single spaces, one form of the article."""
    return unify_articles(word_key(name))


_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
_TO_LATIN = str.maketrans(_CYRILLIC)

# In this order. From here on x stands for sh, c for ch.
_SAME_SOUND = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"x", "ks"), (r"dzh|dj", "j"), (r"tch|ch", "C"), (r"sch|sh", "X"), (r"kh", "h"), (r"gh", "g"), (r"ph", "f"),
        (r"th", "t"), (r"dh", "d"), (r"zh", "j"), (r"ck|[qc]", "k"),
        (r"aw(?![aeiouy])|au|ou|oo|ow(?![aeiouy])|uu", "u"), (r"ay|ai|ei|ey|ee|iy|yi|ie(?=h?\b)", "i"), (r"w", "v"),
        (r"[ye]", "i"), (r"o", "u"), (r"(?<=[aiu])h\b", ""), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip
_ARTICLE = re.compile(r"\b[ae]l (?=\w)")
_VOWELS = re.compile(r"[aiuv ]")


@lru_cache(maxsize=20_000)
def loose_key(key: str) -> str:
    """A Latin or Cyrillic exact key without what transcriptions disagree about; the article goes.

    Hodeidah and Hudaydah meet here, Zor and Zawr, Сива and Siwa.
    """
    latin = key.translate(_TO_LATIN) if not key.isascii() else key
    if not _IS_PLAIN.match(latin):
        return ""
    latin = _ARTICLE.sub("", latin)
    for pattern, plain in _SAME_SOUND:
        latin = pattern.sub(plain, latin)
    return LOOSE + latin.replace(" ", "").lower() if len(latin) > 2 else ""


_CONSONANTS = {
    "ب": "b", "پ": "p", "ت": "t", "ث": "t", "ج": "j", "چ": "c", "ح": "h", "خ": "h", "د": "d", "ذ": "d", "ر": "r",
    "ز": "z", "ژ": "j", "س": "s", "ش": "x", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "g", "ف": "f", "ق": "k",
    "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h",
}  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


def skeleton_of_loose(loose: str) -> str:
    """The consonants of a loose key; w, v and y count as vowels, as Arabic script writes them."""
    bones = _DOUBLED.sub(r"\1", _VOWELS.sub("", loose[1:]))
    return SKELETON + bones if len(bones) >= 4 else ""


def skeleton_of_arabic(key: str) -> str:
    """The consonants of a name in Arabic script, its article and final ta marbuta left out."""
    words = [w[2:] if w.startswith("ال") and len(w) > 4 else w for w in key.split()]
    joined = "".join(w.removesuffix("ه") for w in words)
    bones = _DOUBLED.sub(r"\1", "".join(_CONSONANTS.get(c, "") for c in joined))
    return SKELETON + bones if len(bones) >= 4 else ""
