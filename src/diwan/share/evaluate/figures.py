"""Pure: figures from 0 to 1, and how they are made of counts, groups and clusters."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Score:
    """How much of what was found is right, and how much of what is there was found."""

    precision: float
    recall: float
    labelled: int
    found: int

    @property
    def value(self) -> float:
        """F1: the harmonic mean of both."""
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those that were asked about are right."""

    right: float
    labelled: int

    @property
    def value(self) -> float:
        return self.right / self.labelled if self.labelled else 0.0


Figure = Score | Share


def score(right: int, found: int, labelled: int) -> Score:
    return Score(right / found if found else 0.0, right / labelled if labelled else 0.0, labelled, found)


def pairs(groups: Iterable[Iterable[Key]]) -> set[frozenset[Key]]:
    """What stands together, two at a time: groups are compared by these, so that one too many does not spoil a whole group."""
    return {frozenset(pair) for group in groups for pair in combinations(set(group), 2)}


def by_pairs(labelled: Iterable[Iterable[Key]], found: Iterable[Iterable[Key]]) -> Score:
    ours, theirs = pairs(found), pairs(labelled)
    return score(len(ours & theirs), len(ours), len(theirs))


def grouped(keyed: Iterable[tuple[Key, Hashable]]) -> list[list[Key]]:
    groups: dict[Hashable, list[Key]] = defaultdict(list)
    for key, group in keyed:
        groups[group].append(key)
    return list(groups.values())


def b_cubed(items: Sequence[tuple[Hashable, Hashable | None]]) -> Score:
    """Bagga and Baldwin's B³ over (labelled cluster, found cluster). An item that was not found (None) adds nothing
    to recall and is left out of precision."""
    met = [item for item in items if item[1] is not None]
    labelled = Counter(item[0] for item in items)
    found = Counter(item[1] for item in met)
    both = Counter(met)
    return Score(
        precision=sum(both[i] / found[i[1]] for i in met) / len(met) if met else 0.0,
        recall=sum(both[i] / labelled[i[0]] for i in met) / len(items) if items else 0.0,
        labelled=len(items),
        found=len(met),
    )
