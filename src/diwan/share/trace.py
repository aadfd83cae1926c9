"""Reading leaves a trace: after the page was made, in a transaction of its own, which may fail without the page."""

import logging
from collections.abc import Iterable
from uuid import UUID

import psycopg

from diwan import store
from diwan.core.errors import DiwanError
from diwan.core.viewer import Viewer
from diwan.ledger import receipts
from diwan.share import queries

log = logging.getLogger("diwan.trace")

MOST_OF_ONE_ITEM = 20  # reports of a mailbox for which taking its bytes counts as opening


def opened(viewer: Viewer, reports: Iterable[UUID]) -> None:
    for report in reports:
        try:
            receipts.leave_trace(viewer, report)
        except (DiwanError, psycopg.Error):
            # A full disk must not keep an officer from reading; what was read stands on the page all the same.
            log.exception("The trace of a reading could not be kept")


def evidence_taken(viewer: Viewer, item: UUID) -> None:
    """The bytes hold the words of every report that came out of them."""
    with store.acting_as(viewer) as tx:
        rows = tx.rows(queries.REPORTS_OF_ITEM, {"item": item, "most": MOST_OF_ONE_ITEM})
    opened(viewer, [row["report"] for row in rows])
