"""Keyset cursors: the key of the last row, packed; never a position, never a count."""

import base64
import binascii
import datetime as dt
import json
from typing import Any
from uuid import UUID

from diwan.core.errors import BadInput

DAMAGED = "This page's address is damaged; start from the first page."


def pack(*key: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps([str(part) for part in key]).encode()).decode().rstrip("=")


def unpack_moment(cursor: str) -> tuple[dt.datetime, UUID]:
    """The moment and the id of the last row. Raises BadInput."""
    moment, id_ = unpack(cursor, 2)
    try:
        return dt.datetime.fromisoformat(moment), UUID(id_)
    except ValueError as error:
        raise BadInput(DAMAGED) from error


def unpack(cursor: str, parts: int) -> list[str]:
    """Raises BadInput when the cursor was not made by `pack`."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise BadInput(DAMAGED) from error
    if not isinstance(key, list) or len(key) != parts or not all(isinstance(part, str) for part in key):
        raise BadInput(DAMAGED)
    return key
