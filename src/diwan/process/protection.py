"""How much of a source its readers see: pure. What is withheld must not stand in the words that are filed either."""

import math
import re
from dataclasses import dataclass

from diwan.core.errors import BadInput
from diwan.core.protection import Exactness, Identity, Protection
from diwan.process.fold import fold_strong

_KM_A_DEGREE = 111.2
_SHORTEST_WORD = 3  # a shorter name stands in other words by chance
_DIGITS = {ord(digit): str(n % 10) for n, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")} | {ord("٫"): "."}
# A pair of decimal degrees, degrees with minutes, or a square of the military grid.
_COORDINATES = re.compile(
    r"[-+]?\d{1,3}\.\d{2,}\s*°?\s*[NSEWnsew]?\s*[,;/،؛\s]\s*[-+]?\d{1,3}\.\d{2,}"
    r"|\d{1,3}\s*°\s*\d{1,2}"
    r"|\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b"
)


WITHIN_KM = {Exactness.EXACT: 0, Exactness.TEN_KM: 10, Exactness.REGION: 100}


class StillNamed(BadInput):
    """The text still says what is to be withheld."""


class PointUnclear(BadInput):
    """A point is a latitude from -90 to 90 and a longitude from -180 to 180, in degrees."""


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees. `within_km`: the true one lies in a square of that side around it; 0 is the point itself."""

    lat: float
    lon: float
    within_km: int = 0


def read_point(lat: str, lon: str) -> Point | None:
    """As typed, in any of the digits. None when nothing was typed. Raises PointUnclear."""
    if not lat.strip() and not lon.strip():
        return None
    try:
        north, east = (float(each.strip().translate(_DIGITS)) for each in (lat, lon))
    except ValueError as error:
        raise PointUnclear from error
    if not (abs(north) <= 90 and abs(east) <= 180):  # NaN is neither
        raise PointUnclear
    return Point(north, east)


def coarsened(point: Point, exactness: Exactness) -> Point:
    """The middle of a fixed square of the globe. No chance in it: many reports of one point tell no more than one does."""
    if exactness is Exactness.EXACT:
        return point
    side = WITHIN_KM[exactness] / _KM_A_DEGREE
    lat = _middle(point.lat, side)
    # Squares of one row are equally wide, whatever the point.
    wide = side / max(0.05, math.cos(math.radians(lat)))
    lon = _middle(point.lon, wide)
    return Point(_inside(lat, 90), _inside(lon, 180), WITHIN_KM[exactness])


def _inside(degrees: float, most: float) -> float:
    return round(max(-most, min(most, degrees)), 3)


def _middle(degrees: float, side: float) -> float:
    return (math.floor(degrees / side) + 0.5) * side


def refuse_what_still_says(
    protection: Protection, words: str, *, names: tuple[str, ...], point: Point | None
) -> None:
    """`words` is all that readers will get as text; `names` are the source's. Raises StillNamed with what was found."""
    if protection.identity is not Identity.FULL:
        folded = f" {_folded(words)} "
        for name in names:
            if len(name.strip()) >= _SHORTEST_WORD and _folded(name) in folded:
                raise StillNamed(f"It says “{name.strip()}”. Take it out, or let them see the source.")
    if protection.exactness is not Exactness.EXACT:
        plain = words.translate(_DIGITS)
        if found := _COORDINATES.search(plain):
            raise StillNamed(f"It says “{found[0].strip()}”. Take it out, or let them see the exact point.")
        if point is not None:
            for degrees in (point.lat, point.lon):
                told = f"{abs(degrees):.3f}"[:-1]
                if abs(degrees) % 1 and told in plain:
                    raise StillNamed(f"It says “{told}”. Take it out, or let them see the exact point.")


def _folded(text: str) -> str:
    return " ".join(fold_strong(text).text.split())
