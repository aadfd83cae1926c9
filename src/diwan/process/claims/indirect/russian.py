"""Russian: `CONTENT, сообщил X`, `X рассказал о CONTENT`, `X уточнил: CONTENT`."""

import re

from diwan.core.languages import Language
from diwan.core.reading import ActorMention, Stance
from diwan.process.claims.clauses import cut, has_words, opened, trimmed
from diwan.process.claims.indirect.before import postposed
from diwan.process.claims.indirect.setting import Indirect, Place, made

_ABOUT = re.compile(r"\s(?:о|об|обо)\s")
_COLON_REACH = 60
_SPOKEN_OF = re.compile(
    r"(?:эт\w+|так\w+|так\w+ же|данн\w+|все эти|его|её|ее|их)(?:\s+[\w-]+)?|\w+", re.IGNORECASE
)
_NO_OBJECT = re.compile(r"\s*(?:на|в|во|к|ко|по|у|от|из|при|после|до|и|и в|журналистам|агентству)\s")
_ALSO = re.compile(r"\s*(?:и\s+)?(?:в|во|на)?\s*")


def russian(place: Place) -> Indirect | None:
    text, cue = place.text, place.cue
    tied = text[place.unit[0] : cue.start].rstrip().endswith((",", "—", "–")) or _is_after_subject(place)
    if tied and (found := postposed(place)):
        return found
    if found := _object(place):
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


def _object(place: Place) -> Indirect | None:
    """`X опроверг слухи о NP`, `NP признали и в X`: what is denied, owned up to or taken back is a noun."""
    text, cue = place.text, place.cue
    if (
        cue.stance not in (Stance.DENIES, Stance.CONFIRMS, Stance.RETRACTS)
        or ": " in text[cue.end : place.limit]
    ):
        return None
    before, after = _named_between(place, place.floor, cue.start), _named_between(place, cue.end, place.limit)
    also = _ALSO.match(text, cue.end, place.limit)
    if not before and after and also and after[0].start <= also.end() + 25 and _fronted(place):
        start, end = opened(text, place.floor, cue.start, Language.RU)
        return made(place, (start, end), (end, place.limit))
    begin = cue.end
    if not before and after and text[begin : after[0].start].strip() == "":
        begin = after[0].end
    if _NO_OBJECT.match(text, begin, place.limit) or text[begin : begin + 1] != " ":
        return None
    start, end = cut(text, begin, place.limit, Language.RU)
    comma = text.find(",", start, end)
    start, end = trimmed(text, start, comma if comma > 0 else end)
    if _SPOKEN_OF.fullmatch(text, start, end):
        return None
    return made(place, (start, end), (place.floor, begin), (end, place.limit))


def _named_between(place: Place, start: int, end: int) -> list[ActorMention]:
    return [a for a in place.actors if start <= a.start and a.end <= end]


def _fronted(place: Place) -> bool:
    """A noun phrase of two words and more, without a comma, opens the sentence."""
    ahead = place.text[place.floor : place.cue.start]
    return "," not in ahead and has_words(ahead, 0, len(ahead), 2) and place.floor == place.unit[0]
