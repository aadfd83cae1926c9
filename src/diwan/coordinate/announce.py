"""Members announce what they plan, change it, and say where it stands. One record each, by the member itself.

The details go to the readers that were chosen, the conflict envelope to those who need place and time to keep clear:
a record of its own, with a label of its own, that names nothing else. Nobody approves anything here.
"""

import json
from dataclasses import replace
from typing import Any

from diwan import charter, gather, ledger, store
from diwan.coordinate import activity_queries as queries
from diwan.coordinate.activities import activity, label_of
from diwan.coordinate.activity_checks import (
    LONGEST_CLIENT,
    LONGEST_TEXT,
    ActivityFlaw,
    ActivityIncomplete,
    check,
    check_text,
)
from diwan.coordinate.activity_words import (
    OVER,
    SEEN_BY_THE_CENTRE,
    Activity,
    ActivityKind,
    ActivityState,
    Announcement,
    as_planned,
)
from diwan.coordinate.queries import audience_of, one_at_a_time
from diwan.coordinate.volume_words import envelope_of, volumes_to_json
from diwan.core.errors import BadInput, NotAllowed
from diwan.core.ids import RecordId
from diwan.core.labels import Label
from diwan.core.viewer import Viewer


class ActivityIsOver(BadInput):
    """The activity is completed or cancelled; announce another."""


class ChangedMeanwhile(BadInput):
    """It was changed after you read it. Nothing was said; read it as it stands now, then say your change again."""


class ClientReused(BadInput):
    """Something else was sent under this client id before. Nothing was said; send this under another id."""


CENTRE = gather.Reach(whole_centre=True)
OWN_MEMBER = gather.Reach()


def usual_envelope(kind: ActivityKind) -> gather.Reach | None:
    """Flights and convoys are met by all; of the rest nothing is released unless the author says so."""
    return CENTRE if kind in SEEN_BY_THE_CENTRE else None


def announce(
    viewer: Viewer,
    said: Announcement,
    *,
    details: gather.Reach = OWN_MEMBER,
    envelope: gather.Reach | None,
    client: str = "",
) -> RecordId:
    """Sent twice under one `client`, it is announced once. Raises ActivityIncomplete, NotAVolume, ClientReused; NotAllowed
    where the officer may not release that far."""
    check(said)
    with store.acting_as(viewer, write=True) as tx:
        label, wider = label_of(tx, details), label_of(tx, envelope) if envelope else None
        known = _said_before(tx, viewer, client)
        if known is not None:
            _must_be_same(
                tx, known, ledger.Draft("activity.announced", _body(said, None, client), label), wider
            )
            return known.id
        _check_host(tx, said)
        released = _release(tx, said, label, wider)
        body = _body(said, released, client)
        return ledger.append(tx, "activity.announced", body, label=label, refs=_refs(released)).id


def change(
    viewer: Viewer,
    activity_id: RecordId,
    said: Announcement,
    *,
    envelope: gather.Reach | None,
    version: RecordId | None = None,
    client: str = "",
) -> None:
    """The whole announcement anew, for the same readers. `version`: the one that was read. Raises NotVisible, NotAllowed,
    ActivityIsOver, ChangedMeanwhile, ClientReused."""
    check(said)
    with store.acting_as(viewer, write=True) as tx:
        one_at_a_time(tx, activity_id)
        found = _own(tx, viewer, activity_id)
        label, wider = (
            _readers_now(tx, found.id, found.audience),
            label_of(tx, envelope) if envelope else None,
        )
        known = _said_before(tx, viewer, client)
        if known is not None:
            now = ledger.Draft("activity.changed", _body(said, None, client), label, (found.id,))
            _must_be_same(tx, known, now, wider)
            return
        _must_stand(found, version)
        _check_host(tx, said)
        _withdraw(tx, found)
        released = _release(tx, said, label, wider)
        refs = [activity_id, *_refs(released)]
        ledger.append(tx, "activity.changed", _body(said, released, client), label=label, refs=refs)


def release_envelope(
    viewer: Viewer,
    activity_id: RecordId,
    envelope: gather.Reach | None,
    *,
    version: RecordId | None = None,
    client: str = "",
) -> None:
    """The same activity, with its place and time shown to others than before, or to nobody. Raises as `change` does."""
    with store.acting_as(viewer) as tx:
        found = activity(tx, activity_id)
    change(viewer, activity_id, said_of(found), envelope=envelope, version=version, client=client)


def set_state(
    viewer: Viewer, activity_id: RecordId, state: ActivityState, reason: str = "", *, client: str = ""
) -> None:
    """What is over is told to nobody as a conflict any more. Said twice alike, it is said once. Raises NotVisible, NotAllowed,
    ActivityIsOver, ClientReused."""
    check_text(reason, LONGEST_TEXT)
    body = {"state": state.value, "reason": reason, "client": client}
    with store.acting_as(viewer, write=True) as tx:
        one_at_a_time(tx, activity_id)
        found = _own(tx, viewer, activity_id, may_be_over=True)
        label = _readers_now(tx, found.id, found.audience)
        known = _said_before(tx, viewer, client)
        if known is not None:
            _must_be_same(tx, known, ledger.Draft("activity.state_set", body, label, (found.id,)), None)
            return
        if (found.state, found.state_reason) == (state, reason):
            return
        if found.state in OVER:
            raise ActivityIsOver
        ledger.append(tx, "activity.state_set", body, label=label, refs=[activity_id])
        if state in OVER:
            _withdraw(tx, found)


def said_of(found: Activity) -> Announcement:
    """What its author entered."""
    names = ("kind", "name", "volumes", "contact", "details", "host", "consent", "conditions")
    return Announcement(**{name: getattr(found, name) for name in names})


def _said_before(tx: store.Tx, viewer: Viewer, client: str) -> ledger.Record | None:
    """Of two that come at once under one id the second waits here for the first."""
    if not client:
        return None
    check_text(client, LONGEST_CLIENT)
    one_at_a_time(tx, f"{viewer.member} {client}")
    known = tx.value(queries.SAID_BEFORE, [viewer.member, client])
    return None if known is None else ledger.record(tx, RecordId(known))


def _must_be_same(tx: store.Tx, known: ledger.Record, now: ledger.Draft, wider: Label | None) -> None:
    """Raises ClientReused where anything differs, who reads it included. An announcement refers to its envelope alone."""
    held = dict(known.body)
    released = ledger.record(tx, RecordId(held["envelope"])) if held.get("envelope") else None
    if "envelope" in held:
        held["envelope"] = ""
    is_same = (
        (known.kind, held, known.label.members)
        == (now.kind, json.loads(json.dumps(now.body)), now.label.members)
        and known.refs[: len(now.refs)] == now.refs
        and (released.label.members if released else None)
        == (_widened(wider, now.label).members if wider else None)
    )
    if not is_same:
        raise ClientReused


def _must_stand(found: Activity, version: RecordId | None) -> None:
    if version is not None and version != found.version:
        raise ChangedMeanwhile


def _release(tx: store.Tx, said: Announcement, details: Label, wider: Label | None) -> RecordId | None:
    """The envelope, readable by its own readers and by those of the details."""
    if wider is None:
        return None
    body = {
        "contact": said.contact,
        "volumes": volumes_to_json([envelope_of(volume) for volume in as_planned(said)]),
    }
    return ledger.append(tx, "envelope.released", body, label=_widened(wider, details)).id


def _widened(wider: Label, details: Label) -> Label:
    return replace(wider, members=wider.members | details.members)


def _withdraw(tx: store.Tx, found: Activity) -> None:
    """For those who read it; of one that was withdrawn already nothing is said."""
    row = tx.one(queries.ENVELOPE, [found.envelope, found.member]) if found.envelope else None
    if row is not None:
        released = RecordId(row["record"])
        label = _readers_now(tx, released, row["audience"])
        ledger.append(tx, "envelope.withdrawn", {}, label=label, refs=[released])


def _refs(released: RecordId | None) -> list[RecordId]:
    return [released] if released else []


def _body(said: Announcement, released: RecordId | None, client: str) -> dict[str, Any]:
    return {
        "kind": said.kind.value,
        "name": said.name.strip(),
        "details": said.details,
        "contact": said.contact.strip(),
        "host": said.host or "",
        "consent": said.consent.value,
        "conditions": said.conditions,
        "envelope": str(released) if released else "",
        "volumes": volumes_to_json(as_planned(said)),
        "client": client,
    }


def _check_host(tx: store.Tx, said: Announcement) -> None:
    if said.host is not None and said.host not in {party.id for party in charter.members(tx)}:
        raise ActivityIncomplete(ActivityFlaw.STRANGER)


def _own(tx: store.Tx, viewer: Viewer, activity_id: RecordId, *, may_be_over: bool = False) -> Activity:
    found = activity(tx, activity_id)
    if found.member != viewer.member:
        raise NotAllowed
    if found.state in OVER and not may_be_over:
        raise ActivityIsOver
    return found


def _readers_now(tx: store.Tx, which: RecordId, audience: int) -> Label:
    """Its readers of today: nothing new for who left, nothing for who joined without being shown it."""
    assert tx.viewer is not None
    said = ledger.record(tx, which)
    assert said is not None
    today = audience_of(tx, audience) & charter.whole_centre(tx).members
    return replace(said.label, members=today | {tx.viewer.member})
