"""The database goes away while the pages stand: a page says so, and the next one works when it is back."""

import psycopg
import pytest
from django.db import connections

from diwan import store


@pytest.fixture
def goes_away(web, tmp_path):
    """From now on nobody answers where the database was."""

    def go():
        connections.close_all()
        gone = psycopg.conninfo.make_conninfo(web.app, host=str(tmp_path), connect_timeout=1)
        store.use(store.Connections(gone, gone, gone, gone))

    return go


def test_a_page_without_its_database_says_so_and_comes_back(client_of, goes_away, web):
    browser = client_of("iraq")
    browser.raise_request_exception = False
    goes_away()
    answer = browser.get("/")
    assert answer.status_code == 503
    assert "The database does not answer" in answer.content.decode()
    connections.close_all()
    store.use(web)
    assert browser.get("/").status_code == 200


def test_a_program_is_told_as_well(program_of, goes_away):
    program = program_of("iraq")
    goes_away()
    answer = program.get("/api/v1/reports")
    assert answer.status_code == 503
    assert answer.json()["title"] == "Not ready"
