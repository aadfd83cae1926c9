"""What of the viewer's own plans meets anything that the viewer may know of. Computed when asked, through the gate.

Nothing is kept of what was found, and no index stands beside the database: what a viewer may not read cannot
change an answer.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from diwan.coordinate import activity_queries as queries
from diwan.coordinate.activity_words import OVER, ActivityKind, Conflict
from diwan.coordinate.space import Meeting, Volume, box_of, meetings
from diwan.coordinate.volume_words import volumes_from_json
from diwan.core.ids import MemberId, RecordId
from diwan.store import Transaction

_OVER = [state.value for state in sorted(OVER)]


def conflicts_in(
    tx: Transaction,
    volumes: Sequence[Volume],
    besides: RecordId | None = None,
    at: dt.datetime | None = None,
) -> list[Conflict]:
    """Of these volumes with every other activity and envelope that the viewer reads, as they stood at that moment.
    `besides`: the activity itself."""
    near = _near(tx, volumes)
    if not near:
        return []
    subjects = [row["subject"] for row in near]
    asked = {"subjects": subjects, "over": _OVER, "at": at or "infinity"}
    known: dict[Any, dict[str, Any]] = {row["record"]: row for row in tx.rows(queries.VERSIONS, asked)}
    known |= {row["record"]: row for row in tx.rows(queries.ENVELOPES, asked)}
    theirs = [
        row
        for row in near
        if row["subject"] in known and known[row["subject"]].get("activity", row["subject"]) != besides
    ]
    found = meetings(volumes, volumes_from_json([row["volume"] for row in theirs]) if theirs else ())
    return [_told(meeting, known[theirs[meeting.theirs]["subject"]]) for meeting in found]


def _near(tx: Transaction, volumes: Sequence[Volume]) -> list[dict[str, Any]]:
    rows = {
        (row["member"], row["subject"], row["place"]): row
        for volume in volumes
        for row in tx.rows(queries.NEAR, box_of(volume)._asdict())
    }
    return [rows[key] for key in sorted(rows, key=str)]


def _told(meeting: Meeting, row: dict[str, Any]) -> Conflict:
    if "activity" not in row:
        return Conflict(meeting, MemberId(row["member"]), row["contact"], audience=row["audience"])
    return Conflict(
        meeting,
        MemberId(row["member"]),
        row["contact"],
        RecordId(row["activity"]),
        row["name"],
        ActivityKind(row["kind"]),
        row["audience"],
    )
