"""Turn the words an officer chose ("the Baghdad room and Iran") into a label: members as of now."""

from collections.abc import Iterable, Sequence

from diwan.charter import members as members_of_centre
from diwan.charter import places
from diwan.core.errors import BadInput, NotAllowed
from diwan.core.ids import MemberId, RoomId
from diwan.core.labels import Label, Tlp
from diwan.store import Transaction


class NoSuchReader(BadInput):
    """An audience is made of members and rooms of this centre."""


class FilesToItselfAlone(NotAllowed):
    """Your member has left the centre or is suspended, and files to itself alone."""


def label(
    tx: Transaction,
    members: Iterable[MemberId] = (),
    rooms: Sequence[RoomId] = (),
    *,
    whole_centre: bool = False,
    tlp: Tlp = Tlp.AMBER,
) -> Label:
    """Always with the author; nothing chosen means the author alone. Whoever joins later reads nothing of it."""
    assert tx.viewer is not None
    everybody = {member.id for member in members_of_centre(tx) if member.reads}
    chosen = {tx.viewer.member, *members} | (everybody if whole_centre else set())
    for room in rooms:
        inside = {place.member for place in places(tx, room)}
        if not inside:
            raise NoSuchReader(f"There is no room {room}.")
        chosen |= inside & everybody
    if tx.viewer.member not in everybody and len(chosen) > 1:
        raise FilesToItselfAlone
    if strangers := chosen - everybody - {tx.viewer.member}:
        raise NoSuchReader(f"Not a member that reads here: {', '.join(sorted(strangers))}.")
    return Label(frozenset(chosen), tlp, rooms=tuple(rooms), whole_centre=whole_centre)
