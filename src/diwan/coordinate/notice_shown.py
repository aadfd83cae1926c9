"""What the pages of notices show to one viewer, through its gate."""

import datetime as dt
from typing import Any

from diwan import charter, ledger, store
from diwan.charter.agreement_words import Agreement, AgreementState
from diwan.charter.agreements import agreement
from diwan.coordinate import queries
from diwan.coordinate.activities import activity
from diwan.coordinate.activity_shown import shown_volume
from diwan.coordinate.activity_words import OVER, Activity
from diwan.coordinate.duty import desks, known_desks
from diwan.coordinate.duty_words import OWN_DESK
from diwan.coordinate.notice_words import Notice, NoticeStep, Receipt, first_and_last, owed_by
from diwan.coordinate.notices import notice, notices
from diwan.coordinate.notify import governing
from diwan.coordinate.paging import page_of
from diwan.core.clock import springs
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.viewer import Viewer
from diwan.store import Transaction

Known = dict[MemberId, charter.Member]


def shown_rows(viewer: Viewer, at: dt.datetime | None, cursor: str | None) -> dict[str, Any]:
    """The latest first. Raises BadInput for a damaged cursor."""
    with store.acting_as(viewer) as tx:
        known = charter.members_ever(tx)
        page = page_of(lambda wanted: notices(tx, at, wanted), lambda each: (each.sent_at, each.id), cursor)
        rows = [row_of(each, known, viewer) for each in page.rows]
    return {"rows": rows, "next": page.next, "is_later_page": bool(cursor)}


def rows_of(
    tx: Transaction, viewer: Viewer, which: RecordId, known: Known, at: dt.datetime | None
) -> list[dict[str, Any]]:
    """Of one activity, as far as the viewer may read them."""
    return [row_of(each, known, viewer) for each in notices(tx, at, activity=which)]


def row_of(found: Notice, known: Known, viewer: Viewer) -> dict[str, Any]:
    return {
        "it": found,
        "by": known.get(found.member),
        "parties": [_party(found, each, known) for each in found.addressees],
        "waits_for_us": found.waits_for(viewer.member),
    }


def shown_page(viewer: Viewer, which: RecordId, at: dt.datetime | None) -> dict[str, Any]:
    """Raises NotVisible."""
    with store.acting_as(viewer) as tx:
        known = charter.members_ever(tx)
        found = notice(tx, which, at)
        said = ledger.record(tx, found.id)
        readers = queries.audience_of(tx, found.audience)
        may_act = at is None and charter.Right.RELEASE in charter.my_rights(tx) and not found.withdrawn
        of = _activity(tx, found, at)
        under = _agreement(tx, found.agreement, at)
        all_desks = known_desks(tx)
        return row_of(found, known, viewer) | {
            "volumes": [shown_volume(each) for each in found.volumes],
            "readers": [each for each in known.values() if each.id in readers],
            "tlp": said.label.tlp.value if said else "",
            "activity": of,
            "is_changed": of is not None and of.version != found.version,
            "is_over": of is not None and of.state in OVER,
            "agreement": under,
            "is_suspended": under is not None and under.state == AgreementState.SUSPENDED,
            "suspended_by": [known[each] for each in under.suspended_by if each in known] if under else [],
            "history": [_told(each, known, all_desks) for each in found.said],
            "may_answer": may_act and viewer.member in found.members,
            "may_speak": may_act and viewer.member == found.member,
            "own": _party(found, viewer.member, known),
            "desks": desks(tx),
            "own_desk": OWN_DESK,
            "outside": [known[each] for each in found.outside if each in known],
        }


def shown_form(viewer: Viewer, which: RecordId) -> dict[str, Any]:
    """Raises NotVisible; NotAllowed for another's activity, and for an officer who may not release."""
    now = springs.now()
    with store.acting_as(viewer) as tx:
        found = activity(tx, which)
        if found.member != viewer.member or charter.Right.RELEASE not in charter.my_rights(tx):
            raise NotAllowed
        parties = charter.members(tx)
        known = charter.members_ever(tx)
        last = next((each for each in notices(tx, activity=which) if each.member == viewer.member), None)
        begins, _ends = first_and_last(found.volumes)
        under = [_choice(each, known, begins, now) for each in governing(tx)]
        named = {party for each in under for party in each["it"].text.outside}
        return {
            "it": found,
            "begins": begins,
            "is_after_the_fact": now >= begins,
            "members": [each for each in parties if each.reads and each.id != viewer.member],
            "rooms": [(each, _inside(tx, each, parties)) for each in charter.rooms(tx)],
            "outside": [each for each in parties if each.id in named and each.valid_to is None],
            "agreements": under,
            "after": str(last.id) if last else "",
        }


def _choice(found: Agreement, known: Known, begins: dt.datetime, now: dt.datetime) -> dict[str, Any]:
    due = owed_by(begins, found.text.notice.lead_hours)
    return {
        "it": found,
        "id": str(found.id),
        "parties": [known[each] for each in found.text.parties if each in known],
        "is_suspended": found.state == AgreementState.SUSPENDED,
        "suspended_by": [known[each] for each in found.suspended_by if each in known],
        "owed_by": due,
        "is_late": due is not None and now > due,
    }


def _inside(tx: Transaction, room: charter.Room, parties: list[charter.Member]) -> list[charter.Member]:
    inside = {place.member for place in charter.places(tx, room.id)}
    return [each for each in parties if each.reads and each.id in inside]


def _party(found: Notice, party: MemberId, known: Known) -> dict[str, Any]:
    said = found.of(party)
    return {
        "id": party,
        "member": known.get(party),
        "is_outside": party in found.outside,
        "standing": found.standing_of(party).value,
        "delivered": found.first(party, NoticeStep.DELIVERED),
        "received": found.first(party, NoticeStep.RECEIVED),
        "read": found.first(party, NoticeStep.READ),
        "objection": found.objection_of(party),
        "comments": [each for each in said if each.step == NoticeStep.COMMENTED],
    }


def _told(said: Receipt, known: Known, all_desks: dict[str, Any]) -> dict[str, Any]:
    return {
        "it": said,
        "what": said.step.value,
        "by": known.get(said.member),
        "party": known.get(said.party) if said.is_observed else None,
        "desk": all_desks.get(said.desk) if said.desk not in ("", OWN_DESK) else None,
    }


def _activity(tx: Transaction, found: Notice, at: dt.datetime | None) -> Activity | None:
    """None for whoever reads the notice alone."""
    try:
        return activity(tx, found.activity, at)
    except NotVisible:
        return None


def _agreement(tx: Transaction, which: RecordId | None, at: dt.datetime | None) -> Agreement | None:
    if which is None:
        return None
    try:
        return agreement(tx, which, at)
    except NotVisible:
        return None
