"""The proof, proved: a counter, an id in sequence, a frequency, a representative, an index or a cache that members share is
found, and so is one that this process kept from the world before."""

import functools
from contextlib import ExitStack
from unittest.mock import patch

import psycopg
import pytest

from noninterference import centre as centres
from noninterference import cold
from noninterference.leaks import ADDRESSES, COUNT, PROBE, THE_HISTORY, Leak, leaks, put_in
from noninterference.proof import differences, pages_stand_still, shown
from noninterference.surface import Fetcher, addresses, everything_there_is, ids_of

NAMES = (
    "a global counter", "a sequence id", "a document frequency", "a shared representative", "an approximate index",
)  # fmt: skip
RICHEST = "iraq"


@pytest.fixture
def found_with(proof_template):
    """What the proof finds with a leak put in; nothing of it stays."""

    def finding(leak):
        name = "diwan_leaking"
        centres.create(proof_template, name, centres.TEMPLATE)
        with psycopg.connect(proof_template.to_database(name).admin) as admin:
            admin.execute(leak.sql or "SELECT")
        try:
            with ExitStack() as stack:
                put_in(leak, stack)
                return differences(proof_template, THE_HISTORY, template=name, only=ADDRESSES)
        finally:
            with psycopg.connect(proof_template.to_database("postgres").admin, autocommit=True) as admin:
                admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    return finding


def test_without_a_leak_nothing_is_found(found_with):
    assert found_with(Leak()) == {}


@pytest.mark.parametrize("name", NAMES)
def test_what_members_share_is_found(found_with, name):
    assert found_with(leaks()[name])


@pytest.fixture
def kept_counter():
    """A count of everybody's records that a module keeps from its first use on."""
    from diwan.share import cursors, show_situation

    @functools.cache
    def total():
        return total.tx.value("SELECT diwan.planted_count()")

    def now_cursor(tx):
        total.tx = tx
        return cursors.pack(total())

    total.__module__ = show_situation.__name__
    with patch.object(show_situation, "_planted", total, create=True):
        yield Leak(COUNT, {"diwan.share.show_situation._now_cursor": now_cursor})


def test_what_this_process_kept_from_the_other_world_hides_nothing(found_with, kept_counter):
    assert found_with(kept_counter)
    with patch.object(cold, "empty"):
        assert not found_with(kept_counter), "else emptying proves nothing"


def test_each_world_begins_with_empty_caches(proof_template):
    differences(proof_template, THE_HISTORY, only=ADDRESSES)
    assert {"diwan.analyse.stored._remembered", "diwan.share.refs.place_names"} <= cold.filled()
    cold.empty()
    assert cold.filled() == set()


@pytest.fixture
def answers(proof_template):
    """What the probe is answered when another member has asked everything before it, and with empty caches."""

    def asked_twice(leak=None):
        with centres.centre(proof_template) as made, pages_stand_still(), ExitStack() as stack:
            made.carry_out(THE_HISTORY, THE_HISTORY.commands)
            put_in(leak or Leak(), stack)
            told = {}
            for who in (RICHEST, PROBE):  # once, so that what a first look changes has changed
                asked = addresses(ids_of(made, who), everything_there_is(made), made.cursors, "x")
                told[who] = [each for each in asked if each.method == "GET" and each.name in ADDRESSES]
                Fetcher(who).fetch_all(told[who])
            made.run_jobs()
            cold.empty()
            Fetcher(RICHEST).fetch_all(told[RICHEST])
            warm = Fetcher(PROBE).fetch_all(told[PROBE])
            cold.empty()
            return warm, Fetcher(PROBE).fetch_all(told[PROBE])

    return asked_twice


def test_a_cache_that_one_member_filled_changes_no_answer_of_another(answers):
    warm, empty = answers()
    assert len(warm) > len(ADDRESSES)
    differing = {each: (warm[each], empty.get(each)) for each in warm if warm[each] != empty.get(each)}
    assert differing == {}, shown(differing)


def test_a_cache_whose_key_does_not_say_for_whom_is_found(answers):
    from diwan.share import show_situation

    kept, real = {}, show_situation.cards

    def cards(tx, rows):
        return kept.setdefault("cards", real(tx, rows))

    with patch.object(show_situation, "_planted", kept, create=True):
        cold.look()
        warm, empty = answers(Leak(patches={"diwan.share.show_situation.cards": cards}))
    assert warm != empty
