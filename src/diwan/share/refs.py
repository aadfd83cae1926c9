"""Members, rooms, labels, places and speakers as views name them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from diwan import access, charter, store
from diwan.core.codec import from_json
from diwan.core.labels import Tlp
from diwan.core.languages import FOUR, Language
from diwan.core.picture import Actor
from diwan.core.reading import PlaceCandidate, Speaker, SpeakerKind
from diwan.share import queries
from diwan.share.views import LabelView, MemberRef, PlaceView, RoomRef, SpeakerView, Words

ANONYMOUS = "anonymous"


@dataclass(slots=True)
class Names:
    """The members that the viewer knows of, and the readers of each audience, asked for once a request."""

    tx: store.Tx
    _members: dict[str, MemberRef] = field(default_factory=dict)
    _readers: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def members(self) -> dict[str, MemberRef]:
        if not self._members:
            self._members = {
                m.id: MemberRef(m.id, m.names) for m in charter.members(self.tx) if m.kind != "outside"
            }
        return self._members

    def member(self, member: str) -> MemberRef:
        return self.members().get(member) or MemberRef(member, {"": member})

    def label(self, author: str, audience: int, tlp: str) -> LabelView:
        if audience not in self._readers:
            self._readers[audience] = tuple(access.readers(self.tx, audience))
        readers = self._readers[audience]
        return LabelView(
            author=self.member(author),
            readers=tuple(ref for id_, ref in self.members().items() if id_ in readers),
            others=tuple(ref for id_, ref in self.members().items() if id_ not in readers),
            whole_centre=set(readers) >= set(self.members()),
            tlp=Tlp(tlp),
        )


def room_ref(room: Any) -> RoomRef:
    return RoomRef(room.id, room.names)


def place_view(place: PlaceCandidate | None) -> PlaceView | None:
    if place is None:
        return None
    return PlaceView(
        geonameid=place.geonameid,
        names=names_of(place),
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        feature=place.feature,
    )


def names_of(place: PlaceCandidate) -> Mapping[str, str]:
    """Of an entry of the centre's own gazetteer those that its officers gave it."""
    return {"": place.name} | dict(place.names) if place.names else place_names(place.geonameid, place.name)


@lru_cache(maxsize=20_000)
def place_names(geonameid: int, fallback: str) -> Mapping[str, str]:
    """A place's names in the four languages; "" holds the gazetteer's main name."""
    from diwan.process.places.names import place_name  # noqa: PLC0415  (loads the gazetteer)

    names = {language.value: place_name(geonameid, language) for language in FOUR}
    return {"": fallback} | {language: name for language, name in names.items() if name}


def speaker_view(actor: Actor | None, key: str, described: Words | None = None) -> SpeakerView:
    if actor is None:
        return SpeakerView(key=key, is_anonymous=key == ANONYMOUS, described_as=described)
    return SpeakerView(
        key=key,
        names={language: names[0] for language, names in actor.names.items() if names},
        kind=actor.kind,
        described_as=described,
    )


def described(speaker: Speaker, language: Language) -> Words | None:
    if speaker.described_as:
        return Words(speaker.described_as, language)
    if speaker.kind is SpeakerKind.NAMED and speaker.name:
        return Words(speaker.name, language)
    return None


def actors_of(tx: store.Tx, wanted: Mapping[UUID, Iterable[str]]) -> dict[UUID, dict[str, Actor]]:
    """By component the actors that are wanted of it, each as the reports of that component name it."""
    ids = {UUID(id_) for some in wanted.values() for id_ in some if id_ != ANONYMOUS}
    found: dict[UUID, dict[str, Actor]] = {component: {} for component in wanted}
    if ids:
        asked = {"components": sorted(wanted), "actors": sorted(ids)}
        for row in tx.rows(queries.ACTORS, asked):
            found[row["component"]][str(row["actor"])] = from_json(Actor, row["body"])
    return found
