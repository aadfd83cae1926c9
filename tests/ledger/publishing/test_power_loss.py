"""The power goes at any step. Whatever of the unsettled lasts, the log has one history and goes on."""

import itertools
import multiprocessing
import os
import signal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.ledger.publishing.disk import FolderDisk
from diwan.ledger.publishing.publish import Head, HeadRefused, publish
from machine_that_loses_power import ChainOfLeaves, FaultyDisk, PowerLost, WatchedLog, checked_head

SIZES = st.lists(st.sampled_from([1, 2, 3, 40, 200, 255, 256, 257, 300]), min_size=1, max_size=5)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_after_any_power_loss_the_log_goes_on_and_has_signed_one_history(data):
    watched, leaves, disk = WatchedLog(), ChainOfLeaves(), FaultyDisk()
    promised = 0
    for grown in data.draw(SIZES):
        leaves.file(map(str, range(grown)))
        disk.steps_left = data.draw(st.one_of(st.none(), st.integers(0, 40)))
        try:
            publish(watched.log, disk, leaves)
        except PowerLost:
            lasts = data.draw(st.lists(st.booleans(), min_size=64, max_size=64))
            disk = disk.after_power_loss(itertools.cycle(lasts))
        served = checked_head(disk, watched.log)
        assert (served.size if served else 0) >= promised  # what was served once stays served
        promised = served.size if served else 0
    disk.steps_left = None
    assert publish(watched.log, disk, leaves).size == leaves.length()
    checked_head(disk, watched.log)
    assert watched.is_one_history(leaves)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_database_that_loses_commits_in_the_crash_is_refused_rather_than_contradicted(data):
    """The worst of both: power is lost while signing, and the database comes back from a backup, then grows on."""
    watched, leaves, disk = WatchedLog(), ChainOfLeaves(), FaultyDisk()
    publish(watched.log, disk, leaves.file(map(str, range(data.draw(st.integers(1, 270))))))
    leaves.file(map(str, range(data.draw(st.integers(1, 270)))))
    disk.steps_left = data.draw(st.integers(0, 40))
    try:
        publish(watched.log, disk, leaves)
    except PowerLost:
        lasts = data.draw(st.lists(st.booleans(), min_size=64, max_size=64))
        disk = disk.after_power_loss(itertools.cycle(lasts))
    disk.steps_left = None
    backup = ChainOfLeaves()
    backup.rows = leaves.rows[: data.draw(st.integers(0, leaves.length()))]
    backup.file(f"other {number}" for number in range(data.draw(st.integers(0, 300))))
    try:
        publish(watched.log, disk, backup)
    except HeadRefused:
        assert watched.is_one_history(leaves)
    else:
        assert watched.is_one_history(backup)
    heads = {}
    for head in watched.signed:
        assert heads.setdefault(head.size, head.root) == head.root, "two heads of one size"


def test_every_single_step_of_a_publication_may_be_the_last():
    """Not drawn but counted: all of them, with nothing and with everything unsettled lasting."""
    for lasts in (True, False):
        for step in itertools.count():
            watched, leaves = WatchedLog(), ChainOfLeaves(map(str, range(250)))
            disk = FaultyDisk()
            publish(watched.log, disk, leaves)
            disk.steps_left = step
            leaves.file(map(str, range(270)))
            try:
                publish(watched.log, disk, leaves)
            except PowerLost:
                disk = disk.after_power_loss(itertools.repeat(lasts))
                assert checked_head(disk, watched.log).size in {250, 520}
                publish(watched.log, disk, leaves)
                checked_head(disk, watched.log)
                assert watched.is_one_history(leaves)
            else:
                break
        assert step > 20


def _publish_and_be_killed(folder, words, kill_at):
    """In a child: a real disk, and a real SIGKILL between two system calls."""
    watched, steps = WatchedLog(), itertools.count()

    class Deadly(FolderDisk):
        def lay(self, path, data):
            self._maybe_die()
            super().lay(path, data)
            self._maybe_die()

        def settle(self):
            self._maybe_die()
            super().settle()

        def drop(self, folder):
            self._maybe_die()
            super().drop(folder)

        def _maybe_die(self):
            if next(steps) == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    publish(watched.log, Deadly(folder), ChainOfLeaves(words))


@pytest.mark.parametrize("kill_at", range(0, 24, 2))
def test_a_killed_publisher_is_followed_by_one_that_finds_everything(tmp_path, kill_at):
    watched, words = WatchedLog(), [str(number) for number in range(300)]
    first = publish(watched.log, FolderDisk(tmp_path), ChainOfLeaves(words[:250]))
    child = multiprocessing.get_context("fork").Process(
        target=_publish_and_be_killed, args=(tmp_path, words, kill_at)
    )
    child.start()
    child.join(60)
    assert child.exitcode in {0, -signal.SIGKILL}
    last = publish(watched.log, FolderDisk(tmp_path), ChainOfLeaves(words), [first])
    assert last.size == 300
    assert isinstance(last, Head)
    assert not [
        path for path in tmp_path.rglob("*.new") if path.stat().st_size and path.name == ".checkpoint"
    ]
