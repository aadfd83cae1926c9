"""Who asks: an officer's API token, or, for reading, the session of a page.

The database says whose a token is and whether it may write; nothing that the request claims is believed.
"""

import hashlib
import re
from typing import Any, ClassVar, cast

from django.http import HttpRequest
from ninja.utils import check_csrf

from diwan import store
from diwan.core.errors import NotAllowed
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer
from diwan.entry.web import accounts
from diwan.entry.web.api import scopes
from diwan.entry.web.api.allowance import allowance
from diwan.entry.web.api.problems import TooManyRequests
from diwan.entry.web.api.scopes import READING

# Only what an officer made for programs: a session's or a job's own token never comes over the wire.
_API_TOKEN = re.compile(r"diwan_api_[0-9a-f]{64}")


class Token:
    """`Authorization: Bearer …`. What its scopes do not name is refused here, before a route looks at anything."""

    openapi_security_schema: ClassVar = {
        "type": "http",
        "scheme": "bearer",
        "description": "An officer's API token. It does what its scopes name, and ends after a year at most.",
    }

    def __call__(self, request: HttpRequest) -> Viewer | None:
        token = brought(request)
        if token is None:
            return None
        viewer = entered(token, is_writing=False)  # 401 before 403: one that ended is not told what it lacks
        scopes.check(token, str(request.method), request.path)
        if request.method not in READING:
            entered(token, is_writing=True)
        return _let_in(request, viewer)


class Session:
    """The cookie of the pages, for reading alone: a program that writes brings a token."""

    openapi_security_schema: ClassVar = {
        "type": "apiKey",
        "in": "cookie",
        "name": "diwan_session",
        "description": "The session of somebody who is signed in to the pages. For reading only.",
    }

    def __call__(self, request: HttpRequest) -> Viewer | None:
        if request.method not in READING or "Authorization" in request.headers:
            return None
        return _of_session(request)


class SignedIn:
    """The session alone, and for every change the page's own CSRF token: no token makes another token."""

    openapi_security_schema: ClassVar = Session.openapi_security_schema | {
        "description": "The session of somebody who is signed in to the pages; changes carry X-CSRFToken."
    }

    def __call__(self, request: HttpRequest) -> Viewer | None:
        token = brought(request)
        if token is not None:
            entered(token, is_writing=False)  # a bad token is told as such
            raise NotAllowed
        viewer = _of_session(request)
        if viewer and request.method not in READING and check_csrf(request) is not None:
            raise NotAllowed
        return viewer


def brought(request: HttpRequest) -> str | None:
    """The token of the request, None when it brings none. Raises SignInEnded when it is no token at all."""
    given = request.headers.get("Authorization")
    if given is None:
        return None
    scheme, _, token = given.partition(" ")
    if scheme.lower() != "bearer" or not _API_TOKEN.fullmatch(token.strip()):
        raise store.SignInEnded
    return token.strip()


def entered(token: str, *, is_writing: bool) -> Viewer:
    """Whose token it is. Raises SignInEnded, and NotAllowed when it may only read."""
    with store.acting_as(Viewer(MemberId(""), None, token), write=is_writing) as tx:
        who = tx.one("SELECT diwan.my_member() AS member, diwan.my_officer() AS officer")
    assert who is not None
    return Viewer(MemberId(who["member"]), who["officer"], token)


def _of_session(request: HttpRequest) -> Viewer | None:
    viewer = accounts.viewer_of(request)
    return None if viewer is None else _let_in(request, viewer)


def _let_in(request: HttpRequest, viewer: Viewer) -> Viewer:
    if wait := allowance.take(hashlib.sha256(viewer.token.encode()).digest()):
        raise TooManyRequests(wait)
    cast("Any", request).viewer = viewer
    return viewer
