"""API tokens: an officer who is signed in makes, lists and revokes the own ones. No token makes another."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from pydantic import ConfigDict

from diwan import store
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.viewer import Viewer
from diwan.entry.web.api.authentication import SignedIn

LONGEST_DAYS = 365
signed_in = SignedIn()
router = Router(tags=["Tokens"])


class Scope(StrEnum):
    READ = "read"
    WRITE = "write"  # and read


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class NewToken(Schema):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=100, pattern=r"\S", examples=["nightly export"])
    scope: Scope = Scope.READ
    days: int = Field(90, ge=1, le=LONGEST_DAYS, description="After how many days it ends.")


class TokenMade(Schema):
    token: str = Field(description="Shown this once; only its hash is kept.")
    name: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class TokenRow:
    """Never the token itself."""

    id: uuid.UUID
    name: str
    scope: Scope
    issued_at: dt.datetime
    expires_at: dt.datetime
    revoked_at: dt.datetime | None


@router.get("/tokens", auth=signed_in, response=list[TokenRow], summary="List your API tokens")
def tokens(request: OfficerRequest) -> list[TokenRow]:
    """The officer's own, newest first, ended ones too."""
    return listed(request.viewer)


@router.post("/tokens", auth=signed_in, response={201: TokenMade}, summary="Make an API token")
def token_make(request: OfficerRequest, told: NewToken) -> Status[TokenMade]:
    """It reads what this officer's member may read, no more."""
    token = made(request.viewer, told.name.strip(), told.scope, told.days)
    return Status(201, TokenMade(token=token, name=told.name.strip(), scope=told.scope))


@router.delete("/tokens/{uuid:token_id}", auth=signed_in, response={204: None}, summary="Revoke an API token")
def token_revoke(request: OfficerRequest, token_id: uuid.UUID) -> Status[None]:
    """At once, and for good."""
    revoke(request.viewer, token_id)
    return Status(204, None)


def listed(viewer: Viewer) -> list[TokenRow]:
    with store.acting_as(viewer) as tx:
        rows = tx.rows(
            "SELECT id, name, may_write, issued_at, expires_at, revoked_at FROM diwan.my_api_tokens()"
        )
    return [TokenRow(scope=Scope.WRITE if row.pop("may_write") else Scope.READ, **row) for row in rows]


def made(viewer: Viewer, name: str, scope: Scope, days: int) -> str:
    """The token, which nobody can see again. Raises NotAllowed for one who is no officer in office."""
    with store.acting_as(viewer) as tx:  # the door believes whom it is told; the gate says who this is
        officer = tx.value("SELECT diwan.my_officer()")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT diwan.issue_api_token(%s, %s, %s, make_interval(days => %s))",
            [officer, name, scope is Scope.WRITE, days],
        )
        row = cursor.fetchone()
    if row is None or row[0] is None:
        raise NotAllowed
    return str(row[0])


def revoke(viewer: Viewer, token_id: uuid.UUID) -> None:
    """Raises NotVisible for another officer's, an absent and an ended one alike."""
    with store.acting_as(viewer, write=True) as tx:
        if not tx.value("SELECT diwan.revoke_my_api_token(%s)", [token_id]):
            raise NotVisible
