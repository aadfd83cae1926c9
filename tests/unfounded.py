"""A database in which no charter is in force, with seats at a founding: for tests of charter, pages and journeys."""

import itertools

import psycopg
import pytest

import signed_in  # noqa: F401 - it names Django's settings
from diwan import charter, ledger, schema, store
from diwan.charter.charter_form import ROWS
from diwan.charter.seat_founder import seat_founder
from diwan.core.ids import MemberId

PASSWORD = "nine lanterns by the river"
TEMPLATE = "diwan_unfounded"
_numbers = itertools.count(1)


_made: set[str] = set()


@pytest.fixture(scope="session")
def unfounded_template(database_server):
    """Schema and Django's tables, made once a session, whichever folder's tests ask first."""
    if database_server.owner not in _made:
        _made.add(database_server.owner)
        _create(database_server, TEMPLATE, "template0 ENCODING 'UTF8' LOCALE 'C'")
        connections = database_server.to_database(TEMPLATE)
        with psycopg.connect(connections.owner) as owner:
            schema.apply_schema(owner)
        store.use(connections)
        import django
        import django.db

        django.setup()
        from diwan.entry.web import accounts

        django.db.connections.close_all()
        accounts.prepare()
        django.db.connections.close_all()
        store.leave()
    return database_server


def _create(server, name, template):
    with psycopg.connect(server.to_database("postgres").admin, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} OWNER diwan_owner TEMPLATE {template}")
        admin.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
        admin.execute(f"GRANT CONNECT ON DATABASE {name} TO diwan_app, diwan_worker, diwan_door")


@pytest.fixture
def unfounded(unfounded_template, tmp_path):
    """In use by this process, with keys of its own and Django's tables; nobody has a seat yet."""
    from django.db import connections as of_django

    name = f"{TEMPLATE}_{next(_numbers)}"
    _create(unfounded_template, name, f"{TEMPLATE} STRATEGY FILE_COPY")
    connections = unfounded_template.to_database(name)
    store.use(connections)
    ledger.use_keys(ledger.open_key_store(tmp_path, "a word"))
    of_django.close_all()
    yield connections
    of_django.close_all()
    store.leave()
    with psycopg.connect(unfounded_template.to_database("postgres").admin, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def link_for(unfounded):
    """The path of the link that the operator's command prints for a founder's first officer."""

    def seat(member, sign_in="first"):
        officer = seat_founder(
            ledger.keys_in_use(), MemberId(member), sign_in=sign_in, name="First", language="en"
        )
        viewer = store.service_viewer(MemberId(member))
        return f"/invitation/{charter.invite(viewer, officer, is_recovery=False)}"

    return seat


@pytest.fixture
def founder(link_for):
    """A signed-in browser of a founder's first officer."""

    def let_in(member):
        from django.test import Client

        browser = Client(SERVER_NAME="localhost")
        answer = browser.post(link_for(member), {"password": PASSWORD, "again": PASSWORD})
        assert answer.status_code == 302, answer.content
        return browser

    return let_in


def fields_of(form):
    """What a browser would send of this form."""
    told = dict(form.plain)
    for kind in ROWS:
        for place, row in enumerate(form.rows[kind]):
            told |= {f"{kind}-{place}-{key}": value for key, value in row.items()}
    return told
