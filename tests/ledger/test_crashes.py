"""Whatever is killed whenever: what was answered is there, what was not is there whole or not at all, the chain holds."""

import multiprocessing
import os
import select
import signal

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from diwan import charter, ledger, schema, store
from diwan.core.ids import MemberId
from diwan.entry import wiring
from diwan.ledger import tlog
from diwan.ledger.envelope import leaf_bytes
from diwan.ledger.wires import Wires
from diwan.store.processes import pid_of
from killed_filer import PASSPHRASE, file, file_and_die

MEMBER = MemberId("syria")
context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(["killed_filer"])


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """One that may be killed, with a sample centre."""
    home, before = tmp_path_factory.mktemp("killed"), Wires.keys
    server = store.Server(home, int(os.environ.get("DIWAN_TEST_POSTGRES", "18")))  # durable: it is killed
    with store.while_used(server) as connections:
        wiring.connect()
        with psycopg.connect(connections.owner) as owner:
            schema.apply_schema(owner)
        keys = ledger.open_key_store(home, PASSPHRASE)
        ledger.use_keys(keys, clock_may_go_back=True)
        store.use(connections)
        charter.found_sample_centre(keys)
        yield server
        store.leave()
    ledger.use_keys(before, clock_may_go_back=True)


def file_in_a_child(server, count, with_evidence, point):
    """The ids that it answered with; None when it was killed before it could."""
    ours, theirs = context.Pipe(duplex=False)
    arguments = (server.home, server.connections()), (MEMBER, count, with_evidence), point, theirs
    child = context.Process(target=file_and_die, args=arguments)
    child.start()
    theirs.close()
    try:
        answer = ours.recv()
    except EOFError:
        answer = None
    child.join()
    ours.close()
    assert child.exitcode == (0 if answer is not None else -signal.SIGKILL)
    child.close()
    return answer


def kill_server(server):
    pid = pid_of(server.data)
    store.leave()
    ended = os.pidfd_open(pid)  # readable once it is gone
    try:
        os.kill(pid, signal.SIGKILL)
        select.select([ended], [], [])
    finally:
        os.close(ended)
    server.start()
    store.use(server.connections())


class Log(RuleBasedStateMachine):
    """The model is the list of ids that were answered, and how many more records there may be."""

    server: store.Server

    @initialize()
    def look(self):
        self.answered, self.length, self.root = [], self.leaves_of_log()[0], None

    def leaves_of_log(self):
        with store.acting_as(store.service_viewer(MEMBER)) as tx:
            rows = tx.rows(
                "SELECT seq, prev, commitment FROM diwan.leaf WHERE member = %s ORDER BY seq", [MEMBER]
            )
            counts = tx.one(
                "SELECT (SELECT count(*) FROM diwan.record WHERE member = %(me)s) AS records,"
                " (SELECT count(*) FROM diwan.evidence WHERE member = %(me)s) AS evidence,"
                " (SELECT count(*) FROM diwan.record_body WHERE member = %(me)s) AS bodies",
                {"me": MEMBER},
            )
            assert ledger.verify_chain(tx, MEMBER) == []
        assert counts["records"] == len(rows)
        leaves = [
            leaf_bytes(MEMBER, row["seq"], bytes(row["prev"]), bytes(row["commitment"])) for row in rows
        ]
        return len(rows), leaves, (counts["evidence"], counts["bodies"])

    @rule(count=st.integers(1, 4), with_evidence=st.booleans())
    def file(self, count, with_evidence):
        self.answered += [record.id for record in file(MEMBER, count, with_evidence=with_evidence)]
        self.length += count

    @rule(count=st.integers(1, 4), with_evidence=st.booleans(), point=st.integers(-1, 18))
    def file_and_be_killed(self, count, with_evidence, point):
        _, _, beside = self.leaves_of_log()
        answer = file_in_a_child(self.server, count, with_evidence, point)
        length, _, beside_now = self.leaves_of_log()
        assert length in ({self.length, self.length + count} if answer is None else {self.length + count})
        is_there = length > self.length
        wanted = (count, count // 2) if is_there and with_evidence else (0, 0)
        assert tuple(now - then for now, then in zip(beside_now, beside, strict=True)) == wanted
        self.length, self.answered = length, self.answered + (answer or [])

    @rule()
    def kill_the_server(self):
        kill_server(self.server)

    @rule(data=st.data())
    def prove(self, data):
        """Whoever has an older head can follow to this one, and each record is proven to be under it."""
        size, leaves, _ = self.leaves_of_log()
        files = tlog.append(0, leaves, {}.__getitem__)
        tiles = tlog.Tiles(files.__getitem__)
        root, index = tiles.root(size), data.draw(st.integers(0, size - 1))
        tlog.verify_inclusion(tlog.leaf_hash(leaves[index]), index, size, tiles.inclusion(index, size), root)
        if self.root is not None:
            before, old_root = self.root
            tlog.verify_consistency(before, size, tiles.consistency(before, size), old_root, root)
        self.root = size, root

    @invariant()
    def what_was_answered_is_there(self):
        if getattr(self, "answered", None):
            with store.acting_as(store.service_viewer(MEMBER)) as tx:
                assert ledger.record(tx, self.answered[-1]) is not None
                assert tx.value(
                    "SELECT count(*) FROM diwan.record WHERE id = ANY (%s)", [self.answered]
                ) == len(self.answered)
                assert ledger.log_length(tx, MEMBER) == self.length


def run(server, examples, steps):
    machine = type("LogOfThisServer", (Log,), {"server": server})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.timeout(600)  # a process for each of a dozen writes
def test_a_process_killed_at_each_of_its_writes_leaves_all_or_nothing(server):
    log = type("LogOfThisServer", (Log,), {"server": server})()
    log.look()
    points, last = 0, None
    while last is None or last == log.length:
        last = log.length
        log.file_and_be_killed(2, True, points)
        log.what_was_answered_is_there()
        points += 1
    assert points >= 6  # the last one is after COMMIT: then all is there


def test_a_killed_server_is_mended_by_its_next_start(server):
    log = type("LogOfThisServer", (Log,), {"server": server})()
    log.look()
    log.file(3, True)
    log.kill_the_server()
    log.what_was_answered_is_there()
    log.file(1, False)
    assert log.leaves_of_log()[0] == log.length


@pytest.mark.timeout(600)
def test_any_order_of_filing_killing_and_proving_keeps_the_log_whole(server):
    run(server, examples=2, steps=6)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_any_order_of_filing_killing_and_proving_keeps_the_log_whole_many_times(server):
    run(server, examples=50, steps=20)
