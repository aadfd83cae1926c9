"""Where an event's reports come from, as a graph: origins, what repeats them, outlets that are credited."""

from collections import defaultdict
from typing import Any

from diwan.core.picture import Event, Relation
from diwan.share.views import OriginLink, OriginNode, OriginsGraph, ReportRow


def origins_graph(event: Event, rows: dict[str, ReportRow], edges: list[dict[str, Any]]) -> OriginsGraph:
    """A node for each report; copies and excerpts folded under the head of their origin."""
    taken: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        if edge["relation"] in (Relation.COPY, Relation.EXCERPT):
            taken[str(edge["taker"])].append(edge)
    nodes, heads = [], {}
    for origin in event.origins:
        present = [r for r in origin.reports if r in rows]
        if not present:
            continue
        head = min(present, key=lambda r: (r in taken, rows[r].at, r))
        for report in present:
            heads[report] = head
            best = max(taken[report], key=lambda e: (e["score"], str(e["taken"])), default=None)
            folded = best is not None and report != head
            nodes.append(
                OriginNode(
                    id=report,
                    name=rows[report].outlet or rows[report].handle,
                    reports=(rows[report].id,),
                    role=("copy" if best["relation"] == Relation.COPY else "excerpt")
                    if best is not None and folded
                    else "origin",
                    language=rows[report].language,
                    share=best["score"] if best is not None and folded else None,
                    folded_under=head if folded else None,
                    why=origin.why,
                )
            )
        nodes += _credited(origin.name, head, rows)
    ids = {node.id for node in nodes}
    links = [
        OriginLink(str(e["taker"]), str(e["taken"]), Relation(e["relation"]), e["score"])
        for e in edges
        if e["relation"] != Relation.SAME_EVENT and str(e["taker"]) in ids and str(e["taken"]) in ids
    ]
    links += [
        OriginLink(report, f"credit:{origin.name}", Relation.QUOTATION)
        for origin in event.origins
        for report in dict.fromkeys(heads[r] for r in origin.reports if r in heads)
        if f"credit:{origin.name}" in ids
    ]
    return OriginsGraph(tuple(nodes), tuple(links))


def _credited(name: str, head: str, rows: dict[str, ReportRow]) -> list[OriginNode]:
    """An outlet that the origin is named after and whose own text nobody here holds."""
    if name in rows or name in {rows[head].outlet, ""}:
        return []
    return [OriginNode(id=f"credit:{name}", name=name, reports=(), role="credited")]
