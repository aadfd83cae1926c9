"""One report: the text with every value that was read in it, why, and what people said of it."""

import datetime as dt
from typing import Any
from uuid import UUID

from diwan import gather, ledger, store
from diwan.analyse.judgements import Judgement
from diwan.core.codec import from_json
from diwan.core.errors import NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.languages import Language
from diwan.core.picture import Event, Relation
from diwan.core.reading import Reading
from diwan.core.viewer import Viewer
from diwan.ledger import receipts
from diwan.share import queries
from diwan.share.read import judgements, readings
from diwan.share.refs import Names
from diwan.share.report_rows import rows_of
from diwan.share.show_recall import recall_of
from diwan.share.spans import spans
from diwan.share.then import at_moment
from diwan.share.views import (
    ArrivalView,
    EventRef,
    Opening,
    ParagraphView,
    PointView,
    RelatedReport,
    ReportRef,
    ReportRow,
    ReportView,
    Words,
)


def report(viewer: Viewer, report_id: UUID, as_of: dt.datetime | None = None) -> ReportView:
    """Raises NotVisible for what is hidden, absent, or could not be read at `as_of`. A recalled one is a tombstone."""
    with store.acting_as(viewer) as now:
        tx = at_moment(now, as_of)
        found = tx.rows(queries.REPORTS_BY_ID, {"reports": [report_id]})
        if not found:
            raise NotVisible
        row = found[0]
        names = Names(tx)
        listed = rows_of(tx, found)[0]
        successors = _successors(tx, report_id)
        if row["recalled_at"]:
            return ReportView(
                row=listed,
                text="",
                recalled_at=row["recalled_at"],
                recall=recall_of(now, viewer, listed, names),
                superseded_by=successors,
            )
        reading = readings(tx, [str(report_id)]).get(str(report_id))
        return ReportView(
            row=listed,
            text=row["text"],
            paragraphs=_paragraphs(reading, row["text"]),
            spans=_spans(tx, reading, judgements(tx, [str(report_id)])[str(report_id)], viewer, names),
            arrivals=tuple(_arrival(a, names) for a in gather.arrivals(tx, report_id)),
            related=_related(tx, report_id),
            events=_events(tx, report_id),
            openings=_openings(now, viewer, listed, names),
            superseded_by=successors,
            **_superseded(tx, now, report_id),
            shorter_of=_whole(tx, report_id),
            **_source(now, report_id),
            url=row["url"],
            problems=tuple(row["problems"]),
            is_read=reading is not None,
        )


def _openings(tx: store.Tx, viewer: Viewer, row: ReportRow, names: Names) -> tuple[Opening, ...] | None:
    """Each reader, and when it first opened it; for the originator alone."""
    if row.label.author.id != viewer.member:
        return None
    opened = {each.member: each.at for each in receipts.openings(tx, row.id)}
    readers = [reader.id for reader in row.label.readers if reader.id != viewer.member]
    return tuple(
        Opening(names.member(member), opened.get(MemberId(member)))
        for member in dict.fromkeys((*readers, *opened))
    )


def _successors(tx: store.Tx, report_id: UUID) -> tuple[ReportRef, ...]:
    rows = tx.rows(queries.SUCCESSORS, {"report": report_id})
    return tuple(ReportRef(row["successor"], row["at"]) for row in rows)


def _source(now: store.Tx, report_id: UUID) -> dict[str, Any]:
    """What the record itself says of its source and of the point."""
    said = ledger.record(now, RecordId(report_id))
    body = said.body if said else {}
    point = body.get("point")
    return {
        "source_shown": body.get("source_shown", "full"),
        "point": PointView(**point) if point else None,
    }


def _whole(tx: store.Tx, report_id: UUID) -> ReportRef | None:
    row = tx.one(queries.WHOLE_VERSION, {"report": report_id})
    return ReportRef(row["report"], row["filed_at"]) if row else None


def _superseded(tx: store.Tx, now: store.Tx, report_id: UUID) -> dict[str, Any]:
    """What it came in the place of, and why."""
    row = tx.one(queries.SUPERSEDED, {"report": report_id})
    if row is None:
        return {}
    said = ledger.record(now, RecordId(report_id))
    reason = said.body.get("correction", "") if said else ""
    return {"supersedes": ReportRef(row["report"], row["filed_at"]), "correction": reason}


def _spans(
    tx: store.Tx, reading: Reading | None, said: list[Judgement], viewer: Viewer, names: Names
) -> tuple[Any, ...]:
    if reading is None:
        return ()
    told = [
        (event["event"], propositions)
        for event in tx.rows(queries.EVENTS_OF_REPORT, {"report": UUID(reading.report.id)})
        for propositions in [event["body"]["propositions"]]
    ]
    return spans(reading, said, viewer=viewer, names=names, told=told)


def _paragraphs(reading: Reading | None, text: str) -> tuple[ParagraphView, ...]:
    if reading is None or not reading.paragraphs:
        return (ParagraphView(0, len(text), Language.UNDETERMINED),) if text else ()
    return tuple(ParagraphView(p.start, p.end, p.language) for p in reading.paragraphs)


def _arrival(arrival: Any, names: Names) -> ArrivalView:
    return ArrivalView(
        item=arrival.item,
        member=names.member(arrival.member),
        at=arrival.at,
        way=arrival.way,
        sha256=arrival.sha256,
        size_bytes=arrival.size_bytes,
        media_type=arrival.media_type,
        name=arrival.name,
        url=arrival.url,
        source=arrival.source,
        source_name=arrival.source_name,
        is_kept=arrival.is_kept,
    )


def _related(tx: store.Tx, report_id: UUID) -> tuple[RelatedReport, ...]:
    return tuple(
        RelatedReport(
            report=row["other"],
            outlet=row["outlet"],
            relation=Relation(row["relation"]),
            share=row["score"],
            took=row["taker"] == report_id,
        )
        for row in tx.rows(queries.EDGES_OF, {"report": report_id})
    )


def _events(tx: store.Tx, report_id: UUID) -> tuple[EventRef, ...]:
    rows = tx.rows(queries.EVENTS_OF_REPORT, {"report": report_id})
    told = [(row["event"], from_json(Event, row["body"]["event"])) for row in rows]
    languages = {
        str(row["report"]): Language(row["language"] or "und")
        for row in tx.rows(queries.LANGUAGES, {"reports": [UUID(e.headline_report) for _, e in told]})
    }
    return tuple(
        EventRef(id_, Words(event.headline, languages.get(event.headline_report, Language.UNDETERMINED)))
        for id_, event in told
    )
