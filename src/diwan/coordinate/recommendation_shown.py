"""What the pages of recommendations show to one viewer, through its gate."""

import datetime as dt
from typing import Any

from diwan import charter, ledger, store
from diwan.coordinate import queries
from diwan.coordinate.links import read_links
from diwan.coordinate.paging import page_of
from diwan.coordinate.recommendation_words import (
    AdviceAnswer,
    AdviceStanding,
    AdviceState,
    AdviceStep,
    Recommendation,
    Said,
)
from diwan.coordinate.recommendations import recommendation, recommendations
from diwan.core.ids import MemberId, RecordId
from diwan.core.viewer import Viewer
from diwan.store import Transaction

Known = dict[MemberId, charter.Member]


def shown_rows(viewer: Viewer, at: dt.datetime | None, cursor: str | None = None) -> dict[str, Any]:
    """What waits for the own member first, then by how soon an answer is due; what is settled after that, a page at a
    time. Raises BadInput for a damaged cursor."""
    with store.acting_as(viewer) as tx:
        known = charter.members_ever(tx)
        waiting = [] if cursor else recommendations(tx, at, queries.Wanted(waiting=True))
        past = page_of(lambda wanted: recommendations(tx, at, wanted), place_of, cursor, waiting=False)
        may_make = at is None and charter.Right.RELEASE in charter.my_rights(tx)
    open_ones = [each for each in waiting if each.takes_answers and each.state != AdviceState.ANSWERED]
    open_ones.sort(key=lambda each: (not asks(each, viewer.member), each.now.answer_by, each.id))
    settled = [*(each for each in waiting if each not in open_ones), *past.rows]
    return {
        "open": [_row(each, known, viewer) for each in open_ones],
        "settled": [_row(each, known, viewer) for each in settled],
        "next": past.next,
        "is_later_page": bool(cursor),
        "may_make": may_make,
    }


def place_of(found: Recommendation) -> tuple[dt.datetime, RecordId]:
    """In the list."""
    return found.made_at, found.id


def asks(found: Recommendation, member: MemberId) -> bool:
    """Whether it waits for that member's answer."""
    return found.takes_answers and member in found.addressees and found.answer_of(member) is None


def _row(found: Recommendation, known: Known, viewer: Viewer) -> dict[str, Any]:
    return {
        "it": found,
        "makers": [known[each] for each in found.makers if each in known],
        "standings": [
            {"member": known.get(each), "id": each, "standing": found.standing_of(each).value}
            for each in found.addressees
        ],
        "asks_us": asks(found, viewer.member),
    }


def shown_page(viewer: Viewer, which: RecordId, at: dt.datetime | None) -> dict[str, Any]:
    """Raises NotVisible."""
    with store.acting_as(viewer) as tx:
        known = charter.members_ever(tx)
        found = recommendation(tx, which, at)
        may_act = at is None and charter.Right.RELEASE in charter.my_rights(tx)
        readers = queries.audience_of(tx, found.audience)
        said = ledger.record(tx, found.id)
        facts = _row(found, known, viewer) | {
            "readers": [each for each in known.values() if each.id in readers],
            "tlp": said.label.tlp.value if said else "",
            "links": read_links(tx, found.now.links),
            "addressees": [_addressee(found, each, known) for each in found.addressees],
            "history": _history(tx, found, known),
            "followed": [_told(tx, each, known) for each in found.said if each.step == AdviceStep.FOLLOWED],
            "questions": [
                {"asked": each, "member": known.get(each.member), "reply": _told_reply(found, each, known)}
                for each in found.said
                if each.answer == AdviceAnswer.ASKS
            ],
            "earlier": [{"version": each} for each in reversed(found.versions[:-1])],
        }
    return facts | _acts(found, viewer.member, may_act=may_act)


def _acts(found: Recommendation, member: MemberId, *, may_act: bool) -> dict[str, Any]:
    """What the page offers. Whoever may not is offered nothing, and refused by the database."""
    makes, asked = member in found.makers, member in found.addressees
    own = found.answer_of(member)
    return {
        "is_asked": asked,
        "may_release": may_act,
        "may_answer": may_act and asked and found.takes_answers,
        "may_join": may_act and not makes and not asked and found.withdrawn is None,
        "may_amend": may_act and member == found.member and found.withdrawn is None,
        "may_withdraw": may_act and makes and found.withdrawn is None,
        "may_clarify": may_act and makes,
        "may_follow": may_act and (makes or asked),
        "own_answer": own,
        "own_choice": own.answer.value if own and own.answer else "",
    }


def _addressee(found: Recommendation, member: MemberId, known: Known) -> dict[str, Any]:
    held = found.answer_of(member)
    return {
        "member": known.get(member),
        "id": member,
        "standing": found.standing_of(member).value,
        "answer": held,
        "earlier": [each for each in reversed(found.answers_of(member)) if each is not held],
        "is_silent": found.standing_of(member) == AdviceStanding.SILENT,
    }


def _history(tx: Transaction, found: Recommendation, known: Known) -> list[dict[str, Any]]:
    """All that was said of it, oldest first."""
    made: list[dict[str, Any]] = [
        {
            "what": "made" if each.number == 1 else "amended",
            "member": known.get(found.member),
            "at": each.at,
            "number": each.number,
            "text": "",
            "links": [],
        }
        for each in found.versions
    ]
    return sorted([*made, *(_told(tx, each, known) for each in found.said)], key=lambda each: each["at"])


def _told(tx: Transaction, said: Said, known: Known) -> dict[str, Any]:
    return {
        "what": said.answer.value if said.answer else said.step.value,
        "member": known.get(said.member),
        "at": said.at,
        "number": said.number,
        "text": said.text,
        "links": read_links(tx, said.links),
    }


def _told_reply(found: Recommendation, question: Said, known: Known) -> dict[str, Any] | None:
    reply = found.reply_to(question.record)
    return None if reply is None else {"said": reply, "member": known.get(reply.member)}
