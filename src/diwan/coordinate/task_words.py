"""What a request or a task is, who is asked, and what came of it. Pure."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from diwan.coordinate.recommendation_words import REMIND_BEFORE
from diwan.core.ids import MemberId, RecordId


class TaskForm(StrEnum):
    INFORMATION = "information"
    TASK = "task"


class TaskStep(StrEnum):
    ACCEPTED = "accepted"
    HANDED_ON = "handed_on"
    DONE = "done"
    DROPPED = "dropped"  # taken on, and given up
    DECLINED = "declined"
    CLOSED = "closed"  # by who asked: nothing more is due


class TaskStanding(StrEnum):
    """Of one member that is asked."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    HANDED_ON = "handed_on"
    DONE = "done"
    DROPPED = "dropped"
    DECLINED = "declined"
    LET_GO = "let_go"  # closed before it answered, or before it was done


OWING = (TaskStanding.WAITING, TaskStanding.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Said:
    record: RecordId
    member: MemberId
    step: TaskStep
    holder: str
    passed_to: MemberId | None
    text: str
    links: tuple[RecordId, ...]
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Task:
    """As it stood at `at`; `said` until then, oldest first."""

    id: RecordId
    member: MemberId
    audience: int
    form: TaskForm
    is_centres: bool
    title: str
    text: str
    reasons: str
    due_at: dt.datetime
    zone: str
    asked_first: tuple[MemberId, ...]
    links: tuple[RecordId, ...]
    opened_at: dt.datetime
    said: tuple[Said, ...]
    at: dt.datetime

    @property
    def asked(self) -> tuple[MemberId, ...]:
        """With whom it was handed on to."""
        later = (each.passed_to for each in self.said if each.passed_to)
        return tuple(dict.fromkeys((*self.asked_first, *later)))

    @property
    def closed(self) -> Said | None:
        return next((each for each in self.said if each.step == TaskStep.CLOSED), None)

    def answer_of(self, member: MemberId) -> Said | None:
        """The last: each takes the place of the one before. Handed on to it again, a member is asked anew."""
        for each in reversed(self.said):
            if each.passed_to == member:
                return None
            if each.member == member and each.step != TaskStep.CLOSED:
                return each
        return None

    def standing_of(self, member: MemberId) -> TaskStanding:
        answer = self.answer_of(member)
        standing = TaskStanding(answer.step.value) if answer else TaskStanding.WAITING
        return TaskStanding.LET_GO if self.closed and standing in OWING else standing

    def owes(self, member: MemberId) -> bool:
        """Whether that member still has something to answer or to do."""
        return member in self.asked and self.standing_of(member) in OWING

    def is_overdue_of(self, member: MemberId) -> bool:
        return self.owes(member) and self.due_at <= self.at

    def is_late_of(self, member: MemberId) -> bool:
        """Done, after the time that was set."""
        answer = self.answer_of(member)
        return answer is not None and answer.step == TaskStep.DONE and answer.at > self.due_at

    @property
    def is_open(self) -> bool:
        return self.closed is None and any(self.owes(each) for each in self.asked)

    @property
    def is_overdue(self) -> bool:
        return any(self.is_overdue_of(each) for each in self.asked)

    @property
    def is_soon(self) -> bool:
        return self.is_open and self.due_at - self.at <= REMIND_BEFORE
