"""One viewer's picture out of the reports that the viewer may read, and nothing else.

Pure and without order: any permutation of readings and edges gives the same picture, and so does computing each
component alone and putting the results together. The stored overlay rests on both.
"""

from collections.abc import Iterable, Sequence

from diwan.analyse.actors import who_is_who
from diwan.analyse.components import Unions
from diwan.analyse.events import event, event_groups, event_id, tells_an_event
from diwan.analyse.origins import origins, syndication
from diwan.analyse.propositions import propositions
from diwan.core.picture import Edge, Event, Picture, Proposition, Relation
from diwan.core.reading import Reading

VERSION = "rules/1"


def picture(
    readings: Iterable[Reading], edges: Iterable[Edge], viewer_key: bytes, *, across_components: bool = False
) -> Picture:
    """Edges to reports that are not among the readings are left out.

    `across_components` also joins actors whose names are alike but not equal in reports that nothing else connects:
    for a picture that is made at once and not kept.
    """
    by_id = {reading.report.id: reading for reading in readings}
    kept = sorted(
        {e for e in edges if e.taker in by_id and e.taken in by_id},
        key=lambda e: (e.taker, e.taken, e.relation),
    )
    components = _components(sorted(by_id), kept)
    sorted_components = [[by_id[report] for report in component] for component in components]
    who = who_is_who(sorted_components, viewer_key, across_components=across_components)
    found_events: list[Event] = []
    found_propositions: list[Proposition] = []
    copies: list[tuple[str, ...]] = []
    for component, among in zip(components, _edges_by_group(components, kept), strict=True):
        taken = syndication(component, among)
        copies += taken
        groups = event_groups(component, among)
        for group, own in zip(groups, _edges_by_group(groups, among), strict=True):
            members = [by_id[report] for report in group]
            is_event = len(group) > 1 or tells_an_event(members[0])
            said = propositions(members, who, viewer_key, event_id(members, viewer_key) if is_event else None)
            found_propositions += said
            if is_event:
                came_from = origins(members, own, taken, who)
                found_events.append(
                    event(members, own, came_from=came_from, said=said, who=who, viewer_key=viewer_key)
                )
    return Picture(
        actors=who.actors,
        syndication=tuple(sorted(copies)),
        propositions=tuple(sorted(found_propositions, key=lambda p: (p.claims[0].report, p.claims[0].index))),
        events=tuple(sorted(found_events, key=lambda e: (e.date or "", e.reports))),
        edges=tuple(kept),
        stages=(("picture", VERSION),),
    )


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
