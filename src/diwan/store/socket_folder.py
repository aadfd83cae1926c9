"""The server's socket lies in a private folder with a short path.

A socket's path may have at most 107 bytes, so below a long checkout path the folder lies elsewhere and
its place is written down beside the data.
"""

import os
import re
import stat
import tempfile
from pathlib import Path

from diwan.store.step_down import RunAs, hand_over

_LONGEST_PATH_BYTES = 107
_PLAIN = re.compile(r"[\w./-]+", re.ASCII)  # the path passes through a shell inside pg_ctl
_SOCKET_NAME = ".s.PGSQL.5432.lock"  # the longest name made in that folder


def socket_folder(home: Path, owner: RunAs) -> Path:
    """The recorded folder if it is still private and ours, else a new one."""
    recorded = home / "socket.path"
    if recorded.exists() and _is_private(folder := Path(recorded.read_text()), owner):
        return folder
    folder = home.resolve() / "socket"
    if len(os.fsencode(folder / _SOCKET_NAME)) > _LONGEST_PATH_BYTES or not _PLAIN.fullmatch(str(folder)):
        folder = Path(tempfile.mkdtemp(prefix="diwan-", dir=_runtime_folder()))
    folder.mkdir(mode=0o700, exist_ok=True)
    hand_over(folder, owner)
    fresh = recorded.with_suffix(".part")  # a crash or a full disk must not leave half a path
    fresh.write_text(str(folder))
    fresh.replace(recorded)
    return folder


def _runtime_folder() -> Path:
    own = Path(f"/run/user/{os.geteuid()}")
    # Root's own is closed to the user that the server runs under.
    return own if os.geteuid() != 0 and os.access(own, os.W_OK) else Path(tempfile.gettempdir())


def _is_private(folder: Path, owner: RunAs) -> bool:
    # lstat: a link that somebody else laid in /tmp does not count.
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700 and found.st_uid == owner.uid
