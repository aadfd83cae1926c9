"""What a listed expression may begin with, so that only words that may open one are looked at more closely.

An opening is the beginning of the expression's first word as a key holds it: letters, a blank in front where the word
must begin there, a blank behind where it must end there. It may promise too much and never too little.
"""

import re
from typing import NamedTuple

_REPEAT = re.compile(r"([?*+]|\{(\d*),?\d*\})\??")
_BOUNDARY = re.compile(r"\\b|\(\?<!\[?\\w(?:\\u200c|\u200c)?\]?\)|\(\?!\[?\\w(?:\\u200c|\u200c)?\]?\)")
_LOOK = re.compile(r"\(\?<?[=!]")
_APOSTROPHES = "'’"


class _Part(NamedTuple):
    """The beginning of a match; when it is whole, nothing more is known of what follows."""

    text: str
    is_whole: bool


_NOTHING = _Part("", is_whole=False)
_BLANK = _Part(" ", is_whole=False)
_ANYTHING = _Part("", is_whole=True)


def openings(expression: str) -> frozenset[str]:
    """None for an empty expression. Raises ValueError where one may begin with any word at all."""
    if not expression:
        return frozenset()
    found = frozenset(part.text for part in _Reader(expression).alternatives())
    if not all(opening.strip() for opening in found):
        raise ValueError(expression)
    return found


class _Reader:
    """Reads the few signs of regular expressions that the lists use, once, from left to right."""

    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.at = 0

    def alternatives(self) -> set[_Part]:
        found = self._sequence()
        while self._takes("|"):
            found |= self._sequence()
        return found

    def _takes(self, sign: str) -> bool:
        is_next = self.expression.startswith(sign, self.at)
        self.at += len(sign) * is_next
        return is_next

    def _sequence(self) -> set[_Part]:
        begun = {_NOTHING}
        while self.at < len(self.expression) and self.expression[self.at] not in "|)":
            parts = self._repeated()
            begun = {joined for part in begun for joined in _joined(part, parts)}
        return begun

    def _repeated(self) -> set[_Part]:
        parts = self._part()
        repeat = _REPEAT.match(self.expression, self.at)
        if repeat is None:
            return parts
        self.at = repeat.end()
        if repeat[1] != "?":
            parts = {_Part(part.text, is_whole=True) for part in parts}
        return parts | {_NOTHING} if repeat[1] in "?*" or repeat[2] == "0" else parts

    def _part(self) -> set[_Part]:
        if boundary := _BOUNDARY.match(self.expression, self.at):
            self.at = boundary.end()
            return {_BLANK}
        if look := _LOOK.match(self.expression, self.at):
            self.at = look.end()
            self.alternatives()
            self._takes(")")
            return {_NOTHING}
        if self._takes("(?:"):
            parts = self.alternatives()
            self._takes(")")
            return parts
        if self._takes("["):
            return self._class()
        return {self._letter()}

    def _class(self) -> set[_Part]:
        end = self.expression.index("]", self.at)
        inside, self.at = self.expression[self.at : end], end + 1
        if inside.startswith("^") or "\\" in inside or "-" in inside:
            return {_ANYTHING}
        return {_letter(sign) for sign in inside}

    def _letter(self) -> _Part:
        sign = self.expression[self.at]
        self.at += 1
        if sign == "\\":
            self.at += 1
            return _BLANK if self.expression[self.at - 1] == "s" else _ANYTHING
        return _ANYTHING if sign == "." else _letter(sign)


def _letter(sign: str) -> _Part:
    if sign in _APOSTROPHES:
        return _Part("'", is_whole=False)
    return _Part(sign.lower(), is_whole=False) if re.match(r"\w", sign) else _BLANK


def _joined(begun: _Part, parts: set[_Part]) -> set[_Part]:
    """A blank behind letters ends the first word."""
    if begun.is_whole:
        return {begun}
    found = set()
    for part in parts:
        text = begun.text + part.text
        first, ended, _ = text.lstrip().partition(" ")
        found.add(_Part(" " * text.startswith(" ") + first + ended, part.is_whole or bool(ended)))
    return found
