"""English: `X said the road was cut`, `X denied Y had ...`."""

import re

from diwan.core.languages import Language
from diwan.core.reading import Stance
from diwan.process.claims.clauses import cut, has_words, last_break, trimmed
from diwan.process.claims.cues import Span
from diwan.process.claims.indirect.after import TELLS, behind_colon
from diwan.process.claims.indirect.before import is_inverted, postposed
from diwan.process.claims.indirect.english_talk import blamed
from diwan.process.claims.indirect.setting import Indirect, Place, made

_ADJUNCT = re.compile(
    r"\s*(?!at least|at most|in all|about \d|as many|as much|by far|for every|last of)(?:[.,;:!?]|$|(?:on|in|at|by|to|during|from|after|before|when|while|as|late|early|earlier|later|yesterday|today|this"
    r"|last|via|through|for|with|without|again|about|of|he|she|they)\b(?! (?:was|were|is|are|had|has|would|will|could|no)\b))",
    re.IGNORECASE,
)
_ANAPHOR = re.compile(
    r"\s*(?:the |this |that |these |those |any |all |such )?(?:it|charges?|claims?|allegations?|reports?|accusations?|rumou?rs?|this|that"
    r"|suggestions?|figures?|account|version|news|offer|call|idea)\b[\s.,;]*(?:$|[.,;]|as\b|on\b|in\b|and\b|spread\b|by\b)",
    re.IGNORECASE,
)
# `called it a lie` judges what was said elsewhere; what follows is no statement.
_EVALUATES = re.compile(
    r"(?:called|branded|labell?ed|termed|denounced|described|took issue|hit back|begged|set the|назва|счёл|счел|сочл|окрести|стоит на|отмахну)",
    re.IGNORECASE,
)
_DOING = re.compile(r"\s+(?:(?:any|having|ever|all)\s+)?\w+ing\b")  # `denied firing any`
# `assured him the road was safe`: to whom it was said is no part of it.
_TOLD_WHOM = re.compile(
    r"\s+(?:him|her|them|us|me|reporters|journalists|lawmakers|parliament|residents|(?:claims?|reports?|rumou?rs?|suggestions?) (?:suggesting|alleging|saying|claiming)(?: that)?)(?=\s+\w)",
    re.IGNORECASE,
)
_ONGOING = re.compile(r"[a-z-]+ing", re.IGNORECASE)
_FEWEST_WORDS = 3
_FEWEST_DENIED = 4


def only_evaluates(place: Place) -> bool:
    return _EVALUATES.match(place.text, place.cue.start, place.cue.end) is not None


_PUT_AT = re.compile(r"[^,.;:]{3,60}?\s(?:at|as)\s+(?=\w)")


def _put_at(place: Place) -> Indirect | None:
    """`X put the crowd at twenty thousand`."""
    text, cue = place.text, place.cue
    at = _PUT_AT.match(text, cue.end, place.limit)
    if at is None:
        return None
    start, end = cut(text, at.end(), place.limit, Language.EN)
    comma = text.find(", ", start, end)
    return made(place, trimmed(text, cue.end, comma if comma > 0 else end), (place.floor, cue.start))


def english(place: Place) -> Indirect | None:
    if place.text[place.cue.start : place.cue.end].lower() in ("put", "puts"):
        return _put_at(place)
    if found := blamed(place):
        return found
    if not _is_direct(place):
        is_ongoing = _ONGOING.fullmatch(place.text, place.cue.start, place.cue.end)  # `is arguing about it`
        return behind_colon(place, place.limit) or (None if is_ongoing else postposed(place))
    text, cue = place.text, place.cue
    fewest = 2 if _DOING.match(text, cue.end, place.limit) else _FEWEST_DENIED
    if cue.stance is Stance.DENIES and not has_words(text, cue.end, place.limit, fewest):
        return None
    if not _DOING.match(text, cue.end, place.limit) and not has_words(
        text, cue.end, place.limit, _FEWEST_WORDS
    ):
        return behind_colon(place, place.limit) or postposed(place)
    told = _told_whom(place)
    start, end = _behind_lead(place, cut(text, told.end() if told else cue.end, place.limit, Language.EN))
    return made(place, (start, end), (place.floor, cue.start), (cue.end, cue.end), (end, place.limit))


def _told_whom(place: Place) -> re.Match[str] | None:
    """`assured her the road was safe`, but not `said her office had written`."""
    told = _TOLD_WHOM.match(place.text, place.cue.end, place.limit)
    if (
        told
        and told[0].strip().lower() == "her"
        and not TELLS.match(place.text, place.cue.start, place.cue.end)
    ):
        return None
    return told


def _is_direct(place: Place) -> bool:
    """The statement follows the verb with no `that` between."""
    rest = place.text[place.cue.end : place.limit]
    return (
        place.text[place.cue.start : place.cue.end].lower() not in ("told", "tells")
        and not _ADJUNCT.match(rest)
        and not _ANAPHOR.match(rest)
        and not is_inverted(place)
    )


def _behind_lead(place: Place, content: Span) -> Span:
    """`said the sum was simple: CONTENT`."""
    start, end = content
    colon = place.text.find(": ", start, end)
    if colon < 0 or place.is_quoted(colon):
        return content
    comma = last_break(place.text, colon + 2, end, place.quotes)
    return trimmed(place.text, colon + 2, comma) if comma > 0 else (colon + 2, end)
