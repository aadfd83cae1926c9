"""Where logs are read from: a folder, a bundle (zip), or the address of a node. All alike after this file."""

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from diwan.core.errors import BadInput, FetchFailed

if TYPE_CHECKING:
    import httpx

# A bundle of 256 entries of the largest size; no file of a log is larger, and none of a node is read further.
LARGEST_FILE_BYTES = 256 * (65_535 + 2)


class NoLogs(BadInput):
    """There are no logs to verify here."""


class Source(Protocol):
    def read(self, path: str) -> bytes:
        """Raises FileNotFoundError when there is no such file."""

    def paths(self) -> frozenset[str] | None:
        """Every file that is there; None when nobody can list them."""

    def close(self) -> None:
        """Give back what was opened; a later read opens it again."""


class Folder:
    """Trusted for nothing; links in it are not followed and count as strange files."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)

    def read(self, path: str) -> bytes:
        try:
            descriptor = os.open(f"{self.root}/{path}", os.O_RDONLY | os.O_NOFOLLOW)
        except OSError as error:
            raise FileNotFoundError(path) from error
        with os.fdopen(descriptor, "rb") as file:
            return file.read()

    def paths(self) -> frozenset[str]:
        return frozenset(self._walk(""))

    def close(self) -> None:
        """Nothing stays open."""

    def _walk(self, below: str) -> Iterator[str]:
        with os.scandir(f"{self.root}/{below}") as found:
            for one in found:
                if one.is_dir(follow_symlinks=False):
                    yield from self._walk(f"{below}{one.name}/")
                else:
                    yield f"{below}{one.name}"


class Bundle:
    """A zip. What counts are its files; names that stand twice are refused."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._open: zipfile.ZipFile | None = None
        names = [one.filename for one in self._zip().infolist() if not one.is_dir()]
        if len(set(names)) < len(names):
            raise NoLogs(f"{file} has two files of one name in it.")
        self._names = frozenset(names)

    def _zip(self) -> zipfile.ZipFile:
        if self._open is None:
            try:
                self._open = zipfile.ZipFile(self.file)
            except zipfile.BadZipFile as error:
                raise NoLogs(f"{self.file} is neither a folder nor a zip.") from error
        return self._open

    def read(self, path: str) -> bytes:
        if path not in self._names:
            raise FileNotFoundError(path)
        try:
            return self._zip().read(path)
        except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
            raise NoLogs(f"{path} cannot be unpacked from {self.file}: {error}") from error

    def paths(self) -> frozenset[str]:
        return self._names

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def __getstate__(self) -> dict[str, object]:
        """Each process opens the file for itself."""
        return {"file": self.file, "_open": None, "_names": self._names}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)


class Node:
    """The static files under a node's `/log/`. Follows no redirection: what it verifies is what was named."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/") + "/"
        self._client: httpx.Client | None = None

    def read(self, path: str) -> bytes:
        import httpx  # noqa: PLC0415 a third of a second that folders need not wait

        if self._client is None:
            self._client = httpx.Client(timeout=30, follow_redirects=False)
        try:
            return self._get(self._client, self.address + path)
        except httpx.HTTPError as error:
            raise FetchFailed(f"{self.address}{path}: {error}") from error

    def paths(self) -> None:
        return None

    def _get(self, client: "httpx.Client", url: str) -> bytes:
        with client.stream("GET", url) as answer:
            if answer.status_code in (404, 410):
                raise FileNotFoundError(url)
            if answer.status_code != 200:
                raise FetchFailed(f"{url} answered {answer.status_code}.")
            data = bytearray()
            for part in answer.iter_bytes():
                data += part
                if len(data) > LARGEST_FILE_BYTES:
                    raise FetchFailed(f"{url} is larger than any file of a log.")
            return bytes(data)

    def close(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def __getstate__(self) -> dict[str, object]:
        return {"address": self.address, "_client": None}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)


def open_source(where: str) -> Folder | Bundle | Node:
    if where.startswith(("http://", "https://")):
        return Node(where)
    path = Path(where)
    if path.is_dir():
        return Folder(path)
    if path.is_file():
        return Bundle(path)
    raise NoLogs(f"{where} is no folder, no file and no address.")
