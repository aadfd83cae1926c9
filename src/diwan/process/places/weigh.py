"""Decides which matches are places, and which place of a name is meant.

Every candidate gets points: what is known of the name by itself, the words beside it, and the company of the other
places in the report. Points are log-odds of a kind, set by hand on general grounds; `Why` tells each of them.
A match is kept when its best candidate reaches ACCEPT; the distance to ACCEPT gives the confidence.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from diwan.core.reading import PlaceCandidate
from diwan.process.places import beside, name_itself
from diwan.process.places.company import BEST_COMPANY, Company, Ranking, rank
from diwan.process.places.gazetteer import Entry
from diwan.process.places.layout import Flag
from diwan.process.places.match import Match
from diwan.process.places.surroundings import RULED_OUT, Surroundings

ACCEPT = 4.0
_SEED = 5.0  # surer than this without company: may speak for others
_TOLD_ELSEWHERE = 1.6
_FLAG_POINTS: dict[int, float] = {
    Flag.MAIN: 0.6, Flag.INFLECTED: 0.6, Flag.ALTERNATE: 0.0, Flag.INFLECTED_ALTERNATE: -0.2, Flag.NO_ARTICLE: -0.5,
    Flag.LOOSE: -1.0, Flag.SKELETON: -2.0, Flag.BONES: -0.6,
}  # fmt: skip
_RULES = (
    beside.before, beside.after, name_itself.inside, name_itself.organisation, beside.joined, beside.dateline,
)  # fmt: skip

Worths = tuple[tuple[float, Entry], ...]
Facts = list[tuple[str, str]]


@dataclass(slots=True)
class Judged:
    match: Match
    points: float
    facts: Facts
    ranking: Ranking

    @property
    def place(self) -> PlaceCandidate:
        return self.ranking.best.place


@dataclass(slots=True)
class _Case:
    """A match with all that does not depend on the company: weighed once."""

    match: Match
    points: float
    facts: Facts
    worths: Worths  # one object for all matches of one name


def weigh(
    matches: list[Match],
    around: Surroundings,
    outlet_country: str,
    spoken_of: frozenset[str] = frozenset(),
) -> list[Judged]:
    """The matches that are places. `spoken_of`: countries of which the text has an adjective (`суданский`)."""
    cases = _cases(matches, around)
    company = Company.of((), outlet_country, spoken_of)
    # Countries and great cities first; then the company that they are; then the small towns speak for one another.
    for least in (_SEED, ACCEPT):
        sure = [one.ranking.best for one in _judge(cases, company) if one.points >= least]
        company = Company.of(sure, outlet_country, spoken_of)
    judged = _judge(cases, company)
    told = {
        (one.match.key, one.place.geonameid) for one in judged if one.points >= ACCEPT and one.match.is_told
    }
    for one in judged:
        # A name that is a place by the words beside it here is one there as well.
        if one.points < ACCEPT and (one.match.key, one.place.geonameid) in told:
            one.points += _TOLD_ELSEWHERE
    return [one for one in judged if one.points >= ACCEPT]


def _cases(matches: Iterable[Match], around: Surroundings) -> list[_Case]:
    """Without those that no company could ever make a place."""
    cases: list[_Case] = []
    known: dict[tuple[str, int, bool], Worths] = {}
    for match in matches:
        points, facts = _points(match, around)
        if points <= RULED_OUT + 4:
            continue
        match.is_told = any(name in ("feature word", "preposition") for name, _ in facts)
        name = match.key, id(match.entries), match.is_told
        if (worths := known.get(name)) is None:
            worths = known[name] = tuple((_worth(entry, match), entry) for entry in match.entries)
        if max(worth for worth, _ in worths) + points + BEST_COMPANY >= ACCEPT:
            cases.append(_Case(match, points, facts, worths))
    return cases


def _points(match: Match, around: Surroundings) -> tuple[float, Facts]:
    facts: Facts = []
    total = 0.0
    for rule in _RULES:
        points, fact = rule(around, match)
        if points == RULED_OUT:
            return RULED_OUT, []
        total += points
        if fact:
            facts.append(fact)
    return total, facts


def _judge(cases: Iterable[_Case], company: Company) -> list[Judged]:
    """The best candidate of each match, a name that occurs often ranked once."""
    rankings: dict[int, Ranking] = {}
    judged = []
    for case in cases:
        name = id(case.worths)
        if (ranking := rankings.get(name)) is None:
            ranking = rankings[name] = rank(case.worths, company)
        judged.append(Judged(case.match, ranking.points + case.points - ranking.doubt, case.facts, ranking))
    return judged


def _worth(entry: Entry, match: Match) -> float:
    """What the name says by itself: size, kind of name, length."""
    if entry.flag == Flag.SKELETON and not match.is_told:
        return -5.0  # consonants alone are no evidence: some word must say that this is a place
    if entry.place.feature == "country":
        return 6.5 if entry.flag <= Flag.INFLECTED else 3.0
    worth = 0.9 * entry.magnitude - 1.4 + _FLAG_POINTS.get(entry.flag, 0.0)
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
