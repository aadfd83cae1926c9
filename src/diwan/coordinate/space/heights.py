"""Height bands in three references, and how far apart two of them are.

Two bands of one reference are compared as they stand: at one place both start from the same level. Between
references each is widened to all that it can be. No package carries a geoid for every Python that Diwan runs on
(decision 0211), so the sea level's height above the ellipsoid is its whole range on Earth.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from diwan.coordinate.space.faults import NotAVolume

LOWEST_M, HIGHEST_M = -1000.0, 100_000.0
# Of EGM96 and EGM2008 alike: C. F. F. Karney, GeographicLib, documentation of class Geoid.
SEA_ABOVE_ELLIPSOID_M = (-107.0, 86.0)
# From the shore of the Dead Sea, with room for its falling, to the summit of Everest; above mean sea level.
GROUND_M = (-450.0, 8850.0)


class Reference(StrEnum):
    ELLIPSOID = "w84"  # above the WGS84 ellipsoid, what a satellite receiver measures
    SEA = "amsl"  # above mean sea level
    GROUND = "agl"  # above the ground or the water right below


class Unknown(StrEnum):
    """What was not known and therefore taken as anything that it can be."""

    GROUND = "ground"
    SEA = "sea"


@dataclass(frozen=True)
class Band:
    lower_m: float
    upper_m: float
    reference: Reference
    ground_m: tuple[float, float] | None = None  # lowest and highest ground of the area, above sea level


@dataclass(frozen=True)
class HeightGap:
    apart_m: float  # negative where they overlap
    my_lower_m: float  # both bands in one reference, as wide as they may be
    my_upper_m: float
    their_lower_m: float
    their_upper_m: float
    unknown: frozenset[Unknown]


def band(
    lower_m: float,
    upper_m: float,
    reference: Reference,
    ground_m: tuple[float, float] | None = None,
    *,
    field: str = "height",
) -> Band:
    for value in (lower_m, upper_m, *(ground_m or ())):
        if not math.isfinite(value):
            raise NotAVolume(field, "not_a_number", value=value)
        if not LOWEST_M <= value <= HIGHEST_M:
            raise NotAVolume(field, "height", value=value)
    if upper_m <= lower_m:
        raise NotAVolume(field, "no_height", lower=lower_m, upper=upper_m)
    if ground_m is not None and reference is not Reference.GROUND:
        raise NotAVolume(field, "ground_without_need")
    if ground_m is not None and ground_m[1] < ground_m[0]:
        raise NotAVolume(field, "ground", lower=ground_m[0], upper=ground_m[1])
    return Band(float(lower_m), float(upper_m), reference, ground_m)


def height_gap(mine: Band, theirs: Band) -> HeightGap:
    unknown: set[Unknown] = set()
    if mine.reference is theirs.reference:
        my, their = (mine.lower_m, mine.upper_m), (theirs.lower_m, theirs.upper_m)
    elif Reference.ELLIPSOID in (mine.reference, theirs.reference):
        my, their = _above_ellipsoid(mine, unknown), _above_ellipsoid(theirs, unknown)
    else:
        my, their = _above_sea(mine, unknown), _above_sea(theirs, unknown)
    return HeightGap(max(my[0] - their[1], their[0] - my[1]), *my, *their, frozenset(unknown))


def widest(one: Band) -> tuple[float, float]:
    """Above the ellipsoid, for a first, coarse comparison. Whatever its author says of the ground: two who differ about
    it still meet above it, as `height_gap` has it."""
    if one.reference is not Reference.GROUND:
        return _above_ellipsoid(one, set())
    lowest, highest = one.ground_m or GROUND_M
    any_ground = (min(lowest, GROUND_M[0]), max(highest, GROUND_M[1]))
    return _above_ellipsoid(replace(one, ground_m=any_ground), set())


def _above_sea(one: Band, unknown: set[Unknown]) -> tuple[float, float]:
    if one.reference is Reference.SEA:
        return one.lower_m, one.upper_m
    if one.ground_m is None:
        unknown.add(Unknown.GROUND)
    lowest, highest = one.ground_m or GROUND_M
    return one.lower_m + lowest, one.upper_m + highest


def _above_ellipsoid(one: Band, unknown: set[Unknown]) -> tuple[float, float]:
    if one.reference is Reference.ELLIPSOID:
        return one.lower_m, one.upper_m
    unknown.add(Unknown.SEA)
    lower, upper = _above_sea(one, unknown)
    return lower + SEA_ABOVE_ELLIPSOID_M[0], upper + SEA_ABOVE_ELLIPSOID_M[1]
