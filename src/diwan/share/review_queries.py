"""The SQL of the review queue: doubtful values of the viewer's own picture that nobody whose answer it may read has answered."""

MOST_COUNTED = 99

# An answer to one mention of a value is an answer to its doubt: what is read alike was asked for with it.
_WAITING = """
diwan.doubt d JOIN diwan.report r USING (report)
WHERE d.viewer = (SELECT diwan.my_member()) AND r.recalled_at IS NULL AND NOT EXISTS (
    SELECT FROM diwan.judgement j WHERE j.report = d.report AND j.value_kind = d.value_kind
        AND j.span_start = d.span_start AND j.span_end = d.span_end AND j.withdrawn_at IS NULL)
"""

TO_REVIEW = f"SELECT count(*) FROM (SELECT FROM {_WAITING} LIMIT {MOST_COUNTED}) waiting"

REVIEW = f"""
SELECT page.*, e.headline, e.headline_language FROM (
    SELECT d.report, d.value_kind, d.span_start, d.span_end, d.event, d.reason, d.unsure, d.things, d.reports, d.changes, r.title, r.text,
        r.language
    FROM {_WAITING}
        AND (%(things)s::int IS NULL OR (d.things, d.reports, d.unsure, d.report, d.value_kind, d.span_start, d.span_end)
            < (%(things)s::int, %(reports)s::int, %(unsure)s::float8, %(report)s::uuid, %(value_kind)s::text, %(span_start)s::int,
            %(span_end)s::int))
    ORDER BY d.things DESC, d.reports DESC, d.unsure DESC, d.report DESC, d.value_kind DESC, d.span_start DESC, d.span_end DESC
    LIMIT %(limit)s) page
JOIN diwan.event e ON e.viewer = (SELECT diwan.my_member()) AND e.event = page.event
ORDER BY page.things DESC, page.reports DESC, page.unsure DESC, page.report DESC, page.value_kind DESC, page.span_start DESC, page.span_end DESC
"""
