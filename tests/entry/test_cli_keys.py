"""`diwan keys`, on a centre of its own."""

import os
import signal
import subprocess
import sys

import psycopg
import pytest
from click.testing import CliRunner

from diwan import charter, ledger, schema, store
from diwan.core.ids import MemberId
from diwan.entry import wiring
from diwan.entry.cli.keys import keys
from diwan.ledger.wires import Wires


@pytest.fixture
def centre(tmp_path, monkeypatch):
    before = Wires.keys
    monkeypatch.setenv("DIWAN_HOME", str(tmp_path))
    monkeypatch.setenv("DIWAN_KEY_PASSPHRASE", "a word")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    held = ledger.open_key_store(tmp_path, "a word")
    with store.while_used(store.Server(tmp_path, durable=False)) as connections:
        wiring.connect()
        with psycopg.connect(connections.owner) as owner:
            schema.apply_schema(owner)
        ledger.use_keys(held)
        store.use(connections)
        charter.found_sample_centre(held)
        store.leave()
        yield tmp_path
    store.leave()
    ledger.use_keys(before, clock_may_go_back=True)


def run(*arguments, answers=""):
    done = CliRunner().invoke(keys, arguments, input=answers, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_keys_are_replaced_withdrawn_and_recovered_from_the_command_line(centre):
    assert "Place" in run("rotate", "iran")
    assert "Place" in run("revoke", "iran")
    assert "Place" in run("revoke", "iran", "--close")
    elsewhere = centre / "safe"
    elsewhere.mkdir(mode=0o700)
    (centre / "keys" / "iran.recovery.pem").rename(elsewhere / "iran.recovery.pem")
    recovery = str(elsewhere / "iran.recovery.pem")
    assert "Place" in run("lost", "iran", "--recovery", recovery, answers="a word\n")
    assert "Place" in run("compromised", "iran", "--since", "2", "--recovery", recovery, answers="a word\n")
    lines = run("list", "iran").splitlines()
    assert lines[0].split()[1:3] == ["from", "1"]
    assert [line.rpartition(" ")[2] for line in lines] == ["compromised"] * 4 + ["on"]


def test_another_process_holds_the_keys_and_the_centre_files_with_them(centre, monkeypatch):
    path = centre / "signer"
    server = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from diwan.entry.cli import main; main()",
            "keys",
            "serve",
            "--socket",
            str(path),
        ],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"DIWAN_HOME": str(centre)},
    )
    try:
        assert "keys are held" in server.stdout.readline()
        monkeypatch.setenv("DIWAN_SIGNER", str(path))
        monkeypatch.setenv("DIWAN_KEY_PASSPHRASE", "not the passphrase")
        assert "Place" in run("rotate", "syria")
        with store.while_used(store.Server(centre, durable=False)) as connections:
            store.use(connections)
            with store.acting_as(store.service_viewer(MemberId("syria"))) as tx:
                assert ledger.verify_chain(tx, MemberId("syria")) == []
            store.leave()
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0
        server.stdout.close()
    assert not path.exists()
