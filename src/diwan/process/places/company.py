"""The places that a report surely names, and what they say for the candidates of each name."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from diwan.core.reading import PlaceCandidate
from diwan.process.places.gazetteer import Entry
from diwan.process.places.geometry import Spot, chord_of, nearest
from diwan.process.places.layout import Flag

BEST_COMPANY = 4.2  # the most that `points_for` can give
_NEAR_KM = 350.0
_NEAR_CHORD = chord_of(_NEAR_KM)
_FAR = 0.7  # a small town in a country that nothing else in the report speaks of
_GREAT_CITY = 2_000_000


@dataclass(frozen=True, slots=True)
class Company:
    countries: frozenset[str]
    outlet_country: str
    spoken_of: frozenset[str]
    cities: dict[int, Spot]
    cities_of_country: Counter[str]
    northward: list[tuple[Spot, int]]  # the cities from south to north
    heights: list[float]  # of each of them, above the plane of the equator

    @classmethod
    def of(cls, sure: Sequence[Entry], outlet_country: str, spoken_of: frozenset[str]) -> "Company":
        countries = frozenset(entry.place.country for entry in sure if entry.place.feature == "country")
        cities = {e.place.geonameid: e for e in sure if e.place.feature != "country"}
        northward = sorted((entry.spot, number) for number, entry in cities.items())
        return cls(
            countries=countries,
            outlet_country=outlet_country,
            spoken_of=spoken_of,
            cities={number: entry.spot for number, entry in cities.items()},
            cities_of_country=Counter(entry.place.country for entry in cities.values()),
            northward=northward,
            heights=[spot.z for spot, _ in northward],
        )

    def points_for(self, entry: Entry) -> float:
        """What the other places of the report say for this one."""
        place = entry.place
        points = self._spoken_of(entry)
        if place.feature == "country":
            return points
        if place.country == self.outlet_country:
            points += 0.5
        if not self.cities and not self.countries:
            return points
        is_member = place.geonameid in self.cities
        at_home = place.country in self.countries
        beside = self.cities_of_country.get(place.country, 0) > is_member
        if at_home:
            points += 1.3
        if beside:
            points += 0.7
        has_others = len(self.cities) > is_member or self.countries
        if not (at_home or beside) and has_others and place.population < _GREAT_CITY:
            points -= _FAR * (6.3 - entry.magnitude)
        near = self._nearest(entry)
        if near < _NEAR_KM:
            points += 1.3 * (1 - near / _NEAR_KM) + 0.4
        return points

    def _spoken_of(self, entry: Entry) -> float:
        """An adjective of its country speaks for a town that is known by its bones alone; others have better evidence."""
        if entry.flag != Flag.BONES:
            return 0.0
        country = entry.place.country
        return 1.3 if country in self.spoken_of and country not in self.countries else 0.0

    def _nearest(self, entry: Entry) -> float:
        """Kilometres to the nearest other city; only those on nearly its latitude are measured."""
        first = bisect_left(self.heights, entry.spot.z - _NEAR_CHORD)
        last = bisect_left(self.heights, entry.spot.z + _NEAR_CHORD, lo=first)
        number = entry.place.geonameid
        return nearest(entry.spot, (spot for spot, other in self.northward[first:last] if other != number))


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of one name in one company, the likeliest first; the larger of two equals."""

    points: float
    doubt: float  # how near the second comes
    best: Entry
    others: Sequence[PlaceCandidate]


def rank(worths: Iterable[tuple[float, Entry]], company: Company) -> Ranking:
    scored = [(worth + company.points_for(entry), entry) for worth, entry in worths]
    if len(scored) > 1:
        scored.sort(key=itemgetter(0), reverse=True)
    points, best = scored[0]
    others = [(worth, e.place) for worth, e in scored[1:] if e.place.geonameid != best.place.geonameid]
    doubt = min(0.8, max(0.0, 0.8 - (points - others[0][0]))) if others else 0.0
    return Ranking(points, doubt, best, [place for _, place in others])
