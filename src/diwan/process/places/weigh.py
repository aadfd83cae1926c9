"""Decides which matches are places, and which place of a name is meant.

Every candidate gets points: what is known of the name by itself, the words beside it, and the company of the other
places in the report. Points are log-odds of a kind, set by hand on general grounds; `Why` tells each of them.
A match is kept when its best candidate reaches ACCEPT; the distance to ACCEPT gives the confidence.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from diwan.core.reading import PlaceCandidate, PlaceMention, Why
from diwan.process.places.find import Match, is_weak
from diwan.process.places.gazetteer import Entry
from diwan.process.places.geometry import kilometres
from diwan.process.places.layout import Flag
from diwan.process.places.surroundings import RULED_OUT, Surroundings

ACCEPT = 4.0
_SEED = 5.0  # surer than this without company: may speak for others
_NEAR_KM = 350.0
_NEAR_DEGREES = 4.0  # of latitude: more than _NEAR_KM
_BEST_COMPANY = 4.2  # the most that _company can give
_FAR = 0.7  # a small town in a country that nothing else in the report speaks of
_MOST_ALTERNATIVES = 3
_TOLD_ELSEWHERE = 1.6
_FLAG_POINTS = {
    Flag.MAIN: 0.6, Flag.INFLECTED: 0.6, Flag.ALTERNATE: 0.0, Flag.INFLECTED_ALTERNATE: -0.2, Flag.NO_ARTICLE: -0.5,
    Flag.LOOSE: -1.0, Flag.SKELETON: -2.0, Flag.BONES: -0.6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Company:
    """The places that the report surely names: what speaks for their neighbours."""

    countries: frozenset[str]
    outlet_country: str
    cities: tuple[PlaceCandidate, ...]
    spoken_of: frozenset[str] = frozenset()


@dataclass(slots=True)
class Judged:
    match: Match
    place: PlaceCandidate
    flag: int
    points: float
    facts: list[tuple[str, str]]
    others: list[tuple[float, PlaceCandidate]]


@dataclass(slots=True)
class _Case:
    """A match with all that does not depend on the company: weighed once."""

    match: Match
    points: float
    facts: list[tuple[str, str]]
    worths: list[tuple[float, Entry]]


def weigh(
    matches: list[Match],
    around: Surroundings,
    outlet_country: str,
    spoken_of: frozenset[str] = frozenset(),
) -> list[PlaceMention]:
    """`spoken_of`: countries of which the text has an adjective (`суданский`)."""
    cases = [case for match in matches if (case := _case(match, around))]
    company = Company(frozenset(), outlet_country, (), spoken_of)
    # Countries and great cities first; then the company that they are; then the small towns speak for one another.
    for least in (_SEED, ACCEPT):
        judged = [_judge(case, company) for case in cases]
        sure = {one.place.geonameid: one.place for one in judged if one.points >= least}
        countries = frozenset(p.country for p in sure.values() if p.feature == "country")
        company = Company(
            countries, outlet_country, tuple(p for p in sure.values() if p.feature != "country"), spoken_of
        )
    judged = [_judge(case, company) for case in cases]
    told = {
        (one.match.key, one.place.geonameid) for one in judged if one.points >= ACCEPT and one.match.is_told
    }
    for one in judged:
        # A name that is a place by the words beside it here is one there as well.
        if (one.match.key, one.place.geonameid) in told and one.points < ACCEPT:
            one.points += _TOLD_ELSEWHERE
    return [_mention(one) for one in judged if one.points >= ACCEPT]


def _case(match: Match, around: Surroundings) -> _Case | None:
    """None when no company could ever make it a place."""
    points, facts = around.points(match)
    if points <= RULED_OUT + 4:
        return None
    match.is_told = any(name in ("feature word", "preposition") for name, _ in facts)
    worths = [(_worth(entry, match), entry) for entry in match.entries]
    if max(worth for worth, _ in worths) + points + _BEST_COMPANY < ACCEPT:
        return None
    return _Case(match, points, facts, worths)


def _judge(case: _Case, company: Company) -> Judged:
    """The best candidate of a match; the larger place when two are equal."""
    scored = sorted(
        (
            (worth + _company(entry.place, company) + _spoken_of(entry, company), -n, entry)
            for n, (worth, entry) in enumerate(case.worths)
        ),
        reverse=True,
        key=lambda one: one[:2],
    )
    best, _, entry = scored[0]
    others = [(worth, e.place) for worth, _, e in scored[1:] if e.place.geonameid != entry.place.geonameid]
    doubt = min(0.8, max(0.0, 0.8 - (best - others[0][0]))) if others else 0.0
    return Judged(case.match, entry.place, entry.flag, best + case.points - doubt, case.facts, others)


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


def _company(place: PlaceCandidate, company: Company) -> float:
    """What the other places of the report say for this one."""
    if place.feature == "country":
        return 0.0
    points = 0.5 if place.country == company.outlet_country else 0.0
    others = [p for p in company.cities if p.geonameid != place.geonameid]
    beside = any(p.country == place.country for p in others)
    at_home = place.country in company.countries
    if at_home:
        points += 1.3
    if beside:
        points += 0.7
    if not (at_home or beside) and (others or company.countries) and place.population < 2_000_000:
        points -= _FAR * (6.3 - math.log10(max(place.population, 800)))
    near = min(
        (kilometres(place, p) for p in others if abs(p.lat - place.lat) < _NEAR_DEGREES), default=math.inf
    )
    if near < _NEAR_KM:
        points += 1.3 * (1 - near / _NEAR_KM) + 0.4
    return points


def _spoken_of(entry: Entry, company: Company) -> float:
    """An adjective of its country speaks for a town that is known by its bones alone; others have better evidence."""
    is_home = entry.place.country in company.spoken_of and entry.place.country not in company.countries
    return 1.3 if is_home and entry.flag == Flag.BONES else 0.0


_KINDS = {
    Flag.MAIN: "main name", Flag.INFLECTED: "declined", Flag.ALTERNATE: "other name", Flag.INFLECTED_ALTERNATE: "declined",
    Flag.NO_ARTICLE: "without its article", Flag.LOOSE: "by its sound", Flag.SKELETON: "by its consonants", Flag.BONES: "by its consonants",
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
