"""What officers said of values that the machine read: the list, newest first, and how many of each kind."""

from typing import Any

from diwan import store
from diwan.analyse.judgements import Judgement, ValueKind, Verdict
from diwan.core.languages import Language
from diwan.core.viewer import Viewer
from diwan.share import cursors, queries
from diwan.share.judged_views import JudgedCount, JudgedRow, JudgedView
from diwan.share.refs import Names
from diwan.share.spans import judgement_view
from diwan.share.views import Page, SpanKind, Words

# Longer words are cut: a statement can be a paragraph.
_LONGEST = 200


def judged_values(viewer: Viewer, *, cursor: str | None = None, limit: int = 40) -> JudgedView:
    """Answers that the viewer may read, on reports that it may read. Raises BadInput for a damaged cursor."""
    before = cursors.unpack_moment(cursor) if cursor else (None, None)
    asked = {"before_at": before[0], "before": before[1], "limit": limit + 1}
    with store.acting_as(viewer) as tx:
        rows = tx.rows(queries.JUDGED_VALUES, asked)
        counts = tx.rows(queries.JUDGED_COUNTS)
        names = Names(tx)
        more, rows = len(rows) > limit, rows[:limit]
        listed = tuple(_row(row, viewer, names) for row in rows)
    last = cursors.pack(rows[-1]["at"], rows[-1]["judgement"]) if more else None
    return JudgedView(
        Page(listed, last),
        tuple(
            JudgedCount(SpanKind(c["value_kind"]), c["confirmed"], c["corrected"], c["rejected"])
            for c in counts
        ),
    )


def _row(row: dict[str, Any], viewer: Viewer, names: Names) -> JudgedRow:
    said = Judgement(
        judgement=row["judgement"],
        member=row["member"],
        report=row["report"],
        value_kind=ValueKind(row["value_kind"]),
        span_start=row["span_start"],
        span_end=row["span_end"],
        verdict=Verdict(row["verdict"]),
        value=row["value"],
        at=row["at"],
    )
    language = Language(row["language"] or "und")
    return JudgedRow(
        judgement=judgement_view(said, viewer, names),
        report=row["report"],
        title=Words(row["title"] or row["text"][:120], language),
        kind=SpanKind(row["value_kind"]),
        words=Words(row["text"][row["span_start"] : row["span_end"]][:_LONGEST], language),
    )
