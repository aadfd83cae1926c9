"""The SQL of the duty log and of watches, through the viewer's gate."""

# Another member's officer is not told, not even as a number.
ENTRIES = """
SELECT e.record AS id, e.member, e.audience, CASE WHEN e.member = (SELECT diwan.my_member()) THEN r.officer END AS officer,
    e.desk, e.happened_at, e.text, e.links, e.noted_at
FROM diwan.duty_entry e JOIN diwan.record r ON r.member = e.member AND r.id = e.record
WHERE e.noted_at <= %(at)s AND (%(desk)s = '' OR e.desk = %(desk)s)
AND (%(after_at)s::timestamptz IS NULL OR (e.happened_at, e.record) < (%(after_at)s, %(after_entry)s::uuid))
ORDER BY e.happened_at DESC, e.record DESC LIMIT %(limit)s
"""
ENTRY_BY_CLIENT = "SELECT record FROM diwan.duty_entry WHERE member = %s AND client = %s"
# Of the own desk since the last watch began; the count goes into the text of a handover.
ENTRIES_SINCE = """
SELECT count(*) FROM diwan.duty_entry e WHERE e.member = (SELECT diwan.my_member()) AND e.desk = %s
AND (%s::timestamptz IS NULL OR e.noted_at > %s)
"""

WATCHES = """
SELECT h.record AS id, h.desk, h.officer, h.sha256, h.text, h.handed_at,
    t.record AS taking, t.officer AS taker, t.taken_at,
    NOT EXISTS (SELECT FROM diwan.watch_handover l
                WHERE l.member = h.member AND l.desk = h.desk AND l.seq > h.seq AND l.handed_at <= %(at)s) AS is_last
FROM diwan.watch_handover h
LEFT JOIN diwan.watch_taking t ON t.member = h.member AND t.handover = h.record AND t.taken_at <= %(at)s
WHERE h.member = (SELECT diwan.my_member()) AND h.handed_at <= %(at)s AND (%(only)s::uuid IS NULL OR h.record = %(only)s)
AND (%(desk)s = '' OR h.desk = %(desk)s)
AND (NOT %(waiting)s OR t.record IS NULL AND NOT EXISTS (
    SELECT FROM diwan.watch_handover l WHERE l.member = h.member AND l.desk = h.desk AND l.seq > h.seq AND l.handed_at <= %(at)s))
ORDER BY h.seq DESC LIMIT %(limit)s
"""
# The last that was taken of each desk: who is on watch.
ON_WATCH = """
SELECT DISTINCT ON (h.desk) h.desk, t.officer, t.taken_at FROM diwan.watch_handover h
JOIN diwan.watch_taking t ON t.member = h.member AND t.handover = h.record
WHERE h.member = (SELECT diwan.my_member()) AND t.taken_at <= %s ORDER BY h.desk, h.seq DESC
"""
# What waits for a second officer: on the page of what is due, and in the number of the rail.
WAITING = """
SELECT h.record, h.desk, h.handed_at FROM diwan.watch_handover h
WHERE h.member = (SELECT diwan.my_member())
AND NOT EXISTS (SELECT FROM diwan.watch_handover l WHERE l.member = h.member AND l.desk = h.desk AND l.seq > h.seq)
AND NOT EXISTS (SELECT FROM diwan.watch_taking t WHERE t.member = h.member AND t.handover = h.record)
ORDER BY h.handed_at, h.record
"""
WATCHES_WAITING = "SELECT count(*) FROM (" + WAITING + ") w"  # noqa: S608 - both are written here
