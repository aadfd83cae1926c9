"""The first page: events as feed, map and timeline, each filtered by the same conditions."""

import datetime as dt
from typing import Any
from uuid import UUID

from diwan import store
from diwan.core.errors import BadInput
from diwan.core.languages import Language
from diwan.core.reading import EventKind
from diwan.core.viewer import Viewer
from diwan.share import cursors, queries, words
from diwan.share.cards import cards
from diwan.share.then import at_moment
from diwan.share.views import (
    Choice,
    MapMark,
    Page,
    SituationFilter,
    SituationView,
    TimeAxis,
    TimeBucket,
    TimelineMark,
    Words,
)

# Bucket widths a person can name; the first that keeps the axis under a hundred bars is taken.
BUCKET_SECONDS = (3600, 6 * 3600, 86_400, 7 * 86_400, 28 * 86_400)
MOST_BUCKETS = 110
MOST_GAP = dt.timedelta(days=10)  # of a time without reports: the axis shows no more of it
EPOCH = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)  # a Monday: weeks begin where the ISO week does


def situation(
    viewer: Viewer,
    asked: SituationFilter,
    *,
    cursor: str | None = None,
    last_look: dt.datetime | None = None,
    limit: int = 40,
) -> SituationView:
    """The viewer's own picture under a filter, latest change first. Raises BadInput for a damaged cursor."""
    with store.acting_as(viewer) as now:
        tx = at_moment(now, asked.as_of)
        conditions = _conditions(tx, asked, last_look)
        after = cursors.unpack_moment(cursor) if cursor else (None, None)
        rows = tx.rows(
            queries.EVENTS, conditions | {"after_at": after[0], "after_event": after[1], "limit": limit + 1}
        )
        more, rows = len(rows) > limit, rows[:limit]
        totals = tx.one(queries.EVENT_TOTALS, conditions) or {}
        facets = tx.rows(queries.CHOICES, conditions)
        return SituationView(
            filter=asked,
            events=Page(
                cards(tx, rows), cursors.pack(rows[-1]["changed_at"], rows[-1]["event"]) if more else None
            ),
            event_count=totals["events"],
            report_count=totals["reports"],
            origin_count=totals["origins"],
            contested_count=totals["contested"],
            new_count=totals["new"],
            new_since=last_look,
            marks=tuple(_mark(row) for row in tx.rows(queries.EVENT_MARKS, conditions)),
            axis=_axis(tx, conditions, is_whole=not any(_narrowing(asked))),
            kinds=_choices(facets, "kind"),
            countries=_choices(facets, "country"),
            cursor=_now_cursor(tx),
        )


def changes_since(viewer: Viewer, cursor: str) -> tuple[int, str]:
    """How many events of the viewer's own picture gained a report since the cursor, and the next cursor."""
    with store.acting_as(viewer) as tx:
        (since,) = cursors.unpack(cursor, 1)
        if not since.isdecimal() or len(since) > 18:
            raise BadInput(cursors.DAMAGED)
        return tx.value(queries.EVENTS_SINCE, {"since": int(since)}), _now_cursor(tx)


def _now_cursor(tx: store.Tx) -> str:
    return cursors.pack(tx.value(queries.PICTURE_VERSION))


def find_event(tx: store.Tx, address: UUID) -> UUID:
    """The event at an address; the address itself when nothing is there."""
    if tx.one(queries.EVENT_EXISTS, {"event": address}):
        return address
    return tx.value(queries.EVENT_AT_ADDRESS, {"address": address}) or address


def _conditions(tx: store.Tx, asked: SituationFilter, last_look: dt.datetime | None) -> dict[str, Any]:
    box = asked.box
    return {
        "kinds": [kind.value for kind in asked.kinds] or None,
        "countries": list(asked.countries) or None,
        "west": box and box.west,
        "south": box and box.south,
        "east": box and box.east,
        "north": box and box.north,
        "stance": asked.stance.value,
        "query": words.tsquery(tx, asked.text) if asked.text else None,
        "only_new": asked.only_new,
        "hide_done": asked.hide_done,
        "last_look": last_look,
        "since": asked.since,
        "until": asked.until,
    }


def _mark(row: dict[str, Any]) -> MapMark:
    return MapMark(
        event=row["event"],
        lat=row["lat"],
        lon=row["lon"],
        origins=row["origins"],
        is_contested=row["contested"],
        headline=Words(row["headline"], Language(row["language"] or "und")),
        report_count=row["reports"],
    )


def _narrowing(asked: SituationFilter) -> tuple[object, ...]:
    """What takes events off the axis; the span does not."""
    stance = asked.stance.value
    return asked.kinds, asked.countries, asked.box, stance, asked.text, asked.only_new, asked.hide_done


def _axis(tx: store.Tx, conditions: dict[str, Any], *, is_whole: bool) -> TimeAxis | None:
    asked = {
        "widths": list(BUCKET_SECONDS),
        "most_buckets": MOST_BUCKETS,
        "most_gap": MOST_GAP.total_seconds(),
        "start": EPOCH,
        "is_whole": is_whole,
    }
    buckets = tx.rows(queries.AXIS_BUCKETS, conditions | asked)
    if not buckets:
        return None
    bucket: int = buckets[0]["seconds"]
    marks = tx.rows(queries.AXIS_MARKS, conditions)
    return TimeAxis(
        start=buckets[0]["start"],
        end=buckets[-1]["start"] + dt.timedelta(seconds=bucket),
        bucket_seconds=bucket,
        buckets=tuple(TimeBucket(row["start"], row["reports"], row["denied"]) for row in buckets),
        gaps=_gaps([row["start"] for row in buckets], dt.timedelta(seconds=bucket)),
        marks=tuple(
            TimelineMark(row["event"], EventKind(row["kind"]), row["at"], row["contested"]) for row in marks
        ),
    )


def _gaps(starts: list[dt.datetime], bucket: dt.timedelta) -> tuple[tuple[dt.datetime, dt.datetime], ...]:
    """Where nothing was reported for long: ten days, and ten buckets."""
    least = max(MOST_GAP, 10 * bucket)
    ends = [start + bucket for start in starts]
    return tuple(
        (end, start) for end, start in zip(ends[:-1], starts[1:], strict=True) if start - end > least
    )


def _choices(rows: list[dict[str, Any]], facet: str) -> tuple[Choice, ...]:
    return tuple(Choice(row["value"], row["count"]) for row in rows if row["facet"] == facet)


def mark_done(viewer: Viewer, event: UUID, *, done: bool = True) -> None:
    """For this officer alone: the event is done with, until a new report joins it. Absent events change nothing."""
    with store.acting_as(viewer, write=True) as tx:
        reports = [row["report"] for row in tx.rows(queries.EVENT_REPORTS, {"event": find_event(tx, event)})]
        tx.run(queries.MARK_DONE if done else queries.UNMARK_DONE, {"reports": reports})
