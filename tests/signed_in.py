"""Fixtures for tests of the pages; `conftest.py` of entry, contract and journeys takes them in.

The pages on a real database: `client_of("iraq")` is a signed-in browser without a screen.

One database a test session, with the sample centre and an account for each officer. What a test writes stays
for the next: tests count on what they made, not on there being nothing else. `UNTOUCHED` names a copy of it, taken
before the first test wrote.
"""

import datetime as dt
import os

import psycopg
import pytest

from diwan import store
from diwan.entry.worker import run_until_idle
from diwan.gather import hold

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.entry.web.settings")
os.environ.setdefault("DIWAN_WEB_SECRET", "a secret of the tests, long enough for Django's own check of it")


def file_the_sample():
    """The sample's reports, read and put into each member's picture; the centre itself is in the template."""
    from diwan import charter, ledger
    from diwan.entry.sample import found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(charter, "found_sample_centre", lambda _keys, **_: None)
        found.found_sample(ledger.keys_in_use())


UNTOUCHED = "diwan_untouched"
_made: dict[str, store.Connections] = {}


@pytest.fixture(scope="session")
def web_database(database_server):
    """Made once a session, whichever folder's tests ask first. What is filed leaves at once, but where a test says."""
    hold.LASTS = dt.timedelta(0)
    if database_server.owner not in _made:
        _made[database_server.owner] = make_web_database(database_server)
    return _made[database_server.owner]


def make_web_database(database_server):
    connections = copy_of(database_server, "diwan", "diwan_web")
    store.use(connections)
    import django

    django.setup()
    from django.db import connections as of_django

    from diwan.entry.web import accounts

    accounts.prepare(demonstration=True)
    file_the_sample()
    store.leave()
    of_django.close_all()  # whoever holds a connection keeps the database from being copied
    copy_of(database_server, "diwan_web", UNTOUCHED)
    return connections


def copy_of(database_server, template: str, name: str):
    """Connections to a new database of that name. Nobody may be connected to the template."""
    with psycopg.connect(database_server.to_database("postgres").admin, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} OWNER diwan_owner STRATEGY FILE_COPY")
        admin.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
        admin.execute(f"GRANT CONNECT ON DATABASE {name} TO diwan_app, diwan_worker, diwan_door")
    return database_server.to_database(name)


@pytest.fixture
def web(web_database):
    """This process works on the session's database of the pages; no job of an earlier test waits in it."""
    from django.db import connections

    store.use(web_database)
    connections.close_all()
    run_until_idle()  # else the trace of what an earlier test read is filed amid this one
    yield web_database
    connections.close_all()
    store.leave()


@pytest.fixture
def officer_of(web):
    def officer(member: str, index: int = 0):
        from diwan.entry.web import accounts

        return [each for each in accounts.officers() if each.member == member][index]

    return officer


@pytest.fixture
def nobody(web):
    from django.test import Client

    return Client(SERVER_NAME="localhost")


@pytest.fixture
def client_of(web, officer_of):
    """A browser in which an officer of that member has signed in; `language` as the officer chose it."""

    def client(member: str, index: int = 0, *, language: str = "en"):
        from django.test import Client

        from diwan.entry.web.models import Account

        browser = Client(SERVER_NAME="localhost")
        officer = officer_of(member, index)
        Account.objects.filter(officer=officer.id).update(language=language)
        answer = browser.post("/sign-in/as", {"officer": str(officer.id)})
        assert answer.status_code == 302, answer.content
        return browser

    return client
