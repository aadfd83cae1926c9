"""What calls, the duty log and the register do alike with readers, moments and forms."""

import datetime as dt
import hashlib
import json
from zoneinfo import ZoneInfo

from diwan import access
from diwan.core.labels import Label
from diwan.gather import Reach
from diwan.store import Transaction


def label_of(tx: Transaction, reach: Reach) -> Label:
    """Raises access.NoSuchReader, access.FilesToItselfAlone."""
    return access.label(tx, reach.members, reach.rooms, whole_centre=reach.whole_centre, tlp=reach.tlp)


def moment(text: str, zone: ZoneInfo) -> dt.datetime | None:
    """What a field for day and time holds; a time without a zone is the centre's. None for what is no moment."""
    try:
        at = dt.datetime.fromisoformat(text.strip())
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def same_form(*said: object) -> str:
    """A client's id made of what a form says: sent twice, by a double click, it is one thing."""
    return hashlib.sha256(json.dumps([str(each) for each in said]).encode()).hexdigest()[:32]
