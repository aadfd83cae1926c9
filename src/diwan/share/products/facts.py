"""What a part of a brief says, as facts: signed for ever, so these names and meanings never change.

No prose but what reports say themselves: each reader's own language puts the facts into words (`told`). Ids of actors are
their places in the list, so that nothing made under anybody's key is published.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diwan.analyse.own_places import is_own
from diwan.core.languages import Language
from diwan.core.picture import Event, Picture, Proposition
from diwan.core.reading import ActorKind, EventKind, PlaceCandidate, Reading, Stance
from diwan.share.views import ReportRow


@dataclass(frozen=True, slots=True)
class FixedReport:
    """One that the part stands on, as its label showed it to the author."""

    id: uuid.UUID
    member: str
    title: str
    language: Language
    outlet: str
    published: dt.datetime | None
    filed_at: dt.datetime
    reliability: str = ""
    credibility: str = ""


@dataclass(frozen=True, slots=True)
class FixedActor:
    names: dict[str, tuple[str, ...]]  # language -> names, most frequent first
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class FixedPlace:
    geonameid: int
    name: str
    country: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class FixedClaim:
    stance: Stance
    report: uuid.UUID
    speaker: int | None = None  # place in `actors`; None for nobody named


@dataclass(frozen=True, slots=True)
class FixedProposition:
    text: str
    report: uuid.UUID  # whose words these are
    claims: tuple[FixedClaim, ...]


@dataclass(frozen=True, slots=True)
class FixedNumber:
    unit: str
    value: float
    report: uuid.UUID
    speaker: int | None = None


@dataclass(frozen=True, slots=True)
class FixedOrigin:
    """`name` is "" where no outlet is named."""

    name: str
    reports: tuple[uuid.UUID, ...]


@dataclass(frozen=True, slots=True)
class FixedEvent:
    kind: EventKind
    headline: str
    headline_report: uuid.UUID
    reports: tuple[uuid.UUID, ...]
    origins: tuple[FixedOrigin, ...]
    origins_certain: int
    origins_possible: int
    date: str | None = None  # ISO 8601
    place: FixedPlace | None = None
    propositions: tuple[FixedProposition, ...] = ()
    numbers: tuple[FixedNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class PartFacts:
    """Reports that tell of no event stand among `reports` alone."""

    reports: tuple[FixedReport, ...]
    events: tuple[FixedEvent, ...] = ()
    actors: tuple[FixedActor, ...] = ()


def facts_of(rows: Iterable[ReportRow], readings: Mapping[str, Reading], picture: Picture) -> PartFacts:
    """Of reports and of the picture that was made from just these."""
    spoken = {each.id: each for each in picture.propositions}
    used = _actors_used(picture, spoken)
    place_of = {actor: n for n, actor in enumerate(used)}
    named = {actor.id: actor for actor in picture.actors}
    return PartFacts(
        reports=tuple(_report(row, readings) for row in rows),
        events=tuple(
            _event(event, [spoken[p] for p in event.propositions], place_of) for event in picture.events
        ),
        actors=tuple(FixedActor(named[actor].names, named[actor].kind) for actor in used),
    )


def _actors_used(picture: Picture, spoken: Mapping[str, Proposition]) -> list[str]:
    known = {actor.id for actor in picture.actors}
    found: dict[str, None] = {}
    for event in picture.events:
        for proposition in event.propositions:
            found |= dict.fromkeys(claim.speaker for claim in spoken[proposition].claims)
        for quantity in event.quantities:
            found |= dict.fromkeys(speaker for _, _, speaker in quantity.values)
    return [actor for actor in found if actor in known]


def _report(row: ReportRow, readings: Mapping[str, Reading]) -> FixedReport:
    reading = readings.get(str(row.id))
    return FixedReport(
        id=row.id,
        member=row.label.author.id,
        title=row.title.text,
        language=reading.language if reading else row.language,
        outlet=row.outlet,
        published=row.published,
        filed_at=row.filed_at,
        reliability=row.grade.reliability,
        credibility=row.grade.credibility,
    )


def _event(event: Event, said: Iterable[Proposition], place_of: Mapping[str, int]) -> FixedEvent:
    reports = set(event.reports)
    return FixedEvent(
        kind=event.kind,
        date=event.date,
        place=_place(event.place),
        headline=event.headline,
        headline_report=uuid.UUID(event.headline_report),
        reports=_ids(event.reports),
        origins=tuple(
            FixedOrigin("" if origin.name in reports else origin.name, _ids(origin.reports))
            for origin in event.origins
        ),
        origins_certain=event.origins_interval[0],
        origins_possible=event.origins_interval[1],
        propositions=tuple(_proposition(each, place_of) for each in said),
        numbers=tuple(
            FixedNumber(quantity.unit, value, uuid.UUID(report), place_of.get(speaker))
            for quantity in event.quantities
            for value, report, speaker in quantity.values
        ),
    )


def _proposition(said: Proposition, place_of: Mapping[str, int]) -> FixedProposition:
    return FixedProposition(
        text=said.text,
        report=uuid.UUID(said.text_report),
        claims=tuple(
            FixedClaim(claim.stance, uuid.UUID(claim.report), place_of.get(claim.speaker))
            for claim in said.claims
        ),
    )


def _place(place: PlaceCandidate | None) -> FixedPlace | None:
    """An entry of the centre's own gazetteer has readers of its own, who need not be the product's: it stays out."""
    if place is None or is_own(place):
        return None
    return FixedPlace(place.geonameid, place.name, place.country, place.lat, place.lon)


def _ids(reports: Iterable[str]) -> tuple[uuid.UUID, ...]:
    return tuple(uuid.UUID(report) for report in reports)
