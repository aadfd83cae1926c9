"""A real PostgreSQL for every room's tests.

One embedded server a test session (a worker of xdist has its own), one template database with the schema
and the sample centre, one clone a test. Ask for what you need:

    def test_something(database, as_member):            # database: a clone with the sample centre founded
        with as_member("iraq", write=True) as tx:       # an officer of Iraq; tx as in store.acting_as
            ...
    def test_another(database, viewer_of):
        viewer = viewer_of("syria", 1)                  # her second officer (sorted by sign-in name)
        store.service_viewer(MemberId("iran"))          # a member without an officer, as the worker acts

Without `database` no server is started. Members: iraq, iran, russia, syria; rooms: baghdad (all four),
damascus (syria leads; russia and iran are guests); outside: united-states. `DIWAN_TEST_POSTGRES=16` uses
the other version. `clock("2015-10-01T08:00Z")` sets Python's and the database's time for one test.
"""

import datetime as dt
import itertools
import os
import signal
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from diwan import charter, ledger, schema, store
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer
from diwan.entry import wiring
from diwan.ledger.wires import Wires

_numbers = itertools.count(1)

# A shell that starts us in the background lets SIGINT be ignored, and every child inherits that: Ctrl-C of the
# centres that these tests start would then do nothing.
signal.signal(signal.SIGINT, signal.default_int_handler)


BEGUN_FIRST = ("tests/noninterference/", "tests/entry/test_api_keeps_its_word.py")  # they take minutes
BEGUN_LAST = "tests/journeys/"  # the browser's driver leaves an event loop running in its process


def pytest_collection_modifyitems(items):
    """Two workers take file after file: one that takes long and is begun late ends alone."""
    items.sort(key=lambda item: item.nodeid.startswith(BEGUN_LAST) - item.nodeid.startswith(BEGUN_FIRST))


@pytest.fixture(scope="session")
def database_server(tmp_path_factory):
    """Connections to the session's server: database `diwan` is the template."""
    home = tmp_path_factory.mktemp("centre")
    server = store.Server(Path(home), int(os.environ.get("DIWAN_TEST_POSTGRES", "18")), durable=False)
    with store.while_used(server) as connections:
        wiring.connect()
        with psycopg.connect(connections.owner) as owner:
            schema.apply_schema(owner)
            schema.allow_test_clock(owner)
        keys = ledger.open_key_store(Path(home), "a passphrase of the tests")
        ledger.use_keys(keys, clock_may_go_back=True)  # tests stage the times of what they file
        store.use(connections)
        charter.found_sample_centre(keys)
        store.leave()
        with psycopg.connect(connections.to_database("postgres").admin, autocommit=True) as admin:
            admin.execute("ALTER DATABASE diwan ALLOW_CONNECTIONS false")
        yield connections


@pytest.fixture(autouse=True)
def keys_put_back():
    """A test that founds a centre of its own opens its keys in this process; the next test's centre has others."""
    before = Wires.keys, Wires.evidence_limit_bytes, Wires.clock_may_go_back
    yield
    if before[0] is not None:  # else this test was the first to open any
        Wires.keys, Wires.evidence_limit_bytes, Wires.clock_may_go_back = before


@pytest.fixture
def database(database_server):
    """A fresh clone of the template, in use by this process for one test."""
    name = f"diwan_test_{next(_numbers)}"
    with psycopg.connect(database_server.to_database("postgres").admin, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE diwan OWNER diwan_owner STRATEGY FILE_COPY")
        admin.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
        admin.execute(f"GRANT CONNECT ON DATABASE {name} TO diwan_app, diwan_worker, diwan_door")
        connections = database_server.to_database(name)
        store.use(connections)
        yield connections
        store.leave()
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def viewer_of(database):
    def viewer(member: str, officer_index: int = 0) -> Viewer:
        with psycopg.connect(database.door) as door:
            officers = door.execute(
                "SELECT id FROM diwan.officers_for_sign_in() WHERE member = %s ORDER BY sign_in", [member]
            ).fetchall()
            officer = officers[officer_index][0]
            token = door.execute("SELECT diwan.issue_viewer_token(%s, '1 day')", [officer]).fetchone()[0]
        return Viewer(MemberId(member), officer, token)

    return viewer


@pytest.fixture
def as_member(viewer_of):
    @contextmanager
    def acting(member: str, officer_index: int = 0, *, write: bool = False):
        with store.acting_as(viewer_of(member, officer_index), write=write) as tx:
            yield tx

    return acting


@pytest.fixture
def clock(monkeypatch):
    """Set the time: Python's at once, the database's in every connection that opens from now on."""

    def set_to(moment: str) -> dt.datetime:
        at = dt.datetime.fromisoformat(moment)
        monkeypatch.setattr(springs, "now", lambda: at)
        monkeypatch.setenv("PGOPTIONS", f"-c diwan.test_now={at.isoformat()}")
        return at

    return set_to
