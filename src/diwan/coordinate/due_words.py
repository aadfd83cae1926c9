"""What is due, and why. Pure."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from diwan import charter
from diwan.coordinate.recommendation_words import REMIND_BEFORE
from diwan.core.ids import MemberId


class Why(StrEnum):
    RECOMMENDATION = "recommendation"  # it asks the own member to decide
    QUESTION = "question"  # about what the own member recommends
    ASKED = "asked"  # a request or task that the own member has not answered
    UNDERTAKEN = "undertaken"  # one that it took on
    TO_CLOSE = "to_close"  # its own, which everybody has answered
    AGREEMENT = "agreement"
    CHARTER = "charter"
    RELEASE = "release"
    WATCH = "watch"  # handed over by one officer, and not taken by another
    SITE_PROPOSED = "site_proposed"  # a second officer confirms it
    SITE_EXPIRES = "site_expires"  # a protected site is to be confirmed again
    INCIDENT = "incident"  # involves the own member, which has not told its version
    NOTICE = "notice"  # told to the own member, which has not said that it has it
    OBJECTION = "objection"  # somebody objects to what the own member told
    CONFLICT = "conflict"  # between what the own member plans and something that it may know of


@dataclass(frozen=True, slots=True)
class Due:
    """`page` and `key`: where one click leads. `by` None: no time was set."""

    why: Why
    page: str
    key: str
    title: str
    titles: charter.Names | None
    member: MemberId | None  # who asks
    by: dt.datetime | None
    at: dt.datetime
    anchor: str = ""

    @property
    def is_overdue(self) -> bool:
        return self.by is not None and self.by <= self.at

    @property
    def is_soon(self) -> bool:
        return self.by is not None and not self.is_overdue and self.by - self.at <= REMIND_BEFORE
