"""What the command line reads: files, folders, standard input, addresses. No server, no database."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from diwan.core.clock import springs
from diwan.core.errors import FetchFailed, Refused, TooLarge
from diwan.gather.raw import LARGEST_RAW_BYTES, Problem, Raw, storable, too_large

if TYPE_CHECKING:
    from diwan.gather.fetch import Fetcher


def collect(
    inputs: Iterable[str], *, fetcher: "Fetcher | None" = None, stdin: IO[bytes] | None = None
) -> Iterator[Raw | Problem]:
    """Yield what the inputs hold, in their order, folders sorted by path; an unreadable one is named, the rest go on.

    A feed comes whole, as one Raw: `process.unpack` makes a report of each entry.
    """
    for name in inputs:
        if name == "-":
            yield _from_stream(stdin or sys.stdin.buffer)
        elif name.startswith(("http://", "https://")):
            yield _from_address(name, fetcher or _at_the_keyboard())
        else:
            yield from _from_path(Path(name))


def _from_stream(stream: IO[bytes]) -> Raw | Problem:
    data = stream.read(LARGEST_RAW_BYTES + 1)
    if len(data) > LARGEST_RAW_BYTES:
        return Problem(
            "standard input", f"It is larger than {LARGEST_RAW_BYTES // 1024**2} MiB.", "collect.too_big"
        )
    return Raw("standard input", data, arrived_at=springs.now())


def _at_the_keyboard() -> "Fetcher":
    """The person there may read what this machine may read; a redirect still never leads inside."""
    # Most runs read files only: httpx and its kin cost a fifth of a second at the start.
    from diwan.gather.addresses import Guard, openings  # noqa: PLC0415
    from diwan.gather.fetch import Fetcher  # noqa: PLC0415

    return Fetcher(Guard(openings("0.0.0.0/0 ::/0")))


def _from_address(address: str, fetcher: "Fetcher") -> Raw | Problem:
    try:
        fetched = fetcher.fetch(address)
    except (Refused, FetchFailed, TooLarge) as error:
        return Problem(address, str(error), f"collect.{type(error).__name__.lower()}")
    return Raw(fetched.url, fetched.data, fetched.media_type, fetched.url, springs.now())


def _from_path(path: Path) -> Iterator[Raw | Problem]:
    try:
        if path.is_dir():
            yield from _from_folder(path)
        else:
            yield _from_file(path)
    except OSError as error:
        yield Problem(storable(str(path)), f"It cannot be opened ({error.strerror}).", "collect.unreadable")


def _from_folder(folder: Path) -> Iterator[Raw | Problem]:
    found = False
    for path in _files_under(folder):
        found = True
        yield from _from_path(path)
    if not found:
        yield Problem(storable(str(folder)), "The folder has no files in it.", "collect.empty_folder")


def _files_under(folder: Path) -> Iterator[Path]:
    """Sorted by path, hidden files left out; links to folders are not followed, so no loop is walked."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _files_under(path)
        else:
            yield path


def _from_file(path: Path) -> Raw | Problem:
    if not path.exists():
        return Problem(storable(str(path)), "There is no such file.", "collect.missing")
    if not path.is_file():
        return Problem(storable(str(path)), "It is not a file (a pipe or a device).", "collect.not_a_file")
    size = path.stat().st_size
    if size > LARGEST_RAW_BYTES:
        return Problem(storable(str(path)), too_large(size), "collect.too_big")
    return Raw(storable(str(path)), path.read_bytes(), arrived_at=springs.now())
