"""A record is checked against its published log while an officer looks, and proven by a file that needs nobody."""

import pytest

from diwan import ledger, store
from diwan.core.ids import MemberId
from diwan.core.labels import Label
from diwan.ledger import check_record as checking
from diwan.ledger import tlog, verifying
from diwan.ledger.prove import NotPublishedYet
from diwan.ledger.publishing import Publisher, logs_folder

IRAQ = MemberId("iraq")


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(checking._Logs, "folder", logs_folder(tmp_path))
    return tmp_path


@pytest.fixture
def publisher(database, home):
    return Publisher(home, ledger.keys_in_use())


def file(number=1, readers=()):
    label = Label(frozenset({IRAQ, *map(MemberId, readers)}))
    with store.acting_as(store.service_viewer(IRAQ), write=True) as tx:
        return [ledger.append(tx, "note.kept", {"words": "kept"}, label=label).id for _ in range(number)]


def answers(viewer, record):
    with store.acting_as(viewer) as tx:
        check = checking.check_record(tx, record, checking.files_of("iraq"))
    return None if check is None else {step.name: step.answer.value for step in check.steps}


def receipt(viewer, record):
    with store.acting_as(viewer) as tx:
        return checking.receipt_of(tx, record)


def known(home):
    log = tlog.LogIndex.parse((logs_folder(home) / tlog.INDEX_PATH).read_bytes()).log("iraq")
    return log.verifiers, [key.public_key for key in log.keys]


def proven(home, data):
    verifiers, authors = known(home)
    return verifying.verify_receipt(data, verifiers, tlog.Policy.parse("quorum none\n"), authors)


def test_a_record_is_pending_until_its_log_is_published(publisher, viewer_of):
    (record,) = file(readers=["iran"])
    assert answers(viewer_of("iran"), record) == {
        "signature": "good",
        "chain": "good",
        "inclusion": "waiting",
        "witnesses": "waiting",
    }
    with pytest.raises(NotPublishedYet):
        receipt(viewer_of("iran"), record)
    publisher.turn()
    (later,) = file()
    assert answers(viewer_of("iran"), record)["inclusion"] == "good"
    assert answers(viewer_of("iraq"), later)["inclusion"] == "waiting"
    with pytest.raises(NotPublishedYet):
        receipt(viewer_of("iraq"), later)


def test_the_receipt_verifies_without_the_node_and_shows_the_record(publisher, home, viewer_of):
    record = file(300, readers=["iran"])[150]
    publisher.turn()
    shown = proven(home, receipt(viewer_of("iran"), record))
    assert (shown.member, shown.said["id"]) == ("iraq", str(record))
    assert shown.is_author_given


def test_whoever_may_not_read_it_gets_neither_check_nor_receipt(publisher, viewer_of):
    (record,) = file(readers=["iran"])
    publisher.turn()
    assert answers(viewer_of("syria"), record) is None
    assert receipt(viewer_of("syria"), record) is None


def test_of_a_recalled_record_the_leaf_still_verifies(publisher, home, viewer_of):
    (record,) = file(readers=["iran"])
    with store.acting_as(viewer_of("iraq"), write=True) as tx:
        tx.run("SELECT diwan.forget_record(%s)", [record])
    publisher.turn()
    found = answers(viewer_of("iran"), record)
    assert (found["signature"], found["chain"], found["inclusion"]) == ("gone", "good", "good")
    shown = proven(home, receipt(viewer_of("iran"), record))
    assert (shown.member, shown.said) == ("iraq", None)


def test_a_changed_tile_or_head_is_found(publisher, home, viewer_of):
    record = file(5)[2]
    publisher.turn()
    folder = logs_folder(home) / "iraq"
    (tile,) = (folder / "tile" / "0").rglob("*.p/*") if (folder / "tile" / "0").exists() else ()
    whole = tile.read_bytes()
    tile.write_bytes(whole[:40] + bytes([whole[40] ^ 1]) + whole[41:])
    assert answers(viewer_of("iraq"), record)["inclusion"] == "trouble"
    tile.write_bytes(whole)
    head = folder / tlog.CHECKPOINT_PATH
    head.write_bytes(head.read_bytes().replace(b"iraq", b"iran", 1))
    assert answers(viewer_of("iraq"), record)["inclusion"] == "trouble"


def test_words_that_were_not_committed_to_are_found(publisher, database, viewer_of):
    import psycopg

    one, other = file(2)
    with psycopg.connect(database.admin) as admin:
        admin.execute(
            "UPDATE diwan.record SET envelope = (SELECT o.envelope FROM diwan.record o WHERE o.id = %s) WHERE id = %s",
            [other, one],
        )
    assert answers(viewer_of("iraq"), one)["signature"] == "trouble"
