"""A small HTTP server for one witness. TLS ends at a proxy in front.

Strangers may connect: who is silent is dropped, and when all places are taken, whoever has sat longest goes.
"""

import contextlib
import signal
import socket
import threading
import time
from collections.abc import Sequence
from socketserver import ThreadingMixIn
from types import FrameType
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from diwan.ledger.witness.judge import Witness
from diwan.ledger.witness.tell import Teller
from diwan.ledger.witness.web import application

SILENCE_SECONDS = 10
PLACES = 64


class _Handler(WSGIRequestHandler):
    timeout = SILENCE_SECONDS

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  its own name for it
        """Requests are not written down: they come once a second, for ever."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64
    address_family = socket.AF_INET

    def __init__(self, address: tuple[str, int], handler: type[_Handler]) -> None:
        self._seated: dict[socket.socket, float] = {}
        self._door = threading.Lock()
        super().__init__(address, handler)

    def server_bind(self) -> None:
        """Without the name look-up of the parent: it can take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])
        self.setup_environ()

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._door:
            if len(self._seated) >= PLACES:
                longest = min(self._seated, key=self._seated.__getitem__)
                self._seated.pop(longest)
                _hang_up(longest)
            self._seated[request] = time.monotonic()
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._door:
            self._seated.pop(request, None)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is nobody's fault here."""


def server_of(witness: Witness, host: str, port: int) -> WSGIServer:
    """Bound and ready; `serve_forever` runs it. Port 0 takes a free one."""
    server = _Server((host, port), _Handler)
    server.set_app(application(witness))
    return server


def serve(witness: Witness, host: str, port: int, tell: Sequence[str] = ()) -> None:
    """Until SIGINT or SIGTERM."""
    server = server_of(witness, host, port)
    teller = Teller(witness, tell)
    teller.start()

    def end(_number: int, _frame: FrameType | None) -> None:
        threading.Thread(target=server.shutdown, daemon=True).start()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    try:
        server.serve_forever(poll_interval=0.2)
    finally:
        teller.end()
        server.server_close()
        witness.state.close()


def _hang_up(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it was going anyway
        connection.shutdown(socket.SHUT_RDWR)
