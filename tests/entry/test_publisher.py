"""The publisher as it runs: real witnesses over real sockets, asked through the guard."""

import json
import threading

import pytest

from diwan import ledger, store
from diwan.core.errors import Refused
from diwan.core.ids import MemberId
from diwan.core.labels import Label
from diwan.entry.publisher import guarded_ask, standing_by
from diwan.entry.sample.witnesses import NAMES, launches, policy_of_demonstration
from diwan.ledger import tlog
from diwan.ledger.publishing import logs_folder
from diwan.ledger.publishing.publisher import alone
from diwan.ledger.witness import follow, open_witness, server_of


class Ring:
    """The sample's three witnesses, as threads."""

    def __init__(self, home):
        self.opened, self.servers, self.threads = [], [], []
        policy = tlog.Policy.parse(policy_of_demonstration(home))
        for name, witness in policy.witnesses.items():
            opened = open_witness(home / "witnesses" / name)
            opened.shout = lambda _line: None
            opened.learn = lambda asked: follow(asked, str(logs_folder(home) / "index.json"))
            server = server_of(opened, "127.0.0.1", int(witness.url.rpartition(":")[2]))
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            self.opened.append(opened)
            self.servers.append(server)
            self.threads.append(thread)

    def close(self):
        for server, thread, opened in zip(self.servers, self.threads, self.opened, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()
            opened.state.close()


@pytest.fixture
def home(database, tmp_path):
    """A home whose charter names the demonstration witnesses."""
    with store.as_worker() as tx:
        tx.run(
            "UPDATE diwan.centre SET text = text || %s::jsonb",
            [json.dumps({"witness_policy": policy_of_demonstration(tmp_path)})],
        )
    return tmp_path


@pytest.fixture
def ring(home):
    made = Ring(home)
    yield made
    made.close()


def wait_until(is_so):
    """Bounded by the test's own time limit alone; between two looks the others get their turn."""
    pause = threading.Event()
    while not is_so():
        pause.wait(0.02)


def state(member="iraq"):
    with store.as_worker() as tx:
        return tx.one("SELECT * FROM diwan.log_state WHERE member = %s", [member])


def test_the_samples_logs_are_published_and_witnessed_and_still_held_by_one_operator(
    home, ring, monkeypatch, as_member
):
    monkeypatch.setenv("DIWAN_FETCH_ALLOW", "127.0.0.1/32")
    with standing_by(home):
        wait_until(lambda: (row := state()) and row["size"] == row["witnessed_size"] and row["size"] > 0)
        viewer = store.service_viewer(MemberId("iraq"))
        with store.acting_as(viewer, write=True) as tx:
            ledger.append(tx, "note.kept", {}, label=Label(frozenset({MemberId("iraq")})))
        length = state()["size"] + 1
        wait_until(lambda: state()["witnessed_size"] >= length)
    assert state()["held_by_operator"] is True
    assert len(state()["cosigned_by"]) >= 2
    with as_member("russia") as tx:
        told = tx.rows("SELECT name, is_operators, is_demonstration FROM diwan.log_witness ORDER BY name")
    assert [tuple(row.values()) for row in told] == [(name, True, True) for name in NAMES]


def test_a_witness_inside_is_not_asked_unless_the_operator_opened_its_address(home, ring, monkeypatch):
    monkeypatch.delenv("DIWAN_FETCH_ALLOW", raising=False)
    with pytest.raises(Refused):
        guarded_ask()("http://127.0.0.1:20001/add-checkpoint", b"old 0\n")
    with standing_by(home):
        wait_until(
            lambda: len(faults := witness_faults()) == 3 and set(faults.values()) == {"refused_address"}
        )
    assert state()["size"] > 0
    assert state()["witnessed_size"] == 0


def witness_faults():
    with store.as_worker() as tx:
        return {row["name"]: row["fault"] for row in tx.rows("SELECT name, fault FROM diwan.log_witness")}


def test_who_stands_by_publishes_nothing_while_another_lives_and_ends_when_told(home):
    with alone(home, threading.Event()), standing_by(home):
        pass
    assert not list(logs_folder(home).glob("*/checkpoint"))


def test_a_picture_of_an_earlier_time_is_not_published(home, monkeypatch):
    from diwan.ledger.publishing import queries

    seen = threading.Event()

    def is_copy(_tx):
        seen.set()
        return True

    monkeypatch.setattr(queries, "is_copy", is_copy)
    with standing_by(home):
        assert seen.wait(60)
    assert not list(logs_folder(home).glob("*/checkpoint"))


def test_the_demonstration_is_made_once_and_says_what_it_is(tmp_path):
    text = policy_of_demonstration(tmp_path)
    assert policy_of_demonstration(tmp_path) == text
    assert "no independent witnesses" in text
    policy = tlog.Policy.parse(text)
    assert policy.groups["operator"].members == NAMES
    started = launches(tmp_path, "http://127.0.0.1:8000")
    assert list(started) == [f"witness {name}" for name in NAMES]
    assert all("--tell" in arguments for arguments in started.values())
    assert launches(tmp_path / "elsewhere", "") == {}
