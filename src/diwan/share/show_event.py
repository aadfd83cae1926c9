"""One event: who says what, over time, from where; the reports with copies folded under their origin."""

import datetime as dt
from collections import defaultdict
from uuid import UUID

from diwan import store
from diwan.core.errors import NotVisible
from diwan.core.languages import Language
from diwan.core.picture import Actor, ClaimRef, Event, Proposition
from diwan.core.reading import Reading
from diwan.core.viewer import Viewer
from diwan.share import queries
from diwan.share.cards import actor_ids, card, contested, event_of, quantity_lines, report_languages
from diwan.share.origins import origins_graph
from diwan.share.product import product_of
from diwan.share.read import judged_readings
from diwan.share.refs import Names, actors_of, described, speaker_view
from diwan.share.report_rows import report_rows
from diwan.share.show_situation import find_event
from diwan.share.then import at_moment
from diwan.share.views import (
    ClaimCell,
    ClaimsTable,
    EventView,
    OriginFold,
    PropositionRow,
    ReportRow,
    SpeakerView,
    Words,
)


def event(viewer: Viewer, event_id: UUID, as_of: dt.datetime | None = None) -> EventView:
    """By its id, or by the address of one of its reports. Raises NotVisible when the picture holds no such event."""
    with store.acting_as(viewer) as now:
        tx = at_moment(now, as_of)
        row = tx.one(queries.EVENT, {"event": find_event(tx, event_id)})
        if row is None:
            raise NotVisible
        told, propositions = event_of(row)
        readings = judged_readings(tx, told.reports)
        rows = {str(r.id): r for r in report_rows(tx, told.reports)}
        actors = actors_of(tx, {row["component"]: actor_ids(told, propositions)})[row["component"]]
        edges = tx.rows(queries.EDGES_AMONG, {"reports": [UUID(r) for r in told.reports]})
        languages = report_languages(tx, told.reports)
        return EventView(
            card=card(row, told, propositions, actors, languages),
            claims=_claims_table(propositions, actors, readings, rows),
            graph=origins_graph(told, rows, edges),
            folds=_folds(told, rows),
            numbers=quantity_lines(told, actors),
            why=told.why,
            product=product_of(viewer, rows.values(), Names(tx)),
            as_of=as_of,
        )


def _claims_table(
    propositions: tuple[Proposition, ...],
    actors: dict[str, Actor],
    readings: dict[str, Reading],
    rows: dict[str, ReportRow],
) -> ClaimsTable:
    speakers: dict[str, SpeakerView] = {}
    spoken: dict[str, int] = defaultdict(int)
    table = []
    for proposition in propositions:
        cells = []
        for ref in proposition.claims:
            if (cell := _cell(ref, actors, readings, rows, speakers)) is not None:
                spoken[cell.speaker] += 1
                cells.append(cell)
        if cells:
            language = (
                readings[proposition.text_report].language if proposition.text_report in readings else None
            )
            table.append(
                PropositionRow(
                    id=proposition.id,
                    words=Words(proposition.text, language or Language.UNDETERMINED),
                    claims=_fold_repeats(cells),
                    is_contested=contested(proposition),
                )
            )
    table.sort(key=lambda p: (not p.is_contested, -len(p.claims), p.id))
    ordered = sorted(speakers.values(), key=lambda s: (s.is_anonymous, -spoken[s.key], s.key))
    return ClaimsTable(tuple(ordered), tuple(table))


def _cell(
    ref: ClaimRef,
    actors: dict[str, Actor],
    readings: dict[str, Reading],
    rows: dict[str, ReportRow],
    speakers: dict[str, SpeakerView],
) -> ClaimCell | None:
    reading, row = readings.get(ref.report), rows.get(ref.report)
    if reading is None or row is None or ref.index >= len(reading.claims):
        return None
    claim = reading.claims[ref.index]
    speakers.setdefault(
        ref.speaker,
        speaker_view(actors.get(ref.speaker), ref.speaker, described(claim.speaker, reading.language)),
    )
    return ClaimCell(
        speaker=ref.speaker,
        stance=ref.stance,
        at=row.at,
        report=row.id,
        span=f"claim-{claim.start}-{claim.end}",
        words=Words(reading.report.text[claim.start : claim.end], reading.language),
        via=claim.via,
        grade=row.grade,
    )


def _fold_repeats(cells: list[ClaimCell]) -> tuple[ClaimCell, ...]:
    """The same stance of one speaker stands once, at its first time, with how many reports carry it."""
    first: dict[tuple[str, str], ClaimCell] = {}
    carried: dict[tuple[str, str], set[UUID]] = defaultdict(set)
    for cell in sorted(cells, key=lambda c: (c.at, c.report, c.span)):
        key = (cell.speaker, cell.stance.value)
        first.setdefault(key, cell)
        carried[key].add(cell.report)
    return tuple(
        ClaimCell(
            speaker=cell.speaker,
            stance=cell.stance,
            at=cell.at,
            report=cell.report,
            span=cell.span,
            words=cell.words,
            via=cell.via,
            repeats=len(carried[key]),
            grade=cell.grade,
        )
        for key, cell in first.items()
    )


def _folds(told: Event, rows: dict[str, ReportRow]) -> tuple[OriginFold, ...]:
    """Newest origin first; inside, the report that took from nobody stands first."""
    folds = [
        OriginFold(
            name=rows[origin.name].outlet if origin.name in rows else origin.name,
            reports=tuple(
                sorted(
                    (rows[r] for r in origin.reports if r in rows),
                    key=lambda row: (row.relation is not None, row.at, row.id),
                )
            ),
            why=origin.why,
        )
        for origin in told.origins
    ]
    return tuple(
        sorted((f for f in folds if f.reports), key=lambda f: max(r.at for r in f.reports), reverse=True)
    )
