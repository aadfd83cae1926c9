"""What is entered in the register, checked and as JSON in records. Pure: no clock, no database."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from diwan.coordinate.register_words import ObjectForm, ObjectText, Outline, Points, ProtectedAs
from diwan.coordinate.saying import line, tidied
from diwan.coordinate.space import corridor, polygon, read_point
from diwan.coordinate.space.area import point
from diwan.core.errors import BadInput
from diwan.core.ids import RecordId

LONGEST_NAME, LONGEST_ADDRESS, LONGEST_TEXT, MOST_POINTS = 200, 500, 10_000, 500
FARTHEST_EXPIRY = dt.timedelta(days=366)


class ObjectFlaw(StrEnum):
    """What is missing or wrong; the catalogue of the pages says the same in four languages."""

    NO_NAME = "It needs a name."
    NO_POINT = (
        "Say where it is: a place or site has a point or three corners and more, a route two points and more."
    )
    ONE_POINT = "A protected site has one point, which a second officer sees on the map."
    NO_ADDRESS = "A protected site needs its address in words, to be compared with the point on the map."
    EXPIRY = "Say until when it is confirmed: a day ahead, within a year."
    STATE = "Say by whom it is held; for any other state leave that field empty."
    SINCE = "A state that is told holds already: look at day and time."
    REASON = "Say why it is taken out."
    SAME = "Nothing in it is another than before."
    TOO_LONG = "A name has 200 letters at most, an address 500, a text 10000, and an outline 500 points."


class ObjectIncomplete(BadInput):
    """This cannot be entered as it is written."""

    def __init__(self, flaw: ObjectFlaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


def read_points(text: str) -> Points:
    """One a line, in any usual notation. Raises space.NotAVolume, which names the line."""
    lines = [each for each in text.splitlines() if each.strip()]
    found = [read_point(each, field=f"point {n}") for n, each in enumerate(lines, 1)]
    return tuple((each.latitude, each.longitude) for each in found)


def checked(told: ObjectText, now: dt.datetime) -> ObjectText:
    """Raises ObjectIncomplete, and space.NotAVolume for an outline that is none."""
    said = replace(
        told,
        name=line(told.name),
        address=line(told.address),
        details=tidied(told.details),
        points=_on_earth(told.points[: MOST_POINTS + 1]),
        form=ObjectForm.SITE if told.category else told.form,
        expires_at=told.expires_at.astimezone(dt.UTC) if told.category and told.expires_at else None,
    )
    lacks_place = said.form is not ObjectForm.GROUP and not said.points
    is_two = len(said.points) == 2 and said.form is not ObjectForm.ROUTE
    expires = said.expires_at
    flaws: Iterable[tuple[ObjectFlaw, bool]] = (
        (ObjectFlaw.NO_NAME, not said.name),
        (ObjectFlaw.ONE_POINT, bool(said.category) and len(said.points) != 1),
        (
            ObjectFlaw.NO_POINT,
            lacks_place or is_two or (said.form is ObjectForm.ROUTE and len(said.points) < 2),
        ),
        (ObjectFlaw.NO_ADDRESS, bool(said.category) and not said.address),
        (
            ObjectFlaw.EXPIRY,
            bool(said.category) and not (expires is not None and now < expires <= now + FARTHEST_EXPIRY),
        ),
        (
            ObjectFlaw.TOO_LONG,
            len(said.name) > LONGEST_NAME
            or len(said.address) > LONGEST_ADDRESS
            or len(said.details) > LONGEST_TEXT
            or len(said.points) > MOST_POINTS,
        ),
    )
    for flaw, is_there in flaws:
        if is_there:
            raise ObjectIncomplete(flaw)
    if said.outline is Outline.RING:
        polygon(said.points)
    elif said.outline is Outline.LINE:
        corridor(said.points, 1.0)
    return said


def _on_earth(given: Points) -> Points:
    """Raises space.NotAVolume for what is no point."""
    found = [point(latitude, longitude, "point") for latitude, longitude in given]
    return tuple((each.latitude, each.longitude) for each in found)


def as_json(said: ObjectText) -> dict[str, Any]:
    return {
        "form": said.form.value,
        "category": said.category.value,
        "name": said.name,
        "address": said.address,
        "details": said.details,
        "shape": said.outline.value,
        "points": [list(each) for each in said.points],
        "expires_at": said.expires_at.astimezone(dt.UTC).isoformat() if said.expires_at else "",
    }


def from_json(said: dict[str, Any], links: Iterable[RecordId] = ()) -> ObjectText:
    """From a record's body, or from a row of the table, whose times are times already."""
    expires = said.get("expires_at") or None
    return ObjectText(
        form=ObjectForm(said["form"]),
        name=said["name"],
        points=tuple((float(lat), float(lon)) for lat, lon in said["points"]),
        address=said["address"],
        details=said["details"],
        category=ProtectedAs(said.get("category", "")),
        expires_at=dt.datetime.fromisoformat(expires) if isinstance(expires, str) else expires,
        links=tuple(links),
    )
