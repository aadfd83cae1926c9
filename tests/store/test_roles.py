"""What a PostgreSQL of one's own needs."""

from urllib.parse import quote

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from diwan import schema, store
from diwan.core.errors import StoreMissing
from diwan.core.ids import MemberId


@pytest.fixture
def administrator(database_server):
    with psycopg.connect(database_server.to_database("postgres").admin, autocommit=True) as admin:
        yield admin


def test_the_embedded_database_misses_nothing(database):
    assert store.missing(database) == []


def test_what_is_missing_is_named_and_the_printed_sql_mends_it(database, tmp_path, administrator):
    with psycopg.connect(database.admin, autocommit=True) as admin:
        admin.execute("ALTER FUNCTION ts_match_vq(tsvector, tsquery) NOT LEAKPROOF")
        admin.execute("REVOKE diwan_worker FROM diwan_owner")
        assert store.missing(database) == [
            "The owner may not SET ROLE diwan_worker.",
            "The function ts_match_vq(tsvector, tsquery) is not marked LEAKPROOF: search and maps will be slow.",
        ]
        url = f"postgresql://diwan_owner@localhost/{admin.info.dbname}"
        home = database.data.parent  # the same passwords as before
        admin.execute(store.prepare_sql(home, url))
    assert store.missing(database) == []
    with psycopg.connect(database.app) as app:  # the verifier stands for the same password
        assert app.execute("SELECT current_user").fetchone() == ("diwan_app",)


def test_a_role_that_bypasses_the_gate_is_named(database, administrator):
    administrator.execute("ALTER ROLE diwan_door BYPASSRLS")
    try:
        assert store.missing(database) == ["The role diwan_door bypasses row-level security and must not."]
    finally:
        administrator.execute("ALTER ROLE diwan_door NOBYPASSRLS")


def test_the_printed_sql_holds_no_password(tmp_path):
    text = store.prepare_sql(tmp_path)
    assert store.password(tmp_path, "diwan_app") not in text
    assert 'GRANT diwan_app TO "diwan_owner"' in text


def test_marked_operators_use_an_index_under_the_gate(database, as_member):
    with psycopg.connect(database.owner) as owner:
        owner.execute("CREATE TABLE diwan.probe (audience int, words tsvector)")
        owner.execute("CREATE INDEX probe_words ON diwan.probe USING gin (words)")
        owner.execute("ALTER TABLE diwan.probe ENABLE ROW LEVEL SECURITY")
        owner.execute(
            "CREATE POLICY probe_read ON diwan.probe FOR SELECT TO diwan_app"
            " USING (audience = ANY ((SELECT diwan.my_audiences())::int[]))"
        )
        owner.execute("GRANT SELECT ON diwan.probe TO diwan_app")
    with as_member("iraq") as tx:
        tx.run("SET LOCAL enable_seqscan = off")
        plan = tx.rows("EXPLAIN SELECT 1 FROM diwan.probe WHERE words @@ to_tsquery('simple', 'x')")
    assert any("probe_words" in row["QUERY PLAN"] for row in plan)


def test_an_address_that_is_none_is_refused_with_the_mend(tmp_path):
    with pytest.raises(StoreMissing, match="postgresql://"), store.running(tmp_path, "mysql://x/y"):
        pass


def test_an_owner_of_another_name_works_as_well(database, administrator):
    administrator.execute("CREATE ROLE somebody LOGIN PASSWORD 'x' NOSUPERUSER")
    administrator.execute(
        "GRANT diwan_app, diwan_worker, diwan_door TO somebody WITH INHERIT FALSE, SET TRUE"
    )
    administrator.execute("CREATE DATABASE elsewhere OWNER somebody TEMPLATE template0")
    try:
        with psycopg.connect(database.to_database("elsewhere").admin) as admin:
            admin.execute("SET SESSION AUTHORIZATION somebody")
            schema.apply_schema(admin)
            schema.apply_schema(admin)
        with psycopg.connect(make_conninfo(database.app, dbname="elsewhere")) as app:
            assert app.execute("SELECT diwan.my_member()").fetchone() == (None,)
    finally:
        administrator.execute("DROP DATABASE elsewhere WITH (FORCE)")
        administrator.execute("DROP ROLE somebody")


def test_a_database_is_reached_by_its_address_alone(database):
    home = database.data.parent
    server = conninfo_to_dict(database.owner)
    url = f"postgresql://diwan_owner:{quote(server['password'])}@/{server['dbname']}?host={quote(server['host'], safe='')}"
    with store.running(home, url) as connections:
        assert store.missing(connections) == []
        store.use(connections)
        with store.acting_as(store.service_viewer(MemberId("iran"))) as tx:
            assert tx.value("SELECT diwan.my_member()") == "iran"
