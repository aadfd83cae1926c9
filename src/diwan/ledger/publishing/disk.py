"""How a log's files reach the disk. Nothing is believed to be there before `settle` has returned.

`lay` writes beside the place, waits for the disk, and renames: a reader sees the old file or the new one, never half
of one. A rename itself lasts only once its folder has been waited for, and renames in two folders may last in either
order; so whatever must come first is settled before what points to it is laid.
"""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from diwan.core.errors import DiskFull

_FULL = (errno.ENOSPC, errno.EDQUOT)


class Disk(Protocol):
    """Paths are relative, with slashes. Tests put one here that dies and forgets like a machine that loses power."""

    def read(self, path: str) -> bytes:
        """FileNotFoundError when it is not there."""

    def lay(self, path: str, data: bytes) -> None:
        """A crash here leaves the old file or the new one."""

    def settle(self) -> None:
        """After this, everything laid before is there whatever happens."""

    def drop(self, folder: str) -> None:
        """Take a folder away, if it is there. A crash here leaves some of its files."""


class FolderDisk:
    """One thread each; several may work on different files of one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._touched: set[Path] = set()

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def lay(self, path: str, data: bytes) -> None:
        place = self.root / path
        with _full_disk_named(place):
            self._make_folder(place.parent)
            fresh = place.with_name(f".{place.name}.new")
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            try:
                _write_all(descriptor, data)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            fresh.replace(place)
        self._touched.add(place.parent)

    def settle(self) -> None:
        # Deepest first: a file counts only when every folder above it is known to hold the next.
        for folder in sorted(self._touched, key=lambda each: -len(each.parts)):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        self._touched.clear()

    def drop(self, folder: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(self.root / folder)

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        folder.mkdir(mode=0o755, exist_ok=True)
        self._touched |= {folder, folder.parent}


def _write_all(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


@contextmanager
def _full_disk_named(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(f"{place} could not be written; it is written when there is room.") from error
        raise
