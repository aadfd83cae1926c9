"""Finds where the names of the gazetteer occur in a text: the longest match at each word, per script.

A match is only a possibility; `weigh` decides. Spans are those of the original text: words are folded one by one,
so a span never needs to be carried back.
"""

import re
from dataclasses import dataclass, field

from diwan.process.places.gazetteer import Entry, Gazetteer
from diwan.process.places.keys import (
    SKELETON,
    loose_key,
    skeleton_of_arabic,
    skeleton_of_loose,
    unify_articles,
    word_key,
)
from diwan.process.places.layout import Flag
from diwan.process.places.words import FEATURE, PROCLITICS

# A word: letters with the marks and apostrophes inside it. Hyphens and half-spaces part words.
_WORD = re.compile(
    r"[^\W_]+(?:[\u0300-\u036f\u064b-\u0652\u0670\u0640]*(?:['’ʼ`‘ʿʾ](?=[^\W\d_]))?[^\W_]+)*[\u064b-\u0652]*"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINS = re.compile(r"[\s\-‐‑–\u200c.]{0,2}\Z")
_MOST_WORDS = 6
_LONGEST = 60


@dataclass(slots=True)
class Word:
    start: int
    end: int
    key: str
    is_capital: bool
    gap: str  # what stands between the word before and this one


@dataclass(slots=True)
class Match:
    """One stretch of text and the places that it may name."""

    first: int  # index of its first word
    last: int  # index of its last word
    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]
    prefix: str = ""  # Arabic proclitics before the span
    notes: list[str] = field(default_factory=list)


def words_of(text: str) -> list[Word]:
    found, before = [], 0
    for m in _WORD.finditer(text):
        start, end = m.span()
        word = m.group()
        if word[-2:] in ("'s", "’s"):
            end -= 2
            word = word[:-2]
        found.append(Word(start, end, word_key(word), word[0].isupper(), text[before:start]))
        before = end
    return found


def find(text: str, words: list[Word], language: str, gazetteer: Gazetteer) -> list[Match]:
    """Non-overlapping matches, left to right, longest first."""
    matches, i = [], 0
    cased = language in ("en", "ru")
    while i < len(words):
        match = None
        if words[i].key and (words[i].is_capital or not cased) and not words[i].key.isdigit():
            match = _at(text, words, i, language, gazetteer)
        if match is None:
            i += 1
            continue
        matches.append(match)
        i = match.last + 1
    return matches


def _at(text: str, words: list[Word], i: int, language: str, gazetteer: Gazetteer) -> Match | None:
    run = _run(words, i)
    if language in ("ar", "fa"):
        return _arabic_script(text, words, i, run, language, gazetteer)
    joined = " ".join(w.key for w in run)
    found = _longest(joined, run, gazetteer)
    if found is None:
        found = _by_sound(text, run, language, gazetteer)
    if found is None:
        return None
    count, key, entries = found
    return Match(i, i + count - 1, run[0].start, run[count - 1].end, key, entries)


def _run(words: list[Word], i: int) -> list[Word]:
    """The words from i on that could be one name: nothing but a space or a hyphen between them."""
    run = [words[i]]
    for word in words[i + 1 : i + _MOST_WORDS]:
        if "\n" in word.gap or not _JOINS.match(word.gap):
            break
        run.append(word)
    return run


def _longest(joined: str, run: list[Word], gazetteer: Gazetteer) -> tuple[int, str, tuple[Entry, ...]] | None:
    """The longest key that ends where a word ends."""
    unified = unify_articles(joined)
    ends, at = {}, 0
    plain = unified.split(" ")
    for count, part in enumerate(plain, 1):
        at += len(part)
        ends[at] = count
        at += 1
    # Folding may split one word in two; then the counts do not agree, and only whole runs could be told.
    if len(plain) != len(run):
        return None
    best = None
    for key, number in gazetteer.prefixes(unified[:_LONGEST]):
        if len(key) in ends and _is_whole(run, ends[len(key)]):
            best = ends[len(key)], key, number
    return None if best is None else (best[0], best[1], gazetteer.entries(best[2]))


def _is_whole(run: list[Word], count: int) -> bool:
    """A part of a hyphenated word is not its name: Волга-Восток is not Волга."""
    return count >= len(run) or run[count].gap not in ("-", "‐", "‑")


_ENDINGS = ("", "ами", "ом", "ем", "ой", "ей", "ах", "а", "я", "у", "ю", "е", "и", "ы")


def _by_sound(
    text: str, run: list[Word], language: str, gazetteer: Gazetteer
) -> tuple[int, str, tuple[Entry, ...]] | None:
    """Another transcription of a name: the words that hang together, all capitalised, by their sound."""
    count = _capitalised(run)
    for n in range(count, 0, -1):
        if not _is_whole(run, n):
            continue
        joined = unify_articles(" ".join(w.key for w in run[:n]))
        if len(joined) > _LONGEST:
            continue
        for spelling in _undeclined(joined) if language == "ru" else (joined,):
            if (loose := loose_key(spelling)) and (number := gazetteer.number_of(loose)) is not None:
                return n, loose, gazetteer.entries(number)
    if language == "ru" and count and _is_whole(run, count):
        joined = unify_articles(" ".join(w.key for w in run[:count]))
        bones = {skeleton_of_loose(loose) for s in _undeclined(joined) if (loose := loose_key(s))} - {""}
        for bone in sorted(bones, key=len):
            if (number := gazetteer.number_of(bone)) is not None:
                return count, bone, gazetteer.entries(number)
    return None


def _undeclined(key: str) -> list[str]:
    """What a Russian case form may have been: with its ending, without, and with the feminine one."""
    made = [key]
    for ending in _ENDINGS[1:]:
        if key.endswith(ending) and len(key) - len(ending) > 2:
            stem = key.removesuffix(ending)
            made += [stem, stem + "а", stem + "я"]
    return made


_SMALL = frozenset(
    ["al", "el", "an", "as", "ash", "ar", "at", "az", "ez", "es", "de", "la", "le", "du", "bin", "эль", "эс", "эш", "эр", "эз", "эт", "эн", "эд", "ас", "аш", "аль", "на", "де", "ла"]
)


def _capitalised(run: list[Word]) -> int:
    """How many words at the beginning are capitalised, articles between them included."""
    count = 1 if run[0].is_capital else 0
    for n, word in enumerate(run[1:4], 2):
        if word.is_capital and word.gap in ("-", "‐", " "):
            count = n
        elif word.key not in _SMALL:
            break
    return count


def _arabic_script(
    text: str, words: list[Word], i: int, run: list[Word], language: str, gazetteer: Gazetteer
) -> Match | None:
    joined = " ".join(w.key for w in run)
    best: Match | None = None
    for prefix, rest in _without_proclitics(joined, language):
        found = _longest(rest, run, gazetteer)
        if found is not None and (best is None or _is_better(found, best)):
            count, key, entries = found
            start = _after_letters(text, run[0].start, len(prefix))
            best = Match(i, i + count - 1, start, run[count - 1].end, key, entries, prefix)
    if best is not None:
        return best
    if i and words[i - 1].key in FEATURE[language] and len(run[0].key) > 3:
        bones = skeleton_of_arabic(run[0].key)
        if bones and (number := gazetteer.number_of(bones)) is not None:
            return Match(i, i, run[0].start, run[0].end, SKELETON, gazetteer.entries(number))
    return None


def _without_proclitics(joined: str, language: str) -> list[tuple[str, str]]:
    """The word as it is, then without و, ف, ب, ل, ك before it; لل stands for ل and ال."""
    made = [("", joined)]
    if language != "ar":
        return made
    for depth in (1, 2):
        prefix, rest = joined[:depth], joined[depth:]
        if len(rest.split(" ", 1)[0]) < 3 or any(c not in PROCLITICS for c in prefix):
            break
        if depth == 2 and prefix[0] not in "وف":
            if prefix != "لل":
                break
        made.append((prefix, rest))
        if prefix[-1] == "ل" and rest.startswith("ل"):
            made.append((prefix, "ا" + rest))
    return made


def _is_better(found: tuple[int, str, tuple[Entry, ...]], best: Match) -> bool:
    """A name behind a prefix wins over the whole word only if it is far better known: ومالي is Mali."""
    now, before = found[2][0].place, best.entries[0].place
    return before.feature != "country" and (
        now.feature == "country" or now.population > 100 * (before.population + 1000)
    )


_MARK = re.compile(r"[\u064b-\u0652\u0670\u0640]*")


def _after_letters(text: str, start: int, letters: int) -> int:
    for _ in range(letters):
        start = _MARK.match(text, start + 1).end()  # type: ignore[union-attr]
    return start


def is_weak(flag: int) -> bool:
    return flag >= Flag.LOOSE
