"""One template with everybody signed in, once a session."""

import os

import pytest

from noninterference import centre as centres

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.entry.web.settings")
os.environ.setdefault("DIWAN_WEB_SECRET", "a secret of the tests, long enough for Django's own check of it")

_made = set()


@pytest.fixture(scope="session")
def proof_template(database_server):
    if database_server.owner not in _made:
        _made.add(database_server.owner)
        centres.make_template(database_server)
    return database_server
