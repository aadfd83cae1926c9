"""The gazetteer is compiled with the forms for many names; reports are read with the forms for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.process.places.bones import bones, bones_of_many
from diwan.process.places.keys import (
    exact_key,
    exact_keys,
    loose_key,
    loose_keys,
    skeleton_of_loose,
    skeletons_of_loose,
)

LETTERS = "aeiouyhckgtdszxwjpbqABÉàãšğıœабвджзийктсцшэюяъЭابتجدسشعفقكلمنهويىةگپچژئء -'’‘ʿ_.()\u200c\u064e"
names = st.lists(st.text(LETTERS, max_size=12), max_size=8)
CHOSEN = [
    "As-Sukhnah",
    "Эш-Шаддади",
    "Zawiyah",
    "Nahr al-‘Āṣī",
    "İzmir",
    "",
    "حماة",
    "Tbilissie",
    "Bouakeh",
    "(عدن)",
]


@given(names)
def test_many_names_fold_as_one_by_one(many: list[str]) -> None:
    assert exact_keys(many) == [exact_key(name) for name in many]


@given(names)
def test_many_names_sound_as_one_by_one(many: list[str]) -> None:
    keys = [exact_key(name) for name in many]
    assert loose_keys(keys) == [loose_key(key) for key in keys]
    assert skeletons_of_loose(loose_keys(keys)) == [skeleton_of_loose(loose_key(key)) for key in keys]


@given(names)
def test_many_names_have_the_bones_of_each(many: list[str]) -> None:
    assert bones_of_many(set(many)) == {name: bones(name) for name in many}


@pytest.mark.parametrize("name", CHOSEN)
def test_a_name_folds_alike_in_any_company(name: str) -> None:
    together = exact_keys(CHOSEN)
    assert together[CHOSEN.index(name)] == exact_key(name)
    assert loose_keys(together)[CHOSEN.index(name)] == loose_key(exact_key(name))
    assert bones_of_many(set(CHOSEN))[name] == bones(name)
