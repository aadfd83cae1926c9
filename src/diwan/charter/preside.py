"""What the director's member does while its term lasts: it names its director, convenes, sets the order of the day.

Whose term it is, is asked in the database at the moment of writing (functions/35_director.sql): powers begin and end with
the term by themselves. The director reads what the own member reads, and sets the order of no meeting that it may not see.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from diwan.charter.enlarge import whole_centre
from diwan.charter.queries import is_director, members, places
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId, RoomId
from diwan.core.labels import Label, Tlp
from diwan.core.viewer import Viewer
from diwan.ledger import append
from diwan.store import Transaction, acting_as

LONGEST_LINE = 200
MOST_POINTS = 50
FARTHEST = dt.timedelta(days=366)


class NotTheDirector(NotAllowed):
    """Only the director's member does this, while its term lasts."""


class MeetingIncomplete(BadInput):
    """A meeting has a title, a time that lies ahead within a year, and at most fifty points of 200 letters."""


class NoSuchRoomOfYours(BadInput):
    """Convene the whole centre, or a room in which your member sits."""


class NotItsTerm(BadInput):
    """A member names a director for a term of its own that runs or lies ahead."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """`agenda` is the order of the day as it stands; `set_by` and `set_at` say whose it is and since when."""

    id: RecordId
    member: MemberId
    audience: int
    title: str
    starts_at: dt.datetime
    place: str
    room: str
    agenda: tuple[str, ...]
    set_by: MemberId
    set_at: dt.datetime
    is_called_off: bool
    reason: str


def meetings(tx: Transaction, at: dt.datetime | None = None) -> list[Meeting]:
    """Those that the viewer may read, the latest first, as they stood at `at`."""
    rows = tx.rows(
        "SELECT m.record AS id, m.member, m.audience, m.title, m.starts_at, m.place, m.room,"
        " coalesce(o.agenda, m.agenda) AS agenda, coalesce(o.member, m.member) AS set_by,"
        " coalesce(o.at, m.convened_at) AS set_at, coalesce(o.is_called_off, false) AS is_called_off,"
        " coalesce(o.reason, '') AS reason"
        " FROM diwan.meeting m LEFT JOIN LATERAL (SELECT * FROM diwan.meeting_order l WHERE l.meeting = m.record"
        "   AND l.at <= %(at)s ORDER BY l.is_called_off DESC, l.at DESC, l.record LIMIT 1) o ON true"
        " WHERE m.convened_at <= %(at)s ORDER BY m.starts_at DESC, m.record",
        {"at": at or springs.now()},
    )
    return [Meeting(**row | {"agenda": tuple(row["agenda"])}) for row in rows]


def convene(
    viewer: Viewer, title: str, starts_at: dt.datetime, *, place: str, room: str, agenda: tuple[str, ...]
) -> RecordId:
    """For the whole centre, or for a room of the own member. Raises NotTheDirector, MeetingIncomplete."""
    if not title.strip() or not springs.now() < starts_at < springs.now() + FARTHEST:
        raise MeetingIncomplete
    with acting_as(viewer, write=True) as tx:
        _refuse_others(tx, viewer)
        body = {
            "title": _line(title),
            "starts_at": starts_at,
            "place": _line(place),
            "room": room,
            "agenda": _points(agenda),
        }
        return append(tx, "meeting.convened", body, label=_label(tx, viewer, room)).id


def set_order(viewer: Viewer, meeting: RecordId, agenda: tuple[str, ...]) -> None:
    """Also of a meeting that the director before convened. Raises NotVisible, NotTheDirector, MeetingIncomplete."""
    with acting_as(viewer, write=True) as tx:
        found = _ahead(tx, viewer, meeting)
        body = {"agenda": _points(agenda)}
        append(tx, "meeting.order_set", body, label=_same_readers(tx, found), refs=[found.id])


def call_off(viewer: Viewer, meeting: RecordId, *, reason: str = "") -> None:
    """Raises NotVisible, NotTheDirector, MeetingIncomplete for one that is over or called off."""
    with acting_as(viewer, write=True) as tx:
        found = _ahead(tx, viewer, meeting)
        body = {"agenda": list(found.agenda), "reason": _line(reason)}
        append(tx, "meeting.called_off", body, label=_same_readers(tx, found), refs=[found.id])


def name_director(viewer: Viewer, starts: dt.datetime, name: str) -> None:
    """Whom the own member names for its term that begins at `starts`; "" takes the name back. Raises NotItsTerm."""
    with acting_as(viewer, write=True) as tx:
        if not tx.value("SELECT diwan.begins_term(%s, %s)", [viewer.member, starts]):
            raise NotItsTerm
        body = {"starts": starts, "name": _line(name)}
        append(tx, "director.named", body, label=whole_centre(tx))


def named_director(
    tx: Transaction, member: MemberId, starts: dt.datetime, at: dt.datetime | None = None
) -> str:
    """Of that term; "" when the member has named nobody, and whoever signs stands in."""
    return (
        tx.value(
            "SELECT name FROM diwan.director_named WHERE member = %s AND starts = %s AND named_at <= %s"
            " ORDER BY named_at DESC, record LIMIT 1",
            [member, starts, at or springs.now()],
        )
        or ""
    )


def _refuse_others(tx: Transaction, viewer: Viewer) -> None:
    if not is_director(tx, viewer.member):
        raise NotTheDirector


def _ahead(tx: Transaction, viewer: Viewer, meeting: RecordId) -> Meeting:
    found = next((each for each in meetings(tx) if each.id == meeting), None)
    if found is None:
        raise NotVisible
    _refuse_others(tx, viewer)
    if found.is_called_off or found.starts_at <= springs.now():
        raise MeetingIncomplete
    return found


def _label(tx: Transaction, viewer: Viewer, room: str) -> Label:
    if not room:
        return whole_centre(tx)
    inside = {place.member for place in places(tx, RoomId(room))}
    if viewer.member not in inside:
        raise NoSuchRoomOfYours
    reading = {each.id for each in members(tx) if each.reads}
    return Label(frozenset(inside & reading), Tlp.AMBER, rooms=(room,))


def _same_readers(tx: Transaction, found: Meeting) -> Label:
    readers = tx.value("SELECT diwan.audience_members(%s)", [found.audience]) or ()
    today = whole_centre(tx).members
    rooms = (found.room,) if found.room else ()
    return Label(frozenset(MemberId(each) for each in readers) & today, Tlp.AMBER, rooms=rooms)


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())[:LONGEST_LINE]


def _points(agenda: tuple[str, ...]) -> list[str]:
    points: list[Any] = [point for each in agenda if (point := " ".join(each.replace("\0", "").split()))]
    if len(points) > MOST_POINTS or any(len(point) > LONGEST_LINE for point in points):
        raise MeetingIncomplete
    return points
