"""The sample's calls, invented along the lines of its reports: one for all, corrected; one between two; one kept to itself."""

import datetime as dt
from dataclasses import replace

from diwan.charter.sample import IRAN, IRAQ, RUSSIA, UNITED_STATES
from diwan.coordinate.call_words import CallText, CallWay
from diwan.coordinate.calls import call, correct_call, note_call
from diwan.core.clock import springs
from diwan.gather import Reach
from diwan.store import acting_as, service_viewer


def telephone() -> None:
    """Each is noted once, also when a founding that was broken off comes by again."""
    _bridge()
    _flight()
    _desk()


def _bridge() -> None:
    viewer = service_viewer(IRAQ)
    said = CallText(
        called_at=_hours_ago(5),
        person="مهندس الطرق المناوب في سامراء",
        words="يُفتح الجسر أمام سيارات الإسعاف وحدها من السادسة صباحًا. لا شاحنات.",
        confirmed_by="مهندس الطرق المناوب",
    )
    made = note_call(viewer, said, Reach(whole_centre=True), client="sample-bridge-call")
    with acting_as(viewer) as tx:
        found = call(tx, made)
    if found.corrected_at is None:
        words = "يُفتح الجسر أمام سيارات الإسعاف وحدها من السابعة صباحًا. لا شاحنات."
        correct_call(viewer, made, replace(found.now, words=words), "سُمعت الساعة خطأً.")


def _flight() -> None:
    said = CallText(
        called_at=_hours_ago(3),
        person="Duty officer, air safety line",
        words="Завтра с десяти до полудня два рейса с грузом для больницы. Высота прежняя, позывные прежние.",
        way=CallWay.OUTGOING,
        party=UNITED_STATES,
        confirmed_by="Duty officer, air safety line",
        note="Слова повторены по-английски.",
    )
    note_call(service_viewer(RUSSIA), said, Reach(members=(IRAQ,)), client="sample-flight-call")


def _desk() -> None:
    said = CallText(
        called_at=_hours_ago(1),
        person="میز کشیک بغداد",
        words="فهرست گذرگاه‌ها تا فردا ظهر می‌رسد.",
        party=IRAQ,
    )
    note_call(service_viewer(IRAN), said, Reach(), client="sample-desk-call")


def _hours_ago(hours: int) -> dt.datetime:
    """To the minute."""
    return (springs.now() - dt.timedelta(hours=hours)).replace(second=0, microsecond=0)
