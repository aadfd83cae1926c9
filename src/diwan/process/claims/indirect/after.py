"""The statement follows its verb: after `that`, or after a colon."""

import re

from diwan.core.languages import Language
from diwan.process.claims.clauses import cut, trimmed
from diwan.process.claims.indirect.before import is_inverted
from diwan.process.claims.indirect.setting import Indirect, Place, made

_THAT_REACH = 110  # characters between a verb and its `that`
_COLON_REACH = 60
# `a source that the agency described as ...`: what follows is no statement yet.
_DESCRIBED = re.compile(r"(?<!\w)(?:و?صفته|وصفه|وصفتها|وصفها|يوصف|توصف)[^،]{0,40}$")
# `it is expected that`, `it is worth mentioning that`: nobody is said to say it
_IMPERSONAL = re.compile(r"و?(?:يتوقع|يذكر|يعتقد|يشار|يلاحظ|يظن)\s+(?:إلى\s+)?")


def after_that(place: Place) -> Indirect | None:
    text, cue = place.text, place.cue
    that = _that(place)
    if that is None or _another_cue_between(place, that[0]) or not _belongs(place, that[0]):
        return None
    start, end = cut(text, that[1], place.ceiling, place.language)
    if _arabic_subject_follows(place, that[0]):
        return made(place, (start, end), (cue.start, that[0]))
    return made(place, (start, end), (place.floor, that[0]), (end, place.ceiling))


def _that(place: Place) -> tuple[int, int] | None:
    text, after = place.text, place.cue.end
    for match in place.marks.matches("complementizers", after, min(place.ceiling, after + _THAT_REACH)):
        if place.language is not Language.AR or not _DESCRIBED.search(text[after : match.start()]):
            return match.span()
    return None


def _belongs(place: Place, at: int) -> bool:
    """Whether the word that opens the statement hangs on this cue."""
    text, cue = place.text, place.cue
    if place.language is Language.EN:
        return not (_is_parted(text, cue.end, at) or is_inverted(place))
    if place.language is Language.AR:
        return _IMPERSONAL.fullmatch(text, cue.start, at) is None
    if place.language is Language.FA:  # `گفت که`: at once; elsewhere it opens a relative clause
        return text[cue.end : at].strip() == ""
    return True


def _is_parted(text: str, start: int, end: int) -> bool:
    """A comma between the verb and `that`, unless a second one closes what was put in; or a colon, after which
    `that night` is no conjunction."""
    between = text[start:end].rstrip()
    if ":" in between:
        return True
    return "," in between and not (between.startswith(",") and between.endswith(",") and len(between) > 2)


def _arabic_subject_follows(place: Place, end: int) -> bool:
    """Arabic puts the subject after the verb; what stands before then belongs to another clause."""
    if place.language is not Language.AR:
        return False
    named = any(place.cue.end <= a.start < end for a in place.actors)
    return named or place.marks.search("unnamed", place.cue.end, end) is not None


def _another_cue_between(place: Place, at: int) -> bool:
    return any(q[0] < at < q[1] for q in place.quotes) or "؛" in place.text[place.cue.end : at]


def behind_colon(place: Place, limit: int) -> Indirect | None:
    at = place.text.find(": ", place.cue.end, limit)
    if at < 0 or at - place.cue.end > _COLON_REACH or limit < place.unit[1]:
        return None  # where another cue follows, the words are tied to that one
    start, end = trimmed(place.text, at + 1, limit)
    return made(place, (start, end), (place.floor, at), (end, limit))
