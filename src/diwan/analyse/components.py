"""What hangs together: connected groups, and the cutting of a loose group into tight ones. Order never matters."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=str | int | tuple[str, int])


class Unions:
    """Disjoint sets; the least member speaks for its set, so that the order of joining leaves no trace."""

    def __init__(self, nodes: Iterable[str] = ()) -> None:
        self._parent = {node: node for node in nodes}

    def root(self, node: str) -> str:
        parent = self._parent
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first

    def groups(self) -> list[tuple[str, ...]]:
        members: dict[str, list[str]] = defaultdict(list)
        for node in self._parent:
            members[self.root(node)].append(node)
        return sorted(tuple(sorted(group)) for group in members.values())


def average_link(
    nodes: Iterable[Node],
    scores: Mapping[tuple[Node, Node], float],
    least: float,
    may_join: Callable[[tuple[Node, ...], tuple[Node, ...]], bool] = lambda _one, _other: True,
) -> list[tuple[Node, ...]]:
    """Groups whose members are alike on average; a pair without a score counts as 0.

    `scores` has each pair once, the smaller node first. Ties are broken by the nodes themselves. Cost follows the
    number of scored pairs, not the square of the nodes.
    """
    groups: dict[int, tuple[Node, ...]] = dict(enumerate((node,) for node in sorted(nodes)))
    place = {group[0]: index for index, group in groups.items()}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), score in scores.items():
        if a in place and b in place:
            sums[place[a]][place[b]] = sums[place[b]][place[a]] = score
    heap = [_entry(i, j, groups, s) for i, row in sums.items() for j, s in row.items() if i < j]
    heapq.heapify(heap)
    following = len(groups)
    while heap:
        negative, one, other, i, j = heapq.heappop(heap)
        if groups.get(i) != one or groups.get(j) != other:
            continue
        if -negative < least:
            break
        if not may_join(one, other):
            continue
        merged, new = tuple(sorted((*one, *other))), following
        following += 1
        del groups[i], groups[j]
        row_i, row_j = sums.pop(i, {}), sums.pop(j, {})
        for k in sorted((row_i.keys() | row_j.keys()) - {i, j}):
            if k in groups:
                total = row_i.get(k, 0.0) + row_j.get(k, 0.0)
                sums[new][k] = sums[k][new] = total
        groups[new] = merged
        for k, total in sums[new].items():
            heapq.heappush(heap, _entry(new, k, groups, total))
    return sorted(groups.values())


def _entry(
    i: int, j: int, groups: Mapping[int, tuple[Node, ...]], total: float
) -> tuple[float, tuple[Node, ...], tuple[Node, ...], int, int]:
    if groups[j] < groups[i]:
        i, j = j, i
    # Rounded: the last bits of a sum depend on the order in which groups grew.
    mean = round(total / (len(groups[i]) * len(groups[j])), 9)
    return (-mean, groups[i], groups[j], i, j)
