"""The viewer is entered, not set: what SQL of a request can and cannot do."""

import psycopg
import pytest

from diwan import access, ledger, store
from diwan.core.errors import NotAllowed
from diwan.core.ids import MemberId


@pytest.fixture
def said(database, as_member):
    """A record of Iraq's own, read by nobody else."""
    with as_member("iraq", write=True) as tx:
        return ledger.append(tx, "note.filed", {"text": "ours"}, label=access.label(tx))


@pytest.fixture
def app(database):
    """A bare connection as the application's role: what an injected statement has."""
    with psycopg.connect(database.app, autocommit=True) as connection:
        yield connection


def visible(connection):
    return connection.execute("SELECT count(*) FROM diwan.record").fetchone()[0]


def test_an_officer_is_seen_as_the_own_member(database, as_member):
    with as_member("iraq") as tx:
        assert tx.value("SELECT diwan.my_member()") == "iraq"
        assert tx.value("SELECT diwan.my_officer()") == tx.viewer.officer


def test_without_a_viewer_nothing_is_there(said, app):
    assert visible(app) == 0
    assert app.execute("SELECT diwan.my_member(), diwan.my_audiences()").fetchone() == (None, [])


def test_a_token_that_nobody_issued_opens_nothing(database):
    stranger = store.service_viewer(MemberId("iraq"))
    with (
        pytest.raises(store.SignInEnded),
        store.acting_as(type(stranger)(stranger.member, None, "diwan_session_00")),
    ):
        pass


FORGERIES = [
    "SELECT set_config('diwan.viewer', 'iraq||', true)",
    "SELECT set_config('diwan.viewer', 'iraq||' || repeat('0', 64), true)",
    "SELECT set_config('diwan.viewer', replace(current_setting('diwan.viewer'), 'syria', 'iraq'), true)",
    "SELECT set_config('diwan.viewer', replace(current_setting('diwan.viewer'), 'syria|', 'iraq|'), false)",
    "SET LOCAL diwan.viewer = 'iraq'",
    "RESET diwan.viewer",
    "RESET ALL",
    "SET LOCAL search_path = pg_temp, diwan, public",
    "SAVEPOINT a; SELECT set_config('diwan.viewer', 'iraq||x', true); ROLLBACK TO SAVEPOINT a",
    "SAVEPOINT a; RESET diwan.viewer; RELEASE SAVEPOINT a",
]


def test_no_statement_makes_one_member_into_another(said, viewer_of, app):
    token = viewer_of("syria").token
    became = []
    for forgery in FORGERIES:
        with app.transaction():
            app.execute("SELECT diwan.enter(%s)", [token])
            app.execute(forgery)
            member = app.execute("SELECT diwan.my_member()").fetchone()[0]
            rows = app.execute("SELECT 1 FROM diwan.record WHERE id = %s", [said.id]).fetchall()
        if member not in ("syria", None) or rows:
            became.append((forgery, member))
    assert became == []


def test_with_policies_switched_off_the_database_refuses_rather_than_shows_all(said, viewer_of, app):
    app.execute("BEGIN")
    app.execute("SELECT diwan.enter(%s)", [viewer_of("syria").token])
    app.execute("SET LOCAL row_security = off")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("SELECT * FROM diwan.record")


REFUSED = [
    "SET ROLE diwan_owner",
    "SET ROLE diwan_worker",
    "SET SESSION AUTHORIZATION diwan_owner",
    "SELECT * FROM diwan.gate_secret",
    "SELECT * FROM diwan.viewer_token",
    "SELECT * FROM diwan.audience",
    "SELECT * FROM diwan.arrival",
    "SELECT * FROM queue.procrastinate_jobs",
    "SELECT nextval('queue.procrastinate_jobs_id_seq')",
    "SELECT diwan.viewer_mac('iraq', '')",
    "SELECT diwan.set_viewer('iraq', NULL)",
    "SELECT diwan.issue_service_token('iraq', '1 hour')",
    "SELECT diwan.issue_viewer_token(gen_random_uuid(), '1 hour')",
    "SELECT diwan.officers_for_sign_in()",
    "SELECT diwan.enter_for_replay('iraq', NULL)",
    "SELECT diwan.reset_reach()",
    "SELECT diwan.intern_audience(ARRAY['iraq'])",
    "INSERT INTO diwan.leaf VALUES ('syria', 1, '', '')",
    "UPDATE diwan.record SET audience = 1",
    "DELETE FROM diwan.leaf",
    "TRUNCATE diwan.record",
    "ALTER TABLE diwan.record DISABLE ROW LEVEL SECURITY",
    "DROP POLICY record_read ON diwan.record",
    "CREATE FUNCTION diwan.my_member() RETURNS text LANGUAGE sql AS $$ SELECT 'iraq' $$",
    "CREATE OR REPLACE FUNCTION public.sha256(bytea) RETURNS bytea LANGUAGE sql AS $$ SELECT $1 $$",
    "CREATE TEMP TABLE gate_secret (inner_key bytea)",
    "CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql AS $$ SELECT $1 $$",
    "CREATE SCHEMA mine",
    "COPY (SELECT 1) TO PROGRAM 'id'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
    "ALTER ROLE diwan_app BYPASSRLS",
]


def test_the_application_is_refused_whatever_is_not_its_own(said, viewer_of, app):
    allowed = []
    app.execute("BEGIN")
    app.execute("SELECT diwan.enter(%s)", [viewer_of("syria").token])
    for statement in REFUSED:
        try:
            with app.transaction():
                app.execute(statement)
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.FeatureNotSupported):
            continue
        allowed.append(statement)
    assert allowed == []


def test_a_second_entry_is_refused_also_after_a_reset(said, viewer_of, app):
    app.execute("BEGIN")
    app.execute("SELECT diwan.enter(%s)", [viewer_of("syria").token])
    app.execute("RESET diwan.viewer")
    app.execute("SELECT pg_advisory_unlock_all()")
    app.execute("SAVEPOINT here")
    with pytest.raises(psycopg.errors.InvalidAuthorizationSpecification):
        app.execute("SELECT diwan.enter(%s)", [viewer_of("iraq").token])


def test_after_the_end_nothing_is_visible_and_no_copy_of_the_setting_helps(said, viewer_of, app):
    with app.transaction():
        app.execute("SELECT diwan.enter(%s)", [viewer_of("iraq").token])
        copied = app.execute("SELECT current_setting('diwan.viewer')").fetchone()[0]
        assert visible(app) > 0
    assert visible(app) == 0
    with app.transaction():
        app.execute("SELECT set_config('diwan.viewer', %s, true)", [copied])
        assert visible(app) == 0


def test_a_copied_setting_helps_no_other_session(said, viewer_of, app, database):
    with app.transaction(), psycopg.connect(database.app) as other:
        app.execute("SELECT diwan.enter(%s)", [viewer_of("iraq").token])
        copied = app.execute("SELECT current_setting('diwan.viewer')").fetchone()[0]
        other.execute("SELECT set_config('diwan.viewer', %s, true)", [copied])
        assert visible(app) > 0
        assert visible(other) == 0


def test_reading_is_read_only_and_stays_so(database, as_member):
    with as_member("iraq") as tx:
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction), tx.savepoint():
            tx.run("SELECT diwan.open_log()")
        with pytest.raises(psycopg.errors.ActiveSqlTransaction), tx.savepoint():
            tx.run("SET TRANSACTION READ WRITE")


def test_what_a_request_sets_for_its_session_does_not_meet_the_next(database, as_member):
    with as_member("iraq") as tx:
        backend = tx.value("SELECT pg_backend_pid()")
        tx.run("SET search_path = pg_temp")
        tx.run("SET statement_timeout = '1h'")
    with as_member("syria") as tx:
        assert tx.value("SELECT pg_backend_pid()") == backend
        assert tx.value("SHOW statement_timeout") == "0"


def test_a_revoked_token_opens_nothing(database, viewer_of):
    viewer = viewer_of("iran")
    with psycopg.connect(database.door) as door:
        door.execute("SELECT diwan.revoke_token(%s)", [viewer.token])
    with pytest.raises(store.SignInEnded), store.acting_as(viewer):
        pass


def test_an_expired_token_opens_nothing(database, viewer_of, clock):
    viewer = viewer_of("iran")
    clock("2100-01-01T00:00+00:00")
    with pytest.raises(store.SignInEnded), store.acting_as(viewer):
        pass


def test_a_reading_api_token_writes_nothing(database, viewer_of):
    officer = viewer_of("russia")
    with psycopg.connect(database.door) as door:
        token = door.execute(
            "SELECT diwan.issue_api_token(%s, 'script', false, '1 day')", [officer.officer]
        ).fetchone()[0]
    reading = type(officer)(officer.member, officer.officer, token)
    with store.acting_as(reading) as tx:
        assert tx.value("SELECT diwan.my_member()") == "russia"
        assert tx.value("SELECT name FROM diwan.my_api_tokens()") == "script"
    with pytest.raises(NotAllowed), store.acting_as(reading, write=True):
        pass


def test_only_the_own_officer_revokes_an_api_token(database, viewer_of, as_member):
    officer = viewer_of("russia")
    with psycopg.connect(database.door) as door:
        door.execute("SELECT diwan.issue_api_token(%s, 'script', true, '1 day')", [officer.officer])
    with as_member("russia") as tx:
        token_id = tx.value("SELECT id FROM diwan.my_api_tokens()")
    with as_member("russia", 1, write=True) as tx:
        assert tx.value("SELECT diwan.revoke_my_api_token(%s)", [token_id]) is False
    with as_member("russia", write=True) as tx:
        assert tx.value("SELECT diwan.revoke_my_api_token(%s)", [token_id]) is True


def test_the_door_reads_nothing_of_the_centre(database):
    with psycopg.connect(database.door) as door, pytest.raises(psycopg.errors.InsufficientPrivilege):
        door.execute("SELECT * FROM diwan.record")


def test_a_job_is_queued_only_if_its_transaction_commits(database, as_member):
    with as_member("iraq", write=True) as tx:
        store.defer(tx, "kept", {"record": "1"})

    def half_way():
        with as_member("iraq", write=True) as tx:
            store.defer(tx, "dropped", {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_way()
    with store.as_worker() as tx:
        assert tx.rows("SELECT task_name, args FROM queue.procrastinate_jobs") == [
            {"task_name": "kept", "args": {"record": "1"}}
        ]


def test_each_member_has_its_own_key_for_derived_ids(database, as_member):
    keys = set()
    for member in ("iraq", "iran", "iraq"):
        with as_member(member) as tx:
            keys.add(store.viewer_key(tx))
    assert len(keys) == 2
