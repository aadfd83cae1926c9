"""An item becomes reports: unpacked under guard, filed one record each, what cannot be read set aside.

Killed half-way and run again it files nothing twice: what was filed is asked for under the item's lock.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from diwan import gather, ledger, store
from diwan.core.ids import ItemId, MemberId, RecordId
from diwan.core.labels import Label
from diwan.core.reading import Report
from diwan.core.viewer import Viewer
from diwan.gather import Problem, Raw
from diwan.gather.raw import storable
from diwan.process import queries
from diwan.process.language import language_of
from diwan.process.unpack import Unpacked, unpack_guarded

MOST_IN_ONE_TRANSACTION = 100  # the member's log is locked meanwhile; a mailbox may hold thousands
_CHARACTERS_FOR_LANGUAGE = 20_000


@dataclass(frozen=True, slots=True)
class _Item:
    id: ItemId
    label: Label
    facts: dict[str, Any]
    raw: Raw
    protected: dict[str, Any] | None = None  # of a protected source: what its readers see, and who they are


def unpack_item(member: MemberId, record_id: UUID) -> None:
    """`record_id` names the item, or an `item.retried` that asks for another try."""
    viewer = store.service_viewer(member)
    item = _find(viewer, record_id)
    if item is None:
        return  # never kept, or recalled since
    unpacked = unpack_guarded(item.raw)
    for start in range(0, len(unpacked.reports), MOST_IN_ONE_TRANSACTION):
        _file(viewer, item, unpacked, start)
    _tell(viewer, item, unpacked)


def give_up(member: MemberId, record_id: UUID, reason: str) -> None:
    """Every try of the job failed: the item is set aside with the reason, for an officer to try again."""
    viewer = store.service_viewer(member)
    item = _find(viewer, record_id)
    if item is not None:
        with store.acting_as(viewer, write=True) as tx:
            gather.set_aside(tx, item.id, "process.given_up", f"{item.raw.name}: {reason}")


def _find(viewer: Viewer, record_id: UUID) -> _Item | None:
    with store.acting_as(viewer) as tx:
        record = ledger.record(tx, RecordId(record_id))
        if record is not None and record.kind == "item.retried":
            record = ledger.record(tx, record.refs[0])
        # Never another member's item: what is read out of it is signed by this viewer's member.
        if record is None or record.member != viewer.member:
            return None
        facts = queries.item(tx, record.id)
        data = ledger.evidence(tx, record.id)
    if facts is None or data is None:
        return None
    known = ("name", "media_type", "url", "outlet", "source_credit", "published", "arrived_at")
    return _Item(
        ItemId(record.id),
        record.label,
        facts,
        Raw(data=data, **{name: facts[name] for name in known}),
        record.body.get("protected"),
    )


def _file(viewer: Viewer, item: _Item, unpacked: Unpacked, start: int) -> None:
    with store.acting_as(viewer, write=True) as tx:
        queries.one_try_at_a_time(tx, item.id)
        filed = queries.filed_parts(tx, item.id)
        facts, notes = item.facts | {"item": item.id}, _notes(unpacked)
        parts = [
            (part, report)
            for part, report in enumerate(unpacked.reports[start : start + MOST_IN_ONE_TRANSACTION], start)
            if part not in filed
        ]
        drafts = [
            ledger.Draft(
                "report.filed", body_of(facts, report, part, notes), item.label, (RecordId(item.id),)
            )
            for part, report in parts
        ]
        wholes = ledger.append_many(tx, drafts)
        if item.protected:
            _file_shown(
                tx, item, [(whole.id, report) for whole, (_, report) in zip(wholes, parts, strict=True)]
            )


def _file_shown(tx: store.Tx, item: _Item, wholes: list[tuple[RecordId, Report]]) -> None:
    from diwan.process.file_shown import file_shown, shown_or_why_not  # noqa: PLC0415  it files as this file does

    assert item.protected is not None
    outcomes = [(whole, shown_or_why_not(item.protected, said, said.title)) for whole, said in wholes]
    both = [(whole, shown) for whole, shown in outcomes if isinstance(shown, Report)]
    file_shown(tx, item.protected, item.facts, both)


def _withheld(item: _Item, unpacked: Unpacked) -> list[Problem]:
    """Of a protected source: what its readers do not get, because the text itself would tell them. The same at each try."""
    from diwan.process.file_shown import shown_or_why_not  # noqa: PLC0415

    if not item.protected:
        return []
    found = (shown_or_why_not(item.protected, said, item.raw.name) for said in unpacked.reports)
    return [each for each in found if isinstance(each, Problem)]


def body_of(
    item: Mapping[str, Any], report: Report, part: int, notes: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """What `report.filed` says of one report of an item."""
    text = storable(report.text)
    return {
        "item": item["item"],
        "part": part,
        "title": storable(report.title),
        "text": text,
        "language": language_of(text[:_CHARACTERS_FOR_LANGUAGE]).value,
        "published": report.published,
        "outlet": storable(report.outlet),
        "outlet_country": report.outlet_country,
        "url": storable(report.url),
        "source_credit": storable(report.source_credit),
        "reliability": item["reliability"],
        "credibility": item["credibility"],
        "way": item["way"],
        "arrived_at": item["arrived_at"],
        "problems": notes or [],
    }


def _notes(unpacked: Unpacked) -> list[dict[str, Any]]:
    """What is said of a report that stands alone goes with it; of a mailbox it stays with the item."""
    if len(unpacked.reports) != 1:
        return []
    return [_as_json(problem) for problem in unpacked.problems if problem.is_note]


def _tell(viewer: Viewer, item: _Item, unpacked: Unpacked) -> None:
    """Set aside what could not be read, once for each try that ends alike."""
    is_alone = len(unpacked.reports) == 1
    problems = [problem for problem in unpacked.problems if not (is_alone and problem.is_note)]
    problems += _withheld(item, unpacked)
    if unpacked.reports and not problems:
        return
    first = problems[0] if problems else Problem(item.raw.name, "Nothing was found in it.", "unpack.nothing")
    told = [_as_json(problem) for problem in problems]
    with store.acting_as(viewer, write=True) as tx:
        queries.one_try_at_a_time(tx, item.id)
        stands = queries.told_already(tx, item.id)
        detail = storable(f"{first.name}: {first.reason}")
        if stands != {"reason": first.rule, "detail": detail, "problems": told}:
            is_whole = not unpacked.reports
            gather.set_aside(tx, item.id, first.rule, detail, is_whole=is_whole, problems=told)


def _as_json(problem: Problem) -> dict[str, Any]:
    return asdict(replace(problem, name=storable(problem.name), reason=storable(problem.reason)))
