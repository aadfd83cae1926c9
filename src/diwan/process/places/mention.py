"""Makes mentions of what was judged to be a place, each with its confidence and its reason."""

import math
from collections.abc import Iterable, Sequence

from diwan.core.reading import PlaceCandidate, PlaceMention, Why
from diwan.process.places.layout import Flag, is_weak
from diwan.process.places.weigh import ACCEPT, Judged

_MOST_ALTERNATIVES = 3
_KINDS: dict[int, str] = {
    Flag.MAIN: "main name", Flag.INFLECTED: "declined", Flag.ALTERNATE: "other name", Flag.INFLECTED_ALTERNATE: "declined",
    Flag.NO_ARTICLE: "without its article", Flag.LOOSE: "by its sound", Flag.SKELETON: "by its consonants", Flag.BONES: "by its consonants",
}  # fmt: skip


def mentions_of(judged: Iterable[Judged]) -> tuple[PlaceMention, ...]:
    return tuple(map(_mention, judged))


def _mention(one: Judged) -> PlaceMention:
    return PlaceMention(
        start=one.match.start,
        end=one.match.end,
        place=one.place,
        confidence=round(1 / (1 + math.exp(-(one.points - ACCEPT + 0.6))), 2),
        why=_why(one),
        alternatives=_alternatives(one.ranking.others),
    )


def _why(one: Judged) -> Why:
    place, flag = one.place, one.ranking.best.flag
    kind = _KINDS[flag]
    said = "; ".join(f"{key} {value}".strip() for key, value in one.facts)
    size = f", {place.population:,} people" if place.population else ""
    sentence = f"gazetteer: {kind} of {place.name or place.country} ({place.country}{size})"
    rule = "places.sound" if is_weak(flag) else "places.gazetteer"
    facts = (("name", kind), *one.facts, ("points", f"{one.points:.1f}"))
    return Why(rule, f"{sentence}; {said}" if said else sentence, facts)


def _alternatives(others: Sequence[PlaceCandidate]) -> tuple[PlaceCandidate, ...]:
    if not others:
        return ()
    return tuple({place.geonameid: place for place in others}.values())[:_MOST_ALTERNATIVES]
