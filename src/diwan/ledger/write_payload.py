"""A record as the JSON that is signed: docs/reference/record.md.

What is written here is not read back as a whole: each part has been through the same reading that a stranger's record
goes through, the parts that return with every record once and no more. `tests/ledger/test_payload.py` reads it all back.
"""

import datetime as dt
import hashlib
import json
import uuid
from functools import lru_cache
from typing import Any

from diwan.core.labels import Tlp
from diwan.ledger.errors import FieldWrong, NotText, PayloadTooLarge
from diwan.ledger.payload import LARGEST_PAYLOAD_BYTES, check_field
from diwan.ledger.record import EvidenceNote, Record
from diwan.ledger.strict_json import LARGEST_INTEGER, read_json


def as_read(body: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """A body as it is signed and as everybody reads it: what we would refuse of others is never said, and a
    projection sees the same now and in a replay."""
    flat = _flat(body)
    text = _encode(body if flat is None else flat)
    if flat is not None and b"\\u" not in text:  # an escape may name what no text holds
        return text, flat
    read: dict[str, Any] = check_field("body", read_json(text))
    return text, read


def _flat(body: dict[str, Any]) -> dict[str, Any] | None:
    """What reading would give, where that is plain to see; None where it is not. Most bodies are so, and reading
    them back takes a quarter of the time that an append takes here."""
    if type(body) is not dict or not set(map(type, body)) <= _KEYS:
        return None
    read = dict(body)
    for key, value in body.items():
        kind = type(value)
        if kind in _AS_IT_IS or (kind is int and -LARGEST_INTEGER <= value <= LARGEST_INTEGER):
            continue
        if kind in _AS_TEXT:
            read[key] = _plain(value)
        elif kind is list and not value:
            read[key] = []
        else:
            return None
    return read


def write_payload(
    record: Record, *, prev: bytes, centre: uuid.UUID | None, body: bytes | None = None
) -> tuple[bytes, bytes | None]:
    """The payload, and the body beside it when both together would be over 64 KiB. `body` is the record's own as
    `as_read` wrote it, so that it is not written twice."""
    head = _head(record, prev, centre)
    if body is None:
        body, _ = as_read(record.body)
    payload = b'%s,"body":%s}' % (head, body)
    if len(payload) <= LARGEST_PAYLOAD_BYTES:
        return payload, None
    beside = _encode({"sha256": hashlib.sha256(body).hexdigest(), "size_bytes": len(body)})
    payload = b'%s,"body":{},"body_evidence":%s}' % (head, beside)
    if len(payload) > LARGEST_PAYLOAD_BYTES:
        raise PayloadTooLarge(f"{record.kind} has {len(payload):,} bytes without its body.")
    return payload, body


def _head(record: Record, prev: bytes, centre: uuid.UUID | None) -> bytes:
    """All but the body, without the last brace. Ids, times and places are text that needs no escaping."""
    label = record.label
    release_at = label.release_at.isoformat() if label.release_at else None
    return (
        f'{{"kind":{_word("kind", record.kind)},"id":{_id(record.id)},"centre":{_id(centre)}'
        f',"charter":{_word("charter", record.charter)},"member":{_word("member", record.member)}'
        f',"officer":{_id(record.officer)},"at":"{_moment(record.at)}","seq":{check_field("seq", record.seq)}'
        f',"prev":"{prev.hex()}","label":{_label(label.members, label.tlp, label.rooms, label.whole_centre, release_at)}'
        f',"refs":[{",".join(map(_id, record.refs))}],"evidence":{_evidence(record.evidence)}'
    ).encode()


def _id(value: object) -> str:
    if value is None:
        return "null"
    if not isinstance(value, uuid.UUID):
        raise FieldWrong(f"An id: {str(value)[:100]!r}.")
    return f'"{value}"'


def _moment(at: dt.datetime) -> str:
    if at.utcoffset() != dt.timedelta():
        raise FieldWrong(f"at: {at} is not in UTC.")
    return at.isoformat(timespec="microseconds")


@lru_cache(maxsize=1024)
def _word(field: str, word: str) -> str:
    return _encode(check_field(field, word)).decode()


@lru_cache(maxsize=1024)
def _label(
    members: frozenset[str], tlp: Tlp, rooms: tuple[str, ...], whole_centre: object, release_at: str | None
) -> str:
    said = {
        "members": sorted(members),
        "tlp": tlp.value,
        "rooms": list(rooms),
        "whole_centre": whole_centre,
        "release_at": release_at,
    }
    text = _encode(said)
    check_field("label", read_json(text))
    return text.decode()


def _evidence(note: EvidenceNote | None) -> str:
    if note is None:
        return "null"
    said = {
        "sha256": note.sha256,
        "size_bytes": note.size_bytes,
        "media_type": note.media_type,
        "name": note.name,
    }
    text = _encode(said)
    check_field("evidence", read_json(text))
    return text.decode()


def _encode(value: Any) -> bytes:
    try:
        return _ENCODER.encode(value).encode()
    except UnicodeEncodeError as error:
        raise NotText from error


def _plain(value: object) -> str:
    """Bodies may carry the words of `core`: times and ids are written as text, and read back as text."""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a record")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_plain)
_KEYS = frozenset({str})
_AS_IT_IS = frozenset({str, bool, type(None)})
_AS_TEXT = frozenset({dt.datetime, dt.date, uuid.UUID})
