"""Visible reports as rows of a list."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from diwan import gather, store
from diwan.core.languages import Language
from diwan.core.picture import Relation
from diwan.core.reading import Stance
from diwan.share import queries
from diwan.share.refs import Names
from diwan.share.views import Grade, ReportRef, ReportRow, ShorterVersion, StanceCounts, Words


def report_rows(tx: store.Tx, reports: Iterable[str]) -> tuple[ReportRow, ...]:
    """By id, in the order of the ids; what the viewer may not read is not among them."""
    rows = tx.rows(queries.REPORTS_BY_ID, {"reports": sorted(UUID(r) for r in reports)})
    return rows_of(tx, rows)


def rows_of(tx: store.Tx, rows: list[dict[str, Any]]) -> tuple[ReportRow, ...]:
    names = Names(tx)
    ids = [row["report"] for row in rows]
    took = {row["report"]: row for row in tx.rows(queries.TOOK_FROM, {"reports": ids})}
    events = {row["report"]: row for row in tx.rows(queries.EVENT_OF_REPORTS, {"reports": ids})}
    ahead = gather.dates_ahead(tx, ids)
    listed = [
        _row(
            row | {"ahead": ahead.get(row["report"])},
            names,
            took.get(row["report"]),
            events.get(row["report"]),
        )
        for row in rows
    ]
    shorter = _shorter(tx, {row.id: row for row in listed}, names)
    later = _superseded(tx, ids)
    return tuple(
        replace(row, shorter=shorter.get(row.id, ()), superseded_by=later.get(row.id)) for row in listed
    )


def _superseded(tx: store.Tx, reports: list[UUID]) -> dict[UUID, ReportRef]:
    """By reports that the viewer may read: of others nothing is said, not even that they are there."""
    rows = tx.rows(queries.SUCCESSORS_OF, {"reports": reports})
    return {row["report"]: ReportRef(row["successor"], row["at"]) for row in rows}


def _shorter(
    tx: store.Tx, listed: Mapping[UUID, ReportRow], names: Names
) -> dict[UUID, tuple[ShorterVersion, ...]]:
    found: dict[UUID, tuple[ShorterVersion, ...]] = {}
    for row in tx.rows(queries.SHORTER_VERSIONS, {"reports": list(listed)}):
        readers = names.label(row["member"], row["audience"], row["tlp"]).readers
        new = tuple(each for each in readers if each not in listed[row["whole"]].label.readers)
        found[row["whole"]] = (*found.get(row["whole"], ()), ShorterVersion(row["shorter"], new or readers))
    return found


def _row(
    row: dict[str, Any], names: Names, took: dict[str, Any] | None, event: dict[str, Any] | None
) -> ReportRow:
    language = Language(row["language"] or "und")
    stances = row.get("stances") or []
    return ReportRow(
        id=row["report"],
        title=Words(row["title"] or row["text"][:120], language),
        outlet=row["outlet"],
        published=row["published"],
        filed_at=row["filed_at"],
        language=language,
        label=replace(
            names.label(row["member"], row["audience"], row["tlp"]),
            release_at=row["ahead"] or row["release_at"],
        ),
        grade=Grade(row["reliability"], row["credibility"]),
        relation=Relation(took["relation"]) if took else None,
        taken_from=(took["outlet"] or f"R-{took['other'].hex[:4]}") if took else "",
        event=event["event"] if event else None,
        event_headline=Words(event["headline"], Language(event["language"] or "und")) if event else None,
        stances=StanceCounts(**{stance.value: stances.count(stance.value) for stance in Stance}),
        arrivals=row.get("arrivals", 1),
    )
