"""The signed unit, and how it is written as JSON."""

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import Any

from diwan.core.ids import MemberId, OfficerId, RecordId
from diwan.core.labels import Label, Tlp


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


def as_payload(record: Record, *, prev: bytes, centre: uuid.UUID | None) -> bytes:
    return json.dumps(
        {
            "kind": record.kind,
            "id": str(record.id),
            "centre": str(centre) if centre else None,
            "charter": record.charter,
            "member": record.member,
            "officer": str(record.officer) if record.officer else None,
            "at": record.at.isoformat(timespec="microseconds"),
            "seq": record.seq,
            "prev": prev.hex(),
            "label": _label_as_json(record.label),
            "refs": [str(ref) for ref in record.refs],
            "evidence": _note_as_json(record.evidence),
            "body": record.body,
        },
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
        default=_plain,
    ).encode()


def from_payload(payload: dict[str, Any], audience: int) -> Record:
    note = payload.get("evidence")
    return Record(
        id=RecordId(uuid.UUID(payload["id"])),
        kind=payload["kind"],
        member=MemberId(payload["member"]),
        officer=OfficerId(uuid.UUID(payload["officer"])) if payload["officer"] else None,
        at=dt.datetime.fromisoformat(payload["at"]),
        seq=payload["seq"],
        label=_label_from_json(payload["label"]),
        audience=audience,
        refs=tuple(RecordId(uuid.UUID(ref)) for ref in payload["refs"]),
        body=payload["body"],
        charter=payload["charter"],
        evidence=EvidenceNote(**note) if note else None,
    )


def _label_as_json(label: Label) -> dict[str, Any]:
    return {
        "members": sorted(label.members),
        "tlp": label.tlp.value,
        "rooms": list(label.rooms),
        "whole_centre": label.whole_centre,
        "release_at": label.release_at.isoformat() if label.release_at else None,
    }


def _label_from_json(label: dict[str, Any]) -> Label:
    return Label(
        members=frozenset(map(MemberId, label["members"])),
        tlp=Tlp(label["tlp"]),
        rooms=tuple(label["rooms"]),
        whole_centre=label["whole_centre"],
        release_at=dt.datetime.fromisoformat(label["release_at"]) if label["release_at"] else None,
    )


def _note_as_json(note: EvidenceNote | None) -> dict[str, Any] | None:
    if note is None:
        return None
    return {
        "sha256": note.sha256,
        "size_bytes": note.size_bytes,
        "media_type": note.media_type,
        "name": note.name,
    }


def _plain(value: object) -> str:
    """Bodies may carry the words of `core`: times and ids are written as text, and read back as text."""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a record")
