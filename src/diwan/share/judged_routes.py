"""For programs: what officers said of single values, through the same functions as the page."""

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from diwan.core.viewer import Viewer
from diwan.share.judged_pages import set_answer
from diwan.share.judged_values import judged_values
from diwan.share.judged_views import JudgedView

router = Router(tags=["Judgements"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class Page(Schema):
    cursor: str | None = Field(None, max_length=500, description="`next` of the page before.")
    limit: int = Field(40, ge=1, le=200, description="Rows a page.")


@router.get("/judgements", response=JudgedView, summary="List what officers confirmed")
def judged(request: OfficerRequest, asked: Query[Page]) -> JudgedView:
    """Each value once, by the last answer to it that the member may read; newest first, with counts by kind."""
    return judged_values(request.viewer, cursor=asked.cursor, limit=asked.limit)


@router.get(
    "/judgements/labelled-set",
    summary="Take what officers confirmed as a labelled set",
    openapi_extra={
        "responses": {
            200: {
                "description": "A zip, as an attachment.",
                "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def judged_set(request: OfficerRequest) -> HttpResponse:
    """For `diwan evaluate`: the texts of the five hundred reports judged last, with the labels. Counts as opening each of them."""
    return set_answer(request.viewer)
