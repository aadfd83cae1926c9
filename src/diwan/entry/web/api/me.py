"""Whose token this is, and what stands around every page."""

import datetime as dt
import uuid

from django.http import HttpRequest
from ninja import Field, Router, Schema

from diwan import charter, ledger, store
from diwan.core.errors import NotAllowed
from diwan.core.viewer import Viewer
from diwan.entry.web.api.authentication import brought
from diwan.entry.web.api.scopes import Scope, used

router = Router(tags=["You"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class Me(Schema):
    member: str
    officer: uuid.UUID
    names: dict[str, str]
    roles: list[str]
    scopes: list[Scope] = Field(description="Of this token; `read` for the session of a page.")
    director: str = Field(description="The member whose term it is.")
    director_until: dt.datetime
    disk_used_bytes: int = Field(description="What the records and evidence of your member take.")
    disk_quota_bytes: int | None = Field(
        description="What they may take; null: as much as there is room for."
    )


@router.get("/me", response=Me, summary="Ask who you are")
def me(request: OfficerRequest) -> Me:
    """The officer and member that the token stands for."""
    with store.acting_as(request.viewer) as tx:
        own = next(each for each in charter.officers(tx) if each.id == request.viewer.officer)
        director, until = charter.director(tx)
        disk = ledger.my_disk_use(tx)
    return Me(
        member=request.viewer.member,
        officer=own.id,
        names=own.names,
        roles=own.roles,
        scopes=_scopes(request),
        director=director,
        director_until=until,
        disk_used_bytes=disk.used_bytes,
        disk_quota_bytes=disk.quota_bytes,
    )


def _scopes(request: OfficerRequest) -> list[Scope]:
    token = brought(request)
    if token is None:
        return [Scope.READ]
    chosen = used(token)
    if chosen is not None:
        return [scope for scope in Scope if scope in chosen]
    try:  # none were chosen: whether it may write is asked of the database by trying
        with store.acting_as(request.viewer, write=True):
            return list(Scope)
    except NotAllowed:
        return [Scope.READ]
