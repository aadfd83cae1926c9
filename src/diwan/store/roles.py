"""The four roles, the database, and the marks that let the gate use indexes.

On a foreign PostgreSQL an administrator runs what `prepare_sql` prints; Diwan never asks for a superuser.
"""

import base64
import hashlib
import hmac
import secrets
from pathlib import Path
from typing import Any, cast

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from diwan.store.connections import Connections
from diwan.store.passwords import APP, DOOR, OWNER, ROLES, WORKER, password
from diwan.store.side_doors import closing_sql

_SCRAM_ROUNDS = 4096  # PostgreSQL's default

# Under row-level security PostgreSQL uses no index for an operator whose function might leak its arguments.
# These compare and return; their errors, if any, tell nothing of a row's content.
MARKS = (
    "ts_match_vq(tsvector, tsquery)",
    "ts_match_qv(tsquery, tsvector)",
    "box_overlap(box, box)",
    "box_contained(box, box)",
    "box_contain(box, box)",
    "range_overlaps(anyrange, anyrange)",
    "range_contains_elem(anyrange, anyelement)",
    "arrayoverlap(anyarray, anyarray)",
    "arraycontains(anyarray, anyarray)",
    "arraycontained(anyarray, anyarray)",
)


def make_roles_and_database(connections: Connections, passwords: dict[str, str]) -> None:
    """For the embedded server: as its administrator. Safe to repeat."""
    assert connections.admin is not None
    with psycopg.connect(connections.to_database("postgres").admin or "", autocommit=True) as admin:
        for role in ROLES:
            if admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is None:
                admin.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOINHERIT PASSWORD {}").format(
                        sql.Identifier(role), sql.Literal(passwords[role])
                    )
                )
            undo_own_changes(admin, role, passwords[role])
        for role in (APP, WORKER, DOOR):
            admin.execute(f"GRANT {role} TO {OWNER} WITH INHERIT FALSE, SET TRUE")
        if admin.execute("SELECT 1 FROM pg_database WHERE datname = 'diwan'").fetchone() is None:
            # From template0: nobody's changes to template1 come in.
            admin.execute(f"CREATE DATABASE diwan OWNER {OWNER} TEMPLATE template0")
    prepare_database(connections)


def undo_own_changes(admin: psycopg.Connection[Any], role: str, secret: str) -> None:
    """PostgreSQL lets every role change its own password and settings, so SQL in a request could leave both to the
    next session. They are put back at each start."""
    named = sql.Identifier(role)
    admin.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(named, sql.Literal(scram_verifier(secret))))
    admin.execute(sql.SQL("ALTER ROLE {} RESET ALL").format(named))
    changed = admin.execute(
        "SELECT datname FROM pg_db_role_setting s JOIN pg_database d ON d.oid = setdatabase WHERE setrole = %s::regrole",
        [role],
    ).fetchall()
    for (database,) in changed:
        admin.execute(
            sql.SQL("ALTER ROLE {} IN DATABASE {} RESET ALL").format(named, sql.Identifier(database))
        )


def prepare_database(connections: Connections) -> None:
    """Close one database of the embedded server and mark its operators. Needed once a database."""
    with psycopg.connect(connections.admin or "", autocommit=True) as admin:
        database = sql.Identifier(admin.info.dbname)
        admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
        admin.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}, {}, {}").format(
                database, *map(sql.Identifier, (APP, WORKER, DOOR))
            )
        )
        for mark in MARKS:
            admin.execute(f"ALTER FUNCTION pg_catalog.{mark} LEAKPROOF")
        admin.execute(cast("Any", closing_sql(_identifier(OWNER))))


def missing(connections: Connections) -> list[str]:
    """What `prepare_sql` would mend, one sentence each; roles first, then marks."""
    with psycopg.connect(connections.owner) as owner:
        found = []
        if owner.info.server_version < 160000:
            found.append(f"PostgreSQL 16 or later is needed, this is {owner.info.server_version // 10000}.")
        for role in (APP, WORKER, DOOR):
            row = owner.execute(
                "SELECT rolsuper OR rolbypassrls, pg_has_role(rolname, 'SET') FROM pg_roles WHERE rolname = %s",
                [role],
            ).fetchone()
            if row is None:
                found.append(f"The role {role} is missing.")
            elif row[0]:
                found.append(f"The role {role} bypasses row-level security and must not.")
            elif not row[1]:
                found.append(f"The owner may not SET ROLE {role}.")
        for mark in MARKS:
            row = owner.execute(
                "SELECT proleakproof FROM pg_proc WHERE oid = to_regprocedure(%s)", [f"pg_catalog.{mark}"]
            ).fetchone()
            if row is not None and not row[0]:
                found.append(f"The function {mark} is not marked LEAKPROOF: search and maps will be slow.")
        if owner.execute(
            "SELECT has_function_privilege(%s, 'pg_lock_status()', 'EXECUTE')", [APP]
        ).fetchone() == (True,):
            found.append(
                "Statistics and locks of the server are open to the application: they tell of everybody's work."
            )
    return found


def prepare_sql(home: Path, database_url: str | None = None) -> str:
    """The SQL that an administrator of a PostgreSQL of one's own runs once, in Diwan's database.

    Names the owner and database of `database_url`, else `diwan_owner` and `diwan`. Passwords stand in it
    as SCRAM verifiers, made anew each time: whoever reads the text cannot sign in with it.
    """
    named = conninfo_to_dict(database_url) if database_url else {}
    owner = _identifier(str(named.get("user") or OWNER))
    database = _identifier(str(named.get("dbname") or "diwan"))
    lines = ["-- Run as a superuser, connected to Diwan's own database."]
    for role in (APP, WORKER, DOOR):
        lines += [
            f"DO $$ BEGIN CREATE ROLE {role} LOGIN NOINHERIT; EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
            f"ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS PASSWORD '{scram_verifier(password(home, role))}';",
            f"GRANT {role} TO {owner} WITH INHERIT FALSE, SET TRUE;",
            f"GRANT CONNECT ON DATABASE {database} TO {role};",
        ]
    lines += [
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC;",
        f"GRANT ALL ON DATABASE {database} TO {owner};",
        *(f"ALTER FUNCTION pg_catalog.{mark} LEAKPROOF;" for mark in MARKS),
        "-- Statistics, locks, sizes and the like tell of everybody's work: for the owner alone.",
        closing_sql(owner),
    ]
    return "\n".join(lines) + "\n"


def scram_verifier(text: str, salt: bytes | None = None) -> str:
    """What PostgreSQL keeps instead of a password: RFC 5803's parts in PostgreSQL's order."""
    salt = salt or secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", text.encode(), salt, _SCRAM_ROUNDS)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    parts = (base64.b64encode(part).decode() for part in (salt, stored, server))
    return "SCRAM-SHA-256${}:{}${}:{}".format(_SCRAM_ROUNDS, *parts)


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
