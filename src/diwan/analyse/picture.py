"""One viewer's picture out of the reports that the viewer may read, and nothing else.

Pure and without order: any permutation of readings and edges gives the same picture, and so does computing each
component alone and putting the results together. The stored overlay rests on both.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from diwan.analyse.actors import WhoIsWho, who_is_who
from diwan.analyse.components import Unions
from diwan.analyse.events import event, event_groups, event_id, tells_an_event
from diwan.analyse.origins import origins, syndication
from diwan.analyse.propositions import propositions
from diwan.core.picture import Edge, Event, Picture, Proposition, Relation
from diwan.core.reading import Reading

VERSION = "rules/1"


# `spread(work, items)` is `list(map(work, items))`, wherever the work is done.
Spread = Callable[[Callable[[Any], Any], Sequence[Any]], list[Any]]
Component = tuple[tuple[str, ...], list[Edge]]


def picture(
    readings: Iterable[Reading],
    edges: Iterable[Edge],
    viewer_key: bytes,
    *,
    across_components: bool = False,
    spread: Spread = lambda work, items: list(map(work, items)),
) -> Picture:
    """Edges to reports that are not among the readings are left out.

    `across_components` also joins actors whose names are alike but not equal in reports that nothing else connects:
    for a picture that is made at once and not kept. `spread` may share the components out.
    """
    by_id = {reading.report.id: reading for reading in readings}
    kept = sorted(
        {e for e in edges if e.taker in by_id and e.taken in by_id},
        key=lambda e: (e.taker, e.taken, e.relation),
    )
    components = _components(sorted(by_id), kept)
    sorted_components = [[by_id[report] for report in component] for component in components]
    who = who_is_who(sorted_components, viewer_key, across_components=across_components)
    teller = _Teller(by_id, who, viewer_key)
    told = spread(teller.tell, list(zip(components, _edges_by_group(components, kept), strict=True)))
    copies = [group for part in told for group in part.copies]
    found_propositions = [each for part in told for each in part.propositions]
    found_events = [each for part in told for each in part.events]
    return Picture(
        actors=who.actors,
        syndication=tuple(sorted(copies)),
        propositions=tuple(sorted(found_propositions, key=lambda p: (p.claims[0].report, p.claims[0].index))),
        events=tuple(sorted(found_events, key=lambda e: (e.date or "", e.reports))),
        edges=tuple(kept),
        stages=(("picture", VERSION),),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What one component tells."""

    copies: list[tuple[str, ...]]
    propositions: list[Proposition]
    events: list[Event]


@dataclass(frozen=True, slots=True)
class _Teller:
    by_id: Mapping[str, Reading]
    who: WhoIsWho
    viewer_key: bytes

    def tell(self, component: Component) -> _Told:
        reports, among = component
        told = _Told(syndication(reports, among), [], [])
        groups = event_groups(reports, among)
        for group, own in zip(groups, _edges_by_group(groups, among), strict=True):
            members = [self.by_id[report] for report in group]
            is_event = len(group) > 1 or tells_an_event(members[0])
            event_or_none = event_id(members, self.viewer_key) if is_event else None
            said = propositions(members, self.who, self.viewer_key, event_or_none)
            told.propositions.extend(said)
            if is_event:
                came_from = origins(members, own, told.copies, self.who)
                told.events.append(
                    event(
                        members, own, came_from=came_from, said=said, who=self.who, viewer_key=self.viewer_key
                    )
                )
        return told


def _components(reports: Sequence[str], edges: Iterable[Edge]) -> list[tuple[str, ...]]:
    unions = Unions(reports)
    for edge in edges:
        if edge.relation is not Relation.QUOTATION:
            unions.join(edge.taker, edge.taken)
    return unions.groups()


def _edges_by_group(groups: Sequence[tuple[str, ...]], edges: Iterable[Edge]) -> list[list[Edge]]:
    """For each group the edges that have both ends in it."""
    group_of = {report: n for n, group in enumerate(groups) for report in group}
    inside: list[list[Edge]] = [[] for _ in groups]
    for edge in edges:
        if group_of[edge.taker] == group_of[edge.taken]:
            inside[group_of[edge.taker]].append(edge)
    return inside
