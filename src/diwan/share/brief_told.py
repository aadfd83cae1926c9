"""A published brief as text or JSON, in a language of the reader's: for pages and programs alike."""

import datetime as dt
import json
from collections.abc import Iterable
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
        return text(_blocks(view, language), language)


def _blocks(view: BriefView, language: Language) -> list[Block]:
    row, numbers = view.row, numbers_of(view.standing)
    made = [Block(Role.TITLE, row.title or _("A brief that was withdrawn"))]
    made += [Block(Role.LEAD, line) for line in _head(row, language)]
    if view.summary:
        made += [Block(Role.LEAD, ""), *(Block(Role.LEAD, line) for line in view.summary.splitlines())]
    for part in view.parts:
        if part.facts is None:
            made.append(Block(Role.EVENT, _stone(part, language)))
        else:
            made += told(part.facts, numbers, language)
    if sources := sources_of(view.standing):
        made.append(Block(Role.SECTION, _("What it stands on")))
        made += [
            Block(Role.ITEM, f"{number}. {report.outlet}".strip(), report.title, report.language)
            for number, report in sources
        ]
    return made


def _head(row: BriefRow, language: Language) -> list[str]:
    who = named(row.member, language)
    by = _("The centre’s, published by %(member)s") if row.is_joint else _("Published by %(member)s")
    lines = [f"{by % {'member': who}}, {_moment(row.published_at)}"]
    if row.since or row.until:
        lines.append(f"{_('Covers')} {row.since or '…'} – {row.until or '…'}")
    readers = ", ".join(named(each, language) for each in row.label.readers)
    lines.append(f"{_('May be read by')} {readers}. {row.label.tlp.value}")
    if row.withdrawn_at:
        lines.append(f"{_('Withdrawn')}, {_moment(row.withdrawn_at)}. {row.reason}".strip())
    if row.revised_by:
        lines.append(f"{_('A later brief has come in its place')}, {_moment(row.revised_by.at)}")
    return lines


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
