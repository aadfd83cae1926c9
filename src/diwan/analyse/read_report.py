"""Job: read one report and compare it with all that share a fingerprint, once, for everybody who may read both.

Runs as the worker, which sees both ends of an edge and serves no request. A crash leaves either nothing or all of
it: annotation, edges and the marks for the readers' pictures are one transaction, and running it again gives the same.
"""

from uuid import UUID

import psycopg.types.json as pg_json

from diwan import process, store
from diwan.analyse import queries
from diwan.analyse.candidates import candidates
from diwan.analyse.edges import candidate_keys, edges
from diwan.analyse.stored import body_of, readings_of, report_of, stages_of
from diwan.core.picture import Edge


def read_report(report: UUID) -> None:
    """Annotate the report under its own label, replace its edges, and ask for its readers' pictures."""
    with store.as_worker() as tx:
        row = tx.one(queries.REPORT_TO_READ, {"report": report})
    if row is None:
        return  # recalled before it was read
    # Outside a transaction: reading a long report must not hold one open.
    reading = process.read(report_of(row))
    stages, keys = stages_of(reading), sorted(candidate_keys(reading))
    with store.as_worker() as tx:
        # One at a time: of two reports read side by side neither would meet the other; and none while an
        # originator changes a label (diwan.follow_report).
        tx.run("SELECT pg_advisory_xact_lock(hashtext('diwan.link'))")
        row = tx.one(queries.REPORT_TO_READ, {"report": report})
        if row is None:
            return
        tx.run(
            queries.SAVE_ANNOTATION,
            {
                "report": report,
                "stages": stages,
                "member": row["member"],
                "audience": row["audience"],
                "reading": body_of(reading),
                "keys": keys,
            },
        )
        tx.run(queries.FORGET_OLD_ANNOTATIONS, {"report": report, "stages": stages})
        tx.run(queries.FORGET_EDGES, {"report": report})
        audiences = {str(report): row["audience"]}
        found: list[Edge] = []
        others = candidates(tx, report, stages, reading)
        for other, other_reading in zip(others, readings_of(tx, others, stages), strict=True):
            audiences[str(other["report"])] = other["audience"]
            found += edges(reading, other_reading)
        tx.many(
            queries.SAVE_EDGE,
            [
                {
                    "taker": edge.taker,
                    "taken": edge.taken,
                    "relation": edge.relation.value,
                    "taker_audience": audiences[edge.taker],
                    "taken_audience": audiences[edge.taken],
                    "score": edge.score,
                    "why": edge.why,
                    "facts": pg_json.Json([list(fact) for fact in edge.facts]),
                }
                for edge in found
            ],
        )
        ask_for_pictures(tx, report, row["audience"])
        store.defer(tx, "index_report", {"record": str(report)})


def ask_for_pictures(tx: store.Tx, report: UUID, audience: int) -> None:
    """Mark the report as due in the picture of each of its readers, and queue their refresh."""
    tx.run(queries.MARK_DUE, {"report": report, "audience": audience})
    for row in tx.rows(queries.READERS, {"audience": audience}):
        store.defer(tx, "refresh_picture", {"member": row["member"]})
