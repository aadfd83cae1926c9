"""Sounds that one script writes with one letter and another with two."""

import pytest

from diwan.analyse.names import persons_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marcela Chumbita", "مارسيلا تشومبيتا"),
        ("Khanthaly Phomsou", "Кханталы Пхомсу"),
        ("Htway Swanda", "Хтвай Сванда"),
    ],
)
def test_a_person_is_known_again_in_another_script(one, other):
    assert persons_alike(one, other)


def test_brothers_stay_apart():
    assert not persons_alike("Marcela Chumbita", "روبرتو تشومبيتا")
