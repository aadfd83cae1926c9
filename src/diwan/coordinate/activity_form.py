"""The form of an activity: what was typed -> what is announced, and back. What is wrong is told by its field."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from diwan import gather
from diwan.coordinate.activity_checks import ActivityFlaw, ActivityIncomplete
from diwan.coordinate.activity_words import Activity, ActivityKind, Announcement, Consent
from diwan.coordinate.announce import CENTRE, usual_envelope
from diwan.coordinate.space import (
    Area,
    NotAVolume,
    Point,
    Reference,
    Repeat,
    Shape,
    Volume,
    band,
    circle,
    corridor,
    polygon,
    read_point,
    window,
)
from diwan.core.errors import BadInput
from diwan.core.ids import MemberId

FIRST_SIZE_M = {Shape.CIRCLE: "500", Shape.CORRIDOR: "200", Shape.POLYGON: ""}


class AskFirst(BadInput):
    """This may be a slip; say whether it is meant."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, {name: str(value) for name, value in values.items()}


@dataclass(frozen=True)
class Entered:
    said: Announcement
    details: gather.Reach
    envelope: gather.Reach | None


def entered(told: QueryDict, zone: str, *, kept: Activity | None = None) -> Entered:
    """`kept`: the activity that is changed, whose volumes stay if the form says so. Raises NotAVolume, ActivityIncomplete."""
    kind = next((each for each in ActivityKind if each.value == told.get("kind")), ActivityKind.FLIGHT)
    consent = next((each for each in Consent if each.value == told.get("consent")), Consent.NOT_NEEDED)
    host = told.get("host", "")
    volumes = kept.volumes if kept and told.get("places") == "keep" else _volumes(told, zone)
    said = Announcement(
        kind,
        _line(told.get("name", "")),
        volumes,
        _line(told.get("contact", "")),
        told.get("details", "").replace("\r\n", "\n").strip(),
        MemberId(host) if host else None,
        consent,
        told.get("conditions", "").replace("\r\n", "\n").strip(),
    )
    return Entered(said, *chosen_readers(told, kind))


def chosen_readers(told: QueryDict, kind: ActivityKind) -> tuple[gather.Reach, gather.Reach | None]:
    """Of the details, and of the envelope."""
    return _reach(told, "details_to", "details_members"), _envelope(told, kind)


def start_of(now: dt.datetime, contact: str, kind: str) -> dict[str, Any]:
    """The next two hours, from the next whole minute on."""
    begins = (now + dt.timedelta(minutes=1)).replace(second=0, microsecond=0)
    return {
        "kind": kind,
        "contact": contact,
        "shape": "corridor" if kind in ("flight", "convoy") else "circle",
        "lower": "0",
        "reference": "agl",
        "start": _typed(begins),
        "end": _typed(begins + dt.timedelta(hours=2)),
        "details_to": "own",
        "envelope": "usual",
        "consent": "not_needed",
    }


def filled(found: Activity, envelope: str) -> dict[str, Any]:
    """For the form of a change. `is_mixed`: heights, times or shapes differ, which one form cannot show."""
    first = found.volumes[0]
    heights, times = first.band, first.window
    is_mixed = any(
        (each.band, each.window, each.area.shape, each.area.reach_m)
        != (heights, times, first.area.shape, first.area.reach_m)
        for each in found.volumes
    )
    width = first.area.reach_m * (2 if first.area.shape is Shape.CORRIDOR else 1)
    between = "\n" if first.area.shape is Shape.CIRCLE else "\n\n"
    given: dict[str, Any] = {
        name: getattr(found, name) for name in ("name", "contact", "details", "conditions")
    }
    given |= {"kind": found.kind.value, "host": found.host or "", "consent": found.consent.value}
    given |= {"envelope": envelope, "is_mixed": is_mixed, "version": str(found.version)}
    if is_mixed:
        return given
    given |= {
        "shape": first.area.shape.value,
        "size": f"{width:g}" if width else "",
        "points": between.join(
            "\n".join(f"{point.latitude:.7g} {point.longitude:.7g}" for point in each.area.points)
            for each in found.volumes
        ),
        "lower": f"{heights.lower_m:g}",
        "upper": f"{heights.upper_m:g}",
        "reference": heights.reference.value,
        "start": _typed(times.start),
        "end": _typed(times.end),
        "zone": times.zone,
    }
    if heights.ground_m:
        given |= {"ground_low": f"{heights.ground_m[0]:g}", "ground_high": f"{heights.ground_m[1]:g}"}
    if times.repeat:
        given |= {"until": times.repeat.until.isoformat(), "days": sorted(map(str, times.repeat.weekdays))}
    return given


def ask_about(
    said: Announcement, now: dt.datetime, is_known: Callable[[Point], bool], *, is_new_place: bool
) -> None:
    """Raises AskFirst for what is possible and seldom meant: swapped coordinates, and a time that is over."""
    if is_new_place:
        for volume in said.volumes:
            for point in volume.area.points:
                other = Point(point.longitude, point.latitude)
                if -90 <= other.latitude <= 90 and not is_known(point) and is_known(other):
                    raise AskFirst(
                        "swapped", latitude=f"{point.latitude:g}", longitude=f"{point.longitude:g}"
                    )
    if all(max(end for _, end in volume.window.spans) < now.timestamp() for volume in said.volumes):
        raise AskFirst("past")


def swapped_lines(text: str) -> str:
    """The same points with latitude and longitude exchanged, in plain degrees."""
    lines = []
    for line in text.splitlines():
        if not line.strip():
            lines.append("")
            continue
        try:
            point = read_point(line.strip())
        except NotAVolume:
            lines.append(line)
            continue
        lines.append(f"{point.longitude:.7g} {point.latitude:.7g}")
    return "\n".join(lines)


def _volumes(told: QueryDict, zone: str) -> tuple[Volume, ...]:
    heights = band(
        _number(told, "lower"),
        _number(told, "upper"),
        next((each for each in Reference if each.value == told.get("reference")), Reference.SEA),
        _ground(told),
        field="height",
    )
    times = window(
        _moment(told, "start"), _moment(told, "end"), told.get("zone") or zone, _repeat(told), field="window"
    )
    return tuple(Volume(area, heights, times) for area in _areas(told))


def _areas(told: QueryDict) -> list[Area]:
    shape = next((each for each in Shape if each.value == told.get("shape")), Shape.CIRCLE)
    groups: list[list[Point]] = [[]]
    for line in told.get("points", "").splitlines():
        if line.strip():
            groups[-1].append(read_point(line.strip(), field="points"))
        elif groups[-1]:
            groups.append([])
    if not any(groups):
        raise NotAVolume("points", "no_volume")
    if shape is Shape.CIRCLE:
        size = _number(told, "size")
        return [circle(point, size, field="points") for group in groups for point in group]
    if shape is Shape.CORRIDOR:
        size = _number(told, "size")
        return [corridor(group, size, field="points") for group in groups if group]
    return [polygon(group, field="points") for group in groups if group]


def _ground(told: QueryDict) -> tuple[float, float] | None:
    if told.get("reference") != Reference.GROUND.value:
        return None
    if not (told.get("ground_low", "").strip() and told.get("ground_high", "").strip()):
        return None
    return _number(told, "ground_low"), _number(told, "ground_high")


def _repeat(told: QueryDict) -> Repeat | None:
    days, until = [day for day in told.getlist("days") if day in "0123456"], told.get("until", "")
    if not days and not until:
        return None
    try:
        return Repeat(frozenset(map(int, days)), dt.date.fromisoformat(until))
    except ValueError:
        raise NotAVolume("until", "no_days") from None


def _moment(told: QueryDict, name: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(told.get(name, "").strip())
    except ValueError:
        raise NotAVolume(name, "no_time", value=told.get(name, "")[:40]) from None
    return found.replace(tzinfo=None)  # local to the zone beside it


def _number(told: QueryDict, name: str) -> float:
    """Digits of any script; a comma is a point."""
    text = told.get(name, "").strip().replace(",", ".").replace("٫", ".").replace("−", "-")
    try:
        return float(text)
    except ValueError:
        raise NotAVolume(name, "not_a_number", value=text[:40]) from None


def _envelope(told: QueryDict, kind: ActivityKind) -> gather.Reach | None:
    choice = told.get("envelope", "usual")
    if choice == "usual":
        return usual_envelope(kind)
    if choice == "centre":
        return CENTRE
    return _reach(told, "envelope", "envelope_members") if choice == "members" else None


def _reach(told: QueryDict, choice: str, members: str) -> gather.Reach:
    if told.get(choice) == "centre":
        return CENTRE
    if told.get(choice) == "members":
        return gather.Reach(members=tuple(sorted({MemberId(each) for each in told.getlist(members)})))
    return gather.Reach()


def _line(text: str) -> str:
    if "\0" in text:
        raise ActivityIncomplete(ActivityFlaw.NO_TEXT)
    return " ".join(text.split())


def _typed(moment: dt.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")
