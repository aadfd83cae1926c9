"""A brief before it is published: what it would say, who would read it, which parts hold it back."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

from diwan import access, charter, store
from diwan.core.codec import to_json
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.share.product import product_of
from diwan.share.products import queries
from diwan.share.products.draft import Draft, read_draft
from diwan.share.products.facts import PartFacts
from diwan.share.products.fix_part import fix_part
from diwan.share.products.views import DraftPart, LookView
from diwan.share.refs import Names
from diwan.share.report_rows import report_rows
from diwan.share.views import LabelView, ReportRow


class WiderThanItsParts(BadInput):
    """A brief is read by nobody who may not read every part of it, and passed on no further than each."""


def look(viewer: Viewer, draft: Draft | None = None) -> LookView:
    """Of the draft, or of the officer's own one. What the viewer may not read, or was recalled, is not in it."""
    with store.acting_as(viewer) as tx:
        return look_at(tx, viewer, read_draft(tx) if draft is None else draft)


def standing(tx: store.Tx, draft: Draft) -> Draft:
    """Without what has gone since it was chosen."""
    left = {row["report"] for row in tx.rows(queries.STANDING, {"reports": list(draft.reports)})}
    parts = (tuple(report for report in part if report in left) for part in draft.parts)
    return replace(draft, parts=tuple(part for part in parts if part))


def look_at(tx: store.Tx, viewer: Viewer, draft: Draft) -> LookView:
    draft = standing(tx, draft)
    rights = charter.my_rights(tx)
    may_be_joint = charter.is_director(tx, viewer.member) and charter.Right.RELEASE in rights
    may_release = charter.Right.RELEASE in rights
    rows = {row.id: row for row in report_rows(tx, map(str, draft.reports))}
    names = Names(tx)
    widest = product_of(viewer, rows.values(), names)
    if widest is None:
        return LookView((), None, None, "", may_be_joint, may_release)
    label = chosen_label(viewer, widest.label, draft)
    parts = [_part(tx, [rows[report] for report in part], label) for part in draft.parts]
    asked = {"reports": list(draft.reports), "readers": sorted(label.members)}
    return LookView(
        parts=parts,
        widest=widest,
        label=_shown(widest.label, label),
        seen=_seen(draft, label, [part.facts for part in parts]),
        may_be_joint=may_be_joint,
        may_release=may_release,
        unsaid_corrections=tx.value(queries.HELD_BACK_JUDGEMENTS, asked),
        looser=tuple(list(Tlp)[: list(Tlp).index(widest.label.tlp) + 1]),
    )


def chosen_label(viewer: Viewer, widest: LabelView, draft: Draft) -> Label:
    """Whom the officer chose among those who may read every part, always with the own member. What has become too wide
    since is narrowed along."""
    may = frozenset(MemberId(each.id) for each in widest.readers)
    members = may if draft.readers is None else may & frozenset(map(MemberId, draft.readers))
    order = list(Tlp)
    tlp = widest.tlp if draft.tlp is None else min(draft.tlp, widest.tlp, key=order.index)
    return Label(members | {viewer.member}, tlp)


def refuse_wider(widest: LabelView, draft: Draft) -> None:
    """For who says outright whom it is for. Raises WiderThanItsParts, access.NoSuchReader."""
    known = {each.id for each in (*widest.readers, *widest.others)}
    for reader in draft.readers or ():
        if reader not in known:
            raise access.NoSuchReader(f"Not a member that reads here: {reader[:60]}.")
    lacking = set(draft.readers or ()) - {each.id for each in widest.readers}
    order = list(Tlp)
    if lacking:
        raise WiderThanItsParts(f"A part is withheld from: {', '.join(sorted(lacking))}.")
    if draft.tlp is not None and order.index(draft.tlp) > order.index(widest.tlp):
        raise WiderThanItsParts(f"At most {widest.tlp.value}.")


def _part(tx: store.Tx, rows: Sequence[ReportRow], label: Label) -> DraftPart:
    return DraftPart(fix_part(tx, rows, label.members), tuple(rows))


def _shown(widest: LabelView, label: Label) -> LabelView:
    everybody = (*widest.readers, *widest.others)
    readers = tuple(each for each in widest.readers if each.id in label.members)
    return replace(
        widest,
        readers=readers,
        others=tuple(each for each in everybody if each not in readers),
        tlp=label.tlp,
        whole_centre=len(readers) == len(everybody),
    )


def _seen(draft: Draft, label: Label, parts: Sequence[PartFacts]) -> str:
    """Of all that would be said: a report that is narrowed, recalled or read anew between looking and publishing shows."""
    said = {
        "title": draft.title,
        "summary": draft.summary,
        "days": [str(draft.since), str(draft.until)],
        "readers": sorted(label.members),
        "tlp": label.tlp.value,
        "is_joint": draft.is_joint,
        "revises": str(draft.revises),
        "parts": to_json(parts),
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
