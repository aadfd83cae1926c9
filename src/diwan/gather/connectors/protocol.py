"""What a connector is given and what it gives back."""

import time
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from diwan.gather.fetch import Fetcher
from diwan.gather.raw import Problem, Raw


@dataclass(frozen=True, slots=True)
class Caught:
    """One item. `key` tells it from every other item of this source: it is taken once."""

    raw: Raw
    key: str


@dataclass(frozen=True, slots=True)
class TooBig:
    """An item that is kept where it lies, because it is larger than the limit: shown as set aside."""

    name: str
    key: str
    size_bytes: int
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class NewCursor:
    """Where the source stands now; kept only when everything before it was received."""

    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a source. `home` is the only folder of this machine that the source's owner may name."""

    address: str
    cursor: Mapping[str, str] = field(default_factory=dict)
    seen: Container[str] = frozenset()
    options: Mapping[str, bool] = field(default_factory=dict)
    home: Path | None = None
    fetcher: Fetcher = field(default_factory=Fetcher)
    clock: Callable[[], float] = time.time  # compared with the times of files


Found = Caught | TooBig | Problem | NewCursor


class Connector(Protocol):
    kind: str

    def check(self, look: Look) -> None:
        """Raise BadInput with its reason when this address can never work; asks nobody."""

    def look(self, look: Look) -> Iterator[Found]:
        """Yield what is new, oldest first where that is known.

        Raises Refused, FetchFailed or BadInput when the source as a whole cannot be read; a Problem is for
        one item of it, the others go on.
        """
