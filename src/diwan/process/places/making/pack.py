"""Writes the gazetteer's two files: a trie of keys, and the places they lead to.

`gazetteer_keys.bin` is a marisa-trie. `gazetteer_places.bin` holds, little-endian: a header of five counts (magic,
places, entries, keys, length of the texts), one record of 32 bytes a place, the offset of each key's entries,
the entries (`place << 8 | flags`), and the texts (four names a place, NUL between). Both are read by mmap, so all
processes of a machine share one copy; no key is longer than 60 characters.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import accumulate, chain
from pathlib import Path

import marisa_trie

from diwan.process.places.bones import keys_of as bone_keys_of
from diwan.process.places.keys import loose_key, skeleton_of_loose, word_key
from diwan.process.places.layout import HEADER, MAGIC, RECORD, Flag
from diwan.process.places.making.collect import LANGUAGES, Place
from diwan.process.places.making.key_once import KEY_OF
from diwan.process.places.making.russian_cases import forms

LONGEST_KEY = 60


def pack(places: list[Place], folder: Path) -> None:
    keys = _keys(places)
    trie = marisa_trie.Trie(sorted(keys))
    ordered: list[list[int]] = [[]] * len(keys)
    for key, held in keys.items():
        if len(held) > 1:
            held.sort(key=lambda entry: (-places[entry >> 8].population, entry))
        ordered[trie[key]] = held
    offsets = array("I", accumulate(map(len, ordered), initial=0))
    entries = array("I", chain.from_iterable(ordered))
    texts = bytearray()
    records = bytearray()
    for place in places:
        records += RECORD.pack(
            place.geonameid, place.population, place.lat, place.lon, len(texts), place.country.encode(),
            place.feature[:2].encode(), place.admin1.encode()[:4],
        )  # fmt: skip
        texts += "\0".join(_names_to_show(place)).encode() + b"\0"
    header = HEADER.pack(MAGIC, len(places), len(entries), len(keys), len(texts))
    folder.mkdir(exist_ok=True)
    _write(
        folder / "gazetteer_places.bin",
        b"".join((header, records, offsets.tobytes(), entries.tobytes(), texts)),
    )
    _write(folder / "gazetteer_keys.bin", trie.tobytes())


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: a crash leaves the old file; a process that has it mapped keeps what it has."""
    part = path.with_suffix(".part")
    part.write_bytes(data)
    part.replace(path)


def _keys(places: list[Place]) -> dict[str, list[int]]:
    """key -> its entries. The strongest way in which a key leads to a place wins (lowest flag)."""
    keys: dict[str, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        flags: dict[str, int] = {}
        for key, flag in _keys_of(place):
            if flag < flags.get(key, 255):
                flags[key] = flag
        for key, flag in flags.items():
            if 2 <= len(key) <= LONGEST_KEY:
                keys[key].append(number << 8 | flag)
    return keys


def _keys_of(place: Place) -> Iterable[tuple[str, int]]:
    main = {place.name} if place.feature == "city" else set()
    told = {name for names in place.told.values() for name in names}
    seen: set[str] = set()
    others = place.names if _is_known_abroad(place) else {n for n in place.names if n[0] > LAST_LATIN}
    for names, flag in ((main | told, Flag.MAIN), (others, Flag.ALTERNATE)):
        for name in sorted(names):  # sets differ from run to run, the files must not
            key = KEY_OF[name]
            if key in seen:
                continue
            seen.add(key)
            yield key, flag
            yield from _variants(name, key, flag, declines=_is_known_abroad(place))
    if place.country in TRANSCRIBED and place.feature == "city":
        yield from _sounds(seen)
    if place.feature == "city" and _is_known_by_bones(place):
        for name in sorted({place.name, *(n for n in place.names if n[0] <= LAST_CYRILLIC)}):
            if " " not in name:
                yield from ((key, Flag.BONES) for key in bone_keys_of(name, place.country))


LAST_LATIN, LAST_CYRILLIC = "\u024f", "\u045f"
# Here nearly every town has its name in Arabic script already; guesses would only do harm.
NAMED_IN_ARABIC_SCRIPT = frozenset(
    ["AE", "AF", "BH", "EG", "IQ", "IR", "JO", "KW", "LB", "OM", "PK", "PS", "QA", "SA", "SY", "YE"]
)


def _is_known_abroad(place: Place) -> bool:
    """Villages of Latin-script countries go by their own name; other spellings of them are ballast."""
    return place.feature == "country" or place.country in TRANSCRIBED or place.population >= 15_000


def _is_known_by_bones(place: Place) -> bool:
    if place.country in TRANSCRIBED:
        return place.country not in NAMED_IN_ARABIC_SCRIPT
    return place.population >= 30_000 and place.country not in _CROWDED


_CROWDED = frozenset(("US", "GB", "CA", "AU"))  # so many towns that an ordinary word always meets one
_ARTICLES = ("al ", "эль ", "the ")
_GENERIC = re.compile(
    r"(?:مدينه|قريه|ناحيه|شهرستان|بلده|shahrestan e|nahiyat|qaryat|madinat|markaz qada) (?=\w)"
)


def _variants(name: str, key: str, flag: int, *, declines: bool) -> Iterable[tuple[str, int]]:  # noqa: C901  (one variant a line)
    """The same name joined, without its article or generic word, or declined."""
    if declines and "\u0400" <= key[0] <= "\u04ff":
        for form in forms(name):
            yield KEY_OF[form], Flag.INFLECTED if flag == Flag.MAIN else Flag.INFLECTED_ALTERNATE
    if "\u0600" <= key[0] <= "\u06ff":
        if " " in key:
            yield key.replace(" ", ""), flag
        if key.startswith("ال") and len(key) > 4:
            yield key[2:], Flag.NO_ARTICLE
            yield key[2:].replace(" ال", " "), Flag.NO_ARTICLE
        elif " ال" in key:
            yield key.replace(" ال", " "), Flag.NO_ARTICLE
    if key.startswith(_ARTICLES) and len(bare := key.partition(" ")[2]) > 2:
        yield bare, Flag.NO_ARTICLE
    if key.endswith("اه"):
        yield key[:-1], Flag.NO_ARTICLE  # حماة as Persian writes it
    if "'s " in name:
        yield KEY_OF[name.replace("'s ", " ")], flag  # the reader of English takes every 's off
    if " " in key and (generic := _GENERIC.match(key)):
        yield key[generic.end() :], Flag.ALTERNATE


# Countries whose names reach the four languages by transcription, each press in its own way.
_SCRIPTS_OF_THEIR_OWN = (
    "AE AF AL AM AO AZ BA BD BF BG BH BI BJ BT BY CD CF CG CI CM CN CV DJ DZ EG EH ER ET GA GE GH GM GN GQ GR GW ID IL "
    "IN IQ IR JO JP KE KG KH KM KP KR KW KZ LA LB LK LR LS LY MA MD ME MG MK ML MM MN MR MV MW MY MZ NA NE NG NP OM PH "
    "PK PS QA RS RU RW SA SC SD SL SN SO SS SY SZ TD TG TH TJ TL TM TN TR TW TZ UA UG UZ VN XK YE ZM ZW"
)
TRANSCRIBED = frozenset(_SCRIPTS_OF_THEIR_OWN.split())


def _sounds(keys: set[str]) -> Iterable[tuple[str, int]]:
    for key in keys:
        if loose := loose_key(key):
            yield loose, Flag.LOOSE
            if bones := skeleton_of_loose(loose):
                yield bones, Flag.SKELETON


def _names_to_show(place: Place) -> list[str]:
    foreign = [name for name in place.names if not name.isascii()]
    return [_name_to_show(place, foreign, language).replace("\0", "") for language in LANGUAGES]


_SCRIPT = {
    "ar": re.compile(r"[\u0600-\u06ff\s]+\Z"),
    "fa": re.compile(r"[\u0600-\u06ff\s\u200c]+\Z"),
    "ru": re.compile(r"[\u0400-\u04ff\s\-]+\Z"),
}
_ONLY_PERSIAN, _ONLY_ARABIC = re.compile("[پچژگکی]"), re.compile("[ةيكىأإ]")
_MARKS = re.compile("[\u064b-\u0652\u0670]")


def _name_to_show(place: Place, foreign: list[str], language: str) -> str:
    """What an officer reads on the map; empty when the gazetteer has no name in that script."""
    if place.told.get(language):
        return place.told[language][0]
    if language == "en":
        return "" if place.feature == "country" else plain_latin(place.name)
    fitting = sorted({_MARKS.sub("", n) for n in foreign if _SCRIPT[language].match(n)})
    if not fitting:
        return ""
    if language == "ru":
        fitting = [n for n in fitting if not n.endswith("ъ") and n[0].isupper()]
        if len(fitting) < 2:
            return "".join(fitting)
        return _most_alike(fitting, place.name)
    wrong = _ONLY_PERSIAN if language == "ar" else _ONLY_ARABIC
    best = min(fitting, key=lambda n: (bool(wrong.search(n)), n.count(" "), len(n)))
    return _respelt(best, language)


def _most_alike(names: list[str], name: str) -> str:
    """The first of those that sound most like `name`."""
    matcher = SequenceMatcher(None, "", _sound_of(name), autojunk=False)
    best, ratio = names[0], -1.0
    for one in names:
        matcher.set_seq1(_sound_of(one))
        # The quick ones are upper bounds, and cheap.
        if matcher.real_quick_ratio() > ratio and matcher.quick_ratio() > ratio and matcher.ratio() > ratio:
            best, ratio = one, matcher.ratio()
        if ratio == 1.0:
            break
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
        key = word_key(word)
        words.append(
            word
            if word.isascii() or not key
            else (key.title() if word[:1].isupper() or word[:1] in "‘’ʻʿ" else key)
        )
    return "".join(words)
