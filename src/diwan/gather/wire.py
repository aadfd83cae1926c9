"""One guarded connection: connects to the address that was checked, and never outlives its deadline."""

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from diwan.core.errors import FetchFailed
from diwan.gather.addresses import Address, Guard, host_address

Resolve = Callable[[str, int], Sequence[Address]]


def resolve(host: str, port: int) -> list[Address]:
    """Ask the system's resolver. Its own limits bound how long this takes."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFailed(f"{host}: the name has no address here ({error}).") from error
    found = dict.fromkeys(ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers)
    # Servers at home listen on IPv4 alone more often than the other way about.
    return sorted(found, key=lambda address: address.version)


class Deadline:
    """Counts down from the first byte asked to the last byte read, over all redirects."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """Seconds left; raises when there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise FetchFailed(f"It did not finish within {self.seconds:g} seconds.")
        return left


class GuardedStream(httpcore.NetworkStream):
    """A stream whose every read and write ends at the deadline: a slow drip cannot hold it open."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._within(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._within(timeout))
        return GuardedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)

    def _within(self, timeout: float | None) -> float:
        left = self._deadline.left()
        return left if timeout is None else min(left, timeout)


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves, checks, and connects to the very address that passed: DNS cannot change its mind between.

    `was_opened` tells after the connection whether the operator's allow-list let it through.
    """

    def __init__(self, guard: Guard, resolve: Resolve, deadline: Deadline) -> None:
        self._guard = guard
        self._resolve = resolve
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()
        self.was_opened = False

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002  httpcore's signature
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        literal = host_address(host)
        addresses = [literal] if literal else self._resolve(host, port)
        _, self.was_opened = self._guard.check(host, port, addresses)
        stream = self._first_that_answers(addresses, port, timeout, socket_options)
        return GuardedStream(stream, self._deadline)

    def _first_that_answers(
        self, addresses: Sequence[Address], port: int, timeout: float | None, options: Iterable[Any] | None
    ) -> httpcore.NetworkStream:
        """All addresses have passed the guard, so falling through to the next one is safe."""
        for address in addresses[:-1]:
            try:
                return self._inner.connect_tcp(str(address), port, self._within(timeout), None, options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._inner.connect_tcp(str(addresses[-1]), port, self._within(timeout), None, options)

    def _within(self, timeout: float | None) -> float:
        left = self._deadline.left()
        return left if timeout is None else min(left, timeout)
