"""Decides which matches are places, and which place of a name is meant.

Every candidate gets points: what is known of the name by itself, the words beside it, and the company of the other
places in the report. Points are log-odds of a kind, set by hand on general grounds; `Why` tells each of them.
A match is kept when its best candidate reaches ACCEPT; the distance to ACCEPT gives the confidence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from diwan.core.reading import PlaceCandidate
from diwan.process.places import beside, name_itself
from diwan.process.places.company import BEST_COMPANY, Company, Ranking, rank
from diwan.process.places.gazetteer import Entry
from diwan.process.places.layout import Flag
from diwan.process.places.match import Match
from diwan.process.places.surroundings import RULED_OUT, Facts, Points, Surroundings

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


@dataclass(slots=True)
class _Name:
    """What is alike for all matches of one name."""

    worths: list[tuple[float, Entry]]
    likeliest: float  # the worth of the best
    points: float  # of the match for which most speaks
    ranking: Ranking


@dataclass(slots=True)
class _Case:
    """A match with all that does not depend on the company: weighed once."""

    match: Match
    points: float
    facts: Facts
    name: _Name


@dataclass(slots=True)
class Judged:
    match: Match
    points: float
    facts: Facts
    ranking: Ranking

    @property
    def place(self) -> PlaceCandidate:
        return self.ranking.best.place


def weigh(
    matches: list[Match],
    around: Surroundings,
    outlet_country: str,
    spoken_of: frozenset[str] = frozenset(),
) -> list[Judged]:
    """The matches that are places. `spoken_of`: countries of which the text has an adjective (`суданский`)."""
    company = Company.of((), outlet_country, spoken_of)
    cases = _cases(matches, around, company)
    names = list({id(case.name): case.name for case in cases}.values())
    # Countries and great cities first; then the company that they are; then the small towns speak for one another.
    for least in (_SEED, ACCEPT):
        before, company = company, Company.of(_sure(names, least), outlet_country, spoken_of)
        if not company.is_alike(before):
            for name in names:
                name.ranking = rank(name.worths, company)
    judged = [_judged(case) for case in cases]
    told = {
        (one.match.key, one.place.geonameid) for one in judged if one.match.is_told and one.points >= ACCEPT
    }
    for one in judged:
        # A name that is a place by the words beside it here is one there as well.
        if one.points < ACCEPT and (one.match.key, one.place.geonameid) in told:
            one.points += _TOLD_ELSEWHERE
    return [one for one in judged if one.points >= ACCEPT]


def _sure(names: Iterable[_Name], least: float) -> list[Entry]:
    """The best candidates of the names that reach `least` at one of their matches."""
    return [
        name.ranking.best for name in names if name.ranking.points - name.ranking.doubt + name.points >= least
    ]


def _judged(case: _Case) -> Judged:
    ranking = case.name.ranking
    return Judged(case.match, ranking.points - ranking.doubt + case.points, case.facts, ranking)


def _cases(matches: Iterable[Match], around: Surroundings, company: Company) -> list[_Case]:
    """Without those that no company could ever make a place."""
    cases: list[_Case] = []
    names: dict[tuple[str, int, bool], _Name] = {}
    for match in matches:
        around.points[id(match)] = points, facts = around.known_points(match) or _points(match, around)
        if points <= RULED_OUT + 4:
            continue
        match.is_told = any(name in ("feature word", "preposition") for name, _ in facts)
        known = match.key, id(match.entries), match.is_told
        if (name := names.get(known)) is None:
            worths, likeliest = _remembered_worths(match)
            name = names[known] = _Name(worths, likeliest, points, rank(worths, company))
        if name.likeliest + points + BEST_COMPANY >= ACCEPT:
            name.points = max(name.points, points)
            cases.append(_Case(match, points, facts, name))
    return cases


def _points(match: Match, around: Surroundings) -> Points:
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


Worths = list[tuple[float, Entry]]
_MOST_REMEMBERED = 4096
_known_worths: dict[tuple[str, int, bool], tuple[tuple[Entry, ...], Worths, float]] = {}


def _remembered_worths(match: Match) -> tuple[Worths, float]:
    """The worths and the best of them. Entries go by their identity, which costs nothing: the gazetteer hands out
    the same ones for a name that recurs from report to report."""
    key = match.key, id(match.entries), match.is_told
    known = _known_worths.get(key)
    if known is None or known[0] is not match.entries:
        if len(_known_worths) >= _MOST_REMEMBERED:
            _known_worths.clear()
        worths = _worths(match)
        known = _known_worths[key] = match.entries, worths, max(worths, key=itemgetter(0))[0]
    return known[1], known[2]


def _worths(match: Match) -> list[tuple[float, Entry]]:
    """What the name says by itself of each candidate: size, kind of name, length."""
    key, letters = match.key, len(match.key.replace(" ", ""))
    key_is_arabic = key > "\u0600"
    of_name = 0.4 if key_is_arabic else 0.0  # GeoNames has main names in Latin script alone
    if letters <= 3:
        of_name -= 0.6 if key_is_arabic else 1.2
    elif letters >= 6:
        of_name += 0.3
    of_words = 1.2 if letters > 6 and " " in key else 0.0
    return [(_worth(entry, match.is_told, of_name, of_words), entry) for entry in match.entries]


def _worth(entry: Entry, is_told: bool, of_name: float, of_words: float) -> float:  # noqa: FBT001
    flag = entry.flag
    if flag == Flag.SKELETON and not is_told:
        return -5.0  # consonants alone are no evidence: some word must say that this is a place
    if entry.place.feature == "country":
        return 6.5 if flag <= Flag.INFLECTED else 3.0
    worth = 0.9 * entry.magnitude - 1.4 + _FLAG_POINTS[flag] + of_name
    return worth + of_words if flag < Flag.LOOSE else worth
