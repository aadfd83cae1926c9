"""The SQL of published briefs. Everything runs through the viewer's gate; every ORDER BY is total."""

# What of these the viewer reads and is not recalled.
STANDING = (
    "SELECT report FROM diwan.report WHERE report = ANY (%(reports)s) AND recalled_at IS NULL ORDER BY report"
)

# A correction that was not said to every reader of the brief does not go into it.
JUDGEMENTS_FOR = """
SELECT judgement, member, audience, report, value_kind, span_start, span_end, verdict, value, at FROM diwan.judgement
WHERE report = ANY (%(reports)s) AND withdrawn_at IS NULL AND diwan.audience_members(audience) @> %(readers)s::text[]
ORDER BY at, judgement
"""
HELD_BACK_JUDGEMENTS = """
SELECT count(*) FROM diwan.judgement
WHERE report = ANY (%(reports)s) AND withdrawn_at IS NULL AND NOT diwan.audience_members(audience) @> %(readers)s::text[]
"""

_COLUMNS = """
b.brief, b.member, b.audience, b.tlp, b.is_joint, b.title, b.since, b.until, b.parts, b.revises, b.published_at,
CASE WHEN b.withdrawn_at <= %(at)s THEN b.withdrawn_at END AS withdrawn_at, b.reason
"""
# The last that came in its place, among those that the viewer reads.
_LATER = """
LEFT JOIN LATERAL (SELECT n.brief AS later, n.published_at AS later_at FROM diwan.brief n WHERE n.revises = b.brief
    AND n.published_at <= %(at)s ORDER BY n.published_at DESC, n.brief LIMIT 1) n ON true
"""
LIST = f"""
SELECT {_COLUMNS}, n.later, n.later_at FROM diwan.brief b {_LATER}
WHERE b.published_at <= %(at)s
    AND (%(after_at)s::timestamptz IS NULL OR (b.published_at, b.brief) < (%(after_at)s, %(after_brief)s::uuid))
ORDER BY b.published_at DESC, b.brief DESC LIMIT %(limit)s
"""
BRIEF = f"""
SELECT {_COLUMNS}, n.later, n.later_at FROM diwan.brief b {_LATER}
WHERE b.brief = %(brief)s AND b.published_at <= %(at)s ORDER BY b.member LIMIT 1
"""
# A part whose record is not shown any more stands on a report that was narrowed; one without an envelope on a recalled one.
PARTS = """
SELECT p.position, p.part, p.reports, r.id IS NULL AS is_closed, r.id IS NOT NULL AND r.envelope IS NULL AS is_gone
FROM diwan.brief_part p
LEFT JOIN diwan.record r ON r.member = p.member AND r.id = p.part AND r.kind = 'brief.part_fixed'
WHERE p.member = %(member)s AND p.brief = %(brief)s ORDER BY p.position
"""
RECALLED = """
SELECT report, member, recalled_at FROM diwan.report WHERE report = ANY (%(reports)s) AND recalled_at IS NOT NULL
ORDER BY recalled_at, report
"""
BRIEFS_ON = (
    "SELECT brief, member, title FROM diwan.brief WHERE brief = ANY (%(records)s) ORDER BY brief, member"
)

SAVE = """
INSERT INTO diwan.brief (member, brief, audience, tlp, is_joint, title, since, until, parts, revises, published_at,
    withdrawn_at, reason)
VALUES (%(member)s, %(brief)s, %(audience)s, %(tlp)s, %(is_joint)s, %(title)s, %(since)s, %(until)s, %(parts)s, %(revises)s,
    %(published_at)s, %(withdrawn_at)s, %(reason)s)
"""
SAVE_PART = """
INSERT INTO diwan.brief_part (member, brief, position, audience, part, reports)
VALUES (%(member)s, %(brief)s, %(position)s, %(audience)s, %(part)s, %(reports)s)
"""
FORGET = (
    "DELETE FROM diwan.brief_part WHERE brief = %(brief)s AND member = (SELECT diwan.my_member())",
    "DELETE FROM diwan.brief WHERE brief = %(brief)s AND member = (SELECT diwan.my_member())",
)
FORGET_REFS = "DELETE FROM diwan.record_ref WHERE record = %s AND member = (SELECT diwan.my_member())"
OWN = """
SELECT brief, audience, tlp, is_joint, since, until, revises, published_at FROM diwan.brief
WHERE brief = %(brief)s AND member = (SELECT diwan.my_member()) AND withdrawn_at IS NULL
"""
OWN_PARTS = """
SELECT part FROM diwan.brief_part WHERE brief = %(brief)s AND member = (SELECT diwan.my_member()) ORDER BY position
"""

DRAFT = "SELECT draft FROM diwan.brief_draft WHERE officer = (SELECT diwan.my_officer())"
KEEP_DRAFT = """
INSERT INTO diwan.brief_draft (viewer, officer, draft)
VALUES ((SELECT diwan.my_member()), (SELECT diwan.my_officer()), %(draft)s)
ON CONFLICT (officer) DO UPDATE SET draft = EXCLUDED.draft
"""
DROP_DRAFT = "DELETE FROM diwan.brief_draft WHERE officer = (SELECT diwan.my_officer())"
