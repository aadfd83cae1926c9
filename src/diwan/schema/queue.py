"""The queue's own tables, Procrastinate's, in schema `queue`.

Forced row-level security breaks them, so the application reaches them only through `diwan.defer`.
"""

from typing import Any, cast

import psycopg


def apply_queue(connection: psycopg.Connection[Any]) -> None:
    row = connection.execute("SELECT to_regclass('queue.procrastinate_jobs') IS NOT NULL").fetchone()
    if row is not None and row[0]:
        return
    from procrastinate.schema import SchemaManager  # noqa: PLC0415 slow to import, needed once a database

    connection.execute("SET LOCAL search_path = queue, pg_catalog")
    connection.execute(cast("Any", SchemaManager.get_schema()))
    # Its worker would be woken by NOTIFY; any session may LISTEN and learn that somebody filed, and the job's
    # number. Ours asks instead (decision 0053).
    for trigger in ("inserted", "aborted"):
        connection.execute(
            cast(
                "Any", f"DROP TRIGGER procrastinate_jobs_notify_queue_job_{trigger}_v1 ON procrastinate_jobs"
            )
        )
    connection.execute("SET LOCAL search_path TO DEFAULT")
