"""One template with everybody signed in, once a session."""

import datetime as dt
import os

import pytest

from diwan.gather import hold
from noninterference import centre as centres
from noninterference import cold

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.entry.web.settings")
os.environ.setdefault("DIWAN_WEB_SECRET", "a secret of the tests, long enough for Django's own check of it")

cold.look()  # before any test has filled a cache

_made = set()


@pytest.fixture(scope="session")
def proof_template(database_server):
    if database_server.owner not in _made:
        _made.add(database_server.owner)
        centres.make_template(database_server)
        cold.import_everything()
        cold.look()
    return database_server


@pytest.fixture(autouse=True)
def dates_far_ahead(monkeypatch):
    """Histories happen in 2019, and what waits in them must wait today as well. Tests of the pages in this process may
    have let everything leave at once."""
    monkeypatch.setattr(hold, "LASTS", dt.timedelta(seconds=30))
    monkeypatch.setattr(hold, "LONGEST", dt.timedelta(days=300 * 366))
