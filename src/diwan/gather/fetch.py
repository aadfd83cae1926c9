"""Fetches one address behind the guard: limits on time, size, headers and redirects, whoever answers.

Must never connect to an address that the guard did not pass, never follow a redirect unchecked, and never
hold more in memory than the limit, however well it was compressed.
"""

import functools
import os
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from diwan.core.clock import springs
from diwan.core.errors import FetchFailed, Refused, TooLarge
from diwan.gather.addresses import Guard, openings
from diwan.gather.wire import Deadline, GuardedBackend, Resolve, resolve

USER_AGENT = "Diwan/0.1 (reads what is published; asks again only when it changed)"
LONGEST_WAIT_SECONDS = 24 * 3600
LONGEST_ADDRESS = 4096  # characters
_PIECE_BYTES = 1024 * 1024
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
        try:
            for _ in range(self.limits.redirects + 1):
                hop = _Hop(checked_address(at), self._guard_after(previous, at))
                with hop.open(self, deadline, headers) as response:
                    if response.status not in _REDIRECTS:
                        return self._read(at, response)
                    at = _redirected(hop.url, response)
                previous = hop
        except (Refused, FetchFailed, TooLarge) as error:
            raise _naming(url, at, error) from error
        except (
            httpcore.TimeoutException,
            httpcore.NetworkError,
            httpcore.ProtocolError,
            ssl.SSLError,
        ) as error:
            raise FetchFailed(f"{_both(url, at)}: {_in_words(error)}") from error
        raise FetchFailed(f"{url}: more than {self.limits.redirects} redirects.")

    def _guard_after(self, previous: "_Hop | None", at: str) -> Guard:
        """What the operator opened is for the address that an officer wrote, never for one that a server names.

        Only a server inside that redirects to itself is followed.
        """
        if previous is None or (previous.was_opened and previous.is_same_server(httpx.URL(at))):
            return self.guard
        return Guard(own_ports=self.guard.own_ports)

    def _read(self, url: str, response: httpcore.Response) -> Fetched:
        headers = _headers(response)
        if response.status == 304:
            return Fetched(url, b"", is_unchanged=True, etag=headers.get("etag", ""))
        if response.status in _ASKS_TO_WAIT:
            wait = _wait_seconds(headers.get("retry-after", ""))
            raise AskedToWait(f"It answered {response.status}.", wait)
        if response.status != 200:
            raise FetchFailed(f"It answered {response.status}{_meaning(response.status)}.")
        return Fetched(
            url,
            _body(response, headers.get("content-encoding", ""), self.limits.largest_bytes),
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
        return (self.url.host, _port(self.url)) == (other.host, _port(other))

    def open(self, fetcher: Fetcher, deadline: Deadline, headers: Mapping[str, str]) -> "_Opened":
        return _Opened(self, fetcher, deadline, headers)


class _Opened:
    """One connection for one request: nothing is pooled, so no later request rides on an earlier check."""

    def __init__(self, hop: _Hop, fetcher: Fetcher, deadline: Deadline, headers: Mapping[str, str]) -> None:
        self._hop = hop
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
            "GET",
            httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path or b"/"
            ),
            headers=[(b"Host", host), *((k.encode(), v.encode("latin-1")) for k, v in self._headers.items())],
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


def checked_address(address: str) -> httpx.URL:
    """Parse an address, refusing what no feed needs and what parsers disagree about."""
    if len(address) > LONGEST_ADDRESS:
        raise Refused(f"It is longer than {LONGEST_ADDRESS} characters.")
    if "\\" in address or any(ord(c) <= 32 or ord(c) == 127 for c in address):
        raise Refused("It has spaces, control characters or backslashes in it.")
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused(f"It is not an address: {error}.") from error
    if url.scheme not in ("http", "https"):
        raise Refused("Only http and https are fetched.")
    if url.userinfo:
        raise Refused("It carries a user name or password.")
    if not url.host or "%" in url.host:
        raise Refused("It names no host.")
    if url.port is not None and not 0 < url.port < 65536:
        raise Refused("Its port does not exist.")
    return url


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _redirected(url: httpx.URL, response: httpcore.Response) -> str:
    location = _headers(response).get("location", "")
    if not location:
        raise FetchFailed("It redirects without saying where to.")
    if "\\" in location:
        raise Refused("It redirects to an address with a backslash.")
    try:
        target = url.join(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused(f"It redirects to something that is not an address: {error}.") from error
    if url.scheme == "https" and target.scheme == "http":
        raise Refused("It redirects from https to http.")
    return str(target.copy_with(fragment=None))


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


def _headers(response: httpcore.Response) -> dict[str, str]:
    return {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in response.headers}


def _body(response: httpcore.Response, encoding: str, largest_bytes: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    for chunk in _decoded(response.iter_stream(), encoding.strip().lower()):
        size += len(chunk)
        if size > largest_bytes:
            raise TooLarge(f"It is larger than {largest_bytes // 1024**2} MiB.")
        chunks.append(chunk)
    return b"".join(chunks)


def _decoded(stream: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        yield from stream
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchFailed(f"It came compressed as {encoding!r}, which was not asked for.")
    inflate = zlib.decompressobj(wbits=47)  # gzip or zlib by its header
    try:
        for chunk in stream:
            # One piece at a time: a bomb is cut after the first piece past the limit.
            rest, piece = chunk, b""
            while (rest or len(piece) == _PIECE_BYTES) and not inflate.eof:
                piece = inflate.decompress(rest, _PIECE_BYTES)
                rest = inflate.unconsumed_tail
                yield piece
    except zlib.error as error:
        raise FetchFailed(f"Its compression is broken ({error}).") from error
    if not inflate.eof:
        raise FetchFailed("It was cut off before its end.")


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
