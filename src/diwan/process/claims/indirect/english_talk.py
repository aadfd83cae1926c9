"""English: `called the claim that CONTENT a lie`, `Reports of NP, X said, are false`, `blamed NP on NP`, `cast doubt on NP`."""

import re

from diwan.core.languages import Language
from diwan.core.reading import Stance
from diwan.process.claims.clauses import cut, has_words, trimmed
from diwan.process.claims.indirect.setting import Indirect, Place, made

_TALK = (
    r"(?:reports?|claims?|suggestions?|rumou?rs?|allegations?|accusations?|talk|charges?|assertions?|stor(?:y|ies)|speculation|whispers?|idea|notion"
    r"|insinuations?|theor(?:y|ies)|complaints?|statements?|figures?|accounts?|hints?|chatter|gossip|versions?)"
)
_JUDGEMENT = (
    r"(?:lies?|nonsense|fabrications?|fabricated|fictions?|false|falsehoods?|untrue|baseless|groundless|unfounded|inventions?|invented|fake|rubbish|absurd"
    r"|propaganda|slander|slanderous|libel|hoax|myths?|fantas(?:y|ies)|fanciful|ridiculous|laughable|preposterous|ludicrous|wrong|incorrect|inaccurate"
    r"|misleading|malicious|mistaken|exaggerat\w+|overblown|speculative|hearsay|smear|disinformation|misinformation|garbage|fairy tales?|hogwash|outrageous)"
)
# `called the claim that A a lie`, `dismissed reports of B as fantasy`
_CALLED = re.compile(
    rf"\w+(?: \w+)?\s+(?P<noun>(?:[\w-]+ ){{0,3}}?{_TALK} (?P<link>that|of|about|over|on|by|linking|suggesting|saying|alleging)\s+(?P<inner>[^.;]{{5,160}}?)),?"
    rf"\s+(?:(?:as\s+(?:an?\s+)?|an?\s+)[\"“]?(?:[\w'’-]+\s+){{0,3}}?|[\"“]?(?:\w+ly\s+)?){_JUDGEMENT}\b",
    re.IGNORECASE,
)
_IS_FALSE = re.compile(
    rf",\s+(?:is|are|was|were|have|has|had|remain|amount to)\b[^.;]*?\b(?:{_JUDGEMENT}|no (?:basis|foundation|truth|merit|substance|grounds?)|without (?:basis|foundation|merit|truth))\b",
    re.IGNORECASE,
)
_TALK_AHEAD = re.compile(rf"(?:the |any |all |such |but )*{_TALK} (?:that|of|about|over)\s+", re.IGNORECASE)
_BLAME = re.compile(r"blam(?:ed|es|ing)\b|(?:put|puts|laid|lays|pinned|pins|placed|places)\b", re.IGNORECASE)
_SOMETHING = re.compile(
    r"\s+(?:(?:directly|again|also)\s+)?(?:on|about|over|of|as to|regarding|at)\s+(?=\w)", re.IGNORECASE
)
_ANAPHOR = re.compile(
    r"\s*(?:the |this |that |these |those |such |its |his |her |their )?(?:it|this|that|them|claims?|reports?|account|version|figures?|accuracy|him|her|talk)\b\s*(?:$|[.,;])",
    re.IGNORECASE,
)
_SOUNDS = re.compile(r"(?:is|was|were|are|remain\w*|sounded|seemed|left|declared)\b", re.IGNORECASE)
_DIRECT = re.compile(r"(?:doubt|question|quer)\w*", re.IGNORECASE)


def judged(place: Place) -> Indirect | None:
    """What is called a lie stands between the verb and the judgement, or before the verb."""
    if place.cue.stance is Stance.DENIES and (
        found := _CALLED.match(place.text, place.cue.start, place.ceiling)
    ):
        group = "inner" if found["link"] == "that" else "noun"
        return made(place, trimmed(place.text, *found.span(group)), (place.floor, place.cue.start))
    return _fronted(place)


def _fronted(place: Place) -> Indirect | None:
    text, cue = place.text, place.cue
    told = _TALK_AHEAD.match(text, place.floor, cue.start)
    comma = text.find(",", told.end(), cue.start) if told else -1
    if told is None or comma < 0 or _IS_FALSE.search(text, cue.end, place.unit[1]) is None:
        return None
    found = made(place, trimmed(text, told.end(), comma), (comma, cue.end), (cue.end, place.unit[1]))
    return found._replace(stance=Stance.DENIES) if found else None


def blamed(place: Place) -> Indirect | None:
    """`X blamed A on B`, `X put the blame on B`."""
    text, cue = place.text, place.cue
    if _BLAME.match(text, cue.start, cue.end) is None or not has_words(text, cue.end, place.limit, 2):
        return None
    start, end = cut(text, cue.end, place.limit, Language.EN)
    comma = text.find(", ", start, end)
    return made(place, trimmed(text, start, comma if comma > 0 else end), (place.floor, cue.start))


def doubted(place: Place) -> Indirect | None:
    """`X cast doubt on NP`, `X questioned NP`, `X was sceptical about NP`."""
    text, cue = place.text, place.cue
    something = _SOMETHING.match(text, cue.end, place.limit)
    direct = _DIRECT.fullmatch(text, cue.start, cue.end)
    if something is None and (direct is None or text[cue.end : cue.end + 1] != " "):
        return None
    begin = something.end() if something else cue.end
    fewest = (
        4 if _SOUNDS.match(text, cue.start, cue.end) else 2
    )  # `was sceptical about the plan. "..."`: the reason follows
    if _ANAPHOR.match(text, begin, place.limit) or not has_words(text, begin, place.limit, fewest):
        return None
    start, end = cut(text, begin, place.limit, Language.EN)
    comma = text.find(", ", start, end)
    return made(place, trimmed(text, start, comma if comma > 0 else end), (place.floor, cue.start))
