"""Lines of the truth table: what Iraq announces in space and time, recommends to Iran and asks of it."""

from datetime import UTC, datetime, timedelta

from diwan import store
from diwan.coordinate.activities import activity
from diwan.coordinate.activity_words import ActivityKind, Announcement
from diwan.coordinate.announce import CENTRE, OWN_MEMBER, announce
from diwan.coordinate.notice_words import NoticeStep
from diwan.coordinate.notify import Telling, give_receipt, send_notice, withdraw_notice
from diwan.coordinate.recommendation_words import AdviceAnswer
from diwan.coordinate.recommendations import Readers, Wording, amend, answer, join, recommend
from diwan.coordinate.space import Reference, Volume, band, circle, window
from diwan.coordinate.task_words import TaskStep
from diwan.coordinate.tasks import Answered, answer_task, close_task, open_task, open_to_all
from diwan.coordinate.tasks import Wording as Asked
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from diwan.gather import Reach
from policy.drawn import VIEWERS, doing, reading, row, seen, tried

NIGHT = datetime(2026, 6, 1, 20, tzinfo=UTC)
IRAN, RUSSIA = MemberId("iran"), MemberId("russia")


def activities_of_iraq(viewer_of, ask):
    """Details and conflict envelope are two records with two labels, named here in this order."""
    iraq = viewer_of("iraq")
    said = Announcement(
        ActivityKind.FLIGHT,
        "night flight",
        (
            Volume(
                circle((33.3, 44.4), 5000),
                band(1000, 2000, Reference.SEA),
                window(NIGHT, NIGHT + timedelta(hours=1)),
            ),
        ),
        "the desk",
    )
    for name, details, envelope in (
        ("own member, nobody", OWN_MEMBER, None),
        ("own member, centre", OWN_MEMBER, CENTRE),
        (
            "iran, envelope to syria",
            Reach((MemberId("iran"),)),
            Reach((MemberId("syria"),)),
        ),
    ):
        made = announce(iraq, said, details=details, envelope=envelope)
        with store.acting_as(iraq) as tx:
            released = activity(tx, made).envelope
        for thing, query, which in (
            ("activity", "SELECT count(*) FROM diwan.activity_version WHERE activity = %s", made),
            ("its state", "SELECT count(*) FROM diwan.activity_state WHERE activity = %s", made),
            ("its volumes", "SELECT count(*) FROM diwan.volume WHERE subject = %s", made),
            ("envelope", "SELECT count(*) FROM diwan.conflict_envelope WHERE record = %s", released),
            ("its volumes", "SELECT count(*) FROM diwan.volume WHERE subject = %s", released),
        ):
            if which is not None:
                yield row(f"{thing}: {name}", *(seen(ask(who, query, [which])) for who in VIEWERS))


def told(viewer_of, ask):
    """Of a flight that nobody else reads Iraq tells Iran: who reads the notice, who may say what of it."""
    iraq = viewer_of("iraq")
    heights, hours = band(1000, 2000, Reference.SEA), window(NIGHT, NIGHT + timedelta(hours=1))
    flight = Announcement(
        ActivityKind.FLIGHT, "survey", (Volume(circle((33.3, 44.4), 500), heights, hours),), "the desk"
    )
    made = announce(iraq, flight, details=OWN_MEMBER, envelope=None)
    notice = send_notice(iraq, made, Telling((IRAN,)))
    yield reading(ask, "notice to iran", "SELECT count(*) FROM diwan.notice WHERE record = %s", notice)
    yield doing("receive it", lambda who: give_receipt(who, notice, NoticeStep.RECEIVED))
    yield reading(ask, "its receipt", "SELECT count(*) FROM diwan.notice_step WHERE notice = %s", notice)
    yield doing("tell russia of the flight", lambda who: send_notice(who, made, Telling((RUSSIA,))))
    yield doing("withdraw it", lambda who: withdraw_notice(who, notice))


def advised(viewer_of, ask):
    """What Iraq recommends to Iran, read by these two or by all; who may answer it and who may recommend it as well."""
    for name, readers in (("the two alone", Readers()), ("whole centre", Readers(whole_centre=True))):
        wording = Wording("Weir", "Close the weir.", springs.now() + timedelta(days=9))
        made = recommend(viewer_of("iraq"), wording, (MemberId("iran"),), readers)
        query = "SELECT count(*) FROM diwan.recommendation WHERE record = %s"
        yield row(f"recommended to iran: {name}", *(seen(ask(who, query, [made])) for who in VIEWERS))
        for done, act in (
            ("answer it", lambda who, made=made: answer(who, made, made, AdviceAnswer.ACCEPTS)),
            ("join it", lambda who, made=made: join(who, made, made)),
            ("amend it", lambda who, made=made, wording=wording: amend(who, made, wording)),
        ):
            yield row(f"{done}: {name}", *(tried(who, act) for who in VIEWERS))
        query = "SELECT count(*) FROM diwan.recommendation_step WHERE recommendation = %s"
        yield row(f"read the answer: {name}", *(seen(ask(who, query, [made])) for who in VIEWERS))


def asked(viewer_of, ask):
    """What Iraq asks of Iran, which Russia reads as well; and what it asks of all while it directs."""
    wording = Asked("Gauge", "Read the gauge.", springs.now() + timedelta(days=9))
    made = open_task(viewer_of("iraq"), wording, (IRAN,), (RUSSIA,))
    steps = "SELECT count(*) FROM diwan.task_step WHERE task = %s"
    yield reading(
        ask, "asked of iran, read by russia", "SELECT count(*) FROM diwan.task WHERE record = %s", made
    )
    yield doing(
        "take it on", lambda who: answer_task(who, made, Answered(TaskStep.ACCEPTED, holder="The desk"))
    )
    handed = Answered(TaskStep.HANDED_ON, passed_to=RUSSIA)
    yield doing("hand it on to russia", lambda who: answer_task(who, made, handed))
    yield doing(
        "do it, once handed on", lambda who: answer_task(who, made, Answered(TaskStep.DONE, "Two metres."))
    )
    yield reading(ask, "what came of it", steps, made)
    yield doing("close it", lambda who: close_task(who, made))
    yield doing("ask it of all", lambda who: open_to_all(who, wording))
    made = open_to_all(viewer_of("iraq"), wording)
    yield reading(ask, "asked of all", "SELECT count(*) FROM diwan.task WHERE record = %s", made)
    yield doing("close what all are asked", lambda who: close_task(who, made))
