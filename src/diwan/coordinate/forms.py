"""What the forms of this room have in common."""

import datetime as dt
import hashlib
import json
import uuid
from zoneinfo import ZoneInfo

from django.http import HttpRequest, QueryDict

from diwan import charter, store
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import RecordId
from diwan.core.labels import Tlp
from diwan.core.viewer import Viewer


class OfficerRequest(HttpRequest):
    """What the web edge has set by the time a page is reached."""

    viewer: Viewer
    as_of: dt.datetime | None


class NothingChosen(BadInput):
    """Choose an answer first."""


def sent_as(told: QueryDict) -> str:
    """The same form sent twice, by a double click or after the second factor, is said once; whatever differs in it,
    readers included, makes it another."""
    said = sorted((name, values) for name, values in told.lists() if name != "csrfmiddlewaretoken")
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def moment_in(text: str, zone: ZoneInfo) -> dt.datetime:
    """As a field of the browser says it, in `zone` where it names none. Raises ValueError."""
    at = dt.datetime.fromisoformat(text)
    try:
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(dt.UTC)
    except OverflowError as error:
        raise ValueError(text) from error


def tlp_in(told: QueryDict) -> Tlp:
    return next((each for each in Tlp if each.value == told.get("tlp")), Tlp.AMBER)


def record_in(told: QueryDict, name: str) -> RecordId:
    """Raises NotVisible for what is no id."""
    try:
        return RecordId(uuid.UUID(told.get(name, "")))
    except ValueError as error:
        raise NotVisible from error


def zone_of(viewer: Viewer) -> ZoneInfo:
    """The centre's."""
    with store.acting_as(viewer) as tx:
        return ZoneInfo(charter.centre(tx).time_zone)


def trouble_name(trouble: BadInput | None) -> str:
    """What the catalogue knows it by."""
    flaw = getattr(trouble, "flaw", None)
    if flaw is not None:
        return str(flaw.value)
    return type(trouble).__name__ if trouble else ""
