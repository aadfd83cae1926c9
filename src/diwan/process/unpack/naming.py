"""Ids and names of what is found inside an input."""

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

_UNSAFE = re.compile(r"[\s/\\\x00-\x1f]+")


def stem_of(name: str) -> str:
    """`news/d001.html` -> `d001`; an address gives its last path part, or its host."""
    path, host = name, ""
    if "://" in name:
        parts = urlsplit(name)
        path, host = parts.path, parts.hostname or ""
    stem = PurePosixPath(path.replace("\\", "/").rstrip("/")).stem
    return _UNSAFE.sub("-", stem) or host or "report"


class Ids:
    """Gives each report of one input an id of its own: a second `d001` becomes `d001-2`."""

    def __init__(self, stem: str) -> None:
        self._stem = stem
        self._used: set[str] = set()

    def take(self, wanted: str = "", number: int = 0) -> str:
        first = _UNSAFE.sub("-", wanted) or (f"{self._stem}-{number}" if number else self._stem)
        chosen, copy = first, 1
        while chosen in self._used:
            copy += 1
            chosen = f"{first}-{copy}"
        self._used.add(chosen)
        return chosen
