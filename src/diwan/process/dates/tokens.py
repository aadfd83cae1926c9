"""Text -> tokens of one letter each, with their place in the original."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from diwan.process.fold import HALF_SPACE, Folded, fold_strong

_TOKEN = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+|[,./()|~&\n-]")
_FIGURES_DATE = re.compile(r"(?:\d{4}([./-])\d{1,2}\1\d{1,2}|\d{1,2}([./-])\d{1,2}\2\d{4})")
_FIGURES_RANGE = re.compile(r"(\d+)-(\d+)")
_ARABIC_PREFIXED_DIGITS = frozenset("وفبلك")
_NOT_A_DATE_AFTER = frozenset("%‰°€$£₽﷼٪")


class Token(NamedTuple):
    """A tuple, because every word of every report becomes one."""

    kind: str
    value: Any
    start: int  # in the folded text
    end: int


# Never the first or last of an expression, so their places are never asked for.
_OTHER = Token("~", None, 0, 0)
_WITHOUT_MEANING = {sign: Token(sign, None, 0, 0) for sign in ",./()&-"} | {"\n": Token("|", None, 0, 0)}


@dataclass(frozen=True, slots=True)
class _Rough:
    words: list[str]
    places: list[re.Match[str]]

    def word(self, at: int) -> str:
        return self.words[at] if at < len(self.words) else ""


@dataclass(slots=True)
class Vocabulary:
    """Folded words of one language: word -> (kind, value); phrases by their first word, longest first."""

    words: dict[str, tuple[str, Any]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]] = field(default_factory=dict)
    capitalised: frozenset[str] = frozenset()  # count only with a capital letter: May, March
    lower_case: frozenset[str] = frozenset()  # count only without one: марта, not Марта
    suffixes: frozenset[str] = frozenset()  # ordinal endings written after figures: 26th, 26-го
    prefixes: tuple[str, ...] = ()  # written together with the next word: و ب ل
    parts_half_space: bool = False
    abbreviations: frozenset[str] = frozenset()  # the full stop after them is theirs: Sept., г.

    def add(self, kind: str, entries: dict[Any, str] | str, value: Any = None) -> "Vocabulary":
        """`entries`: words parted by blanks, or value -> words; an underscore stands for a blank in a phrase."""
        pairs: Iterable[tuple[Any, str]] = (
            entries.items() if isinstance(entries, dict) else [(value, entries)]
        )
        for meaning, words in pairs:
            for word in words.split():
                self._add_one(tuple(fold_strong(part).text for part in word.split("_")), kind, meaning)
        return self

    def abbreviate(self, words: str) -> "Vocabulary":
        self.abbreviations = frozenset(words.split())
        return self

    def _add_one(self, parts: tuple[str, ...], kind: str, meaning: Any) -> None:
        if len(parts) == 1:
            self.words[parts[0]] = (kind, meaning)
            return
        entries = self.phrases.setdefault(parts[0], [])
        entries.append((parts[1:], kind, meaning))
        entries.sort(key=lambda entry: -len(entry[0]))

    def fold(self, text: str) -> Folded:
        return fold_strong(text.replace(HALF_SPACE, " ") if self.parts_half_space else text)

    def tokens(self, folded: Folded, original: str) -> list[Token]:
        rough = _Rough(_TOKEN.findall(folded.text), list(_TOKEN.finditer(folded.text)))
        found: list[Token] = []
        words, phrases, begins = self.words, self.phrases, tuple(self.prefixes)
        skip = 0
        for at, word in enumerate(rough.words):
            if skip:
                skip -= 1
            elif (
                word in words or word in phrases or word[0].isdigit() or (begins and word.startswith(begins))
            ):
                used, new = self._token(rough, at, folded, original)
                found.extend(new)
                skip = used - 1
            else:
                found.append(_WITHOUT_MEANING.get(word, _OTHER))
        return found

    def _token(self, rough: _Rough, at: int, folded: Folded, original: str) -> tuple[int, list[Token]]:
        """(how many rough pieces are used up, the tokens they make)."""
        word, (start, end) = rough.words[at], rough.places[at].span()
        if word[0].isdigit():
            return self._number(rough, at, folded.text)
        if (phrase := self._phrase(rough, at)) is not None:
            return phrase
        known = self.words.get(word)
        if known is None and self.prefixes:
            known, start = self._prefixed(word, start)
        if known is None or not self._case_fits(word, original[folded.offset(start)]):
            return 1, [Token("~", None, start, end)]
        if word in self.abbreviations and rough.word(at + 1) == "." and rough.places[at + 1].start() == end:
            return 2, [Token(known[0], known[1], start, end + 1)]
        return 1, [Token(known[0], known[1], start, end)]

    def _phrase(self, rough: _Rough, at: int) -> tuple[int, list[Token]] | None:
        word, start = rough.words[at], rough.places[at].start()
        entries, stripped = self.phrases.get(word), start
        if entries is None:
            for prefix in self.prefixes:
                if word.startswith(prefix) and (entries := self.phrases.get(word[len(prefix) :])):
                    stripped = start + len(prefix)
                    break
        for rest, kind, meaning in entries or ():
            if tuple(rough.words[at + 1 : at + 1 + len(rest)]) == rest:
                return 1 + len(rest), [Token(kind, meaning, stripped, rough.places[at + len(rest)].end())]
        return None

    def _prefixed(self, word: str, start: int) -> tuple[tuple[str, Any] | None, int]:
        """Arabic: والسبت, لليوم, بيوم. The prefix stays outside."""
        for prefix in self.prefixes:
            if (
                word.startswith(prefix)
                and (known := self.words.get(word[len(prefix) :]))
                and known[0] not in "pfeq"
            ):
                return known, start + len(prefix)
        if word.startswith("لل") and (known := self.words.get("ال" + word[2:])):
            return known, start + 1
        return None, start

    def _case_fits(self, word: str, first: str) -> bool:
        if word in self.capitalised:
            return first.isupper()
        return not (word in self.lower_case and first.isupper())

    def _number(self, rough: _Rough, at: int, text: str) -> tuple[int, list[Token]]:
        word, (start, end) = rough.words[at], rough.places[at].span()
        before = text[start - 1] if start else " "
        is_code = (before.isalpha() and before not in _ARABIC_PREFIXED_DIGITS) or before in "$€£№#"
        if is_code or text[end : end + 1] in _NOT_A_DATE_AFTER:
            return 1, [Token("~", None, start, end)]
        if word.isdigit():
            used, end, has_suffix = self._ordinal_suffix(rough, at, text)
            if not has_suffix and text[end : end + 1].isalpha() and not self._is_era(rough, at + 1):
                return 1, [Token("~", None, start, end)]
            return used, [_figures(word, start, end)]
        if _FIGURES_DATE.fullmatch(word):
            return 1, [Token("#", word, start, end)]
        if parts := _FIGURES_RANGE.fullmatch(word):
            middle = start + len(parts.group(1))
            return 1, [
                _figures(parts.group(1), start, middle),
                Token("-", None, middle, middle + 1),
                _figures(parts.group(2), middle + 1, end),
            ]
        return 1, [Token("~", None, start, end)]

    def _is_era(self, rough: _Rough, at: int) -> bool:
        """١٤٣٧هـ, ٢٠١٧م: the era is written on to the year."""
        return self.words.get(rough.word(at), ("", None))[0] in ("H", "J", "M")

    def _ordinal_suffix(self, rough: _Rough, at: int, text: str) -> tuple[int, int, bool]:
        end = rough.places[at].end()
        used = 2 if text[end : end + 1] == "-" and rough.word(at + 1) == "-" else 1
        following = at + used
        if rough.word(following) in self.suffixes and rough.places[following].start() == end + used - 1:
            return used + 1, rough.places[following].end(), True
        return 1, end, False


def _figures(digits: str, start: int, end: int) -> Token:
    number = int(digits[:9])
    if len(digits) == 4 and 1200 <= number <= 2200:
        return Token("y", number, start, end)
    if len(digits) <= 2 and 1 <= number <= 31:
        return Token("n", number, start, end)
    return Token("c" if len(digits) <= 3 else "~", number, start, end)
