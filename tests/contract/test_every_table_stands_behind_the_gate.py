"""Walks the catalogue: what stands in schema `diwan` is gated, listed, closed to PUBLIC."""

import re
from pathlib import Path

import psycopg
import pytest

from diwan.entry import wiring

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "tables.md"
LISTED = {
    found[1]: (found[2], found[3])
    for found in re.finditer(r"^\| `(\w+)` \| (\w+) \| (\w+) \|", PAGE.read_text("utf-8"), re.MULTILINE)
}


@pytest.fixture
def ask(database):
    def asking(statement):
        with psycopg.connect(database.owner) as owner:
            return owner.execute(statement).fetchall()

    return asking


def test_every_table_is_listed_with_its_class(ask):
    found = {row[0] for row in ask("SELECT tablename FROM pg_tables WHERE schemaname = 'diwan'")}
    assert found == set(LISTED)


def test_every_table_is_under_forced_row_level_security(ask):
    loose = ask(
        "SELECT relname FROM pg_class WHERE relnamespace = 'diwan'::regnamespace AND relkind IN ('r', 'p')"
        " AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    assert loose == []


def test_every_table_has_a_policy_for_those_who_read_it_and_no_other_grant(ask):
    policies = ask(
        "SELECT tablename, role::text FROM pg_policies, unnest(roles) role WHERE schemaname = 'diwan' GROUP BY 1, 2"
    )
    may = {(table, role) for table, role in policies}
    for table, (_, gate) in LISTED.items():
        assert ((table, "diwan_app") in may) == (gate != "owner"), table
    granted = ask(
        "SELECT table_name, grantee FROM information_schema.role_table_grants WHERE table_schema = 'diwan'"
        " AND grantee IN ('diwan_app', 'diwan_worker', 'diwan_door', 'PUBLIC') GROUP BY 1, 2"
    )
    assert set(granted) <= may


def test_no_policy_asks_the_gate_once_a_row(ask):
    """A bare `my_audiences()` would be evaluated for every row; within `(SELECT …)` once a query."""
    bare = re.compile(r"(?<!SELECT )diwan\.(?:my_\w+|reads_here)\(")
    for table, policy, condition, check in ask(
        "SELECT tablename, policyname, coalesce(qual, ''), coalesce(with_check, '') FROM pg_policies WHERE schemaname = 'diwan'"
    ):
        assert not bare.search(condition + check), (table, policy)


def test_what_a_rebuild_empties_is_what_the_page_says():
    listed = {kind: {t for t, (k, _) in LISTED.items() if k == kind} for kind in ("projection", "derived")}
    assert listed["projection"] == set(wiring.projection_tables())
    assert listed["derived"] == set(wiring.derived_tables())


def test_no_function_is_open_to_everybody_or_looks_things_up_where_a_request_may_put_them(ask):
    assert (
        ask(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'diwan'::regnamespace"
            " AND (has_function_privilege('public', oid, 'EXECUTE')"
            # a body that was bound when the function was made looks nothing up any more
            "      OR prosqlbody IS NULL AND NOT coalesce(array_to_string(proconfig, ',') LIKE '%search_path=%', false))"
        )
        == []
    )


def test_the_door_and_the_application_share_no_table(ask):
    assert (
        ask(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('diwan', 'queue')"
            " AND has_any_column_privilege('diwan_door', format('%I.%I', schemaname, tablename), 'SELECT')"
        )
        == []
    )
    for role in ("diwan_app", "diwan_worker"):
        assert ask(f"SELECT has_schema_privilege('{role}', 'web', 'USAGE')") == [(False,)]


def test_no_role_of_ours_can_step_around_the_gate(ask):
    assert (
        ask(
            "SELECT rolname FROM pg_roles WHERE rolname IN ('diwan_app', 'diwan_worker', 'diwan_door', 'diwan_owner')"
            " AND (rolsuper OR rolbypassrls OR rolcreaterole)"
        )
        == []
    )
    assert (
        ask("SELECT 1 FROM pg_auth_members WHERE member IN ('diwan_app'::regrole, 'diwan_door'::regrole)")
        == []
    )


def test_no_foreign_key_answers_about_hidden_rows(ask):
    """Between the owner's own interned audiences it answers nobody."""
    assert ask(
        "SELECT conrelid::regclass::text FROM pg_constraint"
        " WHERE contype = 'f' AND connamespace = 'diwan'::regnamespace"
    ) == [("diwan.audience_member",)]
