"""A real HTTP server in a thread; each path is a function that answers with the handler in hand."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    pages: dict[str, Answer]
    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self):
        self.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.pages.get(self.path, status(404))(self)

    do_POST = do_GET  # noqa: N815  http.server's own name

    def log_message(self, *_):
        pass


@dataclass
class Site:
    port: int
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def address(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_):
        pass


@contextlib.contextmanager
def running_site() -> Iterator[Site]:
    site = Site(0)
    handler = type("SiteHandler", (Handler,), {"pages": site.pages, "asked": site.asked})
    server = _Server(("127.0.0.1", 0), handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def body(data: bytes, media_type: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def status(code: int, **headers: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def redirect(location: str) -> Answer:
    return status(302, Location=location)


def endless(piece: bytes) -> Answer:
    """Writes until the reader hangs up."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(piece)

    return answer
