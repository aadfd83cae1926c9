"""`the mayor`, `the committee`: whom the text gave an office, or the body whose name holds the word."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from diwan.core.languages import Language
from diwan.core.reading import ActorKind, ActorMention
from diwan.process.actors.words import fold, fold_all
from diwan.process.claims.cues import Span
from diwan.process.claims.listed import listed
from diwan.process.claims.marks import Marks
from diwan.process.credits.read import is_outlet

_REMEMBERED = 120  # mentions
_SOON = 4  # mentions
_SOON_REACH = 500  # characters
_BESIDE = 40  # characters between a name and the office told with it
_WORD = re.compile(r"[\w\u064b-\u0652\u200c-]{3,}")
_ENGLISH_HEADS = frozenset(
    ["ministry", "committee", "council", "commission", "brigade", "front", "agency", "institute"]
)
_BODIES = (ActorKind.ORGANISATION, ActorKind.GROUP)


@lru_cache(maxsize=32_768)
def _is_role(word: str, language: Language) -> bool:
    return listed("roles", language).fullmatch(word) is not None


@dataclass(slots=True)
class Offices:
    """The names of one report, asked for by what they hold."""

    marks: Marks
    actors: Sequence[ActorMention]
    _starts: list[int] = field(default_factory=list)
    _by_head: dict[str, list[int]] | None = None  # word -> indexes of the bodies whose name holds it
    _beside: dict[int, str] = field(default_factory=dict)  # index of a person -> the folded words around

    def __post_init__(self) -> None:
        self._starts = [mention.start for mention in self.actors]

    def back_from(self, at: int) -> range:
        """Indexes of the mentions before `at`, nearest first; far back nobody remembers who held an office."""
        last = bisect_left(self._starts, at)
        return range(last - 1, max(-1, last - _REMEMBERED), -1)

    def between(self, start: int, end: int) -> range:
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def holder(self, span: Span) -> int | None:
        """Index of the first name before the words of `span` that one of them stands for."""
        language = self.marks.language
        for match in _WORD.finditer(self.marks.text[span[0] : span[1]]):
            word = (fold_all(match[0]) or ("",))[0]
            bare = _bare(word, language)
            at = span[0] + match.start()
            found = self._body(bare, at)
            if _is_role(match[0], language):
                found = max(found, self._person(bare, at, found))
            if found >= 0:
                return found
        return None

    def named_later(self, span: Span) -> int | None:
        """`..., the chief mediator said. "..." X, who led the mediation, ...`: a lead tells the office, the text the name."""
        language = self.marks.language
        first = bisect_left(self._starts, span[1])
        people = [
            i
            for i in range(first, min(first + _SOON, len(self.actors)))
            if self.actors[i].kind is ActorKind.PERSON and self.actors[i].start < span[1] + _SOON_REACH
        ]
        if not people:
            return None
        for match in self.marks.matches("roles", *span):
            office = _bare((fold_all(match[0]) or ("",))[-1], language)
            forms = {office, office[:-2] + "ion"} if office.endswith("tor") else {office}
            for index in people:
                if any(self._stands_beside(form, index) for form in forms):
                    return index
        return None

    def institution(self, before: int) -> int | None:
        """The body named last before, for `its minister`."""
        for index in self.back_from(before):
            if self.actors[index].kind in _BODIES and not is_outlet(self.actors[index]):
                return index
        return None

    def _body(self, head: str, before: int) -> int:
        if self._by_head is None:
            self._by_head = self._heads()
        near = self.back_from(before)
        indexes = self._by_head.get(head, ())
        return next((i for i in reversed(indexes) if i in near and self.actors[i].end <= before), -1)

    def _heads(self) -> dict[str, list[int]]:
        found = dict[str, list[int]]()
        for index, mention in enumerate(self.actors):
            if mention.kind in _BODIES and not is_outlet(mention):
                told = dict(mention.why.facts).get("head", "")
                for head in _heads_of(mention.name, told, self.marks.language):
                    found.setdefault(head, []).append(index)
        return found

    def _person(self, office: str, before: int, beyond: int) -> int:
        """The nearest person after the mention `beyond` with whose name the office is told."""
        for index in self.back_from(before):
            if index <= beyond:
                break
            mention = self.actors[index]
            is_told = mention.kind is ActorKind.PERSON and mention.end <= before and not is_outlet(mention)
            if is_told and self._stands_beside(office, index):
                return index
        return -1

    def _stands_beside(self, office: str, index: int) -> bool:
        around = self._beside.get(index)
        if around is None:
            text, mention = self.marks.text, self.actors[index]
            before = text[max(0, mention.start - _BESIDE) : mention.start]
            around = fold.__wrapped__(f"{before} {text[mention.end : mention.end + _BESIDE]}")
            self._beside[index] = around
        language = self.marks.language
        return office in around and any(_bare(word, language) == office for word in fold_all(around))


def _bare(word: str, language: Language) -> str:
    """Without the Arabic article."""
    return word.removeprefix("وال").removeprefix("ال") if language is Language.AR else word


@lru_cache(maxsize=32_768)
def _heads_of(name: str, told: str, language: Language) -> frozenset[str]:
    """The words of a body's name that may stand for it alone."""
    words = fold_all(name)
    is_english = language is Language.EN
    heads = {*fold_all(told), *(words[-1:] if is_english else words[:1])}
    if is_english:
        heads |= _ENGLISH_HEADS.intersection(words)
    return frozenset(head.removeprefix("ال") for head in heads if len(head) > 2)
