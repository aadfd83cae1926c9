"""Russian: `CONTENT, сообщил X`, `X рассказал о CONTENT`, `X уточнил: CONTENT`."""

import re

from diwan.core.languages import Language
from diwan.core.reading import ActorMention, Stance
from diwan.process.claims.clauses import cut, has_words, opened, trimmed
from diwan.process.claims.cues import Span
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
    if found := _object(place) or _before_verb(place):
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


_TALK = re.compile(
    r"\s*(?:слух|сообщени|обвинени|утверждени|информаци|заявлени|разговор|предположени)\w{0,3}\s+(?:об?о?\s+|в\s+)?",
    re.IGNORECASE,
)
_CALLS = re.compile(r"(?:назва|называ|сч[её]л|сочл|счита|окрести|объяви)", re.IGNORECASE)
_JUDGEMENT = re.compile(r"\s+(?=\w+(?:ым|им|ой|ей|ыми|ими|ом|ем|ами|ями|ью)\b)[а-яё]+$", re.IGNORECASE)


def judged(place: Place) -> Indirect | None:
    """`X назвал NP ложью`, `NP в X назвали ложью`: the cue holds the verb and the judgement, the noun stands between or before."""
    text, cue = place.text, place.cue
    verb = re.match(r"\w+\s+", text[cue.start : cue.end])
    if cue.stance is not Stance.DENIES or not _CALLS.match(text, cue.start) or verb is None:
        return None
    judgement = _JUDGEMENT.search(text[cue.start : cue.end])
    start, end = cue.start + verb.end(), cue.start + (judgement.start() if judgement else 0)
    if end > start and has_words(text, start, end, 2) and not _SPOKEN_OF.fullmatch(text, start, end):
        return made(place, (start, end), (place.floor, cue.start), (cue.end, place.limit))
    return _judged_before(place)


def _judged_before(place: Place) -> Indirect | None:
    """`Слухи о NP X назвал ...`, `в X NP назвали ...`."""
    text, cue = place.text, place.cue
    subject = next((a for a in reversed(_named_between(place, place.floor, cue.start))), None)
    if subject is None:
        return None
    if (talk := _TALK.match(text, place.floor, subject.start)) and has_words(
        text, talk.end(), subject.start, 2
    ):
        return made(place, trimmed(text, talk.end(), subject.start), (subject.start, place.limit))
    start, end = _behind_mark(text, subject.end, cue.start)
    if not has_words(text, start, end, 2) or not _is_noun(text, start, end):
        return None
    return made(place, (start, end), (place.floor, subject.end), (cue.start, place.limit))


def _behind_mark(text: str, start: int, end: int) -> Span:
    """Without the quotation mark that closes the name before."""
    start, end = trimmed(text, start, end)
    return trimmed(text, start + 1, end) if text[start : start + 1] in ("»", "”", '"') else (start, end)


def _is_noun(text: str, start: int, end: int) -> bool:
    """No pronoun for what was said before, and not `X, представлявший Y,`, which is still the subject."""
    if "," in text[start:end] or _SPOKEN_OF.fullmatch(text, start, end):
        return False
    return _PARTICIPLE.match(text, start, end) is None


_DOUBTED = re.compile(
    r"\s+(?:(?:в|во|о|об|обо|относительно|насч[её]т|к|ко|по поводу|по части|насколько)\s+)?(?!у\b|том\b|тем\b|этом\b|этого\b|это\b|него\b|ней\b|них\b|что\b|нём\b|том,)(?=[а-яё«A-ZА-ЯЁ])",
    re.IGNORECASE,
)


def doubted(place: Place) -> Indirect | None:
    """`X ставит под сомнение NP`, `X усомнился в NP`, `X выразил сомнения относительно NP`."""
    text, cue = place.text, place.cue
    match = _DOUBTED.match(text, cue.end, place.limit) if cue.stance is Stance.DOUBTS else None
    if match is None or _NAMES_SPEAKER.match(text, match.start(), place.limit):
        return None
    start, end = cut(text, match.end(), place.limit, Language.RU)
    comma = text.find(",", start, end)
    start, end = trimmed(text, start, comma if comma > 0 else end)
    if not has_words(text, start, end, 2) or _SPOKEN_OF.fullmatch(text, start, end) or ":" in text[start:end]:
        return None
    if any(a.start <= start + 2 for a in _named_between(place, start, end)) and match[0].strip() == "":
        return None  # the subject behind its verb
    return made(place, (start, end), (place.floor, cue.start))


_NAMES_SPEAKER = re.compile(
    r"\s+(?:в|во)\s+(?:[А-ЯЁ]|министерств|правительств|компани|ведомств|администраци|штаб|полици|посольств|мэри|совет)"
)


_LOCATIVE = re.compile(
    r"(?:[Вв]о?|[Нн]а) (?:[\w-]+ ){0,2}?(?:ведомстве|министерстве|компании|избиркоме|штабе|полиции|администрации|партии|правительстве|мэрии|посольстве|комиссии|комитете|движении|организации|армии|прокуратуре|управлении|совете|мид\w*|минобороны)\s+",
    re.IGNORECASE,
)


def _before_verb(place: Place) -> Indirect | None:
    """`X применение силы отрицает`, `в ведомстве пропажу бумаг опровергли`: the object before a verb that ends its sentence."""
    text, cue = place.text, place.cue
    if cue.stance not in (Stance.DENIES, Stance.CONFIRMS) or has_words(text, cue.end, place.limit, 3):
        return None
    subject = next((a for a in reversed(_named_between(place, place.floor, cue.start))), None)
    where = _LOCATIVE.search(text, place.floor, cue.start)
    begin = max(subject.end if subject else 0, where.end() if where else 0)
    if not begin:
        return None
    start, end = _behind_mark(text, begin, cue.start)
    end -= len(adverb[0]) if (adverb := _ADVERB.search(text[start:end])) else 0
    if not has_words(text, start, end, 2) or not _is_noun(text, start, end):
        return None
    return made(place, (start, end), (place.floor, start), (cue.start, place.limit))


_PARTICIPLE = re.compile(r"\w+(?:вш|ющ|ящ|ащ|ущ|нн)(?:ий|ая|ее|ие|ый|ое|ые)(?:ся)?\b", re.IGNORECASE)
_ADVERB = re.compile(r"\s+(?:\w+(?:ски|чно|но|то)|также|снова|вновь|не раз)$")


def _named_between(place: Place, start: int, end: int) -> list[ActorMention]:
    return [a for a in place.actors if start <= a.start and a.end <= end]


def _fronted(place: Place) -> bool:
    """A noun phrase of two words and more, without a comma, opens the sentence."""
    ahead = place.text[place.floor : place.cue.start]
    return "," not in ahead and has_words(ahead, 0, len(ahead), 2) and place.floor == place.unit[0]
