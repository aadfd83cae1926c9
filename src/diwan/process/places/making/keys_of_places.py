"""Every key under which a place is found, and how sure each is.

Folding a name alone costs microseconds, and there are half a million: whatever can be is folded in one long text.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from diwan.process.places.bones import bones_of_many, key_of
from diwan.process.places.keys import loose_keys, skeletons_of_loose
from diwan.process.places.layout import Flag
from diwan.process.places.making.collect import Place
from diwan.process.places.making.key_once import KEY_OF
from diwan.process.places.making.russian_cases import forms

LONGEST_KEY = 60
LAST_LATIN, LAST_CYRILLIC = "\u024f", "\u045f"
# Here nearly every town has its name in Arabic script already; guesses would only do harm.
NAMED_IN_ARABIC_SCRIPT = frozenset(
    ["AE", "AF", "BH", "EG", "IQ", "IR", "JO", "KW", "LB", "OM", "PK", "PS", "QA", "SA", "SY", "YE"]
)
# Countries whose names reach the four languages by transcription, each press in its own way.
_SCRIPTS_OF_THEIR_OWN = (
    "AE AF AL AM AO AZ BA BD BF BG BH BI BJ BT BY CD CF CG CI CM CN CV DJ DZ EG EH ER ET GA GE GH GM GN GQ GR GW ID IL "
    "IN IQ IR JO JP KE KG KH KM KP KR KW KZ LA LB LK LR LS LY MA MD ME MG MK ML MM MN MR MV MW MY MZ NA NE NG NP OM PH "
    "PK PS QA RS RU RW SA SC SD SL SN SO SS SY SZ TD TG TH TJ TL TM TN TR TW TZ UA UG UZ VN XK YE ZM ZW"
)
TRANSCRIBED = frozenset(_SCRIPTS_OF_THEIR_OWN.split())
_CROWDED = frozenset(("US", "GB", "CA", "AU"))  # so many towns that an ordinary word always meets one

Keys = dict[str, list[int]]  # key -> `place << 8 | flag`; a place may stand there with more than one flag


def keys_of_places(places: list[Place]) -> Keys:
    spellings = [_spellings(place) for place in places]
    KEY_OF.fill(chain.from_iterable(chain(main, others) for main, others in spellings))
    keys: Keys = defaultdict(list)
    exact = [_add_exact(keys, number << 8, *named) for number, named in enumerate(spellings)]
    _add_respelt(keys, places, exact)
    _add_sounds(keys, places, exact)
    _add_bones(keys, places)
    return {key: held for key, held in keys.items() if 2 <= len(key) <= LONGEST_KEY}


def _spellings(place: Place) -> tuple[set[str], set[str]]:
    """What it is called first, and what else."""
    main = {place.name} if place.feature == "city" else set()
    main.update(*place.told.values())
    others = place.names if _is_known_abroad(place) else {n for n in place.names if n[0] > LAST_LATIN}
    return main, others


def _is_known_abroad(place: Place) -> bool:
    """Villages of Latin-script countries go by their own name; other spellings of them are ballast."""
    return place.feature == "country" or place.country in TRANSCRIBED or place.population >= 15_000


def _is_known_by_bones(place: Place) -> bool:
    if place.country in TRANSCRIBED:
        return place.country not in NAMED_IN_ARABIC_SCRIPT
    return place.population >= 30_000 and place.country not in _CROWDED


def _add_exact(keys: Keys, entry: int, main: set[str], others: set[str]) -> dict[str, tuple[str, int]]:
    """Returns what was added: key -> its spelling and flag. Of several spellings of one key the first counts."""
    added: dict[str, tuple[str, int]] = {}
    for names, flag in ((main, Flag.MAIN), (others, Flag.ALTERNATE)):
        # Sets differ from run to run, the files must not.
        for name in sorted(names) if len(names) > 1 else names:
            key = KEY_OF[name]
            if key in added:
                continue
            added[key] = (name, flag)
            keys[key].append(entry | flag)
            if " " in key or not key.isascii():
                for variant, as_ in _variants(key, flag):
                    keys[variant].append(entry | as_)
    return added


_ARTICLES = ("al ", "эль ", "the ")
_GENERIC = re.compile(
    r"(?:مدينه|قريه|ناحيه|شهرستان|بلده|shahrestan e|nahiyat|qaryat|madinat|markaz qada) (?=\w)"
)


def _variants(key: str, flag: int) -> Iterator[tuple[str, int]]:
    """The same name joined, or without its article or generic word."""
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
    if " " in key and (generic := _GENERIC.match(key)):
        yield key[generic.end() :], Flag.ALTERNATE


def _add_respelt(keys: Keys, places: list[Place], exact: list[dict[str, tuple[str, int]]]) -> None:
    """The names declined, and without the 's that the reader of English takes off every word."""
    respelt: list[tuple[str, int]] = []
    for number, (place, added) in enumerate(zip(places, exact, strict=True)):
        declines = _is_known_abroad(place)
        for key, (name, flag) in added.items():
            if declines and "\u0400" <= key[:1] <= "\u04ff":
                bent = Flag.INFLECTED if flag == Flag.MAIN else Flag.INFLECTED_ALTERNATE
                respelt += ((form, number << 8 | bent) for form in forms(name))
            if "'s " in name:
                respelt.append((name.replace("'s ", " "), number << 8 | flag))
    KEY_OF.fill(name for name, _ in respelt)
    for name, entry in respelt:
        keys[KEY_OF[name]].append(entry)


def _add_sounds(keys: Keys, places: list[Place], exact: list[dict[str, tuple[str, int]]]) -> None:
    """Of towns that are transcribed: loosely, and by consonants alone."""
    heard = {
        number: added
        for number, (place, added) in enumerate(zip(places, exact, strict=True))
        if place.country in TRANSCRIBED and place.feature == "city"
    }
    latin = {key for added in heard.values() for key in added if key[:1] <= LAST_CYRILLIC}
    loose_of = dict(zip(latin, loose_keys(latin), strict=True))
    different = set(loose_of.values()) - {""}
    skeleton_of = dict(zip(different, skeletons_of_loose(different), strict=True))
    for number, added in heard.items():
        loose = {loose_of.get(key, "") for key in added}
        _add(keys, loose, number << 8 | Flag.LOOSE)
        _add(keys, {skeleton_of[one] for one in loose if one}, number << 8 | Flag.SKELETON)


def _add_bones(keys: Keys, places: list[Place]) -> None:
    named = {
        number: [
            n
            for n in {place.name, *place.names}
            if " " not in n and (n == place.name or n[0] <= LAST_CYRILLIC)
        ]
        for number, place in enumerate(places)
        if place.feature == "city" and _is_known_by_bones(place)
    }
    forms_of = bones_of_many(set(chain.from_iterable(named.values())))
    for number, names in named.items():
        country = places[number].country
        found = {key_of(form, country) for name in names for form in forms_of[name]}
        _add(keys, found, number << 8 | Flag.BONES)


def _add(keys: Keys, found: set[str], entry: int) -> None:
    for key in found:
        keys[key].append(entry)
