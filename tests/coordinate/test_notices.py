"""Notices of activities and their receipts: who is told, under what, how late; and that silence approves nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from diwan import access, ledger, store
from diwan.charter.agreement_words import AgreementText, NoticeRules, Step
from diwan.charter.agreements import propose_agreement, sign_agreement, take_step
from diwan.coordinate import activities, notices, notify
from diwan.coordinate.activity_words import ActivityKind, ActivityState, Announcement
from diwan.coordinate.announce import OWN_MEMBER, ActivityIsOver, ClientReused, announce, change, set_state
from diwan.coordinate.due import due_from
from diwan.coordinate.due_words import Why
from diwan.coordinate.notice_words import NoticeStep, Standing
from diwan.coordinate.notify import NoticeFlaw, NoticeIncomplete, NoticeWithdrawn, NotInForce, Telling
from diwan.coordinate.space import Reference, Volume, band, circle, window
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId, RoomId
from diwan.core.labels import Label
from diwan.entry import wiring
from diwan.entry.worker import run_until_idle
from diwan.gather import Reach

IRAQ, IRAN, SYRIA, RUSSIA = (MemberId(each) for each in ("iraq", "iran", "syria", "russia"))
OUTSIDE = MemberId("united-states")
ABSENT = RecordId("00000000-0000-4000-8000-000000000000")
BEGINS = datetime(2026, 6, 2, 8, tzinfo=UTC)
IN_TIME, LATE, AFTER = "2026-06-01T19:00+00:00", "2026-06-01T21:00+00:00", "2026-06-02T09:00+00:00"
NOON = "2026-06-01T12:00+00:00"
FLIGHT = Announcement(
    ActivityKind.FLIGHT,
    "survey of the weir",
    (
        Volume(
            circle((33.3, 44.4), 5000),
            band(1000, 2000, Reference.SEA),
            window(BEGINS, BEGINS + timedelta(hours=2)),
        ),
    ),
    "the desk",
    "Two aircraft.",
)
PACT = AgreementText(
    dict.fromkeys(("ar", "en", "fa", "ru"), "Flights over the weir"),
    "Each tells the other of flights",
    (IRAN, IRAQ),
    (OUTSIDE,),
    datetime(2026, 1, 1, tzinfo=UTC),
    text="Half a day before.",
    notice=NoticeRules(12, "Times and heights", "The line"),
)


@pytest.fixture
def story(clock, viewer_of):
    """Before the half day that is agreed; Iraq's flight that nobody else reads, and the pact between Iraq and Iran."""
    wiring.connect()
    clock(NOON)
    pact = propose_agreement(viewer_of("iraq"), PACT, for_the_centre=False)
    sign_agreement(viewer_of("iran"), pact)
    flight = announce(viewer_of("iraq"), FLIGHT, details=OWN_MEMBER, envelope=None)
    return clock, viewer_of, flight, pact


def seen(viewer, which, at=None):
    with store.acting_as(viewer) as tx:
        return notices.notice(tx, which, at)


def listed(viewer, at=None):
    with store.acting_as(viewer) as tx:
        return [each.id for each in notices.notices(tx, at)]


def due(viewer):
    with store.acting_as(viewer) as tx:
        told = due_from(tx, viewer.member)
        return [(each.why, each.key, each.member) for each in told if each.why in (Why.NOTICE, Why.OBJECTION)]


def flaw_of(act):
    with pytest.raises(NoticeIncomplete) as told:
        act()
    return told.value.flaw


def test_whoever_is_told_reads_it_without_reading_the_activity_and_a_third_finds_nothing(story, as_member):
    _clock, viewer_of, flight, _pact = story
    made = notify.send_notice(viewer_of("iraq"), flight, Telling((IRAN,), text="Mind the mast."))
    found = seen(viewer_of("iran"), made)
    assert (found.name, found.contact, found.text) == (FLIGHT.name, FLIGHT.contact, "Mind the mast.")
    assert (found.begins_at, found.ends_at) == (BEGINS, BEGINS + timedelta(hours=2))
    assert [each.area for each in found.volumes] == [each.area for each in FLIGHT.volumes]
    with store.acting_as(viewer_of("iran")) as tx, pytest.raises(NotVisible):
        activities.activity(tx, flight)
    assert listed(viewer_of("syria")) == []
    with as_member("syria") as tx:
        assert tx.value("SELECT count(*) FROM diwan.notice") == 0
    syria = viewer_of("syria")
    for which in (made, ABSENT):
        for act in (
            lambda which: seen(syria, which),
            lambda which: notify.give_receipt(syria, which, NoticeStep.READ),
            lambda which: notify.withdraw_notice(syria, which),
            lambda which: notify.observe(syria, which, OUTSIDE, NoticeStep.READ, way="x"),
            lambda which: notify.note_delivery(SYRIA, which),
        ):
            with pytest.raises(NotVisible):
                act(which)
    for which in (flight, ABSENT):
        with pytest.raises(NotVisible):
            notify.send_notice(syria, which, Telling((IRAN,)))


def test_a_room_is_told_as_it_sits_today(story):
    _clock, viewer_of, flight, _pact = story
    with store.acting_as(viewer_of("iraq")) as tx:
        inside = access.label(tx, (), [RoomId("baghdad")]).members - {IRAQ}
    made = notify.send_notice(viewer_of("iraq"), flight, Telling(rooms=(RoomId("baghdad"),)))
    found = seen(viewer_of("iraq"), made)
    assert found.members == tuple(sorted(inside))
    assert found.rooms == ("baghdad",)


@pytest.mark.parametrize(
    ("moment", "is_late", "is_after"),
    [(IN_TIME, False, False), (LATE, True, False), (AFTER, True, True)],
)
def test_a_late_notice_is_sent_all_the_same_and_marked_late(story, moment, is_late, is_after):
    clock, viewer_of, flight, pact = story
    clock(moment)
    made = notify.send_notice(viewer_of("iraq"), flight, Telling((IRAN,), agreement=pact))
    found = seen(viewer_of("iran"), made)
    assert (found.is_late, found.is_after_the_fact) == (is_late, is_after)
    assert (found.lead_hours, found.channel) == (12, "The line")
    assert due(viewer_of("iran")) == [(Why.NOTICE, str(made), IRAQ)]


def test_no_lead_time_is_late_under_no_agreement(story):
    clock, viewer_of, flight, _pact = story
    clock(LATE)
    made = notify.send_notice(viewer_of("iraq"), flight, Telling((IRAN,)))
    assert not seen(viewer_of("iraq"), made).is_late


def test_a_suspended_agreement_stops_at_once_and_resumed_it_goes_on(story):
    clock, viewer_of, flight, pact = story
    iraq, under = viewer_of("iraq"), Telling((IRAN,), agreement=pact)
    first = notify.send_notice(iraq, flight, under)
    take_step(viewer_of("iran"), pact, Step.SUSPENDED)
    change(iraq, flight, replace(FLIGHT, name="survey of the lock"), envelope=None)
    with pytest.raises(NotInForce):
        notify.send_notice(iraq, flight, under)
    notify.send_notice(iraq, flight, Telling((IRAN,)))  # as any member may tell another
    notify.give_receipt(viewer_of("iran"), first, NoticeStep.OBJECTED, "Not now.")  # of what was told before
    clock(IN_TIME)
    take_step(viewer_of("iran"), pact, Step.RESUMED)
    made = notify.send_notice(iraq, flight, under)
    assert seen(viewer_of("iran"), made).name == "survey of the lock"
    take_step(viewer_of("iran"), pact, Step.ENDED)
    change(iraq, flight, FLIGHT, envelope=None)
    with pytest.raises(NotInForce):
        notify.send_notice(iraq, flight, under)


@pytest.mark.parametrize("state", ["unsigned", "not begun", "suspended", "of others", "in force"])
def test_the_database_refuses_a_notice_under_an_agreement_that_is_not_in_force(
    clock, viewer_of, as_member, state
):
    clock(NOON)
    text = {
        "not begun": replace(PACT, begins_at=datetime(2026, 8, 1, tzinfo=UTC)),
        "of others": replace(PACT, signers=(IRAN, SYRIA)),
    }.get(state, PACT)
    made = propose_agreement(viewer_of("iran"), text, for_the_centre=True)
    if state != "unsigned":
        sign_agreement(viewer_of("syria" if state == "of others" else "iraq"), made)
    if state == "suspended":
        take_step(viewer_of("iran"), made, Step.SUSPENDED)
    flight = announce(viewer_of("iraq"), FLIGHT, details=OWN_MEMBER, envelope=None)
    with store.acting_as(viewer_of("iraq")) as tx:
        body = notify._told(activities.activity(tx, flight), PACT.notice)
    body |= {
        "agreement": str(made),
        "text": "",
        "members": ["iran"],
        "rooms": [],
        "outside": [],
        "client": "x",
    }

    def say():
        with as_member("iraq", write=True) as tx:
            ledger.append(tx, "notice.sent", body, label=Label(frozenset((IRAQ, IRAN))), refs=[flight, made])

    if state == "in force":
        say()
    else:
        with pytest.raises(NotAllowed):
            say()
    assert len(listed(viewer_of("iran"))) == (state == "in force")


def test_receipts_are_signed_by_whoever_gives_them_and_silence_is_none(story):
    clock, viewer_of, flight, _pact = story
    iraq, iran = viewer_of("iraq"), viewer_of("iran")
    made = notify.send_notice(iraq, flight, Telling((IRAN, SYRIA)))
    assert [seen(iraq, made).standing_of(each) for each in (IRAN, SYRIA)] == [Standing.SENT] * 2
    run_until_idle()
    run_until_idle()
    assert [(each.member, each.step) for each in seen(iraq, made).said] == [
        (IRAN, NoticeStep.DELIVERED),
        (SYRIA, NoticeStep.DELIVERED),
    ]
    notify.note_delivery(IRAN, made)  # a job may run twice
    clock(IN_TIME)
    notify.give_receipt(iran, made, NoticeStep.RECEIVED, desk="own")
    notify.give_receipt(iran, made, NoticeStep.RECEIVED, desk="own")
    notify.give_receipt(iran, made, NoticeStep.READ)
    found = seen(viewer_of("syria"), made)
    assert [(each.member, each.step) for each in found.said[2:]] == [
        (IRAN, NoticeStep.RECEIVED),
        (IRAN, NoticeStep.READ),
    ]
    assert (found.standing_of(IRAN), found.standing_of(SYRIA)) == (Standing.READ, Standing.DELIVERED)
    clock(AFTER)
    assert seen(iraq, made).standing_of(SYRIA) == Standing.DELIVERED  # whatever time passes
    assert due(viewer_of("syria")) == [(Why.NOTICE, str(made), IRAQ)]
    assert due(iran) == []
    before = seen(iraq, made, datetime.fromisoformat(NOON) + timedelta(minutes=30))
    assert before.standing_of(IRAN) == Standing.DELIVERED
    record = {each.step: each for each in found.said}[NoticeStep.RECEIVED].record
    with store.acting_as(viewer_of("syria")) as tx:
        signed = ledger.record(tx, record)
    assert (signed.member, signed.kind) == (IRAN, "notice.received")


def test_an_objection_is_due_from_whoever_is_objected_to_until_it_is_withdrawn(story):
    _clock, viewer_of, flight, _pact = story
    iraq, iran = viewer_of("iraq"), viewer_of("iran")
    made = notify.send_notice(iraq, flight, Telling((IRAN,)))
    assert flaw_of(lambda: notify.give_receipt(iran, made, NoticeStep.OBJECTED)) == NoticeFlaw.NO_WORDS
    withdraw = NoticeStep.OBJECTION_WITHDRAWN
    assert flaw_of(lambda: notify.give_receipt(iran, made, withdraw)) == NoticeFlaw.NO_OBJECTION
    for _ in range(2):
        notify.give_receipt(iran, made, NoticeStep.OBJECTED, "We fly there too.")
    notify.give_receipt(iran, made, NoticeStep.COMMENTED, "Call us.")
    assert due(iraq) == [(Why.OBJECTION, str(made), IRAN)]
    assert due(iran) == []
    assert seen(iraq, made).standing_of(IRAN) == Standing.OBJECTS
    notify.give_receipt(iran, made, withdraw)
    assert due(iraq) == []
    assert seen(iraq, made).standing_of(IRAN) == Standing.RECEIVED
    steps = [each.step for each in seen(iraq, made).said]
    assert steps == [NoticeStep.OBJECTED, NoticeStep.COMMENTED, NoticeStep.OBJECTION_WITHDRAWN]


def test_an_outside_party_is_told_under_what_names_it_and_its_sender_signs_what_it_observed(story):
    _clock, viewer_of, flight, pact = story
    iraq = viewer_of("iraq")
    told = Telling(outside=(OUTSIDE,))
    assert flaw_of(lambda: notify.send_notice(iraq, flight, told)) == NoticeFlaw.NOT_NAMED
    made = notify.send_notice(iraq, flight, replace(told, agreement=pact))
    assert listed(viewer_of("iran")) == []
    assert (
        flaw_of(lambda: notify.observe(iraq, made, OUTSIDE, NoticeStep.RECEIVED, way=" "))
        == NoticeFlaw.NO_WAY
    )
    for _ in range(2):
        notify.observe(iraq, made, OUTSIDE, NoticeStep.RECEIVED, way="by telephone", text="Read back.")
    (said,) = seen(iraq, made).said
    assert (said.member, said.party, said.way, said.is_observed) == (IRAQ, OUTSIDE, "by telephone", True)
    assert seen(iraq, made).standing_of(OUTSIDE) == Standing.RECEIVED
    with pytest.raises(NotAllowed):
        notify.observe(iraq, made, IRAN, NoticeStep.RECEIVED, way="by telephone")


def test_only_whoever_is_told_gives_a_receipt_and_only_its_sender_withdraws_it(story):
    _clock, viewer_of, flight, _pact = story
    iraq, iran = viewer_of("iraq"), viewer_of("iran")
    made = notify.send_notice(iraq, flight, Telling((IRAN,)))
    for act in (
        lambda: notify.give_receipt(iraq, made, NoticeStep.READ),
        lambda: notify.give_receipt(iran, made, NoticeStep.DELIVERED),
        lambda: notify.give_receipt(iran, made, NoticeStep.WITHDRAWN),
        lambda: notify.withdraw_notice(iran, made),
        lambda: notify.observe(iran, made, OUTSIDE, NoticeStep.READ, way="x"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert (
        flaw_of(lambda: notify.give_receipt(iran, made, NoticeStep.RECEIVED, desk="room:nowhere"))
        == NoticeFlaw.DESK
    )
    notify.give_receipt(iran, made, NoticeStep.READ)
    notify.withdraw_notice(iraq, made, "The wind.")
    found = seen(iran, made)
    assert (found.withdrawn.text, found.standing_of(IRAN)) == ("The wind.", Standing.READ)
    for act in (
        lambda: notify.give_receipt(iran, made, NoticeStep.OBJECTED, "No."),
        lambda: notify.withdraw_notice(iraq, made),
    ):
        with pytest.raises(NoticeWithdrawn):
            act()
    assert due(iran) == []


def test_nobody_is_told_twice_of_the_same_and_a_change_is_told_anew(story):
    _clock, viewer_of, flight, pact = story
    iraq = viewer_of("iraq")
    first = notify.send_notice(iraq, flight, Telling((IRAN,)), client="one")
    assert notify.send_notice(iraq, flight, Telling((IRAN,)), client="one") == first
    other = announce(iraq, FLIGHT, details=OWN_MEMBER, envelope=None)
    for which, told in ((other, Telling((IRAN,))), (flight, Telling((SYRIA,)))):
        with pytest.raises(ClientReused):
            notify.send_notice(iraq, which, told, client="one")
    again = NoticeFlaw.TOLD_ALREADY
    assert flaw_of(lambda: notify.send_notice(iraq, flight, Telling((IRAN, SYRIA)))) == again
    notify.send_notice(iraq, flight, Telling((SYRIA,)))
    notify.send_notice(iraq, flight, Telling((IRAN,), agreement=pact))  # what the agreement asks for
    notify.withdraw_notice(iraq, first)
    notify.send_notice(iraq, flight, Telling((IRAN,)))
    change(iraq, flight, replace(FLIGHT, name="survey of the lock"), envelope=None)
    made = notify.send_notice(iraq, flight, Telling((IRAN, SYRIA)))
    assert seen(viewer_of("iran"), made).name == "survey of the lock"
    assert seen(viewer_of("iran"), first).name == FLIGHT.name


def test_what_cannot_be_told_is_refused_by_its_flaw(story, as_member):
    _clock, viewer_of, flight, pact = story
    iraq = viewer_of("iraq")
    hidden = propose_agreement(viewer_of("iran"), replace(PACT, signers=(IRAN, SYRIA)), for_the_centre=False)
    theirs = propose_agreement(viewer_of("iran"), replace(PACT, signers=(IRAN, SYRIA)), for_the_centre=True)
    for told, flaw in (
        (Telling(), NoticeFlaw.NOBODY),
        (Telling((IRAQ,)), NoticeFlaw.NOBODY),
        (Telling((MemberId("atlantis"),)), NoticeFlaw.STRANGER),
        (Telling((OUTSIDE,)), NoticeFlaw.STRANGER),
        (Telling((IRAN,), outside=(SYRIA,), agreement=pact), NoticeFlaw.STRANGER),
        (Telling((SYRIA,), agreement=pact), NoticeFlaw.READS_NOT),
        (Telling((IRAN,), agreement=theirs), NoticeFlaw.NOT_OURS),
        (Telling((IRAN,), text="x" * 4001), NoticeFlaw.TOO_LONG),
    ):
        assert flaw_of(lambda told=told: notify.send_notice(iraq, flight, told)) == flaw
    for which in (hidden, ABSENT):
        with pytest.raises(NotVisible):
            notify.send_notice(iraq, flight, Telling((IRAN,), agreement=which))
    set_state(iraq, flight, ActivityState.CANCELLED)
    with pytest.raises(ActivityIsOver):
        notify.send_notice(iraq, flight, Telling((IRAN,)))
    with as_member("iraq") as tx:
        assert tx.value("SELECT count(*) FROM diwan.notice") == 0


def test_the_first_notice_sets_a_planned_activity_to_notified(story):
    _clock, viewer_of, flight, _pact = story
    notify.send_notice(viewer_of("iraq"), flight, Telling((IRAN,)))
    with store.acting_as(viewer_of("iraq")) as tx:
        assert activities.activity(tx, flight).state == ActivityState.NOTIFIED
    set_state(viewer_of("iraq"), flight, ActivityState.DELAYED)
    notify.send_notice(viewer_of("iraq"), flight, Telling((SYRIA,)))
    with store.acting_as(viewer_of("iraq")) as tx:
        assert activities.activity(tx, flight).state == ActivityState.DELAYED


def test_a_notice_of_anothers_activity_is_refused(story):
    _clock, viewer_of, _flight, _pact = story
    read = announce(viewer_of("iraq"), FLIGHT, details=Reach((IRAN,)), envelope=None)
    with pytest.raises(NotAllowed):
        notify.send_notice(viewer_of("iran"), read, Telling((SYRIA,)))


def test_a_rebuild_gives_the_same_notices(story):
    clock, viewer_of, flight, pact = story
    iraq, iran = viewer_of("iraq"), viewer_of("iran")
    under = Telling((IRAN,), outside=(OUTSIDE,), agreement=pact, text="Mind the mast.")
    made = notify.send_notice(iraq, flight, under)
    run_until_idle()
    notify.give_receipt(iran, made, NoticeStep.OBJECTED, "No.")
    notify.observe(iraq, made, OUTSIDE, NoticeStep.READ, way="by letter")
    take_step(iran, pact, Step.SUSPENDED)
    clock(LATE)
    notify.withdraw_notice(iraq, made)
    before = seen(iran, made)
    assert len(before.said) == 4
    wiring.rebuild()
    assert seen(iran, made) == before
