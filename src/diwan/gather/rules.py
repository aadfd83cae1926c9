"""Pure: when to look again, what a source must be like, and marks that tell nobody but the owner."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable

from diwan.core.errors import BadInput
from diwan.core.labels import Reliability
from diwan.core.protection import LONGEST_DESCRIPTION
from diwan.gather.words import NewSource

BY_HAND = frozenset({"upload", "form"})
LOOKED_AT = frozenset({"feed", "page", "folder", "mailbox"})
SHORTEST_WAIT_SECONDS = {"folder": 5, "mailbox": 5, "feed": 60, "page": 60}
LONGEST_WAIT_SECONDS = 24 * 3600
LONGEST_NAME = 200  # characters


class SourceUnclear(BadInput):
    """This source cannot be kept as it is described."""


def check_source(source: NewSource) -> None:
    """Raise SourceUnclear with the reason and the mend."""
    if not source.name.strip() or len(source.name) > LONGEST_NAME:
        raise SourceUnclear(f"Give it a name of 1 to {LONGEST_NAME} characters.")
    if source.kind not in BY_HAND | LOOKED_AT:
        raise SourceUnclear(f"{source.kind!r} is no kind of source.")
    if source.reliability not in set(Reliability):
        raise SourceUnclear("Its reliability is a letter from A to F.")
    if source.kind in {"feed", "page"} and not source.address:
        raise SourceUnclear("Give the address that is to be fetched.")
    if not source.protection.is_described_well:
        raise SourceUnclear(
            f"Describe the source in 1 to {LONGEST_DESCRIPTION} characters: “an official in the port”."
        )
    shortest = SHORTEST_WAIT_SECONDS.get(source.kind)
    if source.every_seconds is not None and shortest and source.every_seconds < shortest:
        raise SourceUnclear(f"It can be looked at every {shortest} seconds at the most often.")


def next_look(
    now: dt.datetime,
    every_seconds: int | None,
    failures_in_row: int,
    *,
    asked_to_wait_seconds: int | None = None,
    jitter: float = 0.5,
) -> dt.datetime | None:
    """Doubles with each failure up to a day; a tenth of jitter keeps sources from being asked in step.

    `jitter` is a random number from 0 to 1. None: by hand, never of itself.
    """
    if every_seconds is None:
        return None
    longest = max(every_seconds, LONGEST_WAIT_SECONDS)
    wait = min(every_seconds * 2 ** min(failures_in_row, 20), longest)
    wait *= 0.95 + jitter / 10
    return now + dt.timedelta(seconds=max(wait, asked_to_wait_seconds or 0))


def source_mark(salt: bytes, source: uuid.UUID) -> str:
    """Stands in the record instead of the source, so that readers cannot tell which items share one.

    Whoever knows the source's own id (random, in records for its owner alone) finds it again.
    """
    return hashlib.sha256(b"diwan/source-mark/1\n" + salt + source.bytes).hexdigest()


def key_mark(source: uuid.UUID, key: str) -> str:
    """The same for the same key of the same source, and for nothing else."""
    return hashlib.sha256(
        b"diwan/key-mark/1\n" + source.bytes + key.encode("utf-8", "surrogatepass")
    ).hexdigest()


class Seen:
    """What was taken from one source, asked by key; loaded when first asked, for most looks find nothing new."""

    def __init__(self, source: uuid.UUID, load: Callable[[], frozenset[str]]) -> None:
        self._source = source
        self._load = load
        self._marks: frozenset[str] | None = None

    def __contains__(self, key: object) -> bool:
        if self._marks is None:
            self._marks = self._load()
        return isinstance(key, str) and key_mark(self._source, key) in self._marks
