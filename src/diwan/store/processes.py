"""Which process is this cluster's server, and what a crash left behind.

A pid alone proves nothing: it may be a zombie that nobody reaped, or a stranger that got the number. A
server of ours works in its data folder, and the kernel says so.
"""

import os
import time
from pathlib import Path

from diwan.core.errors import StoreMissing

_PATIENCE_SECONDS = 20.0


def pid_of(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def runs_in(pid: int, data: Path) -> bool:
    """False for a zombie: it has no folder any more."""
    if not Path("/proc/self").exists():  # macOS: all we can ask is whether the number is taken
        return _is_taken(pid)
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data
    except OSError:
        return False


def clear_after_crash(data: Path, socket: Path) -> None:
    """Take away the lock files of a server that is gone. PostgreSQL itself still refuses to start while
    any process holds the cluster's shared memory."""
    pid = pid_of(data)
    if pid is None or runs_in(pid, data):
        return
    _wait_for_orphans(data)
    for left in (data / "postmaster.pid", socket / ".s.PGSQL.5432.lock", socket / ".s.PGSQL.5432"):
        left.unlink(missing_ok=True)


def _wait_for_orphans(data: Path) -> None:
    """Children of a killed server end by themselves as soon as they notice."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while any(runs_in(int(entry.name), data) for entry in Path("/proc").glob("[0-9]*")):
        if time.monotonic() > until:
            raise StoreMissing(f"Processes of an earlier PostgreSQL still work in {data}.")
        time.sleep(0.05)


def _is_taken(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
