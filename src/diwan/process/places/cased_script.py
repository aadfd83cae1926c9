"""Names in English and Russian: they begin with a capital; other transcriptions of a name are found by their sound."""

from functools import lru_cache

from diwan.process.places.gazetteer import Entry, Gazetteer
from diwan.process.places.keys import loose_key, skeleton_of_loose, unify_articles
from diwan.process.places.match import LONGEST_KEY, NEVER_FIRST, Found, Match, is_whole, longest
from diwan.process.places.text_words import HYPHENS, Words
from diwan.process.places.words import COMMON

ARTICLES = frozenset((
    "al", "el", "an", "as", "ash", "ar", "at", "az", "ez", "es", "de", "la", "le", "du", "bin",
    "эль", "эс", "эш", "эр", "эз", "эт", "эн", "эд", "ас", "аш", "аль", "на", "де", "ла",
))  # fmt: skip
_CASE_ENDINGS = (
    ("ами", ""), ("ом", ""), ("ем", ""), ("ой", "а"), ("ей", "я"), ("ах", ""), ("ии", "ия"), ("ию", "ия"), ("а", ""),
    ("я", ""), ("у", ""), ("у", "а"), ("ю", ""), ("ю", "я"), ("е", ""), ("е", "а"), ("и", "а"), ("и", "я"), ("ы", "а"),
)  # fmt: skip


def find(words: Words, language: str, gazetteer: Gazetteer) -> list[Match]:
    matches: list[Match] = []
    keys, never, past = words.keys, NEVER_FIRST[language], 0
    for n, is_capital in enumerate(words.capitals):
        if n < past or not (is_capital or keys[n] in ARTICLES) or not _may_open(words, n):
            continue
        if keys[n] in never or keys[n].isdigit():
            continue
        if found := _at(words, n, language, gazetteer):
            past = n + found.length
            matches.append(
                Match(n, past - 1, words.starts[n], words.ends[past - 1], found.key, found.entries)
            )
    return matches


def _may_open(words: Words, n: int) -> bool:
    """A capital, or a small article before one (al-Bab); never the second half of a hyphenated word."""
    if n and words.gaps[n] in HYPHENS:
        return False
    return words.capitals[n] or is_article_of_next(words, n)


def is_article_of_next(words: Words, n: int) -> bool:
    """`al` in al-Bab."""
    if words.keys[n] not in ARTICLES or n + 1 >= len(words):
        return False
    return words.capitals[n + 1] and words.gaps[n + 1] in HYPHENS


def _at(words: Words, n: int, language: str, gazetteer: Gazetteer) -> Found | None:
    count, found = words.run_from(n), None
    if gazetteer.may_open(words.keys[n]):
        found = longest(" ".join(words.keys[n : n + count]), words, n, count, gazetteer, cased=True)
    if found is not None and (found.length > 1 or not _is_little_known(found.entries)):
        return found
    heard = _by_sound(words, n, count, language, gazetteer)
    if found is None or (heard and heard.length > found.length):
        return heard
    if heard and heard.length == found.length:
        return found._replace(entries=(*found.entries, *heard.entries))
    return found


def _is_little_known(entries: tuple[Entry, ...]) -> bool:
    return entries[0].place.feature == "city" and entries[0].place.population < 100_000


def _by_sound(words: Words, n: int, count: int, language: str, gazetteer: Gazetteer) -> Found | None:
    """Another transcription of a name: the words that hang together, all capitalised, by their sound."""
    if words.keys[n] in COMMON[language]:
        return None
    capitalised = _capitalised(words, n, count)
    for so_many in range(capitalised, 0, -1):
        if not is_whole(words, n, so_many, count):
            continue
        by_consonants = language == "ru" and so_many == capitalised
        joined = " ".join(words.keys[n : n + so_many])
        if sounding := _sounding(joined, language, gazetteer, by_consonants=by_consonants):
            key, number = sounding
            return Found(so_many, key, gazetteer.entries(number))
    return None


def _capitalised(words: Words, n: int, count: int) -> int:
    """How many words at the beginning are capitalised, articles between them included."""
    so_many = 1 if words.capitals[n] else 0
    for other in range(n + 1, n + min(count, 4)):
        if words.capitals[other] and words.gaps[other] in ("-", "‐", " "):
            so_many = other - n + 1
        elif words.keys[other] not in ARTICLES:
            break
    return so_many


@lru_cache(maxsize=20_000)
def _sounding(
    joined: str, language: str, gazetteer: Gazetteer, *, by_consonants: bool
) -> tuple[str, int] | None:
    """The key that sounds alike, with its number."""
    unified = unify_articles(joined)
    if len(unified) > LONGEST_KEY:
        return None
    sounds = [loose for spelling in _spellings(unified, language) if (loose := loose_key(spelling))]
    keys = [*sounds, *(filter(None, map(skeleton_of_loose, sounds)) if by_consonants else ())]
    for key in dict.fromkeys(keys):
        if (number := gazetteer.number_of(key)) is not None:
            return key, number
    return None


def _spellings(key: str, language: str) -> list[str]:
    """What a Russian case form may have been: as it stands, then with each fitting ending undone."""
    if language != "ru":
        return [key]
    undone = [
        key.removesuffix(end) + basic
        for end, basic in _CASE_ENDINGS
        if key.endswith(end) and len(key) - len(end) > 2
    ]
    return [key, *undone]
