"""For programs: the review queue, through the same function as the page."""

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from diwan.core.viewer import Viewer
from diwan.share.review import review as queue
from diwan.share.review_views import ReviewView

router = Router(tags=["Judgements"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class ReviewPage(Schema):
    cursor: str | None = Field(None, max_length=500, description="`next` of the page before.")
    limit: int = Field(20, ge=1, le=100, description="Rows a page.")


@router.get("/review", response=ReviewView, summary="List doubtful values on which most hangs")
def review(request: OfficerRequest, asked: Query[ReviewPage]) -> ReviewView:
    """With why each is doubtful and what would be another if it is not so. Answer by `POST /judgements` with the `span`'s `id`."""
    return queue(request.viewer, cursor=asked.cursor, limit=asked.limit)
