"""The witness over HTTP, as WSGI: what `serve` runs, and what any other WSGI server may."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from diwan.ledger.witness.judge import Answer, Witness

LARGEST_REQUEST_BYTES = 64 * 1024  # 63 hashes and a checkpoint with a hundred signatures are a third of it
_JSON = "application/json"

StartResponse = Callable[[str, list[tuple[str, str]]], Any]


def application(witness: Witness) -> Callable[[dict[str, Any], StartResponse], Iterable[bytes]]:
    def answer(environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        try:
            given = _answer(witness, environ)
        except (sqlite3.Error, OSError) as error:
            # A full disk, mostly. Nothing was cosigned: the line leaves only after the commit.
            witness.shout(f"This witness cannot keep what it sees: {error}.")
            given = Answer(503, b"This witness cannot keep anything now.\n")
        headers = [
            ("Content-Type", given.media_type),
            ("Content-Length", str(len(given.body))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        start(f"{given.status} {HTTPStatus(given.status).phrase}", headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else given.body]

    return answer


def _answer(witness: Witness, environ: dict[str, Any]) -> Answer:
    method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
    if path == "/add-checkpoint":
        if method != "POST":
            return Answer(405, b"POST a checkpoint here.\n")
        body = _body(environ)
        return body if isinstance(body, Answer) else witness.add_checkpoint(body)
    if method not in ("GET", "HEAD"):
        return Answer(405, b"Only /add-checkpoint takes anything.\n")
    return _shown(witness, path)


def _shown(witness: Witness, path: str) -> Answer:
    if path == "/":
        return Answer(200, about(witness).encode())
    if path == "/alarms":
        told = {"witness": witness.name, "alarms": witness.state.alarms(), "doubts": witness.state.doubts()}
        return Answer(200, json.dumps(told, ensure_ascii=False, indent=1).encode(), _JSON)
    origin_hash, slash, rest = path[1:].partition("/")
    if slash and rest == "checkpoint":
        return witness.checkpoint(origin_hash)
    return Answer(404, b"There is nothing here.\n")


def about(witness: Witness) -> str:
    """For people."""
    lines = [f"Witness {witness.name}", witness.signer.verifier.vkey, ""]
    for origin in dict.fromkeys(origin for origin, _ in witness.state.logs()):
        head = witness.state.last_head(origin)
        lines.append(f"{origin}: {head.size if head else 0} records cosigned")
    lines.append(f"{len(witness.state.alarms())} forks proven; see /alarms")
    return "\n".join(lines) + "\n"


def _body(environ: dict[str, Any]) -> bytes | Answer:
    length = environ.get("CONTENT_LENGTH") or ""
    if not (length.isascii() and length.isdigit()):
        return Answer(411, b"Say with Content-Length how long the request is.\n")
    if int(length[:12]) > LARGEST_REQUEST_BYTES:
        return Answer(413, f"At most {LARGEST_REQUEST_BYTES} bytes.\n".encode())
    try:
        body: bytes = environ["wsgi.input"].read(int(length))
    except OSError:
        return Answer(408, b"The request stopped halfway.\n")
    return body if len(body) == int(length) else Answer(400, b"The request was cut off.\n")
