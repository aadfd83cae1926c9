"""Where a report's content comes from, past all republication, and how many independent origins that makes.

Reports that republish one text, or credit one outlet for what they tell, are one origin. The interval says how far
the number can be trusted: its upper end merges copies alone, its lower end also takes together what rests on one
speaker, and lets an unnamed source add nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from diwan.analyse.actors import WhoIsWho
from diwan.analyse.components import Unions
from diwan.analyse.names import key_of
from diwan.core.picture import Edge, Origin, Relation
from diwan.core.reading import ActorKind, Reading, SpeakerKind

_TAKEN = (Relation.COPY, Relation.EXCERPT)


@dataclass(frozen=True, slots=True)
class Origins:
    groups: tuple[Origin, ...]
    interval: tuple[int, int]


def syndication(reports: Iterable[str], edges: Iterable[Edge]) -> list[tuple[str, ...]]:
    """Groups of reports that republish one text, singles left out."""
    unions = Unions(reports)
    for edge in edges:
        if edge.relation in _TAKEN:
            unions.join(edge.taker, edge.taken)
    return [group for group in unions.groups() if len(group) > 1]


def origins(
    readings: Sequence[Reading], edges: Sequence[Edge], copies: Iterable[tuple[str, ...]], who: WhoIsWho
) -> Origins:
    """The origins of one event's reports, earliest first."""
    by_id = {reading.report.id: reading for reading in readings}
    unions, why = Unions(by_id), list[tuple[str, str]]()
    for group in copies:
        inside = [report for report in group if report in by_id]
        for report in inside[1:]:
            unions.join(inside[0], report)
    texts = len(unions.groups())
    for edge in edges:
        if edge.relation in _TAKEN and edge.taker in by_id and edge.taken in by_id:
            why.append((edge.taker, f"{edge.taker} takes its text from {edge.taken}: {edge.why}"))
    for outlet, reports in sorted(_credited(readings, who).items()):
        for report in reports[1:]:
            unions.join(reports[0], report)
        if len(reports) > 1:
            why.append((reports[0], f"{', '.join(reports)} credit {outlet}"))
    groups = unions.groups()
    reasons: dict[str, set[str]] = defaultdict(set)
    for report, sentence in why:
        reasons[unions.root(report)].add(sentence)
    named = [
        Origin(_name(group, by_id), _by_time(group, by_id), tuple(sorted(reasons[group[0]])))
        for group in groups
    ]
    named.sort(key=lambda o: (_when(by_id[o.reports[0]]), o.reports))
    return Origins(tuple(named), (_certain(groups, by_id, who), texts))


def _when(reading: Reading) -> tuple[str, str]:
    published = reading.report.published
    return (published.isoformat() if published else "9999", reading.report.id)


def _by_time(group: Iterable[str], by_id: Mapping[str, Reading]) -> tuple[str, ...]:
    return tuple(sorted(group, key=lambda report: _when(by_id[report])))


def _credited(readings: Sequence[Reading], who: WhoIsWho) -> dict[str, list[str]]:
    """Outlet -> the reports that credit it, one entry for all spellings."""
    found: dict[str, set[str]] = defaultdict(set)
    spelled: dict[str, str] = {}
    for reading in readings:
        for index, credit in enumerate(reading.credits):
            actor = who.of_credit.get((reading.report.id, index), credit.key)
            found[actor].add(reading.report.id)
            spelled[actor] = min(spelled.get(actor, credit.outlet), credit.outlet)
    return {spelled[actor]: sorted(reports) for actor, reports in found.items()}


def _name(group: Sequence[str], by_id: Mapping[str, Reading]) -> str:
    """The outlet that most of the group credit; else whoever published first."""
    counts = Counter(outlet for report in group for outlet in {c.outlet for c in by_id[report].credits})
    if counts:
        return min(counts, key=lambda outlet: (-counts[outlet], outlet))
    first = _by_time(group, by_id)[0]
    report = by_id[first].report
    return report.source_credit or report.outlet or report.id


def _certain(groups: Sequence[tuple[str, ...]], by_id: Mapping[str, Reading], who: WhoIsWho) -> int:
    """How many origins are left when one speaker counts once and an unnamed source adds nothing."""
    unions = Unions(str(n) for n in range(len(groups)))
    heard: dict[str, str] = {}
    silent: set[str] = set()
    published = {
        key_of(by_id[report].report.outlet, ActorKind.ORGANISATION): str(n)
        for n, group in enumerate(groups)
        for report in group
        if by_id[report].report.outlet
    }
    for n, group in enumerate(groups):
        speakers = _rests_on(group, by_id, who)
        if speakers == {"anonymous"}:
            silent.add(str(n))
        if len(speakers) == 1 and speakers != {"anonymous"}:
            unions.join(str(n), heard.setdefault(next(iter(speakers)), str(n)))
        for report in group:
            for credit in by_id[report].credits:
                if other := published.get(key_of(credit.outlet, ActorKind.ORGANISATION)):
                    unions.join(str(n), other)  # it credits the very outlet that published the other
    named = {unions.root(str(n)) for n in range(len(groups)) if str(n) not in silent}
    return max(1, len(named))


def _rests_on(group: Sequence[str], by_id: Mapping[str, Reading], who: WhoIsWho) -> set[str]:
    return {
        "anonymous" if claim.speaker.kind is SpeakerKind.ANONYMOUS else who.of_speaker[report, index]
        for report in group
        for index, claim in enumerate(by_id[report].claims)
    }
