"""Text -> tokens of one letter each, with their place in the original."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from diwan.process.fold import HALF_SPACE, Folded, fold_strong

_TOKEN = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+|[,./()|~&\n-]")
_FIGURES_DATE = re.compile(r"(?:\d{4}([./-])\d{1,2}\1\d{1,2}|\d{1,2}([./-])\d{1,2}\2\d{4})")
_FIGURES_RANGE = re.compile(r"(\d+)-(\d+)")
_ARABIC_PREFIXED_DIGITS = frozenset("وفبلك")
_NOT_A_DATE_AFTER = frozenset("%‰°€$£₽﷼٪")


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    value: Any
    start: int  # in the folded text
    end: int


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

    def add(self, kind: str, entries: dict[Any, str] | str, value: Any = None) -> "Vocabulary":
        """`entries`: words parted by blanks, or value -> words; an underscore stands for a blank in a phrase."""
        pairs: Iterable[tuple[Any, str]] = (
            entries.items() if isinstance(entries, dict) else [(value, entries)]
        )
        for meaning, words in pairs:
            for word in words.split():
                self._add_one(tuple(fold_strong(part).text for part in word.split("_")), kind, meaning)
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
        rough = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(folded.text)]
        found: list[Token] = []
        at = 0
        while at < len(rough):
            taken, new = self._token(rough, at, folded, original)
            found.extend(new)
            at += taken
        return found

    def _token(
        self, rough: list[tuple[str, int, int]], at: int, folded: Folded, original: str
    ) -> tuple[int, list[Token]]:
        """(how many rough pieces are used up, the tokens they make)."""
        word, start, end = rough[at]
        if word[0].isdigit():
            return self._number(rough, at, folded.text)
        if not word[0].isalpha():
            return 1, [Token("|" if word == "\n" else word, None, start, end)]
        if (phrase := self._phrase(rough, at)) is not None:
            return phrase
        known = self.words.get(word)
        if known is None and self.prefixes:
            known, start = self._prefixed(word, start)
        if known is None or not self._case_fits(word, original[folded.offset(start)]):
            return 1, [Token("~", None, start, end)]
        return 1, [Token(known[0], known[1], start, end)]

    def _phrase(self, rough: list[tuple[str, int, int]], at: int) -> tuple[int, list[Token]] | None:
        word, start, _ = rough[at]
        entries, stripped = self.phrases.get(word), start
        if entries is None:
            for prefix in self.prefixes:
                if word.startswith(prefix) and (entries := self.phrases.get(word[len(prefix) :])):
                    stripped = start + len(prefix)
                    break
        for rest, kind, meaning in entries or ():
            following = rough[at + 1 : at + 1 + len(rest)]
            if len(following) == len(rest) and all(
                piece[0] == part for piece, part in zip(following, rest, strict=True)
            ):
                return 1 + len(rest), [Token(kind, meaning, stripped, following[-1][2])]
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

    def _number(self, rough: list[tuple[str, int, int]], at: int, text: str) -> tuple[int, list[Token]]:
        word, start, end = rough[at]
        before = text[start - 1] if start else " "
        is_code = (before.isalpha() and before not in _ARABIC_PREFIXED_DIGITS) or before in "$€£№#"
        if is_code or text[end : end + 1] in _NOT_A_DATE_AFTER:
            return 1, [Token("~", None, start, end)]
        if word.isdigit():
            used, end, has_suffix = self._ordinal_suffix(rough, at, text)
            if not has_suffix and text[end : end + 1].isalpha():
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

    def _ordinal_suffix(self, rough: list[tuple[str, int, int]], at: int, text: str) -> tuple[int, int, bool]:
        end = rough[at][2]
        used = 1
        if text[end : end + 1] == "-" and at + 1 < len(rough) and rough[at + 1][0] == "-":
            used = 2
        following = at + used
        if (
            following < len(rough)
            and rough[following][0] in self.suffixes
            and rough[following][1] == end + used - 1
        ):
            return used + 1, rough[following][2], True
        return 1, end, False


def _figures(digits: str, start: int, end: int) -> Token:
    number = int(digits[:9])
    if len(digits) == 4 and 1200 <= number <= 2200:
        return Token("y", number, start, end)
    if len(digits) <= 2 and 1 <= number <= 31:
        return Token("n", number, start, end)
    return Token("c" if len(digits) <= 3 else "~", number, start, end)
