"""Functions of PostgreSQL itself that speak of everybody's work, or stop it: closed to all roles but the owner.

Row-level security covers tables. Statistics, locks, sizes and transaction numbers grow when somebody else files;
large objects stand outside every policy; a role may cancel what its other sessions do. The views over these functions
ask for the caller's right to the function, so closing the functions closes the views.
"""

_NAMES = (
    r"pg\_stat\_get\_%", r"pg\_stat\_reset%", "pg_lock_status", r"pg\_%blocking\_pids", "pg_isolation_test_session_is_blocked",
    r"pg\_%\_size", "pg_current_xact_id", "pg_current_xact_id_if_assigned", "pg_current_snapshot", r"txid\_current%",
    "txid_status", "pg_xact_status", "pg_export_snapshot", r"pg\_%xact\_%", r"pg\_get\_multixact\_members",
    r"pg\_current\_wal\_%", r"pg\_last\_%", r"pg\_control\_%", r"pg\_get\_replication\_%", "pg_notification_queue_usage",
    "pg_notify", "pg_cancel_backend", "pg_terminate_backend", r"lo\_%", "loread", "lowrite",
)  # fmt: skip
# About one value or one's own locks; the application uses them.
_HARMLESS = ("pg_column_size", r"pg\_advisory\_%", r"pg\_try\_advisory\_%")


def closing_sql(owner: str) -> str:
    """Run by an administrator in Diwan's own database; `owner` is a quoted identifier. Safe to repeat.

    A catalogue belongs to one database: no other of the same server is touched.
    """
    return f"""\
DO $$ DECLARE named regprocedure; BEGIN
    FOR named IN SELECT oid::regprocedure FROM pg_catalog.pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace AND proname LIKE ANY ({_array(_NAMES)})
          AND NOT proname LIKE ANY ({_array(_HARMLESS)})
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', named);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s', named, {_literal(owner)});
    END LOOP;
END $$;"""  # noqa: S608 - our own constants, and a quoted identifier


def _array(patterns: tuple[str, ...]) -> str:
    return "ARRAY[" + ", ".join(map(_literal, patterns)) + "]"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
