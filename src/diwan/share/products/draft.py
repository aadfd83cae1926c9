"""The brief that an officer is making: the officer's own marks, which no record says and nobody else sees."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from diwan import store
from diwan.core.codec import from_json, to_json
from diwan.core.errors import BadInput, NotVisible
from diwan.core.labels import Tlp
from diwan.core.viewer import Viewer
from diwan.share import queries as share_queries
from diwan.share.products import queries
from diwan.share.show_situation import find_event

MOST_PARTS = 60
MOST_REPORTS = 500


class TooManyParts(BadInput):
    """A brief holds at most sixty parts and five hundred reports; publish this one and begin another."""


@dataclass(frozen=True, slots=True)
class Draft:
    """`parts` are reports, in the officer's order. `readers` None: everybody who may read every part; `tlp` None: the
    strictest of the parts. `since` and `until` are days, both of them in it."""

    parts: tuple[tuple[UUID, ...], ...] = ()
    title: str = ""
    summary: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    readers: tuple[str, ...] | None = None
    tlp: Tlp | None = None
    is_joint: bool = False
    revises: UUID | None = None

    @property
    def reports(self) -> tuple[UUID, ...]:
        return tuple(report for part in self.parts for report in part)

    def with_part(self, reports: Iterable[UUID]) -> "Draft":
        """What stands in it already stays where it is. Raises TooManyParts."""
        fresh = tuple(dict.fromkeys(report for report in reports if report not in self.reports))
        if not fresh:
            return self
        if len(self.parts) >= MOST_PARTS or len(self.reports) + len(fresh) > MOST_REPORTS:
            raise TooManyParts
        return replace(self, parts=(*self.parts, fresh))

    def without_report(self, report: UUID) -> "Draft":
        left = (tuple(each for each in part if each != report) for part in self.parts)
        return replace(self, parts=tuple(part for part in left if part))

    def without_part(self, number: int) -> "Draft":
        return replace(self, parts=tuple(part for n, part in enumerate(self.parts) if n != number))

    def moved(self, number: int, by: int) -> "Draft":
        parts, to = list(self.parts), number + by
        if 0 <= number < len(parts) and 0 <= to < len(parts):
            parts[number], parts[to] = parts[to], parts[number]
        return replace(self, parts=tuple(parts))

    def with_instead(self, report: UUID, other: UUID) -> "Draft":
        """A shorter version in the place of the whole one."""
        if other in self.reports:
            return self.without_report(report)
        return replace(
            self, parts=tuple(tuple(other if r == report else r for r in part) for part in self.parts)
        )


def draft_of(viewer: Viewer) -> Draft:
    """Empty when the officer has begun none."""
    with store.acting_as(viewer) as tx:
        return read_draft(tx)


def read_draft(tx: store.Tx) -> Draft:
    kept = tx.value(queries.DRAFT)
    if kept is None:
        return Draft()
    try:
        return from_json(Draft, kept)
    except (TypeError, ValueError, KeyError):  # of another version: marks are no evidence
        return Draft()


def keep_draft(viewer: Viewer, draft: Draft) -> None:
    with store.acting_as(viewer, write=True) as tx:
        tx.run(queries.KEEP_DRAFT, {"draft": json.dumps(to_json(draft), ensure_ascii=False)})


def drop_draft(viewer: Viewer) -> None:
    with store.acting_as(viewer, write=True) as tx:
        tx.run(queries.DROP_DRAFT)


def add_to_draft(viewer: Viewer, events: Iterable[UUID], reports: Iterable[UUID]) -> Draft:
    """Each event as a part, with all its reports; each report as a part. Raises NotVisible, TooManyParts."""
    with store.acting_as(viewer) as tx:
        draft = read_draft(tx)
        for event in events:
            rows = tx.rows(share_queries.EVENT_REPORTS, {"event": find_event(tx, event)})
            if not rows:
                raise NotVisible
            draft = draft.with_part(row["report"] for row in rows)
        for row in tx.rows(queries.STANDING, {"reports": list(reports)}):
            draft = draft.with_part([row["report"]])
    keep_draft(viewer, draft)
    return draft
