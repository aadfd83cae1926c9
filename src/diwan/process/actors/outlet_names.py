"""What may be the name of an outlet: a span in an outlet's place, trimmed, or a word that ends as outlets' names do."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from operator import attrgetter

from diwan.core.languages import Language
from diwan.core.reading import ActorKind, PlaceMention
from diwan.process.actors import arabic_words, persian_words
from diwan.process.actors.candidate import Candidate
from diwan.process.actors.known import countries, demonym_of
from diwan.process.actors.lexicon import name_words, words
from diwan.process.actors.outlets import looks_like_outlet
from diwan.process.actors.words import Word, is_joined

_BY_START = attrgetter("start")
_BY_END = attrgetter("end")


# A body whose name ends so reports in its own name.
_NO_OUTLETS = frozenset([
    "ministry", "army", "police", "office", "council", "committee", "court", "bank", "forces", "force", "command", "union", "party",
    "navy", "department", "commission", "authority", "board", "company", "parliament", "government", "hospital", "university",
    "fund", "federation", "association", "front", "brigade",
])  # fmt: skip


@cache
def _nouns(language: Language) -> frozenset[str]:
    listed = words(language, "outlet_heads") | words(language, "outlet_nouns")
    return listed | {f"ال{w}" for w in listed} | {"خبری", "the", "انباء"}


class OutletName:
    """Trims what stands in an outlet's place to what may be an outlet's name."""

    def __init__(self, tokens: list[Word], language: Language, places: Sequence[PlaceMention]) -> None:
        self.tokens, self.language, self.places = tokens, language, places

    def __call__(self, start: int, end: int) -> tuple[int, int] | None:
        first = bisect_left(self.tokens, start, key=_BY_START)
        inside = self.tokens[first : bisect_right(self.tokens, end, key=_BY_END)]
        while inside and inside[0].folded in _nouns(self.language) and not self._opens_title(inside):
            inside.pop(0)
        if self.language in (Language.AR, Language.FA):
            inside = self._until_stop(inside)
        elif self.language is Language.EN:
            ends = (i for i, w in enumerate(inside) if i and w.gap == ". " and len(inside[i - 1].text) > 1)
            inside = inside[: next(ends, len(inside))]
        while inside and inside[-1].folded in words(self.language, "calendar"):
            inside.pop()
        if not inside or self._refused(inside):
            return None
        return inside[0].start, inside[-1].end - (2 if inside[-1].folded.endswith("'s") else 0)

    def _opens_title(self, inside: list[Word]) -> bool:
        """«Радио ...»: inside the marks the word is part of the name."""
        return self.language is Language.RU and len(inside) > 1 and "«" in inside[0].gap

    def _until_stop(self, inside: list[Word]) -> list[Word]:
        kept: list[Word] = []
        for word in inside:
            if (
                _ends_name(word, self.language)
                or (
                    self.language is Language.FA
                    and persian_words.is_verb_phrase(
                        self.tokens, bisect_left(self.tokens, word.start, key=_BY_START)
                    )
                )
                or word.text.endswith(("ً", "اً"))  # an adverb such as نقلاً
                or (kept and not is_joined(word))
                or len(kept) == 3
            ):
                break
            if kept and kept[-1].folded in words(self.language, "suffixes_outlet"):
                break
            if (
                kept
                and self.language is Language.FA
                and word.folded in words(Language.FA, "titles_construct")
            ):
                break
            kept.append(word)
        return kept

    def _refused(self, inside: list[Word]) -> bool:
        start, end = inside[0].start, inside[-1].end
        folded = [w.folded for w in inside]
        if self.language is Language.EN and (
            folded[0] in words(self.language, "common_openers")
            or folded[0] in words(self.language, "titles")
            or self._is_person(folded)
            or folded[-1] in _NO_OUTLETS
        ):
            return True
        if len(folded) == 1 and demonym_of(folded[0], self.language):
            return True
        if any(p.start <= start and end <= p.end for p in self.places):
            return True
        if any(countries(self.language).find(inside)) and len(inside) == 1:
            return True
        if len(folded) == 1 and folded[0].removeprefix("ال") in words(self.language, "not_names") | words(
            self.language, "common_openers"
        ):
            return True
        return all(w.isdigit() or len(w) < 2 for w in folded)

    def _is_person(self, folded: list[str]) -> bool:
        """A given name and a surname, and no word that outlets are called by."""
        heads = words(Language.EN, "organisation_heads") | words(Language.EN, "outlet_nouns")
        return len(folded) == 2 and folded[0] in name_words("latin") and not heads & set(folded)


def outlets_by_ending(tokens: list[Word], language: Language) -> list[Candidate]:
    """البرزپرس, `X نيوز`: words that end as outlets' names do."""
    found: list[Candidate] = []
    if language not in (Language.AR, Language.FA):
        return found
    ends = words(language, "suffixes_outlet")
    for index, word in enumerate(tokens):
        first = index
        if word.folded in ends and index and is_joined(word):
            first = index - 1
        elif (
            word.folded == "رادیو" and index + 1 < len(tokens) and _names_station(tokens[index + 1], language)
        ):
            found.append(_station(word, tokens[index + 1]))
            continue
        elif "\u200c" not in word.text or not looks_like_outlet(word.folded, language):
            continue
        found.append(
            Candidate(
                tokens[first].start,
                word.end,
                ActorKind.ORGANISATION,
                0.9,
                "actors.outlet",
                "ends as the names of outlets do",
            )
        )
    return found


_PARTICLE = re.compile("[بلفو]?(?:ان|لان|کان|لکن)(?:ه|ها|هم|هما|نا|نی)?")  # أنهم، بأنه


def _ends_name(word: Word, language: Language) -> bool:
    if language is Language.AR and _PARTICLE.fullmatch(word.folded):
        return True
    if language is Language.AR:
        return arabic_words.is_function_word(word.text) or arabic_words.is_speech_verb(word.folded)
    return persian_words.is_function_word(word.folded) or persian_words.is_verb(word.folded)


def _names_station(word: Word, language: Language) -> bool:
    stop = arabic_words.is_stop(word.text) if language is Language.AR else persian_words.is_stop(word.folded)
    return (
        is_joined(word) and not stop and not _ends_name(word, language) and not word.folded.startswith("ال")
    )


def _station(head: Word, name: Word) -> Candidate:
    why = "a radio station's name"
    return Candidate(head.start, name.end, ActorKind.ORGANISATION, 0.915, "actors.outlet", why)
