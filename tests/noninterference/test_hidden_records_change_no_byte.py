"""Design idea 3, through the real HTTP surface: whatever a member may not read changes no byte of what it can fetch.

`make noninterference` runs it alone; `HISTORIES=n` sets how many, `SEED=n` which, `SHARE=0.2` asks of each history a
fifth of all addresses, drawn anew each time. How long an answer takes is outside.
"""

import os
import re
import sys

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

import api_walk
from noninterference import listed
from noninterference.history import histories
from noninterference.proof import Tally, differences, shown
from noninterference.surface import FILLED, routes

SEED = int(os.environ.get("SEED", "20151003"))
SHARE = float(
    os.environ.get("SHARE", "0.12")
)  # within `make test`: forty histories ask everything between them


def settings_of(count):
    return settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


def prove(server, count, chosen_seed, say, share):
    tally = Tally()
    found_last = {}

    @seed(chosen_seed)
    @settings_of(count)
    @given(history=histories())
    def run(history):
        found = differences(server, history, tally, share=share)
        found_last.update(n=len(found))
        if found and not found_last.get("told"):
            found_last["told"] = True
            say(f"\nMaking this smaller takes minutes:\n{history}\n{shown(found)}")
        assert not found, f"\n{history}\n{shown(found)}"

    try:
        run()
    finally:
        say(f"\nseed {chosen_seed}: {tally}, {found_last.get('n', 0)} differences")
    return tally


@pytest.fixture
def say(capsys):
    def saying(text):
        with capsys.disabled():
            sys.stdout.write(f"{text}\n")

    return saying


@pytest.mark.timeout(1800)
def test_hidden_records_change_no_byte_of_what_a_member_can_fetch(proof_template, say):
    tally = prove(proof_template, int(os.environ.get("HISTORIES", "40")), SEED, say, SHARE)
    assert tally.requests > 10 * tally.histories


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_nor_in_many_more_histories(proof_template, say):
    prove(proof_template, 160, SEED + 1, say, 1.0)


def test_every_route_is_compared_or_listed_with_its_reason(proof_template):
    """A new page or answer is in the proof by itself; one whose parameter nobody can fill in has to be listed."""
    found = routes()
    names = {route.name for route in found}
    assert set(listed.NOT_COMPARED) <= names, "a listed route is gone"
    assert set(listed.CHANGING) <= names, "a listed route is gone"
    unfilled = {
        (route.name, parameter)
        for route in found
        for parameter in route.parameters
        if route.name not in listed.NOT_COMPARED and parameter not in FILLED
    }
    assert unfilled == set(), "say in surface.ids_of how to fill it, or list the route with its reason"


PLACES_IN_LOGS = re.compile(
    r"^(seq|prev|tree_?size|size|root|leaf|position|log_index|index|length|witnessed_size)$"
)


def test_no_answer_for_programs_has_a_field_for_a_place_in_a_log():
    """But for the own member's own log, whose places nobody else's records move."""
    found = {
        (path, name)
        for path, told in api_walk.document()["components"]["schemas"].items()
        for name in told.get("properties", {})
        if PLACES_IN_LOGS.match(name)
    }
    assert {path for path, _ in found} <= listed.OF_THE_OWN_LOG
