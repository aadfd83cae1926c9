"""What readers get of a report whose source is protected: the same words without who said them, in bytes of their own."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from diwan import gather, ledger, store
from diwan.core.errors import BadInput
from diwan.core.ids import ItemId, RecordId
from diwan.core.labels import Label
from diwan.core.protection import LONGEST_DESCRIPTION, Identity, Protection
from diwan.core.reading import Report
from diwan.process import queries
from diwan.process.file_report import body_of
from diwan.process.protection import Point, refuse_what_still_says


def as_shown(said: Report, protection: Protection) -> Report:
    """Raises BadInput for a source that is to be described and is not."""
    if protection.identity is Identity.FULL:
        return said
    if not protection.is_described_well:
        raise BadInput(
            f"Describe the source in 1 to {LONGEST_DESCRIPTION} characters: “an official in the port”."
        )
    return replace(said, outlet=protection.description, outlet_country="", url="", source_credit="")


def refuse(
    protection: Protection, said: Report, shown: Report, point: Point | None, more: tuple[str, ...] = ()
) -> None:
    """`more`: further names of the source. Raises StillNamed."""
    host = urlsplit(said.url).hostname or ""
    names = (said.outlet, said.source_credit, said.url, host.removeprefix("www."), *more)
    words = f"{shown.title}\n{shown.text}\n{shown.outlet}"
    refuse_what_still_says(protection, words, names=names, point=point)


def marks_of(point: Point | None) -> dict[str, Any]:
    if point is None:
        return {}
    return {"point": {"lat": point.lat, "lon": point.lon, "within_km": point.within_km}}


def raw_of(shown: Report, point: Point | None) -> gather.Raw:
    """Bytes of its own: what the readers' report says, and nothing else."""
    told: dict[str, Any] = {
        "title": shown.title,
        "text": shown.text,
        "outlet": shown.outlet,
        "url": shown.url,
    }
    if shown.published:
        told["published"] = shown.published.isoformat()
    if point:
        told |= marks_of(point)
    line = json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False) + "\n"
    return gather.Raw(
        name="report.jsonl",
        data=line.encode("utf-8", "surrogatepass"),
        media_type="application/x-ndjson",
        url=shown.url,
        outlet=shown.outlet,
        published=shown.published,
    )


def file_one(
    tx: store.Tx, arrival: gather.Arrival, said: Report, label: Label, marks: dict[str, Any]
) -> tuple[ItemId, RecordId]:
    """An item with its one report, read already."""
    item = gather.keep(tx, arrival, label)
    facts = queries.item(tx, item)
    assert facts is not None
    body = body_of(facts | {"item": item}, said, part=0) | marks
    return item, ledger.append(tx, "report.filed", body, label=label, refs=[RecordId(item)]).id
