"""Frozen dataclasses on their way between processes: as their class and a tuple of their values.

Left to themselves they look up their fields anew for every object, in Python, at both ends.
"""

import copyreg
import dataclasses
from operator import attrgetter
from typing import Any


def quick_to_pickle(*kinds: type[Any]) -> None:
    """Each with two fields or more, all of them arguments of its `__init__`."""
    for kind in kinds:
        _register(kind, attrgetter(*(field.name for field in dataclasses.fields(kind))))


def _register(kind: type[Any], values: "attrgetter[tuple[Any, ...]]") -> None:
    copyreg.pickle(kind, lambda made: (kind, values(made)))
