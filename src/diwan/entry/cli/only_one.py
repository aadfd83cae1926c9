"""One `diwan up` a home: two would found the sample side by side and start every program twice."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diwan.core.errors import BadInput, DiskFull

_FULL = (errno.ENOSPC, errno.EDQUOT)


class RunsAlready(BadInput):
    """Diwan runs here already."""


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """The kernel drops the lock when the process dies, also by SIGKILL; its children do not hold it. What the system
    refuses in the home is told in words."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        with (home / "up.lock").open("a+") as lock:
            _take(lock.fileno(), home)
            yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(f"Make room beside {home.resolve()} and start again.") from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
            raise BadInput(
                f"Diwan's home is {home.resolve()}: {error.strerror} ({error.filename})."
            ) from error
        raise


def _take(lock: int, home: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise RunsAlready(
            f"Process {os.pread(lock, 20, 0).decode() or 'unknown'} has {home.resolve()} open. Stop that one, or give"
            " this one a home of its own: DIWAN_HOME=another/folder diwan up --port 8001"
        ) from error
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
