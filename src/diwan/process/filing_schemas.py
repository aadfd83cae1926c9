"""What a program tells when it files: as to `gather`, and how much of the source the readers see."""

from typing import Annotated

from ninja import Field
from pydantic import AwareDatetime, StringConstraints

from diwan.core.labels import Credibility, Reliability
from diwan.gather.schemas import DatedAudience, Line, NewReport, Told, Upload, WebAddress
from diwan.process.protection import LONGEST_DESCRIPTION, Exactness, Identity, Point, Protection

Description = Annotated[str, StringConstraints(max_length=LONGEST_DESCRIPTION)]
DESCRIBED = "With `described`: as what they see it."


class Protected(Told):
    """What is withheld stays in a report of the own member alone; the readers get another, made without it. Where the
    text still says it, nothing is filed and the words are named."""

    identity: Identity = Field(Identity.FULL, description="Who the source is, to its readers.")
    described_as: Description = Field("", description=DESCRIBED, examples=["an official in the port"])
    exactness: Exactness = Field(Exactness.EXACT, description="How exact a point they see.")

    def as_protection(self) -> Protection:
        return Protection(self.identity, self.described_as, self.exactness)


class PointTold(Told):
    lat: float = Field(ge=-90, le=90, description="Degrees north.", examples=[33.31])
    lon: float = Field(ge=-180, le=180, description="Degrees east.", examples=[44.37])

    def as_point(self) -> Point:
        return Point(self.lat, self.lon)


class FiledReport(NewReport):
    point: PointTold | None = Field(None, description="Where, if a point is known.")
    protection: Protected | None = Field(None, description="Left out: the readers see the source as it is.")


class FiledFiles(Upload):
    """A file whose source is protected holds one report; its bytes stay with the own member."""

    identity: Identity = Field(Identity.FULL, description="Who the source is, to its readers.")
    described_as: Description = Field("", description=DESCRIBED)
    exactness: Exactness = Field(
        Exactness.EXACT, description="Other than `exact`: coordinates in the text are refused."
    )

    def as_protection(self) -> Protection:
        return Protection(self.identity, self.described_as, self.exactness)


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
