"""The sample's requests, invented along the lines of its reports: one that was done, one that waits."""

import datetime as dt

from diwan.charter.sample import IRAN, IRAQ, RUSSIA, SYRIA
from diwan.coordinate.task_words import TaskForm, TaskStanding, TaskStep
from diwan.coordinate.tasks import Answered, Wording, answer_task, open_task, task
from diwan.core.clock import springs
from diwan.core.ids import MemberId, RecordId
from diwan.store import acting_as, service_viewer

BRIDGE, POSTS = "sample-bridge-closed", "sample-border-posts"


def ask() -> None:
    """Each thing is said once, also when a founding that was broken off comes by again."""
    _bridge()
    _posts()


def _bridge() -> None:
    made = open_task(
        service_viewer(RUSSIA),
        Wording(
            title="До какого дня закрыт мост в Самарре?",
            text="Просим сообщить, до какого дня мост закрыт для грузовиков и кто это решает.",
            reasons="Полиция и дорожное ведомство называют разные дни.",
            due_at=_in_days(3),
        ),
        (IRAQ,),
        (IRAN,),
        client=BRIDGE,
    )
    told = "الجسر مغلق أمام ما يزيد على عشرين طنًا حتى ينتهي الفحص، ودائرة الطرق هي التي تقرر."
    _answer(IRAQ, made, Answered(TaskStep.DONE, told, holder="مكتب المناوبة"))


def _posts() -> None:
    made = open_task(
        service_viewer(IRAN),
        Wording(
            title="نام گذرگاه‌های مرزی",
            text="فهرست گذرگاه‌های مرزی را با نام هر یک به عربی و روسی بفرستید.",
            reasons="یک گذرگاه در گزارش‌ها به چهار نام آمده است.",
            due_at=_in_days(6),
            form=TaskForm.TASK,
        ),
        (IRAQ, SYRIA),
        whole_centre=True,
        client=POSTS,
    )
    _answer(SYRIA, made, Answered(TaskStep.ACCEPTED, holder="الخرائط والأسماء"))


def _answer(member: MemberId, made: RecordId, said: Answered) -> None:
    viewer = service_viewer(member)
    with acting_as(viewer) as tx:
        is_new = task(tx, made).standing_of(member) == TaskStanding.WAITING
    if is_new:
        answer_task(viewer, made, said)


def _in_days(days: int) -> dt.datetime:
    """On the hour."""
    return (springs.now() + dt.timedelta(days=days)).replace(minute=0, second=0, microsecond=0)
