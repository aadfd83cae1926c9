"""Time, randomness and ids come from one injected source each, so that a test can seed them."""

import datetime as dt
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Springs:
    """Where time and randomness spring from. Replaced only by tests and by the founding of the sample."""

    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    token_bytes: Callable[[int], bytes] = secrets.token_bytes

    def uuid4(self) -> uuid.UUID:
        return uuid.UUID(bytes=self.token_bytes(16), version=4)


springs = Springs()


EARLIEST = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)


def past(moment: dt.datetime) -> dt.datetime:
    """An aware moment of which one may ask "as of". Raises ValueError for one that lies ahead or before 1900."""
    if not EARLIEST <= moment <= springs.now():
        raise ValueError("Name a past moment.")
    return moment
