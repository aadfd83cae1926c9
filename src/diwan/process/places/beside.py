"""Rules on the words before and after a match. Each gives points and, where it can be told, a fact."""

import re

from diwan.process.places.cased_script import is_article_of_next
from diwan.process.places.geometry import chord, squared_chord
from diwan.process.places.keys import word_key
from diwan.process.places.layout import Flag
from diwan.process.places.match import Match
from diwan.process.places.surroundings import RULED_OUT, TOUCHING, Surroundings, closes
from diwan.process.places.words import DIRECTIONS

Verdict = tuple[float, tuple[str, str] | None]
NOTHING: Verdict = (0.0, None)

_PERSIAN_ENDINGS = frozenset(map(word_key, (
    "ها", "های", "هایی", "ی", "ای", "اند", "است", "ام", "ات", "اش", "مان", "تان", "شان", "تر", "ترین",
)))  # fmt: skip
_DATELINE = re.compile(
    r"\s*(?:\([^()\n]{2,30}\)\s*[—–:-]|[—–]\s|-\s|[,،]\s*(?:\d{1,2}\s|[^\W\d_]{3,9}\.?\s\d{1,2}\b)|[:/]\s?|\.\s*/)"
)
_RUSSIAN_ADJECTIVES = ("ии", "ом", "ого", "ему", "ой", "ая")  # й is folded to и
_OUTLETS = ("agency", "site", "website", "portal", "service", "wire")
_PAIR_CHORD = chord(250.0)
_MOST_PAIRED = 3


def is_country(match: Match) -> bool:
    return match.entries[0].place.feature == "country" and match.entries[0].flag <= Flag.INFLECTED


def without_proclitic(key: str, language: str, shortest: int = 4) -> str:
    """An Arabic word without one particle before it; any other word as it is."""
    return key[1:] if language == "ar" and key[:1] in "وفبل" and len(key) >= shortest else key


def before(around: Surroundings, match: Match) -> Verdict:  # noqa: PLR0911  (one rule a line)
    n, setting = around.previous(match), around.setting
    has_preposition = "ب" in match.prefix or "ل" in match.prefix
    if n is None:
        return (0.6 if has_preposition else 0.0), None
    words, key = setting.words, setting.words.keys[n]
    bare = without_proclitic(key, setting.language)
    touching = words.gaps[match.first] in (" ", "\u200c", "-", "\xa0", "\n")
    if touching and (verdict := _touching_before(around, match, key, bare)):
        return verdict
    if _is_feature_two_before(around, match, key):
        return 2.5, ("feature word", key)
    if key in setting.lists.before_place or bare in setting.lists.before_place:
        return 1.6, ("preposition", key)
    if key == "of":
        return 0.6, None
    if touching and setting.cased and words.capitals[n] and n not in around.matched:
        return _capital_before(around, n)
    if has_preposition:
        return 0.8, ("prefix", match.prefix)
    return (0.3, None) if n in around.matched else NOTHING


def _touching_before(around: Surroundings, match: Match, key: str, bare: str) -> Verdict | None:
    lists = around.setting.lists
    if key in lists.title and not _is_genitive(around, match):
        return RULED_OUT, ("title", key)
    if key in lists.region_before or bare in lists.region_before:
        return RULED_OUT, ("region word", key)
    if key in lists.feature or bare in lists.feature:
        return 3.0, ("feature word", key)
    return None


def _is_genitive(around: Surroundings, match: Match) -> bool:
    """«мэр Ростова» rules the town; «полковник Ростов» is a man."""
    is_inflected = match.entries[0].flag in (Flag.INFLECTED, Flag.INFLECTED_ALTERNATE)
    return is_inflected and around.setting.language == "ru"


def _is_feature_two_before(around: Surroundings, match: Match, between: str) -> bool:
    """`city of X`, «приграничный город Х» in Persian order: شهر مرزی ایکس."""
    setting, first = around.setting, match.first
    fits = between == "of" if setting.language == "en" else setting.language == "fa" and between.endswith("ي")
    if not fits or first < 2 or setting.words.gaps[first - 1] not in TOUCHING:
        return False
    return setting.words.keys[first - 2] in setting.lists.feature


def _capital_before(around: Surroundings, n: int) -> Verdict:
    """Two capitalised words side by side are one name, unless the first only opens the sentence."""
    setting, key = around.setting, around.setting.words.keys[n]
    if key in DIRECTIONS or key in setting.lists.common or key in setting.lower:
        return NOTHING
    opens = n == 0 or closes(setting.words.gaps[n])
    if setting.language == "ru" and (opens or key.endswith(_RUSSIAN_ADJECTIVES)):
        return -1.0, None
    return (-1.5 if opens else -4.5), ("part of a longer name", key)


def after(around: Surroundings, match: Match) -> Verdict:  # noqa: PLR0911  (one rule a line)
    n, setting = around.next(match), around.setting
    if n is None:
        return NOTHING
    words, lists = setting.words, setting.lists
    key, gap = words.keys[n], words.gaps[n]
    if gap == "\u200c" and key not in _PERSIAN_ENDINGS:
        return RULED_OUT, ("part of a longer name", key)
    if gap in ("-", "‐") and words.capitals[n] and n not in around.matched:
        return RULED_OUT, ("part of a longer name", key)
    if gap not in (" ", "\xa0"):
        return NOTHING
    if key in lists.feature_after:
        return 1.5, ("feature word", key)
    if key in lists.region_after:
        return RULED_OUT, ("region word", key)
    if not setting.cased:
        return NOTHING
    if key == "news" and n + 1 < len(words) and words.keys[n + 1] in _OUTLETS and not is_country(match):
        return RULED_OUT, ("part of a name", key)
    if is_article_of_next(words, n) and not is_country(match):  # `Fadi al-Masri`, «Фади аль-Масри»
        return -4.5, ("person", key)
    return _capital_after(around, match, n) if words.capitals[n] else NOTHING


def _rules_a_town(word: str) -> bool:
    return word.startswith(
        ("мэр", "вице-мэр", "глав", "градоначальник", "комендант", "префект", "губернатор", "жител")
    )


def _capital_after(around: Surroundings, match: Match, n: int) -> Verdict:
    ahead = around.previous(match)
    if ahead is not None and _is_genitive(around, match) and _rules_a_town(around.setting.words.keys[ahead]):
        return NOTHING  # «мэра Призрена Дриты Феризи»
    lists, key = around.setting.lists, around.setting.words.keys[n]
    if key in lists.organisation_after:
        return RULED_OUT, ("part of a name", key)
    if match.key in lists.first_name and key not in lists.common:
        return -5.0, ("person", key)
    if n in around.matched or key in lists.common or is_country(match):
        return NOTHING
    return -3.5 if around.setting.language == "en" else -3.0, ("part of a longer name", key)


def joined(around: Surroundings, match: Match) -> Verdict:
    """`Homs and Hama`: towns of one country near one another, side by side, speak for each other."""
    for other in around.beside.get(match.first, ()):
        if _may_be_neighbours(match, other):
            return 1.2, ("beside", other.entries[0].place.name)
    return NOTHING


def _may_be_neighbours(one: Match, other: Match) -> bool:
    return any(
        a.place.feature == b.place.feature == "city"
        and squared_chord(a.spot, b.spot) < _PAIR_CHORD * _PAIR_CHORD
        for a in one.entries[:_MOST_PAIRED]
        for b in other.entries[:_MOST_PAIRED]
    )


def dateline(around: Surroundings, match: Match) -> Verdict:
    """`ZENICA —`, «АБЕШЕ, 5 сентября»: a report opens with the town that it was sent from."""
    text = around.setting.text
    opens = match.start == 0 or text[match.start - 1] == "\n"
    return (1.5, ("dateline", "")) if opens and _DATELINE.match(text, match.end) else NOTHING
