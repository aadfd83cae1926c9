"""The sample's notices, invented along the lines of its reports: one in time under the memorandum on flight safety, one that is
objected to, one that waits for a receipt."""

from diwan.charter.agreements import agreements
from diwan.charter.sample import IRAN, IRAQ, RUSSIA, SYRIA, UNITED_STATES
from diwan.coordinate.activities import standing
from diwan.coordinate.notice_words import NoticeStep
from diwan.coordinate.notify import Telling, give_receipt, observe, send_notice
from diwan.core.ids import MemberId, RecordId
from diwan.entry.sample.agreements import FLIGHT_SAFETY
from diwan.store import acting_as, service_viewer


def tell() -> None:
    """Each thing is said once, also when a founding that was broken off comes by again."""
    memorandum = _memorandum()
    flight = Telling(
        (IRAN, SYRIA), outside=(UNITED_STATES,), agreement=memorandum, text="Один борт, груз для больницы."
    )
    sent = _send(RUSSIA, "Рейс с гуманитарным грузом из Хамадана", flight, "sample-flight-notice")
    if sent:
        observe(
            service_viewer(RUSSIA),
            sent,
            UNITED_STATES,
            NoticeStep.RECEIVED,
            way="линия связи по безопасности полётов",
            text="Слова повторены дежурным офицером.",
        )
        give_receipt(service_viewer(SYRIA), sent, NoticeStep.RECEIVED)
    works = _send(IRAQ, "فحص جسر سامراء", Telling((IRAN,)), "sample-bridge-notice")
    if works:
        told = "کاروان ما در همین ساعت‌ها از پل می‌گذرد؛ پیش از ظهر راه را باز بگذارید."
        give_receipt(service_viewer(IRAN), works, NoticeStep.OBJECTED, told)
    _send(IRAN, "کاروان آرد به حدیثه", Telling((IRAQ,)), "sample-convoy-notice")


def _memorandum() -> RecordId:
    with acting_as(service_viewer(RUSSIA)) as tx:
        return next(each.id for each in agreements(tx) if each.text == FLIGHT_SAFETY)


def _send(member: MemberId, name: str, told: Telling, client: str) -> RecordId | None:
    """None where a founding that was broken off on another day announced another one."""
    viewer = service_viewer(member)
    with acting_as(viewer) as tx:
        own = [each for each in standing(tx) if (each.member, each.name) == (member, name)]
    return send_notice(viewer, own[0].id, told, client=client) if own else None
