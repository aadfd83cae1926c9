"""What the page of judged values shows."""

import uuid
from dataclasses import dataclass

from diwan.core.ids import handle
from diwan.share.views import JudgementView, Page, SpanKind, Words


@dataclass(frozen=True, slots=True)
class JudgedRow:
    judgement: JudgementView
    report: uuid.UUID
    title: Words
    kind: SpanKind
    words: Words  # of the report, that the value stands for

    @property
    def handle(self) -> str:
        return handle("R", self.report)


@dataclass(frozen=True, slots=True)
class JudgedCount:
    """Of one kind of value, how many stand confirmed, corrected, rejected: each value once, by the last answer."""

    kind: SpanKind
    confirmed: int
    corrected: int
    rejected: int


@dataclass(frozen=True, slots=True)
class JudgedView:
    values: Page[JudgedRow]
    counts: tuple[JudgedCount, ...]
