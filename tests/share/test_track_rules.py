"""What became of statements, counted by hand."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.core.labels import Reliability
from diwan.core.reading import Stance
from diwan.share.track_rules import Fate, Said, Tally, fates_of_outlets, fates_of_speakers

FIRST = dt.datetime(2021, 5, 1, tzinfo=dt.UTC)


def said(hour, outlet, speaker, stance, report=None):
    at = FIRST + dt.timedelta(hours=hour)
    return Said(at, report or f"{outlet}-{hour}", outlet, speaker, Stance(stance))


TOLD = said(0, "Lamp", "port", "asserts")


@pytest.mark.parametrize(
    ("later", "fate"),
    [
        ([], Fate.OPEN),
        ([said(1, "Mast", "police", "confirms")], Fate.CONFIRMED),
        ([said(1, "Mast", "police", "denies")], Fate.DENIED),
        ([said(1, "Mast", "police", "denies"), said(2, "Mast", "mayor", "confirms")], Fate.DISPUTED),
        ([said(1, "Lamp", "Lamp", "retracts")], Fate.RETRACTED),
        ([said(1, "Mast", "port", "retracts")], Fate.RETRACTED),  # its speaker, elsewhere
        ([said(1, "Mast", "police", "retracts")], Fate.OPEN),  # somebody else's word taken back is not Lamp's
        ([said(1, "Mast", "port", "confirms")], Fate.OPEN),  # the same speaker once more
        ([said(1, "Lamp", "police", "confirms")], Fate.OPEN),  # the outlet bears out itself
        ([said(1, "Mast", "police", "doubts")], Fate.OPEN),
        ([said(0, "Lamp", "police", "denies", "Lamp-0")], Fate.OPEN),  # told beside it, not after it
    ],
)
def test_what_becomes_of_a_statement_of_an_outlet(later, fate):
    assert fates_of_outlets([*later, TOLD])["Lamp"] is fate


def test_an_outlet_that_reports_a_denial_alone_has_told_nothing():
    assert "Mast" not in fates_of_outlets([TOLD, said(1, "Mast", "police", "denies")])


def test_of_a_speaker_only_others_bear_it_out():
    later = [said(1, "Mast", "port", "confirms"), said(2, "Mast", "police", "denies")]
    assert fates_of_speakers([TOLD, *later])["port"] is Fate.DENIED
    assert "police" not in fates_of_speakers([TOLD, *later])


@pytest.mark.parametrize(
    ("tally", "grade"),
    [
        (Tally(), Reliability.F),
        (Tally(confirmed=4), Reliability.F),  # too few
        (Tally(confirmed=4, open=90), Reliability.F),
        (Tally(confirmed=9, denied=1), Reliability.B),
        (Tally(confirmed=50), Reliability.B),  # A is for an officer to give
        (Tally(confirmed=8, denied=2), Reliability.C),
        (Tally(confirmed=4, disputed=2, denied=4), Reliability.D),
        (Tally(confirmed=1, retracted=1, denied=4), Reliability.E),
    ],
)
def test_the_grade_that_it_suggests(tally, grade):
    assert tally.suggested is grade


@given(st.permutations([TOLD, said(1, "Mast", "police", "denies"), said(1, "Quay", "mayor", "confirms")]))
def test_the_order_in_which_claims_are_read_makes_no_difference(claims):
    assert fates_of_outlets(claims)["Lamp"] is Fate.DISPUTED
