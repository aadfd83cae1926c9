"""The server runs while somebody uses it; the last one out stops it.

Every user holds a shared lock on a file. The kernel drops it when a process dies, also by SIGKILL, so a
server that a killed Diwan left behind is adopted by the next start and stopped by that one's end.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from diwan.core.errors import BadInput
from diwan.store.binaries import DEFAULT_VERSION
from diwan.store.connections import Connections, foreign_connections
from diwan.store.server import Server


@contextmanager
def running(home: Path, database_url: str | None = None, *, version: int = 18) -> Iterator[Connections]:
    """Connections to a running database: the embedded one under `home`, or the one that the address names."""
    if database_url:
        yield foreign_connections(home, database_url)
        return
    with while_used(Server(home, version)) as connections:
        yield connections


@contextmanager
def while_used(server: Server) -> Iterator[Connections]:
    server.home.mkdir(parents=True, exist_ok=True)
    with (server.home / "users.lock").open("a") as users:
        with _alone(server.home):
            fcntl.flock(users, fcntl.LOCK_SH)
            server.start()
        try:
            yield server.connections()
        finally:
            with _alone(server.home):
                if _is_last(users):
                    server.stop()


class InUse(BadInput):
    """Diwan works on this centre."""


@contextmanager
def closed(home: Path, version: int = DEFAULT_VERSION) -> Iterator[None]:
    """Nobody uses the database under `home` meanwhile; a server that a killed Diwan left behind is stopped."""
    if not home.exists():
        yield
        return
    with (home / "users.lock").open("a") as users:
        if not _is_last(users):
            raise InUse(f"Stop it first (Ctrl-C, or its service): {home}")
        with _alone(home):
            Server(home, version).stop()
        yield


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Nobody else starts or stops meanwhile."""
    with (home / "start.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
