"""The consonants of a name, alike in Arabic, Persian, Cyrillic and Latin letters.

Arabic and Persian do not write short vowels, and each script lacks some of the others' letters (Arabic has
no p, g, v). So vowels are dropped and letters that stand for one another become one. «Песков», Peskov, بيسكوف
and پسکوف come close: `bskf`, `bskf`, `bskf`, `bskf`. Sharing a skeleton is evidence, never proof.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from anyascii import anyascii

from diwan.process.lexicon import normal
from diwan.process.remembered import Remembered

# Arabic letters after strong folding (alef, yeh and kaf forms are one).
_ARABIC = {
    **dict.fromkeys("بپ", "b"), **dict.fromkeys("تط", "t"), **dict.fromkeys("ثسص", "s"), **dict.fromkeys("جژ", "j"),
    "چ": "c", **dict.fromkeys("حخه", "h"), **dict.fromkeys("دض", "d"), **dict.fromkeys("ذزظ", "z"), "ر": "r", "ش": "x",
    **dict.fromkeys("غقكگ", "k"), "ف": "f", "ڤ": "f", "ل": "l", "م": "m", "ن": "n", **dict.fromkeys("ايءعؤئىآ", ""),
}  # fmt: skip
_CYRILLIC = {
    **dict.fromkeys("бп", "b"), **dict.fromkeys("вф", "f"), **dict.fromkeys("гкґқ", "k"), "д": "d", "ж": "j", "з": "z", "л": "l",
    "м": "m", "н": "n", "р": "r", "с": "s", "т": "t", **dict.fromkeys("хһ", "h"), "ц": "s", "ч": "c", **dict.fromkeys("шщ", "x"),
    **dict.fromkeys("аеёиійоуыэюяьъўї", ""),
}  # fmt: skip
_LATIN_PAIRS = (
    ("shch", "x"), ("sch", "x"), ("sh", "x"), ("tch", "c"), ("ch", "c"), ("kh", "h"), ("gh", "k"), ("zh", "j"), ("dj", "j"),
    ("dzh", "j"), ("th", "s"), ("dh", "z"), ("ph", "f"), ("ts", "s"), ("tz", "s"), ("ck", "k"), ("qu", "k"),
)  # fmt: skip
_LATIN = {
    **dict.fromkeys("bp", "b"), **dict.fromkeys("fv", "f"), **dict.fromkeys("gkq", "k"), "c": "k", "d": "d", "h": "h", "j": "j",
    "l": "l", "m": "m", "n": "n", "r": "r", "s": "s", "t": "t", "x": "ks", "z": "z", **dict.fromkeys("aeiouyw'", ""),
}  # fmt: skip
_RESERVED = str.maketrans(
    {
        "\ue000": "x",
        "\ue001": "c",
        "\ue002": "j",
        "\ue003": "h",
        "\ue004": "k",
        "\ue005": "s",
        "\ue006": "z",
        "\ue007": "f",
    }
)
_MARK = {
    "x": "\ue000",
    "c": "\ue001",
    "j": "\ue002",
    "h": "\ue003",
    "k": "\ue004",
    "s": "\ue005",
    "z": "\ue006",
    "f": "\ue007",
}

_ARTICLE = re.compile(
    r"^(?:(?:al|el|ul|a[sztdrn]|e[sztdrn]|ash|esh|ad|ed)['-]|(?:аль|эль|ал|а[сзтдрнш]|э[сзтдрнш])-|ال(?=\w{3}))"
)
_OF_A_COUNTRY = re.compile(
    r"(?<=\w\w)(?:ск(?:ий|ая|ое|ого|ой|ому|им|их|ую|ие|ими)|(?<=\w\w)(?:ian|ean|ish|ese|i))$"
)
_DOUBLED = re.compile(r"(.)\1+")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The consonants of one word; empty for a word of vowels and for scripts that we do not read."""
    folded = normal(word).strip("'-")
    folded = _ARTICLE.sub("", folded)
    if not folded:
        return ""
    first = folded[0]
    if "\u0600" <= first <= "\u06ff":
        made = _arabic(folded)
    elif "\u0400" <= first <= "\u052f":
        made = _cyrillic(folded)
    else:
        made = _latin(folded if folded.isascii() else anyascii(folded).lower())
    # A last h is a feminine ending that other scripts leave out: Rahba, رحبه, Рахба.
    made = _DOUBLED.sub(r"\1", made)
    return made[:-1] if len(made) > 2 and made.endswith("h") else made


def _arabic(word: str) -> str:
    word = word.replace("تش", "چ")  # Arabic has no letter for it
    head = "f" if word[0] == "و" and len(word) > 2 else ""
    return head + "".join(_ARABIC.get(letter, "") for letter in word)


def _cyrillic(word: str) -> str:
    word = word.replace("дж", "ж").replace("кх", "х").replace("пх", "ф")
    return "".join(_CYRILLIC.get(letter, "") for letter in word)


def _latin(word: str) -> str:
    head = "f" if word[:1] == "w" else ""
    for pair, one in _LATIN_PAIRS:
        word = word.replace(pair, _MARK[one])
    return head + "".join(
        letter if letter in "\ue000\ue001\ue002\ue003\ue004\ue005\ue006\ue007" else _LATIN.get(letter, "")
        for letter in word
    ).translate(_RESERVED)


def skeletons(name: str) -> tuple[str, ...]:
    """The skeletons of a name's words, in order, empty ones left out."""
    return _known[name]


def _skeletons_of(name: str) -> tuple[str, ...]:
    made = (skeleton(word) for word in _words(name))
    return tuple(s for s in made if s)


_known = Remembered(_skeletons_of)


def learn(names: Mapping[str, tuple[str, ...]]) -> None:
    """The skeletons of names that another process has worked out."""
    _known.learn(names)


def _words(name: str) -> list[str]:
    found = []
    for word in WORD.findall(name):
        bare = _ARTICLE.sub("", normal(word))
        found += [part for part in bare.split("-") if part]
    return found


def without_adjective(word: str) -> str:
    """Iraqi, иракский -> Iraq, ирак: names of bodies say the country either way."""
    return _OF_A_COUNTRY.sub("", normal(word))


def are_alike(one: str, other: str) -> bool:
    """Equal, or one letter apart when both are long enough for that to mean something."""
    if one == other:
        return bool(one)
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or len(long) - len(short) > 1 or one[0] != other[0]:
        return False
    return _one_edit(short, long)


def _one_edit(short: str, long: str) -> bool:
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
