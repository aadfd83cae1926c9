"""For programs: filing, with the source protected or not, and the shorter version of a report."""

import json
import uuid
from dataclasses import replace
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Form, Router, UploadedFile
from ninja.params.models import File as FilesGiven

from diwan import gather
from diwan.core.errors import BadInput, TooLarge
from diwan.core.ids import ItemId, SourceId
from diwan.core.protection import Protection
from diwan.core.viewer import Viewer
from diwan.gather import Arrival, Raw
from diwan.gather.raw import LARGEST_RAW_BYTES, too_large
from diwan.gather.schemas import Kept, Taken
from diwan.process.file_protected import file_protected
from diwan.process.filing_schemas import FiledFiles, FiledReport, ShorterReport
from diwan.process.shorten_report import shorten_report

router = Router(tags=["Reports"])

# None at all is answered with a sentence of our own.
NoneOrMore = Annotated[list[UploadedFile], FilesGiven([])]


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


@router.post("/reports", response={202: Taken}, summary="File a report")
def file_report(request: OfficerRequest, response: HttpResponse, told: FiledReport) -> Taken:
    """One text with what is known of it, kept as it was sent. Reading it takes a moment and follows by itself."""
    arrival = Arrival(
        _written(told),
        "form",
        reach=told.audience.as_reach() if told.audience else None,
        source=SourceId(told.source) if told.source else None,
        key=told.key,
        reliability=told.reliability or "",
        credibility=told.credibility or "",
    )
    protection = told.protection.as_protection() if told.protection else None
    protection = protection or _as_the_source_has_it(request.viewer, arrival)
    if told.point or protection.withholds:
        point = told.point.as_point() if told.point else None
        return _taken(response, file_protected(request.viewer, arrival, protection, point))
    return _taken(
        response, gather.receive(request.viewer, replace(arrival, protection=protection), held=True)
    )


def _as_the_source_has_it(viewer: Viewer, arrival: Arrival) -> Protection:
    """Raises NotVisible for another member's source."""
    return gather.default_of(viewer, arrival.source)[1] if arrival.source else Protection()


@router.post("/reports/{uuid:report_id}/shorter", response={202: Taken}, summary="Release a shorter version")
def shorten(
    request: OfficerRequest, response: HttpResponse, report_id: uuid.UUID, told: ShorterReport
) -> Taken:
    """Of a report of the own member's, to readers who do not get the whole one and do not learn that there is one."""
    arrival = Arrival(
        _written(told),
        "form",
        reach=told.audience.as_reach(),
        reliability=told.reliability or "",
        credibility=told.credibility or "",
    )
    return _taken(response, shorten_report(request.viewer, report_id, arrival))


def _taken(response: HttpResponse, item: ItemId) -> Taken:
    response.headers["Location"] = f"/api/v1/items/{item}"
    return Taken(item=item)


def _written(told: FiledReport | ShorterReport) -> Raw:
    """As a JSON line: the evidence then says all that the sender said."""
    facts = {
        "title": told.title.strip(),
        "text": told.text.replace("\r\n", "\n"),
        "published": told.published.isoformat() if told.published else "",
        "outlet": told.outlet.strip(),
        "url": told.url,
    }
    line = json.dumps({name: value for name, value in facts.items() if value}, ensure_ascii=False)
    words = "-".join((told.title or told.text).split()[:6]).replace("/", "-")
    return Raw(
        name=f"{words[:60]}.jsonl",
        data=f"{line}\n".encode(),
        media_type="application/x-ndjson",
        url=told.url,
        outlet=facts["outlet"],
        published=told.published,
    )


@router.post("/uploads", response={202: list[Kept]}, summary="Upload files")
def upload(request: OfficerRequest, told: Form[FiledFiles], file: NoneOrMore) -> list[Kept]:
    """Up to a hundred files as `multipart/form-data`, each kept or refused by itself; 422 when none could be kept."""
    if not file:
        raise BadInput("No file came with the form; the field is called `file`.")
    outcomes = [_keep(request.viewer, each, told) for each in file]
    if not any(outcome.item for outcome in outcomes):
        all_too_large = all((each.size or 0) > LARGEST_RAW_BYTES for each in file)
        raise (TooLarge if all_too_large else BadInput)(" ".join(outcome.problem for outcome in outcomes))
    return outcomes


def _keep(viewer: Viewer, file: UploadedFile, told: FiledFiles) -> Kept:
    name = (file.name or "file")[:300]
    try:
        if (file.size or 0) > LARGEST_RAW_BYTES:
            raise TooLarge(f"{name}: {too_large(file.size or 0)}")
        raw = Raw(name=name, data=file.read(), media_type=file.content_type or "")
        source = SourceId(told.source) if told.source else None
        arrival = Arrival(raw, "upload", reach=told.as_reach(), source=source)
        protection = told.as_protection() or _as_the_source_has_it(viewer, arrival)
        if protection.withholds:
            item = file_protected(viewer, arrival, protection)
        else:
            item = gather.receive(viewer, replace(arrival, protection=protection), held=True)
    except BadInput as trouble:
        return Kept(name=name, problem=str(trouble))
    return Kept(name=name, item=item)
