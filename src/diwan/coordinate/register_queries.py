"""The SQL of the register, through the viewer's gate."""

# As each stood at a moment, by name; after = (name, object) of the last row of the page before.
PAGE = """
SELECT v.object, v.name FROM diwan.object_version v
WHERE v.said_at <= %(at)s AND NOT EXISTS (
    SELECT FROM diwan.object_version later
    WHERE later.object = v.object AND later.member = v.member AND later.seq > v.seq AND later.said_at <= %(at)s)
AND NOT v.is_withdrawn
AND (%(form)s = '' OR v.form = %(form)s AND v.category = '' OR %(form)s = 'protected' AND v.category <> '' OR v.category = %(form)s)
AND (%(text)s = '' OR strpos(lower(v.name || ' ' || v.address), lower(%(text)s)) > 0)
AND (%(after_name)s::text IS NULL OR (v.name, v.object) > (%(after_name)s, %(after_object)s::uuid))
ORDER BY v.name, v.object LIMIT %(limit)s
"""
VERSIONS = """
SELECT v.object, v.record, v.member, v.audience, v.form, v.category, v.name, v.address, v.details, v.points, v.expires_at,
    v.is_withdrawn, v.reason, v.links, v.said_at
FROM diwan.object_version v WHERE v.object = ANY (%(ids)s) AND v.said_at <= %(at)s ORDER BY v.seq
"""
STATES = """
SELECT s.object, s.record, s.member, s.state, s.held_by, s.according_to, s.since, s.text, s.links, s.said_at
FROM diwan.object_state s WHERE s.object = ANY (%(ids)s) AND s.said_at <= %(at)s ORDER BY s.said_at, s.record
"""
BY_CLIENT = "SELECT record FROM diwan.object_version WHERE member = %s AND client = %s"
PROPOSAL_BY_CLIENT = "SELECT record FROM diwan.site_proposal WHERE member = %s AND client = %s"

PROPOSALS = """
SELECT p.record AS id, p.officer, p.act, p.object, p.site, p.reach, p.links, p.proposed_at, e.is_confirmed,
    coalesce(e.reason, '') AS reason
FROM diwan.site_proposal p LEFT JOIN diwan.site_proposal_end e ON e.member = p.member AND e.proposal = p.record
WHERE p.member = (SELECT diwan.my_member()) AND (%(only)s::uuid IS NULL OR p.record = %(only)s)
AND (NOT %(waiting)s OR e.record IS NULL)
ORDER BY p.proposed_at DESC, p.record LIMIT 200
"""
# Own protected sites that are to be confirmed again by then.
TO_CONFIRM_AGAIN = """
SELECT v.object, v.name, v.expires_at FROM diwan.object_version v
WHERE v.member = (SELECT diwan.my_member()) AND v.expires_at <= %s AND NOT v.is_withdrawn AND NOT EXISTS (
    SELECT FROM diwan.object_version later WHERE later.object = v.object AND later.member = v.member AND later.seq > v.seq)
ORDER BY v.expires_at, v.object
"""
# How many of both wait: for the rail, on every page.
WAITING = """
SELECT (SELECT count(*) FROM diwan.site_proposal p WHERE p.member = (SELECT diwan.my_member())
        AND NOT EXISTS (SELECT FROM diwan.site_proposal_end e WHERE e.member = p.member AND e.proposal = p.record))
    + (SELECT count(*) FROM diwan.object_version v
       WHERE v.member = (SELECT diwan.my_member()) AND v.expires_at <= %(by)s AND NOT v.is_withdrawn AND NOT EXISTS (
           SELECT FROM diwan.object_version l WHERE l.object = v.object AND l.member = v.member AND l.seq > v.seq))
"""
