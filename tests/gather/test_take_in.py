import shutil
import threading
import uuid
from types import SimpleNamespace

import pytest

from diwan import gather, ledger, store
from diwan.core.errors import DiskFull, NotVisible, TooLarge
from diwan.core.ids import ItemId, MemberId
from diwan.gather import Arrival, ItemState, Raw, Reach
from diwan.process import file_report

IRAN, IRAQ = MemberId("iran"), MemberId("iraq")
TO_IRAN, TO_ALL = Reach(members=(IRAN,)), Reach(whole_centre=True)


def take(viewer, text="The ferry has sailed.", reach=None, name="note.txt", **given):
    return gather.receive(viewer, Arrival(Raw(name, text.encode(), **given), "upload", reach))


def read(viewer, text="The ferry has sailed.", reach=None, **given):
    """Received and filed; the report's id."""
    item = take(viewer, text, reach, **given)
    file_report.unpack_item(viewer.member, item)
    with store.acting_as(viewer) as tx:
        return tx.value("SELECT report FROM diwan.report WHERE item = %s", [item])


def arrivals(viewer, report):
    with store.acting_as(viewer) as tx:
        return gather.arrivals(tx, report)


def test_what_arrives_is_kept_with_its_hash_time_and_way(viewer_of, clock):
    at = clock("2021-05-03T12:00+00:00")
    iraq = viewer_of("iraq")
    take(iraq, "عبر الموكب الجسر.")
    (item,) = gather.own_items(iraq).rows
    assert (item.arrived_at, item.way, item.state) == (at, "upload", ItemState.WAITING)
    with store.acting_as(iraq) as tx:
        assert ledger.evidence(tx, item.id).decode() == "عبر الموكب الجسر."
    assert len(item.sha256) == 64


def test_without_a_choice_the_own_member_alone_reads_it(viewer_of, as_member):
    take(viewer_of("iraq"))
    with as_member("iran") as tx:
        assert tx.value("SELECT count(*) FROM diwan.item") == 0


def test_a_file_past_the_limit_is_refused_by_name_with_the_limit(viewer_of):
    film = Raw("film.bin", bytes(200 * 1024**2))
    with pytest.raises(TooLarge, match=r"film\.bin: It has 200 MiB; at most 64 MiB"):
        gather.receive(viewer_of("iraq"), Arrival(film, "upload"))
    assert gather.own_items(viewer_of("iraq")).rows == ()


@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"\xff\xfe\x00", "\u202eevil.txt".encode()])
def test_bytes_of_any_kind_are_kept(viewer_of, data):
    iraq = viewer_of("iraq")
    item = gather.receive(iraq, Arrival(Raw("strange.txt", data), "upload"))
    with store.acting_as(iraq) as tx:
        assert ledger.evidence(tx, item) == data


def test_two_officers_who_file_at_once_both_get_their_place(viewer_of):
    officers = [viewer_of("iraq", 0), viewer_of("iraq", 1)]
    together = threading.Barrier(2)

    def file_ten(officer):
        together.wait()
        for number in range(10):
            take(officer, f"{officer.officer} {number}")

    threads = [threading.Thread(target=file_ten, args=[officer]) for officer in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(gather.own_items(officers[0]).rows) == 20
    with store.acting_as(officers[0]) as tx:
        seqs = [record.seq for record in ledger.own_records(tx, limit=20)]
    assert seqs == list(range(seqs[0], seqs[0] - 20, -1))


def test_a_full_disk_takes_nothing_in_and_loses_nothing(viewer_of, monkeypatch):
    iraq = viewer_of("iraq")
    kept = take(iraq, "Kept before.")
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
        with pytest.raises(DiskFull, match="nothing was accepted, nothing was lost"):
            take(iraq, "Refused.")
    (item,) = gather.own_items(iraq).rows
    assert item.id == kept


def test_the_same_key_of_one_source_is_taken_once(viewer_of):
    iraq = viewer_of("iraq")
    source = gather.add_source(iraq, gather.NewSource("Desk", "upload"))
    first, second = (
        gather.receive(iraq, Arrival(Raw("a", data), "upload", source=source, key="v-1"))
        for data in (b"1", b"2")
    )
    assert first == second
    assert len(gather.own_items(iraq).rows) == 1


def test_items_are_paged_without_loss_or_repeat(viewer_of):
    iraq = viewer_of("iraq")
    taken = [take(iraq, str(number)) for number in range(7)]
    seen, cursor = [], None
    while True:
        page = gather.own_items(iraq, cursor, limit=3)
        seen += [item.id for item in page.rows]
        cursor = page.next
        if cursor is None:
            break
    assert sorted(seen) == sorted(taken)


# --- the same item seen twice ---------------------------------------------------------------------------------


def test_the_same_words_by_two_ways_are_one_item_with_two_arrivals(viewer_of):
    iraq = viewer_of("iraq")
    report = read(iraq, "وصلت القافلة إلى المدينة.", name="one.txt")
    read(iraq, "  وصلت  القافلة إلى المدينه.\n", name="two.txt")  # spaces and a letter variant apart
    assert [arrival.name for arrival in arrivals(iraq, report)] == ["one.txt", "two.txt"]


def test_nothing_tells_that_another_member_holds_the_same_item(viewer_of):
    iraq, iran = viewer_of("iraq"), viewer_of("iran")
    report = read(iraq, reach=TO_IRAN, name="ours.txt")
    before = arrivals(iraq, report)
    theirs = read(iran, name="theirs.txt")
    assert arrivals(iraq, report) == before
    assert [arrival.member for arrival in arrivals(iran, theirs)] == ["iraq", "iran"]


def test_an_arrivals_source_is_told_to_its_owner_alone(viewer_of):
    iraq, iran = viewer_of("iraq"), viewer_of("iran")
    source = gather.add_source(iraq, gather.NewSource("A quiet friend", "form", reach=TO_IRAN))
    item = gather.receive(iraq, Arrival(Raw("note", b"It rained."), "form", source=source))
    file_report.unpack_item(IRAQ, item)
    with store.acting_as(iran) as tx:
        report = tx.value("SELECT report FROM diwan.report")
    assert [(a.source, a.source_name) for a in arrivals(iraq, report)] == [(source, "A quiet friend")]
    assert [(a.source, a.source_name) for a in arrivals(iran, report)] == [(None, "")]


def test_arrivals_of_a_hidden_report_are_those_of_none(viewer_of):
    report = read(viewer_of("iraq"))
    assert arrivals(viewer_of("iran"), report) == arrivals(viewer_of("iran"), uuid.uuid4()) == []


# --- set aside and tried again --------------------------------------------------------------------------------


def test_only_the_own_member_tries_again_and_the_answer_is_the_same_for_absent(viewer_of):
    iraq, iran = viewer_of("iraq"), viewer_of("iran")
    item = take(iraq, "", reach=TO_ALL)
    file_report.unpack_item(IRAQ, item)
    assert gather.items_set_aside(iran).rows == ()
    answers = []
    for id_ in (item, ItemId(uuid.uuid4())):
        with pytest.raises(NotVisible) as answer:
            gather.retry_item(iran, id_)
        answers.append(str(answer.value))
    assert answers[0] == answers[1]
    gather.retry_item(iraq, item)
    assert gather.items_set_aside(iraq).rows == ()
    (row,) = gather.own_items(iraq).rows
    assert row.state is ItemState.WAITING


def test_an_item_that_was_read_cannot_be_tried_again(viewer_of):
    iraq = viewer_of("iraq")
    item = take(iraq)
    file_report.unpack_item(IRAQ, item)
    with pytest.raises(NotVisible):
        gather.retry_item(iraq, item)


def test_a_rebuild_gives_the_same_tables(viewer_of, database, here_is_open):
    from diwan.entry import wiring
    from gather.test_feed_connector import RSS
    from gather.web_server import body

    iraq = viewer_of("iraq")
    here_is_open.pages["/rss"] = body(RSS.encode())
    source = gather.add_source(
        iraq,
        gather.NewSource("Valley", "feed", here_is_open.address("/rss"), reach=TO_IRAN, every_seconds=600),
    )
    gather.look_at_source(IRAQ, source)
    for item in gather.own_items(iraq).rows:
        file_report.unpack_item(IRAQ, item.id)
    empty = take(iraq, "")
    file_report.unpack_item(IRAQ, empty)
    gather.retry_item(iraq, empty)
    gather.pause_source(iraq, source)

    def tables():
        with store.as_owner() as tx:
            tx.run("SET LOCAL ROLE diwan_worker")
            return {
                name: sorted(map(str, tx.rows(f"SELECT * FROM diwan.{name}")))
                for name in ("source", "item", "report", "item_state")
            }

    before = tables()
    assert all(before.values())
    wiring.rebuild()
    assert tables() == before
