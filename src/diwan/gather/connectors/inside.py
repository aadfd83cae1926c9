"""Files of this machine that a source may name: only inside its owner's own folder, never through a link."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from diwan.core.errors import BadInput
from diwan.gather.connectors.protocol import Look
from diwan.gather.raw import Problem

# Half-written files carry such names by custom; they are taken under their final name.
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".swp", "~")


def folder_of(look: Look) -> Path:
    """The folder or file that the address names. The answer to a path outside is the same whether it exists."""
    if look.home is None:
        raise BadInput("The operator has set no folder for this member (DIWAN_INBOX).")
    home = look.home.resolve()
    wanted = (home / look.address).resolve()
    if not wanted.is_relative_to(home):
        raise BadInput(f"{look.address}: a watched folder lies inside {home}.")
    return wanted


@dataclass(frozen=True, slots=True)
class FileSeen:
    """`folder` is an open descriptor: what is opened through it cannot be swapped for a link meanwhile."""

    name: str  # relative to the folder watched
    size: int
    modified_ns: int
    base: str
    folder: int

    @property
    def key(self) -> str:
        return f"{self.name} {self.size} {self.modified_ns}"

    def open(self) -> int:
        return os.open(self.base, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=self.folder)


def files_in(top: Path) -> Iterator[FileSeen | Problem]:
    """Regular files by path; named instead of read: links that lead outside, folders that cannot be opened.
    Links inside are passed over: they name a file twice."""
    root = top.resolve()
    closed: list[OSError] = []
    for current, folders, names, descriptor in os.fwalk(root, follow_symlinks=False, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted([*names, *(f for f in folders if Path(current, f).is_symlink())]):
            if name.startswith(".") or name.lower().endswith(_UNFINISHED):
                continue
            relative = os.path.relpath(Path(current, name), root)
            try:
                state = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
            except FileNotFoundError:
                continue  # somebody took it away since it was listed
            if stat.S_ISREG(state.st_mode):
                yield FileSeen(relative, state.st_size, state.st_mtime_ns, name, descriptor)
            elif stat.S_ISLNK(state.st_mode) and not Path(current, name).resolve().is_relative_to(root):
                yield Problem(relative, "A link that leads out of the folder is not followed.", "folder.link")
    for error in closed:
        name = Path(os.fsdecode(error.filename or "")).name  # the system says no more than that
        yield Problem(name, f"The folder cannot be opened ({error.strerror}).", "folder.closed")
