"""A witness over a real socket, as logs and strangers meet it."""

import http.client
import json
import socket
import threading

import pytest

from diwan.core.errors import FetchFailed
from diwan.ledger import tlog
from diwan.ledger.witness import (
    WitnessMissing,
    WitnessThere,
    client,
    follow,
    make_witness,
    open_witness,
    server_of,
)
from diwan.ledger.witness.web import LARGEST_REQUEST_BYTES
from log_of_entries import ORIGIN, LogOfEntries


@pytest.fixture
def witness(tmp_path):
    make_witness(tmp_path / "w", "witness.example/one")
    opened = open_witness(tmp_path / "w")
    opened.shout = lambda _line: None
    yield opened
    opened.state.close()


@pytest.fixture
def port(witness):
    server = server_of(witness, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def ask(port, method, path, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body=body, headers=headers)
    answer = connection.getresponse()
    found = (answer.status, answer.read(), answer.headers["Content-Type"])
    connection.close()
    return found


def test_a_log_is_followed_by_its_key_and_cosigned(witness, port):
    log = LogOfEntries(range(5))
    assert ask(port, "POST", "/add-checkpoint", log.request(0))[0] == 404
    assert [each.name for each in follow(witness, log.signer.verifier.vkey)] == [ORIGIN]
    assert follow(witness, log.signer.verifier.vkey) == []
    status, lines, _ = ask(port, "POST", "/add-checkpoint", log.request(0))
    assert status == 200
    assert tlog.open_note(log.head() + lines, [witness.signer.verifier]).signatures
    status, shown, _ = ask(port, "GET", f"/{tlog.origin_hash(ORIGIN)}/checkpoint")
    assert (status, shown) == (200, log.head() + lines)
    assert ask(port, "POST", "/add-checkpoint", log.request(0))[::2] == (409, "text/x.tlog.size")


def test_an_index_is_followed_whole(witness, tmp_path):
    log = LogOfEntries(["a"])
    entry = tlog.LogEntry("north", ORIGIN, log.signer.verifier.vkey, ())
    path = tmp_path / "index.json"
    path.write_bytes(tlog.LogIndex("", "", "centre.example/log", (entry,)).format())
    assert [each.name for each in follow(witness, str(path))] == [ORIGIN]


def test_forks_are_shown_to_everybody(witness, port):
    follow(witness, LogOfEntries().signer.verifier.vkey)
    ask(port, "POST", "/add-checkpoint", LogOfEntries("abc").request(0))
    assert ask(port, "POST", "/add-checkpoint", LogOfEntries("abx").request(3))[0] == 422
    told = json.loads(ask(port, "GET", "/alarms")[1])
    assert [alarm["origin"] for alarm in told["alarms"]] == [ORIGIN]
    assert b"1 forks proven" in ask(port, "GET", "/")[1]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/..%2f..%2fetc/checkpoint", 404),
        ("GET", f"/{'0' * 64}/checkpoint", 404),
        ("GET", "/add-checkpoint", 405),
        ("DELETE", "/", 405),
        ("POST", "/alarms", 405),
    ],
)
def test_every_other_door_is_shut(port, method, path, status):
    assert ask(port, method, path)[0] == status


def test_a_request_is_as_long_as_it_says_and_not_too_long(port):
    assert ask(port, "POST", "/add-checkpoint", b"x" * (LARGEST_REQUEST_BYTES + 1))[0] == 413
    assert ask(port, "POST", "/add-checkpoint", **{"Content-Length": "many"})[0] == 411
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(b"POST /add-checkpoint HTTP/1.0\r\nContent-Length: 50\r\n\r\nold 0\n")
        line.shutdown(socket.SHUT_WR)
        assert line.recv(100).startswith(b"HTTP/1.0 400")


def test_who_sits_longest_goes_when_all_places_are_taken(witness, monkeypatch):
    import importlib

    module = importlib.import_module("diwan.ledger.witness.serve")
    monkeypatch.setattr(module, "PLACES", 3)
    server = server_of(witness, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    silent = [socket.create_connection(("127.0.0.1", server.server_port), timeout=30) for _ in range(6)]
    assert ask(server.server_port, "GET", "/")[0] == 200
    assert silent[0].recv(1) == b""  # hung up on
    for line in silent:
        line.close()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_witness_is_made_once_and_found_or_named_missing(tmp_path, witness):
    with pytest.raises(WitnessThere):
        make_witness(tmp_path / "w", "witness.example/two")
    with pytest.raises(WitnessMissing):
        open_witness(tmp_path / "nowhere")
    with pytest.raises(tlog.KeyMalformed):
        make_witness(tmp_path / "bad", "two words")
    again = open_witness(tmp_path / "w")
    assert again.signer.verifier == witness.signer.verifier
    again.state.close()


def test_the_key_is_its_owners_alone(tmp_path, witness):
    private = [
        path for path in (tmp_path / "w").rglob("*") if path.suffix == ".pem" or "secrets" in path.parts
    ]
    assert private
    assert all(path.stat().st_mode & 0o077 == 0 for path in private)


# --- what a witness asks itself --------------------------------------------------------------------------------


@pytest.fixture
def answering():
    """A server that answers as told; what it was asked is kept."""
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Told(BaseHTTPRequestHandler):
        status, headers_told, body, asked = 200, {}, b"", []

        def do_GET(self):
            length = int(self.headers.get("Content-Length") or 0)
            type(self).asked.append((self.command, self.rfile.read(length)))
            self.send_response(type(self).status)
            for name, value in type(self).headers_told.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(type(self).body)

        do_POST = do_GET  # noqa: N815  http.server's own name

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Told)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    Told.address = f"http://127.0.0.1:{server.server_port}/"
    yield Told
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_proof_is_posted_and_any_status_is_told(answering):
    for status in (204, 302, 422, 500):
        answering.status = status
        assert client.post(answering.address, b"a proof") == status
    assert answering.asked == [("POST", b"a proof")] * 4


def test_an_index_that_redirects_or_never_ends_is_not_followed(answering):
    answering.status, answering.headers_told = 302, {"Location": answering.address}
    with pytest.raises(FetchFailed, match="answered 302"):
        client.get(answering.address, most_bytes=10)
    answering.status, answering.headers_told, answering.body = 200, {}, b"x" * 11
    with pytest.raises(FetchFailed, match="more than 10 bytes"):
        client.get(answering.address, most_bytes=10)
    answering.body = b"x" * 10
    assert client.get(answering.address, most_bytes=10) == b"x" * 10


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "file:///etc/passwd", "http://127.0.0.1:1/", "http://"]
)
def test_who_cannot_be_asked_is_named(address):
    for ask_ in (lambda: client.get(address, most_bytes=10), lambda: client.post(address, b"")):
        with pytest.raises(FetchFailed):
            ask_()
