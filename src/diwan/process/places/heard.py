"""Towns that the gazetteer names in other letters than the text: found by their bones, within the countries told of.

Asked last and only of words that stand where a place stands, are no ordinary words and are not yet a place. What is
found is weighed like every other match.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from diwan.core.languages import Language
from diwan.core.reading import PlaceMention
from diwan.process import lexicon
from diwan.process.actors.known import demonym_of
from diwan.process.actors.words import fold
from diwan.process.places.bones import consonants_in, keys_of
from diwan.process.places.find import NEVER_FIRST, Match, Word
from diwan.process.places.gazetteer import Entry, Gazetteer
from diwan.process.places.words import BEFORE_PLACE, COMMON, FEATURE, FIRST_NAME

ASKED = (Language.AR, Language.FA, Language.RU)
_MOST_COUNTRIES = 4
_MOST_ENTRIES = 3
_SHORTEST = 3
_GREAT_CITY = 500_000
_DAM = frozenset(("سد",))  # named after the town beside it
_CASES = ("ами", "ах", "ом", "ем", "ой", "ей", "ою", "а", "я", "у", "ю", "е", "и", "ы", "о")


def spoken_of(words: Sequence[Word], language: Language) -> frozenset[str]:
    """The countries of which the text has an adjective; `the Sudanese army` says where we are."""
    if language is Language.EN:
        return frozenset()
    found = {demonym_of(fold(key), language) for key in {word.key for word in words if len(word.key) > 3}}
    return frozenset(code for code in found if code)


def countries_of(mentions: Sequence[PlaceMention]) -> frozenset[str]:
    """Where the report plays: a country or a great city named, or two places of one country; one town may be a mistake."""
    counts = Counter(country for country, _ in {(m.place.country, m.place.geonameid) for m in mentions})
    return frozenset(
        m.place.country
        for m in mentions
        if m.place.feature == "country" or m.place.population >= _GREAT_CITY or counts[m.place.country] > 1
    )


def heard(  # noqa: PLR0917  (the state of the scan)
    words: Sequence[Word],
    matches: Sequence[Match],
    mentions: Sequence[PlaceMention],
    countries: Iterable[str],
    language: Language,
    gazetteer: Gazetteer,
) -> list[Match]:
    """All matches, with those by bones among them, in order; empty when there is nothing to add."""
    near = sorted(set(countries))[:_MOST_COUNTRIES]
    accepted = {(m.start, m.end): m.place.country for m in mentions}
    # A single word that is a town of some other country may be ours under another spelling.
    kept = [
        match
        for match in matches
        if (country := accepted.get((match.start, match.end)))
        and (country in near or match.last > match.first)
    ]
    taken = {n for match in kept for n in range(match.first, match.last + 1)}
    before = {match.first: match for match in matches}
    found: dict[str, tuple[Entry, ...]] = {}
    for n, word in enumerate(words):
        if n in taken or word.key in found or not _stands_as_place(words, n, language):
            continue
        if entries := _entries(word.key, _evidence(words, n, language), near, language, gazetteer):
            found[word.key] = entries
    if not found:
        return []
    added = [
        _match(n, word, before.get(n), found[word.key])
        for n, word in enumerate(words)
        if n not in taken and word.key in found and (language is not Language.RU or word.is_capital)
    ]
    covered = {m.first for m in added}
    rest = [m for m in matches if not covered & set(range(m.first, m.last + 1))]
    return sorted((*rest, *added), key=lambda match: match.first)


def _stands_as_place(words: Sequence[Word], n: int, language: Language) -> bool:
    key, word = words[n].key, words[n]
    if len(key) < _SHORTEST or key.isdigit() or key in NEVER_FIRST[language]:
        return False
    if language is Language.RU and not word.is_capital:
        return False
    if key in COMMON[language] or key in FIRST_NAME.get(language, ()) or key.startswith("ال"):
        return False
    return _evidence(words, n, language) > 0 and lexicon.idea(key, language) is None


def _evidence(words: Sequence[Word], n: int, language: Language) -> int:
    """2 behind a word for a town, 1 behind a preposition or a word for its people, else 0."""
    if n == 0 or words[n].gap not in (" ", "\u200c", "\xa0"):
        return 0
    key = words[n - 1].key
    forms = {key, key[1:]} if language is Language.AR and len(key) > 3 else {key}
    if forms & (FEATURE[language] | _DAM):
        return 2
    between = (
        n > 1 and language is Language.FA and key.endswith("ي") and words[n - 2].key in FEATURE[language]
    )
    return 2 if between else 1 if forms & BEFORE_PLACE[language] else 0


def _entries(
    key: str, evidence: int, countries: Sequence[str], language: Language, gazetteer: Gazetteer
) -> tuple[Entry, ...]:
    for form in _basic_forms(key) if language is Language.RU else [key]:
        entries = [
            entry
            for country in countries
            for bone_key in keys_of(form, country)
            if _tells(bone_key, evidence) and (number := gazetteer.number_of(bone_key)) is not None
            for entry in gazetteer.entries(number)[:_MOST_ENTRIES]
        ]
        if entries:
            return tuple(sorted(set(entries), key=lambda e: (-e.place.population, e.place.geonameid)))
    return ()


def _tells(bone_key: str, evidence: int) -> bool:
    """The weaker the words beside it, the more a name must hold."""
    return evidence == 2 or consonants_in(bone_key) > 2 or len(bone_key) > 6


def _basic_forms(key: str) -> list[str]:
    """As it stands; then without what may be the ending of a case, with and without the vowel of the nominative."""
    stems = [key[: -len(ending)] for ending in _CASES if key.endswith(ending) and len(key) - len(ending) > 2]
    return list(dict.fromkeys([key, *stems, *(stem + "а" for stem in stems)]))


def _match(n: int, word: Word, other: Match | None, entries: tuple[Entry, ...]) -> Match:
    if other is not None and other.first == other.last == n and not other.prefix:
        known = {entry.place.geonameid for entry in other.entries}
        entries = (*other.entries, *(e for e in entries if e.place.geonameid not in known))
    return Match(n, n, word.start, word.end, word.key, entries)
