"""Rows of the viewer's own picture as event cards."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from diwan import store
from diwan.core.codec import from_json
from diwan.core.languages import Language
from diwan.core.picture import Actor, ClaimRef, Event, Proposition
from diwan.core.reading import EventKind, Stance
from diwan.share import queries
from diwan.share.refs import ANONYMOUS, actors_of, place_view, speaker_view
from diwan.share.views import (
    ContestedPoint,
    EventCard,
    QuantityLine,
    QuantityValue,
    SpeakerView,
    StanceCounts,
    Words,
)

FOR = (Stance.ASSERTS, Stance.CONFIRMS)


def event_of(row: dict[str, Any]) -> tuple[Event, tuple[Proposition, ...]]:
    body = row["body"]
    return from_json(Event, body["event"]), tuple(from_json(Proposition, p) for p in body["propositions"])


def cards(tx: store.Tx, rows: list[dict[str, Any]]) -> tuple[EventCard, ...]:
    """One card a row, in the order of the rows."""
    told = [event_of(row) for row in rows]
    actors = actors_of(tx, _actor_ids(rows, told))
    languages = report_languages(tx, _report_ids(told))
    return tuple(
        card(row, event, propositions, actors[row["component"]], languages)
        for row, (event, propositions) in zip(rows, told, strict=True)
    )


def card(
    row: dict[str, Any],
    event: Event,
    propositions: tuple[Proposition, ...],
    actors: dict[str, Actor],
    languages: dict[str, Language],
) -> EventCard:
    sizes = sorted((len(origin.reports) for origin in event.origins), reverse=True)
    return EventCard(
        id=row["event"],
        kind=EventKind(row["kind"]),
        date=row["day_value"],
        changed_at=row["changed_at"],
        headline=Words(event.headline, languages.get(event.headline_report, Language.UNDETERMINED)),
        headline_report=UUID(event.headline_report),
        place=place_view(event.place),
        origins=tuple(sizes),
        stances=StanceCounts(**{stance.value: row[stance.value] for stance in Stance}),
        origins_interval=event.origins_interval,
        contested=_contested_point(propositions, actors, languages),
        numbers=tuple(_once(line) for line in quantity_lines(event, actors) if line.disagrees),
        actors=tuple(speaker_view(actors[a], a) for a in event.actors[:4] if a in actors),
        new_reports=row["new_reports"],
        is_new=row["new_reports"] == row["reports"],
        is_done=row["is_done"],
    )


def quantity_lines(event: Event, actors: dict[str, Actor]) -> tuple[QuantityLine, ...]:
    """Numbers of one unit, smallest first; the same number by the same speaker stands once."""
    lines = []
    for quantity in event.quantities:
        values: dict[tuple[float, str], QuantityValue] = {}
        for value, report, speaker in sorted(quantity.values):
            values.setdefault(
                (value, speaker),
                QuantityValue(
                    value=value,
                    words=Words(f"{value:,.10g}"),
                    report=UUID(report),
                    speaker=speaker_view(actors.get(speaker), speaker) if speaker else None,
                ),
            )
        lines.append(QuantityLine(quantity.unit, tuple(values.values())))
    return tuple(lines)


def _once(line: QuantityLine) -> QuantityLine:
    """In a row of the feed each number stands once, whoever gives it; the event's page has them all."""
    values = {value.value: value for value in reversed(line.values)}
    return QuantityLine(line.unit, tuple(values[number] for number in sorted(values)))


def contested(proposition: Proposition) -> bool:
    return bool(proposition.asserted and proposition.denied)


def _contested_point(
    propositions: tuple[Proposition, ...], actors: dict[str, Actor], languages: dict[str, Language]
) -> ContestedPoint | None:
    """The proposition with most speakers on its weaker side; the first of equals."""
    disputed = [p for p in propositions if contested(p)]
    if not disputed:
        return None
    most = max(disputed, key=lambda p: (min(p.asserted, p.denied), p.asserted + p.denied, p.id))
    return ContestedPoint(
        proposition=most.id,
        words=Words(most.text, languages.get(most.text_report, Language.UNDETERMINED)),
        asserted_by=_one_side(most.claims, FOR, actors),
        denied_by=_one_side(most.claims, (Stance.DENIES,), actors),
    )


def _one_side(
    claims: tuple[ClaimRef, ...], stances: tuple[Stance, ...], actors: dict[str, Actor]
) -> SpeakerView:
    """A named speaker rather than an unnamed one."""
    side = [claim for claim in claims if claim.stance in stances]
    speaker = min(side, key=lambda claim: claim.speaker == ANONYMOUS).speaker
    return speaker_view(actors.get(speaker), speaker)


def report_languages(tx: store.Tx, reports: Iterable[str]) -> dict[str, Language]:
    rows = tx.rows(queries.LANGUAGES, {"reports": sorted({UUID(r) for r in reports})})
    return {str(row["report"]): Language(row["language"] or "und") for row in rows}


def _actor_ids(
    rows: list[dict[str, Any]], told: list[tuple[Event, tuple[Proposition, ...]]]
) -> dict[UUID, set[str]]:
    wanted: dict[UUID, set[str]] = {}
    for row, (event, propositions) in zip(rows, told, strict=True):
        wanted.setdefault(row["component"], set()).update(actor_ids(event, propositions))
    return wanted


def actor_ids(event: Event, propositions: Iterable[Proposition]) -> set[str]:
    """Everybody whom the event names, lets speak, or has give a number."""
    return {
        *event.actors,
        *(claim.speaker for proposition in propositions for claim in proposition.claims),
        *(speaker for quantity in event.quantities for _, _, speaker in quantity.values if speaker),
    }


def _report_ids(told: list[tuple[Event, tuple[Proposition, ...]]]) -> set[str]:
    ids = {event.headline_report for event, _ in told}
    return ids | {p.text_report for _, propositions in told for p in propositions}
