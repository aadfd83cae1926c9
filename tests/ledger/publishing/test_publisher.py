"""Logs on a real database: what is filed is published; what was lost or restored is refused, and everybody is told."""

import threading
from concurrent.futures import Executor, Future
from dataclasses import dataclass

import psycopg
import pytest

from diwan import ledger, store
from diwan.core.ids import MemberId
from diwan.core.labels import Label
from diwan.ledger import tlog
from diwan.ledger.publishing import queries
from diwan.ledger.publishing.publisher import REST_TURNS, Publisher, alone, logs_folder
from diwan.ledger.publishing.witnessing import Witnesses, Witnessing
from diwan.ledger.witness import Witness
from diwan.ledger.witness.state import State
from log_of_entries import signer_of

IRAQ = MemberId("iraq")


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def publisher(database, home):
    return Publisher(home, ledger.keys_in_use())


def file(number=1, member=IRAQ):
    with store.acting_as(store.service_viewer(member), write=True) as tx:
        for _ in range(number):
            ledger.append(tx, "note.kept", {"words": "kept"}, label=Label(frozenset({member})))


def state(member=IRAQ):
    with store.as_worker() as tx:
        return tx.one("SELECT * FROM diwan.log_state WHERE member = %s", [member])


def alarms():
    with store.as_worker() as tx:
        return tx.rows("SELECT member, kind, told_by, ended_at FROM diwan.log_alarm ORDER BY kind")


def served(home, member=IRAQ):
    """The signed head, with every tile under it."""
    folder = logs_folder(home) / member
    index = tlog.LogIndex.parse((logs_folder(home) / "index.json").read_bytes())
    log = index.log(member)
    head, _ = tlog.open_checkpoint((folder / "checkpoint").read_bytes(), log.verifiers, log.origin)
    tiles = tlog.Tiles(lambda path: (folder / path).read_bytes())
    assert tiles.root(head.size) == head.root
    return head


def test_what_is_filed_is_published_for_each_member(publisher, home):
    assert set(publisher.turn()) == {"iran", "iraq", "russia", "syria"}
    before = served(home).size
    file(3)
    assert publisher.turn() == ["iraq"]
    assert served(home).size == before + 3 == state()["size"]
    assert publisher.turn() == []


def test_entries_are_the_leaves_and_tell_nothing_more(publisher, home):
    file(2)
    publisher.turn()
    head = served(home)
    entries = tlog.Tiles(lambda path: (logs_folder(home) / "iraq" / path).read_bytes()).entries(0, head.size)
    assert [entry.decode().split("\n")[:3] for entry in entries] == [
        ["diwan/leaf/1", "iraq", str(seq)] for seq in range(1, head.size + 1)
    ]


def test_a_publisher_that_starts_again_goes_on(publisher, home):
    publisher.turn()
    file()
    again = Publisher(home, ledger.keys_in_use())
    assert again.turn() == ["iraq"]
    assert served(home).size == state()["size"]


def test_lost_files_are_laid_again(publisher, home):
    publisher.turn()
    head = served(home)
    logs_folder(home).rename(home / "lost")
    Publisher(home, ledger.keys_in_use()).turn()
    assert served(home) == head


def forget_leaves(database, keep):
    """As a backup that is older than what was published: leaves and rows of the log are gone."""
    with store.as_worker() as tx:  # the owner's SQL does not even see this row
        tx.run("DELETE FROM diwan.log_state WHERE member = 'iraq'")
    with psycopg.connect(database.owner) as owner:
        for table in ("leaf", "record"):
            owner.execute(f"DELETE FROM diwan.{table} WHERE member = 'iraq' AND seq > {keep}")
        owner.execute(
            "UPDATE diwan.log_head SET seq = %s, head = (SELECT sha256('\\x00'::bytea || diwan.leaf_bytes(member, seq, prev, commitment))"
            " FROM diwan.leaf WHERE member = 'iraq' AND seq = %s) WHERE member = 'iraq'",
            [keep, keep],
        )


@pytest.mark.parametrize(("filed_after", "kind"), [(0, "fewer_records"), (4, "other_records")])
def test_a_database_restored_from_an_old_backup_is_refused_and_everybody_is_told(
    publisher, home, as_member, filed_after, kind
):
    file(4)
    publisher.turn()
    head = served(home)
    forget_leaves(store.in_use(), head.size - 2)
    file(filed_after)
    again = Publisher(home, ledger.keys_in_use())
    assert "iraq" not in again.turn()
    assert served(home) == head
    assert [(row["kind"], row["ended_at"]) for row in alarms()] == [(kind, None)]
    with as_member("russia") as tx:
        assert tx.value("SELECT count(*) FROM diwan.log_alarm WHERE ended_at IS NULL") == 1


def test_the_alarm_ends_when_the_right_backup_is_there(publisher, home, database):
    file(4)
    publisher.turn()
    with psycopg.connect(database.owner) as owner:
        owner.execute("CREATE TABLE kept AS SELECT * FROM diwan.leaf WHERE member = 'iraq' AND seq > 2")
        owner.execute("DELETE FROM diwan.leaf WHERE member = 'iraq' AND seq > 2")
    again = Publisher(home, ledger.keys_in_use())
    again.turn()
    assert [row["ended_at"] for row in alarms()] == [None]
    with psycopg.connect(database.owner) as owner:
        owner.execute("INSERT INTO diwan.leaf SELECT * FROM kept")
    for _ in range(REST_TURNS):
        again.turn()
    assert [row["ended_at"] is None for row in alarms()] == [False]


def test_one_log_that_is_refused_holds_up_no_other(publisher, home, database):
    file(4)
    publisher.turn()
    with psycopg.connect(database.owner) as owner:
        owner.execute("DELETE FROM diwan.leaf WHERE member = 'iraq' AND seq > 2")
    file(2, MemberId("syria"))
    assert Publisher(home, ledger.keys_in_use()).turn() == ["syria"]


def test_two_publishers_of_one_home_take_turns(home):
    stop, first, second = threading.Event(), threading.Event(), threading.Event()
    home.mkdir()

    def wait_for_turn():
        with alone(home, stop) as is_alone:
            assert is_alone
            second.set()

    with alone(home, stop) as is_alone:
        assert is_alone
        other = threading.Thread(target=wait_for_turn)
        other.start()
        first.set()
        assert not second.is_set()
    other.join(30)
    assert second.is_set()


def test_a_waiting_publisher_ends_when_told_to(home):
    home.mkdir()
    stop = threading.Event()
    with alone(home, threading.Event()) as is_alone:
        assert is_alone
        stop.set()
        with alone(home, stop) as too:
            assert not too


def test_two_publishers_on_one_database_from_two_homes_sign_the_same_heads(publisher, home, tmp_path):
    """Each believes itself alone: the row's lock makes them stand in line."""
    other = Publisher(tmp_path / "elsewhere", ledger.keys_in_use())
    for turn in (publisher, other, publisher):
        file(2)
        threads = [threading.Thread(target=each.turn) for each in (publisher, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        turn.turn()
    heads = {served(place).size: served(place).root for place in (home, tmp_path / "elsewhere")}
    with store.as_worker() as tx:
        entries = [entry for _, entry in queries.LeavesOfMember(tx, "iraq").after(0, 10_000)]
    tiles = tlog.Tiles(tlog.append(0, entries, {}.__getitem__).__getitem__)
    assert {size: tiles.root(size, within=len(entries)) for size in heads} == heads


def test_a_node_without_the_logs_key_publishes_nothing(database, home, tmp_path):
    keys = ledger.open_key_store(tmp_path / "empty", "another passphrase")
    assert Publisher(home, keys).turn() == []
    assert not list(logs_folder(home).glob("*/checkpoint"))


def test_another_key_than_the_announced_one_signs_nothing(database, home, tmp_path):
    keys = ledger.open_key_store(tmp_path / "other", "another passphrase")
    for member in ("iran", "iraq", "russia", "syria"):
        keys.make(ledger.log_key_name(MemberId(member)))
    assert Publisher(home, keys).turn() == []
    assert {row["kind"] for row in alarms()} == {"other_records"}


# --- witnesses -------------------------------------------------------------------------------------------------


class AtOnce(Executor):
    """Asks on the calling thread."""

    def submit(self, act, /, *args, **kwargs):
        future = Future()
        try:
            future.set_result(act(*args, **kwargs))
        except Exception as error:  # noqa: BLE001
            future.set_exception(error)
        return future


@dataclass
class Answer:
    status: int
    data: bytes = b""


class Ring:
    """Three witnesses behind one network that can break."""

    def __init__(self, folder, publisher):
        self.broken = {}
        self.by_name = {}
        lines = []
        for number, name in enumerate(("one", "two", "three"), start=5):
            signer = signer_of(f"{name}.example/w", number, tlog.SignatureKind.COSIGNATURE)
            self.by_name[name] = Witness(signer, State(folder / f"{name}.sqlite"), shout=lambda _line: None)
            for log, _ in publisher.logs():
                self.by_name[name].state.follow(log.origin, log.signer.verifier.vkey)
            lines.append(f"witness {name} {signer.verifier.vkey} https://{name}.example")
        self.text = "\n".join([*lines, "group all 2 one two three", "quorum all"])

    def ask(self, address, post):
        name = address.removeprefix("https://").partition(".")[0]
        if name in self.broken:
            return self.broken[name](address, post)
        witness = self.by_name[name]
        answer = witness.checkpoint(address.split("/")[-2]) if post is None else witness.add_checkpoint(post)
        return Answer(answer.status, answer.body)

    def close(self):
        for witness in self.by_name.values():
            witness.state.close()


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def ring(publisher, tmp_path):
    made = Ring(tmp_path, publisher)
    yield made
    made.close()


@pytest.fixture
def witnessing(publisher, ring):
    found = Witnesses(tlog.Policy.parse(ring.text))
    with store.as_worker() as tx:
        queries.keep_witnesses(tx, found.rows())
    return Witnessing(found, ring.ask, AtOnce(), publisher.show, Clock())


def turns(witnessing, publisher, number=3):
    for _ in range(number):
        witnessing.turn(publisher.logs())


def witnessed(home, witnessing, member=IRAQ):
    data = (logs_folder(home) / member / "checkpoint.witnessed").read_bytes()
    index = tlog.LogIndex.parse((logs_folder(home) / "index.json").read_bytes())
    log = index.log(member)
    return tlog.open_checkpoint(data, [*log.verifiers, *witnessing.witnesses.policy.verifiers], log.origin)


def faults():
    with store.as_worker() as tx:
        return {row["name"]: row["fault"] for row in tx.rows("SELECT name, fault FROM diwan.log_witness")}


def test_a_published_head_becomes_witnessed_when_the_policy_is_met(publisher, witnessing, home):
    publisher.turn()
    turns(witnessing, publisher)
    head, note = witnessed(home, witnessing)
    assert head == served(home)
    assert witnessing.witnesses.policy.cosigners(note) == ["one", "two", "three"]
    assert note.unknown == ()
    row = state()
    assert (row["witnessed_size"], row["cosigned_by"]) == (head.size, ["one", "two", "three"])
    assert row["held_by_operator"] is False
    assert set(faults().values()) == {""}


def test_a_log_that_grows_is_witnessed_again(publisher, witnessing, home):
    for _ in range(3):
        file(2)
        publisher.turn()
        turns(witnessing, publisher)
        assert witnessed(home, witnessing)[0] == served(home)


def test_two_of_three_are_enough_and_the_third_is_added_when_it_is_back(publisher, witnessing, ring, home):
    def silent(_address, _post):
        from diwan.core.errors import FetchFailed

        raise FetchFailed("it went silent")

    ring.broken["two"] = silent
    publisher.turn()
    turns(witnessing, publisher)
    assert state()["cosigned_by"] == ["one", "three"]
    assert faults() == {"one": "", "two": "unreachable", "three": ""}
    del ring.broken["two"]
    witnessing.clock.now = 100.0
    turns(witnessing, publisher)
    assert state()["cosigned_by"] == ["one", "two", "three"]
    assert faults()["two"] == ""


def test_one_of_three_leaves_the_log_pending_and_publishing_goes_on(publisher, witnessing, ring, home):
    ring.broken = dict.fromkeys(("one", "two"), lambda _a, _p: Answer(500))
    publisher.turn()
    turns(witnessing, publisher)
    assert not (logs_folder(home) / "iraq" / "checkpoint.witnessed").exists()
    assert state()["witnessed_size"] == 0
    file()
    assert publisher.turn() == ["iraq"]


def test_a_witness_that_fails_is_left_alone_for_a_while_that_grows(publisher, witnessing, ring):
    asked = []
    ring.broken["one"] = lambda address, _post: asked.append(address) or Answer(500)
    publisher.turn()
    gaps, last = [], 0.0
    for second in range(200):
        witnessing.clock.now = float(second)
        before = len(asked)
        witnessing.turn(publisher.logs())
        if len(asked) > before:
            gaps.append(second - last)
            last = second
    assert gaps[:5] == sorted(gaps[:5])
    assert 5 <= len(gaps) <= 10


def test_what_was_witnessed_is_known_after_a_start(publisher, witnessing, ring, home):
    publisher.turn()
    turns(witnessing, publisher)
    with store.as_worker() as tx:
        tx.run("UPDATE diwan.log_state SET witnessed_size = 0, cosigned_by = '{}', held_by_operator = true")
    again = Witnessing(witnessing.witnesses, ring.ask, AtOnce(), publisher.show, Clock())
    again.turn(publisher.logs())
    assert (state()["witnessed_size"], len(state()["cosigned_by"])) == (served(home).size, 3)


def test_a_witness_of_the_operator_alone_leaves_it_held_by_the_operator(publisher, ring, home):
    text = ring.text.replace("group all 2", "group operator 2").replace("quorum all", "quorum operator")
    mine = Witnessing(Witnesses(tlog.Policy.parse(text)), ring.ask, AtOnce(), publisher.show, Clock())
    publisher.turn()
    turns(mine, publisher)
    assert (state()["witnessed_size"], state()["held_by_operator"]) == (served(home).size, True)


def test_demonstration_witnesses_are_the_operators(ring):
    policy = tlog.Policy.parse(ring.text)
    local = frozenset({policy.witnesses["two"].verifier.vkey})
    assert [row[2:] for row in Witnesses(policy, local).rows()] == [
        (False, False),
        (True, True),
        (False, False),
    ]


def test_a_centre_restored_from_a_backup_with_its_files_is_told_so_by_a_witness(
    publisher, witnessing, ring, home, database
):
    """Database and files are both old. Only the witnesses remember."""
    file(4)
    publisher.turn()
    turns(witnessing, publisher)
    published = served(home)
    forget_leaves(database, published.size - 2)
    logs_folder(home).rename(home / "newer")
    again = Publisher(home, ledger.keys_in_use())
    asking = Witnessing(witnessing.witnesses, ring.ask, AtOnce(), again.show, Clock())
    again.turn()  # it may publish an old head again: that contradicts nothing
    turns(asking, again)
    file(4)
    assert "iraq" not in again.turn()
    assert served(home).size == published.size - 2
    kinds = {(row["kind"], row["told_by"] != "") for row in alarms() if row["ended_at"] is None}
    assert ("newer_head", True) in kinds
    # It stays so after another start, though no witness answers then.
    ring.broken = dict.fromkeys(ring.by_name, lambda _a, _p: Answer(500))
    assert "iraq" not in Publisher(home, ledger.keys_in_use()).turn()


def test_a_fork_that_the_centre_signs_is_caught_by_every_witness(publisher, witnessing, ring, home, database):
    """Somebody with the log's key and no scruples: files, row and memory are thrown away, the past is rewritten."""
    file(4)
    publisher.turn()
    turns(witnessing, publisher)
    size = served(home).size
    forget_leaves(database, size - 2)
    logs_folder(home).rename(home / "newer")
    file(4)
    forger = Publisher(home, ledger.keys_in_use())
    assert "iraq" in forger.turn()
    turns(Witnessing(witnessing.witnesses, ring.ask, AtOnce(), lambda *_: None, Clock()), forger)
    assert state()["witnessed_size"] == 0
    assert set(faults().values()) == {"refuses"}
