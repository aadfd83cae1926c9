"""Which sources are due. Runs in the worker, which sees that they are due and nothing of what they bring."""

import datetime as dt

from diwan import store
from diwan.core.clock import springs
from diwan.gather import queries
from diwan.gather.connectors import CONNECTORS

QUEUED_FOR = dt.timedelta(minutes=5)  # a queued look that was lost is queued again after this
MOST_AT_ONCE = 200


def queue_due_looks() -> int:
    """Queue a look at each source that is due, once; the number queued. Two schedulers do not double it."""
    now = springs.now()
    with store.as_worker() as tx:
        # One scheduler at a time; the other finds them postponed.
        tx.run("SELECT pg_advisory_xact_lock(hashtextextended('diwan.queue_due_looks', 40))")
        due = tx.rows(queries.DUE, {"kinds": sorted(CONNECTORS), "now": now, "limit": MOST_AT_ONCE})
        for row in due:
            tx.run(queries.POSTPONE, {**row, "until": now + QUEUED_FOR})
            store.defer(tx, "look_at_source", {"member": row["member"], "source": str(row["source"])})
    return len(due)
