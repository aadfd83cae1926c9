"""How much memory there is, as the machine or the container around us says it."""

import os
from pathlib import Path

# Version 2 of control groups, and version 1. Without a limit they say "max", or more than any machine has.
_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
_MIB = 2**20


def page_cache_mb(memory: int | None = None) -> int:
    """PostgreSQL's own: a sixteenth of the memory in bytes, 128 MB at least, 1 GB at most. Ids are random, so each record
    touches a page at random in several indexes; with a million records these pages are more than 128 MB."""
    return max(128, min(1024, (usable_bytes() if memory is None else memory) // 16 // _MIB))


def usable_bytes(limits: tuple[Path, ...] = _LIMITS) -> int:
    """Of this machine, or of the container around this process where that is less."""
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min([whole, *(limit for path in limits if (limit := _limit(path)) is not None)])


def _limit(path: Path) -> int | None:
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return None
