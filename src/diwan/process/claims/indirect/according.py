"""`According to X, CONTENT` and `CONTENT, according to X`."""

import re

from diwan.core.languages import Language
from diwan.process.claims.clauses import cut, has_words, last_break, opened, trimmed
from diwan.process.claims.indirect.before import SUBORDINATE
from diwan.process.claims.indirect.setting import Indirect, Place, made
from diwan.process.claims.listed import listed
from diwan.process.claims.verbs import forms, plain
from diwan.process.credits.read import is_outlet

_TURN = re.compile(r"(?<!\w)فإن[ّهها]*\s|[,،]\s|: ")
_ONLY_TIED = re.compile(
    r"[\s,،—–-]*(?:(?:но|а|и|однако|при этом|между тем|впрочем|тем временем|but|and|yet|however|اما|ولی|و|لكن|غير أن)[\s,،]*)?",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?<!\w)بعد(?: أن|ما)\s")
_ENGLISH_ARTICLE = re.compile(r"^(?:the|a|an)\s")
_THEREFORE = re.compile(r"ف?إن[ّ]?(?:ه|ها|هم)?\s+")


def according(place: Place) -> Indirect | None:
    if _is_by_outlet_alone(place) or not _is_attribution(place):
        return None
    if _stands_first(place) and (found := _first(place)):
        return found
    return _behind(place)


def _stands_first(place: Place) -> bool:
    """Nothing but a conjunction parts the cue from the clause before it."""
    text, cue = place.text, place.cue
    comma = last_break(text, place.unit[0], cue.start, place.quotes)
    if comma <= 0 or cue.start - comma < 3:
        comma = last_break(text, place.unit[0], comma, place.quotes) if comma > 0 else -1
    return (
        comma > 0
        and _ONLY_TIED.fullmatch(text, comma, cue.start) is not None
        and text[comma : cue.start].strip(" ,،") != ""
    )


def _is_attribution(place: Place) -> bool:
    """`كما` needs a verb and no `that`: `كما قال إن` says `as well`; `به نقل از` only names the way it came."""
    text, cue = place.text, place.cue
    words = text[cue.start : cue.end].strip()
    if words in ("كما", "وكما"):
        said_that = place.marks.search("complementizers", cue.end, place.ceiling)
        return said_that is None and _begins_with_verb(text[cue.end : cue.end + 30])
    return True


def _behind(place: Place) -> Indirect | None:
    text, cue = place.text, place.cue
    if not has_words(text, place.unit[0], cue.start, 4) or text[place.unit[0] : cue.start].rstrip().endswith(
        (".", "؛", ";")
    ):
        return _first(place)
    if text[cue.start : cue.end].strip() in ("به نقل از", "از زبان"):
        return None
    comma = last_break(text, place.unit[0], cue.start + 1, place.quotes)
    before = comma if comma > 0 and cue.start - comma < 4 else cue.start
    floor = max(place.floor, place.unit[0])
    stop = max(text.rfind(mark, floor, before) for mark in "؛;")
    if stop > 0 and not place.is_quoted(stop):
        floor = stop + 1
    content = opened(text, floor, before, place.language)
    ahead = (content[0], content[0])
    colon = text.find(": ", *content)
    if colon > 0 and has_words(text, colon, content[1], 3) and not place.is_quoted(colon):
        ahead, content = (content[0], colon), trimmed(text, colon + 1, content[1])
    if place.language in (Language.AR, Language.FA) and (turn := _main_clause(text, *content)):
        content = trimmed(text, turn, content[1])
    return made(place, content, ahead, (before, place.ceiling))


def _is_by_outlet_alone(place: Place) -> bool:
    """`به گزارش X`, `according to the agency X`: the outlet is the way a report came and nobody's statement."""
    comma = place.text.find(",", place.cue.end, place.ceiling)
    if comma > 0 and SUBORDINATE.match(place.text, comma + 1, place.ceiling):
        comma = max(comma, place.text.find(",", comma + 1, place.ceiling))
    if comma > 0 and place.marks.search("always", place.cue.end, comma):
        return False
    near = [a for a in place.actors if place.cue.end <= a.start <= place.cue.end + 40]
    if len(near) > 1:  # `به گزارش X به نقل از Y،`: a chain of outlets
        stop = re.search("[،,]", place.text[place.cue.end : place.ceiling])
        until = place.cue.end + stop.start() if stop else near[0].end
        near = [a for a in near if a.start < until]
        return bool(near) and all(is_outlet(a) for a in near) and stop is not None
    return bool(near) and is_outlet(near[0])


def _main_clause(text: str, start: int, end: int) -> int:
    """`... بعد أن CONTENT`: where the telling part of a long sentence begins; 0 when the whole is meant."""
    match = _AFTER.search(text, start, end)
    return match.end() if match else 0


def _is_office(place: Place, start: int, end: int) -> bool:
    """`according to X, the mayor of Y, ...`: what stands between the commas says who X is."""
    words = _ENGLISH_ARTICLE.sub("", place.text[start:end].strip())
    return listed("roles", place.language).match(words) is not None


def _first(place: Place) -> Indirect | None:
    text, cue = place.text, place.cue
    turn = _TURN.search(text, cue.end, place.ceiling)
    if place.language is Language.FA and (turn is None or turn.start() > cue.end + 60):
        return _persian(place)
    if turn is None:
        return None
    second = _TURN.search(text, turn.end(), min(place.ceiling, turn.end() + 70))
    if second and (
        _is_office(place, turn.end(), second.start()) or SUBORDINATE.match(text, turn.end(), second.start())
    ):
        turn = second
    begin = turn.end()
    if place.language is Language.AR and (therefore := _THEREFORE.match(text, begin)):
        begin = therefore.end()
    start, end = cut(text, begin, place.ceiling, place.language)
    return made(place, (start, end), (cue.start, turn.start()), (end, place.ceiling))


def _persian(place: Place) -> Indirect | None:
    """`به باور او CONTENT`: no comma after the pronoun or the name."""
    text, cue = place.text, place.cue
    pronoun = listed("pronouns", Language.FA).match(text, cue.end + 1)
    named = next((a for a in place.actors if cue.end <= a.start <= cue.end + 4), None)
    begin = pronoun.end() if pronoun else named.end if named else 0
    if not begin:
        return None
    start, end = cut(text, begin, place.ceiling, Language.FA)
    return made(place, (start, end), (cue.start, begin), (end, place.ceiling))


def _begins_with_verb(words: str) -> bool:
    first = words.split(maxsplit=1)[:1]
    return bool(first) and plain(first[0]) in forms(Language.AR)
