"""The queue's own tables, Procrastinate's, in schema `queue`.

Forced row-level security breaks them, so the application reaches them only through `diwan.defer`.
"""

from typing import Any, cast

import psycopg

# NOTIFY would wake its worker; any session may LISTEN and learn that somebody filed, and the job's number. Ours asks
# instead (decision 0053). Its diary of each job's states is read by nobody, and each line of it cost as much as the job.
_UNUSED = (
    "procrastinate_jobs_notify_queue_job_inserted_v1",
    "procrastinate_jobs_notify_queue_job_aborted_v1",
    "procrastinate_trigger_status_events_insert_v1",
    "procrastinate_trigger_status_events_update_v1",
    "procrastinate_trigger_scheduled_events_v1",
)


def apply_queue(connection: psycopg.Connection[Any]) -> None:
    row = connection.execute("SELECT to_regclass('queue.procrastinate_jobs') IS NOT NULL").fetchone()
    if row is None or not row[0]:
        from procrastinate.schema import SchemaManager  # noqa: PLC0415 slow to import, needed once a database

        connection.execute("SET LOCAL search_path = queue, pg_catalog")
        connection.execute(cast("Any", SchemaManager.get_schema()))
        connection.execute("SET LOCAL search_path TO DEFAULT")
    for trigger in _UNUSED:
        connection.execute(cast("Any", f"DROP TRIGGER IF EXISTS {trigger} ON queue.procrastinate_jobs"))
