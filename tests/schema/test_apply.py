"""The schema is brought to this version whole, once, and says when it cannot."""

import psycopg
import pytest

from diwan import schema


def test_applying_twice_changes_nothing(database):
    def catalogue(owner):
        return owner.execute(
            "SELECT tablename, policyname, roles::text, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2"
        ).fetchall(), owner.execute(
            "SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants"
            " WHERE table_schema = 'diwan' ORDER BY 1, 2, 3"
        ).fetchall()

    with psycopg.connect(database.owner) as owner:
        before, secret = catalogue(owner), owner.execute("SELECT * FROM diwan.gate_secret").fetchall()
        schema.apply_schema(owner)
        assert catalogue(owner) == before
        assert owner.execute("SELECT * FROM diwan.gate_secret").fetchall() == secret
        assert len(secret) == 1


def test_a_released_table_file_that_changed_is_refused_by_name(database):
    with psycopg.connect(database.owner) as owner:
        owner.execute("UPDATE diwan.applied SET sha256 = 'other' WHERE file = 'tables/20_ledger.sql'")
        with pytest.raises(schema.SchemaChanged, match=r"tables/20_ledger\.sql"):
            schema.apply_schema(owner)


def test_an_upgrade_takes_away_policies_and_grants_that_no_file_names(database):
    with psycopg.connect(database.owner) as owner:
        owner.execute("CREATE POLICY forgotten ON diwan.record TO diwan_app USING (true)")
        owner.execute("GRANT SELECT ON diwan.arrival TO diwan_app")
        schema.apply_schema(owner)
        assert owner.execute("SELECT 1 FROM pg_policies WHERE policyname = 'forgotten'").fetchall() == []
        assert owner.execute(
            "SELECT has_table_privilege('diwan_app', 'diwan.arrival', 'SELECT')"
        ).fetchone() == (False,)


def test_the_clock_moves_only_where_a_test_allowed_it(database_server, database):
    with psycopg.connect(database.app, options="-c diwan.test_now=2001-01-01T00:00Z") as app:
        assert app.execute("SELECT diwan.now()").fetchone()[0].year == 2001
    with psycopg.connect(database.owner) as owner:
        schema.apply_schema(owner)  # what a centre has: the test's function is gone
    with psycopg.connect(database.app, options="-c diwan.test_now=2001-01-01T00:00Z") as app:
        assert app.execute("SELECT diwan.now() = now()").fetchone() == (True,)


def test_the_application_finds_no_way_to_the_frameworks_tables(database):
    with psycopg.connect(database.app, autocommit=True) as app:
        for statement in (
            "SELECT * FROM queue.procrastinate_jobs",
            "CREATE TABLE web.mine ()",
            "CREATE TABLE public.mine ()",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(statement)


def test_a_table_without_a_policy_is_closed_to_everybody(database):
    with psycopg.connect(database.owner) as owner:
        owner.execute("CREATE TABLE diwan.forgotten AS SELECT 1 AS n")
        owner.execute("GRANT SELECT ON diwan.forgotten TO diwan_app")
        schema.apply_schema(owner)
        assert owner.execute("SELECT * FROM diwan.forgotten").fetchall() == []
        assert owner.execute(
            "SELECT has_table_privilege('diwan_app', 'diwan.forgotten', 'SELECT')"
        ).fetchone() == (False,)
