"""A witness's own few requests: to addresses that its own operator gave, so no guard; but no redirect, no endless
answer, no waiting for ever. Of the standard library: a witness is to stay small."""

import urllib.error
import urllib.request
from http.client import HTTPException
from typing import Any

from diwan.core.errors import FetchFailed

SECONDS = 15.0


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **_named: Any) -> None:
        """None: the redirect itself is the answer."""


# No proxy of the environment either: what was given is what is asked.
_opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def get(address: str, *, most_bytes: int) -> bytes:
    """FetchFailed for anything but one whole answer with 200."""
    try:
        with _open(address, None) as answer:
            data: bytes = answer.read(most_bytes + 1)
    except urllib.error.HTTPError as error:
        error.close()
        raise FetchFailed(f"{address} answered {error.code}.") from error
    if len(data) > most_bytes:
        raise FetchFailed(f"{address} answered more than {most_bytes} bytes.")
    return data


def post(address: str, body: bytes) -> int:
    """The status, whatever it is. FetchFailed when nobody answers."""
    try:
        with _open(address, body) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def _open(address: str, body: bytes | None) -> Any:
    if not address.startswith(("http://", "https://")):
        raise FetchFailed(f"{address} is no http or https address.")
    request = urllib.request.Request(address, data=body, headers={"User-Agent": "Diwan-witness/0.1"})  # noqa: S310
    if body is not None:
        request.add_header("Content-Type", "application/json")
    try:
        return _opener.open(request, timeout=SECONDS)
    except urllib.error.HTTPError:
        raise
    except (OSError, HTTPException, ValueError) as error:
        raise FetchFailed(f"{address}: {error}.") from error
