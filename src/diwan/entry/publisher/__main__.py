"""`python -m diwan.entry.publisher`: a process of its own, so that heavy reading in the worker delays no log."""

import logging
import signal
import threading
from types import FrameType

from diwan import store
from diwan.entry import wiring
from diwan.entry.publisher import publish
from diwan.entry.settings import from_environment


def main() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
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
