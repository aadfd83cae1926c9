"""What a connector hands on: bytes as they arrived, with all that is known beside them."""

import datetime as dt
import re
from dataclasses import dataclass

_UNSTORABLE = re.compile("[\\0\\ud800-\\udfff]")
LARGEST_RAW_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes as they arrived. Everything but `data` is what the sender said and is never believed blindly."""

    name: str  # file name, address, or a name for what was pasted
    data: bytes
    media_type: str = ""  # as declared; the content decides
    url: str = ""
    arrived_at: dt.datetime | None = None  # aware
    outlet: str = ""
    source_credit: str = ""  # RSS <source>
    published: dt.datetime | None = None  # aware


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, or was read with a reservation (`is_note`): nothing is dropped silently."""

    name: str  # the input, with the line or item inside it: `march.jsonl, line 17`
    reason: str  # one English sentence: what is wrong, and the mend when there is one
    rule: str = ""  # `unpack.empty`, so that the interface can say it in the officer's language
    is_note: bool = False  # True: the report was read all the same


def storable(text: str) -> str:
    """No database text holds a NUL or half a surrogate pair (a file name that is no UTF-8 has such).

    The mark for it has the same length, so offsets stay true.
    """
    return _UNSTORABLE.sub("\ufffd", text)


def too_large(size_bytes: int, limit_bytes: int = LARGEST_RAW_BYTES) -> str:
    """One sentence for whoever sent it, with the mend."""
    size, limit = size_bytes / 1024**2, limit_bytes // 1024**2
    return f"It has {size:.0f} MiB; at most {limit} MiB are taken. Split it and send the parts."
