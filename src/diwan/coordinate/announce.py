"""Members announce what they plan, change it, and say where it stands. One record each, by the member itself.

The details go to the readers that were chosen, the conflict envelope to those who need place and time to keep clear:
a record of its own, with a label of its own, that names nothing else. Nobody approves anything here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from diwan import access, charter, ledger, store
from diwan.coordinate import activity_queries as queries
from diwan.coordinate.activity_words import (
    OVER,
    SEEN_BY_THE_CENTRE,
    UNCERTAINTY,
    Activity,
    ActivityKind,
    ActivityState,
    Announcement,
    Conflict,
    Consent,
)
from diwan.coordinate.conflicts import conflicts_in
from diwan.coordinate.space import NotAVolume, Volume
from diwan.coordinate.space.volume import MOST_VOLUMES
from diwan.coordinate.volume_words import envelope_of, volumes_from_json, volumes_to_json
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label
from diwan.core.viewer import Viewer

LONGEST_NAME, LONGEST_TEXT = 200, 4000
PAGE_ROWS = 50


class ActivityIsOver(BadInput):
    """The activity is completed or cancelled; announce another."""


class ActivityIncomplete(BadInput):
    """The activity cannot be announced as it is written."""


@dataclass(frozen=True)
class Reach:
    """Who is chosen to read something: members by name, or the whole centre. Nobody chosen: the own member alone."""

    members: frozenset[MemberId] = frozenset()
    whole_centre: bool = False

    def label(self, tx: store.Tx) -> Label:
        return access.label(tx, self.members, whole_centre=self.whole_centre)


CENTRE = Reach(whole_centre=True)
OWN_MEMBER = Reach()


def usual_envelope(kind: ActivityKind) -> Reach | None:
    """Flights and convoys are met by all; of the rest nothing is released unless the author says so."""
    return CENTRE if kind in SEEN_BY_THE_CENTRE else None


def announce(
    viewer: Viewer, said: Announcement, *, details: Reach = OWN_MEMBER, envelope: Reach | None
) -> RecordId:
    """Raises ActivityIncomplete, NotAVolume; NotAllowed where the officer may not release that far."""
    _check(said)
    with store.acting_as(viewer, write=True) as tx:
        _check_host(tx, said)
        label = details.label(tx)
        released = _release(tx, said, label, envelope)
        return ledger.append(
            tx, "activity.announced", _body(said, released), label=label, refs=_refs(released)
        ).id


def change(viewer: Viewer, activity_id: RecordId, said: Announcement, *, envelope: Reach | None) -> None:
    """The whole announcement anew, for the same readers. Raises NotVisible, NotAllowed, ActivityIsOver."""
    _check(said)
    with store.acting_as(viewer, write=True) as tx:
        found = _own(tx, viewer, activity_id)
        _check_host(tx, said)
        label = _readers_now(tx, found.audience)
        _withdraw(tx, found)
        released = _release(tx, said, label, envelope)
        refs = [activity_id, *_refs(released)]
        ledger.append(tx, "activity.changed", _body(said, released), label=label, refs=refs)


def set_state(viewer: Viewer, activity_id: RecordId, state: ActivityState, reason: str = "") -> None:
    """What is over is told to nobody as a conflict any more. Raises NotVisible, NotAllowed, ActivityIsOver."""
    with store.acting_as(viewer, write=True) as tx:
        found = _own(tx, viewer, activity_id)
        body = {"state": state.value, "reason": _text("reason", reason, LONGEST_TEXT)}
        label = _readers_now(tx, found.audience)
        ledger.append(tx, "activity.state_set", body, label=label, refs=[activity_id])
        if state in OVER:
            _withdraw(tx, found)


def activity(viewer: Viewer, activity_id: RecordId) -> Activity:
    """Raises NotVisible: hidden and absent alike."""
    with store.acting_as(viewer) as tx:
        return _one(tx, activity_id)


def activities(
    viewer: Viewer, *, with_past: bool = False, after: Activity | None = None, most: int = PAGE_ROWS
) -> list[Activity]:
    """Those that the viewer may read, the latest change first, a page at a time."""
    question = {
        "any_state": with_past,
        "over": [state.value for state in OVER],
        "said_at": after.said_at if after else None,
        "record": after.version if after else None,
        "most": most,
    }
    with store.acting_as(viewer) as tx:
        return _read(tx, tx.rows(queries.PAGE, question))


def conflicts_of(viewer: Viewer, activity_id: RecordId) -> list[Conflict]:
    """Of one that the viewer may read, with everything else that the viewer may know of. Raises NotVisible."""
    with store.acting_as(viewer) as tx:
        found = _one(tx, activity_id)
        return [] if found.state in OVER else conflicts_in(tx, found.volumes, besides=found.id)


def own_conflicts(viewer: Viewer) -> list[tuple[Activity, list[Conflict]]]:
    """Of each of the own member's activities that is not over and meets something."""
    with store.acting_as(viewer) as tx:
        question = {"member": viewer.member, "over": [state.value for state in OVER]}
        own = _read(tx, tx.rows(queries.OWN, question))
        told = [(mine, conflicts_in(tx, mine.volumes, besides=mine.id)) for mine in own]
    return [(mine, found) for mine, found in told if found]


def conflicts_before(viewer: Viewer, said: Announcement) -> list[Conflict]:
    """What it would meet, before anything is announced. Raises as `announce` does."""
    _check(said)
    with store.acting_as(viewer) as tx:
        return conflicts_in(tx, _as_planned(said))


def unseen_by(viewer: Viewer, *, details: Reach, envelope: Reach | None) -> list[charter.Member]:
    """Members that would learn neither the activity nor its envelope, and so cannot keep clear of it."""
    with store.acting_as(viewer) as tx:
        seen = details.label(tx).members | (envelope.label(tx).members if envelope else frozenset())
        return [member for member in charter.members(tx) if member.reads and member.id not in seen]


def _as_planned(said: Announcement) -> tuple[Volume, ...]:
    return tuple(replace(volume, uncertainty=UNCERTAINTY[said.kind]) for volume in said.volumes)


def _release(tx: store.Tx, said: Announcement, details: Label, envelope: Reach | None) -> RecordId | None:
    """The envelope, readable by its own readers and by those of the details."""
    if envelope is None:
        return None
    label = envelope.label(tx)
    label = replace(label, members=label.members | details.members)
    body = {
        "contact": said.contact,
        "volumes": volumes_to_json([envelope_of(volume) for volume in _as_planned(said)]),
    }
    return ledger.append(tx, "envelope.released", body, label=label).id


def _withdraw(tx: store.Tx, found: Activity) -> None:
    """For those who read it; of one that was withdrawn already nothing is said."""
    row = tx.one(queries.ENVELOPE, [found.envelope, found.member]) if found.envelope else None
    if row is not None:
        label = _readers_now(tx, row["audience"])
        ledger.append(tx, "envelope.withdrawn", {}, label=label, refs=[RecordId(row["record"])])


def _refs(released: RecordId | None) -> list[RecordId]:
    return [released] if released else []


def _body(said: Announcement, released: RecordId | None) -> dict[str, Any]:
    return {
        "kind": said.kind.value,
        "name": said.name.strip(),
        "details": said.details,
        "contact": said.contact.strip(),
        "host": said.host or "",
        "consent": said.consent.value,
        "conditions": said.conditions,
        "envelope": str(released) if released else "",
        "volumes": volumes_to_json(_as_planned(said)),
    }


def _check(said: Announcement) -> None:
    for field, text, longest in (
        ("name", said.name, LONGEST_NAME),
        ("contact", said.contact, LONGEST_NAME),
        ("details", said.details, LONGEST_TEXT),
        ("conditions", said.conditions, LONGEST_TEXT),
    ):
        _text(field, text, longest)
    if not said.name.strip():
        raise ActivityIncomplete("Its name is missing: say in a few words what it is.")
    if not said.contact.strip():
        raise ActivityIncomplete("Its contact is missing: say how to reach whoever can change it.")
    if (said.host is None) != (said.consent is Consent.NOT_NEEDED):
        raise ActivityIncomplete("Host and consent go together: name the host, or say that none is needed.")
    if said.consent is Consent.WITH_CONDITIONS and not said.conditions.strip():
        raise ActivityIncomplete("The conditions of the consent are missing: write them down.")
    if not said.volumes:
        raise NotAVolume("volumes", "no_volume")
    if len(said.volumes) > MOST_VOLUMES:
        raise NotAVolume("volumes", "many_volumes", count=len(said.volumes), most=MOST_VOLUMES)


def _check_host(tx: store.Tx, said: Announcement) -> None:
    if said.host is not None and said.host not in {party.id for party in charter.members(tx)}:
        raise ActivityIncomplete(f"The host {said.host} is no party of this centre; choose one that is.")


def _text(field: str, text: str, longest: int) -> str:
    if len(text) > longest:
        raise ActivityIncomplete(f"The field {field} has {len(text)} characters; shorten it to {longest}.")
    return text


def _own(tx: store.Tx, viewer: Viewer, activity_id: RecordId) -> Activity:
    found = _one(tx, activity_id)
    if found.member != viewer.member:
        raise NotAllowed
    if found.state in OVER:
        raise ActivityIsOver
    return found


def _readers_now(tx: store.Tx, audience: int) -> Label:
    """Its readers of today: nothing new for who left, nothing for who joined without being shown it."""
    assert tx.viewer is not None
    reading = {member.id for member in charter.members(tx) if member.reads} | {tx.viewer.member}
    return Label(frozenset(map(MemberId, access.readers(tx, audience))) & reading)


def _one(tx: store.Tx, activity_id: RecordId) -> Activity:
    found = _read(tx, tx.rows(queries.ONE, [activity_id]))
    if not found:
        raise NotVisible
    return found[0]


def _read(tx: store.Tx, rows: Iterable[dict[str, Any]]) -> list[Activity]:
    rows = list(rows)
    said: dict[Any, list[dict[str, Any]]] = {row["record"]: [] for row in rows}
    for volume in tx.rows(queries.VOLUMES, [list(said)]):
        said[volume["subject"]].append(volume["volume"])
    return [
        Activity(
            id=RecordId(row["activity"]),
            version=RecordId(row["record"]),
            member=MemberId(row["member"]),
            audience=row["audience"],
            said_at=row["said_at"],
            kind=ActivityKind(row["kind"]),
            name=row["name"],
            details=row["details"],
            contact=row["contact"],
            host=MemberId(row["host"]) if row["host"] else None,
            consent=Consent(row["consent"]),
            conditions=row["conditions"],
            envelope=RecordId(row["envelope"]) if row["envelope"] else None,
            state=ActivityState(row["state"]),
            state_reason=row["state_reason"],
            volumes=volumes_from_json(said[row["record"]]),
        )
        for row in rows
    ]
