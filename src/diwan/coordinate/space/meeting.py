"""Which of my volumes meet which of theirs, and why: where, when, how near, and what would clear them.

Two volumes meet where areas, heights and times all come together, each widened by what its author is not sure of.
Whether they do is decided exactly; point and size of the overlap are a drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from diwan.coordinate.space.area import Point
from diwan.coordinate.space.clearing import Shift, height_shifts, shared_times, time_shifts
from diwan.coordinate.space.heights import HeightGap, Unknown, height_gap
from diwan.coordinate.space.nearness import TOLERANCE_M, Nearest, nearest
from diwan.coordinate.space.overlap import overlap
from diwan.coordinate.space.volume import Volume
from diwan.coordinate.space.windows import Span


@dataclass(frozen=True)
class Meeting:
    mine: int  # place in the list of my volumes
    theirs: int
    where: Point
    overlap_m2: float  # 0 when they only touch
    apart_m: float  # between the areas as announced; 0 when they overlap
    apart_height_m: float  # as announced; negative by how much they overlap
    first: Span  # the first time that both may be there
    times: int  # how many such times
    until: int  # the end of the last
    unknown: frozenset[Unknown]  # what was taken as anything that it can be
    shifts: tuple[Shift, ...]  # of my volume; each alone clears this meeting


@dataclass(frozen=True)
class _Candidate:
    place: int
    volume: Volume
    gap: HeightGap
    shared: list[Span]
    within_m: float


def meetings(mine: Sequence[Volume], theirs: Sequence[Volume]) -> list[Meeting]:
    """In order of my volumes, then of theirs. Empty when all are clear of one another."""
    return [
        _explain(place, volume, candidate, core)
        for place, volume in enumerate(mine)
        for candidate, core in _met(volume, theirs)
    ]


def which_meet(mine: Sequence[Volume], theirs: Sequence[Volume]) -> list[tuple[int, int]]:
    """The same decision without its explanation: places in the two lists."""
    return [
        (place, candidate.place) for place, volume in enumerate(mine) for candidate, _ in _met(volume, theirs)
    ]


def _met(volume: Volume, theirs: Sequence[Volume]) -> list[tuple[_Candidate, Nearest]]:
    near = [
        candidate
        for place, other in enumerate(theirs)
        if (candidate := _candidate(volume, place, other)) is not None
    ]
    within = np.array([candidate.within_m for candidate in near])
    cores = nearest(volume.area, [candidate.volume.area for candidate in near], within)
    return [
        (candidate, core)
        for candidate, core in zip(near, cores, strict=True)
        if core is not None and core.distance_m <= candidate.within_m + TOLERANCE_M
    ]


def _candidate(mine: Volume, place: int, theirs: Volume) -> _Candidate | None:
    """What is cheap to tell first: times, heights, and the balls around the areas."""
    around_seconds = mine.uncertainty.seconds + theirs.uncertainty.seconds
    shared = shared_times(mine.window.spans, theirs.window.spans, around_seconds)
    if not shared:
        return None
    gap = height_gap(mine.band, theirs.band)
    if gap.apart_m > mine.uncertainty.vertical_m + theirs.uncertainty.vertical_m + TOLERANCE_M:
        return None
    within = mine.reach_m + theirs.reach_m
    (my_centre, my_radius), (their_centre, their_radius) = mine.area.ball, theirs.area.ball
    straight = float(np.linalg.norm(my_centre - their_centre))
    if straight > my_radius + their_radius + within + TOLERANCE_M:
        return None
    return _Candidate(place, theirs, gap, shared, within)


def _explain(place: int, mine: Volume, other: _Candidate, core: Nearest) -> Meeting:
    theirs = other.volume
    where, square_metres = overlap(mine, theirs, core)
    seconds = mine.uncertainty.seconds + theirs.uncertainty.seconds
    vertical = mine.uncertainty.vertical_m + theirs.uncertainty.vertical_m
    return Meeting(
        mine=place,
        theirs=other.place,
        where=where,
        overlap_m2=square_metres,
        apart_m=max(core.distance_m - mine.area.reach_m - theirs.area.reach_m, 0.0),
        apart_height_m=other.gap.apart_m,
        first=other.shared[0],
        times=len(other.shared),
        until=max(end for _, end in other.shared),
        unknown=other.gap.unknown,
        shifts=(
            *time_shifts(mine.window.spans, theirs.window.spans, seconds),
            *height_shifts(mine.band, other.gap, vertical),
        ),
    )
