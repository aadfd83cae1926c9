"""How much sets of features have in common, each feature weighed by how few of the sets hold it."""

import math
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from diwan.core.languages import Language

Pair = tuple[int, int]  # indexes of two sets, the smaller first
Feature = TypeVar("Feature", str, tuple[Language, str])  # something that sorts
Key = TypeVar("Key", bound=Hashable)


def holders(sets: Sequence[Iterable[Key]]) -> dict[Key, list[int]]:
    """Which sets hold a feature."""
    found: dict[Key, list[int]] = defaultdict(list)
    for n, own in enumerate(sets):
        for feature in own:
            found[feature].append(n)
    return found


def cosines(sets: Sequence[frozenset[Feature]], among: Collection[Pair] | None = None) -> dict[Pair, float]:
    """0 to 1 for each pair that shares a feature; of all pairs, or `among` those given."""
    held = holders(sets)
    squares = {feature: math.log(1 + len(sets) / len(ns)) ** 2 for feature, ns in held.items()}
    lengths = [math.sqrt(math.fsum(squares[feature] for feature in own)) or 1.0 for own in sets]
    shared: dict[Pair, float] = defaultdict(float)
    if among is None:
        # In one order: the last bits of a sum must not depend on how this process hashes words.
        for feature in sorted(held):
            for pair in combinations(held[feature], 2):
                shared[pair] += squares[feature]
    else:
        for n, m in among:
            if common := sets[n] & sets[m]:
                shared[n, m] = math.fsum(squares[feature] for feature in common)
    return {(n, m): square / (lengths[n] * lengths[m]) for (n, m), square in shared.items()}


def pairs_of(groups: Iterable[Sequence[int]]) -> Iterator[Pair]:
    for members in groups:
        yield from combinations(members, 2)
