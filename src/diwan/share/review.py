"""The review queue: doubtful values, first those on which most hangs in the own member's picture."""

import re
from typing import Any
from uuid import UUID

from diwan import store
from diwan.core.codec import from_json
from diwan.core.errors import BadInput
from diwan.core.languages import Language
from diwan.core.picture import Change
from diwan.core.viewer import Viewer
from diwan.share import cursors
from diwan.share.judging import alike
from diwan.share.read import readings
from diwan.share.refs import Names, place_view
from diwan.share.review_queries import MOST_COUNTED, REVIEW, TO_REVIEW
from diwan.share.review_views import ChangeView, ReviewRow, ReviewView
from diwan.share.spans import spans
from diwan.share.views import Page, SpanView, Words

_KEY = ("things", "reports", "unsure", "report", "value_kind", "span_start", "span_end")
_AROUND = 90  # characters of the report on each side of a value
_LONGEST = 240  # a statement can be a paragraph


def review(viewer: Viewer, *, cursor: str | None = None, limit: int = 20) -> ReviewView:
    """Values without an answer that the viewer may read. Raises BadInput for a damaged cursor."""
    after = _after(cursor) if cursor else dict.fromkeys(_KEY)
    with store.acting_as(viewer) as tx:
        rows = tx.rows(REVIEW, {**after, "limit": limit + 1})
        count = tx.value(TO_REVIEW)
        more, rows = len(rows) > limit, rows[:limit]
        shown = _spans(tx, viewer, {str(row["report"]) for row in rows})
    listed = tuple(row for each in rows if (row := _row(each, shown[each["report"]])))
    last = cursors.pack(*(rows[-1][part] for part in _KEY)) if more else None
    return ReviewView(Page(listed, last), count, MOST_COUNTED)


def _after(cursor: str) -> dict[str, Any]:
    told = dict(zip(_KEY, cursors.unpack(cursor, len(_KEY)), strict=True))
    try:
        numbers = {part: int(told[part]) for part in ("things", "reports", "span_start", "span_end")}
        return {**told, **numbers, "unsure": float(told["unsure"]), "report": UUID(told["report"])}
    except ValueError as error:
        raise BadInput(cursors.DAMAGED) from error


def _spans(tx: store.Tx, viewer: Viewer, reports: set[str]) -> dict[UUID, tuple[SpanView, ...]]:
    names = Names(tx)
    read = readings(tx, sorted(reports))
    return {
        UUID(id_): spans(read[id_], (), viewer=viewer, names=names) if id_ in read else () for id_ in reports
    }


def _row(row: dict[str, Any], shown: tuple[SpanView, ...]) -> ReviewRow | None:
    """None while the report is being read again: the picture follows a moment later."""
    id_ = f"{row['value_kind']}-{row['span_start']}-{row['span_end']}"
    span = next((each for each in shown if each.id == id_), None)
    if span is None:
        return None
    language = Language(row["language"] or "und")
    return ReviewRow(
        report=row["report"],
        title=Words(row["title"] or row["text"][:120], language),
        event=row["event"],
        headline=Words(row["headline"], Language(row["headline_language"] or "und")),
        reports=row["reports"],
        span=span,
        words=_around(row["text"], span, language),
        alike=len(alike(shown, span)),
        reason=row["reason"],
        changes=tuple(_change(from_json(Change, each)) for each in row["changes"]),
        things=row["things"],
    )


def _change(change: Change) -> ChangeView:
    before, after = (place_view(place) for place in change.places)
    return ChangeView(change.what, change.before, change.after, before, after)


def _around(text: str, span: SpanView, language: Language) -> Words:
    """In one line, from a word's beginning to a word's end where there is one near."""
    end = min(span.end, span.start + _LONGEST)
    before, after = text[max(0, span.start - _AROUND) : span.start], text[end : end + _AROUND]
    if span.start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if len(text) > end + _AROUND:
        after = after.rpartition(" ")[0] + " …"
    value = _in_one_line(text[span.start : end]) + ("…" if end < span.end else "")
    before, after = _in_one_line(before), _in_one_line(after)
    return Words(before + value + after, language, ((len(before), len(before) + len(value)),))


def _in_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
