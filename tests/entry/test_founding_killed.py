"""kill -9 while the sample is founded: the next start goes on, and nothing is there twice."""

import multiprocessing
import os
import signal

import psycopg
import pytest

from diwan import charter, ledger, schema, store
from diwan.charter.sample import OFFICERS
from diwan.core.ids import MemberId
from diwan.ledger.wires import Wires
from killed_founder import few_reports, found_and_die

context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(["killed_founder"])


@pytest.fixture(scope="module")
def node(tmp_path_factory):
    home, before = tmp_path_factory.mktemp("founded"), Wires.keys
    server = store.Server(home, int(os.environ.get("DIWAN_TEST_POSTGRES", "18")), durable=False)
    with store.while_used(server) as connections:
        with psycopg.connect(connections.owner) as owner:
            schema.apply_schema(owner)
        yield home, connections
        store.leave()
    ledger.use_keys(before, clock_may_go_back=True)


def found_in_a_child(node, point):
    child = context.Process(target=found_and_die, args=(*node, point))
    child.start()
    child.join()
    return child.exitcode


@pytest.fixture(scope="module")
def founded(node):
    """Killed while founders sign, rooms open, officers are appointed, reports are filed and read; then let be."""
    ended = [found_in_a_child(node, point) for point in (3, 25, 60, 120, 220, 260)]
    assert set(ended) == {-signal.SIGKILL}
    assert found_in_a_child(node, -1) == 0
    store.use(node[1])
    return node


def test_every_room_party_and_officer_is_there_once(founded):
    with store.acting_as(store.service_viewer(MemberId("syria"))) as tx:
        assert sorted(room.id for room in charter.rooms(tx)) == ["baghdad", "damascus"]
        assert [m.id for m in charter.members(tx)] == ["iraq", "iran", "russia", "syria", "united-states"]
        hers = sorted(officer.sign_in for officer in OFFICERS if officer.member == "syria")
        assert [officer.sign_in for officer in charter.officers(tx)] == hers


def test_every_report_is_filed_once_and_read_and_in_the_pictures(founded):
    with store.as_worker() as tx:
        filed = tx.value("SELECT count(*) FROM diwan.record WHERE kind = 'report.filed'")
        received = tx.value("SELECT count(*) FROM diwan.record WHERE kind = 'item.received'")
        assert (received, filed) == (len(few_reports()), len(few_reports()))
        assert tx.value("SELECT count(DISTINCT report) FROM diwan.annotation") == filed
        assert tx.value("SELECT count(*) FROM diwan.picture_due") == 0
        assert (
            tx.value("SELECT count(*) FROM queue.procrastinate_jobs WHERE status IN ('todo', 'doing')") == 0
        )


def test_one_more_start_changes_nothing(founded):
    with store.as_worker() as tx:
        before = tx.value("SELECT count(*) FROM diwan.leaf")
    assert found_in_a_child(founded, -1) == 0
    with store.as_worker() as tx:
        assert tx.value("SELECT count(*) FROM diwan.leaf") == before
