"""The consonants of a name with its vowel edges, alike for one name in Latin, Cyrillic, Arabic and Persian letters.

Short vowels are not written in Arabic script, but whether a name begins and ends with a vowel mostly is: Berber and
Berbera stay apart. One name may have several forms where a letter is heard in two ways (v as و or ف, ج as g).
Coarse: to be asked only within one country, and where a word says that a place is named.
"""

import re
import unicodedata

BONES = "^"  # first character of such a key; a country's code follows

_SPECIAL = str.maketrans(
    {
        "š": "sh", "ş": "sh", "ș": "sh", "č": "ch", "ć": "ch", "ç": "s", "ž": "zh", "đ": "d", "ð": "d", "ł": "l", "ø": "o",
        "ß": "ss", "ğ": "", "ı": "i", "ə": "a", "æ": "a", "œ": "o",
    }
)  # fmt: skip
_LATIN_STEPS = tuple(
    (re.compile(pattern), made)
    for pattern, made in (
        (r"[^a-z]", ""), (r"tch|sch|tsh|ch|sh", "X"), (r"dzh|dj|zh|j", "J"), (r"kh", "H"), (r"gh", "k"), (r"ph", "f"),
        (r"th", "t"), (r"dh", "d"), (r"ts|tz", "s"), (r"gu(?=[ei])|qu(?=[ei])", "k"), (r"c(?=[eiy])", "s"), (r"ck|[cgq]", "k"),
        (r"x", "ks"), (r"p", "b"), (r"(?<=[aeiou])h\Z", ""),
    )
)  # fmt: skip
_CYRILLIC = {
    "б": "b", "п": "b", "в": "v", "г": "k", "к": "k", "д": "d", "ж": "J", "з": "z", "л": "l", "м": "m", "н": "n", "р": "r",
    "с": "s", "т": "t", "ф": "f", "х": "H", "ц": "s", "ч": "X", "ш": "X", "щ": "X", "ь": "", "ъ": "",
    **dict.fromkeys("аеёиійоуыэюяѐѝ", "a"),
}  # fmt: skip
_ARABIC = {
    **dict.fromkeys("بپ", "b"), **dict.fromkeys("تطث", "t"), "ج": "J", "ژ": "J", "چ": "X", **dict.fromkeys("حخه", "H"),
    **dict.fromkeys("دضذ", "d"), "ر": "r", **dict.fromkeys("زظ", "z"), **dict.fromkeys("سص", "s"), "ش": "X",
    **dict.fromkeys("غقكگک", "k"), **dict.fromkeys("فڤ", "f"), "ل": "l", "م": "m", "ن": "n", **dict.fromkeys("اأإآٱعويىیؤئ", "a"),
}  # fmt: skip
_ARABIC_PAIRS = (("تش", "ش"), ("دج", "ج"), ("دژ", "ج"), ("تس", "س"))
_DOUBLED = re.compile(r"(.)\1+")
_NO_VOWELS = str.maketrans("", "", "aeiouyw")
_VOWELS = frozenset("aeiouyw")


def bones(word: str) -> tuple[str, ...]:
    """Every form of one word; () for a word of fewer than two consonants."""
    word = "".join(c for c in word.lower() if c.isalpha() or c in " -'’" or unicodedata.category(c) == "Mn")
    if not word:
        return ()
    if "\u0600" <= word[0] <= "\u06ff":
        heard = _arabic(word)
    elif "\u0400" <= word[0] <= "\u052f":
        heard = {"".join(_CYRILLIC.get(c, "") for c in word.replace("дж", "ж").replace("тс", "с"))}
    else:
        heard = {_latin(word)}
    forms = {form for one in heard for form in _both_ways(one)}
    return tuple(sorted(made for form in forms if (made := _edged(form))))


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


def _both_ways(form: str) -> tuple[str, ...]:
    return (form.replace("v", "f"), form.replace("v", "w")) if "v" in form else (form,)


def _edged(form: str) -> str:
    bare = _DOUBLED.sub(r"\1", form.translate(_NO_VOWELS))
    if len(bare) < 2:
        return ""
    return f"{'-' if form[0] in _VOWELS else ''}{bare}{'-' if form[-1] in _VOWELS else ''}"


def keys_of(name: str, country: str) -> list[str]:
    """Under which keys a place of that country is found."""
    return [f"{BONES}{country}{form}" for form in bones(name)]


def consonants_in(key: str) -> int:
    return len(key) - 3 - key.count("-")
