"""The sample's agreements, invented along the lines of what was reported in autumn 2015."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from diwan.charter.agreement_words import AgreementText, NoticeRules, Step
from diwan.charter.agreements import agreements, propose_agreement, sign_agreement, take_step
from diwan.charter.sample import IRAN, IRAQ, RUSSIA, SYRIA, UNITED_STATES
from diwan.core.ids import MemberId
from diwan.store import acting_as, service_viewer

FLIGHT_SAFETY = AgreementText(
    titles={
        "en": "Memorandum on flight safety",
        "ar": "مذكرة سلامة الطيران",
        "fa": "یادداشت ایمنی پرواز",
        "ru": "Меморандум о безопасности полётов",
    },
    subject="Keep aircraft of both sides apart in the same airspace; share no intelligence.",
    text=(
        "1. Each side tells the other of flights that come near its own.\n"
        "2. Crews keep to safe distances and answer on the agreed frequencies.\n"
        "3. Nothing in this memorandum is a common operation, and nothing else is shared under it."
    ),
    signers=(RUSSIA,),
    outside=(UNITED_STATES,),
    begins_at=dt.datetime(2015, 10, 20, 21, tzinfo=dt.UTC),
    notice=NoticeRules(3, "Times, area and altitudes of the flight", "A telephone line, open day and night"),
)
OVERFLIGHT = AgreementText(
    titles={
        "en": "Passage of relief flights",
        "ar": "مرور رحلات الإغاثة",
        "fa": "عبور پروازهای امدادی",
        "ru": "Пролёт гуманитарных рейсов",
    },
    subject="Relief flights cross the airspace of both parties after notice, without a request for each.",
    reference="Exchange of letters of 3 October 2015, kept by both ministries of transport",
    signers=(IRAN, IRAQ),
    outside=(),
    begins_at=dt.datetime(2015, 10, 4, 21, tzinfo=dt.UTC),
    ends_at=dt.datetime(2016, 4, 4, 21, tzinfo=dt.UTC),
    notice=NoticeRules(24, "Route, cargo, time of entry", "This centre"),
)
BORDER_ROAD = AgreementText(
    titles={
        "en": "Joint repair of the border road",
        "ar": "إصلاح مشترك لطريق الحدود",
        "fa": "تعمیر مشترک جادهٔ مرزی",
        "ru": "Совместный ремонт пограничной дороги",
    },
    subject="Both parties keep the road between their border posts open and tell one another when it is closed.",
    reference="Protocol of the Baghdad room, 12 November 2015",
    signers=(IRAQ, SYRIA),
    outside=(),
    begins_at=dt.datetime(2015, 11, 14, 21, tzinfo=dt.UTC),
)


@dataclass(frozen=True, slots=True)
class Act:
    """Done once, also when a founding that was broken off comes by again."""

    at: dt.datetime
    does: Callable[[], None]


def acts() -> list[Act]:
    """Flight safety in force; passage suspended and resumed; the road waits for Syria's signature."""
    return [
        Act(_on(10, 3), lambda: _propose(IRAQ, OVERFLIGHT, for_the_centre=False)),
        Act(_on(10, 4), lambda: _sign(IRAN, OVERFLIGHT)),
        Act(_on(10, 20), lambda: _propose(RUSSIA, FLIGHT_SAFETY, for_the_centre=True)),
        Act(_on(11, 2), lambda: _step(IRAQ, OVERFLIGHT, Step.SUSPENDED, "The airspace is closed for three days.")),
        Act(_on(11, 5), lambda: _step(IRAQ, OVERFLIGHT, Step.RESUMED, "The airspace is open again.")),
        Act(_on(11, 12), lambda: _propose(IRAQ, BORDER_ROAD, for_the_centre=True)),
    ]  # fmt: skip


def _on(month: int, day: int) -> dt.datetime:
    return dt.datetime(2015, month, day, 8, 30, tzinfo=dt.UTC)


def _propose(member: MemberId, text: AgreementText, *, for_the_centre: bool) -> None:
    viewer = service_viewer(member)
    with acting_as(viewer) as tx:
        is_known = text in [each.text for each in agreements(tx, _LAST)]
    if not is_known:
        propose_agreement(viewer, text, for_the_centre=for_the_centre)


def _sign(member: MemberId, text: AgreementText) -> None:
    viewer = service_viewer(member)
    with acting_as(viewer) as tx:
        found = next(each for each in agreements(tx, _LAST) if each.text == text)
    if member not in found.signed:
        sign_agreement(viewer, found.id)


def _step(member: MemberId, text: AgreementText, step: Step, reason: str) -> None:
    viewer = service_viewer(member)
    with acting_as(viewer) as tx:
        found = next(each for each in agreements(tx, _LAST) if each.text == text)
    if step not in {taken.step for taken in found.steps}:
        take_step(viewer, found.id, step, reason=reason)


_LAST = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)  # a founding that was broken off goes on at an earlier hour
