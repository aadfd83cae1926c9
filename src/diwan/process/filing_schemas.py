"""What a program tells when it files: as to `gather`, and how much of the source the readers see."""

from ninja import Field
from pydantic import AwareDatetime

from diwan.core.labels import Credibility, Reliability
from diwan.core.protection import Exactness, Identity, Protection
from diwan.gather.schemas import (
    DESCRIBED,
    DatedAudience,
    Description,
    Line,
    NewReport,
    Protected,
    Told,
    Upload,
    WebAddress,
)
from diwan.process.protection import Point


class PointTold(Told):
    lat: float = Field(ge=-90, le=90, description="Degrees north.", examples=[33.31])
    lon: float = Field(ge=-180, le=180, description="Degrees east.", examples=[44.37])

    def as_point(self) -> Point:
        return Point(self.lat, self.lon)


class FiledReport(NewReport):
    point: PointTold | None = Field(None, description="Where, if a point is known.")
    protection: Protected | None = Field(
        None, description="Left out: as its `source` has it, or the readers see the source as it is."
    )


class FiledFiles(Upload):
    """A file whose source is protected holds one report; its bytes stay with the own member."""

    identity: Identity | None = Field(
        None,
        description="Who the source is, to its readers. All three left out: as the `source` has it.",
        examples=[None],
    )
    described_as: Description = Field("", description=DESCRIBED)
    exactness: Exactness | None = Field(
        None, description="Other than `exact`: coordinates in the text are refused.", examples=[None]
    )

    def as_protection(self) -> Protection | None:
        if self.identity is None and self.exactness is None and not self.described_as:
            return None
        return Protection(
            self.identity or Identity.FULL, self.described_as, self.exactness or Exactness.EXACT
        )


class ShorterReport(Told):
    """What its readers get, and nothing else: say of the source what they may know."""

    text: str = Field(min_length=1, pattern=r"\S", description="The text without what they are not to read.")
    title: Line = ""
    outlet: Line = Field("", description="Who published it, if its readers may know.")
    published: AwareDatetime | None = Field(None, description="When, with its zone.")
    url: WebAddress = ""
    audience: DatedAudience = Field(description="At least one who does not read the whole report.")
    reliability: Reliability | None = Field(None, description="Of the source, A to F.")
    credibility: Credibility | None = Field(None, description="Of the information, 1 to 6.")
