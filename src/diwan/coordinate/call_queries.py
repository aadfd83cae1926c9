"""The SQL of calls, through the viewer's gate."""

# The latest call first, as each stood at a moment; after = (called_at, call) of the last row of the page before.
PAGE = """
SELECT v.call, v.called_at FROM diwan.call_version v
WHERE v.said_at <= %(at)s AND NOT EXISTS (
    SELECT FROM diwan.call_version later
    WHERE later.call = v.call AND later.member = v.member AND later.seq > v.seq AND later.said_at <= %(at)s)
AND (%(after_at)s::timestamptz IS NULL OR (v.called_at, v.call) < (%(after_at)s, %(after_call)s::uuid))
ORDER BY v.called_at DESC, v.call DESC LIMIT %(limit)s
"""
VERSIONS = """
SELECT v.call, v.record, v.member, v.audience, v.called_at, v.way, v.party, v.person, v.words, v.confirmed_by, v.note,
    v.reason, v.links, v.said_at
FROM diwan.call_version v WHERE v.call = ANY (%(ids)s) AND v.said_at <= %(at)s ORDER BY v.seq
"""
BY_CLIENT = "SELECT record FROM diwan.call_version WHERE member = %s AND client = %s"
