"""`diwan rebuild --until`: a second centre in a folder of its own, for reading."""

import datetime as dt
import os
import re
import signal
import socket
import subprocess
import sys
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import psycopg
import pytest
from click.testing import CliRunner

from diwan import charter, schema, store
from diwan.core.errors import BadInput
from diwan.entry import settings, wiring
from diwan.entry.cli.as_of import read_moment, rebuild_as_of


def test_a_moment_is_read_as_utc_unless_it_says_its_zone():
    assert read_moment("2015-10-01T06:00") == dt.datetime(2015, 10, 1, 6, tzinfo=dt.UTC)
    assert read_moment("2015-10-01T09:00+03:00") == dt.datetime(2015, 10, 1, 6, tzinfo=dt.UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "2999-01-01", "0001-01-01T00:00+14:00"])
def test_what_is_no_past_moment_is_named(text):
    with pytest.raises(BadInput, match="no past moment"):
        read_moment(text)


def test_a_folder_that_holds_something_is_refused(tmp_path):
    (tmp_path / "then").mkdir()
    (tmp_path / "then" / "thesis.txt").write_text("not to be lost")
    given = settings.from_environment({"DIWAN_HOME": str(tmp_path / "home")})
    with pytest.raises(BadInput, match="not empty"):
        rebuild_as_of(given, "2015-10-01", str(tmp_path / "then"))
    assert (tmp_path / "then" / "thesis.txt").read_text() == "not to be lost"


def test_into_without_until_is_wrong_usage():
    from diwan.entry.cli.database import rebuild

    answer = CliRunner().invoke(rebuild, ["--into", "then"])
    assert (answer.exit_code, "--until" in answer.output) == (2, True)


def test_a_centre_is_rebuilt_into_a_folder_and_the_first_one_stays_as_it_is(tmp_path, capsys):
    given = settings.from_environment({"DIWAN_HOME": str(tmp_path / "home")})
    with store.running(given.home, None) as connections:
        with psycopg.connect(connections.owner) as owner:
            schema.apply_schema(owner)
        store.use(connections)
        wiring.connect()
        charter.found_sample_centre(wiring.open_keys(given))
        store.leave()
        until = dt.datetime.now(dt.UTC)
        rebuild_as_of(given, until.isoformat(), str(tmp_path / "then"))
        assert f"DIWAN_HOME={tmp_path / 'then'} diwan up" in capsys.readouterr().out
        with psycopg.connect(connections.admin) as admin:
            first = admin.execute("SELECT member, seq, head FROM diwan.log_head ORDER BY member").fetchall()
            assert admin.execute("SELECT count(*) FROM diwan.rebuilt_until").fetchone() == (0,)
        assert first
    with store.running(tmp_path / "then", None) as connections, psycopg.connect(connections.admin) as admin:
        assert (
            admin.execute("SELECT member, seq, head FROM diwan.log_head ORDER BY member").fetchall() == first
        )
        assert admin.execute("SELECT until FROM diwan.rebuilt_until").fetchone() == (until,)
        assert admin.execute("SELECT count(*) FROM diwan.member WHERE kind = 'member'").fetchone() == (4,)


def open_and_read(home):
    """The first page as an officer of the past centre's sample sees it, from a start to its end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from diwan.entry.cli import main; main()",
            "up",
            "--sample",
            "--port",
            str(port),
        ],
        env=os.environ | {"DIWAN_HOME": str(home), "DATABASE_URL": ""},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert any("Diwan is open" in line for line in started.stdout), "it ended by itself"
        browser = build_opener(HTTPCookieProcessor())
        place = f"http://localhost:{port}"
        page = browser.open(f"{place}/sign-in").read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        officer = re.search(r'name="officer" value="([^"]+)"', page)[1]
        action = re.search(r'class="demo-list" method="post" action="([^"]+)"', page)[1]
        given = urlencode({"csrfmiddlewaretoken": token, "officer": officer}).encode()
        browser.open(f"{place}{action}", given)
        return [browser.open(f"{place}{address}").read().decode() for address in ("/", "/history", "/log")]
    finally:
        started.send_signal(signal.SIGTERM)
        assert started.wait(timeout=100) == 0
        started.stdout.close()


@pytest.mark.timeout(900)
def test_the_past_centre_opens_as_often_as_wished_and_every_page_says_what_it_is(tmp_path):
    given = settings.from_environment({"DIWAN_HOME": str(tmp_path / "home")})
    with store.running(given.home, None) as connections:
        with psycopg.connect(connections.owner) as owner:
            schema.apply_schema(owner)
        store.use(connections)
        wiring.connect()
        charter.found_sample_centre(wiring.open_keys(given))
        store.leave()
    (given.home / "sample.founded").touch()
    until = dt.datetime.now(dt.UTC)
    rebuild_as_of(given, until.isoformat(), str(tmp_path / "then"))
    band = rf'<p class="notice waiting" role="status">.*<time datetime="{until:%Y-%m-%dT%H:%M}'
    for _ in range(2):
        for page in open_and_read(tmp_path / "then"):  # in the language of its officer
            assert re.search(band, page)
