"""The forms under which a name is looked up: exact, loose, skeleton. Standard library only; pure.

The compiler and the reader must fold alike, so both call these functions and nothing else does.
`process.fold` keeps offsets and serves whole texts; here a name is a handful of words, and what is
folded away (article assimilation, vowels) would be too much for any other use.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from functools import lru_cache
from itertools import chain

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


class _Letters(dict[int, str]):
    """What a letter becomes, worked out when it is first met: its variant, parted from its marks, its variant."""

    def __missing__(self, code: int) -> str:
        parted = unicodedata.normalize("NFKD", chr(code).translate(_LETTERS))
        self[code] = folded = _MARK.sub("", parted).translate(_LETTERS)
        return folded


_FOLDED = _Letters()
_NOT_WORD = re.compile(r"[\W_]+")
APART = "\0"  # between names that are folded together, a million in one long text; no name holds it
_NOT_WORD_NOR_APART = re.compile(r"(?:[^\w\0]|_)+")

# The Arabic article before a sun letter takes that letter: as-S…, ash-Sh…, ez-Z…; эс-С…, эш-Ш…
_ARTICLE_LATIN = re.compile(r"\b(?:[aeu]l|[aeiu](sh|th|dh|[dnrstzl])(?= \1)) (?=\w)")
_ARTICLE_CYRILLIC = re.compile(r"\b(?:[аеэ]ль|[аеэу]([днрстзшл])(?= \1)|[аеэ]л) (?=\w)")
_IS_ARTICLE = re.compile(r"[aeu]l|[aeiu](?:sh|th|dh|[dnrstzl])|[аеэ]ль?|[аеэу][днрстзшл]")
_IS_PLAIN = re.compile(r"[a-z ]*\Z")


def all_at_once(change: Callable[[str], str], names: Collection[str]) -> list[str]:
    """`change` of each, by one call."""
    return change(APART.join(names)).split(APART) if names else []


@lru_cache(maxsize=20_000)
def word_key(word: str) -> str:
    """One word folded: case, marks, letter variants, apostrophes."""
    lowered = word.lower()
    if not lowered.isascii():
        lowered = lowered.translate(_FOLDED)
    elif not lowered.isalnum():
        lowered = lowered.replace("'", "").replace("`", "")
    return lowered if lowered.isalnum() else _NOT_WORD.sub(" ", lowered).strip()


def exact_keys(names: Collection[str]) -> list[str]:
    """`exact_key` of each."""

    def fold(text: str) -> str:
        return _NOT_WORD_NOR_APART.sub(" ", text.lower().translate(_FOLDED))

    return [unify_articles(key.strip()) for key in all_at_once(fold, names)]


def unify_articles(key: str) -> str:
    """`as sukhnah` and `es sukhnah` become `al sukhnah`; `эс сухна` becomes `эль сухна`."""
    if " " not in key:
        return key
    if key.isascii():
        return _ARTICLE_LATIN.sub("al ", key)
    if "\u0400" <= key[:1] <= "\u052f":
        return _ARTICLE_CYRILLIC.sub("эль ", key)
    return key


def may_be_article(word: str) -> bool:
    """`unify_articles` may put another word in the place of this one."""
    return len(word) <= 3 and _IS_ARTICLE.fullmatch(word) is not None


def exact_key(name: str) -> str:
    """The key of a whole name: folded words, single spaces, one form of the article."""
    return unify_articles(word_key(name))


_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
_TO_LATIN = str.maketrans(_CYRILLIC)

_DARK = re.compile(r"aw(?![aeiouy])|au|ou|oo|ow(?![aeiouy])|uu")
_BRIGHT = re.compile(r"ay|ai|ei|ey|ee|iy|yi|ie(?=h?\b)")
_SOFTENED = re.compile(r"dzh|dj")
_BREATHED = re.compile(r"(?<=[aiu])h\b")
_DOUBLED = re.compile(r"([^\0])\1+")


@lru_cache(maxsize=20_000)
def _sound(word: str) -> str:
    """One word of plain Latin letters, or many APART, spellings of one sound made one. Substitutions in this order.

    On the way C stands for ch and X for sh; the expressions run only on words that hold what they look for.
    """
    word = word.replace("x", "ks")
    if "d" in word:
        word = _SOFTENED.sub("j", word)
    if "h" in word:
        word = word.replace("tch", "ch").replace("ch", "C").replace("sh", "X")
        word = word.replace("kh", "h").replace("gh", "g").replace("ph", "f")
        word = word.replace("th", "t").replace("dh", "d").replace("zh", "j")
    word = word.replace("ck", "k").replace("q", "k").replace("c", "k")
    if "u" in word or "w" in word or "oo" in word:
        word = _DARK.sub("u", word)
    if "i" in word or "y" in word or "ee" in word:
        word = _BRIGHT.sub("i", word)
    word = word.replace("w", "v").replace("y", "i").replace("e", "i").replace("o", "u")
    if "h" in word:
        word = _BREATHED.sub("", word)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=20_000)
def loose_key(key: str) -> str:
    """A Latin or Cyrillic exact key without what transcriptions disagree about; the article goes.

    Hodeidah and Hudaydah meet here, Zor and Zawr, Сива and Siwa.
    """
    latin = key.translate(_TO_LATIN) if not key.isascii() else key
    if not _IS_PLAIN.match(latin):
        return ""
    return _joined([_sound(word) for word in _sounding(latin)])


def _sounding(latin: str) -> list[str]:
    """Its words without the article."""
    words = latin.split(" ")
    return [*(word for word in words[:-1] if word not in ("al", "el")), words[-1]]


def _joined(sounds: list[str]) -> str:
    joined = "".join(sounds)
    return LOOSE + joined.lower() if len(joined) + len(sounds) > 3 else ""


def loose_keys(keys: Collection[str]) -> list[str]:
    """`loose_key` of each, every word heard once."""
    latin = all_at_once(lambda text: text.translate(_TO_LATIN), keys)
    names = [_sounding(name) if _IS_PLAIN.match(name) else [] for name in latin]
    words = set(chain.from_iterable(names))
    sound_of = dict(zip(words, all_at_once(_sound.__wrapped__, words), strict=True))
    return [_joined([sound_of[word] for word in name]) for name in names]


_CONSONANTS = {
    "ب": "b", "پ": "p", "ت": "t", "ث": "t", "ج": "j", "چ": "c", "ح": "h", "خ": "h", "د": "d", "ذ": "d", "ر": "r",
    "ز": "z", "ژ": "j", "س": "s", "ش": "x", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "g", "ف": "f", "ق": "k",
    "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h",
}  # fmt: skip
_SILENT = str.maketrans("", "", f"aiuv {LOOSE}")


def skeleton_of_loose(loose: str) -> str:
    """The consonants of a loose key; w, v and y count as vowels, as Arabic script writes them."""
    return skeletons_of_loose((loose,))[0]


def skeletons_of_loose(looses: Collection[str]) -> list[str]:
    """`skeleton_of_loose` of each."""
    bones = all_at_once(lambda text: _DOUBLED.sub(r"\1", text.translate(_SILENT)), looses)
    return [SKELETON + one if len(one) >= 4 else "" for one in bones]


def skeleton_of_arabic(key: str) -> str:
    """The consonants of a name in Arabic script, its article and final ta marbuta left out."""
    words = [w[2:] if w.startswith("ال") and len(w) > 4 else w for w in key.split()]
    joined = "".join(w.removesuffix("ه") for w in words)
    bones = _DOUBLED.sub(r"\1", "".join(_CONSONANTS.get(c, "") for c in joined))
    return SKELETON + bones if len(bones) >= 4 else ""
