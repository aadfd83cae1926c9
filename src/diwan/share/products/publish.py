"""Publish a brief, as the own member's or as the centre's; withdraw it. The database asks again (functions/72_briefs.sql)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from diwan import charter, ledger, store
from diwan.charter.preside import NotTheDirector
from diwan.core.codec import to_json
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import RecordId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.ledger import Draft as DraftRecord
from diwan.ledger import append_many
from diwan.share.products import queries
from diwan.share.products.draft import MOST_PARTS, MOST_REPORTS, Draft, TooManyParts, read_draft
from diwan.share.products.look import chosen_label, look_at, refuse_wider, standing
from diwan.share.products.views import LookView

LONGEST_TITLE = 200
LONGEST_SUMMARY = 8000


class BriefIncomplete(BadInput):
    """A brief has a title, a summary of at most 8,000 letters, days in their order, and at least one part."""


class ChangedSinceLooked(BadInput):
    """What would be published has changed since you looked at it: look again."""


@dataclass(frozen=True, slots=True)
class Published:
    id: RecordId
    label: Label


def publish(viewer: Viewer, draft: Draft | None = None, *, seen: str | None = None) -> Published:
    """The officer's own draft, which is then gone, or one that a program hands over whole.

    `seen`: of what the officer looked at. Raises BriefIncomplete, ChangedSinceLooked, NotTheDirector, NotVisible for a report
    that is hidden, absent or recalled alike, WiderThanItsParts and TooManyParts.
    """
    with store.acting_as(viewer, write=True) as tx:
        told = draft if draft is not None else standing(tx, read_draft(tx))
        _refuse_incomplete(tx, viewer, told)
        if told.is_joint and not charter.is_director(tx, viewer.member):
            raise NotTheDirector
        looked = look_at(tx, viewer, told)
        assert looked.widest is not None  # it has parts, and all stand
        refuse_wider(looked.widest.label, told) if draft is not None else None
        if seen is not None and seen != looked.seen:
            raise ChangedSinceLooked
        label = chosen_label(viewer, looked.widest.label, told)
        said = _say(tx, told, looked, label)
        if draft is None:
            tx.run(queries.DROP_DRAFT)
        return Published(said.id, label)


def _refuse_incomplete(tx: store.Tx, viewer: Viewer, draft: Draft) -> None:
    in_order = draft.since is None or draft.until is None or draft.since <= draft.until
    if not _line(draft.title) or len(draft.summary) > LONGEST_SUMMARY or not draft.parts or not in_order:
        raise BriefIncomplete
    if not all(draft.parts) or len(_line(draft.title)) > LONGEST_TITLE:
        raise BriefIncomplete
    if len(draft.parts) > MOST_PARTS or len(draft.reports) > MOST_REPORTS:
        raise TooManyParts
    if len(set(draft.reports)) != len(draft.reports) or standing(tx, draft).reports != draft.reports:
        raise NotVisible
    if draft.revises is not None:
        before = tx.one(queries.BRIEF, {"brief": draft.revises, "at": _now(tx)})
        if before is None or before["is_joint"] != draft.is_joint:
            raise NotVisible
        if not before["is_joint"] and before["member"] != viewer.member:
            raise NotVisible


def _say(tx: store.Tx, draft: Draft, looked: LookView, label: Label) -> ledger.Record:
    """One record a part, so that each can go alone, and one that says the brief."""
    parts = append_many(
        tx,
        [
            DraftRecord(
                "brief.part_fixed", to_json(part.facts), label, tuple(RecordId(row.id) for row in part.rows)
            )
            for part in looked.parts
        ],
    )
    body = _body(draft, looked, parts)
    refs = [part.id for part in parts] + [RecordId(report) for report in draft.reports]
    if draft.revises is not None:
        refs.append(RecordId(draft.revises))
    if draft.is_joint:
        return ledger.append(tx, "joint_brief.published", body, label=label, refs=refs)
    return ledger.append(tx, "brief.published", body, label=label, refs=refs)


def _body(draft: Draft, looked: LookView, parts: Sequence[ledger.Record]) -> dict[str, Any]:
    return {
        "title": _line(draft.title),
        "summary": _text(draft.summary),
        "since": draft.since and draft.since.isoformat(),
        "until": draft.until and draft.until.isoformat(),
        "parts": [
            {"record": str(record.id), "reports": [str(row.id) for row in part.rows]}
            for record, part in zip(parts, looked.parts, strict=True)
        ],
        "revises": draft.revises and str(draft.revises),
    }


def withdraw_brief(viewer: Viewer, brief: UUID, *, reason: str = "") -> None:
    """Its author takes it back: title, summary and parts go for everybody; that it was there stays. Raises NotVisible for
    absent, another member's and withdrawn, alike."""
    with store.acting_as(viewer, write=True) as tx:
        row = tx.one(queries.OWN, {"brief": brief})
        if row is None:
            raise NotVisible
        readers = tx.value("SELECT diwan.audience_members(%s)", [row["audience"]])
        body = {name: row[name] for name in ("is_joint", "since", "until", "revises", "published_at")} | {
            "parts": [part["part"] for part in tx.rows(queries.OWN_PARTS, {"brief": brief})],
            "reason": _line(reason)[:LONGEST_TITLE],
        }
        label = Label(frozenset(readers), Tlp(row["tlp"]))
        ledger.append(tx, "brief.withdrawn", body, label=label, refs=[RecordId(brief)])


def draft_to_revise(viewer: Viewer, brief: UUID) -> Draft:
    """What of it stands, to be published in its place: of the own member's, or of the centre's while one directs. Raises
    NotVisible, NotTheDirector."""
    with store.acting_as(viewer) as tx:
        row = tx.one(queries.BRIEF, {"brief": brief, "at": _now(tx)})
        said = None if row is None else ledger.record(tx, RecordId(brief))
        if row is None or said is None or (row["member"] != viewer.member and not row["is_joint"]):
            raise NotVisible
        if row["is_joint"] and not charter.is_director(tx, viewer.member):
            raise NotTheDirector
        parts = tx.rows(queries.PARTS, {"member": row["member"], "brief": brief})
        readers = tx.value("SELECT diwan.audience_members(%s)", [row["audience"]])
        draft = Draft(
            parts=tuple(tuple(part["reports"]) for part in parts),
            title=said.body["title"],
            summary=said.body["summary"],
            since=row["since"],
            until=row["until"],
            readers=tuple(readers),
            tlp=Tlp(row["tlp"]),
            is_joint=row["is_joint"],
            revises=brief,
        )
        return standing(tx, draft)


def _now(tx: store.Tx) -> Any:
    return tx.value("SELECT diwan.now()")


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _text(text: str) -> str:
    return text.replace("\0", "").replace("\r\n", "\n").strip()
