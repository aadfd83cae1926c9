"""The SQL of notices. All of it runs through the viewer's gate: what is hidden is not there."""

# The latest first, as they stood at a moment; after = (sent_at, record) of the last row of the page before.
NOTICES = """
SELECT n.* FROM diwan.notice n
WHERE n.sent_at <= %(at)s AND (%(only)s::uuid IS NULL OR n.record = %(only)s)
AND (%(activity)s::uuid IS NULL OR n.activity = %(activity)s)
AND (%(ids)s::uuid[] IS NULL OR n.record = ANY (%(ids)s))
AND (%(after_at)s::timestamptz IS NULL OR (n.sent_at, n.record) < (%(after_at)s, %(after_id)s::uuid))
ORDER BY n.sent_at DESC, n.record DESC LIMIT %(most)s
"""
STEPS = """
SELECT s.notice, s.record, s.member, s.party, s.step, s.desk, s.way, s.text, s.at
FROM diwan.notice_step s WHERE s.notice = ANY (%(ids)s) AND s.at <= %(at)s ORDER BY s.at, s.member, s.seq
"""
BY_CLIENT = "SELECT record FROM diwan.notice WHERE member = %s AND client = %s"

# To whom the own member has told this version of it already, under the same agreement or none.
TOLD = """
SELECT DISTINCT unnest(n.members || n.outside) AS party FROM diwan.notice n
WHERE n.member = %(member)s AND n.version = %(version)s AND n.agreement IS NOT DISTINCT FROM %(agreement)s
AND NOT EXISTS (SELECT FROM diwan.notice_step w WHERE w.notice = n.record AND w.member = n.member AND w.step = 'withdrawn')
"""

# That wait for a receipt of the own member; those of its own that somebody objects to, as long as they are not over.
DUE = """
SELECT n.record FROM diwan.notice n
WHERE NOT EXISTS (SELECT FROM diwan.notice_step w WHERE w.notice = n.record AND w.member = n.member AND w.step = 'withdrawn')
AND ((SELECT diwan.my_member()) = ANY (n.members) AND NOT EXISTS (
        SELECT FROM diwan.notice_step s WHERE s.notice = n.record AND s.member = (SELECT diwan.my_member())
        AND s.party = s.member AND s.step IN ('received', 'read', 'objected'))
    OR n.member = (SELECT diwan.my_member()) AND n.ends_at > %(now)s AND EXISTS (
        SELECT FROM diwan.notice_step o WHERE o.notice = n.record AND o.step = 'objected' AND NOT EXISTS (
            SELECT FROM diwan.notice_step c WHERE c.notice = n.record AND c.party = o.party
            AND c.step = 'objection_withdrawn' AND (c.at, c.seq) > (o.at, o.seq))))
"""
DUE_COUNT = f"SELECT count(*) FROM ({DUE}) due"  # noqa: S608 - it is ours

# For the worker, which asks each addressee to sign that it arrived.
ADDRESSEES = "SELECT unnest(members) AS member FROM diwan.notice WHERE record = %s ORDER BY 1"
