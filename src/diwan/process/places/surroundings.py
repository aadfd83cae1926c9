"""What the words beside a match say about it: a town, a part of another name, a person, an ordinary word."""

import re
from itertools import pairwise

from diwan.process.places.find import ARTICLES, HYPHENS, Match, Word
from diwan.process.places.geometry import kilometres
from diwan.process.places.keys import word_key
from diwan.process.places.layout import Flag
from diwan.process.places.words import (
    BEFORE_PLACE,
    BREAKS,
    COMMON,
    DIRECTIONS,
    FEATURE,
    FEATURE_AFTER,
    FIRST_NAME,
    ORGANISATION_AFTER,
    ORGANISATION_BEFORE,
    REGION_AFTER,
    REGION_BEFORE,
    TITLE,
)

RULED_OUT = -10.0
_CLOSES = re.compile(r"[.!?؟:;؛\n«»\"“”()—]")
_TOUCHING = (" ", "\u200c", "-", "\xa0", " «", " (")
_PERSIAN_ENDINGS = frozenset(
    word_key(w)
    for w in [
        "ها",
        "های",
        "هایی",
        "ی",
        "ای",
        "اند",
        "است",
        "ام",
        "ات",
        "اش",
        "مان",
        "تان",
        "شان",
        "تر",
        "ترین",
    ]
)
_GENITIVES = (
    "ых",
    "их",
    "ого",
    "его",
    "ои",
    "еи",
    "ии",
    "ов",
    "ев",
    "ы",
    "и",
    "а",
    "я",
    "дел",
)  # й is folded to и
_PAST = ("ла", "ли", "ло")
_EMPTY: frozenset[str] = frozenset()
_SHORT_QUOTE = re.compile(r"«([^«»\n]{1,60})»|“([^“”\n]{1,60})”|\"([^\"\n]{1,60})\"")


_DATELINE = re.compile(
    r"\s*(?:\([^()\n]{2,30}\)\s*[—–:-]|[—–]\s|-\s|[,،]\s*(?:\d{1,2}\s|[^\W\d_]{3,9}\.?\s\d{1,2}\b)|[:/]\s?|\.\s*/)"
)
_AND = frozenset(("and", "و", "и"))
_PAIR_KM = 250.0


def _pairs(words: list[Word], matches: list[Match]) -> dict[int, list[Match]]:
    """Matches with nothing but `and` or a comma between them, by their first word."""
    beside: dict[int, list[Match]] = {}
    for one, other in pairwise(matches):
        between = words[one.last + 1 : other.first]
        joined = other.first == one.last + 1 and (
            words[other.first].gap in (", ", "، ") or other.prefix == "و"
        )
        if joined or (len(between) == 1 and between[0].key in _AND and "." not in words[other.first].gap):
            beside.setdefault(one.first, []).append(other)
            beside.setdefault(other.first, []).append(one)
    return beside


def _may_be_neighbours(one: Match, other: Match) -> bool:
    return any(
        a.place.feature == b.place.feature == "city" and kilometres(a.place, b.place) < _PAIR_KM
        for a in one.entries[:3]
        for b in other.entries[:3]
    )


def _is_country(match: Match) -> bool:
    return match.entries[0].place.feature == "country" and match.entries[0].flag <= Flag.INFLECTED


class Surroundings:
    """One report's words, seen from each match. `matches` must be all of them, in order."""

    def __init__(self, text: str, words: list[Word], matches: list[Match], language: str) -> None:
        self.text, self.words, self.language = text, words, language
        self.matched = {n for m in matches for n in range(m.first, m.last + 1)}
        self.beside = _pairs(words, matches)
        self.cased = language in ("en", "ru")
        self.lower = {w.key for w in words if not w.is_capital} if self.cased else set()
        self.quoted = [m.span() for m in _SHORT_QUOTE.finditer(text) if self._is_a_name(m.group()[1:-1])]

    def _is_a_name(self, inside: str) -> bool:
        """A few words in quotation marks that are no sentence: the name of an outlet, a unit, a ship."""
        words = inside.split()
        if len(words) > (5 if self.cased else 3) or inside.rstrip()[-1:] in ".,!?…":
            return False
        return not self.cased or words[0][:1].isupper()

    def _list(self, table: dict[str, frozenset[str]]) -> frozenset[str]:
        return table.get(self.language, _EMPTY)

    def points(self, match: Match) -> tuple[float, list[tuple[str, str]]]:
        facts: list[tuple[str, str]] = []
        total = 0.0
        for rule in (
            self._before,
            self._after,
            self._inside,
            self._organisation,
            self._joined,
            self._dateline,
        ):
            points, fact = rule(match)
            total += points
            if fact:
                facts.append(fact)
        return total, facts

    def _previous(self, match: Match) -> Word | None:
        """The word before, if nothing but a space or comma parts them."""
        if match.first == 0 or _CLOSES.search(self.words[match.first].gap):
            return None
        return self.words[match.first - 1]

    def _next(self, match: Match) -> Word | None:
        if match.last + 1 >= len(self.words):
            return None
        word = self.words[match.last + 1]
        gap = word.gap
        return None if _CLOSES.search(gap) or "," in gap or "،" in gap else word

    def _before(self, match: Match) -> tuple[float, tuple[str, str] | None]:  # noqa: PLR0911  (one rule a line)
        word = self._previous(match)
        if word is None:
            return (0.6 if set(match.prefix) & {"ب", "ل"} else 0.0), None
        touching = self.words[match.first].gap in (" ", "\u200c", "-", "\xa0", "\n")
        key = word.key
        if touching and key in self._list(TITLE) and not self._is_genitive(match):
            return RULED_OUT, ("title", word.key)
        bare = key[1:] if self.language == "ar" and key[:1] in "وفبل" and len(key) > 3 else key
        if touching and {key, bare} & self._list(REGION_BEFORE):
            return RULED_OUT, ("region word", key)
        if touching and {key, bare} & self._list(FEATURE):
            return 3.0, ("feature word", key)
        if self._feature_two_before(match, key):
            return 2.5, ("feature word", key)
        if {key, bare} & self._list(BEFORE_PLACE):
            return 1.6, ("preposition", key)
        if key == "of":
            return 0.6, None
        if touching and self.cased and word.is_capital and match.first - 1 not in self.matched:
            return self._capital_before(match, word)
        if set(match.prefix) & {"ب", "ل"}:
            return 0.8, ("prefix", match.prefix)
        return (0.3, None) if match.first - 1 in self.matched else (0.0, None)

    def _is_genitive(self, match: Match) -> bool:
        """«мэр Ростова» rules the town; «полковник Ростов» is a man."""
        return self.language == "ru" and match.entries[0].flag in (Flag.INFLECTED, Flag.INFLECTED_ALTERNATE)

    def _feature_two_before(self, match: Match, between: str) -> bool:
        """`city of X`, «приграничный город Х» in Persian order: شهر مرزی ایکس."""
        if match.first < 2 or self.words[match.first - 1].gap not in _TOUCHING:
            return False
        fits = between == "of" if self.language == "en" else self.language == "fa" and between.endswith("ي")
        return fits and self.words[match.first - 2].key in self._list(FEATURE)

    def _capital_before(self, match: Match, word: Word) -> tuple[float, tuple[str, str] | None]:
        """Two capitalised words side by side are one name, unless the first only opens the sentence."""
        if word.key in DIRECTIONS or word.key in self._list(COMMON) or word.key in self.lower:
            return 0.0, None
        opens = match.first == 1 or bool(_CLOSES.search(word.gap))
        if self.language == "ru" and (opens or word.key.endswith(("ии", "ом", "ого", "ему", "ой", "ая"))):
            return -1.0, None
        return (-1.5 if opens else -4.5), ("part of a longer name", word.key)

    def _after(self, match: Match) -> tuple[float, tuple[str, str] | None]:  # noqa: C901, PLR0911  (one rule a line)
        word = self._next(match)
        if word is None:
            return 0.0, None
        touching = word.gap in (" ", "\xa0")
        if word.gap == "\u200c" and word.key not in _PERSIAN_ENDINGS:
            return RULED_OUT, ("part of a longer name", word.key)
        if touching and word.key in self._list(FEATURE_AFTER):
            return 1.5, ("feature word", word.key)
        if touching and word.key in self._list(REGION_AFTER):
            return RULED_OUT, ("region word", word.key)
        if word.gap in ("-", "‐") and word.is_capital and match.last + 1 not in self.matched:
            return RULED_OUT, ("part of a longer name", word.key)
        if (
            touching
            and self.cased
            and self._is_surname_with_article(match.last + 1)
            and not _is_country(match)
        ):
            return -4.5, ("person", word.key)
        if not touching or not self.cased or not word.is_capital:
            return 0.0, None
        if word.key in self._list(ORGANISATION_AFTER):
            return RULED_OUT, ("part of a name", word.key)
        if match.key in self._list(FIRST_NAME) and word.key not in self._list(COMMON):
            return -5.0, ("person", word.key)
        if match.last + 1 in self.matched or word.key in self._list(COMMON) or _is_country(match):
            return 0.0, None
        return -3.5 if self.language == "en" else -3.0, ("part of a longer name", word.key)

    def _is_surname_with_article(self, n: int) -> bool:
        """`Fadi al-Masri`, «Фади аль-Масри»."""
        words = self.words
        return (
            words[n].key in ARTICLES
            and n + 1 < len(words)
            and words[n + 1].gap in HYPHENS
            and words[n + 1].is_capital
        )

    def _dateline(self, match: Match) -> tuple[float, tuple[str, str] | None]:
        """`ZENICA —`, «АБЕШЕ, 5 сентября»: a report opens with the town that it was sent from."""
        opens = match.start == 0 or self.text[match.start - 1] == "\n"
        if opens and _DATELINE.match(self.text, match.end):
            return 1.5, ("dateline", "")
        return 0.0, None

    def _joined(self, match: Match) -> tuple[float, tuple[str, str] | None]:
        """`Homs and Hama`: towns of one country near one another, side by side, speak for each other."""
        for other in self.beside.get(match.first, ()):
            if _may_be_neighbours(match, other):
                return 1.2, ("beside", other.entries[0].place.name)
        return 0.0, None

    def _inside(self, match: Match) -> tuple[float, tuple[str, str] | None]:  # noqa: PLR0911  (one rule a line)
        """The name itself: an ordinary word, a first name, a capital that only opens the sentence."""
        if match.first != match.last and not _is_country(match):
            plain = all(self.words[n].key in self._list(COMMON) for n in range(match.first, match.last + 1))
            return (-4.5, ("ordinary words", match.key)) if plain else (1.0 if self.cased else 0.5, None)
        key = self.words[match.first].key[len(match.prefix) :]
        whole = self.words[match.first].key
        if match.first == match.last and {key, whole} & self._list(COMMON):
            return -4.5, ("ordinary word", key)
        if _is_country(match):
            return 0.0, None
        if self.cased and key in self.lower:
            return -5.0, ("ordinary word", key)
        if {key, whole} & self._list(FIRST_NAME):
            if self._before(match)[0] >= 2.5:  # the town of that name
                return 0.0, None
            return -3.0, ("first name", key)
        if not self.cased:
            # No capital to go by: a prefix of one letter or a missing article makes chance likelier still.
            weak = Flag.NO_ARTICLE <= match.entries[0].flag < Flag.BONES and self.language == "ar"
            prefix = 0.8 if match.prefix and match.first not in self.beside else 0.0
            return -0.8 - prefix - (1.5 if weak else 0.0), None
        opens = match.first == 0 or bool(_CLOSES.search(self.words[match.first].gap))
        return (0.2, None) if opens else (1.2, None)

    def _organisation(self, match: Match) -> tuple[float, tuple[str, str] | None]:
        """A place inside the name of an organisation is no place."""
        if any(start < match.start and match.end < end for start, end in self.quoted):
            return RULED_OUT, ("inside quotation marks", "")
        heads, n = self._list(ORGANISATION_BEFORE), match.first
        for _ in range(4):
            if n == 0 or self.words[n].gap not in _TOUCHING:
                break
            n -= 1
            key = self.words[n].key
            bare = key[1:] if self.language == "ar" and key[:1] in "وفبل" and len(key) > 4 else key
            if {key, bare} & heads:
                return RULED_OUT, ("organisation", key)
            if not self._continues_a_name(self.words[n]):
                break
        return 0.0, None

    def _continues_a_name(self, word: Word) -> bool:
        """May this word stand between an organisation's first word and the place in its name?"""
        key = word.key
        if key in self._list(BEFORE_PLACE) or key in self._list(BREAKS):
            return False
        if self.language == "en":
            return word.is_capital or key in ("of", "for", "the", "and")
        if self.language == "ar":
            return not key.startswith("ال")  # a noun with the article takes no place as its genitive
        if self.language == "ru":
            return word.is_capital or (key.endswith(_GENITIVES) and not key.endswith(_PAST))
        return True
