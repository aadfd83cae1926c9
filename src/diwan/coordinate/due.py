"""What is due from one member, and why: the inbox of its officers. Computed from the clock each time, mailed to nobody."""

import datetime as dt
from typing import Any

from diwan import charter
from diwan.charter.agreement_words import AgreementState
from diwan.charter.agreements import agreements
from diwan.charter.change_charter import versions
from diwan.coordinate import duty_queries, incident_queries, register_queries
from diwan.coordinate.conflicts_due import conflicts_due, open_conflicts
from diwan.coordinate.due_words import Due, Why
from diwan.coordinate.notices import notices_due
from diwan.coordinate.queries import Wanted
from diwan.coordinate.recommendation_words import Recommendation
from diwan.coordinate.recommendations import recommendations
from diwan.coordinate.register_words import REMIND_BEFORE as CONFIRM_BEFORE
from diwan.coordinate.task_words import Task, TaskStanding
from diwan.coordinate.tasks import tasks
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from diwan.process import queries as releases
from diwan.store import Transaction

WAITING = Wanted(waiting=True)


def due_from(tx: Transaction, member: MemberId) -> list[Due]:
    """What has a time first, the soonest before the rest; then what waits without one."""
    moment = springs.now()
    found = [
        *_recommended(recommendations(tx, wanted=WAITING), member, moment),
        *_asked(tasks(tx, wanted=WAITING), member, moment),
        *_to_sign(tx, member, moment),
        *conflicts_due(tx, member, moment),
        *_told(tx, member, moment),
        *_to_take(tx, member, moment),
        *_to_confirm(tx, member, moment),
        *_to_tell(tx, moment),
    ]
    return sorted(found, key=lambda each: (each.by is None, each.by or moment, each.why, each.key))


def _recommended(known: list[Recommendation], member: MemberId, at: dt.datetime) -> list[Due]:
    found = []
    for each in known:
        now, place = each.now, ("recommendation", str(each.id))
        if each.takes_answers and member in each.addressees and each.answer_of(member) is None:
            found.append(
                Due(Why.RECOMMENDATION, *place, now.title, None, each.member, now.answer_by, at, "answer")
            )
        if each.withdrawn is None and member in each.makers:
            found += [
                Due(Why.QUESTION, *place, now.title, None, asked.member, None, at, "questions")
                for asked in each.questions_open()
            ]
    return found


def _asked(known: list[Task], member: MemberId, at: dt.datetime) -> list[Due]:
    found = []
    for each in known:
        place = ("task", str(each.id), each.title, None)
        if each.owes(member):
            why = Why.ASKED if each.standing_of(member) == TaskStanding.WAITING else Why.UNDERTAKEN
            found.append(Due(why, *place, each.member, each.due_at, at, "answer"))
        elif each.member == member and not each.is_centres and each.closed is None and not each.is_open:
            found.append(Due(Why.TO_CLOSE, *place, each.member, None, at, "close"))
    return found


def _to_sign(tx: Transaction, member: MemberId, at: dt.datetime) -> list[Due]:
    agreed = [
        Due(Why.AGREEMENT, "agreement", str(each.id), "", each.text.titles, each.member, None, at)
        for each in agreements(tx)
        if each.state == AgreementState.PROPOSED and member in each.text.signers and member not in each.signed
    ]
    changes = [
        Due(Why.CHARTER, "charter", each.sha256, "", None, each.proposed_by, None, at)
        for each in versions(tx)
        if each.is_open
        and member in each.asked
        and member not in each.signed
        and member not in {no.member for no in each.refused}
    ]
    asked = [
        Due(
            Why.RELEASE,
            "requests",
            str(row["request"]),
            row["title"] or "",
            None,
            row["member"],
            None,
            at,
            "to-us",
        )
        for row in tx.rows(releases.REQUESTS, {"then": None})
        if row["originator"] == member and not row["given"] and not row["recalled_at"]
    ]
    return [*agreed, *changes, *asked]


def _told(tx: Transaction, member: MemberId, at: dt.datetime) -> list[Due]:
    found = []
    for each in notices_due(tx):
        place = ("notice", str(each.id), each.name, None)
        if each.waits_for(member):
            found.append(Due(Why.NOTICE, *place, each.member, each.begins_at, at, "answer"))
        objecting = [party for party in each.addressees if each.objection_of(party) is not None]
        if each.member == member and objecting:
            found.append(Due(Why.OBJECTION, *place, objecting[0], each.begins_at, at, "receipts"))
    return found


def _to_take(tx: Transaction, member: MemberId, at: dt.datetime) -> list[Due]:
    return [
        Due(Why.WATCH, "watch", str(row["record"]), "", None, member, None, at)
        for row in tx.rows(duty_queries.WAITING)
    ]


def _to_confirm(tx: Transaction, member: MemberId, at: dt.datetime) -> list[Due]:
    proposed = [
        Due(Why.SITE_PROPOSED, "site", str(row["id"]), row["site"]["name"], None, member, None, at)
        for row in tx.rows(register_queries.PROPOSALS, {"only": None, "waiting": True})
    ]
    again = [
        Due(Why.SITE_EXPIRES, "object", str(row["object"]), row["name"], None, member, row["expires_at"], at)
        for row in tx.rows(register_queries.TO_CONFIRM_AGAIN, [at + CONFIRM_BEFORE])
    ]
    return [*proposed, *again]


def _to_tell(tx: Transaction, at: dt.datetime) -> list[Due]:
    return [
        Due(
            Why.INCIDENT,
            "incident",
            str(row["incident"]),
            row["title"],
            None,
            row["member"],
            None,
            at,
            "tell",
        )
        for row in tx.rows(incident_queries.UNTOLD)
    ]


def open_matters(tx: Transaction, member: MemberId) -> list[dict[str, Any]]:
    """For the handover of a term: pending decisions and what is asked and not done, as far as the whole centre may read
    it. `waits`: for the member whose term ends. And which plans meet, both of which all may read."""
    everybody = charter.whole_centre(tx).members

    def is_for_all(audience: int) -> bool:
        return everybody <= set(tx.value("SELECT diwan.audience_members(%s)", [audience]) or ())

    decisions = [
        {
            "kind": "recommendation",
            "record": str(each.id),
            "title": each.now.title,
            "due_at": each.now.answer_by.isoformat(),
            "waits": member in each.addressees and each.answer_of(member) is None,
        }
        for each in recommendations(tx, wanted=WAITING)
        if each.takes_answers
        and not all(each.answer_of(one) for one in each.addressees)
        and is_for_all(each.audience)
    ]
    asked = [
        {
            "kind": "task",
            "record": str(each.id),
            "title": each.title,
            "due_at": each.due_at.isoformat(),
            "is_overdue": each.is_overdue,
            "waits": each.owes(member),
        }
        for each in tasks(tx, wanted=WAITING)
        if each.is_open and is_for_all(each.audience)
    ]
    return [*decisions, *asked, *open_conflicts(tx, is_for_all, springs.now())]
