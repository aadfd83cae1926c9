"""PostgreSQL refuses to run as root; when Diwan does, the server runs under a user of its own.

The uid is a number without an account: nobody else's files or processes have it, and nothing above the
data folder is changed. initdb alone needs an account's name, so it runs as `nobody` and its files are
handed over before the server first starts.
"""

import ctypes
import os
import pwd
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_SERVER_UID = 64711  # in no distribution's ranges of static or dynamic accounts; below 65536 for containers
_PR_SET_KEEPCAPS, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE = 8, 47, 2
# The right to pass closed folders, the weaker first: containers often drop the one that only reads.
_CAP_DAC_READ_SEARCH, _CAP_DAC_OVERRIDE = 2, 1
_CAPABILITY_VERSION_3 = 0x20080522


@dataclass(frozen=True, slots=True)
class RunAs:
    """Who runs a PostgreSQL program. `may_pass` lets it through folders that are closed to others."""

    uid: int
    gid: int
    may_pass: bool = False

    def before_exec(self) -> Callable[[], None] | None:
        return None if self.uid == os.geteuid() else lambda: _become(self)


def server_user(*paths: Path) -> RunAs:
    if os.geteuid() != 0:
        return RunAs(os.geteuid(), os.getegid())
    return RunAs(_SERVER_UID, _SERVER_UID, may_pass=not all(map(_is_open_to_others, paths)))


def initdb_user(*paths: Path) -> RunAs:
    if os.geteuid() != 0:
        return RunAs(os.geteuid(), os.getegid())
    nobody = pwd.getpwnam("nobody")
    return RunAs(nobody.pw_uid, nobody.pw_gid, may_pass=not all(map(_is_open_to_others, paths)))


def hand_over(folder: Path, to: RunAs) -> None:
    if os.geteuid() != 0:
        return
    for path in (folder, *folder.rglob("*")):
        os.lchown(path, to.uid, to.gid)


def _is_open_to_others(path: Path) -> bool:
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in path.resolve().parents)


def _become(who: RunAs) -> None:
    """Runs between fork and exec. A clone under /root is closed to every other user: then the server keeps
    the one right to pass such folders rather than Diwan changing their permissions."""
    libc = ctypes.CDLL(None, use_errno=True)
    if who.may_pass:
        libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(who.gid)
    os.setuid(who.uid)
    if who.may_pass and not any(_keeps(libc, right) for right in (_CAP_DAC_READ_SEARCH, _CAP_DAC_OVERRIDE)):
        raise OSError(ctypes.get_errno(), "no right to pass closed folders")


def _keeps(libc: ctypes.CDLL, right: int) -> bool:
    """Give up every right but this one, and hand it on over exec."""
    bit = 1 << right
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)(
        bit, bit, bit, 0, 0, 0
    )  # effective, permitted, inheritable; then their upper halves
    return bool(
        libc.capset(header, sets) == 0
        and libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, right, 0, 0) == 0
    )
