"""Decides which matches are places, and which place of a name is meant.

Every candidate gets points: what is known of the name by itself, the words beside it, and the company of the other
places in the report. Points are log-odds of a kind, set by hand on general grounds; `Why` tells each of them.
A match is kept when its best candidate reaches ACCEPT; the distance to ACCEPT gives the confidence.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from diwan.core.reading import PlaceCandidate, PlaceMention, Why
from diwan.process.places.find import Match, Word, is_weak
from diwan.process.places.gazetteer import Entry
from diwan.process.places.geometry import kilometres
from diwan.process.places.layout import Flag
from diwan.process.places.surroundings import RULED_OUT, Surroundings

ACCEPT = 4.0
_SEED = 5.0  # surer than this without company: may speak for others
_NEAR_KM = 350.0
_FAR = 0.7  # a small town in a country that nothing else in the report speaks of
_MOST_ALTERNATIVES = 3
_FLAG_POINTS = {
    Flag.MAIN: 0.6, Flag.INFLECTED: 0.6, Flag.ALTERNATE: 0.0, Flag.INFLECTED_ALTERNATE: -0.2, Flag.NO_ARTICLE: -0.5,
    Flag.LOOSE: -1.0, Flag.SKELETON: -2.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Company:
    """The places that the report surely names: what speaks for their neighbours."""

    countries: frozenset[str]
    outlet_country: str
    seeds: tuple[tuple[PlaceCandidate, float], ...]


@dataclass(slots=True)
class Judged:
    match: Match
    place: PlaceCandidate
    flag: int
    points: float
    facts: list[tuple[str, str]]
    others: list[tuple[float, PlaceCandidate]]


def weigh(
    matches: list[Match], words: list[Word], around: Surroundings, outlet_country: str
) -> list[PlaceMention]:
    own = [(match, around.points(match)) for match in matches]
    for match, (_, facts) in own:
        match.is_told = any(name in ("feature word", "preposition") for name, _ in facts)
    nobody = Company(frozenset(), outlet_country, ())
    first = [_judge(match, points, facts, nobody) for match, (points, facts) in own]
    seeds = tuple((one.place, one.points) for one in first if one and one.points >= _SEED)
    company = Company(frozenset(p.country for p, _ in seeds if p.feature == "country"), outlet_country, seeds)
    second = [_judge(match, points, facts, company) for match, (points, facts) in own]
    # A second look with the company that the first look found, so that small towns speak for one another.
    more = tuple((one.place, one.points) for one in second if one and one.points >= ACCEPT)
    company = Company(company.countries, outlet_country, more)
    last = [_judge(match, points, facts, company) for match, (points, facts) in own]
    return [_mention(one) for one in last if one and one.points >= ACCEPT]


def _judge(match: Match, points: float, facts: list[tuple[str, str]], company: Company) -> Judged | None:
    """The best candidate of a match; None when even the surroundings rule it out."""
    if points <= RULED_OUT + 4 or not match.entries:
        return None
    scored = sorted(
        (
            (_worth(entry, match) + _company(entry.place, match, company), -n, entry)
            for n, entry in enumerate(match.entries)
        ),
        reverse=True,
        key=lambda one: one[:2],
    )
    best, _, entry = scored[0]
    others = [(worth, e.place) for worth, _, e in scored[1:] if e.place.geonameid != entry.place.geonameid]
    doubt = min(0.8, max(0.0, 0.8 - (best - others[0][0]))) if others else 0.0
    return Judged(match, entry.place, entry.flag, best + points - doubt, facts, others)


def _worth(entry: Entry, match: Match) -> float:
    """What the name says by itself: size, kind of name, length."""
    if entry.flag == Flag.SKELETON and not match.is_told:
        return -5.0  # consonants alone are no evidence: some word must say that this is a place
    if entry.place.feature == "country":
        return 6.5 if entry.flag <= Flag.INFLECTED else 3.0
    size = math.log10(max(entry.place.population, 800))
    worth = 0.9 * size - 1.4 + _FLAG_POINTS.get(Flag(entry.flag), 0.0)
    letters = len(match.key.replace(" ", ""))
    if " " in match.key and letters > 6 and entry.flag < Flag.LOOSE:
        worth += 1.2
    if key_is_arabic := match.key > "\u0600":
        worth += 0.4  # GeoNames has main names in Latin script alone
    if letters <= 3:
        worth -= 0.6 if key_is_arabic else 1.2
    elif letters >= 6:
        worth += 0.3
    return worth


def _company(place: PlaceCandidate, match: Match, company: Company) -> float:
    """What the other places of the report say for this one."""
    if place.feature == "country":
        return 0.0
    points = 0.0
    cities = [p for p, _ in company.seeds if p.feature != "country" and p.geonameid != place.geonameid]
    at_home = place.country in company.countries or any(p.country == place.country for p in cities)
    if company.seeds and not at_home and place.population < 2_000_000:
        points -= _FAR * (6.3 - math.log10(max(place.population, 800)))
    if place.country in company.countries:
        points += 1.3
    if place.country == company.outlet_country:
        points += 0.5
    if any(p.country == place.country for p in cities):
        points += 0.7
    near = min((kilometres(place, p) for p in cities), default=math.inf)
    if near < _NEAR_KM:
        points += 1.3 * (1 - near / _NEAR_KM) + 0.4
    return points


_KINDS = {
    Flag.MAIN: "main name", Flag.INFLECTED: "declined", Flag.ALTERNATE: "other name", Flag.INFLECTED_ALTERNATE: "declined",
    Flag.NO_ARTICLE: "without its article", Flag.LOOSE: "by its sound", Flag.SKELETON: "by its consonants",
}  # fmt: skip


def _mention(one: Judged) -> PlaceMention:
    confidence = round(1 / (1 + math.exp(-(one.points - ACCEPT + 0.6))), 2)
    kind = _KINDS[Flag(one.flag)]
    facts = (("name", kind), *one.facts, ("points", f"{one.points:.1f}"))
    said = "; ".join(f"{key} {value}".strip() for key, value in one.facts)
    size = f", {one.place.population:,} people" if one.place.population else ""
    sentence = f"gazetteer: {kind} of {one.place.name or one.place.country} ({one.place.country}{size})"
    rule = "places.sound" if is_weak(one.flag) else "places.gazetteer"
    return PlaceMention(
        start=one.match.start,
        end=one.match.end,
        place=one.place,
        confidence=confidence,
        why=Why(rule, f"{sentence}; {said}" if said else sentence, facts),
        alternatives=tuple(_distinct(p for _, p in one.others))[:_MOST_ALTERNATIVES],
    )


def _distinct(places: Iterable[PlaceCandidate]) -> list[PlaceCandidate]:
    return list({p.geonameid: p for p in places}.values())
