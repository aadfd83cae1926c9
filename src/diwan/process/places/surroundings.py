"""What the words beside a match say about it: a town, a part of another name, a person, an ordinary word."""

import re
from itertools import pairwise

from diwan.process.places.match import Match
from diwan.process.places.text_words import Words
from diwan.process.places.words import lists_of

Facts = list[tuple[str, str]]
Points = tuple[float, Facts]

RULED_OUT = -10.0
TOUCHING = (" ", "\u200c", "-", "\xa0", " «", " (")
_CLOSES = re.compile(r"[.!?؟:;؛\n«»\"“”()—]")
_SHORT_QUOTE = re.compile(r"«([^«»\n]{1,60})»|“([^“”\n]{1,60})”|\"([^\"\n]{1,60})\"")
_AND = frozenset(("and", "و", "и"))


def closes(gap: str) -> bool:
    """Whether a sentence, a bracket or a quotation begins or ends between two words."""
    return gap != " " and _CLOSES.search(gap) is not None


class Setting:
    """One report's words, and what can be told of them before anything is matched."""

    def __init__(self, text: str, words: Words, language: str) -> None:
        self.text, self.words, self.language = text, words, language
        self.lists = lists_of(language)
        self.cased = language in ("en", "ru")
        self.lower = self._lower_words() if self.cased else set()
        self.quoted = [m.span() for m in _SHORT_QUOTE.finditer(text) if self._is_a_name(m.group()[1:-1])]

    def _lower_words(self) -> set[str]:
        pairs = zip(self.words.keys, self.words.capitals, strict=True)
        return {key for key, is_capital in pairs if not is_capital}

    def _is_a_name(self, inside: str) -> bool:
        """A few words in quotation marks that are no sentence: the name of an outlet, a unit, a ship."""
        words = inside.split()
        if len(words) > (5 if self.cased else 3) or inside.rstrip()[-1:] in ".,!?…":
            return False
        return not self.cased or words[0][:1].isupper()


class Surroundings:
    """A setting seen from each match. `matches` must be all of them, in order; `before`: what was seen without some."""

    def __init__(self, setting: Setting, matches: list[Match], before: "Surroundings | None" = None) -> None:
        self.setting, self.seen_before = setting, before
        self.points: dict[int, Points] = {}  # by the match's id
        self.matched = {n for match in matches for n in range(match.first, match.last + 1)}
        self.beside = _pairs(setting.words, matches)

    def known_points(self, match: Match) -> Points | None:
        """Those from before, if the match had the same neighbours then."""
        before = self.seen_before
        if before is None or (points := before.points.get(id(match))) is None:
            return None
        is_alike = self.beside.get(match.first) == before.beside.get(match.first) and all(
            (n in self.matched) == (n in before.matched) for n in (match.first - 1, match.last + 1)
        )
        return points if is_alike else None

    def previous(self, match: Match) -> int | None:
        """The word before, if nothing but a space or comma parts them."""
        first = match.first
        return None if first == 0 or closes(self.setting.words.gaps[first]) else first - 1

    def next(self, match: Match) -> int | None:
        after, gaps = match.last + 1, self.setting.words.gaps
        if after >= len(gaps):
            return None
        gap = gaps[after]
        return None if gap != " " and (closes(gap) or "," in gap or "،" in gap) else after


def _pairs(words: Words, matches: list[Match]) -> dict[int, list[Match]]:
    """Matches with nothing but `and` or a comma between them, by their first word."""
    beside: dict[int, list[Match]] = {}
    for one, other in pairwise(matches):
        between = other.first - one.last - 1
        if between > 1:
            continue
        gap = words.gaps[other.first]
        if between == 0:
            joined = gap in (", ", "، ") or other.prefix == "و"
        else:
            joined = words.keys[one.last + 1] in _AND and "." not in gap
        if joined:
            beside.setdefault(one.first, []).append(other)
            beside.setdefault(other.first, []).append(one)
    return beside
