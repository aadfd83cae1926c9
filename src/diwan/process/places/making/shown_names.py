"""What an officer reads on the map: one name of each place in each of the four languages."""

import re
from difflib import SequenceMatcher

from diwan.process.places.keys import loose_key, word_key
from diwan.process.places.making.collect import LANGUAGES, Place

_SCRIPT = {
    "ar": re.compile(r"[\u0600-\u06ff\s]+\Z"),
    "fa": re.compile(r"[\u0600-\u06ff\s\u200c]+\Z"),
    "ru": re.compile(r"[\u0400-\u04ff\s\-]+\Z"),
}
_LAST_LATIN = "\u03ff"  # and Greek
_ONLY_PERSIAN, _ONLY_ARABIC = re.compile("[پچژگکی]"), re.compile("[ةيكىأإ]")
_MARKS = re.compile("[\u064b-\u0652\u0670]")


def shown_names(place: Place) -> list[str]:
    foreign = [name for name in place.names if name[0] > _LAST_LATIN or not name[0].isalpha()]
    if not foreign and not place.told:  # nine of ten
        return [plain_latin(place.name), "", "", ""]
    return [_name_to_show(place, foreign, language).replace("\0", "") for language in LANGUAGES]


def _name_to_show(place: Place, foreign: list[str], language: str) -> str:
    """Empty when the gazetteer has no name in that script."""
    if place.told.get(language):
        return place.told[language][0]
    if language == "en":
        return "" if place.feature == "country" else plain_latin(place.name)
    fitting = sorted({_MARKS.sub("", n) for n in foreign if _SCRIPT[language].match(n)}) if foreign else ()
    if not fitting:
        return ""
    if language == "ru":
        return _russian([n for n in fitting if not n.endswith("ъ") and n[0].isupper()], place.name)
    wrong = _ONLY_PERSIAN if language == "ar" else _ONLY_ARABIC
    best = min(fitting, key=lambda n: (bool(wrong.search(n)), n.count(" "), len(n)))
    return _respelt(best, language)


def _russian(names: list[str], name: str) -> str:
    """The first of those that sound most like `name`."""
    if len(names) < 2:
        return "".join(names)
    wanted, sounds = _sound_of(name), [_sound_of(one) for one in names]
    if wanted in sounds:
        return names[sounds.index(wanted)]
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    best, ratio, tried = names[0], -1.0, set()
    for one, sound in zip(names, sounds, strict=True):
        if sound in tried:
            continue
        tried.add(sound)
        matcher.set_seq1(sound)
        # The quick ones are upper bounds, and cheap.
        if matcher.real_quick_ratio() > ratio and matcher.quick_ratio() > ratio and matcher.ratio() > ratio:
            best, ratio = one, matcher.ratio()
    return best


def _sound_of(name: str) -> str:
    return loose_key(word_key(name))


_ARABIC_SPELLING = str.maketrans("یک", "يك")
_PERSIAN_SPELLING = str.maketrans("يكىة", "یکیه")


def _respelt(name: str, language: str) -> str:
    return name.translate(_ARABIC_SPELLING if language == "ar" else _PERSIAN_SPELLING)


def plain_latin(name: str) -> str:
    """Al ‘Amārah -> Al Amarah: letters as a reader of English types them."""
    if name.isascii():
        return name
    words = []
    for word in re.split(r"([\s\-])", name):
        key = "" if word.isascii() else word_key(word)
        words.append((key.title() if word[:1].isupper() or word[:1] in "‘’ʻʿ" else key) if key else word)
    return "".join(words)
