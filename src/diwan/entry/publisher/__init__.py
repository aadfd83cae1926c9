"""The publisher as it runs on this node: with this node's keys, and the guarded client toward witnesses.

Must never reach a witness but through the guard: their addresses come from the charter, which others sign too.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from diwan import ledger
from diwan.gather.fetch import Answered, Limits, configured
from diwan.ledger.publishing import LARGEST_ANSWER_BYTES, Ask, run

WITNESS_LIMITS = Limits(seconds=8.0, silence_seconds=5.0, largest_bytes=LARGEST_ANSWER_BYTES, redirects=0)


def guarded_ask() -> Ask:
    """`DIWAN_FETCH_ALLOW` opens addresses inside, as it does for sources."""
    fetcher = replace(configured(os.environ), limits=WITNESS_LIMITS)

    def ask(address: str, post: bytes | None) -> Answered:
        return fetcher.ask(address, post=post)

    return ask


def publish(home: Path, stop: threading.Event) -> None:
    """Until `stop`; the process has opened store and keys before. Waits while another publisher works here."""
    run(home, ledger.keys_in_use(), guarded_ask(), stop)


@contextmanager
def standing_by(home: Path) -> Iterator[None]:
    """On a thread beside the block: a lone worker publishes too, and one beside `diwan up` waits for its turn."""
    stop = threading.Event()
    thread = threading.Thread(target=publish, args=(home, stop), name="publisher")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
