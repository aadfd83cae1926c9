"""What stands around every page: the centre, its director, the officer, what waits."""

from diwan import charter, store
from diwan.charter.queries import TO_SIGN
from diwan.coordinate.duty_queries import WATCHES_WAITING
from diwan.coordinate.notice_queries import DUE_COUNT as NOTICES_DUE
from diwan.coordinate.queries import DUE, TO_ANSWER
from diwan.coordinate.register_queries import WAITING as SITES_WAITING
from diwan.coordinate.register_words import REMIND_BEFORE as CONFIRM_BEFORE
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer
from diwan.entry.web.models import Account
from diwan.ledger.log_states import log_frame
from diwan.process.queries import OPEN_TO_US
from diwan.share.review_queries import TO_REVIEW
from diwan.share.views import FrameView, LogAlarmView, MemberRef


def frame_of(viewer: Viewer, account: Account) -> FrameView:
    """For one viewer, through the gate. Raises `store.SignInEnded`."""
    with store.acting_as(viewer) as tx:
        centre = charter.centre(tx)
        members = {member.id: MemberRef(member.id, member.names) for member in charter.members(tx)}
        officer = next((each for each in charter.officers(tx) if each.id == viewer.officer), None)
        director, until = charter.director(tx, springs.now())
        waiting = tx.one(
            "SELECT (SELECT count(*) FROM diwan.item_state WHERE state = 'set_aside') AS set_aside,"
            " (SELECT count(*) FROM diwan.source_state WHERE failures_in_row > 0) AS failing,"
            " (SELECT until FROM diwan.rebuilt_until) AS rebuilt_until,"
            " (SELECT recalled_since FROM diwan.rebuilt_until) AS recalled_since"
        )
        requests = tx.value(OPEN_TO_US)
        to_sign = tx.value(TO_SIGN)
        to_answer = tx.value(TO_ANSWER, {"now": springs.now()})
        due = tx.value(DUE, {"now": springs.now()})
        due += tx.value(NOTICES_DUE, {"now": springs.now()})
        due += tx.value(WATCHES_WAITING) + tx.value(SITES_WAITING, {"by": springs.now() + CONFIRM_BEFORE})
        to_review = tx.value(TO_REVIEW)
        log = log_frame(tx, viewer.member)
    return FrameView(
        centre=centre.names,
        zone=centre.time_zone,
        member=members[viewer.member],
        officer=officer.names if officer else {"": account.username},
        roles=tuple(officer.roles) if officer else (),
        director=members.get(director),
        director_until=until,
        set_aside=waiting["set_aside"] if waiting else 0,
        failing_sources=waiting["failing"] if waiting else 0,
        requests=requests,
        to_review=to_review,
        to_sign=to_sign,
        to_answer=to_answer,
        due=due + to_answer + requests + to_sign,
        rebuilt_until=waiting["rebuilt_until"] if waiting else None,
        recalled_since=waiting["recalled_since"] or 0 if waiting else 0,
        witnessed_at=log.witnessed_at,
        witness_count=log.witness_count,
        log_standing=log.standing.value,
        log_alarms=tuple(
            LogAlarmView(_member_ref(members, alarm.member), alarm.kind, alarm.told_at)
            for alarm in log.alarms
        ),
        is_sample=account.is_demonstration,
    )


def frame_of_founding(viewer: Viewer, account: Account) -> FrameView:
    """While no charter is in force: the officer and its own seat. Raises `store.SignInEnded`."""
    with store.acting_as(viewer) as tx:
        names = {seat.member: seat.names for seat in charter.seats(tx)}
        for draft in charter.drafts(tx)[:1]:
            names |= {MemberId(each["id"]): each["names"] for each in draft.text["founders"]}
        officer = next((each for each in charter.officers(tx) if each.id == viewer.officer), None)
    return FrameView(
        centre={},
        zone="UTC",
        member=MemberRef(viewer.member, names.get(viewer.member, {"": viewer.member})),
        officer=officer.names if officer else {"": account.username},
        roles=tuple(officer.roles) if officer else (),
        is_founding=True,
    )


def _member_ref(members: dict[MemberId, MemberRef], member: MemberId) -> MemberRef:
    return members.get(member, MemberRef(member, {"": member}))
