"""Times as machines write them (ISO 8601, RFC 5322, RSS's variants) -> aware datetime, or None."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_ISO_START = re.compile(r"\d{4}-\d{2}-\d{2}")


def machine_time(written: str | None) -> dt.datetime | None:
    """None when it is no time, or one that no calendar arithmetic survives (year 1 or 9999)."""
    written = (written or "").strip()
    if not written:
        return None
    try:
        found = (
            dt.datetime.fromisoformat(written)
            if _ISO_START.match(written)
            else parsedate_to_datetime(written)
        )
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=dt.UTC)
    # Relative dates reach a year to either side; converting zones needs a day.
    return found if 2 <= found.year <= 9990 else None
