"""The database's own side doors: what SQL in a request of one member must not learn, keep or stop."""

import json
import secrets
import uuid

import psycopg
import pytest

from diwan import access, gather, ledger, store
from diwan.core.errors import NotAllowed
from diwan.core.ids import MemberId
from diwan.entry.worker import run_until_idle
from diwan.ledger.envelope import key_id, payload_of, sign
from diwan.ledger.wires import keys_in_use
from diwan.store.gate import _app_pool
from diwan.store.roles import undo_own_changes


@pytest.fixture
def app(database):
    with psycopg.connect(database.app, autocommit=True) as connection:
        yield connection


CLOSED = [
    "SELECT n_tup_ins FROM pg_stat_user_tables",  # grows when somebody files
    "SELECT seq_scan FROM pg_stat_all_tables",
    "SELECT idx_scan FROM pg_stat_user_indexes",
    "SELECT heap_blks_read FROM pg_statio_user_tables",
    "SELECT query, query_start FROM pg_stat_activity",
    "SELECT xact_commit FROM pg_stat_database",
    "SELECT wal_bytes FROM pg_stat_wal",
    "SELECT writes FROM pg_stat_io",
    "SELECT * FROM pg_stat_bgwriter",
    "SELECT objid FROM pg_locks",
    "SELECT pg_blocking_pids(1)",
    "SELECT pg_relation_size('diwan.record')",
    "SELECT pg_total_relation_size('diwan.evidence')",
    "SELECT pg_table_size('diwan.item')",
    "SELECT pg_indexes_size('diwan.item')",
    "SELECT pg_database_size(current_database())",
    "SELECT pg_current_wal_lsn()",
    "SELECT pg_current_wal_insert_lsn()",
    "SELECT pg_current_xact_id()",
    "SELECT txid_current()",
    "SELECT txid_current_snapshot()",
    "SELECT pg_current_snapshot()",
    "SELECT pg_export_snapshot()",
    "SELECT pg_xact_status('800')",
    "SELECT pg_last_committed_xact()",
    "SELECT pg_control_checkpoint()",
    "SELECT * FROM pg_statistic",
    "SELECT last_value FROM diwan.audience_id_seq",
    "SELECT currval('diwan.audience_id_seq')",
    "SELECT lo_create(0)",
    "SELECT lo_from_bytea(0, 'kept for somebody else')",
    "SELECT lo_get(1)",
    "SELECT pg_notify('anybody', 'x')",
    "SELECT pg_cancel_backend(1)",
    "SELECT pg_terminate_backend(1)",
    "SELECT pg_ls_dir('.')",
    "SELECT pg_ls_waldir()",
    "COPY diwan.record TO '/tmp/x'",
    "LOCK TABLE diwan.leaf IN SHARE MODE",
    "LOCK TABLE diwan.record IN ACCESS EXCLUSIVE MODE",
    "SET LOCAL session_replication_role = 'replica'",
    "SET LOCAL log_min_messages = 'debug5'",
    "LOAD 'auto_explain'",
    "SELECT diwan.is_in_office('iraq', gen_random_uuid())",
    "SELECT diwan.drop_from_picture('iraq', gen_random_uuid())",
]


def test_what_the_server_knows_of_everybodys_work_is_closed(viewer_of, app):
    answered = []
    app.execute("BEGIN")
    app.execute("SELECT diwan.enter(%s)", [viewer_of("syria").token])
    for statement in CLOSED:
        try:
            with app.transaction():
                app.execute(statement)
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.FeatureNotSupported):
            continue
        answered.append(statement)
    assert answered == []


def test_statistics_and_numbers_of_sequences_say_nothing(viewer_of, app, as_member):
    for _ in range(3):
        with as_member("iraq", write=True) as tx:
            ledger.append(tx, "note.filed", {"text": "ours"}, label=access.label(tx))
    with app.transaction():
        app.execute("SELECT diwan.enter(%s)", [viewer_of("syria").token])
        assert app.execute("SELECT count(*) FROM pg_stats WHERE schemaname = 'diwan'").fetchone() == (0,)
        assert app.execute("SELECT count(*) FROM pg_sequences WHERE last_value IS NOT NULL").fetchone() == (
            0,
        )


LEAKY = [
    "SELECT 1 FROM diwan.record WHERE 1 / (CASE WHEN kind = 'note.hidden' THEN 0 ELSE 1 END) = 1",
    "SELECT 1 FROM diwan.evidence WHERE (CASE WHEN name = 'hidden.txt' THEN name::int ELSE 1 END) = 1",
]


def test_an_error_in_a_condition_never_meets_a_hidden_row(as_member):
    with as_member("iraq", write=True) as tx:
        evidence = ledger.Evidence(b"secret", name="hidden.txt")
        ledger.append(tx, "note.hidden", {"text": "ours"}, label=access.label(tx), evidence=evidence)
    for leaky in LEAKY:
        with as_member("syria") as tx:
            tx.run(leaky)
        with as_member("iraq") as tx, pytest.raises(psycopg.DataError), tx.savepoint():
            tx.run(leaky)  # to whom the row belongs meets it


def test_nothing_that_a_request_leaves_in_its_session_serves_the_next_viewer(as_member):
    with as_member("syria") as tx:
        backend = tx.value("SELECT pg_backend_pid()")
        tx.run("DECLARE kept CURSOR WITH HOLD FOR SELECT member FROM diwan.officer")
        tx.run("PREPARE _pg3_0 AS SELECT 'what Syria wants'")
        tx.run("SELECT pg_advisory_lock_shared(7)")
    with as_member("iraq") as tx:
        assert tx.value("SELECT pg_backend_pid()") == backend
        with pytest.raises(psycopg.errors.InvalidCursorName), tx.savepoint():
            tx.run("FETCH kept")
        assert tx.value("SELECT count(*) FROM pg_prepared_statements") == 0


def test_no_statement_of_the_application_goes_by_a_name_that_a_request_could_take(as_member):
    for _ in range(12):
        with as_member("iraq") as tx:
            assert tx.value("SELECT %s::int", [1]) == 1
    with _app_pool().connection() as connection:
        assert connection.execute("SELECT count(*) FROM pg_prepared_statements").fetchone() == (0,)


def test_what_a_role_changed_of_itself_is_put_back_at_the_next_start(database_server, app):
    name = app.info.dbname
    app.execute("ALTER ROLE diwan_app SET statement_timeout = '1h'")
    app.execute(f"ALTER ROLE diwan_app IN DATABASE {name} SET search_path = public")
    app.execute("ALTER ROLE diwan_app PASSWORD 'taken'")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(database_server.to_database(name).app)
    with psycopg.connect(database_server.to_database("postgres").admin, autocommit=True) as admin:
        undo_own_changes(admin, "diwan_app", store.password(database_server.data.parent, "diwan_app"))
    with psycopg.connect(database_server.to_database(name).app) as again:
        assert again.execute("SHOW statement_timeout").fetchone() == ("0",)
        assert again.execute("SHOW search_path").fetchone() == ('"$user", public',)


def test_no_member_queues_a_job_for_another(as_member):
    def queue_for(member):
        with as_member("syria", write=True) as tx:
            store.defer(tx, "refresh_picture", {"member": member})

    queue_for("syria")
    with pytest.raises(NotAllowed):
        queue_for("iraq")
    with pytest.raises(NotAllowed):
        queue_for(None)


def test_the_arguments_of_a_job_are_a_small_object(as_member):
    with as_member("syria", write=True) as tx:
        for arguments in ("[]", "1", "null", '"text"', '{"record": "%s"}' % ("x" * 20_000)):
            with pytest.raises(psycopg.DataError), tx.savepoint():
                tx.run("SELECT diwan.defer('refresh_picture', %s)", [arguments])


def test_a_job_for_another_members_item_signs_nothing(as_member, viewer_of):
    reach = gather.Reach(whole_centre=True)
    raw = gather.Raw("note.txt", b"The ferry at Basra sails again, the harbour office said on Monday.")
    item = gather.receive(viewer_of("syria"), gather.Arrival(raw, "upload", reach))
    with store.as_worker() as tx:  # as if a member had found a way to queue it
        store.defer(tx, "unpack_item", {"record": str(item), "member": "iraq"})
    run_until_idle()
    with as_member("iraq") as tx:
        assert tx.rows("SELECT DISTINCT member FROM diwan.report WHERE item = %s", [item]) == [
            {"member": "syria"}
        ]


def forged(tx, *, member="syria", signer="syria", **changes):
    """An envelope as a hostile request would make it: the member's own log, whatever else is said."""
    log = tx.one("SELECT seq, prev FROM diwan.open_log()")
    payload = {
        "kind": "note.filed",
        "id": str(uuid.uuid4()),
        "member": member,
        "officer": str(tx.viewer.officer),
        "at": "2015-10-01T08:00:00+00:00",
        "seq": log["seq"],
        "prev": bytes(log["prev"]).hex(),
        "label": {"members": [member]},
        "body": {},
    } | changes
    return sign(json.dumps(payload).encode(), keys_in_use().signer(signer))


def append(tx, envelope, salt=None):
    return tx.value(
        "SELECT diwan.append_records(%b, %b)",
        [[envelope], [secrets.token_bytes(32) if salt is None else salt]],
    )


FORGED = [
    {"member": "iraq"},
    {"officer": None},
    {"officer": str(uuid.uuid4())},
    {"seq": 1},
    {"seq": 10**6},
    {"seq": None},
    {"prev": "00" * 32},
    {"label": {"members": []}},
    {"label": {"members": ["iraq"]}},
    {"label": {}},
    {"id": None},
    {"id": "not-an-id"},
    {"kind": None},
    {"at": "in the year 9999999"},
    {"at": None},
]


NO_ENVELOPES = [b"", b"\xff", b"{}", b"[]", b'{"payload": "!"}', b'{"payload": "bnVsbA=="}', b"null"]


def test_a_forged_envelope_is_refused(as_member):
    with as_member("syria", write=True) as tx:
        for changes in FORGED:
            with pytest.raises(psycopg.Error), tx.savepoint():
                append(tx, forged(tx, **changes))
        for envelope in NO_ENVELOPES:
            with pytest.raises(psycopg.Error), tx.savepoint():
                append(tx, envelope)
        with pytest.raises(psycopg.Error), tx.savepoint():
            append(tx, forged(tx), salt=b"")


def test_another_members_key_is_refused_and_its_signature_found_out_by_whoever_verifies(as_member):
    with as_member("syria", write=True) as tx:
        envelope = forged(tx, signer="iran")
        with pytest.raises(psycopg.errors.InvalidParameterValue, match="key in use"), tx.savepoint():
            append(tx, envelope)
        theirs, own = (key_id(keys_in_use().signer(member).public_key) for member in ("iran", "syria"))
        append(tx, envelope.replace(theirs.encode(), own.encode()))
    with as_member("syria") as tx:
        assert "is not signed with the member's key" in {
            f.what for f in ledger.verify_chain(tx, MemberId("syria"))
        }


def test_no_record_takes_the_place_of_another_members(as_member):
    """By that id readers would find the wrong words, and what is derived of it would follow the wrong label."""
    with as_member("iraq", write=True) as tx:
        theirs = ledger.append(tx, "note.filed", {"text": "ours"}, label=access.label(tx, whole_centre=True))
    with as_member("iran", write=True) as tx:
        with pytest.raises(psycopg.errors.UniqueViolation), tx.savepoint():
            append(tx, forged(tx, member="iran", signer="iran", id=str(theirs.id)))
        assert ledger.record(tx, theirs.id).member == "iraq"


def test_evidence_that_another_member_lays_under_a_record_is_not_shown_for_it(as_member):
    with as_member("iraq", write=True) as tx:
        label = access.label(tx, whole_centre=True)
        theirs = ledger.append(tx, "note.filed", {}, label=label, evidence=ledger.Evidence(b"true"))
    with as_member("iran", write=True) as tx:  # sorts before iraq
        tx.run(
            "INSERT INTO diwan.evidence SELECT 'iran', record, audience, name, media_type, 5, sha256, 'false'"
            " FROM diwan.evidence WHERE record = %s",
            [theirs.id],
        )
    with as_member("russia") as tx:
        assert ledger.evidence(tx, theirs.id) == b"true"


def test_another_members_record_is_neither_widened_nor_forgotten(as_member):
    with as_member("iraq", write=True) as tx:
        theirs = ledger.append(tx, "note.filed", {}, label=access.label(tx, whole_centre=True))
    with as_member("syria", write=True) as tx:
        for function in ("set_reach(%s, ARRAY['syria'])", "forget_record(%s)", "follow_report(%s)"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), tx.savepoint():
                tx.run(f"SELECT diwan.{function}", [theirs.id])
        row = tx.one("SELECT envelope FROM diwan.record WHERE id = %s", [theirs.id])
    assert payload_of(bytes(row["envelope"]))["member"] == "iraq"


def test_a_lock_that_one_session_holds_keeps_nobody_from_entering(viewer_of, app, database):
    with psycopg.connect(database.app, autocommit=True) as other:
        pid = other.info.backend_pid
        app.execute("SELECT pg_advisory_lock_shared(1914, %s)", [pid])
        with other.transaction():
            other.execute("SELECT diwan.enter(%s)", [viewer_of("iraq").token])
            assert other.execute("SELECT diwan.my_member()").fetchone() == ("iraq",)
