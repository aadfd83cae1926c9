"""How much of a source the readers of its reports see."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LONGEST_DESCRIPTION = 200  # characters


class Identity(StrEnum):
    """Who the source is, to the readers."""

    FULL = "full"
    DESCRIBED = "described"
    NONE = "none"


class Exactness(StrEnum):
    """How exact a point they see."""

    EXACT = "exact"
    TEN_KM = "10km"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Protection:
    identity: Identity = Identity.FULL
    described_as: str = ""
    exactness: Exactness = Exactness.EXACT

    @property
    def withholds(self) -> bool:
        return self.identity is not Identity.FULL or self.exactness is not Exactness.EXACT

    @property
    def description(self) -> str:
        """'' where the source is not described."""
        return self.described_as.replace("\0", "").strip() if self.identity is Identity.DESCRIBED else ""

    @property
    def is_described_well(self) -> bool:
        return self.identity is not Identity.DESCRIBED or 0 < len(self.description) <= LONGEST_DESCRIPTION

    def as_json(self) -> dict[str, str]:
        """{} for a source that is shown as it is."""
        if not self.withholds:
            return {}
        return {
            "identity": self.identity.value,
            "described_as": self.description,
            "exactness": self.exactness.value,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Protection":
        if not value:
            return cls()
        return cls(Identity(value["identity"]), value["described_as"], Exactness(value["exactness"]))
