import copyreg
import dataclasses
import datetime as dt
import inspect
import pickle

import pytest

from diwan.core import reading
from diwan.core.languages import Language

WHY = reading.Why("places", "exact", (("a", "b"),))
TABRIZ = reading.PlaceCandidate(1, "Tabriz", "IR", 38.0, 46.0)
READING = reading.Reading(
    reading.Report("r", "متن", published=dt.datetime(2015, 9, 26, 12, tzinfo=dt.UTC)),
    Language.FA,
    places=(reading.PlaceMention(0, 2, TABRIZ, 0.9, WHY),),
    claims=(reading.Claim(0, 3, reading.Speaker(reading.SpeakerKind.ANONYMOUS), reading.Stance.DENIES, WHY),),
)
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
