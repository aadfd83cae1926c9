"""The places that a report surely names, and what they say for the candidates of each name."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from diwan.core.reading import PlaceCandidate
from diwan.process.places.gazetteer import Entry
from diwan.process.places.geometry import Spot, chord, kilometres
from diwan.process.places.layout import Flag

BEST_COMPANY = 4.2  # the most that `Company.points_for` can give
_NEAR_KM = 350.0
_NEAR_CHORD = chord(_NEAR_KM)
_FAR = 0.7  # a small town in a country that nothing else in the report speaks of
_GREAT_CITY = 2_000_000


@dataclass(frozen=True, slots=True)
class Company:
    countries: frozenset[str]
    outlet_country: str
    spoken_of: frozenset[str]
    is_empty: bool
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
            is_empty=not sure,
            cities={number: entry.spot for number, entry in cities.items()},
            cities_of_country=Counter(entry.place.country for entry in cities.values()),
            northward=northward,
            heights=[spot.z for spot, _ in northward],
        )

    def is_alike(self, other: "Company") -> bool:
        return self.countries == other.countries and self.cities == other.cities

    def points_for(self, entry: Entry) -> float:
        """What the other places of the report say for this one."""
        place = entry.place
        country, points = place.country, 0.0
        if entry.flag == Flag.BONES and country in self.spoken_of and country not in self.countries:
            points = 1.3  # only for a town known by its bones alone; others have better evidence
        if place.feature == "country":
            return points
        if country == self.outlet_country:
            points += 0.5
        return points if self.is_empty else points + self._points_of_others(entry)

    def _points_of_others(self, entry: Entry) -> float:
        place, points = entry.place, 0.0
        is_member = place.geonameid in self.cities
        at_home = place.country in self.countries
        beside = self.cities_of_country.get(place.country, 0) > is_member
        if at_home:
            points += 1.3
        if beside:
            points += 0.7
        if not (at_home or beside) and place.population < _GREAT_CITY:
            has_others = self.countries or len(self.cities) > is_member
            points -= _FAR * (6.3 - entry.magnitude) if has_others else 0.0
        near_km = self._nearest(entry)
        return points + 1.3 * (1 - near_km / _NEAR_KM) + 0.4 if near_km < _NEAR_KM else points

    def _nearest(self, entry: Entry) -> float:
        """Kilometres to the nearest other city if it is near; only those on nearly its latitude are measured."""
        (z, x, y), number, least = entry.spot, entry.place.geonameid, _NEAR_CHORD * _NEAR_CHORD
        first = bisect_left(self.heights, z - _NEAR_CHORD)
        last = bisect_left(self.heights, z + _NEAR_CHORD, lo=first)
        if first == last:
            return _NEAR_KM
        for (z2, x2, y2), other in self.northward[first:last]:
            # `geometry.squared_chord`, in place: it is asked a hundred times a report.
            squared = (z - z2) * (z - z2) + (x - x2) * (x - x2) + (y - y2) * (y - y2)
            if squared < least and other != number:
                least = squared
        return kilometres(least)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of one name in one company, the likeliest first; the larger of two equals."""

    points: float
    doubt: float  # how near the second comes
    best: Entry
    scored: Sequence[tuple[float, Entry]]

    @property
    def others(self) -> list[PlaceCandidate]:
        """The places that are not the best."""
        number = self.best.place.geonameid
        return [entry.place for _, entry in self.scored if entry.place.geonameid != number]


def rank(worths: Sequence[tuple[float, Entry]], company: Company) -> Ranking:
    if len(worths) == 1:
        worth, best = worths[0]
        return Ranking(worth + company.points_for(best), 0.0, best, worths)
    scored = [(worth + company.points_for(entry), entry) for worth, entry in worths]
    scored.sort(key=itemgetter(0), reverse=True)
    points, best = scored[0]
    number = best.place.geonameid
    second = next((score for score, entry in scored if entry.place.geonameid != number), None)
    doubt = 0.0 if second is None else min(0.8, max(0.0, 0.8 - (points - second)))
    return Ranking(points, doubt, best, scored)
