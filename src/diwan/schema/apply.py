"""Bring a database to this version: one transaction, all or nothing, safe to repeat."""

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, cast

import psycopg

from diwan.core.errors import DiwanError
from diwan.schema.queue import apply_queue

_ONE_AT_A_TIME = 7203_1915  # an advisory lock: two processes starting at once


class SchemaChanged(DiwanError):
    """A table file differs from what this database was made with."""


def apply_schema(connection: psycopg.Connection[Any]) -> None:
    """`connection` is the owner's. Tables and migrations once; functions, policies and grants whole."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        _lay_ground(connection)
        for folder in ("tables", "migrations"):
            for name, text in _sql_files(folder):
                _apply_once(connection, f"{folder}/{name}", text)
        apply_queue(connection)
        connection.execute(
            "REVOKE ALL ON ALL TABLES IN SCHEMA diwan FROM PUBLIC, diwan_app, diwan_worker, diwan_door"
        )
        # Twice: functions may call each other across files, so bodies are checked in the second round.
        connection.execute("SET LOCAL check_function_bodies = off")
        _apply_whole(connection, "functions")
        connection.execute("SET LOCAL check_function_bodies = on")
        _apply_whole(connection, "functions")
        _drop_policies(connection)
        _apply_whole(connection, "policies")
        connection.execute(cast("Any", (files("diwan.schema") / "grants.sql").read_text("utf-8")))


def file_names() -> frozenset[str]:
    """Of what is applied once, as table `applied` names it."""
    return frozenset(
        f"{folder}/{name}" for folder in ("tables", "migrations") for name, _ in _sql_files(folder)
    )


def _sql_files(folder: str) -> list[tuple[str, str]]:
    found: list[Traversable] = []
    if (place := files("diwan.schema") / folder).is_dir():
        found = [f for f in place.iterdir() if f.name.endswith(".sql")]
    return sorted((f.name, f.read_text("utf-8")) for f in found)


def _lay_ground(connection: psycopg.Connection[Any]) -> None:
    connection.execute(
        """
        CREATE SCHEMA IF NOT EXISTS diwan;
        CREATE SCHEMA IF NOT EXISTS web AUTHORIZATION diwan_door;
        CREATE SCHEMA IF NOT EXISTS queue;
        ALTER DEFAULT PRIVILEGES IN SCHEMA diwan REVOKE ALL ON TABLES FROM PUBLIC;
        ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
        CREATE TABLE IF NOT EXISTS diwan.applied (
            file text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()
        );
        """
    )


def _apply_once(connection: psycopg.Connection[Any], name: str, text: str) -> None:
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = connection.execute("SELECT sha256 FROM diwan.applied WHERE file = %s", [name]).fetchone()
    if known is None:
        connection.execute(cast("Any", text))
        connection.execute("INSERT INTO diwan.applied (file, sha256) VALUES (%s, %s)", [name, digest])
    elif known[0] != digest:
        raise SchemaChanged(
            f"{name}: write a migration instead, or remove ./var/centre if nothing in it counts."
        )


def _apply_whole(connection: psycopg.Connection[Any], folder: str) -> None:
    for _, text in _sql_files(folder):
        connection.execute(cast("Any", text))


def _drop_policies(connection: psycopg.Connection[Any]) -> None:
    """A policy whose file is gone must not stay; the transaction holds everybody out meanwhile."""
    connection.execute(
        """
        DO $$ DECLARE p record; BEGIN
            FOR p IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'diwan' LOOP
                EXECUTE format('DROP POLICY %I ON diwan.%I', p.policyname, p.tablename);
            END LOOP;
        END $$
        """
    )
