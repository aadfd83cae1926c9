"""A watched folder that a hostile or careless hand filled: each thing shown, none lost, nothing held up."""

import os

import pytest

from diwan.gather.connectors import CONNECTORS, Caught, Look
from diwan.gather.raw import Problem

LATER = 4_000_000_000.0


def look(home, **given):
    return list(CONNECTORS["folder"].look(Look("", home=home, **{"clock": lambda: LATER, **given})))


NAMES = [
    "a\nb.txt",
    "نامه‌ها ۱۲.txt",
    "رسالة.txt",
    "письмо.txt",
    "\u202etxt.exe.txt",
    "-rf.txt",
    " .txt",
    "é" * 120 + ".txt",
    "a\tb.txt",
]


def test_names_in_four_scripts_and_with_odd_signs_are_taken_each_under_its_own_key(tmp_path):
    for name in NAMES:
        (tmp_path / name).write_text(name)
    found = look(tmp_path)
    assert {thing.raw.data.decode() for thing in found} == set(NAMES)
    assert len({thing.key for thing in found}) == len(NAMES)


def test_a_link_to_a_device_or_to_nothing_is_named_and_not_read(tmp_path):
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "good.txt").write_text("x")
    found = look(tmp_path)
    assert [thing.raw.name for thing in found if isinstance(thing, Caught)] == ["good.txt"]
    assert "zero.txt" in {thing.name for thing in found if isinstance(thing, Problem)}


def test_a_file_swapped_for_a_link_after_it_was_listed_brings_nothing_from_outside(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    (home / "a.txt").write_text("first")
    (home / "b.txt").write_text("second")
    found = CONNECTORS["folder"].look(Look("", home=home, clock=lambda: LATER))
    taken = [next(found)]
    (home / "b.txt").unlink()
    (home / "b.txt").symlink_to(secret)
    taken += found
    assert all(thing.raw.data != b"secret" for thing in taken if isinstance(thing, Caught))


def test_a_file_that_vanishes_between_listing_and_reading_does_not_end_the_look(tmp_path):
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(name)
    found = CONNECTORS["folder"].look(Look("", home=tmp_path, clock=lambda: LATER))
    taken = [next(found)]
    (tmp_path / "b.txt").unlink()
    taken += found
    assert [thing.raw.name for thing in taken if isinstance(thing, Caught)] == ["a.txt", "c.txt"]


def test_a_file_dated_ahead_of_the_clock_is_not_left_for_ever(tmp_path):
    """A stick from a machine whose clock is wrong, or a clock here that jumped back."""
    (tmp_path / "a.txt").write_text("x")
    os.utime(tmp_path / "a.txt", (9000, 9000))
    seen = look(tmp_path, clock=lambda: 1000.0)
    assert seen, "neither taken nor named"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_named_and_the_rest_is_taken(tmp_path):
    (tmp_path / "closed.txt").write_text("x")
    (tmp_path / "closed.txt").chmod(0)
    (tmp_path / "good.txt").write_text("y")
    found = look(tmp_path)
    assert [thing.raw.name for thing in found if isinstance(thing, Caught)] == ["good.txt"]
    assert [thing.name for thing in found if isinstance(thing, Problem)] == ["closed.txt"]


def test_a_folder_that_may_not_be_opened_is_named_and_the_rest_is_taken(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "a.txt").write_text("x")
    (tmp_path / "good.txt").write_text("y")
    opened = os.open

    def refused(path, *rest, **named):
        # What the system answers to whoever is not root.
        if path == "closed":
            raise PermissionError(13, "Permission denied", str(tmp_path / "closed"))
        return opened(path, *rest, **named)

    monkeypatch.setattr(os, "open", refused)
    found = look(tmp_path)
    assert [thing.raw.name for thing in found if isinstance(thing, Caught)] == ["good.txt"]
    assert [(thing.name, thing.rule) for thing in found if isinstance(thing, Problem)] == [
        ("closed", "folder.closed")
    ]
