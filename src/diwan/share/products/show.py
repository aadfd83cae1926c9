"""Published briefs: the list, newest first, and each with what of it stands."""

import datetime as dt
from typing import Any
from uuid import UUID

from diwan import charter, ledger, store
from diwan.core.clock import springs
from diwan.core.codec import from_json
from diwan.core.errors import NotVisible
from diwan.core.ids import RecordId
from diwan.core.viewer import Viewer
from diwan.share import cursors
from diwan.share.products import queries
from diwan.share.products.facts import PartFacts
from diwan.share.products.views import (
    BriefRef,
    BriefRow,
    BriefsView,
    BriefView,
    PartState,
    PartView,
    RecalledReport,
)
from diwan.share.refs import Names
from diwan.share.views import Page


def briefs(
    viewer: Viewer, *, as_of: dt.datetime | None = None, cursor: str | None = None, limit: int = 40
) -> BriefsView:
    """Those that the viewer may read. Raises BadInput for a damaged cursor."""
    after = cursors.unpack_moment(cursor) if cursor else (None, None)
    asked = {"after_at": after[0], "after_brief": after[1], "limit": limit + 1, "at": as_of or springs.now()}
    with store.acting_as(viewer) as tx:
        rows = tx.rows(queries.LIST, asked)
        more, rows = len(rows) > limit, rows[:limit]
        names = Names(tx)
        listed = tuple(_row(row, names) for row in rows)
    last = cursors.pack(rows[-1]["published_at"], rows[-1]["brief"]) if more else None
    return BriefsView(Page(listed, last), as_of)


def brief(viewer: Viewer, brief_id: UUID, *, as_of: dt.datetime | None = None) -> BriefView:
    """Raises NotVisible. Of a past moment too, a part is shown to whoever may read it today."""
    at = as_of or springs.now()
    with store.acting_as(viewer) as tx:
        row = tx.one(queries.BRIEF, {"brief": brief_id, "at": at})
        if row is None:
            raise NotVisible
        names = Names(tx)
        said = ledger.record(tx, RecordId(brief_id))
        before = row["revises"] and tx.one(queries.BRIEF, {"brief": row["revises"], "at": at})
        is_own, is_here = row["member"] == viewer.member, said is not None and as_of is None
        rights = charter.my_rights(tx)
        directs = charter.is_director(tx, viewer.member) and charter.Right.RELEASE in rights
        return BriefView(
            row=_row(row, names),
            summary=said.body["summary"] if said else "",
            parts=tuple(
                _part(tx, part, names)
                for part in (
                    tx.rows(queries.PARTS, {"member": row["member"], "brief": brief_id}) if said else ()
                )
            ),
            revises=BriefRef(before["brief"], before["published_at"]) if before else None,
            may_withdraw=is_own and is_here and charter.Right.FILE in rights,
            may_revise=is_here and (directs if row["is_joint"] else is_own and charter.Right.FILE in rights),
            as_of=as_of,
        )


def _row(row: dict[str, Any], names: Names) -> BriefRow:
    return BriefRow(
        id=row["brief"],
        title=row["title"],
        member=names.member(row["member"]),
        is_joint=row["is_joint"],
        published_at=row["published_at"],
        label=names.label(row["member"], row["audience"], row["tlp"]),
        parts=row["parts"],
        since=row["since"],
        until=row["until"],
        revised_by=BriefRef(row["later"], row["later_at"]) if row["later"] else None,
        withdrawn_at=row["withdrawn_at"],
        reason=row["reason"] if row["withdrawn_at"] else "",
    )


def _part(tx: store.Tx, row: dict[str, Any], names: Names) -> PartView:
    if row["is_closed"]:
        return PartView(PartState.CLOSED, row["part"])
    said = ledger.record(tx, RecordId(row["part"]))
    if said is None:
        gone = tx.rows(queries.RECALLED, {"reports": row["reports"]})
        recalled = (RecalledReport(g["report"], names.member(g["member"]), g["recalled_at"]) for g in gone)
        return PartView(PartState.RECALLED, row["part"], recalled=tuple(recalled))
    return PartView(PartState.STANDS, row["part"], from_json(PartFacts, said.body))
