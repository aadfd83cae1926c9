"""The statement stands before its verb: `CONTENT, said X`, `CONTENT, X said on Sunday`, `Слухи, будто CONTENT, X отверг`."""

import re

from diwan.core.languages import Language
from diwan.core.reading import Stance
from diwan.process.claims.clauses import has_words, last_break, opened, trimmed, word_count
from diwan.process.claims.indirect.setting import Indirect, Place, made

_ARTICLE = re.compile(
    r"\s*(?:a|an|the|one|his|her|its|their|local|officials?|residents?|witnesses)\b", re.IGNORECASE
)
SUBORDINATE = re.compile(
    r"\s*(?:after|as|when|while|because|who|which|where|if|before|until|since|although|that|whose|котор\w+|когда|если|пока|после)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r", (?:who|which|whose|котор\w+|(?:\w+ )?(?:не )?\w+(?:вш|ющ|ащ|ящ|ущ)(?:ий|ая|ее|ие|его|ей|их)(?:ся)?|presenting|introducing|calling|speaking)\b[^,]*$",
    re.IGNORECASE,
)
# `Утверждения, будто CONTENT, X отверг`, `Reports that CONTENT, X said, ...`
_TALK_OF = re.compile(
    r"(?:утверждени|слух|сообщени|заявлени|обвинени|предположени|разговор|информаци|упр[её]к|верси)\w{0,3}[^,]{0,25}, (?:будто(?: бы)?|что|о том, что|якобы)\s"
    r"|(?:the )?(?:reports?|claims?|suggestions?|rumou?rs?|allegations?|talk|accusations?) that\s",
    re.IGNORECASE,
)
_APPOSITION = 90  # characters between the commas around an office


def is_inverted(place: Place) -> bool:
    """`CONTENT, said X`: a comma before the verb that does not close an apposition, and a name or an article after it."""
    text, cue = place.text, place.cue
    if not text[place.unit[0] : cue.start].rstrip().endswith(","):
        return False
    if _RELATIVE.search(text[place.floor : cue.start].rstrip(" ,")):
        return False
    comma = text.find(",", place.floor, cue.start)
    if any(place.floor <= a.start <= place.floor + 45 and comma - 1 <= a.end <= comma for a in place.actors):
        return False
    named = any(cue.end <= a.start <= cue.end + 35 for a in place.actors)
    return named or _ARTICLE.match(text, cue.end) is not None


def postposed(place: Place) -> Indirect | None:
    """`CONTENT, X said on Sunday`: what stands before the last comma ahead of the cue."""
    text, cue = place.text, place.cue
    comma = _closing_comma(place)
    if comma <= 0 or not has_words(text, place.floor, comma, 3):
        return None
    if SUBORDINATE.match(text, comma + 1, cue.start) or _is_only_a_name(place, comma):
        return None
    content = opened(text, _behind_lead(place, comma), comma, place.language)
    if told := _TALK_OF.match(text, *content):
        content = trimmed(text, told.end(), content[1])
    if _RELATIVE.search(text[content[0] : content[1]]) and not is_inverted(place):
        return None  # `an official, who ..., disagreed`: the subject, not what was said
    ahead = (place.unit[0], content[0]) if content[0] > place.unit[0] else (content[0], content[0])
    return made(place, content, ahead, (comma, max(place.limit, cue.end)))


def _closing_comma(place: Place) -> int:
    comma = last_break(place.text, place.floor, place.cue.start, place.quotes)
    if (name := _name_with_office(place, comma)) > 0:
        return name
    while comma > 0 and _inside_apposition(place, comma):
        comma = last_break(place.text, place.floor, comma, place.quotes)
    return comma


def _behind_lead(place: Place, comma: int) -> int:
    """`The sum is simple: CONTENT, X said`."""
    colon = place.text.rfind(": ", place.floor, comma)
    is_lead = colon > 0 and not place.is_quoted(colon) and has_words(place.text, colon, comma, 3)
    return colon + 1 if is_lead else place.floor


def about_talk(place: Place) -> Indirect | None:
    """`Слухи, будто CONTENT, X назвал ...`: what is judged stands first, between commas."""
    text, cue = place.text, place.cue
    if place.language is not Language.RU or cue.stance not in (Stance.DENIES, Stance.DOUBTS):
        return None
    start, _ = opened(text, place.floor, cue.start, place.language)
    told = _TALK_OF.match(text, start, cue.start)
    comma = text.find(",", told.end(), cue.start) if told else -1
    if told is None or comma < 0 or not has_words(text, told.end(), comma, 2):
        return None
    return made(place, trimmed(text, told.end(), comma), (comma, max(place.unit[1], cue.end)))


def _is_only_a_name(place: Place, comma: int) -> bool:
    """What stands before the comma is who speaks, not what is said."""
    for mention in place.actors:
        if place.floor <= mention.start and mention.end <= comma <= mention.end + 2:
            in_name = word_count(place.text, mention.start, mention.end)
            return word_count(place.text, place.floor, comma) - in_name <= 3
    return False


def _name_with_office(place: Place, comma: int) -> int:
    """`CONTENT, X, the mayor of Y, said`: the comma ahead of the name; 0 when no such words stand before the cue."""
    if place.language is not Language.EN or comma <= 0 or place.text[comma + 1 : place.cue.start].strip():
        return 0
    opening = last_break(place.text, place.floor, comma, place.quotes)
    if opening <= 0 or comma - opening > _APPOSITION or place.text[opening] != ",":
        return 0
    named = next((a for a in place.actors if place.floor <= a.start and a.end == opening), None)
    if named is None:
        return 0
    return last_break(place.text, place.floor, named.start, place.quotes)


def _inside_apposition(place: Place, comma: int) -> bool:
    """`X, spokesman for Y, said ...`: a comma that only parts a name from its office, when another stands before it."""
    if place.language is not Language.EN or place.text[comma] in ":—–" or is_inverted(place):
        return False
    earlier = last_break(place.text, place.floor, comma, place.quotes)
    if earlier <= 0 or comma - earlier > _APPOSITION:
        return False
    words = place.text[comma + 1 : place.cue.start].strip()
    named = any(earlier < a.start < comma for a in place.actors)
    return words == "" and named and place.text[place.cue.start - 2 : place.cue.start - 1] == ","
