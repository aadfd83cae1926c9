"""The worker's edge of this room. Every job may run twice."""

from uuid import UUID

from diwan.core.ids import MemberId
from diwan.ledger import receipts


def trace_reading(member: str, officer: str, report: str) -> None:
    receipts.trace_reading(MemberId(member), UUID(officer), UUID(report))


def honour_recalls(record: str) -> None:
    receipts.ask_to_honour(UUID(record))


def honour_recall(record: str, member: str) -> None:
    receipts.honour(MemberId(member), UUID(record))


JOBS = {"trace_reading": trace_reading, "honour_recalls": honour_recalls, "honour_recall": honour_recall}
AFTER = {"report.recalled": ("honour_recalls",)}
