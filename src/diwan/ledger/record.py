"""The signed unit."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from diwan.core.ids import MemberId, OfficerId, RecordId
from diwan.core.labels import Label


@dataclass(frozen=True, slots=True)
class Evidence:
    """Bytes as they came, kept with the record that brings them."""

    data: bytes
    media_type: str = "application/octet-stream"
    name: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """What the signed payload says of the evidence. `sha256` is lower-case hexadecimal."""

    sha256: str
    size_bytes: int
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class BodyNote:
    """Of a body that is too large for the payload: its bytes lie beside it, as evidence does."""

    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody is about to say."""

    kind: str
    body: dict[str, Any]
    label: Label
    refs: tuple[RecordId, ...] = ()
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """`at` is aware, UTC. `audience` is what it was signed for; a projection writes it into its tables."""

    id: RecordId
    kind: str
    member: MemberId
    officer: OfficerId | None
    at: dt.datetime
    seq: int
    label: Label
    audience: int
    refs: tuple[RecordId, ...]
    body: dict[str, Any]
    charter: str  # SHA-256 of the charter in force, "" while the centre is being founded
    evidence: EvidenceNote | None = None
    body_note: BodyNote | None = None

    def with_reach(self, audience: int, body_note: BodyNote | None) -> "Record":
        """The same, once it is known for whom it was signed. Written out: `replace` takes three times as long, and
        this is done for every record."""
        return Record(
            self.id,
            self.kind,
            self.member,
            self.officer,
            self.at,
            self.seq,
            self.label,
            audience,
            self.refs,
            self.body,
            self.charter,
            self.evidence,
            body_note,
        )
