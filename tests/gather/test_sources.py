import datetime as dt
import os
import uuid

import pytest

from diwan import gather, ledger, store
from diwan.access import NoSuchReader
from diwan.core.errors import BadInput, NotVisible, Refused
from diwan.core.ids import MemberId, SourceId
from diwan.core.labels import Reliability, Tlp
from diwan.gather import ItemState, NewSource, Reach
from gather.test_feed_connector import RSS
from gather.web_server import body, redirect, status

IRAN, IRAQ = MemberId("iran"), MemberId("iraq")


def feed(address, **given):
    return NewSource("Valley", "feed", address, every_seconds=600, **given)


def records(viewer, kind):
    with store.acting_as(viewer) as tx:
        return [record for record in ledger.own_records(tx, limit=500) if record.kind == kind]


def test_a_source_is_a_record_that_its_own_member_alone_reads(viewer_of):
    iraq = viewer_of("iraq")
    source = gather.add_source(iraq, feed("http://valley.example/rss", reliability=Reliability.B))
    (record,) = records(iraq, "source.added")
    assert record.label.members == {"iraq"}
    (status,) = gather.sources(viewer_of("iraq", 1))
    assert (status.id, status.name, status.reliability) == (source, "Valley", "B")
    assert status.label.is_author_alone
    assert gather.sources(viewer_of("iran")) == ()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://user@valley.example/", "valley"])
def test_an_address_that_can_never_be_fetched_is_refused_at_once(viewer_of, address):
    with pytest.raises(Refused):
        gather.add_source(viewer_of("iraq"), feed(address))


def test_a_reach_of_strangers_is_refused_when_the_source_is_added(viewer_of):
    reach = Reach(members=(MemberId("atlantis"),))
    with pytest.raises(NoSuchReader):
        gather.add_source(viewer_of("iraq"), feed("http://valley.example/", reach=reach))


def test_a_changed_source_keeps_what_it_was(viewer_of, as_member):
    iraq = viewer_of("iraq")
    source = gather.add_source(iraq, feed("http://valley.example/rss"))
    gather.change_source(iraq, source, feed("http://valley.example/atom", reliability=Reliability.A))
    gather.pause_source(iraq, source)
    (status,) = gather.sources(iraq)
    assert (status.address, status.reliability, status.is_paused) == ("http://valley.example/atom", "A", True)
    with as_member("iraq") as tx:
        addresses = tx.rows("SELECT address FROM diwan.source ORDER BY valid_from")
    assert [row["address"].rpartition("/")[2] for row in addresses] == ["rss", "atom", "atom"]


def test_another_members_source_is_absent_for_every_use(viewer_of):
    source = gather.add_source(viewer_of("iraq"), feed("http://valley.example/rss"))
    iran = viewer_of("iran")
    nowhere = SourceId(uuid.uuid4())
    for use in (
        lambda id_: gather.source_view(iran, id_),
        lambda id_: gather.change_source(iran, id_, feed("http://valley.example/")),
        lambda id_: gather.pause_source(iran, id_),
        lambda id_: gather.look_now(iran, id_),
        lambda id_: gather.receive(iran, gather.Arrival(gather.Raw("a", b"a"), "upload", source=id_)),
    ):
        answers = []
        for id_ in (source, nowhere):
            with pytest.raises(NotVisible) as answer:
                use(id_)
            answers.append(str(answer.value))
        assert answers[0] == answers[1]
    assert len(gather.sources(viewer_of("iraq"))) == 1


def test_no_table_of_sources_shows_anything_to_another_member(viewer_of, as_member, here_is_open):
    iraq = viewer_of("iraq")
    source = gather.add_source(iraq, feed(here_is_open.address("/rss")))
    gather.look_at_source(IRAQ, source)  # fails: there is nothing
    here_is_open.pages["/rss"] = body(RSS.encode())
    gather.look_at_source(IRAQ, source)
    for table in ("source", "source_state", "source_failure", "item", "item_state"):
        with as_member("iraq") as tx:
            assert tx.value(f"SELECT count(*) FROM diwan.{table}") > 0
        with as_member("iran", write=True) as tx:
            assert tx.value(f"SELECT count(*) FROM diwan.{table}") == 0
            if table in ("source_state", "source_failure"):
                assert tx.run(f"DELETE FROM diwan.{table}") == 0


def test_a_look_takes_each_entry_once_under_the_sources_label_and_grade(viewer_of, as_member, here_is_open):
    iraq = viewer_of("iraq")
    reach = Reach(members=(IRAN,), tlp=Tlp.GREEN)
    here_is_open.pages["/rss"] = body(RSS.encode(), ETag='"e1"')
    source = gather.add_source(
        iraq, feed(here_is_open.address("/rss"), reach=reach, reliability=Reliability.C)
    )
    gather.look_at_source(IRAQ, source)
    gather.look_at_source(IRAQ, source)
    view = gather.source_view(iraq, source)
    assert [item.name for item in view.items.rows] == ["ارتفاع منسوب النهر", "بدء الإجلاء"]
    assert view.status.item_count == 2
    assert here_is_open.asked[-1][1]["if-none-match"] == '"e1"'
    with as_member("iran") as tx:
        rows = tx.rows("SELECT outlet, reliability, way FROM diwan.item ORDER BY arrived_at")
    assert rows[0] == {"outlet": "أخبار الوادي", "reliability": "C", "way": "feed"}
    assert {record.label.tlp for record in records(iraq, "item.received")} == {Tlp.GREEN}


def test_readers_of_an_item_cannot_tell_its_source(viewer_of, as_member, here_is_open):
    iraq = viewer_of("iraq")
    here_is_open.pages["/rss"] = body(RSS.encode())
    source = gather.add_source(iraq, feed(here_is_open.address("/rss"), reach=Reach(whole_centre=True)))
    gather.look_at_source(IRAQ, source)
    with as_member("iran") as tx:
        seen = tx.rows("SELECT id FROM diwan.record WHERE kind = 'item.received'")
        told = str([ledger.record(tx, row["id"]) for row in seen]) + str(tx.rows("SELECT * FROM diwan.item"))
    assert len(seen) == 2
    assert str(source) not in told
    assert source.hex not in told
    assert "Valley" not in told


def test_a_failing_source_says_why_waits_longer_and_recovers(viewer_of, clock, here_is_open):
    noon = clock("2021-05-03T12:00+00:00")
    iraq = viewer_of("iraq")
    here_is_open.pages["/rss"] = status(503, Retry_After="7200")
    source = gather.add_source(iraq, feed(here_is_open.address("/rss")))
    gather.look_at_source(IRAQ, source)
    failed = gather.source_view(iraq, source)
    assert failed.status.failure.reason == "gather.asked_to_wait"
    assert "503" in failed.status.failure.detail
    assert failed.status.next_fetch == noon + dt.timedelta(hours=2)
    here_is_open.pages["/rss"] = body(RSS.encode())
    gather.look_at_source(IRAQ, source)
    healed = gather.source_view(iraq, source)
    assert (healed.status.failure, healed.status.failures_in_row) == (None, 0)
    assert healed.status.next_fetch < noon + dt.timedelta(minutes=11)
    assert len(healed.failures) == 1  # what went wrong stays told


def test_a_feed_that_turns_into_the_own_network_is_told_as_refused(viewer_of, here_is_open):
    iraq = viewer_of("iraq")
    here_is_open.pages["/rss"] = redirect("http://169.254.169.254/latest/")
    source = gather.add_source(iraq, feed(here_is_open.address("/rss")))
    gather.look_at_source(IRAQ, source)
    failure = gather.source_view(iraq, source).status.failure
    assert failure.reason == "gather.refused"
    assert "169.254.169.254" in failure.detail


def test_a_real_centre_fetches_nothing_from_its_own_machine(viewer_of, site):
    iraq = viewer_of("iraq")
    source = gather.add_source(iraq, feed(site.address("/rss")))
    gather.look_at_source(IRAQ, source)
    assert gather.source_view(iraq, source).status.failure.reason == "gather.refused"
    assert site.asked == []


def test_due_sources_are_queued_once_paused_and_waiting_ones_not(viewer_of, clock):
    clock("2021-05-03T12:00+00:00")
    iraq, iran = viewer_of("iraq"), viewer_of("iran")
    gather.add_source(iraq, feed("http://valley.example/rss"))
    gather.add_source(iran, feed("http://river.example/rss"))
    gather.add_source(iraq, feed("http://paused.example/rss", is_paused=True))
    gather.add_source(iraq, NewSource("Desk", "form"))
    assert gather.queue_due_looks() == 2
    assert gather.queue_due_looks() == 0
    clock("2021-05-03T12:06+00:00")  # the queued looks were lost with their worker
    assert gather.queue_due_looks() == 2


def test_a_look_that_is_under_way_is_not_begun_again(viewer_of, clock, here_is_open):
    clock("2021-05-03T12:00+00:00")
    iraq = viewer_of("iraq")
    source = gather.add_source(iraq, feed(here_is_open.address("/rss")))

    def answer(handler):
        gather.look_at_source(IRAQ, source)
        body(RSS.encode())(handler)

    here_is_open.pages["/rss"] = answer
    gather.look_at_source(IRAQ, source)
    assert len(here_is_open.asked) == 1


# --- watched folders ------------------------------------------------------------------------------------------


def test_files_dropped_into_the_own_folder_are_taken_and_stay(viewer_of, inbox, old_file):
    iraq = viewer_of("iraq")
    source = gather.add_source(iraq, NewSource("Drop", "folder", "daily", every_seconds=5))
    file = old_file(inbox / "iraq" / "daily" / "one.txt", "Мост открыт.")
    gather.look_at_source(IRAQ, source)
    (item,) = gather.source_view(iraq, source).items.rows
    assert (item.name, item.way, item.state) == ("one.txt", "folder", ItemState.WAITING)
    assert file.exists()


@pytest.mark.parametrize("address", ["../iran", "/etc", "../../"])
def test_no_officer_names_a_folder_outside_the_own_members(viewer_of, inbox, address):
    (inbox / "iran").mkdir(parents=True)
    with pytest.raises(BadInput, match="lies inside"):
        gather.add_source(viewer_of("iraq"), NewSource("Theirs", "folder", address, every_seconds=5))


def test_a_file_whose_name_is_no_utf_8_is_kept_and_shown(viewer_of, inbox, old_file):
    iraq = viewer_of("iraq")
    source = gather.add_source(iraq, NewSource("Drop", "folder", "", every_seconds=5))
    old_file(inbox / "iraq" / os.fsdecode(b"\xcc\xee\xf1\xf2.txt"), "Мост открыт.")
    gather.look_at_source(IRAQ, source)
    view = gather.source_view(iraq, source)
    assert view.status.failure is None
    assert [item.name for item in view.items.rows] == ["\ufffd\ufffd\ufffd\ufffd.txt"]


def test_a_look_that_died_with_its_worker_is_begun_again(viewer_of, clock, inbox, old_file, monkeypatch):
    clock("2021-05-03T12:00+00:00")
    iraq = viewer_of("iraq")
    source = gather.add_source(iraq, NewSource("Drop", "folder", "", every_seconds=5))
    old_file(inbox / "iraq" / "one.txt", "1")
    with monkeypatch.context() as dying:
        dying.setattr("diwan.gather.look._take", _killed)
        with pytest.raises(KeyboardInterrupt):
            gather.look_at_source(IRAQ, source)
    assert gather.queue_due_looks() == 0
    clock("2021-05-03T12:03+00:00")
    assert gather.queue_due_looks() == 1
    gather.look_at_source(IRAQ, source)
    assert gather.source_view(iraq, source).status.item_count == 1


def _killed(*_):
    raise KeyboardInterrupt


def test_a_missing_folder_is_a_failure_that_says_to_make_it(viewer_of, inbox):
    iraq = viewer_of("iraq")
    source = gather.add_source(iraq, NewSource("Drop", "folder", "daily", every_seconds=5))
    gather.look_at_source(IRAQ, source)
    assert "make it" in gather.source_view(iraq, source).status.failure.detail


def test_a_file_of_200_mib_is_shown_as_set_aside_and_left_untouched(viewer_of, inbox, old_file):
    iraq = viewer_of("iraq")
    source = gather.add_source(iraq, NewSource("Drop", "folder", "", every_seconds=5))
    film = old_file(inbox / "iraq" / "film.bin", "", size=200 * 1024**2)
    gather.look_at_source(IRAQ, source)
    gather.look_at_source(IRAQ, source)
    (item,) = gather.items_set_aside(iraq).rows
    assert (item.state, item.is_kept, item.size_bytes) == (ItemState.SET_ASIDE, False, 200 * 1024**2)
    assert "film.bin" in item.failure.detail
    assert "at most 64 MiB" in item.failure.detail
    assert film.stat().st_size == 200 * 1024**2
    gather.retry_item(iraq, item.id)
    assert gather.items_set_aside(iraq).rows == ()
    gather.look_at_source(IRAQ, source)
    (again,) = gather.items_set_aside(iraq).rows
    assert again.id != item.id


def test_a_folder_of_many_is_taken_in_turns(viewer_of, inbox, old_file, monkeypatch):
    monkeypatch.setattr("diwan.gather.look.MOST_ITEMS_A_LOOK", 3)
    iraq = viewer_of("iraq")
    source = gather.add_source(iraq, NewSource("Drop", "folder", "", every_seconds=3600))
    for number in range(5):
        old_file(inbox / "iraq" / f"{number}.txt", str(number))
    gather.look_at_source(IRAQ, source)
    assert gather.source_view(iraq, source).status.item_count == 3
    assert gather.queue_due_looks() == 1  # at once, not in an hour
    gather.look_at_source(IRAQ, source)
    assert gather.source_view(iraq, source).status.item_count == 5
