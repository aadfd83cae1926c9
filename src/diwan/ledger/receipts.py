"""Reading leaves a trace, and a recall is answered for.

Two records follow an opened page, in a transaction of their own: `report.read`, which names the officer and is for
the own member alone, and, once a member and report, `report.opened`, which the reader's member signs without the
officer for the originator. What the originator learns is that a member opened it, and when first.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from diwan import store
from diwan.core.errors import NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.ledger import queries
from diwan.ledger.append import append
from diwan.ledger.record import Record
from diwan.store import Transaction


@dataclass(frozen=True, slots=True)
class Opened:
    member: MemberId
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class RecallReceipt:
    """`honoured_at`: words and bytes are gone there. `acknowledged_at`: its officers have dealt with what used it."""

    member: MemberId
    honoured_at: dt.datetime | None
    acknowledged_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class EventUse:
    """An event of the viewer's own picture that stood on the report. `others`: what is left of it."""

    event: UUID
    kind: str
    day: str | None
    claims: int
    others: list[UUID]


@dataclass(frozen=True, slots=True)
class RecordUse:
    """A record that speaks of the report, and that the viewer may read."""

    id: UUID
    kind: str
    member: MemberId
    at: dt.datetime


# --- reading ------------------------------------------------------------------------------------------------------


def leave_trace(viewer: Viewer, report: UUID) -> None:
    """A second transaction after a page was shown: it only queues. Also for a token that may only read."""
    with store.as_nobody() as tx:
        tx.run("SELECT diwan.leave_trace(%s, %s)", [viewer.token, report])


def trace_reading(member: MemberId, officer: UUID, report: UUID) -> None:
    """Job. May run twice: one trail an officer, report and day; one receipt a member and report."""
    with store.acting_as(store.service_viewer(member), write=True) as tx:
        tx.run("SELECT pg_advisory_xact_lock(hashtext('diwan.trace'), hashtext(%s))", [member])
        originator = tx.value(_ORIGINATOR, [report])
        if originator is None:
            return  # recalled or narrowed since: there is nobody to tell
        if not tx.value(_READ_TODAY, {"officer": officer, "report": report}):
            own = Label(frozenset({member}), Tlp.RED)
            append(tx, "report.read", {"officer": str(officer)}, label=own, refs=[RecordId(report)])
        if originator != member and not tx.value(_OPENED, [report]):
            _receipt_opening(tx, member, originator, report)


def _receipt_opening(tx: Transaction, member: MemberId, originator: MemberId, report: UUID) -> None:
    first = tx.value("SELECT min(read_at) FROM diwan.reading_trail WHERE report = %s", [report])
    append(
        tx,
        "report.opened",
        {"originator": originator, "at": first},
        label=Label(frozenset({member, originator}), Tlp.RED),
        refs=[RecordId(report)],
    )


def openings(tx: Transaction, report: UUID) -> list[Opened]:
    """Which members opened it, and when first: to its originator all, to a reader its own alone."""
    return tx.rows(
        "SELECT member, min(opened_at) AS at FROM diwan.opening WHERE report = %s GROUP BY member ORDER BY 2, 1",
        [report],
        into=Opened,
    )


# --- recall -------------------------------------------------------------------------------------------------------


def ask_to_honour(recall: UUID) -> None:
    """Job: each holder of the recalled record answers for itself."""
    with store.as_worker() as tx:
        for row in tx.rows(_HOLDERS, [recall]):
            store.defer(tx, "honour_recall", {"record": str(recall), "member": row["member"]})


def honour(member: MemberId, recall: UUID) -> None:
    """Job: this node holds nothing of it any more, signed by the holder. May run twice."""
    with store.acting_as(store.service_viewer(member), write=True) as tx:
        said = queries.record(tx, RecordId(recall))
        if said is not None and not tx.value(_RECEIPTED, {"report": said.refs[0], "stage": "honoured"}):
            _answer(tx, "recall.honoured", said)


def acknowledge(viewer: Viewer, report: UUID) -> None:
    """An officer of a holder: what was built on it has been dealt with. Raises NotVisible."""
    with store.acting_as(viewer, write=True) as tx:
        recall = tx.value(_RECALL_OF, [report])
        said = None if recall is None else queries.record(tx, RecordId(recall))
        if said is None or said.member == viewer.member:
            raise NotVisible
        if not tx.value(_RECEIPTED, {"report": report, "stage": "acknowledged"}):
            _answer(tx, "recall.acknowledged", said)


def _answer(tx: Transaction, kind: str, recall: Record) -> None:
    """For holder and originator alone; nothing of what the holder built on it."""
    assert tx.viewer is not None
    label = Label(frozenset({tx.viewer.member, recall.member}), Tlp.RED)
    refs = [recall.refs[0], recall.id]
    if kind == "recall.honoured":
        append(tx, "recall.honoured", {"originator": recall.member}, label=label, refs=refs)
    else:
        append(tx, "recall.acknowledged", {"originator": recall.member}, label=label, refs=refs)


def recall_receipts(tx: Transaction, report: UUID) -> list[RecallReceipt]:
    """To the originator all holders', to a holder its own alone."""
    return tx.rows(_RECEIPTS, [report], into=RecallReceipt)


def event_uses(tx: Transaction, report: UUID) -> list[EventUse]:
    """What of the viewer's own picture stood on a report that was recalled."""
    return tx.rows(_EVENT_USES, [report], into=EventUse)


def record_uses(tx: Transaction, report: UUID) -> list[RecordUse]:
    """Products, judgements, tasks: whatever was said that speaks of it, as far as the viewer may read it."""
    return tx.rows(_RECORD_USES, [report], into=RecordUse)


_ORIGINATOR = "SELECT member FROM diwan.record WHERE id = %s AND kind = 'report.filed' AND envelope IS NOT NULL ORDER BY member LIMIT 1"
_READ_TODAY = """
SELECT EXISTS (SELECT FROM diwan.reading_trail WHERE report = %(report)s AND officer = %(officer)s
    AND (read_at AT TIME ZONE 'UTC')::date = (diwan.now() AT TIME ZONE 'UTC')::date)
"""
_OPENED = "SELECT EXISTS (SELECT FROM diwan.opening WHERE report = %s AND member = diwan.my_member())"
_HOLDERS = """
SELECT m.member FROM diwan.record r JOIN diwan.audience_member m ON m.audience = r.audience
WHERE r.id = %s AND r.kind = 'report.recalled' AND m.member <> r.member ORDER BY m.member
"""
_RECEIPTED = """
SELECT EXISTS (SELECT FROM diwan.recall_receipt WHERE report = %(report)s AND stage = %(stage)s
    AND member = diwan.my_member())
"""
_RECALL_OF = """
SELECT r.id FROM diwan.record_ref x JOIN diwan.record r ON r.member = x.member AND r.id = x.record
JOIN diwan.record o ON o.id = x.ref AND o.member = r.member
WHERE x.ref = %s AND r.kind = 'report.recalled' ORDER BY r.at, r.id LIMIT 1
"""
_RECEIPTS = """
SELECT member, min(at) FILTER (WHERE stage = 'honoured') AS honoured_at,
    min(at) FILTER (WHERE stage = 'acknowledged') AS acknowledged_at
FROM diwan.recall_receipt WHERE report = %s GROUP BY member ORDER BY member
"""
_EVENT_USES = (
    "SELECT event, kind, day, claims, others FROM diwan.recalled_use WHERE report = %s ORDER BY day, event"
)
# What is part of every report's own life is no use of it.
_RECORD_USES = """
SELECT r.id, r.kind, r.member, r.at FROM diwan.record_ref x JOIN diwan.record r ON r.member = x.member AND r.id = x.record
WHERE x.ref = %s AND r.kind NOT IN ('report.opened', 'report.read', 'report.recalled', 'recall.honoured',
    'recall.acknowledged', 'label.narrowed', 'label.widened', 'brief.part_fixed')
ORDER BY r.at, r.id
"""
