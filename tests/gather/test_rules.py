import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.gather.rules import Seen, SourceUnclear, check_source, key_mark, next_look, source_mark
from diwan.gather.words import NewSource

NOON = dt.datetime(2021, 5, 3, 12, tzinfo=dt.UTC)


def test_a_source_is_looked_at_after_its_time_and_later_after_each_failure():
    waits = [(next_look(NOON, 600, failures) - NOON).total_seconds() for failures in range(4)]
    assert waits == [600, 1200, 2400, 4800]


@given(st.integers(60, 10**6), st.integers(0, 10**6), st.floats(0, 1))
def test_the_wait_never_passes_a_day_or_the_sources_own_time(every, failures, jitter):
    wait = (next_look(NOON, every, failures, jitter=jitter) - NOON).total_seconds()
    assert every * 0.95 <= wait <= max(every, 24 * 3600) * 1.05


def test_a_server_that_asks_for_patience_gets_it():
    assert next_look(NOON, 60, 1, asked_to_wait_seconds=7200) == NOON + dt.timedelta(hours=2)


def test_a_source_by_hand_is_never_due():
    assert next_look(NOON, None, 0) is None


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (NewSource(" ", "feed", "http://a.example/"), "name"),
        (NewSource("x" * 201, "feed", "http://a.example/"), "name"),
        (NewSource("a", "telepathy"), "no kind of source"),
        (NewSource("a", "feed"), "address"),
        (NewSource("a", "feed", "http://a.example/", every_seconds=1), "every 60 seconds"),
        (NewSource("a", "form", reliability="G"), "A to F"),
    ],
)
def test_a_source_that_cannot_work_is_refused_with_the_mend(source, words):
    with pytest.raises(SourceUnclear, match=words):
        check_source(source)


def test_two_items_of_one_source_carry_marks_that_tell_nobody_so():
    source = uuid.UUID(int=7)
    assert source_mark(b"salt one", source) != source_mark(b"salt two", source)
    assert source_mark(b"salt one", source) == source_mark(b"salt one", uuid.UUID(int=7))


def test_a_key_is_known_again_within_its_source_alone():
    here, there = uuid.UUID(int=1), uuid.UUID(int=2)
    marks = frozenset({key_mark(here, "v-1")})
    assert "v-1" in Seen(here, lambda: marks)
    assert "v-2" not in Seen(here, lambda: marks)
    assert "v-1" not in Seen(there, lambda: marks)
