"""Fetches one address behind the guard: limits on time, size, headers and redirects, whoever answers.

Must never connect to an address that the guard did not pass, never follow a redirect unchecked, and never
hold more in memory than the limit, however well it was compressed.
"""

import functools
import os
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from diwan.core.clock import springs
from diwan.core.errors import FetchFailed, Refused, TooLarge
from diwan.gather.addresses import Guard, openings
from diwan.gather.fetch_body import body_of, headers_of
from diwan.gather.web_address import checked_address, port_of, redirected
from diwan.gather.wire import Deadline, GuardedBackend, Resolve, resolve

USER_AGENT = "Diwan/0.1 (reads what is published; asks again only when it changed)"
LONGEST_WAIT_SECONDS = 24 * 3600
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ASKS_TO_WAIT = frozenset({429, 503})


class AskedToWait(FetchFailed):
    """The source asks to be left alone for a while."""

    def __init__(self, detail: str = "", wait_seconds: int | None = None) -> None:
        super().__init__(detail)
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True)
class Limits:
    seconds: float = 30.0  # over all redirects, DNS aside
    silence_seconds: float = 10.0
    largest_bytes: int = 32 * 1024 * 1024  # after decompression
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    url: str  # after redirects
    data: bytes
    media_type: str = ""  # the Content-Type header, charset included
    etag: str = ""
    last_modified: str = ""
    is_unchanged: bool = False  # 304: nothing new since `etag` or `last_modified`


@dataclass(frozen=True, slots=True)
class Answered:
    """Whatever a server said to one request; `data` is within the limit."""

    status: int
    data: bytes
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """`guard` is the operator's; `resolve` and `clock` are replaced only by tests."""

    guard: Guard = field(default_factory=Guard)
    limits: Limits = field(default_factory=Limits)
    resolve: Resolve = resolve
    clock: Callable[[], float] = time.monotonic

    def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """Raises Refused, FetchFailed (AskedToWait) or TooLarge, each naming the address and the reason."""
        at = url
        deadline = Deadline(self.limits.seconds, self.clock)
        headers = _asking(etag, last_modified)
        previous: _Hop | None = None
        for _ in range(self.limits.redirects + 1):
            with _in_plain_words(url, at):
                hop = _Hop(checked_address(at), self._guard_after(previous, at))
                with hop.open(self, deadline, headers) as response:
                    if response.status not in _REDIRECTS:
                        return self._read(at, response)
                    at = redirected(hop.url, headers_of(response).get("location", ""))
                previous = hop
        raise FetchFailed(f"{url}: more than {self.limits.redirects} redirects.")

    def ask(self, url: str, *, post: bytes | None = None) -> Answered:
        """One request (POST when there is something to post), any status, no redirect followed.

        Raises Refused, FetchFailed or TooLarge, each naming the address and the reason.
        """
        deadline = Deadline(self.limits.seconds, self.clock)
        headers = {"User-Agent": USER_AGENT} | ({} if post is None else {"Content-Length": str(len(post))})
        with _in_plain_words(url, url):
            hop = _Hop(checked_address(url), self.guard)
            with hop.open(self, deadline, headers, post) as response:
                named = headers_of(response)
                data = body_of(response, named.get("content-encoding", ""), self.limits.largest_bytes)
                return Answered(response.status, data, named.get("content-type", ""))

    def _guard_after(self, previous: "_Hop | None", at: str) -> Guard:
        """What the operator opened is for the address that an officer wrote, never for one that a server names.

        Only a server inside that redirects to itself is followed.
        """
        if previous is None or (previous.was_opened and previous.is_same_server(httpx.URL(at))):
            return self.guard
        return Guard(own_ports=self.guard.own_ports)

    def _read(self, url: str, response: httpcore.Response) -> Fetched:
        headers = headers_of(response)
        if response.status == 304:
            return Fetched(url, b"", is_unchanged=True, etag=headers.get("etag", ""))
        if response.status in _ASKS_TO_WAIT:
            wait = _wait_seconds(headers.get("retry-after", ""))
            raise AskedToWait(f"It answered {response.status}.", wait)
        if response.status != 200:
            raise FetchFailed(f"It answered {response.status}{_meaning(response.status)}.")
        return Fetched(
            url,
            body_of(response, headers.get("content-encoding", ""), self.limits.largest_bytes),
            headers.get("content-type", ""),
            headers.get("etag", ""),
            headers.get("last-modified", ""),
        )


@dataclass(slots=True)
class _Hop:
    url: httpx.URL
    guard: Guard
    was_opened: bool = False

    def is_same_server(self, other: httpx.URL) -> bool:
        return (self.url.host, port_of(self.url)) == (other.host, port_of(other))

    def open(
        self, fetcher: Fetcher, deadline: Deadline, headers: Mapping[str, str], post: bytes | None = None
    ) -> "_Opened":
        return _Opened(self, fetcher, deadline, headers, post)


class _Opened:
    """One connection for one request: nothing is pooled, so no later request rides on an earlier check."""

    def __init__(
        self,
        hop: _Hop,
        fetcher: Fetcher,
        deadline: Deadline,
        headers: Mapping[str, str],
        post: bytes | None,
    ) -> None:
        self._hop = hop
        self._post = post
        self._backend = GuardedBackend(hop.guard, fetcher.resolve, deadline)
        self._pool = httpcore.ConnectionPool(
            ssl_context=_ssl_context(), network_backend=self._backend, max_connections=1
        )
        silence = fetcher.limits.silence_seconds
        self._timeouts = {"connect": silence, "read": silence, "write": silence}
        self._headers = headers

    def __enter__(self) -> httpcore.Response:
        url = self._hop.url
        host = url.netloc  # carries no user name: refused before
        request = httpcore.Request(
            "GET" if self._post is None else "POST",
            httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path or b"/"
            ),
            headers=[(b"Host", host), *((k.encode(), v.encode("latin-1")) for k, v in self._headers.items())],
            content=self._post,
            extensions={"timeout": self._timeouts},
        )
        try:
            response = self._pool.handle_request(request)
        except BaseException:
            self._pool.close()
            raise
        self._hop.was_opened = self._backend.was_opened
        self._response = response
        return response

    def __exit__(self, *_: object) -> None:
        self._response.close()
        self._pool.close()


@functools.cache
def _ssl_context() -> ssl.SSLContext:
    return httpcore.default_ssl_context()


def _asking(etag: str, last_modified: str) -> dict[str, str]:
    headers = {
        "User-Agent": USER_AGENT,
        "Accept": "application/rss+xml, application/atom+xml, text/html, */*;q=0.5",
        "Accept-Encoding": "gzip",
    }
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    return headers


def _wait_seconds(retry_after: str) -> int | None:
    """Retry-After in seconds or as a date (RFC 9110, 10.2.3), at most a day; None when absent or senseless."""
    text = retry_after.strip()
    if text.isdigit():
        return min(int(text[:9]), LONGEST_WAIT_SECONDS)
    try:
        seconds = (parsedate_to_datetime(text) - springs.now()).total_seconds()
    except (TypeError, ValueError):
        return None
    return max(0, min(int(seconds), LONGEST_WAIT_SECONDS))


def _meaning(status: int) -> str:
    return {
        401: " (it wants a password)",
        403: " (it does not let us in)",
        404: " (there is nothing at this address)",
        410: " (it has been taken away for good)",
    }.get(status, "")


def _in_words(error: Exception) -> str:
    if isinstance(error, httpcore.ConnectTimeout):
        return "it did not answer in time."
    if isinstance(error, httpcore.TimeoutException):
        return "it went silent."
    if isinstance(error, httpcore.RemoteProtocolError):
        return f"its answer is broken or was cut off ({error})."
    return f"no connection ({error})."


@contextmanager
def _in_plain_words(url: str, at: str) -> Iterator[None]:
    try:
        yield
    except (Refused, FetchFailed, TooLarge) as error:
        raise _naming(url, at, error) from error
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
        raise FetchFailed(f"{_both(url, at)}: {_in_words(error)}") from error


def _both(url: str, at: str) -> str:
    return url if url == at else f"{url} (redirected to {at})"


def _naming(url: str, at: str, error: Refused | FetchFailed | TooLarge) -> Refused | FetchFailed | TooLarge:
    detail = f"{_both(url, at)}: {error.detail}"
    if isinstance(error, AskedToWait):
        return AskedToWait(detail, error.wait_seconds)
    return type(error)(detail)


def configured(environment: Mapping[str, str] = os.environ) -> Fetcher:
    """The fetcher of this node. `DIWAN_FETCH_ALLOW` opens inner addresses; the operator is trusted with it.

    `DIWAN_PORT`, on which Diwan itself listens, stays shut in any case.
    """
    ports = environment.get("DIWAN_PORT", "8000").replace(",", " ").split()
    guard = Guard(openings(environment.get("DIWAN_FETCH_ALLOW", "")), frozenset(map(int, ports)))
    return Fetcher(guard)
