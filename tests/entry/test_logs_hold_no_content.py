"""What the operator finds in the logs after a session: that something failed and where, no word of a report or a query."""

import logging
import sys
import uuid
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from diwan import store
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId
from diwan.entry.log_lines import WithoutContent
from diwan.entry.worker import run_until_idle


@pytest.fixture
def lines(tmp_path):
    """What is logged meanwhile, written as the serving process and the worker write it."""
    file = tmp_path / "log"
    handler = logging.FileHandler(file, encoding="utf-8")
    handler.setFormatter(WithoutContent())
    watched = [logging.getLogger(), logging.getLogger("django")]
    for logger in watched:
        logger.addHandler(handler)
    yield lambda: file.read_text("utf-8")
    for logger in watched:
        logger.removeHandler(handler)
    handler.close()


def log_of_the_server(database_server) -> str:
    with psycopg.connect(database_server.to_database("postgres").admin) as admin:
        folder = Path(admin.execute("SELECT current_setting('data_directory')").fetchone()[0]) / "log"
    return "".join(file.read_text("utf-8", "replace") for file in folder.iterdir())


def test_no_word_of_a_report_or_a_query_stands_in_the_logs_of_a_session(
    client_of, program_of, database_server, lines, monkeypatch
):
    word = f"zqlog{uuid.uuid4().hex[:10]}"
    browser, program = client_of("iraq"), program_of("iraq")
    browser.raise_request_exception = program.raise_request_exception = False
    told = {
        "title": f"Weir {word}",
        "text": f"The weir at Kut was mended, the office of {word} said.",
        "audience": "own",
    }
    assert browser.post("/file", told).status_code == 302
    run_until_idle()
    assert word in browser.get(f"/search?q={word}").content.decode()
    assert program.get("/api/v1/reports", {"text": word}).json()["count"] == 1
    assert browser.get(f"/search?q={word}&cursor={word}").status_code < 500
    assert program.get("/api/v1/reports", {"text": word, "cursor": word}).status_code == 422
    with pytest.raises(Exception, match=word), store.acting_as(store.service_viewer(MemberId("iraq"))) as tx:
        tx.value("SELECT %s::uuid", [word])  # the database itself quotes the value, to whoever asked

    def breaks(*_args, **_more):
        raise RuntimeError(f"could not show {word}") from ValueError(word)

    monkeypatch.setattr("diwan.gather.sources", breaks)
    assert browser.get("/sources").status_code == 500
    assert program.get("/api/v1/sources").status_code == 500
    logged = lines()
    assert "builtins.RuntimeError\n" in logged
    assert "builtins.ValueError" in logged
    assert "test_logs_hold_no_content.py" in logged  # where
    assert word not in logged
    assert word not in log_of_the_server(database_server)


def test_serving_process_and_worker_write_their_lines_that_way(monkeypatch):
    from diwan.entry import log_lines

    assert settings.LOGGING["formatters"]["plain"]["()"] == "diwan.entry.log_lines.WithoutContent"
    assert {each["formatter"] for each in settings.LOGGING["handlers"].values()} == {"plain"}
    kept = {}
    monkeypatch.setattr(logging, "basicConfig", lambda **given: kept.update(given))
    log_lines.to_stderr()
    assert [type(handler.formatter) for handler in kept["handlers"]] == [WithoutContent]


def fails():
    try:
        int("secret one")
    except ValueError as inner:
        raise BadInput("secret two") from inner


def test_a_failure_is_written_by_its_types_and_places():
    try:
        fails()
    except BadInput:
        told = WithoutContent().formatException(sys.exc_info())
    assert told.splitlines()[0] == "diwan.core.errors.BadInput"
    assert "builtins.ValueError" in told
    assert f"{__file__}:" in told
    assert "secret" not in told
