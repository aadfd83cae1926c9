"""Towns that the gazetteer names in other letters than the text: found by their bones, within the countries told of.

Asked last and only of words that stand where a place stands, are no ordinary words and are not yet a place. What is
found is weighed like every other match.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from diwan.core.languages import Language
from diwan.process import lexicon
from diwan.process.actors.known import demonym_of
from diwan.process.actors.words import fold
from diwan.process.places.bones import consonants_in, keys_of
from diwan.process.places.gazetteer import Entry, Gazetteer
from diwan.process.places.match import NEVER_FIRST, Match
from diwan.process.places.text_words import Words
from diwan.process.places.weigh import Judged
from diwan.process.places.words import FEATURE, lists_of
from diwan.process.remembered import Remembered

ASKED = (Language.AR, Language.FA, Language.RU)
_MOST_COUNTRIES = 4
_MOST_ENTRIES = 3
_SHORTEST = 3
_GREAT_CITY = 500_000
_MAY_DESCRIBE = -1  # a Persian adjective says as much as the word before it
_AND = ("و", "и")
_COMMAS = ("، ", ", ")
_DAM = "سد"  # named after the town beside it
_CASES = ("ами", "ах", "ом", "ем", "ой", "ей", "ою", "а", "я", "у", "ю", "е", "и", "ы", "о")


def spoken_of(words: Words, language: Language) -> frozenset[str]:
    """The countries of which the text has an adjective; `the Sudanese army` says where we are."""
    if language is Language.EN:
        return frozenset()
    return frozenset(filter(None, _countries_of_adjectives(language).of(set(words.keys))))


@cache
def _countries_of_adjectives(language: Language) -> Remembered[str | None]:
    return Remembered(lambda key: demonym_of(fold(key), language) if len(key) > 3 else None)


def countries_of(judged: Sequence[Judged]) -> frozenset[str]:
    """Where the report plays: a country or a great city named, or two places of one country; one town may be a mistake."""
    places = {one.place.geonameid: one.place for one in judged}.values()
    counts = Counter(place.country for place in places)
    return frozenset(
        place.country
        for place in places
        if place.feature == "country" or place.population >= _GREAT_CITY or counts[place.country] > 1
    )


def heard(  # noqa: PLR0917  (the state of the scan)
    words: Words,
    matches: Sequence[Match],
    judged: Sequence[Judged],
    countries: Iterable[str],
    language: Language,
    gazetteer: Gazetteer,
) -> list[Match]:
    """All matches, with those by bones among them, in order; empty when there is nothing to add."""
    near = tuple(sorted(set(countries))[:_MOST_COUNTRIES])
    if not near:
        return []
    # A single word that is a town of some other country may be ours under another spelling.
    taken = {
        n
        for one in judged
        if one.place.country in near or one.match.last > one.match.first
        for n in range(one.match.first, one.match.last + 1)
    }
    found: dict[str, tuple[Entry, ...]] = {}
    ends = {one.match.last for one in judged}
    for n, evidence in _standing_as_places(words, language, ends):
        key = words.keys[n]
        if n in taken or key in found or not _may_be_town(key, language):
            continue
        if entries := _entries(key, evidence, near, language, gazetteer):
            found[key] = entries
    return _with_found(words, matches, found, taken, language) if found else []


def _with_found(
    words: Words,
    matches: Sequence[Match],
    found: dict[str, tuple[Entry, ...]],
    taken: set[int],
    language: Language,
) -> list[Match]:
    """What is found once is meant wherever it stands."""
    before = {match.first: match for match in matches}
    added = [
        _match(n, words, before.get(n), found[key])
        for n, key in enumerate(words.keys)
        if key in found and n not in taken and (language is not Language.RU or words.capitals[n])
    ]
    covered = {match.first for match in added}
    rest = [m for m in matches if covered.isdisjoint(range(m.first, m.last + 1))]
    return sorted((*rest, *added), key=lambda match: match.first)


def _standing_as_places(words: Words, language: Language, ends: set[int]) -> list[tuple[int, int]]:
    """(word, evidence): 2 behind a word for a town, 1 behind a preposition or a word for its people, and 1 in a row of
    places. `ends`: the last words of the places known already."""
    keys, gaps, cased = words.keys, words.gaps, language is Language.RU
    places = []
    for before, foretold in _foretelling(language).telling(keys[:-1]):
        n = before + 1
        if (cased and not words.capitals[n]) or gaps[n] not in (" ", "\u200c", "\xa0"):
            continue
        is_described = foretold < 2 and language is Language.FA and keys[before].endswith("ي")
        if is_described and before and keys[before - 1] in FEATURE["fa"]:
            places.append((n, 2))
        elif foretold > 0:
            places.append((n, foretold))
    told = {n for n, _ in places}
    places += [(n, 1) for n in _in_a_row(words, ends, cased=cased) if n not in told]
    return places


def _in_a_row(words: Words, ends: set[int], *, cased: bool) -> list[int]:
    """What goes on a row of places behind a comma or `and`: `Batumi, Kutaisi and Zugdidi`."""
    keys, gaps, found = words.keys, words.gaps, list[int]()
    waiting = sorted(ends)
    while waiting:
        n = waiting.pop() + 1
        is_joined = n + 1 < len(keys) and keys[n] in _AND and gaps[n] == gaps[n + 1] == " "
        n += is_joined
        if n >= len(keys) or n in ends or n in found or not (is_joined or gaps[n] in _COMMAS):
            continue
        if words.capitals[n] or not cased:
            found.append(n)
            waiting += [n] if is_joined else []
    return found


@cache
def _foretelling(language: Language) -> Remembered[int]:
    """How surely a place stands behind a word; in Arabic also behind one letter and the word."""
    lists = lists_of(language)

    def foretold(key: str) -> int:
        forms = {key, key[1:]} if language is Language.AR and len(key) > 3 else {key}
        if _DAM in forms or forms & lists.feature:
            return 2
        if forms & lists.before_place:
            return 1
        return _MAY_DESCRIBE if language is Language.FA and key.endswith("ي") else 0

    return Remembered(foretold)


@lru_cache(maxsize=50_000)
def _may_be_town(key: str, language: Language) -> bool:
    if len(key) < _SHORTEST or key.isdigit() or key in NEVER_FIRST[language]:
        return False
    lists = lists_of(language)
    if key in lists.common or key in lists.first_name or key.startswith("ال"):
        return False
    return lexicon.idea(key, language) is None


def _entries(
    key: str, evidence: int, countries: tuple[str, ...], language: Language, gazetteer: Gazetteer
) -> tuple[Entry, ...]:
    for form in _basic_forms(key) if language is Language.RU else (key,):
        entries = {
            (entry.place.geonameid, entry.flag): entry
            for country in countries
            for entry in _in_country(form, country, evidence, gazetteer)
        }
        if entries:
            return tuple(sorted(entries.values(), key=lambda e: (-e.place.population, e.place.geonameid)))
    return ()


@lru_cache(maxsize=50_000)
def _in_country(form: str, country: str, evidence: int, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    return tuple(
        entry
        for bone_key in keys_of(form, country)
        if _tells(bone_key, evidence) and (number := gazetteer.number_of(bone_key)) is not None
        for entry in gazetteer.entries(number)[:_MOST_ENTRIES]
    )


def _tells(bone_key: str, evidence: int) -> bool:
    """The weaker the words beside it, the more a name must hold."""
    return evidence == 2 or consonants_in(bone_key) > 2 or len(bone_key) > 6


@lru_cache(maxsize=20_000)
def _basic_forms(key: str) -> tuple[str, ...]:
    """As it stands; then without what may be the ending of a case, with and without the vowel of the nominative."""
    stems = [key[: -len(ending)] for ending in _CASES if key.endswith(ending) and len(key) - len(ending) > 2]
    return tuple(dict.fromkeys([key, *stems, *(stem + "а" for stem in stems)]))


def _match(n: int, words: Words, other: Match | None, entries: tuple[Entry, ...]) -> Match:
    if other is not None and other.first == other.last == n and not other.prefix:
        known = {entry.place.geonameid for entry in other.entries}
        entries = (*other.entries, *(e for e in entries if e.place.geonameid not in known))
    return Match(n, n, words.starts[n], words.ends[n], words.keys[n], entries)
