"""Keyset cursors: the key of the last row, packed; never a position, never a count."""

import base64
import binascii
import json
from typing import Any

from diwan.core.errors import BadInput


def pack(*key: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps([str(part) for part in key]).encode()).decode().rstrip("=")


def unpack(cursor: str, parts: int) -> list[str]:
    """Raises BadInput when the cursor was not made by `pack`."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise BadInput("This page's address is damaged; start from the first page.") from error
    if not isinstance(key, list) or len(key) != parts or not all(isinstance(part, str) for part in key):
        raise BadInput("This page's address is damaged; start from the first page.")
    return key
