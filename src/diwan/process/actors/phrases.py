"""Finds listed phrases in a text by its folded words, whatever prefix, case ending or possessive they carry."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from diwan.core.languages import Language
from diwan.process.actors.words import FOLDED, Word, is_joined, words_of
from diwan.process.remembered import Remembered

T = TypeVar("T")

# Case and gender endings, longest first. Both sides lose theirs, so what is compared need not be a real stem.
_RUSSIAN_ENDING = re.compile(
    r"(?:иями|ями|ами|иях|ого|его|ому|ему|ыми|ими|ией|ией|иям|ой|ей|ою|ею|ых|их|ым|им|ом|ем|ам|ям|ах|ях|ов|ев|ую|юю"
    r"|ая|яя|ое|ее|ый|ий|ые|ие|ия|ию|ии|а|я|о|е|у|ю|ы|и|ь|й)$"
)


@lru_cache(maxsize=65536)
def russian_stem(folded: str) -> str:
    """The word without its ending: `сирии`, `сирия` -> `сир`. Short words and abbreviations stay whole."""
    return _RUSSIAN_ENDING.sub("", folded) if len(folded) > 4 else folded


@lru_cache(maxsize=65536)
def without_arabic_prefix(folded: str) -> tuple[tuple[int, str], ...]:
    """(letters taken off, rest) for every way to read attached `و ف ب ل ک` and `لل`, the whole word first."""
    heads = [(0, folded)]
    if len(folded) > 3 and folded[0] in "وف":
        heads.append((1, folded[1:]))
    found = list(heads)
    for taken, rest in heads:
        if len(rest) > 4 and rest.startswith("لل"):
            found.append((taken + 1, "ا" + rest[1:]))
        elif len(rest) > 3 and rest[0] in "بلک":
            found.append((taken + 1, rest[1:]))
    return tuple(found)


def word_form(word: str, language: Language) -> str:
    if language is Language.RU:
        return russian_stem(word)
    if language is Language.EN and word.endswith("'s"):
        return word[:-2]
    return word


class Found(NamedTuple, Generic[T]):
    first: int  # index of the first word
    last: int  # index of the last word
    start: int
    end: int
    value: T


class Phrases(Generic[T]):
    """Listed phrases of one language, each with what it stands for."""

    def __init__(self, language: Language, listed: Iterable[tuple[str, T]]) -> None:
        self.language = language
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, T]]] = {}
        for phrase, value in listed:
            for spelling in {phrase, phrase.replace("\u200c", " ")}:
                self._add(spelling, value)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._beginnings = Remembered(self._beginnings_of)

    def _add(self, phrase: str, value: T) -> None:
        listed = words_of(phrase)
        forms = tuple(word_form(w.folded, self.language) for w in listed)
        if forms:
            self._by_first.setdefault(forms[0], []).append((forms, listed[0].text, value))

    def find(self, words: Sequence[Word]) -> Iterator[Found[T]]:
        """The longest listed phrase at every place, none inside another."""
        past = -1
        for index, beginnings in self._beginnings.telling(map(FOLDED, words)):
            if index > past:
                for taken, first in beginnings:
                    if found := self._listed(words, index, taken, first):
                        yield found
                        past = found.last
                        break

    def _beginnings_of(self, folded: str) -> tuple[tuple[int, str], ...]:
        """(letters before it, form) of every listed first word that the word may be; of most words none."""
        form = word_form(folded, self.language)
        forms = without_arabic_prefix(form) if self.language is Language.AR else ((0, form),)
        return tuple((taken, bare) for taken, bare in forms if bare in self._by_first)

    def _listed(self, words: Sequence[Word], index: int, taken: int, first: str) -> Found[T] | None:
        for entry, first_as_listed, value in self._by_first[first]:
            last = index + len(entry) - 1
            if (
                last < len(words)
                and all(map(self._goes_on, words[index + 1 : last + 1], entry[1:]))
                and _case_fits(words[index].text, first_as_listed)
            ):
                end = words[last].end - (2 if words[last].folded.endswith("'s") else 0)
                return Found(index, last, words[index].start + taken, end, value)
        return None

    def _goes_on(self, word: Word, form: str) -> bool:
        return word_form(word.folded, self.language) == form and is_joined(word)


def _case_fits(text: str, listed: str) -> bool:
    """`WHO` is no `who`, and a name that is written with a capital is found with one."""
    if listed.isupper() and len(listed) > 1:
        return text.removesuffix("'s").removesuffix("’s").isupper()
    return not listed[0].isupper() or text[0].isupper()
