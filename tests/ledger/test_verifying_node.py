"""The same checks over HTTP: a node that serves its logs as static files, and what it may do wrong."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from diwan.core.errors import FetchFailed
from diwan.ledger import verifying
from diwan.ledger.prove import prove_from
from ledger.written_logs import WrittenLog, write_centre


class Quiet(SimpleHTTPRequestHandler):
    """Static files; `odd` paths are answered as the test says."""

    odd: ClassVar[dict[str, tuple[int, bytes]]] = {}

    def do_GET(self):
        if self.path not in self.odd:
            super().do_GET()
            return
        status, body = self.odd[self.path]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/log/index.json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        """Nobody reads it."""


@pytest.fixture
def served(tmp_path):
    iran, iraq = WrittenLog("iran"), WrittenLog("iraq")
    for _ in range(299):
        iran.say()
    write_centre(tmp_path / "log", iran, iraq, disclose=False)
    Quiet.odd = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/log", tmp_path / "log"
    server.shutdown()
    thread.join()
    server.server_close()


def verify(address):
    source = verifying.open_source(address)
    try:
        return verifying.verify_logs(source, verifying.Wanted(cores=1))
    finally:
        source.close()


def test_a_node_is_verified_without_an_account(served):
    address, _ = served
    assert [(one.member, one.size, one.disclosed) for one in verify(address).logs] == [
        ("iran", 300, 0),
        ("iraq", 1, 0),
    ]
    assert prove_from(address, "iran", 300).startswith(b"c2sp.org/tlog-proof@v1\n")


def test_what_a_node_serves_wrongly_is_named(served):
    address, folder = served
    path = folder / "iran/tile/entries/001.p/44"
    path.write_bytes(path.read_bytes().replace(b"\n280\n", b"\n281\n"))
    with pytest.raises(verifying.LogWrong, match=r"log iran, record 280, file iran/tile/entries/001\.p/44"):
        verify(address)
    path.unlink()
    with pytest.raises(verifying.LogWrong, match="is missing"):
        verify(address)


@pytest.mark.parametrize(
    ("answer", "said"),
    [((500, b""), "answered 500"), ((302, b""), "answered 302"), ((200, b"x" * 17_000_000), "is larger")],
)
def test_a_node_that_fails_redirects_or_never_ends_is_not_believed(served, answer, said):
    address, _ = served
    Quiet.odd = {"/log/iran/tile/entries/000": answer}
    with pytest.raises(FetchFailed, match=said):
        verify(address)


def test_a_node_that_is_not_there_is_said_so():
    with pytest.raises(FetchFailed, match=r"127\.0\.0\.1:1"):
        verify("http://127.0.0.1:1/log/")
