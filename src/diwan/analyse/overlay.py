"""What one member's picture keeps of some of its components: computed through the gate, as rows of the overlay's tables.

Used for the stored picture and for the picture as of an earlier moment alike.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from uuid import UUID

from diwan import store
from diwan.analyse import queries
from diwan.analyse.components import Unions
from diwan.analyse.events import address
from diwan.analyse.judgements import Judgement, ValueKind, Verdict, as_judged
from diwan.analyse.own_places import with_own_places
from diwan.analyse.picture import picture
from diwan.analyse.stored import readings_of
from diwan.analyse.stored_places import own_places
from diwan.core.codec import to_json
from diwan.core.picture import Doubt, Edge, Event, Picture, Proposition, Relation
from diwan.core.reading import Reading, Stance

Row = dict[str, Any]


class Times(NamedTuple):
    at: dt.datetime  # published, or arrived
    entered_at: dt.datetime
    language: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """Rows by the names of their columns; `body` is plain JSON. `viewer` is left to whoever keeps them."""

    components: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    event_reports: list[Row] = field(default_factory=list)
    actors: list[Row] = field(default_factory=list)
    doubts: list[Row] = field(default_factory=list)

    def add(self, component: str, found: Picture, times: Mapping[str, Times]) -> None:
        told = list(_told(found))
        self.events.extend(_event_row(event, said, component, times) for event, said in told)
        self.event_reports.extend(
            row for event, said in told for row in _event_reports(event, said, component, times)
        )
        self.actors.extend(
            {"actor": actor.id, "component": component, "kind": actor.kind.value, "body": to_json(actor)}
            for actor in found.actors
        )
        sizes = {event.id: len(event.reports) for event in found.events}
        self.doubts.extend(_doubt_row(doubt, component, sizes[doubt.event]) for doubt in found.doubts)


def overlay_of(
    tx: store.Tx, rows: Sequence[Row], stages: str, entered: Mapping[UUID, dt.datetime], key: bytes
) -> Overlay:
    """`rows` are those of `queries.READINGS`: whole components, or what the viewer could read of them then."""
    reports = [row["report"] for row in rows]
    judged = _judgements(tx, reports)
    own = own_places(tx)
    readings = [
        as_judged(with_own_places(reading, own), judged[reading.report.id])
        for reading in readings_of(tx, rows, stages)
    ]
    folded = {row["shorter"]: row["whole"] for row in tx.rows(queries.FOLDED, {"reports": reports})}
    edges = edges_between(tx, reports, folded)
    times = {
        str(row["report"]): Times(
            row["published"] or row["arrived_at"], entered[row["report"]], row["language"]
        )
        for row in rows
    }
    made = Overlay()
    component_of = components(times, edges)
    made.components.extend(
        {"report": report, "component": component, "address": address(report, key)}
        for report, component in sorted(component_of.items())
    )
    # A shorter version hangs with the whole one, so that the loss of either makes the component anew.
    made.components.extend(
        {"report": str(shorter), "component": component_of[str(whole)], "address": address(str(shorter), key)}
        for shorter, whole in sorted(folded.items())
    )
    # One by one: what a component's rows say must not depend on which others are computed beside it.
    for component, inside, among in _parted(component_of, readings, edges):
        made.add(component, picture(inside, among, key, with_doubts=True), times)
    return made


def edges_between(tx: store.Tx, reports: Sequence[UUID], folded: Mapping[UUID, UUID]) -> list[Edge]:
    """What was taken from a shorter version was taken from the whole one: they are one origin."""
    rows = tx.rows(queries.EDGES_AMONG, {"reports": [*reports, *folded]})
    stands_for = {str(shorter): str(whole) for shorter, whole in folded.items()}
    best: dict[tuple[str, str, Relation], Edge] = {}
    for row in rows:
        edge = _edge_of(row)
        taker, taken = (stands_for.get(end, end) for end in (edge.taker, edge.taken))
        if taker == taken:
            continue
        known = best.get((taker, taken, edge.relation))
        if known is None or (edge.score, edge.why) > (known.score, known.why):
            best[taker, taken, edge.relation] = replace(edge, taker=taker, taken=taken)
    return list(best.values())


def _parted(
    component_of: Mapping[str, str], readings: Iterable[Reading], edges: Iterable[Edge]
) -> Iterable[tuple[str, list[Reading], list[Edge]]]:
    by_id = {reading.report.id: reading for reading in readings}
    inside: dict[str, list[Reading]] = defaultdict(list)
    among: dict[str, list[Edge]] = defaultdict(list)
    for report in sorted(by_id):
        inside[component_of[report]].append(by_id[report])
    for edge in edges:
        if component_of[edge.taker] == component_of[edge.taken]:
            among[component_of[edge.taker]].append(edge)
    for component, members in inside.items():
        yield component, members, among[component]


def components(reports: Iterable[str], edges: Iterable[Edge]) -> dict[str, str]:
    """Report -> least report id of its component, over all edges but shared quotations."""
    unions = Unions(reports)
    for edge in edges:
        if edge.relation is not Relation.QUOTATION:
            unions.join(edge.taker, edge.taken)
    return {report: group[0] for group in unions.groups() for report in group}


def _judgements(tx: store.Tx, reports: list[UUID]) -> dict[str, list[Judgement]]:
    judged: dict[str, list[Judgement]] = defaultdict(list)
    for row in tx.rows(queries.JUDGEMENTS, {"reports": reports}):
        kinds = {"value_kind": ValueKind(row["value_kind"]), "verdict": Verdict(row["verdict"])}
        judged[str(row["report"])].append(Judgement(**row | kinds))
    return judged


def _edge_of(row: Row) -> Edge:
    return Edge(
        taker=str(row["taker"]),
        taken=str(row["taken"]),
        relation=Relation(row["relation"]),
        score=row["score"],
        why=row["why"],
        facts=tuple((key, value) for key, value in row["facts"]),
    )


def _told(found: Picture) -> Iterable[tuple[Event, list[Proposition]]]:
    propositions = {proposition.id: proposition for proposition in found.propositions}
    for event in found.events:
        yield event, [propositions[p] for p in event.propositions if p in propositions]


def _event_reports(
    event: Event, said: list[Proposition], component: str, times: Mapping[str, Times]
) -> Iterable[Row]:
    denying = {c.report for p in said for c in p.claims if c.stance is Stance.DENIES}
    origin_of = {report: n for n, origin in enumerate(event.origins) for report in origin.reports}
    for report in event.reports:
        yield {
            "report": report,
            "event": event.id,
            "component": component,
            "origin": origin_of.get(report, 0),
            "at": times[report].at,
            "entered_at": times[report].entered_at,
            "denies": report in denying,
        }


def _event_row(event: Event, said: list[Proposition], component: str, times: Mapping[str, Times]) -> Row:
    stances = [claim.stance for proposition in said for claim in proposition.claims]
    place = event.place
    return {
        "event": event.id,
        "component": component,
        "changed_at": max(times[r].at for r in event.reports),
        "newest_entered_at": max(times[r].entered_at for r in event.reports),
        "kind": event.kind.value,
        "day": first_day(event.date),
        "day_value": event.date,
        "lat": place and place.lat,
        "lon": place and place.lon,
        "geonameid": place and place.geonameid,
        "country": place and place.country,
        "reports": len(event.reports),
        "origins": len(event.origins),
        **{stance.value: stances.count(stance) for stance in Stance},
        "contested": any(p.asserted and p.denied for p in said),
        "numbers_disagree": any(len({v for v, *_ in q.values}) > 1 for q in event.quantities),
        "headline": event.headline,
        "headline_language": times[event.headline_report].language,
        "body": {"event": to_json(event), "propositions": to_json(said)},
    }


def _doubt_row(doubt: Doubt, component: str, reports: int) -> Row:
    return {
        "event": doubt.event,
        "report": doubt.report,
        "component": component,
        "value_kind": doubt.kind,
        "span_start": doubt.start,
        "span_end": doubt.end,
        "reason": doubt.reason,
        "unsure": round(1.0 - doubt.confidence, 2),
        "things": doubt.things,
        "reports": reports,
        "changes": to_json(doubt.changes),
    }


def first_day(value: str | None) -> dt.date | None:
    """The first day of an ISO 8601 day, month, year or range; None when there is none."""
    if not value:
        return None
    year, month, day = (*value.split("/")[0].split("-"), "01", "01")[:3]
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
