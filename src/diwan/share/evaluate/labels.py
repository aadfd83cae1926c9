"""A labelled set: what people say stands in reports. `docs/reference/labelled-sets.md` describes the files."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from diwan.core.languages import Language
from diwan.core.reading import Stance

Span = tuple[int, int]  # Unicode code points of the text, end exclusive
ANONYMOUS = "anonymous"


class Matter(StrEnum):
    """What labels of one list are about; the name of the list in the file."""

    PLACES = "places"
    ACTORS = "actors"
    DATES = "dates"
    CLAIMS = "claims"
    CREDITS = "credits"


@dataclass(frozen=True, slots=True)
class PlaceLabel:
    span: Span
    geonameid: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class ActorLabel:
    span: Span
    actor: str


@dataclass(frozen=True, slots=True)
class DateLabel:
    span: Span
    value: str  # ISO 8601


@dataclass(frozen=True, slots=True)
class ClaimLabel:
    span: Span
    stance: Stance
    speaker: str | None  # an actor of the set or "anonymous"; None: nobody said who it is
    proposition: str | None


@dataclass(frozen=True, slots=True)
class LabelledReport:
    """A list that is None was not labelled, which differs from a list that is empty.

    `is_whole`: every value of a labelled list is there. Otherwise, as in a set that officers confirmed value by value,
    what the machine found beyond the labels is neither right nor wrong, unless it stands under `rejected`.
    """

    id: str
    language: Language
    text: str
    is_whole: bool = True
    places: tuple[PlaceLabel, ...] | None = None
    actors: tuple[ActorLabel, ...] | None = None
    dates: tuple[DateLabel, ...] | None = None
    claims: tuple[ClaimLabel, ...] | None = None
    credits: tuple[str, ...] | None = None
    syndication: str | None = None
    events: tuple[str, ...] | None = None
    rejected: tuple[tuple[Matter, Span], ...] = ()
    rejected_credits: tuple[str, ...] = ()
    page: Path | None = None


@dataclass(frozen=True, slots=True)
class EventLabel:
    date: str
    geonameid: int


@dataclass(frozen=True, slots=True)
class LabelledSet:
    reports: tuple[LabelledReport, ...]
    actors: dict[str, tuple[str, ...]]  # actor -> all its names in all languages
    events: dict[str, EventLabel]
    folder: Path

    @property
    def reports_file(self) -> Path:
        return self.folder / "reports.jsonl"
