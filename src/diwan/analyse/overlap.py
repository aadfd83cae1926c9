"""Which pairs among many reports may have a copy edge, by counting the runs that they share.

The count is exact where it decides, so the result is what comparing every pair would give, for a fraction of the
cost. Most pairs share but the stock phrases of their trade: of each report its commonest runs are left out of the
count, and the least that must be shared is lowered by as many.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

from diwan.analyse.copies import LEAST_QUOTED_RUNS, least_shared
from diwan.analyse.wording import Wording

_LEFT_OUT = 0.5  # of the least that must be shared


class LikelyCopies:
    """Every pair with a copy edge and few others, each once, as indexes into `told`."""

    def __init__(self, told: Sequence[Wording]) -> None:
        self._by_size = sorted(range(len(told)), key=lambda index: len(told[index].runs))
        self._holders = _Holders([told[index] for index in self._by_size])

    def pairs(self, rank: int) -> list[tuple[int, int]]:
        """Those of the report that stands at this rank by its size, with reports behind it."""
        index = self._by_size[rank]
        return [(index, self._by_size[other]) for other in self._holders.likely(rank)]


class _Holders:
    """For every run the reports that hold it, shortest report first: millions of places, one array for each fact."""

    def __init__(self, told: Sequence[Wording]) -> None:
        sizes = np.array([len(one.runs) for one in told], dtype=np.int64)
        total = int(sizes.sum())
        runs = np.fromiter(chain.from_iterable(one.runs for one in told), np.uint32, total)
        quoted = chain.from_iterable(map(set(one.quoted).__contains__, one.runs) for one in told)
        by_run = np.argsort(
            runs, kind="stable"
        )  # stable: the holders of a run stay in the order of their size
        self._least = [least_shared(len(one.runs)) for one in told]
        self._begin = np.append(0, np.cumsum(sizes))  # of each report among all runs
        self._place = np.empty(total, dtype=np.int64)  # where a run of a report stands among its holders
        self._place[by_run] = np.arange(total)
        self._holder = np.repeat(np.arange(len(told)), sizes)[by_run]
        self._is_quoted = np.fromiter(quoted, bool, total)[by_run]
        first = np.flatnonzero(np.append(True, np.diff(runs[by_run]) != 0)[:total])
        many = np.diff(np.append(first, total))
        self._end = np.repeat(first + many, many)
        self._is_quotable = (
            np.repeat(np.logical_or.reduceat(self._is_quoted, first), many) if total else self._is_quoted
        )

    def likely(self, rank: int) -> list[int]:
        """Reports after this one that may be its copy, or share a quotation with it."""
        places = self._place[self._begin[rank] : self._begin[rank + 1]]
        rarest_first = places[np.argsort(self._end[places] - places, kind="stable")]
        left_out = int(self._least[rank] * _LEFT_OUT)
        copies = self._behind(rarest_first[: len(places) - left_out])[0]
        behind, before = self._behind(places[self._is_quotable[places]])
        quoting = behind[self._is_quoted[behind] | self._is_quoted[before]]
        return sorted(
            {*self._often(copies, self._least[rank] - left_out), *self._often(quoting, LEAST_QUOTED_RUNS)}
        )

    def _behind(self, places: Any) -> tuple[Any, Any]:
        """The places of all later holders of the same runs, and beside each the place that it lies behind."""
        later = self._end[places] - places - 1
        steps = np.arange(int(later.sum())) - np.repeat(np.cumsum(later) - later, later)
        before = np.repeat(places, later)
        return before + 1 + steps, before

    def _often(self, places: Any, least: int) -> list[int]:
        """The reports that stand at `least` of the places."""
        found: list[int] = np.flatnonzero(np.bincount(self._holder[places]) >= max(1, least)).tolist()
        return found
