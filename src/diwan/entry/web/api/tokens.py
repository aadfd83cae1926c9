"""API tokens: an officer who is signed in makes, lists and revokes the own ones. No token makes another."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from pydantic import ConfigDict

from diwan import store
from diwan.core.errors import NotAllowed, NotVisible
from diwan.core.viewer import Viewer
from diwan.entry.web.api.authentication import SignedIn
from diwan.entry.web.api.scopes import Scope

LONGEST_DAYS = 365
signed_in = SignedIn()
router = Router(tags=["Tokens"])


class OfficerRequest(HttpRequest):
    """What authentication has set by the time a route is reached."""

    viewer: Viewer


class NewToken(Schema):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=100, pattern=r"\S", examples=["nightly export"])
    scopes: list[Scope] = Field([Scope.READ], min_length=1, max_length=len(Scope))
    days: int = Field(90, ge=1, le=LONGEST_DAYS, description="After how many days it ends.")


class TokenMade(Schema):
    token: str = Field(description="Shown this once; only its hash is kept.")
    name: str
    scopes: list[Scope]


@dataclass(frozen=True, slots=True)
class TokenRow:
    """Never the token itself."""

    id: uuid.UUID
    name: str
    scopes: list[Scope]
    issued_at: dt.datetime
    expires_at: dt.datetime
    revoked_at: dt.datetime | None
    last_used_at: dt.datetime | None  # five minutes exact


@router.get("/tokens", auth=signed_in, response=list[TokenRow], summary="List your API tokens")
def tokens(request: OfficerRequest) -> list[TokenRow]:
    """The officer's own, newest first, ended ones too."""
    return listed(request.viewer)


@router.post("/tokens", auth=signed_in, response={201: TokenMade}, summary="Make an API token")
def token_make(request: OfficerRequest, told: NewToken) -> Status[TokenMade]:
    """It reads what this officer's member may read, no more."""
    scopes = [scope for scope in Scope if scope in told.scopes]
    token = made(request.viewer, told.name.strip(), scopes, told.days)
    return Status(201, TokenMade(token=token, name=told.name.strip(), scopes=scopes))


@router.delete("/tokens/{uuid:token_id}", auth=signed_in, response={204: None}, summary="Revoke an API token")
def token_revoke(request: OfficerRequest, token_id: uuid.UUID) -> Status[None]:
    """At once, and for good."""
    revoke(request.viewer, token_id)
    return Status(204, None)


def listed(viewer: Viewer) -> list[TokenRow]:
    with store.acting_as(viewer) as tx:
        rows = tx.rows(
            "SELECT t.id, t.name, t.may_write, t.issued_at, t.expires_at, t.revoked_at, s.scopes, s.last_used_at"
            " FROM diwan.my_api_tokens() t LEFT JOIN diwan.my_token_scopes() s USING (id)"
            " ORDER BY t.issued_at DESC, t.id"
        )
    return [TokenRow(scopes=_scopes(row.pop("may_write"), row.pop("scopes")), **row) for row in rows]


def _scopes(may_write: bool, chosen: list[str] | None) -> list[Scope]:  # noqa: FBT001 - a row of the database
    """In one order. None were chosen for a token of an earlier version."""
    if chosen is not None:
        return [scope for scope in Scope if scope in chosen]
    return list(Scope) if may_write else [Scope.READ]


def made(viewer: Viewer, name: str, scopes: Sequence[Scope], days: int) -> str:
    """The token, which nobody can see again. Raises NotAllowed for one who is no officer in office."""
    with store.acting_as(viewer) as tx:  # the door believes whom it is told; the gate says who this is
        officer = tx.value("SELECT diwan.my_officer()")
    with transaction.atomic(), connection.cursor() as cursor:  # no token without its scopes
        cursor.execute(
            "SELECT diwan.issue_api_token(%s, %s, %s, make_interval(days => %s))",
            [officer, name, any(scope is not Scope.READ for scope in scopes), days],
        )
        row = cursor.fetchone()
        if row is None or row[0] is None:
            raise NotAllowed
        cursor.execute("SELECT diwan.scope_api_token(%s, %s)", [row[0], list(scopes)])
    return str(row[0])


def revoke(viewer: Viewer, token_id: uuid.UUID) -> None:
    """Raises NotVisible for another officer's, an absent and an ended one alike."""
    with store.acting_as(viewer, write=True) as tx:
        if not tx.value("SELECT diwan.revoke_my_api_token(%s)", [token_id]):
            raise NotVisible
