"""`python -m diwan.entry.publisher`: a process of its own, so that heavy reading in the worker delays no log."""

import signal
import threading
from types import FrameType

from diwan import store
from diwan.entry import log_lines, wiring
from diwan.entry.publisher import publish
from diwan.entry.settings import from_environment


def main() -> None:
    log_lines.to_stderr()
    given, stop = from_environment(), threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    with store.running(given.home, given.database_url, version=given.postgres_version) as connections:
        store.use(connections)
        wiring.open_keys(given)
        try:
            publish(given.home, stop)
        finally:
            store.leave()


if __name__ == "__main__":
    main()
