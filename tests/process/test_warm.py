import pytest

from diwan.core.languages import FOUR
from diwan.process import warm

PARTS = ["places", "actors", "credits", "claims", "dates", "quantities", "kinds"]


@pytest.mark.parametrize("language", FOUR)
def test_warming_reads_its_language_through_every_stage(language):
    (reading,) = warm([language])
    assert reading.language is language
    assert [part for part in PARTS if not getattr(reading, part)] == []


def test_all_four_languages_are_warmed_unless_told_otherwise():
    assert [reading.language for reading in warm()] == list(FOUR)
