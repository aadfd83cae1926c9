"""The JSON that was signed, read as a record: docs/reference/record.md."""

import datetime as dt
import hashlib
import re
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from diwan.core.ids import MemberId, OfficerId, RecordId
from diwan.core.labels import Label, Tlp
from diwan.ledger.errors import BodyWrong, FieldWrong, PayloadTooLarge
from diwan.ledger.record import BodyNote, EvidenceNote, Record
from diwan.ledger.strict_json import read_json

LARGEST_PAYLOAD_BYTES = 64 * 1024

_FIELDS = frozenset(
    "kind id centre charter member officer at seq prev label refs evidence body".split()  # noqa: SIM905
)
_BODY_BESIDE = "body_evidence"  # only there when the body is not
T = TypeVar("T")


def _matching(pattern: re.Pattern[str]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if pattern.fullmatch(value) is None:
            raise ValueError
        return str(value)

    return read


_kind = _matching(re.compile(r"[a-z][a-z_]{0,62}\.[a-z][a-z_]{0,62}"))
_member = _matching(re.compile(r"[a-z0-9][a-z0-9-]{0,62}"))
_hash = _matching(re.compile(r"[0-9a-f]{64}"))


def read_payload(payload: bytes, audience: int, body: bytes | None = None) -> Record:
    """`body` is what lies beside a large one. Raises FieldWrong and the other errors of `ledger/errors.py`."""
    if len(payload) > LARGEST_PAYLOAD_BYTES:
        raise PayloadTooLarge(f"This one has {len(payload):,} bytes.")
    said = read_json(payload)
    if not isinstance(said, dict):
        raise FieldWrong("The payload is no JSON object.")
    if wrong := (said.keys() ^ _FIELDS) - {_BODY_BESIDE}:
        raise FieldWrong(f"Missing or unknown: {', '.join(sorted(wrong))[:200]}.")
    _read(said, "prev", _hash)
    note = _read(said, _BODY_BESIDE, _body_note) if _BODY_BESIDE in said else None
    return Record(
        id=RecordId(_read(said, "id", uuid.UUID)),
        kind=_read(said, "kind", _kind),
        member=MemberId(_read(said, "member", _member)),
        officer=OfficerId(_read(said, "officer", uuid.UUID)) if said["officer"] is not None else None,
        at=_read(said, "at", _moment),
        seq=_read(said, "seq", _place),
        label=_read(said, "label", _label),
        audience=audience,
        refs=tuple(RecordId(ref) for ref in _read(said, "refs", _ids)),
        body=_read(said, "body", _object) if note is None else _beside(note, body),
        charter=_read(said, "charter", _charter),
        evidence=_read(said, "evidence", _evidence_note) if said["evidence"] is not None else None,
        body_note=note,
    )


def previous_head(payload: bytes) -> bytes:
    """`prev`: the leaf hash that the author's log ended with when this was signed."""
    return _read(read_json(payload), "prev", lambda value: bytes.fromhex(_hash(value)))


def _read(said: dict[str, Any], name: str, read: Callable[[Any], T]) -> T:
    try:
        return read(said[name])
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise FieldWrong(f"{name}: {str(said[name])[:100]!r}.") from error


def _place(value: Any) -> int:
    if type(value) is not int or value < 1:
        raise ValueError
    return value


def _moment(value: Any) -> dt.datetime:
    at = dt.datetime.fromisoformat(value)
    if at.utcoffset() != dt.timedelta():
        raise ValueError
    return at


def _charter(value: Any) -> str:
    return value if value == "" else _hash(value)


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _ids(value: Any) -> list[uuid.UUID]:
    return [uuid.UUID(one) for one in value]


def _label(value: Any) -> Label:
    return Label(
        members=frozenset(MemberId(_member(member)) for member in value["members"]),
        tlp=Tlp(value["tlp"]),
        rooms=tuple(value["rooms"]),
        whole_centre=value["whole_centre"],
        release_at=dt.datetime.fromisoformat(value["release_at"]) if value["release_at"] else None,
    )


def _evidence_note(value: Any) -> EvidenceNote:
    return EvidenceNote(**value)


def _body_note(value: Any) -> BodyNote:
    return BodyNote(_hash(value["sha256"]), _place(value["size_bytes"]))


def _beside(note: BodyNote, body: bytes | None) -> dict[str, Any]:
    if body is None or hashlib.sha256(body).hexdigest() != note.sha256:
        raise BodyWrong("It is not there." if body is None else "")
    return _object(read_json(body))


_READERS: dict[str, Callable[[Any], Any]] = {
    "kind": _kind,
    "member": _member,
    "charter": _charter,
    "seq": _place,
    "label": _label,
    "evidence": _evidence_note,
    "body": _object,
}


def check_field(name: str, value: Any) -> Any:
    """`value` as it is read from a payload. Raises FieldWrong."""
    return _read({name: value}, name, _READERS[name])
