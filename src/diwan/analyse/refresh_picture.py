"""Job: bring one member's picture up to date, component by component, through that member's own gate.

What comes out equals the pure `picture` of all that the member may read, whatever the order in which it arrived:
only components that hold a changed report are computed again, and a component is everything that visible edges
connect. A crash leaves the due marks where they were, so the next run does the work.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

import psycopg.types.json as pg_json

from diwan import store
from diwan.analyse import queries
from diwan.analyse.judgements import Judgement, ValueKind, Verdict, as_judged
from diwan.analyse.picture import picture
from diwan.analyse.stored import reading_of
from diwan.core.codec import to_json
from diwan.core.ids import MemberId
from diwan.core.picture import Edge, Event, Picture, Proposition, Relation
from diwan.core.reading import Stance


class Times(NamedTuple):
    at: dt.datetime  # published, or arrived
    filed_at: dt.datetime


def refresh_picture(member: str) -> None:
    """Recompute every component of the member's picture that a due report touches."""
    with store.acting_as(store.service_viewer(MemberId(member)), write=True) as tx:
        # One refresh of a picture at a time; another waits here and finds less to do.
        tx.run(
            "SELECT pg_advisory_xact_lock(hashtext('diwan.picture'), hashtext(%(member)s))",
            {"member": member},
        )
        due = [row["report"] for row in tx.rows(queries.TAKE_DUE)]
        if due:
            _recompute(tx, due)
            tx.run(queries.COUNT_UP)


def _recompute(tx: store.Tx, due: list[UUID]) -> None:
    stages = current_stages()
    before = [row["report"] for row in tx.rows(queries.SEEDS, {"reports": due})]
    reached = [row["report"] for row in tx.rows(queries.REACHED, {"seeds": due + before})]
    # Reports that the new edges reach may bring whole old components along.
    old = [row["component"] for row in tx.rows(queries.OLD_COMPONENTS, {"reports": reached})]
    rows = tx.rows(queries.READINGS, {"reports": reached, "stages": stages})
    times = {
        str(row["report"]): Times(row["published"] or row["arrived_at"], row["filed_at"]) for row in rows
    }
    judged: dict[str, list[Judgement]] = defaultdict(list)
    for row in tx.rows(queries.JUDGEMENTS, {"reports": reached}):
        judged[str(row["report"])].append(
            Judgement(
                **row | {"value_kind": ValueKind(row["value_kind"]), "verdict": Verdict(row["verdict"])}
            )
        )
    readings = [as_judged(reading_of(row), judged[str(row["report"])]) for row in rows]
    edges = [_edge_of(row) for row in tx.rows(queries.EDGES_AMONG, {"reports": reached})]
    for statement in queries.DROP_OVERLAY:
        tx.run(statement, {"components": old, "reports": reached})
    if not readings:
        return
    result = picture(readings, edges, store.viewer_key(tx))
    _save(tx, result, components(times, edges), times)


def current_stages() -> str:
    """The stage versions of this installation; annotations of other versions are read again."""
    from diwan.analyse.stored import stages_of  # noqa: PLC0415  (import here: process is heavy to load)
    from diwan.core.reading import Report  # noqa: PLC0415
    from diwan.process import read  # noqa: PLC0415

    return stages_of(read(Report(id="", text="")))


def components(reports: Iterable[str], edges: Iterable[Edge]) -> dict[str, str]:
    """Report -> least report id of its component, over all edges but shared quotations."""
    parent = {report: report for report in reports}

    def root(report: str) -> str:
        while parent[report] != report:
            parent[report] = parent[parent[report]]
            report = parent[report]
        return report

    for edge in edges:
        if edge.relation is not Relation.QUOTATION and edge.taker in parent and edge.taken in parent:
            one, other = sorted((root(edge.taker), root(edge.taken)))
            parent[other] = one
    return {report: root(report) for report in parent}


def _edge_of(row: dict[str, Any]) -> Edge:
    return Edge(
        taker=str(row["taker"]),
        taken=str(row["taken"]),
        relation=Relation(row["relation"]),
        score=row["score"],
        why=row["why"],
        facts=tuple((key, value) for key, value in row["facts"]),
    )


def _save(tx: store.Tx, result: Picture, component_of: dict[str, str], times: dict[str, Times]) -> None:
    tx.many(
        queries.SAVE_COMPONENT,
        [{"report": report, "component": component} for report, component in sorted(component_of.items())],
    )
    propositions = {proposition.id: proposition for proposition in result.propositions}
    for event in result.events:
        component = component_of[event.reports[0]]
        said = [propositions[p] for p in event.propositions if p in propositions]
        row = _event_row(event, said, component)
        row["changed_at"] = max(times[r].at for r in event.reports)
        row["newest_filed_at"] = max(times[r].filed_at for r in event.reports)
        tx.run(queries.SAVE_EVENT, row)
        denying = {c.report for p in said for c in p.claims if c.stance is Stance.DENIES}
        origin_of = {report: n for n, origin in enumerate(event.origins) for report in origin.reports}
        tx.many(
            queries.SAVE_EVENT_REPORT,
            [
                {
                    "report": r,
                    "event": event.id,
                    "component": component,
                    "origin": origin_of.get(r, 0),
                    "at": times[r].at,
                    "filed_at": times[r].filed_at,
                    "denies": r in denying,
                }
                for r in event.reports
            ],
        )
    tx.many(
        queries.SAVE_ACTOR,
        [
            {
                "actor": actor.id,
                "component": component_of[actor.mentions[0][0]],
                "kind": actor.kind.value,
                "body": pg_json.Json(to_json(actor)),
            }
            for actor in result.actors
            if actor.mentions
        ],
    )


def _event_row(event: Event, said: list[Proposition], component: str) -> dict[str, Any]:
    stances = [claim.stance for proposition in said for claim in proposition.claims]
    place = event.place
    return {
        "event": event.id,
        "component": component,
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
        "body": pg_json.Json({"event": to_json(event), "propositions": to_json(said)}),
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
