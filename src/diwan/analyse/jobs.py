"""The worker's edge of this stage. Every job may run twice, or stop half-way and run again."""

import logging
from uuid import UUID

from diwan import store
from diwan.analyse import queries
from diwan.analyse.look_for_place import look_for_place
from diwan.analyse.read_report import ask_for_pictures, read_report
from diwan.analyse.refresh_picture import current_stages, refresh_picture

log = logging.getLogger("diwan.analyse")


def read_filed_reports(records: list[str]) -> None:
    """Each by itself: one that cannot be read lets the others pass, and is tried again alone."""
    for record in records:
        try:
            read_report(UUID(record))
        except Exception as error:
            if len(records) == 1:
                raise
            log.warning("A report among %d could not be read (%s).", len(records), type(error).__name__)
            with store.as_worker() as tx:
                store.defer(tx, "read_reports", {"records": [record]})


def spread_judgement(record: str) -> None:
    """A judgement was made or withdrawn: those who may read it get their picture of that report anew."""
    with store.as_worker() as tx:
        row = tx.one(queries.JUDGED_REPORT, {"record": UUID(record)})
        if row is not None:
            ask_for_pictures(tx, row["report"], row["audience"])


def spread_place(record: str) -> None:
    """An entry of the gazetteer came or went: whoever may read it gets the reports anew that name it."""
    with store.as_worker() as tx:
        for row in tx.rows(queries.READERS_OF_PLACE, {"record": UUID(record)}):
            store.defer(tx, "look_for_place", {"member": row["member"], "place": str(row["place"])})


def refresh_waiting() -> None:
    """A label changed: whoever lost or gained a report gets the picture of the rest anew."""
    with store.as_worker() as tx:
        for row in tx.rows(queries.WHO_WAITS):
            store.defer(tx, "refresh_picture", {"member": row["viewer"]})


def read_all_again() -> None:
    """After an upgrade or a rebuild: queue every report that today's stage versions have not read."""
    with store.as_worker() as tx:
        for row in tx.rows(queries.UNREAD_REPORTS, {"stages": current_stages()}):
            store.defer(tx, "read_reports", {"records": [str(row["report"])]})


JOBS = {
    "read_reports": read_filed_reports,
    "read_report": lambda record: read_filed_reports([record]),  # as an older version queued it
    "refresh_picture": refresh_picture,
    "spread_judgement": spread_judgement,
    "spread_place": spread_place,
    "look_for_place": look_for_place,
    "refresh_waiting": refresh_waiting,
    "read_all_again": read_all_again,
}
AFTER = {
    "report.filed": ("read_reports",),
    "value.judged": ("spread_judgement",),
    "judgement.withdrawn": ("spread_judgement",),
    "place.added": ("spread_place",),
    "place.withdrawn": ("spread_place",),
    "label.narrowed": ("refresh_waiting",),
    "label.widened": ("refresh_waiting",),
    "report.recalled": ("refresh_waiting",),
}
AFTER_REBUILD = ("read_all_again",)
DERIVED_TABLES = (
    "annotation",
    "edge",
    "event",
    "event_report",
    "report_component",
    "actor",
    "doubt",
    "picture_due",
)
