"""Readings of visible reports as the judgements that the viewer may read leave them."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from diwan import store
from diwan.analyse.judgements import Judgement, ValueKind, Verdict, as_judged
from diwan.analyse.own_places import with_own_places
from diwan.analyse.stored import reading_of
from diwan.analyse.stored_places import own_places
from diwan.core.reading import Reading
from diwan.share import queries


def readings(tx: store.Tx, reports: Iterable[str]) -> dict[str, Reading]:
    """The latest reading of each visible report, as the machine and the gazetteer that the viewer may read left it."""
    rows = tx.rows(queries.READINGS, {"reports": [UUID(r) for r in reports]})
    own = own_places(tx)
    return {str(row["report"]): with_own_places(reading_of(row), own) for row in rows}


def judgements(tx: store.Tx, reports: Iterable[str]) -> dict[str, list[Judgement]]:
    """What the viewer may read of answers to the machine, oldest first."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for row in tx.rows(queries.JUDGEMENTS, {"reports": [UUID(r) for r in reports]}):
        found[str(row["report"])].append(
            Judgement(
                judgement=row["judgement"],
                member=row["member"],
                report=row["report"],
                value_kind=ValueKind(row["value_kind"]),
                span_start=row["span_start"],
                span_end=row["span_end"],
                verdict=Verdict(row["verdict"]),
                value=row["value"],
                at=row["at"],
            )
        )
    return found


def judged_readings(tx: store.Tx, reports: Iterable[str]) -> dict[str, Reading]:
    ids = list(reports)
    said = judgements(tx, ids)
    return {id_: as_judged(reading, said[id_]) for id_, reading in readings(tx, ids).items()}
