"""The SQL of this stage, all of it."""

from diwan.process.tearlines import is_folded

REPORT_TO_READ = """
SELECT report, member, audience, title, text, published, outlet, outlet_country, url, source_credit, language
FROM diwan.report WHERE report = %(report)s AND recalled_at IS NULL
"""

SAVE_ANNOTATION = """
INSERT INTO diwan.annotation (report, stages, member, audience, reading, keys)
VALUES (%(report)s, %(stages)s, %(member)s, %(audience)s, %(reading)s, %(keys)s)
ON CONFLICT (report, stages) DO UPDATE SET reading = EXCLUDED.reading, keys = EXCLUDED.keys,
    audience = EXCLUDED.audience
"""

# What other stage versions read is gone once these have read it: one reading a report is shown.
FORGET_OLD_ANNOTATIONS = "DELETE FROM diwan.annotation WHERE report = %(report)s AND stages <> %(stages)s"

# Candidates share exact fingerprints: no top-k, no cut-off by frequency, nothing that a third report could change.
SAME_EVENT_CANDIDATES = """
SELECT a.report FROM diwan.annotation a
WHERE a.stages = %(stages)s AND a.keys && %(event_keys)s::bigint[] AND a.report <> %(report)s
"""
# How many runs each other text has, how many of them it shares, and how many of these are quoted in either (one that both
# quote counts twice). Counted here, because stock phrases make one in a hundred of all texts share something.
RUNS_SHARED = """
SELECT a.report, c.runs, c.shared, c.quoted
FROM diwan.annotation a, LATERAL (
    SELECT count(*) FILTER (WHERE k < %(first_quoted)s)::int AS runs,
        count(*) FILTER (WHERE k = ANY (%(run_keys)s::bigint[]))::int AS shared,
        count(*) FILTER (WHERE k = ANY (%(quoted_keys)s::bigint[]))::int AS quoted
    FROM unnest(a.keys) k WHERE k < %(first_event)s) c
WHERE a.stages = %(stages)s AND a.keys && %(run_keys)s::bigint[] AND a.report <> %(report)s AND c.shared >= %(least)s
"""
CANDIDATES = """
SELECT a.report, a.audience, r.title, r.text, r.published, r.outlet, r.outlet_country, r.url, r.source_credit, r.language
FROM diwan.annotation a JOIN diwan.report r USING (report)
WHERE a.stages = %(stages)s AND a.report = ANY (%(reports)s) AND r.recalled_at IS NULL
ORDER BY a.report
"""
BODIES = (
    "SELECT report, reading FROM diwan.annotation WHERE stages = %(stages)s AND report = ANY (%(reports)s)"
)

FORGET_EDGES = "DELETE FROM diwan.edge WHERE taker = %(report)s OR taken = %(report)s"

SAVE_EDGE = """
INSERT INTO diwan.edge (taker, taken, relation, taker_audience, taken_audience, score, why, facts)
VALUES (%(taker)s, %(taken)s, %(relation)s, %(taker_audience)s, %(taken_audience)s, %(score)s, %(why)s, %(facts)s)
ON CONFLICT (taker, taken, relation) DO UPDATE SET score = EXCLUDED.score, why = EXCLUDED.why,
    facts = EXCLUDED.facts, taker_audience = EXCLUDED.taker_audience, taken_audience = EXCLUDED.taken_audience
"""

MARK_DUE = """
INSERT INTO diwan.picture_due (viewer, report)
SELECT member, %(report)s FROM diwan.audience_member WHERE audience = %(audience)s
ON CONFLICT DO NOTHING
"""

READERS = "SELECT member FROM diwan.audience_member WHERE audience = %(audience)s ORDER BY member"

# The rest runs through the gate, as the viewer's own service.

TAKE_DUE = "DELETE FROM diwan.picture_due WHERE viewer = (SELECT diwan.my_member()) RETURNING report"

SEEDS = """
SELECT report FROM diwan.report_component
WHERE viewer = (SELECT diwan.my_member()) AND component IN (
    SELECT component FROM diwan.report_component
    WHERE viewer = (SELECT diwan.my_member()) AND report = ANY (%(reports)s))
"""

# Everything that the viewer may read and that hangs together with the seeds by edges the viewer may read, or as a
# shorter version of the same.
REACHED = """
WITH RECURSIVE reached (report) AS (
    SELECT unnest(%(seeds)s::uuid[])
    UNION
    SELECT step.report FROM reached, LATERAL (
        SELECT e.taken AS report FROM diwan.edge e WHERE e.taker = reached.report AND e.relation <> 'quotation'
        UNION ALL
        SELECT e.taker FROM diwan.edge e WHERE e.taken = reached.report AND e.relation <> 'quotation'
        UNION ALL
        SELECT t.whole FROM diwan.tearline t WHERE t.shorter = reached.report
        UNION ALL
        SELECT t.shorter FROM diwan.tearline t WHERE t.whole = reached.report
    ) step
)
SELECT report FROM reached
"""

# Of two versions of one report that the viewer reads both, the whole one.
READINGS = f"""
SELECT a.report, r.title, r.text, r.published, r.outlet, r.outlet_country, r.url, r.source_credit,
       r.language, r.arrived_at, r.filed_at
FROM diwan.annotation a JOIN diwan.report r USING (report)
WHERE a.report = ANY (%(reports)s) AND a.stages = %(stages)s AND r.recalled_at IS NULL AND NOT {is_folded("a.report")}
ORDER BY a.report
"""

# The shorter versions that those stand for.
FOLDED = f"""
SELECT DISTINCT ON (t.shorter) t.shorter, t.whole FROM diwan.tearline t JOIN diwan.report s ON s.report = t.shorter
WHERE t.whole = ANY (%(reports)s) AND s.recalled_at IS NULL AND NOT {is_folded("t.whole")} ORDER BY t.shorter, t.whole
"""

EDGES_AMONG = """
SELECT taker, taken, relation, score, why, facts FROM diwan.edge
WHERE taker = ANY (%(reports)s) AND taken = ANY (%(reports)s)
ORDER BY taker, taken, relation
"""

JUDGEMENTS = """
SELECT judgement, member, report, value_kind, span_start, span_end, verdict, value, at FROM diwan.judgement
WHERE report = ANY (%(reports)s) AND withdrawn_at IS NULL
ORDER BY at, judgement
"""

LATEST_READING = """
SELECT a.report, a.stages, a.reading, r.title, r.text, r.published, r.outlet, r.outlet_country, r.url, r.source_credit, r.language
FROM diwan.annotation a JOIN diwan.report r USING (report)
WHERE a.report = %(report)s ORDER BY a.stages DESC LIMIT 1
"""

DROP_OVERLAY = (
    "DELETE FROM diwan.event WHERE viewer = (SELECT diwan.my_member()) AND component = ANY (%(components)s)",
    "DELETE FROM diwan.event_report WHERE viewer = (SELECT diwan.my_member()) AND component = ANY (%(components)s)",
    "DELETE FROM diwan.actor WHERE viewer = (SELECT diwan.my_member()) AND component = ANY (%(components)s)",
    "DELETE FROM diwan.doubt WHERE viewer = (SELECT diwan.my_member()) AND component = ANY (%(components)s)",
    "DELETE FROM diwan.report_component WHERE viewer = (SELECT diwan.my_member()) AND report = ANY (%(reports)s)",
)

OLD_COMPONENTS = """
SELECT DISTINCT component FROM diwan.report_component
WHERE viewer = (SELECT diwan.my_member()) AND report = ANY (%(reports)s)
"""

SAVE_COMPONENT = """
INSERT INTO diwan.report_component (viewer, report, component, address)
VALUES ((SELECT diwan.my_member()), %(report)s, %(component)s, %(address)s)
"""

SAVE_EVENT = """
INSERT INTO diwan.event (viewer, event, component, kind, day, day_value, changed_at, newest_entered_at, lat, lon, geonameid, country,
    reports, origins, asserts, confirms, denies, doubts, retracts, contested, numbers_disagree, headline, headline_language, body)
VALUES ((SELECT diwan.my_member()), %(event)s, %(component)s, %(kind)s, %(day)s, %(day_value)s, %(changed_at)s, %(newest_entered_at)s,
    %(lat)s, %(lon)s, %(geonameid)s, %(country)s, %(reports)s, %(origins)s, %(asserts)s, %(confirms)s, %(denies)s, %(doubts)s,
    %(retracts)s, %(contested)s, %(numbers_disagree)s, %(headline)s, %(headline_language)s, %(body)s)
"""

SAVE_EVENT_REPORT = """
INSERT INTO diwan.event_report (viewer, report, event, component, origin, at, entered_at, denies)
VALUES ((SELECT diwan.my_member()), %(report)s, %(event)s, %(component)s, %(origin)s, %(at)s, %(entered_at)s, %(denies)s)
"""

SAVE_ACTOR = """
INSERT INTO diwan.actor (viewer, actor, component, kind, body)
VALUES ((SELECT diwan.my_member()), %(actor)s, %(component)s, %(kind)s, %(body)s)
"""

SAVE_DOUBT = """
INSERT INTO diwan.doubt (viewer, report, value_kind, span_start, span_end, event, component, reason, unsure, things, reports, changes)
VALUES ((SELECT diwan.my_member()), %(report)s, %(value_kind)s, %(span_start)s, %(span_end)s, %(event)s, %(component)s, %(reason)s,
    %(unsure)s, %(things)s, %(reports)s, %(changes)s)
"""

COUNT_UP = """
INSERT INTO diwan.picture_state (viewer, version) VALUES ((SELECT diwan.my_member()), %(more)s)
ON CONFLICT (viewer) DO UPDATE SET version = diwan.picture_state.version + EXCLUDED.version
RETURNING version
"""

FORGET_ENTERED = """
DELETE FROM diwan.picture_entered WHERE viewer = (SELECT diwan.my_member())
    AND report = ANY (%(reports)s) AND NOT report = ANY (%(present)s)
"""
SAVE_ENTERED = """
INSERT INTO diwan.picture_entered (viewer, report, version, at)
SELECT (SELECT diwan.my_member()), report, %(version)s, %(at)s FROM unnest(%(reports)s::uuid[]) report
"""
ENTERED = """
SELECT report, at FROM diwan.picture_entered
WHERE viewer = (SELECT diwan.my_member()) AND report = ANY (%(reports)s)
"""

SAVE_JUDGEMENT = """
INSERT INTO diwan.judgement (judgement, member, audience, report, value_kind, span_start, span_end, verdict, value, at)
VALUES (%(judgement)s, %(member)s, %(audience)s, %(report)s, %(value_kind)s, %(span_start)s, %(span_end)s, %(verdict)s,
    %(value)s, %(at)s)
"""

WITHDRAW_JUDGEMENT = """
UPDATE diwan.judgement SET withdrawn_at = %(at)s, withdrawn_by = %(record)s WHERE judgement = %(judgement)s
"""

OWN_JUDGEMENT = """
SELECT report, audience FROM diwan.judgement
WHERE judgement = %(judgement)s AND member = (SELECT diwan.my_member()) AND withdrawn_at IS NULL
"""

VISIBLE_REPORT = "SELECT report, audience FROM diwan.report WHERE report = %(report)s AND recalled_at IS NULL"

UNREAD_REPORTS = """
SELECT r.report FROM diwan.report r
WHERE r.recalled_at IS NULL
  AND NOT EXISTS (SELECT FROM diwan.annotation a WHERE a.report = r.report AND a.stages = %(stages)s)
ORDER BY r.report
"""

# Both records of an answer lead here: the judgement itself and its withdrawal.
JUDGED_REPORT = (
    "SELECT report, audience FROM diwan.judgement WHERE judgement = %(record)s OR withdrawn_by = %(record)s"
)

FOLLOW_REPORT = "SELECT diwan.follow_report(%(report)s)"

# Whose picture waits: after a label changed, both those who lost the report and those who gained it.
WHO_WAITS = "SELECT DISTINCT viewer FROM diwan.picture_due ORDER BY viewer"

# The centre's own gazetteer, as far as the viewer may read it. An entry's epoch is how many of its changes, additions and
# withdrawals, the viewer may read up to and with its addition: what others hide moves no number.
OWN_PLACES = """
WITH change AS (
    SELECT added_at AS at, place AS record FROM diwan.own_place
    UNION ALL SELECT withdrawn_at, withdrawn_by FROM diwan.own_place WHERE withdrawn_at IS NOT NULL
), numbered AS (SELECT record, row_number() OVER (ORDER BY at, record) AS epoch FROM change)
SELECT p.place, p.member, p.audience, p.tlp, p.names, p.aliases, p.kind, p.country, p.lat, p.lon, p.note, p.added_at, n.epoch,
    p.member = (SELECT diwan.my_member()) AS is_own
FROM diwan.own_place p JOIN numbered n ON n.record = p.place
WHERE p.withdrawn_at IS NULL ORDER BY p.added_at DESC, p.place
"""

SAVE_OWN_PLACE = """
INSERT INTO diwan.own_place (place, member, audience, tlp, names, aliases, kind, country, lat, lon, note, added_at)
VALUES (%(place)s, %(member)s, %(audience)s, %(tlp)s, %(names)s, %(aliases)s, %(kind)s, %(country)s, %(lat)s, %(lon)s, %(note)s,
    %(at)s)
"""

WITHDRAW_OWN_PLACE = """
UPDATE diwan.own_place SET withdrawn_at = %(at)s, withdrawn_by = %(record)s
WHERE member = %(member)s AND place = %(place)s AND withdrawn_at IS NULL
"""

OWN_PLACE_OF_MEMBER = """
SELECT audience, tlp FROM diwan.own_place
WHERE place = %(place)s AND member = (SELECT diwan.my_member()) AND withdrawn_at IS NULL
"""

# Both records of an entry lead here: its addition and its withdrawal.
READERS_OF_PLACE = """
SELECT p.place, m.member FROM diwan.own_place p JOIN diwan.audience_member m USING (audience)
WHERE p.place = %(record)s OR p.withdrawn_by = %(record)s ORDER BY m.member
"""

OWN_PLACE = """
SELECT place, member, names, aliases, kind, country, lat, lon, 0 AS epoch, true AS is_own FROM diwan.own_place
WHERE place = %(place)s
"""

TEXTS = """
SELECT a.report, r.text, a.reading ->> 'language' AS language FROM diwan.annotation a JOIN diwan.report r USING (report)
WHERE a.stages = %(stages)s AND r.recalled_at IS NULL AND a.report > %(after)s ORDER BY a.report LIMIT %(most)s
"""

MARK_OWN_DUE = """
INSERT INTO diwan.picture_due (viewer, report)
SELECT (SELECT diwan.my_member()), report FROM unnest(%(reports)s::uuid[]) report ON CONFLICT DO NOTHING
"""

GAZETTEER_EPOCH = "SELECT count(*) + count(withdrawn_at) FROM diwan.own_place"
