"""The SQL of incidents, through the viewer's gate."""

# The latest first; after = (said_at, incident) of the last row of the page before.
PAGE = """
SELECT e.incident, e.said_at FROM diwan.incident_entry e
WHERE e.act = 'reported' AND e.said_at <= %(at)s
AND (%(after_at)s::timestamptz IS NULL OR (e.said_at, e.incident) < (%(after_at)s, %(after_incident)s::uuid))
ORDER BY e.said_at DESC, e.incident DESC LIMIT %(limit)s
"""
ENTRIES = """
SELECT e.incident, e.record, e.member, e.audience, e.act, e.kind, e.stand, e.title, e.parties, e.happened_at, e.place,
    e.latitude, e.longitude, e.words, e.reason, e.links, e.said_at
FROM diwan.incident_entry e WHERE e.incident = ANY (%(ids)s) AND e.said_at <= %(at)s ORDER BY e.said_at, e.seq, e.record
"""
# What somebody reported of a span of time: the time that the last version of whoever reported it names.
WITHIN = """
SELECT v.incident FROM diwan.incident_entry i CROSS JOIN LATERAL (
    SELECT e.incident, e.happened_at FROM diwan.incident_entry e
    WHERE e.incident = i.incident AND e.member = i.member AND e.act IN ('reported', 'told') AND e.said_at <= %(at)s
    ORDER BY e.seq DESC LIMIT 1) v
WHERE i.act = 'reported' AND v.happened_at >= %(since)s AND v.happened_at < %(until)s ORDER BY v.happened_at, v.incident
LIMIT %(limit)s
"""
BY_CLIENT = "SELECT record FROM diwan.incident_entry WHERE member = %s AND client = %s"
# Those that involve the own member, which has not told its version.
UNTOLD = """
SELECT i.incident, i.member, i.title FROM diwan.incident_entry i
WHERE i.act = 'reported' AND (SELECT diwan.my_member()) = ANY (i.parties) AND NOT EXISTS (
    SELECT FROM diwan.incident_entry e WHERE e.incident = i.incident
    AND (e.act = 'told' AND e.member = (SELECT diwan.my_member()) OR e.act = 'withdrawn'))
ORDER BY i.said_at, i.incident
"""
