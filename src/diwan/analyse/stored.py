"""Readings as the table `annotation` keeps them: without the report's text, which `report` holds."""

import json
from typing import Any

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


def stages_of(reading: Reading) -> str:
    """The stage versions that made a reading, as one word: `claims=rules/5 dates=grammar/1`."""
    return " ".join(sorted(f"{name}={version}" for name, version in reading.stages))
