"""With which of the stored reports one report is compared: all that may have an edge with it, by counts of shared keys.

A function of the two texts each: what passes is decided pair by pair, so nothing that a third report holds changes it.
"""

from typing import Any
from uuid import UUID

from diwan import store
from diwan.analyse import queries
from diwan.analyse.copies import LEAST_SHARED, may_have_edge
from diwan.analyse.fingerprint import fingerprint
from diwan.analyse.keys import FIRST_EVENT, QUOTED, RUN
from diwan.core.reading import Reading


def candidates(tx: store.Tx, report: UUID, stages: str, reading: Reading) -> list[dict[str, Any]]:
    """Rows of `queries.CANDIDATES`."""
    # No estimate tells how few share one of so many keys: left to it, the planner would look through every reading.
    tx.run("SET LOCAL enable_seqscan = off")
    found = _sharing(tx, report, stages, reading)
    tx.run("SET LOCAL enable_seqscan = on")
    return tx.rows(queries.CANDIDATES, {"reports": sorted(found), "stages": stages})


def _sharing(tx: store.Tx, report: UUID, stages: str, reading: Reading) -> set[UUID]:
    told = fingerprint(reading)
    asked = {"report": report, "stages": stages}
    found = {
        row["report"]
        for row in tx.rows(queries.SAME_EVENT_CANDIDATES, asked | {"event_keys": sorted(told.event_keys)})
    }
    runs, quoted = told.wording.runs, told.wording.quoted
    counted = {
        "run_keys": [RUN + run for run in runs],
        # What this text quotes and the other tells, and what the other quotes and this one tells.
        "quoted_keys": [RUN + run for run in quoted] + [QUOTED + run for run in runs],
        "first_quoted": QUOTED,
        "first_event": FIRST_EVENT,
        "least": LEAST_SHARED,
    }
    for row in tx.rows(queries.RUNS_SHARED, asked | counted):
        if may_have_edge(min(row["runs"], len(runs)), row["shared"], row["quoted"]):
            found.add(row["report"])
    return found
