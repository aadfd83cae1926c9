"""Readings as the table `annotation` keeps them: without the report's text, which `report` holds."""

import json
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Any

from diwan import store
from diwan.analyse import queries
from diwan.core.codec import from_json, to_json
from diwan.core.languages import Language
from diwan.core.reading import Reading, Report


def report_of(row: dict[str, Any]) -> Report:
    """The report that a row of `diwan.report` holds, under its record id."""
    return Report(
        id=str(row["report"]),
        text=row["text"],
        title=row["title"],
        published=row["published"],
        outlet=row["outlet"],
        outlet_country=row["outlet_country"],
        url=row["url"],
        language=Language(row["language"]) if row["language"] else None,
        source_credit=row["source_credit"],
    )


def body_of(reading: Reading) -> str:
    body = to_json(reading)
    del body["report"]
    return json.dumps(body, ensure_ascii=False)


def reading_of(row: dict[str, Any]) -> Reading:
    return from_json(Reading, row["reading"] | {"report": to_json(report_of(row))})


_REMEMBERED = 1024  # readings, tens of kilobytes each
_remembered: OrderedDict[tuple[str, Report], Reading] = OrderedDict()
_lock = Lock()


def readings_of(tx: store.Tx, rows: Sequence[dict[str, Any]], stages: str) -> list[Reading]:
    """The readings of reports that the transaction has already been shown, in their order.

    A reading follows from the report's own words and the stage versions alone, so whoever may read these words may have
    the reading that was made of them for somebody else.
    """
    reports = [report_of(row) for row in rows]
    with _lock:
        found = {report.id: _remembered.get((stages, report)) for report in reports}
    missing = [row["report"] for row in rows if found[str(row["report"])] is None]
    bodies = {
        row["report"]: row["reading"]
        for row in (tx.rows(queries.BODIES, {"reports": missing, "stages": stages}) if missing else ())
    }
    made = [
        found[report.id] or reading_of(row | {"reading": bodies[row["report"]]})
        for row, report in zip(rows, reports, strict=True)
    ]
    with _lock:
        for report, reading in zip(reports, made, strict=True):
            _remembered[stages, report] = reading
            _remembered.move_to_end((stages, report))
        while len(_remembered) > _REMEMBERED:
            _remembered.popitem(last=False)
    return made


def stages_of(reading: Reading) -> str:
    """The stage versions that made a reading, as one word: `claims=rules/5 dates=grammar/1`."""
    return " ".join(sorted(f"{name}={version}" for name, version in reading.stages))
