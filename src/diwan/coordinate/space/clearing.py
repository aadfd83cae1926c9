"""Times at which two volumes are both there, and the least shift in time or height that clears one of the other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from diwan.coordinate.space.heights import LOWEST_M, Band, HeightGap, Reference
from diwan.coordinate.space.nearness import TOLERANCE_M
from diwan.coordinate.space.windows import Span

MOST_SHIFT_M = 5_000
MOST_SHIFT_SECONDS = 7 * 86_400
_MOST_TRIES = 400


class Way(StrEnum):
    LATER = "later"
    EARLIER = "earlier"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Shift:
    way: Way
    amount: int  # whole seconds, or whole metres


def shared_times(mine: Sequence[Span], theirs: Sequence[Span], around: int) -> list[Span]:
    """When both are there, each span of the other widened by what neither is sure of."""
    found: list[Span] = []
    first = 0
    for start, end in mine:
        while first < len(theirs) and theirs[first][1] + around < start:
            first += 1
        for their_start, their_end in theirs[first:]:
            if their_start - around > end:
                break
            if their_end + around >= start:
                found.append((max(start, their_start - around), min(end, their_end + around)))
    return found


def time_shifts(mine: Sequence[Span], theirs: Sequence[Span], around: int) -> list[Shift]:
    """The least shift of all my spans later, and earlier, after which none meets one of theirs."""
    later = {end + around - start + 1 for start, _ in mine for _, end in theirs}
    earlier = {end - start + around + 1 for _, end in mine for start, _ in theirs}
    found = []
    for way, tries, sign in ((Way.LATER, later, 1), (Way.EARLIER, earlier, -1)):
        for amount in sorted(amount for amount in tries if 0 < amount <= MOST_SHIFT_SECONDS)[:_MOST_TRIES]:
            moved = [(start + sign * amount, end + sign * amount) for start, end in mine]
            if not shared_times(moved, theirs, around):
                found.append(Shift(way, amount))
                break
    return found


def height_shifts(mine: Band, gap: HeightGap, around_m: float) -> list[Shift]:
    """In whole metres; never into the ground, never so far that nobody would."""
    spare = around_m + 2 * TOLERANCE_M
    up = math.ceil(gap.their_upper_m - gap.my_lower_m + spare)
    down = math.ceil(gap.my_upper_m - gap.their_lower_m + spare)
    found = [Shift(Way.UP, up)] if up <= MOST_SHIFT_M else []
    floor = 0.0 if mine.reference is Reference.GROUND else LOWEST_M
    if down <= MOST_SHIFT_M and mine.lower_m - down >= floor:
        found.append(Shift(Way.DOWN, down))
    return found
