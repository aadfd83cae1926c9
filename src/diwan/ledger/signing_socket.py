"""Keys that another process holds: it signs what is handed to it over a Unix socket and never gives a key away.

One JSON object a line, both ways: `{"name", "message"}` gives `{"signature"}`, `{"name"}` gives `{"public_key"}`,
`{"name", "make": true}` makes the key first; bytes as base64; `{"error", "detail"}` otherwise. Whoever reaches the
socket can have things signed, so it is closed to other users, and each key signs one kind of thing only: one that signs
records can be made to sign no head of a log, and the other way round.
"""

import base64
import json
import os
import re
import socket
import socketserver
import struct
import threading
from pathlib import Path
from typing import Any

from diwan.core.errors import DiwanError, NotAllowed
from diwan.ledger import keys as errors_of_keys
from diwan.ledger.signers import KeyStore, Signer
from diwan.ledger.tlog import fits, read_public_key

_LONGEST_LINE = 1024 * 1024
_RECORD = re.compile(rb"DSSEv1 33 application/vnd\.diwan\.record\+json [0-9]+ ")
_HEAD = re.compile(rb"[^\n]+\n[0-9]+\n[A-Za-z0-9+/]{43}=\n(?:[^\n]+\n)*")
_STATEMENT = re.compile(rb"diwan/key/1\n")


class SignerGone(DiwanError):
    """The process that holds the keys does not answer; start it with `diwan keys serve`."""


class SignerWrong(DiwanError):
    """The process that holds the keys signed with another key than it named. Nothing was said; try again."""


def may_sign(name: str, message: bytes) -> bool:
    """By its name, what a key is for."""
    if name.endswith(".log"):
        return _HEAD.fullmatch(message) is not None
    if name.endswith(".recovery"):
        return _STATEMENT.match(message) is not None
    return (_RECORD.match(message) or _STATEMENT.match(message)) is not None


class SocketKeys:
    """The client: a `KeyStore` like the folder of files."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._line: Any = None
        self._signers: dict[str, _SocketSigner] = {}

    def signer(self, name: str) -> Signer:
        if name not in self._signers:
            public_key = base64.b64decode(self.ask({"name": name})["public_key"])
            self._signers[name] = _SocketSigner(self, name, public_key)
        return self._signers[name]

    def forget(self, name: str) -> None:
        """Its public half is asked for anew."""
        self._signers.pop(name, None)

    def make(self, name: str) -> bytes:
        return base64.b64decode(self.ask({"name": name, "make": True})["public_key"])

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        """A connection that broke is tried once more: the other process may have been started again."""
        with self._lock:
            try:
                answer = self._answer(question, fresh=self._line is None)
            except OSError:
                try:
                    answer = self._answer(question, fresh=True)
                except OSError as error:
                    raise SignerGone(f"{self.path}: {error.strerror or error}.") from error
        if "error" in answer:
            known = getattr(errors_of_keys, str(answer["error"]), SignerGone)
            raise known(str(answer.get("detail", "")))
        return answer

    def _answer(self, question: dict[str, Any], *, fresh: bool) -> dict[str, Any]:
        if fresh:
            end = socket.socket(socket.AF_UNIX)
            end.settimeout(30)
            try:
                end.connect(str(self.path))
                self._line = end.makefile("rwb")
            finally:
                end.close()  # the file keeps the connection
        self._line.write(json.dumps(question).encode() + b"\n")
        self._line.flush()
        said = self._line.readline(_LONGEST_LINE)
        if not said.endswith(b"\n"):
            raise ConnectionResetError("it hung up")
        answer: dict[str, Any] = json.loads(said)
        return answer


class _SocketSigner:
    def __init__(self, keys: SocketKeys, name: str, public_key: bytes) -> None:
        self._keys, self._name, self.public_key = keys, name, public_key

    def sign(self, message: bytes) -> bytes:
        """Another process may hold another key by now, so what it signed is checked; a key in this process is not."""
        question = {"name": self._name, "message": base64.b64encode(message).decode()}
        signature = base64.b64decode(self._keys.ask(question)["signature"])
        if not fits(read_public_key(self.public_key), signature, message):
            self._keys.forget(self._name)
            raise SignerWrong(self._name)
        return signature


class SigningServer(socketserver.ThreadingUnixStreamServer):
    """`with SigningServer(keys, path) as server: server.serve_forever()`."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, keys: KeyStore, path: Path) -> None:
        self.keys = keys
        self._refuse_second(path)
        before = os.umask(0o177)
        try:
            super().__init__(str(path), _Conversation)
        finally:
            os.umask(before)

    def _refuse_second(self, path: Path) -> None:
        """A socket that nobody listens on any more was left by one that was killed."""
        if not path.is_socket():
            return
        with socket.socket(socket.AF_UNIX) as end:
            try:
                end.connect(str(path))
            except ConnectionRefusedError:
                path.unlink()
                return
        raise NotAllowed(f"Another process listens on {path} already.")

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ARG002
        """The socket's permissions decide already; on some systems they are not looked at."""
        _, uid, _ = struct.unpack("3i", request.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        return uid in (os.geteuid(), 0)

    def server_close(self) -> None:
        super().server_close()
        Path(str(self.server_address)).unlink(missing_ok=True)


class _Conversation(socketserver.StreamRequestHandler):
    server: SigningServer

    def handle(self) -> None:
        while (line := self.rfile.readline(_LONGEST_LINE)).endswith(b"\n"):
            try:
                answer = self._answer(json.loads(line))
            except DiwanError as error:
                answer = {"error": type(error).__name__, "detail": error.detail}
            except (ValueError, KeyError, TypeError):
                answer = {
                    "error": "SignerGone",
                    "detail": "It was asked something that it does not understand.",
                }
            self.wfile.write(json.dumps(answer).encode() + b"\n")

    def _answer(self, asked: dict[str, Any]) -> dict[str, str]:
        name = str(asked["name"])
        if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,80}", name):
            raise errors_of_keys.KeyMissing(name[:80])
        if asked.get("make") is True:
            return {"public_key": base64.b64encode(self.server.keys.make(name)).decode()}
        signer = self.server.keys.signer(name)
        if "message" not in asked:
            return {"public_key": base64.b64encode(signer.public_key).decode()}
        message = base64.b64decode(asked["message"], validate=True)
        if not may_sign(name, message):
            raise errors_of_keys.NotForThisKey(name)
        return {"signature": base64.b64encode(signer.sign(message)).decode()}
