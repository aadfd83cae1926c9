"""What the review queue shows."""

import uuid
from dataclasses import dataclass

from diwan.core.ids import handle
from diwan.core.picture import Changed
from diwan.share.views import Page, PlaceView, SpanView, Words


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What would be another. `before` and `after`: an ISO 8601 date, or a count; of a place the two places."""

    what: Changed
    before: str = ""
    after: str = ""
    place_before: PlaceView | None = None
    place_after: PlaceView | None = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A doubtful value of a report, and what hangs on it in the own member's picture."""

    report: uuid.UUID
    title: Words
    event: uuid.UUID
    headline: Words
    reports: int  # of the event
    span: SpanView
    words: Words  # what stands around the value, which is marked
    alike: int  # mentions in the report that are read the same, this one included
    reason: str  # place.sound
    changes: tuple[ChangeView, ...]  # if it is not so
    things: int  # how many facts of the picture those are

    @property
    def id(self) -> str:
        return f"{self.report}-{self.span.id}"

    @property
    def handle(self) -> str:
        return handle("R", self.report)


@dataclass(frozen=True, slots=True)
class ReviewView:
    """`count` stops at `most`: how many wait, as far as they are counted."""

    values: Page[ReviewRow]
    count: int
    most: int
