"""The API itself: every room's routes behind one door, one parser, one way to answer."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

import pydantic_core
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import BaseRenderer

from diwan.access.routes import router as access
from diwan.charter.routes import router as charter
from diwan.coordinate.routes import ROUTERS as COORDINATE
from diwan.entry.web.api import me, tokens
from diwan.entry.web.api.authentication import Session, Token
from diwan.entry.web.api.docs import ServedHere
from diwan.entry.web.api.document import complete
from diwan.entry.web.api.parser import StrictParser
from diwan.entry.web.api.problems import answer_error
from diwan.gather.routes import router as gather
from diwan.ledger.routes import router as ledger
from diwan.process.filing_routes import router as filing
from diwan.process.release_routes import router as releases
from diwan.process.routes import router as process
from diwan.share.brief_routes import router as briefs
from diwan.share.judged_routes import router as judged
from diwan.share.place_routes import router as places
from diwan.share.review_routes import router as review
from diwan.share.routes import router as share
from diwan.share.track_routes import router as track_records

WHAT_IT_IS = (
    "The same as the pages, for programs: read as one officer of one member, through the same gate. "
    "Times are ISO 8601 with their zone, ids are UUIDs, offsets count Unicode code points. "
    "Lists come in pages: hand `next` back as `cursor`, or follow the header Link. "
    "Whatever goes wrong is answered as problem+json (RFC 9457); what is hidden and what is absent answer alike."
)


class PlainJson(BaseRenderer):
    """As pydantic writes it: microseconds kept, UTF-8, no NaN."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ARG002
        return pydantic_core.to_json(data, inf_nan_mode="null")


class Programs(NinjaAPI):
    def create_response(self, request: HttpRequest, data: Any, **more: Any) -> HttpResponse:
        answer = super().create_response(request, data, **more)
        if following := next_cursor(data):
            asked = request.GET.copy()
            asked["cursor"] = following
            pairs = [(name, value) for name, values in asked.lists() for value in values]
            answer.headers["Link"] = f'<{request.path}?{urlencode(pairs)}>; rel="next"'
        return answer

    def get_openapi_schema(self, **more: Any) -> OpenAPISchema:
        return complete(super().get_openapi_schema(**more))

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        return answer_error(request, exc)


def next_cursor(data: Any) -> str | None:
    """Of a page of rows, which is the whole answer or one of its values."""
    if not isinstance(data, dict):
        return None
    for held in (data, *data.values()):
        if isinstance(held, dict) and "rows" in held and held.get("next"):
            return str(held["next"])
    return None


def joined(rooms: Iterable[Router]) -> Router:
    """One router: two rooms may serve one path by different methods, which ninja would answer with 405."""
    whole = Router()
    for room in rooms:
        for path, view in room.path_operations.items():
            held = whole.path_operations.setdefault(path, view)
            if held is not view:
                held.operations.extend(view.operations)
            for operation in view.operations:
                operation.tags = operation.tags or room.tags
    return whole


programs = Programs(
    title="Diwan",
    version="1",
    description=WHAT_IT_IS,
    auth=[Token(), Session()],
    parser=StrictParser(),
    renderer=PlainJson(),
    docs=ServedHere(),
    urls_namespace="api",
)
programs.add_router(
    "",
    joined(
        (
            share,
            briefs,
            judged,
            places,
            review,
            track_records,
            *COORDINATE,
            filing,
            releases,
            gather,
            process,
            charter,
            ledger,
            access,
            me.router,
            tokens.router,
        )
    ),
)
