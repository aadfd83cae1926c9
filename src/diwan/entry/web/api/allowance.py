"""How often one token may ask: a bucket that fills again with time, in this process's memory.

One serving process a centre, so nothing is shared; a restart fills every bucket.
"""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from diwan.core.clock import springs

REQUESTS = 300  # at once
SECONDS = 60  # in which as many come back
MOST_KEPT = 10_000  # buckets; a full one tells nothing and is dropped first


@dataclass(slots=True)
class Allowance:
    """Keyed by a hash of the token, and only after the token was seen to be good: strangers cannot fill it."""

    requests: int = REQUESTS
    seconds: float = SECONDS
    now: Callable[[], float] = lambda: springs.now().timestamp()
    _left: dict[bytes, tuple[float, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, key: bytes) -> int:
        """0 when the request may go on, else after how many seconds to ask again."""
        with self._lock:
            now = self.now()
            left, at = self._left.get(key, (float(self.requests), now))
            left = min(self.requests, left + max(now - at, 0) * self.requests / self.seconds)
            if left < 1:
                return max(1, math.ceil((1 - left) * self.seconds / self.requests))
            self._left[key] = (left - 1, now)
            if len(self._left) > MOST_KEPT:
                self._forget_full(now)
            return 0

    def _forget_full(self, now: float) -> None:
        filled_by = now - self.seconds
        self._left = {key: held for key, held in self._left.items() if held[1] > filled_by}


allowance = Allowance()
