import io
import os
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.core.errors import BadInput
from diwan.gather.connectors import CONNECTORS, Caught, Look, TooBig
from diwan.gather.connectors.folder import FolderConnector
from diwan.gather.connectors.mailbox import messages
from diwan.gather.raw import Problem
from diwan.gather.rules import key_mark

LATER = 4_000_000_000.0  # long after any file was written


def look(home, address="", connector=CONNECTORS["folder"], **given):
    return list(connector.look(Look(address, home=home, **{"clock": lambda: LATER, **given})))


def test_files_are_taken_in_the_order_of_their_paths_and_stay_where_they_are(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text("دو")
    (tmp_path / "a.txt").write_text("один")
    found = look(tmp_path)
    assert [thing.raw.name for thing in found] == ["a.txt", "b/two.txt"]
    assert [thing.raw.data.decode() for thing in found] == ["один", "دو"]
    assert (tmp_path / "a.txt").exists()


def test_a_file_is_taken_once_and_again_when_it_changed(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("one")
    seen = {look(tmp_path)[0].key}
    assert look(tmp_path, seen=seen) == []
    file.write_text("one and more")
    assert look(tmp_path, seen=seen)[0].raw.data == b"one and more"


def test_a_file_still_being_written_is_left_for_the_next_look(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("half")
    os.utime(file, (1000, 1000))
    assert look(tmp_path, clock=lambda: 1001.0) == []
    assert len(look(tmp_path, clock=lambda: 1002.0)) == 1


@pytest.mark.parametrize("name", [".hidden", "a.part", "a.tmp", "a.txt~", "a.crdownload"])
def test_unfinished_and_hidden_files_are_left(tmp_path, name):
    (tmp_path / name).write_text("x")
    assert look(tmp_path) == []


def test_a_link_that_leads_out_is_named_and_never_followed(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.txt").write_text("secret")
    (home / "link.txt").symlink_to(tmp_path / "secret.txt")
    (home / "folder").symlink_to(tmp_path / "elsewhere")
    found = look(home)
    assert sorted(thing.name for thing in found) == ["folder", "link.txt"]
    assert all(isinstance(thing, Problem) for thing in found)


def test_a_link_inside_takes_its_file_once(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert [thing.raw.name for thing in look(tmp_path)] == ["a.txt"]


@pytest.mark.parametrize("address", ["/etc", "..", "a/../../b", "/nowhere/at/all"])
def test_a_folder_outside_its_owners_place_is_refused_alike_whether_it_exists(tmp_path, address):
    with pytest.raises(BadInput, match="a watched folder lies inside"):
        look(tmp_path, address)


def test_a_folder_that_is_a_link_out_is_refused(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "out").symlink_to("/etc")
    with pytest.raises(BadInput, match="lies inside"):
        look(home, "out")


def test_a_missing_folder_says_to_make_it(tmp_path):
    with pytest.raises(BadInput, match="no such folder; make it"):
        look(tmp_path, "not-yet")


def test_a_file_past_the_limit_is_named_with_the_limit_and_left_untouched(tmp_path):
    file = tmp_path / "film.bin"
    with file.open("wb") as stream:
        stream.truncate(200 * 1024**2)
    (found,) = look(tmp_path)
    assert isinstance(found, TooBig)
    assert (found.name, found.size_bytes) == ("film.bin", 200 * 1024**2)
    assert "200 MiB; at most 64 MiB" in found.reason
    assert file.stat().st_size == 200 * 1024**2


def test_a_pipe_in_the_folder_does_not_hold_the_look(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert look(tmp_path) == []


def test_a_file_whose_name_is_no_utf_8_is_taken_under_its_own_key(tmp_path):
    for name in (b"\xff.txt", b"\xfe.txt"):
        (tmp_path / os.fsdecode(name)).write_bytes(b"x")
    found = look(tmp_path)
    source = uuid.UUID(int=1)
    assert len({key_mark(source, thing.key.partition(" ")[0]) for thing in found}) == 2


def test_a_folder_of_thousands_is_taken_one_by_one(tmp_path):
    for number in range(3000):
        (tmp_path / f"{number:05}.txt").write_text(str(number))
    found = CONNECTORS["folder"].look(Look("", home=tmp_path, clock=lambda: LATER))
    assert next(found).raw.data == b"0"
    assert sum(1 for _ in found) == 2999


def test_a_file_that_grew_between_listing_and_reading_waits_for_the_next_look(tmp_path):
    class Growing(FolderConnector):
        def _taken(self, file):
            with (tmp_path / "a.txt").open("a") as stream:
                stream.write("more")
            return super()._taken(file)

    (tmp_path / "a.txt").write_text("x")
    (found,) = look(tmp_path, connector=Growing())
    assert isinstance(found, Problem)
    assert found.is_note


MBOX = (
    "From a@b Mon May  3 10:00:00 2021\nMessage-ID: <1@x>\nSubject: one\n\nFirst.\n>From the north.\n\n"
    "From c@d Mon May  3 11:00:00 2021\nMessage-ID: <2@x>\nSubject: two\n\nSecond.\n"
)


def test_each_message_of_a_growing_mailbox_is_taken_once(tmp_path):
    mbox = tmp_path / "wire.mbox"
    mbox.write_text(MBOX)
    found = look(tmp_path, "wire.mbox", CONNECTORS["mailbox"])
    assert [thing.raw.name for thing in found] == ["wire.mbox, message 1", "wire.mbox, message 2"]
    assert b"\nFrom the north." in found[0].raw.data
    seen = {thing.key for thing in found}
    mbox.write_text(MBOX + "\nFrom e@f Mon May  3 12:00:00 2021\nMessage-ID: <3@x>\n\nThird.\n")
    (third,) = look(tmp_path, "wire.mbox", CONNECTORS["mailbox"], seen=seen)
    assert third.raw.data.endswith(b"Third.\n")


def test_a_folder_of_messages_is_a_mailbox_too(tmp_path):
    (tmp_path / "1.eml").write_text("Message-ID: <1@x>\nSubject: one\n\nFirst.\n")
    (found,) = look(tmp_path, "", CONNECTORS["mailbox"])
    assert isinstance(found, Caught)
    assert found.raw.media_type == "message/rfc822"


def test_two_letters_under_one_message_id_are_both_taken(tmp_path):
    (tmp_path / "1.eml").write_text("Message-ID: <1@x>\n\nFirst.\n")
    (tmp_path / "2.eml").write_text("Message-ID: <1@x>\n\nQuite another.\n")
    assert len({thing.key for thing in look(tmp_path, "", CONNECTORS["mailbox"])}) == 2


@given(st.lists(st.text(alphabet="ab >\nFrom", max_size=40)))
def test_what_was_put_into_a_mailbox_comes_out_of_it(bodies):
    whole = ""
    for body in bodies:
        quoted = "\n".join(">" + line if line.startswith("From ") else line for line in body.split("\n"))
        whole += f"From a@b Mon May  3 10:00:00 2021\n{quoted}\n\n"
    assert len(list(messages(io.BytesIO(whole.encode()), 10_000))) == len(bodies)


def test_a_message_past_the_limit_is_told_and_the_next_is_read():
    mbox = b"From a\n" + b"x" * 100 + b"\n\nFrom b\nshort\n"
    assert list(messages(io.BytesIO(mbox), 50)) == [None, b"short\n"]
