"""Job: bring one member's picture up to date, component by component, through that member's own gate.

What comes out equals the pure `picture` of all that the member may read, whatever the order in which it arrived:
only components that hold a changed report are computed again, and a component is everything that visible edges
connect. A crash leaves the due marks where they were, so the next run does the work.
"""

import datetime as dt
from functools import cache
from uuid import UUID

import psycopg.types.json as pg_json

from diwan import store
from diwan.analyse import queries
from diwan.analyse.overlay import Overlay, overlay_of
from diwan.core.clock import springs
from diwan.core.ids import MemberId


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


def _recompute(tx: store.Tx, due: list[UUID]) -> None:
    before = [row["report"] for row in tx.rows(queries.SEEDS, {"reports": due})]
    reached = [row["report"] for row in tx.rows(queries.REACHED, {"seeds": due + before})]
    # Reports that the new edges reach may bring whole old components along.
    old = [row["component"] for row in tx.rows(queries.OLD_COMPONENTS, {"reports": reached})]
    rows = tx.rows(queries.READINGS, {"reports": reached, "stages": current_stages()})
    for statement in queries.DROP_OVERLAY:
        tx.run(statement, {"components": old, "reports": reached})
    entered = _entered(tx, reached, [row["report"] for row in rows])
    if rows:
        _save(tx, overlay_of(tx, rows, current_stages(), entered, store.viewer_key(tx)))


def _entered(tx: store.Tx, reached: list[UUID], present: list[UUID]) -> dict[UUID, dt.datetime]:
    """When each report came into this picture. One that left it is new again should it come back.

    The version counts reports, not refreshes: how many of them one refresh takes in depends on what else the worker
    had to do, and the viewer must not learn of that.
    """
    tx.run(queries.FORGET_ENTERED, {"reports": reached, "present": present})
    known = {row["report"]: row["at"] for row in tx.rows(queries.ENTERED, {"reports": present})}
    new = [report for report in present if report not in known]
    if new:
        version, now = tx.value(queries.COUNT_UP, {"more": len(new)}), springs.now()
        tx.run(queries.SAVE_ENTERED, {"reports": new, "version": version, "at": now})
        known |= dict.fromkeys(new, now)
    return known


@cache
def current_stages() -> str:
    """The stage versions of this installation; annotations of other versions are read again."""
    from diwan.analyse.stored import stages_of  # noqa: PLC0415  (import here: process is heavy to load)
    from diwan.core.reading import Report  # noqa: PLC0415
    from diwan.process import read  # noqa: PLC0415

    return stages_of(read(Report(id="", text="")))


def _save(tx: store.Tx, made: Overlay) -> None:
    tx.many(queries.SAVE_COMPONENT, made.components)
    tx.many(queries.SAVE_EVENT, [row | {"body": pg_json.Json(row["body"])} for row in made.events])
    tx.many(queries.SAVE_EVENT_REPORT, made.event_reports)
    tx.many(queries.SAVE_ACTOR, [row | {"body": pg_json.Json(row["body"])} for row in made.actors])
    tx.many(queries.SAVE_DOUBT, [row | {"changes": pg_json.Json(row["changes"])} for row in made.doubts])
