"""One try of one job, and what is told when the last one failed."""

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from diwan.core.errors import DiskFull, DiwanError
from diwan.entry import wiring
from diwan.process import jobs as unpacking

log = logging.getLogger("diwan.worker")

MOST_TRIES = 5
FIRST_WAIT = dt.timedelta(
    seconds=5
)  # then 10, 20, 40 seconds: a full disk or a restart is over by then, or a person is needed
WHILE_DISK_IS_FULL = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Trade:
    """Every job by its name, and whom to tell when one failed for the last time."""

    jobs: Mapping[str, Callable[..., Any]]
    gave_up: Mapping[str, Callable[..., Any]]

    @classmethod
    def of_all_rooms(cls) -> "Trade":
        return cls(wiring.jobs(), unpacking.GAVE_UP)


def wait_before(tries_made: int, error: BaseException | None = None) -> dt.timedelta | None:
    """How long after so many failed tries; None: no more. A full disk is nobody's fault and is waited out."""
    if isinstance(error, DiskFull):
        return WHILE_DISK_IS_FULL
    return None if tries_made >= MOST_TRIES else FIRST_WAIT * 2 ** (tries_made - 1)


def perform(trade: Trade, name: str, arguments: Mapping[str, Any], tries_made: int) -> None:
    """Raises what the job raised, after the room was told if this was the last try."""
    try:
        trade.jobs[name](**arguments)
    except Exception as error:
        if wait_before(tries_made + 1, error) is None:
            _tell(trade, name, arguments, error)
        raise


def _tell(trade: Trade, name: str, arguments: Mapping[str, Any], error: Exception) -> None:
    listener = trade.gave_up.get(name)
    if listener is None:
        log.error("The job %s failed %d times and was given up: %s", name, MOST_TRIES, type(error).__name__)
        return
    # Of a mistake of ours only its kind is told: its message may hold words of the report.
    reason = (
        str(error)
        if isinstance(error, DiwanError)
        else f"Diwan made a mistake here ({type(error).__name__})."
    )
    listener(reason, **arguments)
