"""Russian: `CONTENT, сообщил X`, `X рассказал о CONTENT`, `X уточнил: CONTENT`."""

import re

from diwan.core.languages import Language
from diwan.core.reading import Stance
from diwan.process.claims.clauses import cut, has_words
from diwan.process.claims.indirect.before import postposed
from diwan.process.claims.indirect.setting import Indirect, Place, made

_ABOUT = re.compile(r"\s(?:о|об|обо)\s")
_COLON_REACH = 60


def russian(place: Place) -> Indirect | None:
    text, cue = place.text, place.cue
    tied = text[place.unit[0] : cue.start].rstrip().endswith((",", "—", "–")) or _is_after_subject(place)
    if tied and (found := postposed(place)):
        return found
    about = _ABOUT.search(text, cue.end, place.limit)
    if about and cue.stance is not Stance.DENIES:
        start, end = cut(text, about.end(), place.limit, Language.RU)
        return made(place, (start, end), (place.floor, about.start()), (end, place.limit))
    colon = text.find(": ", cue.end, place.limit)
    if 0 < colon < cue.end + _COLON_REACH and has_words(text, colon, place.limit, 3):
        start, end = cut(text, colon + 1, place.limit, Language.RU)
        return made(place, (start, end), (place.floor, colon), (end, place.limit))
    return None


def _is_after_subject(place: Place) -> bool:
    """The verb ends its sentence, or nearly: `..., X уточнил`."""
    return not has_words(place.text, place.cue.end, place.limit, 3)
