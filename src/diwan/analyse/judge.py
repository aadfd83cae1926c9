"""Use cases: an officer answers the machine, and takes the answer back.

The answer goes to the own member unless the officer sends it to the report's readers.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from diwan import access, ledger, store
from diwan.analyse import queries
from diwan.analyse.judgements import ValueKind, Verdict
from diwan.analyse.own_places import is_own, with_own_places
from diwan.analyse.read_report import ask_for_pictures
from diwan.analyse.stored import reading_of
from diwan.analyse.stored_places import own_places
from diwan.analyse.value_read import value_of
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import RecordId
from diwan.core.viewer import Viewer


def judge_value(
    viewer: Viewer,
    report: UUID,
    *,
    kind: ValueKind,
    span: tuple[int, int],
    verdict: Verdict,
    value: dict[str, Any] | None = None,
    to_readers: bool = False,
) -> RecordId:
    """Confirm, correct or reject one value of a report. Raises NotVisible, BadInput.

    A confirmation keeps the value that was confirmed, so that it outlasts a reading by newer rules.

    `value` of a correction: place {"place": PlaceCandidate fields}, actor {"name","key","kind"}, date {"value"},
    claim {"stance"}, credit {"outlet"}.
    """
    (made,) = judge_alike(
        viewer, report, kind=kind, spans=(span,), verdict=verdict, value=value, to_readers=to_readers
    )
    return made


def judge_alike(
    viewer: Viewer,
    report: UUID,
    *,
    kind: ValueKind,
    spans: Sequence[tuple[int, int]],
    verdict: Verdict,
    value: dict[str, Any] | None = None,
    to_readers: bool = False,
) -> tuple[RecordId, ...]:
    """One answer to several mentions of one thing, a record for each, all or none. Raises NotVisible, BadInput."""
    if verdict is Verdict.CORRECTED and not value:
        raise BadInput("A correction says what the value should be.")
    with store.acting_as(viewer, write=True) as tx:
        row = tx.one(queries.VISIBLE_REPORT, {"report": report})
        if row is None:
            raise NotVisible
        readers = access.readers(tx, row["audience"]) if to_readers else ()
        label = access.label(tx, members=readers)
        made = []
        for span in spans:
            said = _as_read(tx, report, kind, span) if verdict is Verdict.CONFIRMED else value
            if to_readers:
                _refuse_to_carry(said)
            body = {
                "report": str(report),
                "value_kind": kind.value,
                "span": list(span),
                "verdict": verdict.value,
                "value": said or {},
            }
            made.append(ledger.append(tx, "value.judged", body, label=label, refs=[RecordId(report)]).id)
        return tuple(made)


def _as_read(tx: store.Tx, report: UUID, kind: ValueKind, span: tuple[int, int]) -> dict[str, Any] | None:
    row = tx.one(queries.LATEST_READING, {"report": report})
    return value_of(with_own_places(reading_of(row), own_places(tx)), kind, span) if row else None


def _refuse_to_carry(value: dict[str, Any] | None) -> None:
    """An entry of the gazetteer has readers of its own, who are not those of the report that names it."""
    if value and is_own(value.get("place", {})):
        raise BadInput(
            "A place of the centre's own gazetteer is shown to the readers of its entry. Answer for your member alone."
        )


def withdraw_judgement(viewer: Viewer, judgement: UUID) -> None:
    """Take the own member's answer back; the value shows as it did before. Raises NotVisible."""
    withdraw_judgements(viewer, (judgement,))


def withdraw_judgements(viewer: Viewer, judgements: Sequence[UUID]) -> None:
    """All or none of them. Raises NotVisible."""
    with store.acting_as(viewer, write=True) as tx:
        for judgement in dict.fromkeys(judgements):
            row = tx.one(queries.OWN_JUDGEMENT, {"judgement": judgement})
            if row is None:
                raise NotVisible
            ledger.append(
                tx,
                "judgement.withdrawn",
                {"judgement": str(judgement), "report": str(row["report"])},
                label=access.label(tx, members=access.readers(tx, row["audience"])),
                refs=[RecordId(judgement)],
            )


__all__ = [
    "ask_for_pictures",
    "judge_alike",
    "judge_value",
    "withdraw_judgement",
    "withdraw_judgements",
]
