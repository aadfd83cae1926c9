"""Text -> tokens of one letter each, with their place in the original.

Most words mean nothing on a calendar. Each word, once for all reports, is told apart as one that may date something,
one that may only stand beside such a word, or neither; tokens are made of the runs that hold one of the first kind.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, NamedTuple

from diwan.process.fold import HALF_SPACE, Folded, fold_strong
from diwan.process.remembered import Remembered

_TOKEN = re.compile(r"(\d+(?:[.,:/-]\d+)*|[^\W\d_]+|[,./()|~&\n-])")
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
OTHER = Token("~", None, 0, 0)
_WITHOUT_MEANING = {sign: Token(sign, None, 0, 0) for sign in ",./()&-"} | {"\n": Token("|", None, 0, 0)}
# At least one of these must be there, or no rule can match.
_ANCHORS = frozenset("mkwvrRy#alxisEbhuB")
_DATES, _BESIDE, _NEITHER = "a", "m", "~"
_UNTOLD = ("~", None)
_RUN = re.compile(f"{_BESIDE}*{_DATES}[{_DATES}{_BESIDE}]*")


class _Rough(NamedTuple):
    """The pieces of a text, in columns."""

    starts: list[int]
    ends: list[int]
    written: list[str]

    def word(self, at: int) -> str:
        return self.written[at] if at < len(self.written) else ""

    def words(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(self.written[start:end])


def _pieces_of(text: str) -> _Rough:
    parts = _TOKEN.split(text)  # what stands between two pieces and the pieces, in turn
    ends = list(accumulate(map(len, parts)))
    return _Rough(ends[0:-1:2], ends[1::2], parts[1::2])


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
    _class_of: Remembered[str] | None = None

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

    def runs(self, folded: Folded, original: str) -> Iterator[list[Token]]:
        """Tokens of each stretch that may hold a date, with what ends it; no expression goes beyond a word that
        means nothing."""
        rough = _pieces_of(folded.text)
        classes = "".join(self._classes().of(rough.written))
        for run in _RUN.finditer(classes):
            tokens = list(self._tokens(rough, *run.span(), folded, original))
            yield tokens if run.end() == len(classes) else [*tokens, OTHER]

    def _tokens(self, rough: _Rough, at: int, end: int, folded: Folded, original: str) -> Iterator[Token]:
        while at < end:
            sign = _WITHOUT_MEANING.get(rough.word(at))
            used, new = (1, [sign]) if sign else self._token(rough, at, folded, original)
            yield from new
            at += used

    def _classes(self) -> Remembered[str]:
        if self._class_of is None:
            beside = {word for entries in self.phrases.values() for rest, _, _ in entries for word in rest}
            beside |= self.suffixes | _WITHOUT_MEANING.keys()

            def class_of(word: str) -> str:
                if word[0].isdigit():
                    return _DATES if len(word) > 3 else _BESIDE
                kinds = {kind for bare in self._without_prefix(word) for kind in self._kinds(bare)}
                if kinds & _ANCHORS:
                    return _DATES
                return _BESIDE if kinds or word in beside else _NEITHER

            self._class_of = Remembered(class_of)
        return self._class_of

    def _without_prefix(self, word: str) -> Iterator[str]:
        yield word
        yield from (word[len(prefix) :] for prefix in self.prefixes if word.startswith(prefix))
        if self.prefixes and word.startswith("لل"):
            yield "ال" + word[2:]

    def _kinds(self, word: str) -> Iterator[str]:
        if word in self.words:
            yield self.words[word][0]
        for rest, kind, _ in self.phrases.get(word, ()):
            ends_in_date = self.words.get(rest[-1], _UNTOLD)[0] in _ANCHORS  # that word tells already
            yield "~" if ends_in_date else kind

    def _token(self, rough: _Rough, at: int, folded: Folded, original: str) -> tuple[int, list[Token]]:
        """(how many rough pieces are used up, the tokens they make)."""
        word, start, end = rough.word(at), rough.starts[at], rough.ends[at]
        if word[0].isdigit():
            return self._number(rough, at, folded.text)
        if (phrase := self._phrase(rough, at)) is not None:
            return phrase
        known = self.words.get(word)
        if known is None and self.prefixes:
            known, start = self._prefixed(word, start)
        if known is None or not self._case_fits(word, original[folded.offset(start)]):
            return 1, [Token("~", None, start, end)]
        if word in self.abbreviations and rough.word(at + 1) == "." and rough.starts[at + 1] == end:
            return 2, [Token(known[0], known[1], start, end + 1)]
        return 1, [Token(known[0], known[1], start, end)]

    def _phrase(self, rough: _Rough, at: int) -> tuple[int, list[Token]] | None:
        word, start = rough.word(at), rough.starts[at]
        entries, stripped = self.phrases.get(word), start
        if entries is None:
            for prefix in self.prefixes:
                if word.startswith(prefix) and (entries := self.phrases.get(word[len(prefix) :])):
                    stripped = start + len(prefix)
                    break
        for rest, kind, meaning in entries or ():
            if rough.words(at + 1, at + 1 + len(rest)) == rest:
                return 1 + len(rest), [Token(kind, meaning, stripped, rough.ends[at + len(rest)])]
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
        word, start, end = rough.word(at), rough.starts[at], rough.ends[at]
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
        end = rough.ends[at]
        used = 2 if text[end : end + 1] == "-" and rough.word(at + 1) == "-" else 1
        following = at + used
        if rough.word(following) in self.suffixes and rough.starts[following] == end + used - 1:
            return used + 1, rough.ends[following], True
        return 1, end, False


def _figures(digits: str, start: int, end: int) -> Token:
    number = int(digits[:9])
    if len(digits) == 4 and 1200 <= number <= 2200:
        return Token("y", number, start, end)
    if len(digits) <= 2 and 1 <= number <= 31:
        return Token("n", number, start, end)
    return Token("c" if len(digits) <= 3 else "~", number, start, end)
