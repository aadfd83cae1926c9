"""Names in Arabic and Persian: no capital says where one begins, and Arabic writes particles onto the word."""

import re
from functools import lru_cache

from diwan.process.places.gazetteer import Gazetteer
from diwan.process.places.keys import SKELETON, skeleton_of_arabic
from diwan.process.places.match import NEVER_FIRST, Found, Match, longest
from diwan.process.places.text_words import Words
from diwan.process.places.words import FEATURE, PROCLITICS

_MARK = re.compile(r"[\u064b-\u0655\u0670\u0640]*")


def find(text: str, words: Words, language: str, gazetteer: Gazetteer) -> list[Match]:
    matches: list[Match] = []
    keys, features, past = words.keys, FEATURE[language], 0
    for n, key in enumerate(keys):
        if n < past:
            continue
        match = None
        if openings := _openings(key, language, gazetteer):
            match = _longest_behind(openings, text, words, n, gazetteer)
        if match is None and n and keys[n - 1] in features:
            match = _by_consonants(words, n, language, gazetteer)
        if match:
            matches.append(match)
            past = match.last + 1
    return matches


@lru_cache(maxsize=50_000)
def _openings(key: str, language: str, gazetteer: Gazetteer) -> tuple[tuple[str, str], ...]:
    """(particles, what follows them): the ways in which a name may begin with this word; mostly none."""
    if key in NEVER_FIRST[language] or key.isdigit():
        return ()
    ways = _without_proclitics(key) if language == "ar" else [("", key)]
    return tuple((prefix, rest) for prefix, rest in ways if gazetteer.may_open(rest))


def _without_proclitics(key: str) -> list[tuple[str, str]]:
    """The word as it is, then without و, ف, ب, ل, ك before it; لل stands for ل and ال."""
    made = [("", key)]
    for depth in (1, 2):
        prefix, rest = key[:depth], key[depth:]
        if len(rest) < 3 or any(c not in PROCLITICS for c in prefix):
            break
        if depth == 2 and prefix[0] not in "وف" and prefix != "لل":
            break
        made.append((prefix, rest))
        if prefix[-1] == "ل" and rest.startswith("ل"):
            made.append((prefix, "ا" + rest))
    return made


def _longest_behind(
    openings: tuple[tuple[str, str], ...], text: str, words: Words, n: int, gazetteer: Gazetteer
) -> Match | None:
    count = words.run_from(n)
    behind = " ".join(["", *words.keys[n + 1 : n + count]])
    best: tuple[Found, str] | None = None
    for prefix, rest in openings:
        found = longest(rest + behind, words, n, count, gazetteer, cased=False)
        if found is not None and (best is None or _is_better(found, best[0])):
            best = found, prefix
    if best is None:
        return None
    (so_many, key, entries), prefix = best
    start = _after_letters(text, words.starts[n], len(prefix))
    return Match(n, n + so_many - 1, start, words.ends[n + so_many - 1], key, entries, prefix)


def _is_better(found: Found, best: Found) -> bool:
    """A name behind a prefix wins over the whole word only if it is far better known: ومالي is Mali."""
    now, before = found.entries[0].place, best.entries[0].place
    return before.feature != "country" and (
        now.feature == "country" or now.population > 100 * (before.population + 1000)
    )


def _after_letters(text: str, start: int, letters: int) -> int:
    for _ in range(letters):
        start = _MARK.match(text, start + 1).end()  # type: ignore[union-attr]
    return start


def _by_consonants(words: Words, n: int, language: str, gazetteer: Gazetteer) -> Match | None:
    """Behind `town` and the like: another way to write the vowels of a name."""
    key = words.keys[n]
    if len(key) <= 3 or key in NEVER_FIRST[language] or key.isdigit():
        return None
    bones = skeleton_of_arabic(key)
    if not bones or (number := gazetteer.number_of(bones)) is None:
        return None
    return Match(n, n, words.starts[n], words.ends[n], SKELETON, gazetteer.entries(number))
