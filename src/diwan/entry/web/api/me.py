"""Whose token this is, and what stands around every page."""

import datetime as dt
import uuid

from django.http import HttpRequest
from ninja import Field, Router, Schema

from diwan import charter, store
from diwan.core.errors import NotAllowed
from diwan.core.viewer import Viewer
from diwan.entry.web.api.authentication import brought
from diwan.entry.web.api.tokens import Scope

router = Router(tags=["You"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class Me(Schema):
    member: str
    officer: uuid.UUID
    names: dict[str, str]
    roles: list[str]
    scope: Scope = Field(description="Of this token; `read` for the session of a page.")
    director: str = Field(description="The member whose term it is.")
    director_until: dt.datetime


@router.get("/me", response=Me, summary="Ask who you are")
def me(request: OfficerRequest) -> Me:
    """The officer and member that the token stands for."""
    with store.acting_as(request.viewer) as tx:
        own = next(each for each in charter.officers(tx) if each.id == request.viewer.officer)
        director, until = charter.director(tx)
    return Me(
        member=request.viewer.member,
        officer=own.id,
        names=own.names,
        roles=own.roles,
        scope=_scope(request),
        director=director,
        director_until=until,
    )


def _scope(request: OfficerRequest) -> Scope:
    """Asked of the database by trying: nothing else knows what a token may do."""
    if brought(request) is None:
        return Scope.READ
    try:
        with store.acting_as(request.viewer, write=True):
            return Scope.WRITE
    except NotAllowed:
        return Scope.READ
