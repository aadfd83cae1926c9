"""Everything that goes wrong, as RFC 9457 problem+json. Hidden and absent give the same bytes."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from django.core import exceptions
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja.errors import AuthenticationError, HttpError, ValidationError
from psycopg_pool import PoolTimeout

from diwan import store
from diwan.core.errors import (
    BadInput,
    DiskFull,
    DiwanError,
    NotAllowed,
    NotVisible,
    QuotaReached,
    StoreMissing,
    TooLarge,
)
from diwan.entry.web.api.scopes import ScopeMissing

log = logging.getLogger("django.request")
MEDIA_TYPE = "application/problem+json"
WHERE_EXPLAINED = "/api/v1/docs"


@dataclass(frozen=True, slots=True)
class Kind:
    """`detail` is said where nothing more exact may be told."""

    name: str
    status: int
    title: str
    detail: str = ""


KINDS = {
    kind.name: kind
    for kind in (
        Kind("bad-request", 400, "Bad request", "The request cannot be read."),
        Kind(
            "not-signed-in",
            401,
            "Not signed in",
            "Send an API token as `Authorization: Bearer …`. It may be missing, mistyped, revoked or expired.",
        ),
        Kind(
            "not-allowed", 403, "Not allowed", "Your token or your role does not allow this. Nothing changed."
        ),
        Kind("not-here", 404, "Nothing here", "There is nothing here that you may read."),
        Kind(
            "method",
            405,
            "Method not allowed",
            "This address does not take this method; see the header Allow.",
        ),
        Kind("too-large", 413, "Too large", "The request is larger than the limit."),
        Kind("media-type", 415, "Unsupported media type", "Send JSON as `application/json`."),
        Kind("unclear", 422, "Cannot be taken as it is"),
        Kind(
            "too-many", 429, "Too many requests", "Wait for as many seconds as the header Retry-After says."
        ),
        Kind(
            "failed",
            500,
            "Something went wrong here",
            "What was kept is kept. The operator's log has the reason.",
        ),
        Kind("unavailable", 503, "Not ready", "The database does not answer; try again in a moment."),
        Kind(
            "quota-reached",
            507,
            "Your member's share of the disk is used up",
            "Nothing was kept. Recall what is not needed, or ask the operator for more.",
        ),
        Kind("disk-full", 507, "The disk is full", "Nothing was accepted, nothing was lost."),
    )
}


class MediaTypeUnknown(DiwanError):
    """The body is of a media type that is not taken here."""


class TooManyRequests(DiwanError):
    """This token has asked too often."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__()
        self.retry_after_seconds = retry_after_seconds


# The first that fits answers; True: its own sentence is told.
ANSWERS: tuple[tuple[type[Exception], str, bool], ...] = (
    (store.SignInEnded, "not-signed-in", False),
    (AuthenticationError, "not-signed-in", False),
    (NotVisible, "not-here", False),
    (Http404, "not-here", False),
    (NotAllowed, "not-allowed", False),  # its detail may be the database's own words
    (TooLarge, "too-large", True),
    (QuotaReached, "quota-reached", False),
    (BadInput, "unclear", True),
    (MediaTypeUnknown, "media-type", True),
    (TooManyRequests, "too-many", False),
    (DiskFull, "disk-full", False),  # its detail names a folder of the server
    (StoreMissing, "unavailable", False),
    (PoolTimeout, "unavailable", False),
    (exceptions.RequestDataTooBig, "too-large", False),
    (exceptions.SuspiciousOperation, "bad-request", False),
    (MultiPartParserError, "bad-request", False),
    (psycopg.DataError, "unclear", False),  # a cursor that was made up
    (psycopg.OperationalError, "unavailable", False),
)


def problem(
    kind: Kind,
    detail: str = "",
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    body: dict[str, Any] = {
        "type": f"{WHERE_EXPLAINED}#{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail or kind.detail,
    }
    if errors:
        body["errors"] = list(errors)
    answer = HttpResponse(
        json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"),
        content_type=MEDIA_TYPE,
        status=kind.status,
    )
    if kind.status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="diwan"'
    for name, value in (headers or {}).items():
        answer.headers[name] = value
    return answer


def of_status(status: int) -> Kind:
    """For an answer that Django or the server made on its own."""
    known = {kind.status: kind for kind in KINDS.values()}
    return known.get(status) or known[400 if status < 500 else 500]


def answer_error(request: HttpRequest, error: Exception) -> HttpResponse:
    """Whatever a route raised. What nobody foresaw is logged, and its answer tells nothing of it."""
    if isinstance(error, HttpError) and isinstance(error.__cause__, Exception):
        return answer_error(request, error.__cause__)  # ninja hides what its parser was told
    if isinstance(error, ScopeMissing):
        return problem(KINDS["not-allowed"], error.told)
    if isinstance(error, ValidationError):
        return problem(KINDS["unclear"], "Some values cannot be taken; `errors` names them.", _errors(error))
    for kind, name, tells in ANSWERS:
        if isinstance(error, kind):
            return problem(KINDS[name], str(error) if tells else "", headers=_headers(error))
    if isinstance(error, HttpError):
        return problem(of_status(error.status_code))
    log.error("A request of a program failed: %s %s", request.method, request.path, exc_info=error)
    return problem(KINDS["failed"])


def _errors(error: ValidationError) -> list[dict[str, str]]:
    """Where and what, never the value itself: it may be a secret that was put into the wrong place."""
    return [
        {"where": ".".join(str(part) for part in each["loc"]), "what": str(each["msg"])}
        for each in error.errors
    ]


def _headers(error: Exception) -> dict[str, str]:
    return {"Retry-After": str(error.retry_after_seconds)} if isinstance(error, TooManyRequests) else {}
