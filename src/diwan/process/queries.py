"""The SQL of this room, all of it, through the viewer's gate."""

import uuid
from typing import Any

from diwan.gather.hold import WAITS_WITH_ITS_ITEM
from diwan.store import Transaction

ITEM = """
SELECT i.item, i.name, i.media_type, i.url, i.outlet, i.source_credit, i.published, i.way, i.reliability, i.credibility,
    i.arrived_at, i.is_kept
FROM diwan.item i WHERE i.item = %s AND i.member = diwan.my_member()
"""


def item(tx: Transaction, item_id: uuid.UUID) -> dict[str, Any] | None:
    return tx.one(ITEM, [item_id])


def filed_parts(tx: Transaction, item_id: uuid.UUID) -> frozenset[int]:
    """Parts that were filed, recalled ones included: what was recalled does not come back by a retry."""
    rows = tx.rows(
        "SELECT item_part FROM diwan.report WHERE item = %s AND member = diwan.my_member()", [item_id]
    )
    return frozenset(row["item_part"] for row in rows)


def told_already(tx: Transaction, item_id: uuid.UUID) -> dict[str, Any] | None:
    """The reason that stands since the last try; None when there is none."""
    return tx.one(
        "SELECT reason, detail, problems FROM diwan.item_state WHERE item = %s AND failed_at IS NOT NULL",
        [item_id],
    )


def one_try_at_a_time(tx: Transaction, item_id: uuid.UUID) -> None:
    """Until this transaction ends: a job that was given up for dead and its successor stand in line."""
    tx.run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 50))", [str(item_id)])


def one_change_at_a_time(tx: Transaction, report: uuid.UUID) -> None:
    """Until this transaction ends: two officers who change one report's readers stand in line."""
    tx.run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 51))", [str(report)])


SAVE_REPORTS = """
INSERT INTO diwan.report (report, member, audience, tlp, item, item_part, title, text, language, published, outlet,
    outlet_country, url, source_credit, reliability, credibility, way, arrived_at, filed_at, text_sha256, problems,
    valid_from)
SELECT r.report, %(member)s, r.audience, r.tlp, r.item::uuid, r.part, r.title, r.text, r.language, r.published::timestamptz,
    r.outlet, r.outlet_country, r.url, r.source_credit, r.reliability, r.credibility, r.way, r.arrived_at::timestamptz, r.at,
    r.text_sha256, r.problems::jsonb, r.at
FROM unnest(%(report)b::uuid[], %(audience)b::int[], %(tlp)b::text[], %(at)b::timestamptz[], %(text_sha256)b::bytea[],
    %(item)b::text[], %(part)b::int[], %(title)b::text[], %(text)b::text[], %(language)b::text[], %(published)b::text[],
    %(outlet)b::text[], %(outlet_country)b::text[], %(url)b::text[], %(source_credit)b::text[], %(reliability)b::text[],
    %(credibility)b::text[], %(way)b::text[], %(arrived_at)b::text[], %(problems)b::text[])
AS r (report, audience, tlp, at, text_sha256, item, part, title, text, language, published, outlet, outlet_country, url,
    source_credit, reliability, credibility, way, arrived_at, problems)
"""

RELABEL_REPORT = """
UPDATE diwan.report SET audience = %(audience)s, tlp = %(tlp)s, valid_from = %(at)s,
    release_at = CASE WHEN %(is_wider)s THEN %(release_at)s ELSE release_at END WHERE report = %(report)s
RETURNING item
"""

# The item's bytes hold every report that came out of it: they are for those who read all of these.
READERS_OF_ALL = """
SELECT array_agg(member ORDER BY member) FROM (
    SELECT m AS member FROM diwan.report r, unnest(diwan.audience_members(r.audience)) m
    WHERE r.item = %(item)s AND r.recalled_at IS NULL GROUP BY m
    HAVING count(*) = (SELECT count(*) FROM diwan.report r WHERE r.item = %(item)s AND r.recalled_at IS NULL)) readers
"""

# Of a recalled report only what the record of the recall says: the same now and in a rebuild, which finds no more.
LAY_TOMBSTONE = """
INSERT INTO diwan.report (report, member, audience, tlp, item, item_part, title, text, language, published, outlet,
    outlet_country, url, source_credit, reliability, credibility, way, arrived_at, filed_at, text_sha256, problems,
    recalled_at, valid_from)
VALUES (%(report)s, %(member)s, %(audience)s, %(tlp)s, %(item)s, %(part)s, '', '', '', NULL, '', '', '', '', '', '', '',
    %(filed_at)s, %(filed_at)s, '', '[]', %(at)s, %(at)s)
ON CONFLICT (report) DO UPDATE SET audience = EXCLUDED.audience, tlp = EXCLUDED.tlp, title = '', text = '', language = '',
    published = NULL, outlet = '', outlet_country = '', url = '', source_credit = '', reliability = '', credibility = '',
    way = '', arrived_at = EXCLUDED.arrived_at, text_sha256 = '', problems = '[]', recalled_at = EXCLUDED.recalled_at,
    valid_from = EXCLUDED.valid_from, release_at = NULL
"""

ANY_LEFT = "SELECT EXISTS (SELECT FROM diwan.report WHERE item = %s AND recalled_at IS NULL)"

# As the worker: an item whose job was lost, with a database that was restored for one, is queued again.
WAITING_WITHOUT_A_JOB = """
SELECT s.item, s.viewer FROM diwan.item_state s JOIN diwan.item i USING (item)
WHERE s.state = 'waiting' AND i.is_kept AND NOT EXISTS (SELECT FROM diwan.rebuilt_until) AND NOT EXISTS (
    SELECT FROM queue.procrastinate_jobs j WHERE j.task_name = 'unpack_item' AND j.status IN ('todo', 'doing')
    AND (j.args ->> 'record' = s.item::text OR s.retried_at IS NOT NULL AND j.args ->> 'member' = s.viewer))
ORDER BY s.arrived_at, s.item
"""

# As the worker: what waits to leave and whose job was lost or given up.
RELEASES_WITHOUT_A_JOB = """
SELECT h.record, h.viewer FROM diwan.held_release h
WHERE h.state = 'held' AND NOT EXISTS (SELECT FROM diwan.rebuilt_until) AND NOT EXISTS (
    SELECT FROM queue.procrastinate_jobs j WHERE j.task_name = 'let_leave' AND j.status IN ('todo', 'doing')
    AND j.args ->> 'record' = h.record::text)
ORDER BY h.leaves_at, h.record
"""

WAITING_REPORTS = f"""
SELECT r.report FROM diwan.report r
WHERE r.item = %s AND r.member = diwan.my_member() AND r.recalled_at IS NULL AND {WAITS_WITH_ITS_ITEM}
ORDER BY r.item_part, r.report
"""

REPORTS_OF_ITEM = "SELECT count(*) FROM diwan.report WHERE item = %s AND recalled_at IS NULL"

OWN_REPORT = """
SELECT item, item_part, audience, tlp, filed_at, valid_from FROM diwan.report
WHERE report = %s AND member = diwan.my_member() AND recalled_at IS NULL
"""

# As the worker, every few seconds: what is kept beside the database for the day on which a backup comes back.
RECALLED_HERE = "SELECT recalled_at AS at, member, report FROM diwan.report WHERE recalled_at IS NOT NULL"
NARROWED_HERE = """
SELECT r.valid_from AS at, r.member, r.report, r.tlp, diwan.audience_members(r.audience) AS readers FROM diwan.report r
WHERE r.recalled_at IS NULL AND (r.member, r.report) IN (
    SELECT n.member, x.ref FROM diwan.record n JOIN diwan.record_ref x ON x.member = n.member AND x.record = n.id
    WHERE n.kind = 'label.narrowed')
"""

# What a member that left has with others, and what an officer who looks for a name reads through.
OWN_REPORTS_WITH_OTHERS = """
SELECT report FROM diwan.report
WHERE member = diwan.my_member() AND recalled_at IS NULL AND audience IS DISTINCT FROM diwan.my_own_audience()
ORDER BY report
"""
WORDS_OF_REPORTS = """
SELECT report, member, title, text FROM diwan.report WHERE recalled_at IS NULL ORDER BY filed_at DESC, report
"""

# Only what one member filed comes in the place of what it filed itself.
SAVE_SUCCESSOR = """
INSERT INTO diwan.report_successor (report, successor, member, audience, at)
SELECT r.id, %(successor)s, %(member)s, %(audience)s, %(at)s FROM diwan.record r
WHERE r.id = %(report)s AND r.member = %(member)s
"""
RELABEL_SUCCESSOR = "UPDATE diwan.report_successor SET audience = %(audience)s WHERE successor = %(report)s"
FORGET_SUCCESSOR = "DELETE FROM diwan.report_successor WHERE successor = %s"

OWN_TEXT = """
SELECT title, text, language, outlet, url, published, reliability, credibility, filed_at, audience, tlp FROM diwan.report
WHERE report = %s AND member = diwan.my_member() AND recalled_at IS NULL
"""

READABLE_REPORT = (
    "SELECT member, audience, tlp, title FROM diwan.report WHERE report = %s AND recalled_at IS NULL"
)


def one_question_at_a_time(tx: Transaction, member: str, report: uuid.UUID) -> None:
    """Until this transaction ends: two officers of one member who ask the same stand in line."""
    tx.run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 52))", [f"{member} {report}"])


# An answer counts when it is the originator's own.
_ANSWER = "LEFT JOIN diwan.release_answer a ON a.request = q.request AND a.member = q.originator"

IS_OPEN = f"""
SELECT EXISTS (SELECT FROM diwan.release_request q {_ANSWER}
    WHERE q.report = %s AND q.member = (SELECT diwan.my_member()) AND a.answer IS NULL)
"""

# Only what is about a report of the own member's, and only while that stands.
REQUEST_TO_US = f"""
SELECT q.request, q.member, q.report, q.members, q.tlp, a.given FROM diwan.release_request q
JOIN diwan.report r ON r.report = q.report AND r.member = q.originator AND r.recalled_at IS NULL {_ANSWER}
WHERE q.request = %s AND q.originator = (SELECT diwan.my_member())
"""

REQUESTS = f"""
SELECT q.request, q.member, q.originator, q.report, q.members, q.tlp, q.reason, q.asked_at, r.title, r.recalled_at,
    CASE WHEN t.counts THEN a.given END AS given, CASE WHEN t.counts THEN a.reason END AS answer_reason,
    CASE WHEN t.counts THEN a.answered_at END AS answered_at
FROM diwan.release_request q LEFT JOIN diwan.report r ON r.report = q.report AND r.member = q.originator {_ANSWER},
LATERAL (SELECT %(then)s::timestamptz IS NULL OR a.answered_at <= %(then)s AS counts) t
WHERE (%(then)s::timestamptz IS NULL OR q.asked_at <= %(then)s)
    AND (q.member = (SELECT diwan.my_member()) OR q.originator = (SELECT diwan.my_member()) AND r.report IS NOT NULL)
ORDER BY q.asked_at DESC, q.request
"""

OPEN_TO_US = f"""
SELECT count(*)::int FROM diwan.release_request q JOIN diwan.report r ON r.report = q.report AND r.member = q.originator
    AND r.recalled_at IS NULL {_ANSWER}
WHERE q.originator = (SELECT diwan.my_member()) AND a.answer IS NULL
"""

SAVE_REQUEST = """
INSERT INTO diwan.release_request (request, member, audience, report, originator, members, tlp, reason, asked_at)
VALUES (%(request)s, %(member)s, %(audience)s, %(report)s, %(originator)s, %(members)s, %(tlp)s, %(reason)s, %(at)s)
"""

SAVE_ANSWER = """
INSERT INTO diwan.release_answer (answer, member, audience, request, given, reason, answered_at)
VALUES (%(answer)s, %(member)s, %(audience)s, %(request)s, %(given)s, %(reason)s, %(at)s)
"""

# Of one report: what it is a shorter version of, its own shorter versions, and the other versions of the same.
FAMILY = """
WITH RECURSIVE family (report) AS (
    SELECT %(report)s::uuid
    UNION
    SELECT step.report FROM family, LATERAL (
        SELECT t.whole AS report FROM diwan.tearline t WHERE t.shorter = family.report
        UNION ALL SELECT t.shorter FROM diwan.tearline t WHERE t.whole = family.report
    ) step
)
SELECT f.report FROM family f JOIN diwan.report r USING (report)
WHERE f.report <> %(report)s AND r.recalled_at IS NULL AND r.member = (SELECT diwan.my_member()) ORDER BY r.filed_at, f.report
"""

SAVE_TEARLINE = """
INSERT INTO diwan.tearline (link, member, audience, whole, shorter, at)
VALUES (%(link)s, %(member)s, %(audience)s, %(whole)s, %(shorter)s, %(at)s)
"""

# Of an item that was filed with its source protected: the one that others get.
ITEM_THAT_LEFT = """
SELECT s.item FROM diwan.report w JOIN diwan.tearline t ON t.whole = w.report JOIN diwan.report s ON s.report = t.shorter
WHERE w.item = %s AND w.member = diwan.my_member() ORDER BY t.at, t.link LIMIT 1
"""

# Who reads both ends now. By the records themselves: those of recalled reports are there in a rebuild too.
TEARLINES_OF = """
SELECT t.link, ARRAY(SELECT unnest(diwan.audience_members(w.audience)) INTERSECT SELECT unnest(diwan.audience_members(s.audience))
    ORDER BY 1) AS readers
FROM diwan.tearline t JOIN diwan.record w ON w.id = t.whole AND w.member = t.member
JOIN diwan.record s ON s.id = t.shorter AND s.member = t.member
WHERE t.member = (SELECT diwan.my_member()) AND (t.whole = %(report)s OR t.shorter = %(report)s) ORDER BY t.link
"""
RELABEL_TEARLINE = "UPDATE diwan.tearline SET audience = %(audience)s WHERE link = %(link)s"
