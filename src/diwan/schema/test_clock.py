"""Time that a test sets. The code below is in no database but those that tests make."""

from typing import Any

import psycopg


def allow_test_clock(connection: psycopg.Connection[Any]) -> None:
    """`SET LOCAL diwan.test_now = '2015-10-01T00:00Z'` then moves `diwan.now()` in this database."""
    connection.execute(
        """
        CREATE OR REPLACE FUNCTION diwan.now() RETURNS timestamptz
        LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
        AS $$ SELECT coalesce(nullif(current_setting('diwan.test_now', true), '')::timestamptz, now()) $$
        """
    )
