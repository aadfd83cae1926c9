"""One viewer's picture out of the reports that the viewer may read, and nothing else.

Pure and without order: any permutation of readings and edges gives the same picture, and so does computing each
component alone and putting the results together. The stored overlay rests on both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from diwan.analyse.actors import WhoIsWho, who_is_who
from diwan.analyse.components import Unions
from diwan.analyse.doubts import doubts
from diwan.analyse.events import event, event_groups, event_id, tells_an_event
from diwan.analyse.origins import origins, syndication
from diwan.analyse.propositions import propositions
from diwan.analyse.spread import Spread, one_after_another
from diwan.core.pickling import quick_to_pickle
from diwan.core.picture import Doubt, Edge, Event, Picture, Proposition, Relation
from diwan.core.reading import Reading

VERSION = "rules/2"


def picture(
    readings: Iterable[Reading],
    edges: Iterable[Edge],
    viewer_key: bytes,
    *,
    across_components: bool = False,
    with_doubts: bool = False,
    spread: Spread = one_after_another,
) -> Picture:
    """Edges to reports that are not among the readings are left out.

    `across_components` also joins actors whose names are alike but not equal in reports that nothing else connects:
    for a picture that is made at once and not kept. `with_doubts` also tells on which doubtful values an event hangs.
    `spread` may share the events out.
    """
    by_id = {reading.report.id: reading for reading in readings}
    kept = sorted(
        {e for e in edges if e.taker in by_id and e.taken in by_id},
        key=lambda e: (e.taker, e.taken, e.relation),
    )
    components = _components(sorted(by_id), kept)
    sorted_components = [[by_id[report] for report in component] for component in components]
    who = who_is_who(sorted_components, viewer_key, across_components=across_components)
    copies, groups = _copies_and_groups(components, kept)
    told = spread(_Teller(by_id, who, viewer_key, with_doubts).tell, groups)
    found_propositions = [each for part in told for each in part.propositions]
    found_events = [part.event for part in told if part.event]
    return Picture(
        actors=who.actors,
        syndication=tuple(sorted(copies)),
        propositions=tuple(sorted(found_propositions, key=lambda p: (p.claims[0].report, p.claims[0].index))),
        events=tuple(sorted(found_events, key=lambda e: (e.date or "", e.reports))),
        edges=tuple(kept),
        stages=(("picture", VERSION),),
        doubts=tuple(each for part in told for each in part.doubts),
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """Reports that tell of one event, with the edges among them."""

    reports: tuple[str, ...]
    edges: list[Edge]
    copies: list[tuple[str, ...]]  # those of the whole component


def _copies_and_groups(
    components: Sequence[tuple[str, ...]], edges: Iterable[Edge]
) -> tuple[list[tuple[str, ...]], list[_Group]]:
    """Of many reports nearly all may hang together, so what is shared out is not components but groups."""
    copies, groups = list[tuple[str, ...]](), list[_Group]()
    for reports, among in zip(components, _edges_by_group(components, edges), strict=True):
        own_copies, tight = syndication(reports, among), event_groups(reports, among)
        inside = _edges_by_group(tight, among)
        groups += [_Group(group, own, own_copies) for group, own in zip(tight, inside, strict=True)]
        copies += own_copies
    return copies, groups


@dataclass(frozen=True, slots=True)
class _Told:
    """What one group tells."""

    propositions: tuple[Proposition, ...]
    event: Event | None
    doubts: tuple[Doubt, ...] = ()


quick_to_pickle(_Told)


@dataclass(frozen=True, slots=True)
class _Teller:
    by_id: Mapping[str, Reading]
    who: WhoIsWho
    viewer_key: bytes
    with_doubts: bool

    def tell(self, group: _Group) -> _Told:
        members = [self.by_id[report] for report in group.reports]
        if len(members) == 1 and not tells_an_event(members[0]):
            return _Told(propositions(members, self.who, self.viewer_key, None), None)
        said = propositions(members, self.who, self.viewer_key, event_id(members, self.viewer_key))
        came_from = origins(members, group.edges, group.copies, self.who)
        told = event(
            members, group.edges, came_from=came_from, said=said, who=self.who, viewer_key=self.viewer_key
        )
        found = (
            doubts(
                members, group.edges, group.copies, came_from=came_from, said=said, told=told, who=self.who
            )
            if self.with_doubts
            else ()
        )
        return _Told(said, told, found)


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
