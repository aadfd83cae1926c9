"""The consonants of a name with its vowel edges, alike for one name in Latin, Cyrillic, Arabic and Persian letters.

Short vowels are not written in Arabic script, but whether a name begins and ends with a vowel mostly is: Berber and
Berbera stay apart. One name may have several forms where a letter is heard in two ways (v as و or ف, ج as g).
Coarse: to be asked only within one country, and where a word says that a place is named.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import chain

from diwan.process.places.keys import APART, all_at_once

BONES = "^"  # first character of such a key; a country's code follows

_SPECIAL = str.maketrans(
    {
        "š": "sh", "ş": "sh", "ș": "sh", "č": "ch", "ć": "ch", "ç": "s", "ž": "zh", "đ": "d", "ð": "d", "ł": "l", "ø": "o",
        "ß": "ss", "ğ": "", "ı": "i", "ə": "a", "æ": "a", "œ": "o",
    }
)  # fmt: skip
_LATIN_STEPS = tuple(  # for one word, or for many APART
    (re.compile(pattern), made)
    for pattern, made in (
        (r"[^a-z\0]", ""), (r"tch|sch|tsh|ch|sh", "X"), (r"dzh|dj|zh|j", "J"), (r"kh", "H"), (r"gh", "k"), (r"ph", "f"),
        (r"th", "t"), (r"dh", "d"), (r"ts|tz", "s"), (r"gu(?=[ei])|qu(?=[ei])", "k"), (r"c(?=[eiy])", "s"), (r"ck|[cgq]", "k"),
        (r"x", "ks"), (r"p", "b"), (r"(?<=[aeiou])h\b", ""),
    )
)  # fmt: skip
_CYRILLIC: dict[str, str] = {
    "б": "b", "п": "b", "в": "v", "г": "k", "к": "k", "д": "d", "ж": "J", "з": "z", "л": "l", "м": "m", "н": "n", "р": "r",
    "с": "s", "т": "t", "ф": "f", "х": "H", "ц": "s", "ч": "X", "ш": "X", "щ": "X", "ь": "", "ъ": "",
    **dict.fromkeys("аеёиійоуыэюяѐѝ", "a"), APART: APART,
}  # fmt: skip


class _Heard(dict[int, str]):
    """A letter's sound; none for what is no letter of the script."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _CYRILLIC.get(chr(code), ""))


_HEARD_IN_CYRILLIC = _Heard()
_ARABIC = {
    **dict.fromkeys("بپ", "b"), **dict.fromkeys("تطث", "t"), "ج": "J", "ژ": "J", "چ": "X", **dict.fromkeys("حخه", "H"),
    **dict.fromkeys("دضذ", "d"), "ر": "r", **dict.fromkeys("زظ", "z"), **dict.fromkeys("سص", "s"), "ش": "X",
    **dict.fromkeys("غقكگک", "k"), **dict.fromkeys("فڤ", "f"), "ل": "l", "م": "m", "ن": "n", **dict.fromkeys("اأإآٱعويىیؤئ", "a"),
}  # fmt: skip
_ARABIC_PAIRS = (("تش", "ش"), ("دج", "ج"), ("دژ", "ج"), ("تس", "س"))
_DOUBLED = re.compile(r"([^\0])\1+")
_NO_VOWELS = str.maketrans("", "", "aeiouyw")
_VOWELS = frozenset("aeiouyw")


class _Kept(dict[int, str]):
    """What of a name is looked at, worked out when a character is first met."""

    def __missing__(self, code: int) -> str:
        c = chr(code)
        kept = c.isalpha() or c in " -'’" or c == APART or unicodedata.category(c) == "Mn"
        self[code] = found = c if kept else ""
        return found


_KEPT = _Kept()


def bones(word: str) -> tuple[str, ...]:
    """Every form of one word; () for a word of fewer than two consonants."""
    word = word.lower().translate(_KEPT)
    if _is_arabic(word):
        return _forms(_arabic(word))
    return _forms({_cyrillic(word) if _is_cyrillic(word) else _latin(word)}) if word else ()


def bones_of_many(words: set[str]) -> dict[str, tuple[str, ...]]:
    """`bones` of each; Latin and Cyrillic ones in a few passes over one long text."""
    kept = all_at_once(lambda text: text.lower().translate(_KEPT), words)
    cyrillic = {word for word in kept if _is_cyrillic(word)}
    latin = {word for word in kept if word and not _is_arabic(word)} - cyrillic
    heard = dict(chain(_each(_cyrillic, cyrillic), _each(_latin, latin)))
    ways = {one: _both_ways(one) for one in heard.values()}
    bare_of = _each(_bare, set(chain.from_iterable(ways.values())))
    edged = {form: _with_edges(form, bare) for form, bare in bare_of}
    made = {one: _sorted(edged[form] for form in forms) for one, forms in ways.items()}
    return {
        word: made[heard[bare]] if bare in heard else bones(word)
        for word, bare in zip(words, kept, strict=True)
    }


def _each(hear: Callable[[str], str], words: set[str]) -> Iterable[tuple[str, str]]:
    return zip(words, all_at_once(hear, words), strict=True)


def _is_arabic(word: str) -> bool:
    return "\u0600" <= word[:1] <= "\u06ff"


def _is_cyrillic(word: str) -> bool:
    return "\u0400" <= word[:1] <= "\u052f"


def _cyrillic(word: str) -> str:
    return word.replace("дж", "ж").replace("тс", "с").translate(_HEARD_IN_CYRILLIC)


def _latin(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.translate(_SPECIAL)).encode("ascii", "ignore").decode()
    for pattern, made in _LATIN_STEPS:
        plain = pattern.sub(made, plain)
    return plain.replace("h", "H")


def _arabic(word: str) -> set[str]:
    for pair, one in _ARABIC_PAIRS:
        word = word.replace(pair, one)
    ends = word.endswith(("ه", "ة", "ۀ"))
    made = "".join(_ARABIC.get(c, "") for c in (word[:-1] if ends else word)) + ("a" if ends else "")
    return {made, made.replace("J", "k")}


def _forms(heard: set[str]) -> tuple[str, ...]:
    forms = {form for one in heard for form in _both_ways(one)}
    return _sorted(_with_edges(form, _bare(form)) for form in forms)


def _sorted(made: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(filter(None, made)))


def _both_ways(form: str) -> tuple[str, ...]:
    return (form.replace("v", "f"), form.replace("v", "w")) if "v" in form else (form,)


def _bare(form: str) -> str:
    return _DOUBLED.sub(r"\1", form.translate(_NO_VOWELS))


def _with_edges(form: str, bare: str) -> str:
    if len(bare) < 2:
        return ""
    return f"{'-' if form[0] in _VOWELS else ''}{bare}{'-' if form[-1] in _VOWELS else ''}"


def keys_of(name: str, country: str) -> list[str]:
    """Under which keys a place of that country is found."""
    return [key_of(form, country) for form in bones(name)]


def key_of(form: str, country: str) -> str:
    return f"{BONES}{country}{form}"


def consonants_in(key: str) -> int:
    return len(key) - 3 - key.count("-")
