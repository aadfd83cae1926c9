"""What the parts of verification say to each other."""

from dataclasses import dataclass, field

from diwan.core.errors import BadInput


class LogWrong(BadInput):
    """This does not hold."""

    def __init__(self, log: str, file: str, what: str, *, record: int | None = None) -> None:
        """`log` is a member, "" for what belongs to the whole centre; `record` its seq, from 1."""
        self.log, self.file, self.record, self.what = log, file, record, what
        place = f"log {log}" if log else "the centre"
        super().__init__(f"{place}{'' if record is None else f', record {record}'}, file {file}: {what}")

    def __reduce__(self) -> tuple[object, ...]:
        """It travels from the process that found it."""
        return (_remade, (self.log, self.file, self.what, self.record))


def _remade(log: str, file: str, what: str, record: int | None) -> LogWrong:
    return LogWrong(log, file, what, record=record)


@dataclass(frozen=True, slots=True)
class Author:
    """Whose log it is. `keys`: public key (hex), first and last seq of the records that it may sign; `centre`
    None: of any centre."""

    member: str
    centre: str | None
    keys: tuple[tuple[str, int, int | None], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Bundles `first` to `end` - 1 of a log of `size` entries; `keep` numbers tiles whose bytes are wanted back."""

    author: Author
    size: int
    first: int
    end: int
    keep: frozenset[int]


@dataclass(frozen=True, slots=True)
class Beside:
    """A file that a record commits to by its SHA-256 (hex), when the bundle brings it."""

    path: str
    seq: int
    sha256: str


@dataclass(slots=True)
class Found:
    """`roots` of the full level-0 tiles in order; `tiles` by number; `telling`: payloads by seq; `doubtful`
    counts records signed with a key for which its member no longer answers at that place."""

    roots: list[bytes] = field(default_factory=list)
    tiles: dict[int, bytes] = field(default_factory=dict)
    telling: dict[int, bytes] = field(default_factory=dict)
    beside: list[Beside] = field(default_factory=list)
    disclosed: int = 0
    doubtful: int = 0

    def add(self, other: "Found") -> None:
        self.roots += other.roots
        self.tiles |= other.tiles
        self.telling |= other.telling
        self.beside += other.beside
        self.disclosed += other.disclosed
        self.doubtful += other.doubtful
