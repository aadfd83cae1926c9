"""The SQL of activities. All of it runs through the viewer's gate: what is hidden is not there.

`at`: a moment, or the word infinity for what stands now.
"""

# The version and the state that stood, of each activity that the viewer may read.
ACTIVITIES = """
SELECT v.*, s.state, s.reason AS state_reason
FROM diwan.activity_version v
JOIN LATERAL (
    SELECT state, reason FROM diwan.activity_state s
    WHERE s.activity = v.activity AND s.member = v.member AND s.said_at <= %(at)s::timestamptz
    ORDER BY s.seq DESC LIMIT 1) s ON true
WHERE v.said_at <= %(at)s::timestamptz AND NOT EXISTS (
    SELECT FROM diwan.activity_version later
    WHERE later.activity = v.activity AND later.member = v.member AND later.seq > v.seq
    AND later.said_at <= %(at)s::timestamptz)
"""

ONE = ACTIVITIES + " AND v.activity = %(activity)s"
# Newest first; after = (said_at, record) of the last row of the page before.
PAGE = (
    ACTIVITIES
    + """
AND (%(any_state)s OR s.state <> ALL (%(over)s))
AND (%(said_at)s::timestamptz IS NULL OR (v.said_at, v.record) < (%(said_at)s, %(record)s::uuid))
ORDER BY v.said_at DESC, v.record DESC LIMIT %(most)s
"""
)
STANDING = ACTIVITIES + " AND s.state <> ALL (%(over)s) ORDER BY v.said_at DESC, v.record DESC"
OWN = (
    ACTIVITIES
    + " AND v.member = %(member)s AND s.state <> ALL (%(over)s) ORDER BY v.said_at DESC, v.record DESC"
)
VERSIONS = ACTIVITIES + " AND v.record = ANY (%(subjects)s) AND s.state <> ALL (%(over)s)"

# Every version of one, the oldest first, each with the state that it was announced in.
VERSIONS_OF = """
SELECT v.*, 'planned' AS state, '' AS state_reason FROM diwan.activity_version v
WHERE v.activity = %(activity)s AND v.said_at <= %(at)s::timestamptz ORDER BY v.seq
"""
STATES_OF = """
SELECT record, state, reason, said_at FROM diwan.activity_state
WHERE activity = %(activity)s AND said_at <= %(at)s::timestamptz AND record <> activity ORDER BY seq
"""

VOLUMES = "SELECT subject, volume FROM diwan.volume WHERE subject = ANY (%s) ORDER BY subject, place"

# Boxes that overlap one box; the exact check follows in Python on these alone.
NEAR = """
SELECT member, subject, place, is_envelope, volume FROM diwan.volume
WHERE end_second >= %(start)s AND start_second <= %(end)s
AND x_min <= %(x_max)s AND x_max >= %(x_min)s AND y_min <= %(y_max)s AND y_max >= %(y_min)s
AND z_min <= %(z_max)s AND z_max >= %(z_min)s AND lower_m <= %(upper_m)s AND upper_m >= %(lower_m)s
ORDER BY member, subject, place
"""

# Envelopes that were not withdrawn. Those of activities that the viewer reads in full are told with these.
STANDING_ENVELOPES = """
SELECT e.record, e.member, e.contact, e.audience FROM diwan.conflict_envelope e
WHERE e.released_at <= %(at)s::timestamptz
AND NOT EXISTS (SELECT FROM diwan.conflict_envelope_end w WHERE w.envelope = e.record AND w.member = e.member
    AND w.withdrawn_at <= %(at)s::timestamptz)
AND NOT EXISTS (SELECT FROM diwan.activity_version v WHERE v.envelope = e.record AND v.member = e.member)
"""
# All that the viewer is shown of others, for a map.
ALL_ENVELOPES = STANDING_ENVELOPES + " ORDER BY e.released_at DESC, e.record"
ENVELOPES = STANDING_ENVELOPES + " AND e.record = ANY (%(subjects)s)"
ENVELOPE = """
SELECT e.record, e.audience FROM diwan.conflict_envelope e WHERE e.record = %s AND e.member = %s
AND NOT EXISTS (SELECT FROM diwan.conflict_envelope_end w WHERE w.envelope = e.record AND w.member = e.member)
"""

SAID_BEFORE = "SELECT record FROM diwan.activity_client WHERE member = %s AND client = %s"

# Where most of the viewer's own picture lies: west, south, east, north.
PICTURE_BOX = """
SELECT percentile_cont(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY lon) AS lon,
    percentile_cont(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY lat) AS lat
FROM diwan.event WHERE lat IS NOT NULL
"""
# Of the viewer's own picture.
KNOWN_NEAR = """
SELECT EXISTS (SELECT FROM diwan.event WHERE lat BETWEEN %(lat)s - %(degrees)s AND %(lat)s + %(degrees)s
    AND lon BETWEEN %(lon)s - %(degrees)s AND %(lon)s + %(degrees)s)
"""
