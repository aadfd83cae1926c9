"""The SQL of this stage, all of it. Everything runs through the viewer's gate; every ORDER BY is total."""

from diwan.process.tearlines import is_folded

# As the component that speaks of an actor names it.
ACTORS = """
SELECT a.component, a.actor, a.body FROM diwan.actor a
WHERE a.viewer = (SELECT diwan.my_member()) AND a.component = ANY (%(components)s) AND a.actor = ANY (%(actors)s)
ORDER BY a.component, a.actor
"""

# One WHERE for the feed, its counts, the marks and the axis; NULL means no condition.
EVENT_CONDITIONS = """
    e.viewer = (SELECT diwan.my_member())
    AND (%(kinds)s::text[] IS NULL OR e.kind = ANY (%(kinds)s))
    AND (%(countries)s::text[] IS NULL OR e.country = ANY (%(countries)s))
    AND (%(west)s::float8 IS NULL OR (e.lat BETWEEN %(south)s AND %(north)s AND CASE
            WHEN %(west)s <= %(east)s THEN e.lon BETWEEN %(west)s AND %(east)s
            ELSE e.lon >= %(west)s OR e.lon <= %(east)s END))
    AND (%(stance)s = '' OR CASE %(stance)s
            WHEN 'contested' THEN e.contested WHEN 'denied' THEN e.denies > 0
            WHEN 'retracted' THEN e.retracts > 0 WHEN 'doubted' THEN e.doubts > 0 END)
    AND (%(query)s::tsquery IS NULL OR EXISTS (
            SELECT FROM diwan.event_report x JOIN diwan.search_entry s USING (report)
            WHERE x.viewer = e.viewer AND x.event = e.event AND s.document @@ %(query)s::tsquery))
    AND (NOT %(only_new)s OR e.newest_entered_at > %(last_look)s)
    AND (NOT %(hide_done)s OR e.event NOT IN (
            SELECT x.event FROM diwan.done_mark d JOIN diwan.event_report x ON x.report = d.report
                JOIN diwan.event o ON o.viewer = x.viewer AND o.event = x.event
            WHERE d.officer = (SELECT diwan.my_officer()) AND x.viewer = (SELECT diwan.my_member())
            GROUP BY x.event, o.reports HAVING count(*) = o.reports))
"""
EVENT_SPAN = """
    AND (%(since)s::date IS NULL OR coalesce(e.day, e.changed_at::date) >= %(since)s)
    AND (%(until)s::date IS NULL OR coalesce(e.day, e.changed_at::date) < %(until)s)
"""

# What is asked of each row's reports is asked of the rows of the page alone.
EVENTS = f"""
SELECT page.*, told.new_reports, told.is_done
FROM (
    SELECT e.viewer, e.event, e.component, e.kind, e.day, e.day_value, e.changed_at, e.newest_entered_at, e.lat, e.lon, e.country, e.reports,
        e.origins, e.asserts, e.confirms, e.denies, e.doubts, e.retracts, e.contested, e.body
    FROM diwan.event e
    WHERE {EVENT_CONDITIONS} {EVENT_SPAN}
        AND (%(after_at)s::timestamptz IS NULL OR (e.changed_at, e.event) < (%(after_at)s, %(after_event)s::uuid))
    ORDER BY e.changed_at DESC, e.event DESC
    LIMIT %(limit)s) page,
LATERAL (
    SELECT count(*) FILTER (WHERE x.entered_at > %(last_look)s)::int AS new_reports, count(*) = count(d.report) AS is_done
    FROM diwan.event_report x LEFT JOIN diwan.done_mark d ON d.report = x.report AND d.officer = (SELECT diwan.my_officer())
    WHERE x.viewer = page.viewer AND x.event = page.event) told
ORDER BY page.changed_at DESC, page.event DESC
"""

EVENT_TOTALS = f"""
SELECT count(*)::int AS events, coalesce(sum(e.reports), 0)::int AS reports, coalesce(sum(e.origins), 0)::int AS origins,
    count(*) FILTER (WHERE e.contested)::int AS contested,
    count(*) FILTER (WHERE e.newest_entered_at > %(last_look)s)::int AS new
FROM diwan.event e WHERE {EVENT_CONDITIONS} {EVENT_SPAN}
"""

# The newest by the index alone; only these are opened for their words.
EVENT_MARKS = f"""
WITH newest AS MATERIALIZED (
    SELECT e.viewer, e.event FROM diwan.event e
    WHERE e.lat IS NOT NULL AND {EVENT_CONDITIONS} {EVENT_SPAN}
    ORDER BY e.changed_at DESC, e.event DESC LIMIT 2000)
SELECT e.event, e.lat, e.lon, e.origins, e.reports, e.contested, e.headline, e.headline_language AS language
FROM newest n JOIN diwan.event e ON e.viewer = n.viewer AND e.event = n.event
ORDER BY e.changed_at DESC, e.event DESC
"""

# The axis ignores the span, so that the brush can be widened again.
AXIS_MARKS = f"""
SELECT e.event, e.kind, coalesce(e.day::timestamptz, e.changed_at) AS at, e.contested
FROM diwan.event e WHERE {EVENT_CONDITIONS}
ORDER BY at DESC, e.event LIMIT 2000
"""

# A report stands in one event of a picture, and every one of `event_report` in an event. The first of the widths (seconds)
# that keeps the axis short is taken, else the last; of a time without reports no more than `most_gap` seconds count, for
# the axis is broken there.
AXIS_BUCKETS = f"""
WITH found AS (
    SELECT x.at, x.denies FROM diwan.event_report x WHERE x.viewer = (SELECT diwan.my_member()) AND %(is_whole)s
    UNION ALL
    SELECT x.at, x.denies FROM diwan.event e JOIN diwan.event_report x ON x.viewer = e.viewer AND x.event = e.event
    WHERE NOT %(is_whole)s AND {EVENT_CONDITIONS}),
hour AS MATERIALIZED (
    SELECT date_bin('1 hour', f.at, %(start)s) AS at, count(*) AS reports, count(*) FILTER (WHERE f.denies) AS denied
    FROM found f GROUP BY 1),
width AS (
    SELECT w.seconds FROM (
        SELECT coalesce(sum(least(extract(epoch FROM gap), %(most_gap)s)), 0) AS whole
        FROM (SELECT h.at - lag(h.at) OVER (ORDER BY h.at) AS gap FROM hour h) step) span,
        unnest(%(widths)s::int[]) WITH ORDINALITY w (seconds, n)
    ORDER BY span.whole / w.seconds >= %(most_buckets)s, CASE WHEN span.whole / w.seconds < %(most_buckets)s THEN w.n ELSE -w.n END
    LIMIT 1)
SELECT date_bin(make_interval(secs => width.seconds), hour.at, %(start)s) AS start, width.seconds,
    sum(hour.reports)::int AS reports, sum(hour.denied)::int AS denied
FROM hour, width GROUP BY 1, 2 ORDER BY 1
"""

CHOICES = f"""
WITH counted AS MATERIALIZED (
    SELECT e.kind, e.country, count(*)::int AS events FROM diwan.event e WHERE {EVENT_CONDITIONS} {EVENT_SPAN} GROUP BY 1, 2)
SELECT 'kind' AS facet, kind AS value, sum(events)::int AS count FROM counted GROUP BY 2
UNION ALL SELECT 'country', country, sum(events)::int FROM counted WHERE country IS NOT NULL GROUP BY 2
ORDER BY 1, 3 DESC, 2
"""

PICTURE_VERSION = "SELECT coalesce(max(version), 0)::bigint FROM diwan.picture_state WHERE viewer = (SELECT diwan.my_member())"

EVENTS_SINCE = """
SELECT count(DISTINCT x.event)::int FROM diwan.picture_entered p JOIN diwan.event_report x USING (viewer, report)
WHERE p.viewer = (SELECT diwan.my_member()) AND p.version > %(since)s
"""

EVENT = """
SELECT e.event, e.component, e.kind, e.day, e.day_value, e.changed_at, e.newest_entered_at, e.lat, e.lon, e.country, e.reports, e.origins, e.asserts,
    e.confirms, e.denies, e.doubts, e.retracts, e.contested, e.body, 0 AS new_reports,
    NOT EXISTS (SELECT FROM diwan.event_report x LEFT JOIN diwan.done_mark d
        ON d.report = x.report AND d.officer = (SELECT diwan.my_officer())
        WHERE x.viewer = e.viewer AND x.event = e.event AND d.report IS NULL) AS is_done
FROM diwan.event e WHERE e.viewer = (SELECT diwan.my_member()) AND e.event = %(event)s
"""

EVENT_EXISTS = (
    "SELECT e.event FROM diwan.event e WHERE e.viewer = (SELECT diwan.my_member()) AND e.event = %(event)s"
)

# The address of any of its reports leads to an event: the one that it had when somebody sent it on, for one.
EVENT_AT_ADDRESS = """
SELECT x.event FROM diwan.report_component c LEFT JOIN diwan.tearline t ON t.shorter = c.report
JOIN diwan.event_report x ON x.viewer = c.viewer AND x.report IN (c.report, t.whole)
WHERE c.viewer = (SELECT diwan.my_member()) AND c.address = %(address)s ORDER BY x.event LIMIT 1
"""

EVENT_REPORTS = "SELECT report FROM diwan.event_report WHERE viewer = (SELECT diwan.my_member()) AND event = %(event)s ORDER BY report"

MARK_DONE = """
INSERT INTO diwan.done_mark (viewer, officer, report)
SELECT (SELECT diwan.my_member()), (SELECT diwan.my_officer()), unnest(%(reports)s::uuid[])
ON CONFLICT DO NOTHING
"""
UNMARK_DONE = (
    "DELETE FROM diwan.done_mark WHERE officer = (SELECT diwan.my_officer()) AND report = ANY (%(reports)s)"
)

REPORT_COLUMNS = """
r.report, r.member, r.audience, r.tlp, r.item, r.source, r.title, r.language, r.published, r.outlet, r.outlet_country,
r.url, r.source_credit, r.reliability, r.credibility, r.way, r.arrived_at, r.filed_at, r.text_sha256, r.problems, r.recalled_at, r.release_at
"""

REPORTS_BY_ID = f"SELECT {REPORT_COLUMNS}, r.text FROM diwan.report r WHERE r.report = ANY (%(reports)s) ORDER BY r.report"

READINGS = """
SELECT DISTINCT ON (a.report) a.report, a.stages, a.reading, r.title, r.text, r.published, r.outlet, r.outlet_country,
    r.url, r.source_credit, r.language
FROM diwan.annotation a JOIN diwan.report r USING (report)
WHERE a.report = ANY (%(reports)s) ORDER BY a.report, a.stages DESC
"""

JUDGEMENTS = """
SELECT judgement, member, audience, report, value_kind, span_start, span_end, verdict, value, at FROM diwan.judgement
WHERE report = ANY (%(reports)s) AND withdrawn_at IS NULL ORDER BY at, judgement
"""

EDGES_AMONG = """
SELECT taker, taken, relation, score, why, facts FROM diwan.edge
WHERE taker = ANY (%(reports)s) AND taken = ANY (%(reports)s) ORDER BY taker, taken, relation
"""

EDGES_OF = f"""
SELECT e.taker, e.taken, e.relation, e.score, r.outlet, r.report AS other FROM diwan.edge e
JOIN diwan.report r ON r.report = CASE WHEN e.taker = %(report)s THEN e.taken ELSE e.taker END
WHERE (e.taker = %(report)s OR e.taken = %(report)s) AND e.relation <> 'same_event' AND r.recalled_at IS NULL
    AND NOT {is_folded("r.report")} AND NOT EXISTS (SELECT FROM diwan.tearline t
        WHERE t.shorter = %(report)s AND t.whole = r.report)
ORDER BY e.score DESC, r.report, e.relation
"""

EVENTS_OF_REPORT = """
SELECT e.event, e.component, e.body FROM diwan.event e JOIN diwan.event_report x USING (viewer, event)
WHERE x.viewer = (SELECT diwan.my_member()) AND x.report = %(report)s ORDER BY e.changed_at DESC, e.event
"""

# Not coalesce(): under row-level security PostgreSQL takes it for a function that might tell what it compares, and uses no
# index (index `report_newest`).
_AT = "(CASE WHEN r.published IS NULL THEN r.arrived_at ELSE r.published END)"

# The list of reports: of several arrivals of one text that the viewer may read, the first stands for all, and of two
# versions of one report the whole one.
REPORT_CONDITIONS = f"""
    r.recalled_at IS NULL AND NOT {is_folded("r.report")}
    AND (%(exact)s::text IS NULL OR strpos(r.text, %(exact)s) > 0 OR strpos(r.title, %(exact)s) > 0)
    AND (%(languages)s::text[] IS NULL OR r.language = ANY (%(languages)s))
    AND (%(kinds)s::text[] IS NULL OR r.report IN (SELECT x.report FROM diwan.event e JOIN diwan.event_report x USING (viewer, event)
            WHERE e.viewer = (SELECT diwan.my_member()) AND e.kind = ANY (%(kinds)s) OFFSET 0))
    AND (%(outlet)s = '' OR r.outlet = %(outlet)s)
    AND (%(source)s::uuid IS NULL OR r.source = %(source)s)
    AND (%(member)s = '' OR r.member = %(member)s)
    AND (%(since)s::date IS NULL OR {_AT} >= %(since)s::date::timestamptz)
    AND (%(until)s::date IS NULL OR {_AT} < %(until)s::date::timestamptz)
    AND NOT EXISTS (SELECT FROM diwan.report t WHERE t.text_sha256 = r.text_sha256 AND t.outlet = r.outlet
            AND t.recalled_at IS NULL AND (t.filed_at, t.report) < (r.filed_at, r.report))
"""

# A list by time, and one that begins with what holds the words or stances: no estimate tells how many of these speak of a
# country or deny, so going by time would look through all reports for the few.
_BY_TIME = (
    "",
    """diwan.report r LEFT JOIN diwan.search_entry s USING (report)
WHERE (%(query)s::tsquery IS NULL OR s.document @@ %(query)s::tsquery)
    AND (%(countries)s::text[] IS NULL OR s.countries && %(countries)s) AND (%(stance)s = '' OR %(stance)s = ANY (s.stances))""",
)
_BY_WORDS = (
    """hit AS MATERIALIZED (
    SELECT h.report, h.countries, h.stances FROM diwan.search_entry h
    WHERE (%(query)s::tsquery IS NULL OR h.document @@ %(query)s::tsquery) AND (%(countries)s::text[] IS NULL OR h.countries && %(countries)s)
        AND (%(stance)s = '' OR %(stance)s = ANY (h.stances)))""",
    "hit s JOIN diwan.report r USING (report) WHERE true",
)


def _reports(before: str, listed: str) -> str:
    return f"""
{before and "WITH " + before}
SELECT {REPORT_COLUMNS}, left(r.text, 4000) AS text, {_AT} AS at, s.stances,
    (SELECT count(*) FROM diwan.report t WHERE t.text_sha256 = r.text_sha256 AND t.outlet = r.outlet
        AND t.recalled_at IS NULL)::int AS arrivals
FROM {listed} AND {REPORT_CONDITIONS}
    AND (%(after_at)s::timestamptz IS NULL OR ({_AT} <= %(after_at)s
        AND ({_AT} < %(after_at)s OR r.report < %(after_report)s::uuid)))
ORDER BY {_AT} DESC, r.report DESC
LIMIT %(limit)s
"""


def _report_facets(before: str, listed: str) -> str:
    """Of the newest so many: counting has a bound, however many there are."""
    return f"""
WITH {before and before + ","} found AS MATERIALIZED (
    SELECT r.language, r.outlet, r.member, s.countries, s.stances FROM {listed} AND {REPORT_CONDITIONS}
    ORDER BY {_AT} DESC, r.report DESC LIMIT %(most)s),
counted AS (
    SELECT CASE grouping(language, outlet, member) WHEN 7 THEN 'count' WHEN 3 THEN 'language' WHEN 5 THEN 'outlet' ELSE 'member' END AS facet,
        coalesce(language, outlet, member, '') AS value, count(*)::int AS count
    FROM found GROUP BY GROUPING SETS ((), (language), (outlet), (member)))
SELECT facet, value, count FROM counted WHERE facet IN ('count', 'member') OR (facet = 'language' AND value <> '')
UNION ALL (SELECT facet, value, count FROM counted WHERE facet = 'outlet' AND value <> '' ORDER BY count DESC, value LIMIT 50)
UNION ALL SELECT 'country', c, count(*)::int FROM found, unnest(countries) c GROUP BY 2
UNION ALL SELECT 'stance', c, count(*)::int FROM found, unnest(stances) c GROUP BY 2
ORDER BY 1, 3 DESC, 2
"""


REPORTS, REPORT_FACETS = _reports(*_BY_TIME), _report_facets(*_BY_TIME)
REPORTS_BY_WORDS, REPORT_FACETS_BY_WORDS = _reports(*_BY_WORDS), _report_facets(*_BY_WORDS)

EVENT_OF_REPORTS = """
SELECT DISTINCT ON (x.report) x.report, e.event, e.headline, e.headline_language AS language
FROM diwan.event_report x JOIN diwan.event e USING (viewer, event)
WHERE x.viewer = (SELECT diwan.my_member()) AND x.report = ANY (%(reports)s)
ORDER BY x.report, e.changed_at DESC, e.event
"""

TOOK_FROM = f"""
SELECT DISTINCT ON (e.taker) e.taker AS report, e.relation, e.score, r.outlet, r.report AS other
FROM diwan.edge e JOIN diwan.report r ON r.report = e.taken
WHERE e.taker = ANY (%(reports)s) AND e.relation IN ('copy', 'excerpt') AND r.recalled_at IS NULL
    AND NOT {is_folded("e.taken")}
    AND NOT EXISTS (SELECT FROM diwan.tearline t WHERE t.shorter = e.taker AND t.whole = e.taken)
ORDER BY e.taker, e.score DESC, r.report
"""

LANGUAGES = "SELECT report, language FROM diwan.report WHERE report = ANY (%(reports)s) ORDER BY report"

TO_INDEX = """
SELECT a.report, a.reading, a.member, a.audience, r.title, r.text, r.published, r.outlet, r.outlet_country, r.url,
    r.source_credit, r.language
FROM diwan.annotation a JOIN diwan.report r USING (report)
WHERE a.report = %(report)s AND r.recalled_at IS NULL ORDER BY a.stages DESC LIMIT 1
"""

SAVE_ENTRY = """
INSERT INTO diwan.search_entry (report, member, audience, document, countries, stances)
VALUES (%(report)s, %(member)s, %(audience)s,
    %(folded)s::tsvector || to_tsvector('russian', %(plain)s), %(countries)s, %(stances)s)
ON CONFLICT (report) DO UPDATE SET audience = EXCLUDED.audience, document = EXCLUDED.document,
    countries = EXCLUDED.countries, stances = EXCLUDED.stances
"""

TSQUERY = "SELECT (%(as_written)s::tsquery || websearch_to_tsquery('russian', %(in_russian)s))::text"

REPORTS_OF_ITEM = "SELECT report FROM diwan.report WHERE item = %(item)s AND recalled_at IS NULL ORDER BY report LIMIT %(most)s"
EVIDENCE_ITEM = "SELECT item, media_type, name FROM diwan.item WHERE item = %(item)s"

AUDIENCE_OF_REPORT = "SELECT audience FROM diwan.report WHERE report = %(report)s"
OPEN_REACH = """
INSERT INTO diwan.report_reach (report, record, member, audience, valid_from)
VALUES (%(report)s, %(record)s, %(member)s, %(audience)s, %(valid_from)s)
"""
OPEN_REACHES = """
INSERT INTO diwan.report_reach (report, record, member, audience, valid_from)
SELECT r.id, r.id, r.member, r.audience, r.at
FROM unnest(%b::uuid[], %b::text[], %b::int[], %b::timestamptz[]) AS r (id, member, audience, at)
"""
CLOSE_REACH = "UPDATE diwan.report_reach SET valid_to = %(at)s WHERE report = %(report)s AND valid_to IS NULL"
FORGET_REACH = "DELETE FROM diwan.report_reach WHERE report = %(report)s"

SUCCESSORS = """
SELECT s.successor, s.at FROM diwan.report_successor s JOIN diwan.report r ON r.report = s.successor
WHERE s.report = %(report)s ORDER BY s.at, s.successor
"""
# Of several the latest that may be read.
SUCCESSORS_OF = """
SELECT DISTINCT ON (s.report) s.report, s.successor, s.at
FROM diwan.report_successor s JOIN diwan.report r ON r.report = s.successor
WHERE s.report = ANY (%(reports)s) AND r.recalled_at IS NULL ORDER BY s.report, s.at DESC, s.successor
"""
SUPERSEDED = """
SELECT s.report, r.filed_at FROM diwan.report_successor s JOIN diwan.report r ON r.report = s.report
WHERE s.successor = %(report)s
"""

# Shorter versions of these that the viewer reads as well, and what one is a shorter version of.
SHORTER_VERSIONS = """
SELECT t.whole, t.shorter, s.member, s.audience, s.tlp FROM diwan.tearline t JOIN diwan.report s ON s.report = t.shorter
WHERE t.whole = ANY (%(reports)s) AND s.recalled_at IS NULL ORDER BY s.filed_at, t.shorter
"""
WHOLE_VERSION = """
SELECT t.whole AS report, w.filed_at FROM diwan.tearline t JOIN diwan.report w ON w.report = t.whole
WHERE t.shorter = %(report)s AND w.recalled_at IS NULL ORDER BY w.filed_at, t.whole LIMIT 1
"""

# --- as of an earlier moment: the tables as they were -------------------------------------------------------

_COULD_READ = """r.filed_at <= %(then)s AND EXISTS (
    SELECT FROM diwan.report_reach h WHERE h.report = r.report
        AND h.valid_from <= %(then)s AND (h.valid_to IS NULL OR h.valid_to > %(then)s))"""


def _computed(table: str) -> str:
    return f"""then_{table} AS (
    SELECT t.* FROM diwan.{table} t WHERE t.viewer = (SELECT diwan.my_member()) AND NOT t.component = ANY (%(then_touched)s::uuid[])
    UNION ALL
    SELECT (jsonb_populate_record(NULL::diwan.{table}, j || jsonb_build_object('viewer', (SELECT diwan.my_member())))).*
    FROM jsonb_array_elements(%(then_{table})s::jsonb) j)"""


THEN = {
    "event": _computed("event"),
    "event_report": _computed("event_report"),
    "actor": _computed("actor"),
    "report": f"then_report AS NOT MATERIALIZED (SELECT r.* FROM diwan.report r WHERE {_COULD_READ})",
    "item": "then_item AS NOT MATERIALIZED (SELECT i.* FROM diwan.item i WHERE i.received_at <= %(then)s)",
    "tearline": "then_tearline AS NOT MATERIALIZED (SELECT t.* FROM diwan.tearline t WHERE t.at <= %(then)s)",
    "judgement": """then_judgement AS NOT MATERIALIZED (
    SELECT j.judgement, j.member, j.audience, j.report, j.value_kind, j.span_start, j.span_end, j.verdict, j.value, j.at,
        NULL::timestamptz AS withdrawn_at
    FROM diwan.judgement j WHERE j.at <= %(then)s AND (j.withdrawn_at IS NULL OR j.withdrawn_at > %(then)s))""",
}

CHANGED_SINCE = f"""
SELECT DISTINCT c.component FROM diwan.report_component c JOIN diwan.report r USING (report)
WHERE c.viewer = (SELECT diwan.my_member()) AND (NOT ({_COULD_READ}) OR EXISTS (
    SELECT FROM diwan.judgement j WHERE j.report = r.report AND (j.at > %(then)s OR j.withdrawn_at > %(then)s)))
"""

REPORTS_OF_COMPONENTS = """
SELECT c.report FROM diwan.report_component c JOIN diwan.report r USING (report)
WHERE c.viewer = (SELECT diwan.my_member()) AND c.component = ANY (%(components)s::uuid[]) ORDER BY c.report
"""

# Each value once, by the last answer to it; a report that was recalled is gone with its answers.
_LAST_ANSWERS = """
SELECT DISTINCT ON (j.report, j.value_kind, j.span_start, j.span_end) j.judgement, j.member, j.report, j.value_kind, j.span_start,
    j.span_end, j.verdict, j.value, j.at, r.title, r.text, r.language
FROM diwan.judgement j JOIN diwan.report r USING (report)
WHERE j.withdrawn_at IS NULL AND r.recalled_at IS NULL
ORDER BY j.report, j.value_kind, j.span_start, j.span_end, j.at DESC, j.judgement DESC
"""

JUDGED_VALUES = f"""
SELECT * FROM ({_LAST_ANSWERS}) last
WHERE %(before_at)s::timestamptz IS NULL OR (at, judgement) < (%(before_at)s, %(before)s::uuid)
ORDER BY at DESC, judgement DESC LIMIT %(limit)s
"""

JUDGED_COUNTS = f"""
SELECT value_kind, count(*) FILTER (WHERE verdict = 'confirmed') AS confirmed,
    count(*) FILTER (WHERE verdict = 'corrected') AS corrected, count(*) FILTER (WHERE verdict = 'rejected') AS rejected
FROM ({_LAST_ANSWERS}) last GROUP BY value_kind ORDER BY value_kind
"""

JUDGED_REPORTS = """
SELECT r.report, r.member, r.audience, r.tlp FROM diwan.report r
JOIN (SELECT report, max(at) AS at FROM diwan.judgement WHERE withdrawn_at IS NULL GROUP BY report) j USING (report)
WHERE r.recalled_at IS NULL ORDER BY j.at DESC, r.report LIMIT %(most)s
"""

# The latest events of the own picture, with what was said about each.
LATEST_PROPOSITIONS = """
SELECT e.event, e.component, e.body -> 'propositions' AS propositions FROM diwan.event e
WHERE e.viewer = (SELECT diwan.my_member()) ORDER BY e.changed_at DESC, e.event DESC LIMIT %(most)s
"""

OUTLETS_OF_EVENTS = """
SELECT DISTINCT x.report, x.at, r.outlet FROM diwan.event_report x JOIN diwan.report r USING (report)
WHERE x.viewer = (SELECT diwan.my_member()) AND x.event = ANY (%(events)s) ORDER BY x.report, x.at
"""

OFFICES = """
SELECT a.body FROM diwan.actor a
WHERE a.viewer = (SELECT diwan.my_member()) AND a.component = ANY (%(components)s) AND a.kind <> %(person)s
ORDER BY a.actor, a.component
"""

# Which of the own member's sources bring an outlet, and how an officer graded them.
SOURCES_OF_OUTLETS = """
SELECT DISTINCT r.outlet, s.source, s.name, s.reliability FROM diwan.item_state st
JOIN diwan.report r ON r.item = st.item
JOIN diwan.source s ON s.member = st.viewer AND s.source = st.source AND s.valid_to IS NULL
WHERE st.viewer = (SELECT diwan.my_member()) AND r.outlet = ANY (%(outlets)s) AND r.recalled_at IS NULL
ORDER BY r.outlet, s.name, s.source
"""
