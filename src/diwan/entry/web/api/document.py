"""Completes the OpenAPI document: the problems that each route can answer with, and an example of each answer."""

import re
from typing import Any

from ninja.openapi.schema import OpenAPISchema

from diwan.entry.web.api import scopes
from diwan.entry.web.api.problems import KINDS, MEDIA_TYPE, WHERE_EXPLAINED, Kind

PROBLEM_SCHEMA = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "Which problem: an address of the documentation."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, and the mend where there is one."},
        "errors": {
            "type": "array",
            "description": "Of 422: each value that cannot be taken.",
            "items": {
                "type": "object",
                "properties": {"where": {"type": "string"}, "what": {"type": "string"}},
            },
        },
    },
}

# What stands in examples, by the name of the field, then by its format or type.
BY_NAME: dict[str, Any] = {
    "country": "IQ",
    "countries": "IQ",
    "member": "iraq",
    "members": "iraq",
    "lead": "iraq",
    "guests": "iran",
    "rotation": "iraq",
    "director": "iraq",
    "readers": "iraq",
    "author": "iraq",
    "rooms": "baghdad",
    "lat": 33.34,
    "lon": 44.4,
    "language": "en",
    "url": "https://news.example/river",
    "address": "https://news.example/feed.xml",
    "text": "The river rose by two metres on Sunday.",
    "title": "River rises",
    "outlet": "River Daily",
    "name": "River Daily",
    "published": "2015-10-04T06:00:00+03:00",
    "box": "38.0,29.0,49.0,38.0",
    "sha256": "0" * 64,
    "charter": "0" * 64,
    "token": "diwan_api_" + "0" * 64,
    "media_type": "text/plain",
}
BY_FORMAT = {
    "uuid": "3f2b8c1e-7d54-4a06-9e1b-5c0d2a7f9e64",
    "date-time": "2015-10-04T03:00:00Z",
    "date": "2015-10-04",
    "binary": "(bytes)",
}
BY_TYPE: dict[str, Any] = {"string": "", "integer": 1, "number": 1.0, "boolean": False, "null": None}


def complete(document: OpenAPISchema) -> OpenAPISchema:
    schemas = document["components"]["schemas"]
    schemas["Problem"] = PROBLEM_SCHEMA
    document["components"]["responses"] = {kind.name: _described(kind) for kind in KINDS.values()}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _add_examples(operation, schemas)
            _name_scope(path, method, operation)
            for kind in _possible(path, method, operation):
                operation["responses"].setdefault(
                    kind.status, {"$ref": f"#/components/responses/{kind.name}"}
                )
    return document


def _described(kind: Kind) -> dict[str, Any]:
    example = {
        "type": f"{WHERE_EXPLAINED}#{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": kind.detail or "Some values cannot be taken; `errors` names them.",
    }
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": kind.title, "content": {MEDIA_TYPE: {"schema": schema, "example": example}}}


def _possible(path: str, method: str, operation: dict[str, Any]) -> list[Kind]:
    names = ["not-signed-in", "not-allowed", "too-many", "failed", "unavailable"]
    if method != "get":
        names += ["disk-full"]
    if "{" in path or "requestBody" in operation:
        names += ["not-here"]
    if "requestBody" in operation:
        names += ["bad-request", "too-large", "media-type"]
    if "requestBody" in operation or any(p["in"] == "query" for p in operation["parameters"]):
        names += ["unclear"]
    return [KINDS[name] for name in dict.fromkeys(names)]


def _name_scope(path: str, method: str, operation: dict[str, Any]) -> None:
    if "/tokens" in path:  # a session's alone
        return
    try:
        scope = scopes.needed(method.upper(), path)
    except scopes.ScopeMissing:
        raise RuntimeError(f"{method} {path} has no scope: name it in entry/web/api/scopes.py.") from None
    if scope:
        told = operation.get("description", "")
        operation["description"] = f"{told}\n\nScope: `{scope.value}`.".strip()


def _add_examples(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    body = operation.get("requestBody", {}).get("content", {})
    answers = [
        content
        for status, told in operation["responses"].items()
        if int(status) < 300
        for content in told.get("content", {}).items()
    ]
    for media_type, content in (*body.items(), *answers):
        if media_type == "application/json":
            content.setdefault("example", example_of(content["schema"], schemas))


def example_of(
    schema: dict[str, Any], schemas: dict[str, Any], name: str = "", inside: tuple[str, ...] = ()
) -> Any:
    """One value that fits the schema; what would hold itself is left empty."""
    if "$ref" in schema:
        target = schema["$ref"].rsplit("/", 1)[-1]
        return None if target in inside else example_of(schemas[target], schemas, name, (*inside, target))
    for given in ("examples", "enum"):
        if schema.get(given):
            return schema[given][0]
    if schema.get("default"):  # an empty one teaches nothing
        return schema["default"]
    for several in ("anyOf", "allOf"):
        if several in schema:
            return example_of(schema[several][0], schemas, name, inside)
    kind = schema.get("type", "object")
    if kind in ("array", "object"):
        return (_array if kind == "array" else _object)(schema, schemas, name, inside)
    return _scalar(schema, kind, name)


def _array(schema: dict[str, Any], schemas: dict[str, Any], name: str, inside: tuple[str, ...]) -> list[Any]:
    items = schema.get("prefixItems") or [schema.get("items", {"type": "string"})]
    return [each for item in items if (each := example_of(item, schemas, name, inside)) is not None]


def _object(
    schema: dict[str, Any], schemas: dict[str, Any], name: str, inside: tuple[str, ...]
) -> dict[str, Any]:
    if "properties" in schema:
        return {key: example_of(held, schemas, key, inside) for key, held in schema["properties"].items()}
    return {"en": "Iraq", "ar": "العراق"} if re.search("names|task", name) else {}


def _scalar(schema: dict[str, Any], kind: str, name: str) -> Any:
    if "format" in schema and schema["format"] in BY_FORMAT:
        return BY_FORMAT[schema["format"]]
    if isinstance(known := BY_NAME.get(name), str if kind == "string" else int | float):
        return known
    default = schema.get("default")
    return default if default is not None else BY_TYPE[kind]
