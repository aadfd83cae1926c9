"""The sample's recommendations, invented along the lines of its reports: one with a reservation, one declined, one open.

They are made at the hour of the founding, not on the staged days of the reports: an answer is taken by the database's own
clock, before the deadline.
"""

import datetime as dt

from diwan.charter.sample import IRAN, IRAQ, RUSSIA, SYRIA
from diwan.coordinate.recommendation_words import AdviceAnswer
from diwan.coordinate.recommendations import (
    Readers,
    Wording,
    answer,
    follow,
    join,
    recommend,
    recommendation,
)
from diwan.core.clock import springs
from diwan.core.ids import MemberId, RecordId
from diwan.store import acting_as, service_viewer

BRIDGE, RETURN, FLIGHTS = "sample-bridge", "sample-displaced", "sample-flights"


def advise() -> None:
    """Each thing is said once, also when a founding that was broken off comes by again."""
    _bridge()
    _displaced()
    _flights()


def _bridge() -> None:
    made = recommend(
        service_viewer(IRAN),
        Wording(
            title="ثقل الشاحنات على جسر سامراء",
            text="نوصي بوزن كل شاحنة قبل أن تعبر الجسر، وبتحويل ما يزيد على عشرين طنًا إلى الطريق الغربي حتى ينتهي الفحص.",
            reasons="الشرطة ودائرة الطرق لا تتفقان على حالة الجسر. ومن يزن لا يحتاج إلى معرفة من منهما على صواب.",
            answer_by=_in_days(12),
            links=_reports(IRAN, "Bridge at Samarra closed to heavy vehicles, officials disagree"),
        ),
        (IRAQ,),
        Readers((RUSSIA,)),
        client=BRIDGE,
    )
    if RUSSIA not in _makers(made):
        join(service_viewer(RUSSIA), made, made)
    words = "نقبل، على أن تعبر شاحنات الدواء ووقود المستشفيات فورًا ومن غير انتظار الميزان."
    answer(service_viewer(IRAQ), made, made, AdviceAnswer.RESERVES, words)
    follow(service_viewer(IRAQ), made, "نُصب ميزان عند المدخل الشرقي للجسر.")


def _displaced() -> None:
    made = recommend(
        service_viewer(IRAQ),
        Wording(
            title="One count of the families that left Hit",
            text="Count the families at the registration points only, and tell the centre each evening.",
            reasons="Two counts of the same day differ by hundreds because families are counted on the road as well.",
            answer_by=_in_days(9),
            links=_reports(IRAQ, "Families flee Hit towards Ramadi road"),
        ),
        (IRAN, SYRIA),
        Readers(whole_centre=True),
        client=RETURN,
    )
    answer(service_viewer(IRAN), made, made, AdviceAnswer.ACCEPTS)
    answer(service_viewer(SYRIA), made, made, AdviceAnswer.DECLINES)


def _flights() -> None:
    made = recommend(
        service_viewer(RUSSIA),
        Wording(
            title="Сообщать о гуманитарных рейсах за сутки",
            text="Рекомендуем сообщать центру о каждом гуманитарном рейсе за сутки: маршрут, груз, время входа в воздушное пространство.",
            reasons="О рейсе из Хамадана узнали из печати.",
            answer_by=_in_days(14),
            links=_reports(RUSSIA, "Иран объявил о гуманитарном рейсе из Хамадана в Эрбиль"),
        ),
        (IRAQ, IRAN),
        Readers(whole_centre=True),
        client=FLIGHTS,
    )
    answer(service_viewer(IRAN), made, made, AdviceAnswer.ASKS, "آیا پروازهای شبانه را هم در بر می‌گیرد؟")


def _makers(made: RecordId) -> tuple[MemberId, ...]:
    with acting_as(service_viewer(IRAN)) as tx:
        return recommendation(tx, made).makers


def _in_days(days: int) -> dt.datetime:
    """On the hour."""
    return (springs.now() + dt.timedelta(days=days)).replace(minute=0, second=0, microsecond=0)


def _reports(member: MemberId, title: str) -> tuple[RecordId, ...]:
    with acting_as(service_viewer(member)) as tx:
        rows = tx.rows("SELECT report FROM diwan.report WHERE title = %s ORDER BY filed_at LIMIT 1", [title])
    return tuple(row["report"] for row in rows)
