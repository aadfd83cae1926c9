"""Random pairs, drawn to touch and to nearly touch, against a brute-force oracle of another method."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.coordinate.space import meetings
from oracle_of_volumes import verdict
from volumes_at_random import pair


def _agree(seed, **shares):
    one, other = pair(random.Random(seed), **shares)
    said, known = bool(meetings([one], [other])), verdict(one, other)
    assert known is None or said == known, (one, other)
    assert bool(meetings([other], [one])) == said


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9))
def test_no_conflict_of_near_areas_is_missed_or_made_up(seed):
    _agree(seed, wide_share=0, local_share=0)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_no_conflict_of_wide_areas_is_missed_or_made_up(seed):
    _agree(seed, wide_share=1, local_share=0)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_no_conflict_on_a_night_when_clocks_change_is_missed_or_made_up(seed):
    _agree(seed, wide_share=0, local_share=1)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_many_pairs_agree_with_the_oracle():
    for seed in range(5_000):
        _agree(seed)
