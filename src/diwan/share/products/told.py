"""The facts of a brief in words of one language, block by block: the same sentences as `diwan brief` writes."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from uuid import UUID

from diwan.core.languages import Language
from diwan.core.picture import Actor, ClaimRef, Event, Origin, Picture, Proposition, QuantityRange
from diwan.core.reading import PlaceCandidate, Reading, Report
from diwan.share.brief import Brief
from diwan.share.brief.blocks import Block, told_of
from diwan.share.products.facts import FixedEvent, FixedPlace, FixedReport, PartFacts

_NOBODY = "anonymous"


def numbers_of(parts: Iterable[PartFacts]) -> dict[UUID, int]:
    """Every report that a brief stands on under the number by which its text refers to it, in the order of the parts."""
    found: dict[UUID, int] = {}
    number = count(1)
    for part in parts:
        for report in part.reports:
            if report.id not in found:
                found[report.id] = next(number)
    return found


def told(part: PartFacts, numbers: Mapping[UUID, int], language: Language) -> list[Block]:
    """Reports are named by their number in the brief's list of sources."""
    return told_of(_as_brief(part, {id_: str(number) for id_, number in numbers.items()}), language)


def _as_brief(part: PartFacts, name: Mapping[UUID, str]) -> Brief:
    """Actors under their places, propositions under theirs: names that mean nothing outside these blocks."""
    propositions: list[Proposition] = []
    events = tuple(_event(event, name, propositions) for event in part.events)
    actors = tuple(Actor(str(n), actor.kind, actor.names) for n, actor in enumerate(part.actors))
    readings = tuple(_reading(report, name) for report in sorted(part.reports, key=lambda r: int(name[r.id])))
    return Brief(readings, Picture(actors=actors, propositions=tuple(propositions), events=events), (), ())


def _reading(report: FixedReport, name: Mapping[UUID, str]) -> Reading:
    said = Report(name[report.id], "", title=report.title, published=report.published, outlet=report.outlet)
    return Reading(said, report.language)


def _event(event: FixedEvent, name: Mapping[UUID, str], into: list[Proposition]) -> Event:
    first = len(into)
    into.extend(
        Proposition(
            id=str(n),
            claims=tuple(
                ClaimRef(name[claim.report], index, _speaker(claim.speaker), claim.stance)
                for index, claim in enumerate(said.claims)
            ),
            text=said.text,
            text_report=name[said.report],
        )
        for n, said in enumerate(event.propositions, first)
    )
    values: dict[str, list[tuple[float, str, str]]] = {}
    for number in event.numbers:
        values.setdefault(number.unit, []).append((number.value, name[number.report], ""))
    return Event(
        id="",
        reports=_named(event.reports, name),
        kind=event.kind,
        date=event.date,
        place=_place(event.place),
        origins=tuple(
            Origin(origin.name or _named(origin.reports, name)[0], _named(origin.reports, name))
            for origin in event.origins
        ),
        origins_interval=(event.origins_certain, event.origins_possible),
        headline=event.headline,
        headline_report=name[event.headline_report],
        propositions=tuple(str(n) for n in range(first, len(into))),
        quantities=tuple(QuantityRange(unit, tuple(some)) for unit, some in values.items()),
    )


def _speaker(place: int | None) -> str:
    return _NOBODY if place is None else str(place)


def _place(place: FixedPlace | None) -> PlaceCandidate | None:
    if place is None:
        return None
    return PlaceCandidate(place.geonameid, place.name, place.country, place.lat, place.lon)


def _named(reports: Sequence[UUID], name: Mapping[UUID, str]) -> tuple[str, ...]:
    return tuple(name[report] for report in reports)
