"""What a recommendation is, who has answered it, and how it stands at a moment. Pure."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from diwan.core.ids import MemberId, RecordId

REMIND_BEFORE = dt.timedelta(hours=24)  # from then on what is due is told with ▲


class AdviceAnswer(StrEnum):
    ACCEPTS = "accepts"
    RESERVES = "reserves"  # accepts, with a reservation that the text states
    DECLINES = "declines"
    ASKS = "asks"  # a question is no answer yet


class AdviceStep(StrEnum):
    JOINED = "joined"
    ANSWERED = "answered"
    CLARIFIED = "clarified"
    FOLLOWED = "followed"
    WITHDRAWN = "withdrawn"


class AdviceStanding(StrEnum):
    """Of one addressee. Silence is never consent: it is one of the last two."""

    ACCEPTS = "accepts"
    RESERVES = "reserves"
    DECLINES = "declines"
    WAITING = "waiting"
    ASKED = "asked"  # its question waits for an answer of the maker's
    SILENT = "silent"  # no answer by the deadline
    DROPPED = "dropped"  # no answer was needed any more: it was withdrawn before


class AdviceState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"  # by everybody who was asked
    OVER = "over"  # the deadline has passed, and not everybody has answered
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Version:
    """`record` is what an answer names; the first has the id of the recommendation."""

    record: RecordId
    number: int
    title: str
    text: str
    reasons: str
    answer_by: dt.datetime
    zone: str
    links: tuple[RecordId, ...]
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said of it. `number` is that of the version it speaks of."""

    record: RecordId
    member: MemberId
    step: AdviceStep
    version: RecordId
    number: int
    answer: AdviceAnswer | None
    text: str
    links: tuple[RecordId, ...]
    question: RecordId | None
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Recommendation:
    """As it stood at `at`: versions and what was said until then, each oldest first."""

    id: RecordId
    member: MemberId
    audience: int
    addressees: tuple[MemberId, ...]
    made_at: dt.datetime
    versions: tuple[Version, ...]
    said: tuple[Said, ...]
    at: dt.datetime

    @property
    def now(self) -> Version:
        """The version that holds."""
        return self.versions[-1]

    @property
    def withdrawn(self) -> Said | None:
        return next(
            (each for each in self.said if each.step == AdviceStep.WITHDRAWN and each.member == self.member),
            None,
        )

    @property
    def makers(self) -> tuple[MemberId, ...]:
        """Its author, and who has made this version its own and has not taken that back."""
        joined: list[MemberId] = []
        for each in self.said:
            if (
                each.step == AdviceStep.JOINED
                and each.version == self.now.record
                and each.member not in joined
            ):
                joined.append(each.member)
            elif each.step == AdviceStep.WITHDRAWN and each.member in joined:
                joined.remove(each.member)
        return (self.member, *joined)

    @property
    def is_over(self) -> bool:
        return self.now.answer_by <= self.at

    @property
    def takes_answers(self) -> bool:
        return self.withdrawn is None and not self.is_over

    @property
    def is_soon(self) -> bool:
        return self.takes_answers and self.now.answer_by - self.at <= REMIND_BEFORE

    @property
    def state(self) -> AdviceState:
        if self.withdrawn is not None:
            return AdviceState.WITHDRAWN
        if all(self.answer_of(each) for each in self.addressees):
            return AdviceState.ANSWERED
        return AdviceState.OVER if self.is_over else AdviceState.OPEN

    def answers_of(self, member: MemberId) -> tuple[Said, ...]:
        """Questions apart, to every version, oldest first: a later one takes the place of the one before."""
        return tuple(
            each
            for each in self.said
            if each.step == AdviceStep.ANSWERED and each.member == member and each.answer != AdviceAnswer.ASKS
        )

    def answer_of(self, member: MemberId) -> Said | None:
        """The one that holds: the last to the version that holds."""
        return next(
            (each for each in reversed(self.answers_of(member)) if each.version == self.now.record), None
        )

    def reply_to(self, question: RecordId) -> Said | None:
        return next((each for each in self.said if each.question == question), None)

    def questions_open(self) -> tuple[Said, ...]:
        """That nobody who makes it has answered yet."""
        return tuple(
            each
            for each in self.said
            if each.answer == AdviceAnswer.ASKS and self.reply_to(each.record) is None
        )

    def standing_of(self, member: MemberId) -> AdviceStanding:
        if (answer := self.answer_of(member)) is not None and answer.answer is not None:
            return AdviceStanding(answer.answer.value)
        if self.withdrawn is not None:
            return AdviceStanding.DROPPED
        if self.is_over:
            return AdviceStanding.SILENT
        asked = any(each.member == member for each in self.questions_open())
        return AdviceStanding.ASKED if asked else AdviceStanding.WAITING
