"""What several kinds of work in this room speak of: links to what is said elsewhere, and who is due. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from diwan.charter import Names
from diwan.core.ids import RecordId


class LinkKind(StrEnum):
    REPORT = "report"
    AGREEMENT = "agreement"
    RECOMMENDATION = "recommendation"


@dataclass(frozen=True, slots=True)
class Link:
    """Something that was said, as far as the viewer may read it. One of `title` and `titles` is empty."""

    id: RecordId
    kind: LinkKind
    audience: int
    title: str = ""
    titles: Names | None = None
