"""Finds where the names of the gazetteer occur in a text: the longest match at each word, per script.

A match is only a possibility; `weigh` decides. Spans are those of the original text: words are folded one by one,
so a span never needs to be carried back.
"""

import re
from dataclasses import dataclass

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
from diwan.process.places.words import BEFORE_PLACE, BREAKS, COMMON, FEATURE, PROCLITICS

# A word: letters with the marks and apostrophes inside it. Hyphens and half-spaces part words.
_WORD = re.compile(
    r"[^\W_]+(?:[\u0300-\u036f\u064b-\u0655\u0670\u0640]*(?:['’ʼ`‘ʿʾ](?=[^\W\d_]))?[^\W_]+)*[\u064b-\u0655]*"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINS = re.compile(r"[\s\-‐‑–\u200c.]{0,2}\Z")
HYPHENS = ("-", "‐", "‑")
_MOST_WORDS = 6
_LONGEST = 60


# Prepositions and the like open no name; most words of a text need no look-up at all.
NEVER_FIRST = {
    language: {"", *BEFORE_PLACE[language], *BREAKS[language]} - {"جنوب", "شمال"} for language in BREAKS
}


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
    is_told: bool = False  # a word beside it says that this is a place


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
    cased, never = language in ("en", "ru"), NEVER_FIRST[language]
    while i < len(words):
        match = None
        if words[i].key not in never and (not cased or _may_open(words, i)) and not words[i].key.isdigit():
            match = _at(text, words, i, language, gazetteer)
        if match is None:
            i += 1
            continue
        matches.append(match)
        i = match.last + 1
    return matches


def _may_open(words: list[Word], i: int) -> bool:
    """A capital, or a small article before one (al-Bab); never the second half of a hyphenated word."""
    if i and words[i].gap in HYPHENS:
        return False
    if words[i].is_capital:
        return True
    after = words[i + 1] if i + 1 < len(words) else None
    return bool(after and after.is_capital and after.gap in HYPHENS and words[i].key in ARTICLES)


def _at(text: str, words: list[Word], i: int, language: str, gazetteer: Gazetteer) -> Match | None:
    run = _run(words, i)
    if language in ("ar", "fa"):
        return _arabic_script(text, words, i, run, language, gazetteer)
    joined = " ".join(w.key for w in run)
    found = _longest(joined, run, gazetteer, cased=True)
    if found is None or (found[0] == 1 and _is_little_known(found[2])):
        heard = _by_sound(run, language, gazetteer)
        if found is None or (heard and heard[0] > found[0]):
            found = heard
        elif heard and heard[0] == found[0]:
            found = found[0], found[1], (*found[2], *heard[2])
    if found is None:
        return None
    count, key, entries = found
    return Match(i, i + count - 1, run[0].start, run[count - 1].end, key, entries)


def _is_little_known(entries: tuple[Entry, ...]) -> bool:
    return entries[0].place.feature == "city" and entries[0].place.population < 100_000


def _run(words: list[Word], i: int) -> list[Word]:
    """The words from i on that could be one name: nothing but a space or a hyphen between them."""
    run = [words[i]]
    for word in words[i + 1 : i + _MOST_WORDS]:
        if "\n" in word.gap or not _JOINS.match(word.gap):
            break
        run.append(word)
    return run


def _longest(
    joined: str, run: list[Word], gazetteer: Gazetteer, *, cased: bool = False
) -> tuple[int, str, tuple[Entry, ...]] | None:
    """The longest key that ends where a word ends."""
    unified = unify_articles(joined)
    hits = gazetteer.prefixes(unified[:_LONGEST])
    first_end = unified.find(" ")
    if not hits or len(hits[-1][0]) < (len(unified) if first_end < 0 else first_end):
        return None  # nothing reaches the end of the first word: so it is with most words
    plain = unified.split(" ")
    # Folding may split one word in two; then the counts do not agree, and only whole runs could be told.
    if len(plain) != len(run):
        return None
    ends, at = {}, 0
    for count, part in enumerate(plain, 1):
        at += len(part)
        ends[at] = count
        at += 1
    best = None
    for key, number in hits:
        count = ends.get(len(key), 0)
        if count and _is_whole(run, count) and (run[count - 1].is_capital or not cased):
            best = count, key, number
    return None if best is None else (best[0], best[1], gazetteer.entries(best[2]))


def _is_whole(run: list[Word], count: int) -> bool:
    """A part of a hyphenated word is not its name: Рим-Милан is not Рим."""
    return count >= len(run) or run[count].gap not in ("-", "‐", "‑")


def _by_sound(
    run: list[Word], language: str, gazetteer: Gazetteer
) -> tuple[int, str, tuple[Entry, ...]] | None:
    """Another transcription of a name: the words that hang together, all capitalised, by their sound."""
    if run[0].key in COMMON[language]:
        return None
    whole = _capitalised(run)
    for count in range(whole, 0, -1):
        joined = unify_articles(" ".join(w.key for w in run[:count]))
        if not _is_whole(run, count) or len(joined) > _LONGEST:
            continue
        sounds = {loose: 0 for s in _spellings(joined, language) if (loose := loose_key(s))}
        for key in sounds:
            if (number := gazetteer.number_of(key)) is not None:
                return count, key, gazetteer.entries(number)
        if language == "ru" and count == whole:
            for key in {bones: 0 for s in sounds if (bones := skeleton_of_loose(s))}:
                if (number := gazetteer.number_of(key)) is not None:
                    return count, key, gazetteer.entries(number)
    return None


_ENDINGS = (
    ("ами", ""), ("ом", ""), ("ем", ""), ("ой", "а"), ("ей", "я"), ("ах", ""), ("ии", "ия"), ("ию", "ия"), ("а", ""),
    ("я", ""), ("у", ""), ("у", "а"), ("ю", ""), ("ю", "я"), ("е", ""), ("е", "а"), ("и", "а"), ("и", "я"), ("ы", "а"),
)  # fmt: skip


def _spellings(key: str, language: str) -> list[str]:
    """What a Russian case form may have been: as it stands, then with each fitting ending undone."""
    if language != "ru":
        return [key]
    undone = [
        key.removesuffix(e) + basic for e, basic in _ENDINGS if key.endswith(e) and len(key) - len(e) > 2
    ]
    return [key, *undone]


ARTICLES = frozenset(
    [
        "al",
        "el",
        "an",
        "as",
        "ash",
        "ar",
        "at",
        "az",
        "ez",
        "es",
        "de",
        "la",
        "le",
        "du",
        "bin",
        "эль",
        "эс",
        "эш",
        "эр",
        "эз",
        "эт",
        "эн",
        "эд",
        "ас",
        "аш",
        "аль",
        "на",
        "де",
        "ла",
    ]
)


def _capitalised(run: list[Word]) -> int:
    """How many words at the beginning are capitalised, articles between them included."""
    count = 1 if run[0].is_capital else 0
    for n, word in enumerate(run[1:4], 2):
        if word.is_capital and word.gap in ("-", "‐", " "):
            count = n
        elif word.key not in ARTICLES:
            break
    return count


def _arabic_script(  # noqa: PLR0917  (the state of the scan)
    text: str,
    words: list[Word],
    i: int,
    run: list[Word],
    language: str,
    gazetteer: Gazetteer,
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
        if depth == 2 and prefix[0] not in "وف" and prefix != "لل":
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


_MARK = re.compile(r"[\u064b-\u0655\u0670\u0640]*")


def _after_letters(text: str, start: int, letters: int) -> int:
    for _ in range(letters):
        start = _MARK.match(text, start + 1).end()  # type: ignore[union-attr]
    return start


def is_weak(flag: int) -> bool:
    return flag >= Flag.LOOSE
