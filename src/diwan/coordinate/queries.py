"""The SQL that several kinds of work in this room share, through the viewer's gate."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from diwan.core.ids import MemberId, RecordId
from diwan.store import Transaction

# Whatever can be linked: reports that were not recalled, agreements, recommendations.
LINKS = """
SELECT report AS id, 'report' AS kind, audience, title, NULL::jsonb AS titles FROM diwan.report
WHERE report = ANY (%(ids)s) AND recalled_at IS NULL
UNION ALL SELECT record, 'agreement', audience, '', text -> 'titles' FROM diwan.agreement WHERE record = ANY (%(ids)s)
UNION ALL SELECT recommendation, 'recommendation', audience, title, NULL FROM (
    SELECT DISTINCT ON (recommendation) * FROM diwan.recommendation_version WHERE recommendation = ANY (%(ids)s)
    ORDER BY recommendation, number DESC) v
"""

# An event is the viewer's own: what is linked are the reports that it stands on.
REPORTS_OF_EVENTS = (
    "SELECT event, report FROM diwan.event_report WHERE event = ANY (%s) ORDER BY event, report"
)


def links(tx: Transaction, ids: list[UUID]) -> list[dict[str, Any]]:
    return tx.rows(LINKS, {"ids": ids})


def one_at_a_time(tx: Transaction, about: RecordId | str) -> None:
    """Until this transaction ends: two officers who speak of the same thing stand in line."""
    tx.run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 80))", [str(about)])


def audience_of(tx: Transaction, audience: int) -> frozenset[MemberId]:
    """Nobody for an audience that the viewer is not in."""
    return frozenset(
        MemberId(each) for each in tx.value("SELECT diwan.audience_members(%s)", [audience]) or ()
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of a list, the latest first. `waiting`: those that somebody may still have to do something about, or the
    others; None means both. `after`: the key of the last row of the page before."""

    only: RecordId | None = None
    waiting: bool | None = None
    after: tuple[dt.datetime, UUID] | None = None
    most: int | None = None

    def at(self, moment: dt.datetime) -> dict[str, Any]:
        after_at, after_id = self.after or (None, None)
        return {
            "at": moment, "only": self.only, "waiting": self.waiting, "after_at": after_at, "after_id": after_id,
            "most": self.most,
        }  # fmt: skip


EVERYTHING = Wanted()

RECOMMENDATIONS = """
SELECT r.member, r.record AS id, r.audience, r.addressees, r.made_at FROM diwan.recommendation r
WHERE r.made_at <= %(at)s AND (%(only)s::uuid IS NULL OR r.record = %(only)s)
AND (%(after_at)s::timestamptz IS NULL OR (r.made_at, r.record) < (%(after_at)s, %(after_id)s::uuid))
AND (%(waiting)s::boolean IS NULL OR %(waiting)s = (
    NOT EXISTS (SELECT FROM diwan.recommendation_step s WHERE s.recommendation = r.record AND s.member = r.member
                AND s.step = 'withdrawn' AND s.at <= %(at)s)
    AND ((SELECT v.answer_by FROM diwan.recommendation_version v WHERE v.recommendation = r.record AND v.at <= %(at)s
          ORDER BY v.number DESC LIMIT 1) > %(at)s
         OR EXISTS (SELECT FROM diwan.recommendation_step q WHERE q.recommendation = r.record AND q.answer = 'asks'
                    AND q.at <= %(at)s AND NOT EXISTS (SELECT FROM diwan.recommendation_step c
                        WHERE c.recommendation = r.record AND c.question = q.record AND c.at <= %(at)s)))))
ORDER BY r.made_at DESC, r.record DESC LIMIT %(most)s
"""
VERSIONS = """
SELECT v.recommendation, v.record, v.number, v.title, v.text, v.reasons, v.answer_by, v.zone, v.links, v.at
FROM diwan.recommendation_version v WHERE v.recommendation = ANY (%(ids)s) AND v.at <= %(at)s ORDER BY v.number
"""
STEPS = """
SELECT s.recommendation, s.record, s.member, s.step, s.version, s.answer, s.text, s.links, s.question, s.at
FROM diwan.recommendation_step s WHERE s.recommendation = ANY (%(ids)s) AND s.at <= %(at)s ORDER BY s.at, s.record
"""


def recommendations(
    tx: Transaction, at: dt.datetime, wanted: Wanted
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows, their versions, and what was said of them until then."""
    rows = tx.rows(RECOMMENDATIONS, wanted.at(at))
    of_these = {"ids": [row["id"] for row in rows], "at": at}
    return rows, tx.rows(VERSIONS, of_these), tx.rows(STEPS, of_these)


# How many wait for an answer of the own member: for the rail, on every page.
TO_ANSWER = """
SELECT count(*) FROM diwan.recommendation r
CROSS JOIN LATERAL (SELECT v.record, v.answer_by FROM diwan.recommendation_version v
                    WHERE v.recommendation = r.record ORDER BY v.number DESC LIMIT 1) v
WHERE (SELECT diwan.my_member()) = ANY (r.addressees) AND v.answer_by > %(now)s AND NOT EXISTS (
    SELECT FROM diwan.recommendation_step s WHERE s.recommendation = r.record
    AND (s.member = r.member AND s.step = 'withdrawn'
         OR s.member = (SELECT diwan.my_member()) AND s.version = v.record AND s.answer IN ('accepts', 'reserves', 'declines')))
"""

TASKS = """
SELECT t.member, t.record AS id, t.audience, t.form, t.is_centres, t.title, t.text, t.reasons, t.due_at, t.zone,
    t.asked AS asked_first, t.links, t.opened_at
FROM diwan.task t WHERE t.opened_at <= %(at)s AND (%(only)s::uuid IS NULL OR t.record = %(only)s)
AND (%(after_at)s::timestamptz IS NULL OR (t.opened_at, t.record) < (%(after_at)s, %(after_id)s::uuid))
AND (%(waiting)s::boolean IS NULL OR %(waiting)s = NOT EXISTS (
    SELECT FROM diwan.task_step s WHERE s.task = t.record AND s.step = 'closed' AND s.at <= %(at)s))
ORDER BY t.opened_at DESC, t.record DESC LIMIT %(most)s
"""
TASK_STEPS = """
SELECT s.task, s.record, s.member, s.step, s.holder, s.passed_to, s.text, s.links, s.at
FROM diwan.task_step s WHERE s.task = ANY (%(ids)s) AND s.at <= %(at)s ORDER BY s.at, s.record
"""


def tasks(
    tx: Transaction, at: dt.datetime, wanted: Wanted
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows, and what was said of them until then."""
    rows = tx.rows(TASKS, wanted.at(at))
    return rows, tx.rows(TASK_STEPS, {"ids": [row["id"] for row in rows], "at": at})


# How many requests and agreements wait for the own member: for the rail, on every page, beside recommendations, changes of the
# charter and releases. `due.due_from` tells them one by one, with what only the page tells: questions, and what is to close.
DUE = """
WITH me AS (SELECT diwan.my_member() AS id), mine AS (
    SELECT t.record FROM diwan.task t WHERE (SELECT id FROM me) = ANY (t.asked)
    UNION SELECT s.task FROM diwan.task_step s WHERE s.passed_to = (SELECT id FROM me)
), last AS (
    SELECT m.record, (SELECT CASE WHEN s.passed_to = (SELECT id FROM me) THEN 'waiting' ELSE s.step END FROM diwan.task_step s
        WHERE s.task = m.record AND (s.passed_to = (SELECT id FROM me) OR s.member = (SELECT id FROM me) AND s.step <> 'closed')
        ORDER BY s.at DESC, s.record DESC LIMIT 1) AS step
    FROM mine m WHERE NOT EXISTS (SELECT FROM diwan.task_step c WHERE c.task = m.record AND c.step = 'closed')
)
SELECT (SELECT count(*) FROM last WHERE coalesce(step, 'waiting') IN ('waiting', 'accepted'))
    + (SELECT count(*) FROM diwan.agreement a WHERE (SELECT id FROM me) = ANY (a.signers) AND coalesce(a.ends_at > %(now)s, true)
       AND NOT EXISTS (SELECT FROM diwan.agreement_consent s WHERE s.agreement = a.record AND s.member = (SELECT id FROM me))
       AND NOT EXISTS (SELECT FROM diwan.agreement_step e WHERE e.agreement = a.record AND e.step = 'ended'))
    + (SELECT count(*) FROM diwan.incident_entry i WHERE i.act = 'reported' AND (SELECT id FROM me) = ANY (i.parties)
       AND NOT EXISTS (SELECT FROM diwan.incident_entry e WHERE e.incident = i.incident
           AND (e.act = 'told' AND e.member = (SELECT id FROM me) OR e.act = 'withdrawn')))
"""
