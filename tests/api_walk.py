"""Every route of the API as its own document tells it: a new one is walked by itself."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

PREFIX = "/api/v1"
SESSION_ALONE = "/tokens"  # no token makes, lists or ends another


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str
    body: Any  # the document's own example
    media_type: str
    description: str

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def is_changing(self) -> bool:
        return self.method != "GET"

    @property
    def parameters(self) -> list[str]:
        return [part[1:-1] for part in self.path.split("/") if part.startswith("{")]

    def ask(self, client: Any, ids: dict[str, Any] | None = None, body: Any = None) -> Any:
        path = self.path
        for name in self.parameters:
            path = path.replace(f"{{{name}}}", str((ids or {}).get(name, uuid.uuid4())))
        if self.media_type == "multipart/form-data":
            from django.core.files.uploadedfile import SimpleUploadedFile

            told = {
                "file": SimpleUploadedFile("note.txt", b"The gauge stands at two metres."),
                **(body or {}),
            }
            return client.generic(self.method, path, *_multipart(told))
        if self.media_type:
            return client.generic(
                self.method, path, json.dumps(self.body if body is None else body), "application/json"
            )
        return client.generic(self.method, path)


def _multipart(told: dict[str, Any]) -> tuple[bytes, str]:
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    return encode_multipart(BOUNDARY, told), MULTIPART_CONTENT


def document() -> dict[str, Any]:
    from diwan.entry.web.api.programs import programs

    return json.loads(json.dumps(programs.get_openapi_schema(path_prefix="api/v1/")))


def routes() -> list[Route]:
    found = []
    for path, methods in document()["paths"].items():
        for method, told in methods.items():
            media_type, content = next(iter(told.get("requestBody", {}).get("content", {}).items()), ("", {}))
            found.append(
                Route(method.upper(), path, content.get("example"), media_type, told.get("description", ""))
            )
    return found


def told(answer: Any) -> tuple[int, bytes, list[tuple[str, str]]]:
    """All that an answer tells: status, body, headers."""
    return answer.status_code, answer.content, sorted(answer.headers.items())


@pytest.fixture
def viewer_of_web(officer_of):
    """As the pages act for an officer; for what a test sets up beside them."""

    def viewer(member: str, index: int = 0):
        from diwan.core.viewer import Viewer
        from diwan.entry.web import accounts

        officer = officer_of(member, index)
        return Viewer(officer.member, officer.id, accounts.mint_token(officer.id))

    return viewer


@pytest.fixture
def program_of(web, officer_of, monkeypatch):
    """A program that holds an officer's API token, with as many requests as it likes."""
    monkeypatch.setattr("diwan.entry.web.api.authentication.allowance.requests", 1_000_000)

    def program(member: str, index: int = 0, *, may_write: bool = True, ttl: str = "1 hour"):
        from django.test import Client

        with psycopg.connect(web.door) as door:
            token = door.execute(
                "SELECT diwan.issue_api_token(%s, 'a test', %s, %s::interval)",
                [officer_of(member, index).id, may_write, ttl],
            ).fetchone()[0]
        client = Client(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {token}"})
        client.raise_request_exception = False
        client.token = token
        return client

    return program
