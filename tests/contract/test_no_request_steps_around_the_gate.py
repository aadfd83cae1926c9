"""What stands around the gate: no request speaks to the database as a role that sees more than its viewer, nothing that it may
call makes it another viewer, and the frameworks' own tables answer it through functions of the owner alone."""

from types import SimpleNamespace

import psycopg
import pytest

from diwan import store
from diwan.core.ids import MemberId
from noninterference.surface import addresses, ids_of

REQUESTS_MAY = {"diwan_app", "diwan_door"}
OURS, THEIRS = "syria", "iraq"


@pytest.fixture
def roles_of_requests(monkeypatch):
    """The roles under which statements ran while a request was answered."""
    from django.core.signals import request_finished, request_started

    seen, under_way = set(), []
    real = psycopg.Cursor.execute

    def execute(cursor, *arguments, **named):
        if under_way:
            seen.add(cursor.connection.info.user)
        return real(cursor, *arguments, **named)

    def begin(**_):
        under_way.append(True)

    def end(**_):
        under_way.clear()

    monkeypatch.setattr(psycopg.Cursor, "execute", execute)
    request_started.connect(begin)
    request_finished.connect(end)
    yield seen
    request_started.disconnect(begin)
    request_finished.disconnect(end)


def test_no_request_speaks_as_a_role_that_steps_around_the_gate(
    client_of, program_of, web, roles_of_requests
):
    known = ids_of(SimpleNamespace(member=lambda name: store.service_viewer(MemberId(name))), THEIRS)
    browser, program = client_of(THEIRS), program_of(THEIRS)
    asked = [
        each for each in addresses(known, {}, [], "x") if each.method == "GET" and each.name != "sign-out"
    ]
    answered = set()
    for address in asked:
        answer = (program if address.is_for_programs else browser).get(address.path)
        b"".join(answer.streaming_content) if answer.streaming else None
        answered |= {address.name} if answer.status_code == 200 else set()
    assert len(answered) > 60
    assert roles_of_requests == REQUESTS_MAY


def test_no_function_that_a_request_may_call_makes_it_another_viewer(database, viewer_of):
    """Each is called as it can be with nothing, and with the other member's name wherever text is asked for."""
    with psycopg.connect(database.admin) as admin:
        functions = admin.execute(
            "SELECT p.proname, ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) t) FROM pg_proc p"
            " WHERE p.pronamespace = 'diwan'::regnamespace AND p.prorettype <> 'trigger'::regtype"
            " AND has_function_privilege('diwan_app', p.oid, 'EXECUTE') ORDER BY 1"
        ).fetchall()
    assert len(functions) > 40
    token, became = viewer_of(OURS).token, []
    with psycopg.connect(database.app) as app:
        for name, types in functions:
            for text in ("NULL", f"'{THEIRS}'"):
                given = ", ".join(f"{text if of == 'text' else 'NULL'}::{of}" for of in types)
                with app.transaction(force_rollback=True):
                    app.execute("SELECT diwan.enter(%s)", [token])
                    before = app.execute(
                        "SELECT diwan.my_member(), diwan.my_officer(), diwan.my_audiences()"
                    ).fetchone()
                    try:
                        with app.transaction():
                            app.execute(f"SELECT diwan.{name}({given})")
                    except psycopg.DatabaseError:
                        pass  # refused; whoever it is must be the same all the same
                    after = app.execute(
                        "SELECT diwan.my_member(), diwan.my_officer(), diwan.my_audiences()"
                    ).fetchone()
                if after != before:
                    became.append((name, given, after))
    assert became == []


def test_the_frameworks_tables_answer_a_request_through_functions_of_the_owner_alone(database, viewer_of):
    with psycopg.connect(database.admin) as admin:
        tables = [
            f"{schema}.{name}"
            for schema, name in admin.execute(
                "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname NOT IN ('diwan', 'pg_catalog', 'information_schema')"
                " AND n.nspname NOT LIKE 'pg_toast%' AND n.nspname NOT LIKE 'pg_temp%'"
            )
        ]
    assert any(name.startswith("queue.") for name in tables)
    token, read = viewer_of(OURS).token, []
    with psycopg.connect(database.app) as app:
        for table in tables:
            for statement in (f"SELECT * FROM {table}", f"DELETE FROM {table}", f"SELECT nextval('{table}')"):
                try:
                    with app.transaction(force_rollback=True):
                        app.execute("SELECT diwan.enter(%s)", [token])
                        app.execute(statement)
                    read.append(statement)
                except (psycopg.errors.InsufficientPrivilege, psycopg.errors.WrongObjectType):
                    continue
        with app.transaction(force_rollback=True):
            app.execute("SELECT diwan.enter(%s)", [token])
            app.execute("SELECT diwan.defer('look', '{}')")  # and through the owner's it can
    assert read == []


def test_nor_do_those_of_the_pages(web, viewer_of_web):
    """Accounts and sessions, in a database that has them."""
    with psycopg.connect(web.admin) as admin:
        tables = admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'web'").fetchall()
    assert len(tables) > 5
    token = viewer_of_web(OURS).token
    with psycopg.connect(web.app) as app:
        for (table,) in tables:
            for statement in (f"SELECT * FROM web.{table}", f"DELETE FROM web.{table}"):
                with app.transaction(force_rollback=True):
                    app.execute("SELECT diwan.enter(%s)", [token])
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        app.execute(statement)
