"""What the charter says of keeping: after that many days the reports of a member that left are recalled, in its own name.

The charter that the member signed says so. Its reports go as in every recall: words and bytes at every holder, a
tombstone and a leaf of the log stay, and each holder signs that it has honoured it. What it took along is its own.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from diwan import store
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer
from diwan.process import queries
from diwan.process.fold import fold_strong
from diwan.process.recall_report import recall_report


@dataclass(frozen=True, slots=True)
class Due:
    """A member that left, and those of its reports that others still hold. `since` is when their time was up."""

    member: MemberId
    since: dt.datetime
    reports: tuple[UUID, ...]


def due_reports() -> list[Due]:
    """By the charter in force, at this moment. Nothing where it sets no time."""
    with store.as_worker(write=False) as tx:
        days = tx.value("SELECT (c.text ->> 'retention_days')::int FROM diwan.centre c") or 0
        left = tx.rows("SELECT id, valid_to FROM diwan.member WHERE valid_to IS NOT NULL ORDER BY id")
    if not days:
        return []
    now, found = springs.now(), []
    for row in left:
        since = row["valid_to"] + dt.timedelta(days=days)
        if since > now:
            continue
        member = MemberId(row["id"])
        with store.acting_as(store.service_viewer(member)) as tx:
            reports = tx.rows(queries.OWN_REPORTS_WITH_OTHERS)
        found.append(Due(member, since, tuple(each["report"] for each in reports)))
    return [due for due in found if due.reports]


def apply_retention() -> int:
    """Recalls what is due and gives how many. One transaction a report: whoever breaks it off goes on by repeating it."""
    recalled = 0
    for due in due_reports():
        viewer = store.service_viewer(due.member)
        for report in due.reports:
            try:
                recall_report(viewer, report)
            except NotVisible:  # recalled meanwhile
                continue
            recalled += 1
    return recalled


@dataclass(frozen=True, slots=True)
class Naming:
    """A report in which a name stands, and who can recall it."""

    report: UUID
    member: MemberId
    title: str


def reports_naming(viewer: Viewer, name: str) -> list[Naming]:
    """Of those that the member may read; spelling is folded, other forms of the name are other names. Reads every
    report: seconds at some ten thousand."""
    wanted = _folded(name)
    if not wanted:
        raise BadInput("Give the name as it stands in the reports.")
    with store.acting_as(viewer) as tx:
        rows = tx.rows(queries.WORDS_OF_REPORTS)
    return [
        Naming(row["report"], row["member"], row["title"])
        for row in rows
        if wanted in _folded(f"{row['title']}\n{row['text']}")
    ]


def _folded(text: str) -> str:
    return " ".join(fold_strong(text).text.split())
