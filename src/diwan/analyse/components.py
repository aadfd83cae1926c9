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
    # A group goes by the place of its least node, so that ties fall as the nodes do.
    groups: dict[int, tuple[Node, ...]] = dict(enumerate((node,) for node in sorted(nodes)))
    place = {group[0]: index for index, group in groups.items()}
    sums: dict[int, dict[int, float]] = {index: {} for index in groups}
    heap: list[tuple[float, int, int, tuple[int, int]]] = []
    for (a, b), score in scores.items():
        if a in place and b in place:
            i, j = place[a], place[b]
            sums[i][j] = sums[j][i] = score
            if (rounded := round(score, 9)) >= least:
                heap.append((-rounded, i, j, (1, 1)))
    heapq.heapify(heap)
    while heap:
        _, i, j, size = heapq.heappop(heap)
        if i not in groups or j not in groups or size != (len(groups[i]), len(groups[j])):
            continue  # one of them has grown since
        if not may_join(groups[i], groups[j]):
            continue
        groups[i] = tuple(sorted((*groups[i], *groups.pop(j))))
        row = sums[i]
        for k, score in sums.pop(j).items():
            row[k] = row.get(k, 0.0) + score
        row.pop(i), row.pop(j)
        for k, total in row.items():
            sums[k].pop(j, None)
            sums[k][i] = total
            entry = _entry(i, k, groups, total) if i < k else _entry(k, i, groups, total)
            if -entry[0] >= least:
                heapq.heappush(heap, entry)
    return sorted(groups.values())


def _entry(
    i: int, j: int, groups: Mapping[int, tuple[Node, ...]], total: float
) -> tuple[float, int, int, tuple[int, int]]:
    # Rounded: the last bits of a sum depend on the order in which groups grew.
    sizes = (len(groups[i]), len(groups[j]))
    return (-round(total / (sizes[0] * sizes[1]), 9), i, j, sizes)
