"""What pages and programs show of briefs. As `share.views`: for one viewer, facts without prose."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from diwan.core.ids import handle
from diwan.core.labels import Tlp
from diwan.share.products.facts import PartFacts
from diwan.share.views import LabelView, MemberRef, Page, ProductView, ReportRow


@dataclass(frozen=True, slots=True)
class BriefRef:
    id: uuid.UUID
    at: dt.datetime

    @property
    def handle(self) -> str:
        return handle("B", self.id)


@dataclass(frozen=True, slots=True)
class BriefRow:
    """`is_joint`: the centre's, published by the member that directed it then. The title of a withdrawn one is gone."""

    id: uuid.UUID
    title: str
    member: MemberRef
    is_joint: bool
    published_at: dt.datetime
    label: LabelView
    parts: int
    since: dt.date | None = None
    until: dt.date | None = None
    revised_by: BriefRef | None = None
    withdrawn_at: dt.datetime | None = None
    reason: str = ""

    @property
    def handle(self) -> str:
        return handle("B", self.id)


@dataclass(frozen=True, slots=True)
class BriefsView:
    briefs: Page[BriefRow]
    as_of: dt.datetime | None = None


class PartState(StrEnum):
    STANDS = "stands"
    RECALLED = "recalled"  # a report that it stood on was recalled, and its words went with it
    CLOSED = "closed"  # a report that it stands on was narrowed, and this viewer does not read it any more


@dataclass(frozen=True, slots=True)
class RecalledReport:
    id: uuid.UUID
    member: MemberRef
    at: dt.datetime

    @property
    def handle(self) -> str:
        return handle("R", self.id)


@dataclass(frozen=True, slots=True)
class PartView:
    """`record` proves what stood there, also once the words are gone."""

    state: PartState
    record: uuid.UUID
    facts: PartFacts | None = None
    recalled: tuple[RecalledReport, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefView:
    row: BriefRow
    summary: str = ""
    parts: tuple[PartView, ...] = ()
    revises: BriefRef | None = None
    may_withdraw: bool = False
    may_revise: bool = False
    as_of: dt.datetime | None = None

    @property
    def standing(self) -> tuple[PartFacts, ...]:
        return tuple(part.facts for part in self.parts if part.facts is not None)


@dataclass(frozen=True, slots=True)
class DraftPart:
    """As it would be published. `rows`: the reports in it."""

    facts: PartFacts
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class LookView:
    """What would be published, to whom, and what holds it back. `widest`: whoever may read every part; `label`: whom the
    officer has chosen among these. `seen` stands for all of it: what is published is what was looked at."""

    parts: Sequence[DraftPart]
    widest: ProductView | None
    label: LabelView | None
    seen: str
    may_be_joint: bool = False
    may_release: bool = False
    unsaid_corrections: int = 0
    looser: tuple[Tlp, ...] = field(default=())  # as far as it may be passed on at most, strictest first
