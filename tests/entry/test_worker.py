"""The queue, the tries and the scheduler; what the jobs themselves do is tested in their rooms."""

import datetime as dt

import pytest

from diwan import gather, store
from diwan.core.errors import DiskFull
from diwan.core.ids import MemberId
from diwan.entry import wiring
from diwan.entry.worker import JobsFailed, run_until_idle, work
from diwan.entry.worker.perform import MOST_TRIES, Trade, wait_before
from diwan.gather import Arrival, ItemState, Raw, Reach
from diwan.process.jobs import GAVE_UP, queue_waiting_items

IRAQ = MemberId("iraq")


class Notebook:
    """A trade of small jobs that write down how they were called."""

    def __init__(self, *, failures: int = 0):
        self.calls = []
        self.given_up = []
        self.failures = failures

    def note(self, **arguments):
        self.calls.append(arguments)
        if len(self.calls) <= self.failures:
            raise RuntimeError("words of a report")

    def gave_up(self, reason, **arguments):
        self.given_up.append((reason, arguments))

    @property
    def trade(self) -> Trade:
        return Trade({"note": self.note}, {"note": self.gave_up})


def queue(name="note", **arguments):
    with store.as_worker() as tx:
        store.defer(tx, name, arguments)


def jobs_left():
    with store.as_worker() as tx:
        return tx.rows(
            "SELECT status::text, attempts, scheduled_at FROM queue.procrastinate_jobs ORDER BY id"
        )


@pytest.fixture
def empty_queue(database):
    with store.as_worker() as tx:
        tx.run("SET LOCAL search_path = queue, pg_catalog")
        tx.run("DELETE FROM procrastinate_jobs")


@pytest.mark.parametrize("run", [run_until_idle, lambda trade: work(trade, forever=False)])
def test_a_queued_job_runs_once_and_leaves_the_queue(empty_queue, run):
    notebook = Notebook()
    queue(text="один")
    run(notebook.trade)
    assert notebook.calls == [{"text": "один"}]
    assert jobs_left() == []


def test_a_job_queued_in_a_transaction_that_failed_was_never_there(empty_queue):
    def change_our_mind():
        with store.as_worker() as tx:
            store.defer(tx, "note", {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_our_mind()
    assert run_until_idle(Notebook().trade) == 0


def test_a_job_that_fails_waits_before_its_next_try(empty_queue):
    notebook = Notebook(failures=1)
    queue()
    before = dt.datetime.now(dt.UTC)
    work(notebook.trade, forever=False)
    (job,) = jobs_left()
    assert (job["status"], job["attempts"]) == ("todo", 1)
    assert job["scheduled_at"] >= before + wait_before(1) - dt.timedelta(seconds=1)
    assert notebook.given_up == []


def test_each_wait_is_longer_and_there_is_a_last_try():
    waits = [wait_before(tries) for tries in range(1, MOST_TRIES)]
    assert waits == sorted(waits)
    assert len(set(waits)) == len(waits)
    assert wait_before(MOST_TRIES) is None


def test_a_job_that_fails_every_time_is_told_to_its_room_without_the_words_it_read(empty_queue):
    notebook = Notebook(failures=99)
    queue(item="x")
    queue(item="y")
    with pytest.raises(JobsFailed, match="note"):
        run_until_idle(notebook.trade)
    assert len(notebook.calls) == 2 * MOST_TRIES
    assert [arguments for _, arguments in notebook.given_up] == [{"item": "x"}, {"item": "y"}]
    assert notebook.given_up[0][0] == "Diwan made a mistake here (RuntimeError)."
    assert [job["status"] for job in jobs_left()] == ["failed", "failed"]


def test_a_job_that_fails_does_not_hold_up_the_others(empty_queue):
    notebook = Notebook(failures=2)
    queue(item="x")
    queue(item="y")
    run_until_idle(notebook.trade)
    assert {call["item"] for call in notebook.calls} == {"x", "y"}
    assert jobs_left() == []


def test_what_a_killed_worker_left_half_done_is_taken_over(empty_queue):
    queue(item="x")
    with store.as_worker() as tx:
        tx.run("SET LOCAL search_path = queue, pg_catalog")
        dead = tx.value("SELECT worker_id FROM procrastinate_register_worker_v1()")
        tx.run("SELECT procrastinate_fetch_job_v2(NULL, %s)", [dead])
        tx.run("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
    notebook = Notebook()
    work(notebook.trade, forever=False)
    assert notebook.calls == [{"item": "x"}]


def test_a_full_disk_is_waited_out_however_long_and_nothing_is_given_up(empty_queue):
    def fails():
        raise DiskFull

    notebook = Notebook()
    queue()
    with pytest.raises(DiskFull):
        run_until_idle(Trade({"note": fails}, {"note": notebook.gave_up}))
    assert notebook.given_up == []
    assert wait_before(MOST_TRIES + 100, DiskFull()) is not None
    run_until_idle(notebook.trade)
    assert notebook.calls == [{}]


def test_an_item_whose_job_was_lost_is_queued_again_once(empty_queue, viewer_of):
    gather.receive(viewer_of("iraq"), Arrival(Raw("note.txt", b"It rained."), "upload"))
    assert queue_waiting_items() == 0
    with store.as_worker() as tx:
        tx.run("SET LOCAL search_path = queue, pg_catalog")
        tx.run("DELETE FROM procrastinate_jobs")
    assert queue_waiting_items() == 1
    assert queue_waiting_items() == 0


def test_an_item_whose_job_fails_every_time_stands_among_those_set_aside(empty_queue, viewer_of):
    def fails(record, member):
        raise MemoryError

    iraq = viewer_of("iraq")
    gather.receive(iraq, Arrival(Raw("note.txt", b"x"), "upload"))
    with pytest.raises(JobsFailed):
        run_until_idle(Trade({**wiring.jobs(), "unpack_item": fails}, GAVE_UP))
    (item,) = gather.items_set_aside(iraq).rows
    assert item.state is ItemState.SET_ASIDE
    assert "MemoryError" in item.failure.detail


def test_from_a_file_dropped_in_to_a_report_that_a_partner_reads(
    empty_queue, viewer_of, tmp_path, monkeypatch
):
    monkeypatch.setenv("DIWAN_INBOX", str(tmp_path))
    iraq = viewer_of("iraq")
    gather.add_source(
        iraq, gather.NewSource("Drop", "folder", every_seconds=5, reach=Reach(members=(MemberId("iran"),)))
    )
    (tmp_path / "iraq").mkdir(exist_ok=True)
    (tmp_path / "iraq" / "one.txt").write_text("پل تازه باز شد.")
    monkeypatch.setattr("diwan.gather.connectors.folder.SETTLED_SECONDS", -60)
    assert gather.queue_due_looks() == 1
    run_until_idle()
    with store.acting_as(viewer_of("iran")) as tx:
        assert tx.rows("SELECT text, language FROM diwan.report") == [
            {"text": "پل تازه باز شد.", "language": "fa"}
        ]
    with store.acting_as(viewer_of("syria")) as tx:
        assert tx.value("SELECT count(*) FROM diwan.report") == 0
