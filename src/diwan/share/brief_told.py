"""A published brief as blocks, as text and as JSON, in a language of the reader's: for pages and programs alike."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from diwan.core.codec import to_json
from diwan.core.languages import Language
from diwan.share.brief.blocks import Block, Role
from diwan.share.brief.text import text
from diwan.share.products.facts import FixedReport, PartFacts
from diwan.share.products.told import numbers_of, told
from diwan.share.products.views import BriefRef, BriefRow, BriefView, PartState, PartView
from diwan.share.views import MemberRef

SCHEMA = "diwan.brief/1"


def sources_of(parts: Iterable[PartFacts]) -> list[tuple[int, FixedReport]]:
    """Under the numbers by which the blocks refer to them."""
    held = list(parts)
    numbers = numbers_of(held)
    by_id = {report.id: report for part in held for report in part.reports}
    return [(number, by_id[id_]) for id_, number in numbers.items()]


def brief_text(view: BriefView, language: Language) -> str:
    with translation.override(language.value):
        head, rest = blocks_of(view, language)
        made = [Block(Role.TITLE, title_of(view.row)), *(Block(Role.LEAD, line) for line in head)]
        if view.summary:
            made += [Block(Role.LEAD, ""), *(Block(Role.LEAD, line) for line in view.summary.splitlines())]
        made += [replace(block, role=Role.EVENT) if block.role is Role.LEAD else block for block in rest]
        return text(made, language)


def title_of(row: BriefRow) -> str:
    return row.title or _("A brief that was withdrawn")


def blocks_of(view: BriefView, language: Language) -> tuple[list[str], list[Block]]:
    """The lines of its head, and what follows its summary, in a language that is active. Instead of a part that this viewer
    does not read, or that is gone, a block with the role of a lead says so."""
    made: list[Block] = []
    numbers = numbers_of(view.standing)
    for part in view.parts:
        if part.facts is None:
            made.append(Block(Role.LEAD, _stone(part, language)))
        else:
            made += told(part.facts, numbers, language)
    if sources := sources_of(view.standing):
        made.append(Block(Role.SECTION, _("What it stands on")))
        made += [
            Block(Role.ITEM, f"{number}. {report.outlet}".strip(), report.title, report.language)
            for number, report in sources
        ]
    return _head(view.row, language), made


def _head(row: BriefRow, language: Language) -> list[str]:
    who = named(row.member, language)
    by = _("The centre’s, published by %(member)s") if row.is_joint else _("Published by %(member)s")
    lines = [f"{by % {'member': who}}, {_moment(row.published_at)}"]
    if row.since or row.until:
        covers = _("Covers")
        lines.append(f"{covers} {row.since or '…'} – {row.until or '…'}")
    lines.append(label_line(row, language))
    if row.withdrawn_at:
        withdrawn = _("Withdrawn")
        lines.append(f"{withdrawn}, {_moment(row.withdrawn_at)}. {row.reason}".strip())
    if row.revised_by:
        later = _("A later brief has come in its place")
        lines.append(f"{later}, {_moment(row.revised_by.at)}")
    return lines


def label_line(row: BriefRow, language: Language) -> str:
    """Messages stand by themselves: those inside an f-string are not found by whoever translates."""
    may_read = _("May be read by")
    readers = ", ".join(named(each, language) for each in row.label.readers)
    return f"{may_read} {readers}. {row.label.tlp.value}"


def _stone(part: PartView, language: Language) -> str:
    if part.state is PartState.CLOSED:
        return _(
            "A part of this brief is not for you any more: its originator has narrowed who reads what it stood on."
        )
    told_by = ", ".join(f"{named(each.member, language)}, {_moment(each.at)}" for each in part.recalled)
    return _("A part of this brief is gone: a report that it stood on was recalled.") + (
        f" {told_by}" if told_by else ""
    )


def _moment(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"


def named(member: MemberRef, language: Language) -> str:
    return member.names.get(language.value) or member.names.get("en") or member.id


def brief_json(view: BriefView) -> dict[str, Any]:
    """docs/reference/brief.md says what stands where."""
    row = view.row
    return {
        "schema": SCHEMA,
        "id": str(row.id),
        "published_by": row.member.id,
        "is_joint": row.is_joint,
        "published_at": row.published_at.isoformat(),
        "label": {"readers": [each.id for each in row.label.readers], "tlp": row.label.tlp.value},
        "title": row.title,
        "summary": view.summary,
        "since": row.since and row.since.isoformat(),
        "until": row.until and row.until.isoformat(),
        "revises": _id(view.revises),
        "revised_by": _id(row.revised_by),
        "withdrawn_at": row.withdrawn_at and row.withdrawn_at.isoformat(),
        "parts": [
            {
                "state": part.state.value,
                "record": str(part.record),
                "facts": to_json(part.facts) if part.facts else None,
                "recalled": [{"report": str(each.id), "by": each.member.id} for each in part.recalled],
            }
            for part in view.parts
        ],
    }


def as_file(view: BriefView) -> str:
    return json.dumps(brief_json(view), ensure_ascii=False, indent=1) + "\n"


def _id(ref: BriefRef | None) -> str | None:
    return None if ref is None else str(ref.id)
