"""The same questions as of an earlier moment: what the viewer could read then, under today's rules.

A report counts when it was filed by then, its label of that moment admitted the viewer, and the gate of today admits
the viewer still; a recalled one is gone. Components in which nothing has changed since are read from the stored
picture; the others are computed by the pure function from what of them was readable then. What a page really showed
at that moment may differ: the shipped rules may be newer, and a report that was filed may not yet have been read.
It costs as much as the changed components hold: a few milliseconds a report.
"""

import datetime as dt
import json
import re
from dataclasses import dataclass, field
from typing import Any

from diwan import store
from diwan.analyse import queries as analyse_queries
from diwan.analyse.overlay import Overlay, overlay_of
from diwan.analyse.refresh_picture import current_stages
from diwan.core.codec import to_json
from diwan.share import queries

_TABLE = re.compile(r"\bdiwan\.(event_report|event|actor|report|item|judgement|tearline)\b")
_THE_END = dt.datetime.max.replace(tzinfo=dt.UTC)
_BEGINS_WITH = re.compile(r"\s*WITH\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Then(store.Tx):
    """A transaction whose reading questions find the tables as they were; `picture` is what had to be computed."""

    as_of: dt.datetime = _THE_END
    picture: dict[str, Any] = field(default_factory=dict)

    def rows(self, query: str, params: Any = None, *, into: Any = None) -> list[Any]:
        return store.Tx.rows(self, *self._then(query, params), into=into)

    def one(self, query: str, params: Any = None, *, into: Any = None) -> Any:
        return store.Tx.one(self, *self._then(query, params), into=into)

    def value(self, query: str, params: Any = None) -> Any:
        return store.Tx.value(self, *self._then(query, params))

    def _then(self, query: str, params: Any) -> tuple[str, Any]:
        tables = dict.fromkeys(_TABLE.findall(query))
        if not tables or not isinstance(params, dict | None):
            return query, params
        query = _TABLE.sub(r"then_\1", query)
        views = ", ".join(queries.THEN[table] for table in tables)
        begun = _BEGINS_WITH.match(query)
        query = f"WITH {views}, {query[begun.end() :]}" if begun else f"WITH {views} {query}"
        return query, {**self.picture, **(params or {}), "then": self.as_of}


def at_moment(tx: store.Tx, as_of: dt.datetime | None) -> store.Tx:
    """`tx` itself for now."""
    if as_of is None:
        return tx
    then = Then(tx.connection, tx.viewer, is_writing=False, as_of=as_of)
    touched = [row["component"] for row in tx.rows(queries.CHANGED_SINCE, {"then": as_of})]
    then.picture.update(_as_parameters(touched, _computed(then, touched)))
    return then


def _computed(then: Then, touched: list[Any]) -> Overlay:
    nothing = _as_parameters([], Overlay())
    then.picture.update(nothing)
    reports = [row["report"] for row in then.rows(queries.REPORTS_OF_COMPONENTS, {"components": touched})]
    if not reports:
        return Overlay()
    asked = {"reports": reports, "stages": current_stages()}
    rows = then.rows(analyse_queries.READINGS, asked)
    entered = {row["report"]: row["filed_at"] for row in rows}
    entered |= {row["report"]: row["at"] for row in then.rows(analyse_queries.ENTERED, {"reports": reports})}
    return overlay_of(then, rows, current_stages(), entered, store.viewer_key(then))


def _as_parameters(touched: list[Any], made: Overlay) -> dict[str, Any]:
    return {
        "then_touched": touched,
        "then_event": _rows(made.events),
        "then_event_report": _rows(made.event_reports),
        "then_actor": _rows(made.actors),
    }


def _rows(rows: list[dict[str, Any]]) -> str:
    return json.dumps([to_json(row) for row in rows], ensure_ascii=False)
