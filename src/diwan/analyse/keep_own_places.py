"""Use cases: an officer adds a place to the centre's own gazetteer, and withdraws it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from diwan import access, charter, ledger, store
from diwan.analyse import queries
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Tlp
from diwan.core.languages import FOUR
from diwan.core.viewer import Viewer
from diwan.process.fold import folded_name

LONGEST_NAME, LONGEST_NOTE, MOST_ALIASES = 120, 500, 30
_LEAST_LETTERS = 3
_COUNTRY = re.compile("[A-Z]{2}")


class PlaceKind(StrEnum):
    CAMP = "camp"
    BRIDGE = "bridge"
    CROSSING = "crossing"
    VILLAGE = "village"
    AIRFIELD = "airfield"
    DAM = "dam"
    OTHER = "other"


class PlaceFlaw(StrEnum):
    """What is missing or wrong; the catalogue of the pages says the same in four languages."""

    NO_NAME = "It needs a name in at least one language."
    SHORT = "A name has three letters at least: a shorter one would be found everywhere."
    LONG = "A name has 120 letters at most, a note 500, and there are 30 other spellings at most."
    COUNTRY = "The country is two capital letters, as IQ."
    POINT = "The point is degrees north and east, as 33.34 and 44.40."


class PlaceIncomplete(BadInput):
    """This place cannot be added as it is written."""

    def __init__(self, flaw: PlaceFlaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class NewPlace:
    names: dict[str, str]
    lat: float
    lon: float
    kind: PlaceKind
    country: str
    aliases: tuple[str, ...] = ()
    note: str = ""
    members: tuple[MemberId, ...] = field(default=())
    whole_centre: bool = False
    tlp: Tlp = Tlp.AMBER


def add_place(viewer: Viewer, told: NewPlace) -> RecordId:
    """For the own member, or for those that are named. Raises PlaceIncomplete, and NotAllowed for whoever may not release."""
    place = _checked(told)
    with store.acting_as(viewer, write=True) as tx:
        label = access.label(tx, members=place.members, whole_centre=place.whole_centre, tlp=place.tlp)
        _ask_right(tx, is_wider=len(label.members) > 1)
        body = {
            "names": place.names,
            "aliases": list(place.aliases),
            "kind": place.kind.value,
            "country": place.country,
            "lat": place.lat,
            "lon": place.lon,
            "note": place.note,
        }
        return ledger.append(tx, "place.added", body, label=label).id


def withdraw_place(viewer: Viewer, place: UUID) -> None:
    """Of the own member; reports are read without it from then on. Raises NotVisible."""
    with store.acting_as(viewer, write=True) as tx:
        row = tx.one(queries.OWN_PLACE_OF_MEMBER, {"place": place})
        if row is None:
            raise NotVisible
        _ask_right(tx, is_wider=False)
        readers = access.readers(tx, row["audience"])
        label = access.label(tx, members=readers, tlp=Tlp(row["tlp"]))
        ledger.append(tx, "place.withdrawn", {"place": str(place)}, label=label, refs=[RecordId(place)])


def _ask_right(tx: store.Tx, *, is_wider: bool) -> None:
    rights = charter.my_rights(tx)
    if charter.Right.FILE not in rights or (is_wider and charter.Right.RELEASE not in rights):
        raise NotAllowed


def _checked(told: NewPlace) -> NewPlace:
    names = {
        language.value: name for language in FOUR if (name := _plain(told.names.get(language.value, "")))
    }
    if not names:
        raise PlaceIncomplete(PlaceFlaw.NO_NAME)
    aliases = tuple(dict.fromkeys(filter(None, map(_plain, told.aliases))))
    written = (*names.values(), *aliases)
    if any(len(folded_name(name).replace(" ", "")) < _LEAST_LETTERS for name in written):
        raise PlaceIncomplete(PlaceFlaw.SHORT)
    note = told.note.strip()
    if (
        any(len(name) > LONGEST_NAME for name in written)
        or len(note) > LONGEST_NOTE
        or len(aliases) > MOST_ALIASES
    ):
        raise PlaceIncomplete(PlaceFlaw.LONG)
    if not _COUNTRY.fullmatch(told.country):
        raise PlaceIncomplete(PlaceFlaw.COUNTRY)
    if not (-90 <= told.lat <= 90 and -180 <= told.lon <= 180):  # not a number fails both
        raise PlaceIncomplete(PlaceFlaw.POINT)
    return NewPlace(
        names, round(told.lat, 6), round(told.lon, 6), told.kind, told.country, aliases, note,
        told.members, told.whole_centre, told.tlp,
    )  # fmt: skip


def _plain(name: str) -> str:
    """Without signs that are never seen, and with one space between words."""
    seen = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf") or c == "\u200c")
    return " ".join(seen.split())


def aliases_in(text: str) -> Iterable[str]:
    """One a line, or between semicolons."""
    return (part for part in re.split(r"[\n;؛]+", text) if part.strip())
