"""One log: what is laid, what is signed, and what is refused."""

import errno
import os

import pytest

from diwan.core.errors import DiskFull
from diwan.ledger import tlog
from diwan.ledger.publishing.disk import FolderDisk
from diwan.ledger.publishing.publish import (
    BATCH,
    FewerRecords,
    Head,
    Log,
    OtherRecords,
    publish,
)
from log_of_entries import ORIGIN, signer_of
from machine_that_loses_power import ChainOfLeaves, FaultyDisk, WatchedLog, checked_head


@pytest.fixture
def watched():
    return WatchedLog()


@pytest.fixture
def log(watched):
    return watched.log


def test_a_log_grows_and_every_head_is_served_with_all_its_tiles(watched, log):
    disk, leaves = FaultyDisk(), ChainOfLeaves()
    for words in (["a"], ["b", "c"], map(str, range(300)), map(str, range(513)), []):
        leaves.file(words)
        assert publish(log, disk, leaves).size == leaves.length()
        assert checked_head(disk, log).size == leaves.length()
    assert [head.size for head in watched.signed] == [1, 3, 303, 816]
    assert watched.is_one_history(leaves)


def test_nothing_is_signed_for_an_empty_log_or_for_nothing_new(watched, log):
    disk, leaves = FaultyDisk(), ChainOfLeaves()
    assert publish(log, disk, leaves) == Head(0, tlog.EMPTY_ROOT)
    publish(log, disk, leaves.file("a"))
    publish(log, disk, leaves)
    assert len(watched.signed) == 1


def test_partial_tiles_go_when_the_full_one_is_there(log):
    disk, leaves = FaultyDisk(), ChainOfLeaves(map(str, range(200)))
    publish(log, disk, leaves)
    assert "tile/0/000.p/200" in disk.seen
    publish(log, disk, leaves.file(map(str, range(100))))
    assert not any(path.startswith(("tile/0/000.p/", "tile/entries/000.p/")) for path in disk.seen)
    assert "tile/0/001.p/44" in disk.seen


def test_a_database_that_lost_records_publishes_nothing(watched, log):
    disk = FaultyDisk()
    publish(log, disk, ChainOfLeaves("abcde"))
    before = dict(disk.seen)
    with pytest.raises(FewerRecords):
        publish(log, disk, ChainOfLeaves("abc"))
    assert disk.seen == before


@pytest.mark.parametrize("size", [1, 4, 5, 256, 300])
def test_a_database_that_was_restored_and_written_on_publishes_nothing(watched, log, size):
    words = [str(number) for number in range(size)]
    disk = FaultyDisk()
    publish(log, disk, ChainOfLeaves(words))
    before = dict(disk.seen)
    for others in ([*words[:-1], "other"], [*words[:-1], "other", "and", "more"]):
        with pytest.raises(OtherRecords):
            publish(log, disk, ChainOfLeaves(others))
    checked_head(disk, log)
    assert disk.seen["checkpoint"] == before["checkpoint"]
    assert watched.is_one_history(ChainOfLeaves(words))


def test_what_a_witness_has_seen_is_never_contradicted_though_both_disk_and_database_forgot(watched, log):
    leaves = ChainOfLeaves("abcde")
    seen = publish(log, FaultyDisk(), leaves)
    with pytest.raises(FewerRecords):
        publish(log, FaultyDisk(), ChainOfLeaves("abc"), [seen])
    with pytest.raises(OtherRecords):
        publish(log, FaultyDisk(), ChainOfLeaves("abcxyz"), [seen])
    assert publish(log, FaultyDisk(), leaves.file("f"), [seen]).size == 6


def test_lost_files_are_laid_again_and_the_same_head_signed(watched, log):
    leaves = ChainOfLeaves(map(str, range(700)))
    first = publish(log, FaultyDisk(), leaves)
    again = FaultyDisk()
    assert publish(log, again, leaves, [first]) == first
    assert checked_head(again, log).root == first.root


@pytest.mark.parametrize("path", ["tile/0/001.p/44", "tile/entries/001.p/44", "tile/1/000.p/1", "checkpoint"])
@pytest.mark.parametrize("how", ["gone", "cut", "flipped"])
def test_a_damaged_file_at_the_growing_edge_is_laid_again(watched, log, path, how):
    leaves, disk = ChainOfLeaves(map(str, range(300))), FaultyDisk()
    known = publish(log, disk, leaves)
    if how == "gone":
        del disk.seen[path]
    elif how == "cut":
        disk.seen[path] = disk.seen[path][:-1]
    else:
        disk.seen[path] = bytes([disk.seen[path][0] ^ 1]) + disk.seen[path][1:]
    assert publish(log, disk, leaves.file("x"), [known]).size == 301
    assert watched.is_one_history(leaves)
    if (
        path != "tile/entries/001.p/44" or how == "gone"
    ):  # what entries say is not under the root: verify finds it
        checked_head(disk, log)


def test_a_log_that_is_given_another_name_signs_its_head_under_it(watched, log):
    disk, leaves = FaultyDisk(), ChainOfLeaves("abc")
    head = publish(log, disk, leaves)
    renamed = signer_of("new.example/log/north", 2)
    other = Log("north", renamed, (renamed.verifier, *log.verifiers))
    assert publish(other, disk, leaves) == head
    assert checked_head(disk, Log("north", renamed, (renamed.verifier,))).origin == renamed.name


def test_a_gap_in_the_database_is_named(log):
    class Gap(ChainOfLeaves):
        def after(self, size, limit):
            return self.rows[size : min(size + limit, 2)]

    with pytest.raises(OtherRecords, match="record 3 is missing"):
        publish(log, FaultyDisk(), Gap("abcd"))


def test_more_than_one_batch_is_one_head(watched, log):
    leaves, disk = ChainOfLeaves(map(str, range(BATCH + 10))), FaultyDisk()
    publish(log, disk, leaves)
    assert [head.size for head in watched.signed] == [BATCH + 10]
    checked_head(disk, log)


# --- on a real disk --------------------------------------------------------------------------------------------


def test_files_lie_in_a_folder_and_no_trace_of_their_making_is_left(log, tmp_path):
    disk, leaves = FolderDisk(tmp_path / "logs" / "north"), ChainOfLeaves(map(str, range(300)))
    publish(log, disk, leaves)
    files = {str(path.relative_to(disk.root)) for path in disk.root.rglob("*") if path.is_file()}
    assert files == {"checkpoint", "intent", *tlog.tile_paths(300)}
    head, _ = tlog.open_checkpoint(disk.read("checkpoint"), log.verifiers, ORIGIN)
    assert tlog.Tiles(disk.read).root(300) == head.root


def test_a_full_disk_stops_publishing_and_leaves_what_was_served(watched, log, tmp_path, monkeypatch):
    disk, leaves = FolderDisk(tmp_path), ChainOfLeaves("abc")
    publish(log, disk, leaves)
    served = disk.read("checkpoint")
    real, room = os.write, [2000]

    def write(descriptor, data):
        """Some bytes go in before the disk is full."""
        if room[0] <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        taken = real(descriptor, bytes(data[: room[0]]))
        room[0] -= taken
        return taken

    leaves.file(map(str, range(600)))
    with monkeypatch.context() as full:
        full.setattr(os, "write", write)
        with pytest.raises(DiskFull):
            publish(log, disk, leaves)
    assert disk.read("checkpoint") == served
    assert publish(log, FolderDisk(tmp_path), leaves).size == 603
    assert watched.is_one_history(leaves)
