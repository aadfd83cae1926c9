"""Events: tight groups of reports within a component, and what they say of where, when, what and how many."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from diwan.analyse.actors import WhoIsWho
from diwan.analyse.components import average_link
from diwan.analyse.fingerprint import Fingerprint, fingerprint, lead_end
from diwan.analyse.origins import Origins
from diwan.analyse.where import places_told
from diwan.core.ids import derived_id
from diwan.core.picture import Edge, Event, Proposition, QuantityRange, Relation
from diwan.core.reading import EventKind, PlaceCandidate, Reading

_TIGHT = 0.5  # mean score of the pairs between two groups that are joined
_NOT_COUNTED = frozenset(("days", "hours", "months", "percent", "kilometres", "metres"))
_MOST_QUANTITIES = 8
_LEAST_KIND = 1.0


def event_groups(reports: Iterable[str], edges: Iterable[Edge]) -> list[tuple[str, ...]]:
    """Every report in one group; a copy counts as certain, whatever else is unsure."""
    scores: dict[tuple[str, str], float] = {}
    for edge in edges:
        if edge.relation is Relation.QUOTATION:
            continue
        first, second = sorted((edge.taker, edge.taken))
        score = edge.score if edge.relation is Relation.SAME_EVENT else 1.0
        scores[first, second] = max(score, scores.get((first, second), 0.0))
    return average_link(reports, scores, _TIGHT)


def tells_an_event(reading: Reading) -> bool:
    """A report that nobody else shares is an event of its own when it says what happened and where or when."""
    made = fingerprint(reading)
    return max(made.kinds.values(), default=0.0) >= _LEAST_KIND and bool(reading.places or reading.dates)


def event(
    readings: Sequence[Reading],
    edges: Sequence[Edge],
    *,
    came_from: Origins,
    said: Sequence[Proposition],
    who: WhoIsWho,
    viewer_key: bytes,
) -> Event:
    """One event out of its reports (sorted by id). Each origin has one vote, however often it was copied."""
    prints = [fingerprint(reading) for reading in readings]
    votes = votes_of(came_from)
    clearest = _clearest(readings, edges)
    scored = [e for e in edges if e.relation is Relation.SAME_EVENT]
    return Event(
        id=event_id(readings, viewer_key),
        reports=tuple(p.id for p in prints),
        kind=_kind(prints, votes),
        date=date_told({p.id: p.days for p in prints}, votes),
        place=place_told(readings, prints, votes),
        origins=came_from.groups,
        origins_interval=came_from.interval,
        headline=clearest.report.title or _first_words(clearest.report.text),
        headline_report=clearest.report.id,
        actors=_actors(readings, who),
        propositions=tuple(p.id for p in said),
        quantities=_quantities(readings, who),
        why=tuple(f"{e.taker} and {e.taken}: {e.why} ({e.score:.2f})" for e in scored[:20]),
    )


def event_id(readings: Sequence[Reading], viewer_key: bytes) -> str:
    """The address of its earliest report: it stays the same when later reports join."""
    return address(min(readings, key=_earliest).report.id, viewer_key)


def address(report: str, viewer_key: bytes) -> str:
    return str(derived_id(viewer_key, "event", report))


def _earliest(reading: Reading) -> tuple[bool, float, str]:
    published = reading.report.published
    return published is None, published.timestamp() if published else 0.0, reading.report.id


def _first_words(text: str) -> str:
    line = text.strip().split("\n", 1)[0]
    return line if len(line) <= 120 else line[:120].rsplit(" ", 1)[0] + " …"


def _clearest(readings: Sequence[Reading], edges: Sequence[Edge]) -> Reading:
    """The report that is most like the others; it has a title, and it is no copy where an original is there."""
    nearness: Counter[str] = Counter()
    takers = set()
    for edge in edges:
        nearness[edge.taker] += round(edge.score * 1000)
        nearness[edge.taken] += round(edge.score * 1000)
        if edge.relation is not Relation.SAME_EVENT:
            takers.add(edge.taker)
    return min(
        readings,
        key=lambda r: (not r.report.title, r.report.id in takers, -nearness[r.report.id], r.report.id),
    )


def _kind(prints: Sequence[Fingerprint], votes: Mapping[str, float]) -> EventKind:
    total: dict[EventKind, float] = defaultdict(float)
    for made in prints:
        top = max(made.kinds.values(), default=0.0)
        for kind, weight in made.kinds.items():
            total[kind] += votes[made.id] * weight / top
    order = list(EventKind)
    return min(total, key=lambda k: (-round(total[k], 6), order.index(k)), default=EventKind.INCIDENT)


def votes_of(came_from: Origins) -> dict[str, float]:
    """Report -> its share in the one vote of its origin."""
    return {report: 1.0 / len(origin.reports) for origin in came_from.groups for report in origin.reports}


def date_told(days: Mapping[str, Mapping[dt.date, float]], votes: Mapping[str, float]) -> str | None:
    """When, by the days of each report."""
    total: dict[dt.date, float] = defaultdict(float)
    for report, shares in days.items():
        for day, share in shares.items():
            total[day] += votes[report] * share
    best = min(total, key=lambda day: (-round(total[day], 6), day), default=None)
    return best.isoformat() if best else None


def place_told(
    readings: Sequence[Reading], prints: Sequence[Fingerprint], votes: Mapping[str, float]
) -> PlaceCandidate | None:
    """Where: what the reports' own words say for each place, each origin with one vote."""
    total: dict[int, float] = defaultdict(float)
    candidates: dict[int, PlaceCandidate] = {}
    for reading, made in zip(readings, prints, strict=True):
        for mention in reading.places:
            candidates.setdefault(mention.place.geonameid, mention.place)
        told = places_told(reading, lead_end(reading.report.text), _foremost_days(made))
        most = max(told.values(), default=0.0)
        for geonameid, weight in told.items():
            total[geonameid] += votes[made.id] * weight / max(1.0, most)
    best = min(total, key=lambda g: (-round(total[g], 6), g), default=None)
    return candidates[best] if best is not None else None


def _foremost_days(made: Fingerprint) -> frozenset[str]:
    most = max(made.days.values(), default=0.0)
    return frozenset(day.isoformat() for day, share in made.days.items() if share == most)


def _actors(readings: Sequence[Reading], who: WhoIsWho) -> tuple[str, ...]:
    counts = Counter(who.of_mention[r.report.id, i] for r in readings for i in range(len(r.actors)))
    return tuple(sorted(counts, key=lambda a: (-counts[a], a)))


def _quantities(readings: Sequence[Reading], who: WhoIsWho) -> tuple[QuantityRange, ...]:
    found: dict[str, set[tuple[float, str, str]]] = defaultdict(set)
    for reading in readings:
        for quantity in reading.quantities:
            if quantity.unit and quantity.unit not in _NOT_COUNTED:
                speaker = next(
                    (
                        who.of_speaker[reading.report.id, n]
                        for n, claim in enumerate(reading.claims)
                        if claim.start <= quantity.start < claim.end
                    ),
                    "",
                )
                found[quantity.unit].add((quantity.value, reading.report.id, speaker))
    ranked = sorted(found, key=lambda unit: (-len({r for _, r, _ in found[unit]}), unit))
    return tuple(QuantityRange(unit, tuple(sorted(found[unit]))) for unit in ranked[:_MOST_QUANTITIES])
