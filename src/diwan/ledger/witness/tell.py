"""Tell every address, until it has heard, what a log was caught at."""

import contextlib
import threading
from collections.abc import Callable, Sequence

from diwan.core.errors import FetchFailed
from diwan.ledger.witness.client import post
from diwan.ledger.witness.judge import Witness

AGAIN_SECONDS = 60.0

Post = Callable[[str, bytes], int]


def tell(witness: Witness, addresses: Sequence[str], post: Post = post) -> int:
    """One round; the number of proofs that were taken. Who does not take one is told again in the next round."""
    taken = 0
    for address in addresses:
        for digest, proof in witness.state.untold(address):
            with contextlib.suppress(FetchFailed):
                if 200 <= post(address, proof) < 300:
                    witness.state.mark_told(digest, address)
                    taken += 1
    return taken


class Teller(threading.Thread):
    """Tells at once when there is something to tell, and again every minute while somebody has not heard."""

    def __init__(self, witness: Witness, addresses: Sequence[str]) -> None:
        super().__init__(name="tell", daemon=True)
        self._witness, self._addresses = witness, tuple(addresses)
        self._news = threading.Event()
        self._is_over = False
        witness.on_alarm = self._news.set

    def run(self) -> None:
        while not self._is_over:
            tell(self._witness, self._addresses)
            self._news.wait(AGAIN_SECONDS)
            self._news.clear()

    def end(self) -> None:
        self._is_over = True
        self._news.set()
