import copyreg
import dataclasses
import inspect
import pickle

import pytest
from tests.core.test_codec import READING

from diwan.core import reading

KINDS = [kind for kind in vars(reading).values() if inspect.isclass(kind) and dataclasses.is_dataclass(kind)]


def test_a_reading_survives_the_way_between_processes() -> None:
    there = pickle.loads(pickle.dumps(READING, protocol=5))
    assert there == READING
    assert there.claims[0].speaker.kind is READING.claims[0].speaker.kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_of_a_reading_is_quick_to_pickle(kind: type) -> None:
    """Its pickle names the class and its values, not how to set each of them."""
    bare = object.__new__(kind)
    for field in dataclasses.fields(kind):
        object.__setattr__(bare, field.name, None)
    rebuilt, values = copyreg.dispatch_table[kind](bare)
    assert rebuilt is kind
    assert values == (None,) * len(dataclasses.fields(kind))
