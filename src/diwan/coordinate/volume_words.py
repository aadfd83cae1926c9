"""Volumes as JSON, in records and for programs. Whatever is read passes the same checks as what is typed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from diwan.coordinate.space import (
    EXACT,
    Area,
    NotAVolume,
    Reference,
    Repeat,
    Shape,
    Uncertainty,
    Volume,
    band,
    circle,
    corridor,
    polygon,
    window,
)
from diwan.coordinate.space.heights import HIGHEST_M, LOWEST_M
from diwan.coordinate.space.volume import MOST_VOLUMES


def volumes_to_json(volumes: Sequence[Volume]) -> list[dict[str, Any]]:
    return [_to_json(volume) for volume in volumes]


def volumes_from_json(given: Sequence[dict[str, Any]]) -> tuple[Volume, ...]:
    """Raises NotAVolume, which names the field by its place: `volumes.0.area`."""
    if not given:
        raise NotAVolume("volumes", "no_volume")
    if len(given) > MOST_VOLUMES:
        raise NotAVolume("volumes", "many_volumes", count=len(given), most=MOST_VOLUMES)
    return tuple(_from_json(one, f"volumes.{place}") for place, one in enumerate(given))


def envelope_of(volume: Volume) -> Volume:
    """The same place, heights and times with the uncertainty inside, so that it does not tell the kind."""
    sure, area, heights, times = volume.uncertainty, volume.area, volume.band, volume.window
    wider = dt.timedelta(seconds=sure.seconds)
    around = Uncertainty()
    try:
        times = window(times.start - wider, times.end + wider, times.zone, times.repeat)
    except NotAVolume:  # already as long as a window may be
        around = Uncertainty(seconds=sure.seconds)
    return Volume(
        Area(area.shape, area.points, area.reach_m + sure.horizontal_m),
        band(
            max(heights.lower_m - sure.vertical_m, LOWEST_M),
            min(heights.upper_m + sure.vertical_m, HIGHEST_M),
            heights.reference,
            heights.ground_m,
        ),
        times,
        around,
    )


def _to_json(volume: Volume) -> dict[str, Any]:
    area, heights, times, sure = volume.area, volume.band, volume.window, volume.uncertainty
    found: dict[str, Any] = {
        "area": {
            "shape": area.shape.value,
            "points": [list(point) for point in area.points],
            "reach_m": area.reach_m,
        },
        "height": {
            "lower_m": heights.lower_m,
            "upper_m": heights.upper_m,
            "reference": heights.reference.value,
        },
        "window": {"start": times.start.isoformat(), "end": times.end.isoformat(), "zone": times.zone},
    }
    if heights.ground_m:
        found["height"]["ground_m"] = list(heights.ground_m)
    if times.repeat:
        repeat = times.repeat
        found["window"]["repeat"] = {
            "weekdays": sorted(repeat.weekdays),
            "until": repeat.until.isoformat(),
        }
    if sure != EXACT:
        found["uncertainty"] = [sure.horizontal_m, sure.vertical_m, sure.seconds]
    return found


def _from_json(given: dict[str, Any], field: str) -> Volume:
    area, heights, times = given["area"], given["height"], given["window"]
    points = [(float(latitude), float(longitude)) for latitude, longitude in area["points"]]
    made = _area(Shape(area["shape"]), points, float(area.get("reach_m", 0)), f"{field}.area")
    ground = heights.get("ground_m")
    repeat = times.get("repeat")
    return Volume(
        made,
        band(
            float(heights["lower_m"]),
            float(heights["upper_m"]),
            Reference(heights["reference"]),
            (float(ground[0]), float(ground[1])) if ground else None,
            field=f"{field}.height",
        ),
        window(
            dt.datetime.fromisoformat(times["start"]),
            dt.datetime.fromisoformat(times["end"]),
            times["zone"],
            Repeat(frozenset(repeat["weekdays"]), dt.date.fromisoformat(repeat["until"])) if repeat else None,
            field=f"{field}.window",
        ),
        Uncertainty(*given["uncertainty"]) if "uncertainty" in given else EXACT,
    )


def _area(shape: Shape, points: list[tuple[float, float]], reach_m: float, field: str) -> Area:
    if shape is Shape.CIRCLE:
        if len(points) != 1:
            raise NotAVolume(field, "one_centre", count=len(points))
        return circle(points[0], reach_m, field=field)
    if shape is Shape.CORRIDOR:
        return corridor(points, reach_m * 2, field=field)
    return polygon(points, margin_m=reach_m, field=field)
