"""The list of reports, newest first, and the answer of a search in four languages."""

from dataclasses import replace
from typing import Any

from diwan import store
from diwan.core.viewer import Viewer
from diwan.share import cursors, queries, words
from diwan.share.report_rows import rows_of
from diwan.share.then import at_moment
from diwan.share.views import Choice, Page, ReportFilter, ReportRow, ReportsView, Words

EXCERPT_CHARACTERS = 220
MOST_COUNTED = 10_000  # reports; of more the page says so


def reports(
    viewer: Viewer, asked: ReportFilter, *, cursor: str | None = None, limit: int = 40
) -> ReportsView:
    """Reports that the viewer may read; of the same text from one outlet the first stands for all."""
    with store.acting_as(viewer) as now:
        tx = at_moment(now, asked.as_of)
        conditions = _conditions(tx, asked)
        after = cursors.unpack_moment(cursor) if cursor else (None, None)
        if asked.text.strip() and conditions["query"] is None and conditions["exact"] is None:
            return ReportsView(asked, Page())  # nothing but signs was asked for
        is_by_words = bool(asked.stance or (conditions["query"] and (asked.countries or asked.kinds)))
        rows = tx.rows(
            queries.REPORTS_BY_WORDS if is_by_words else queries.REPORTS,
            conditions | {"after_at": after[0], "after_report": after[1], "limit": limit + 1},
        )
        more, rows = len(rows) > limit, rows[:limit]
        facets = tx.rows(
            queries.REPORT_FACETS_BY_WORDS if is_by_words else queries.REPORT_FACETS,
            conditions | {"most": MOST_COUNTED + 1},
        )
        count = next((row["count"] for row in facets if row["facet"] == "count"), 0)
        listed = tuple(
            _with_excerpt(row, told["text"], asked) for row, told in zip(rows_of(tx, rows), rows, strict=True)
        )
        return ReportsView(
            filter=asked,
            reports=Page(listed, cursors.pack(rows[-1]["at"], rows[-1]["report"]) if more else None),
            count=min(count, MOST_COUNTED),
            is_more_than_counted=count > MOST_COUNTED,
            languages=_choices(facets, "language"),
            countries=_choices(facets, "country"),
            outlets=_choices(facets, "outlet"),
            members=_choices(facets, "member"),
            stances=_choices(facets, "stance"),
        )


def _conditions(tx: store.Tx, asked: ReportFilter) -> dict[str, Any]:
    text = asked.text.strip()
    return {
        "query": words.tsquery(tx, text) if text and not asked.exact else None,
        "exact": text if text and asked.exact else None,
        "languages": [language.value for language in asked.languages] or None,
        "countries": list(asked.countries) or None,
        "kinds": [kind.value for kind in asked.kinds] or None,
        "outlet": asked.outlet,
        "source": asked.source,
        "member": asked.member,
        "stance": asked.stance.value if asked.stance else "",
        "since": asked.since,
        "until": asked.until,
    }


def _choices(rows: list[dict[str, Any]], facet: str) -> tuple[Choice, ...]:
    return tuple(Choice(row["value"], row["count"]) for row in rows if row["facet"] == facet)


def _with_excerpt(row: ReportRow, text: str, asked: ReportFilter) -> ReportRow:
    """The first words of the text, or those around what was asked for, with the matches marked."""
    start, marks = 0, tuple[tuple[int, int], ...]()
    if asked.text.strip():
        found = words.matches(text, asked.text, exact=asked.exact)
        if found:
            start = max(0, text.rfind(" ", 0, max(0, found[0][0] - 60)) + 1)
            end = start + EXCERPT_CHARACTERS
            marks = tuple((a - start, b - start) for a, b in found if b <= end)
    part = text[start : start + EXCERPT_CHARACTERS]
    return replace(row, excerpt=Words(part, row.language, marks))
