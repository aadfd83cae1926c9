"""The OpenAPI document as a page that people read: docs/reference/api.md, and the same for `/api/v1/docs`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from diwan.entry.web.api.problems import KINDS

COMMAND = "python -m diwan.entry.web.api.write_reference docs/reference/api.md"


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter or a field of a body."""

    name: str
    place: str  # path | query | body
    kind: str
    is_required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    tag: str
    method: str
    path: str
    summary: str
    description: str
    values: tuple[Value, ...]
    body_type: str
    body_example: str
    answer_status: int
    answer_type: str
    answer_example: str
    problems: tuple[int, ...]
    is_of_session: bool  # only somebody who is signed in to the pages


def operations(document: dict[str, Any]) -> Iterator[Operation]:
    """In the order of the document."""
    schemas = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield _operation(path, method, told, schemas)


def _operation(path: str, method: str, told: dict[str, Any], schemas: dict[str, Any]) -> Operation:
    body_type, body = _content(told.get("requestBody", {}))
    status = min(int(status) for status in told["responses"])
    answer_type, answer = _content(told["responses"].get(status, {}))
    return Operation(
        tag=(told.get("tags") or [""])[0],
        method=method.upper(),
        path=path,
        summary=told["summary"],
        description=told.get("description", ""),
        values=(*_parameters(told, schemas), *_fields(body.get("schema", {}), schemas)),
        body_type=body_type,
        body_example=_shown(body.get("example")),
        answer_status=status,
        answer_type=answer_type,
        answer_example=_shown(answer.get("example")),
        problems=tuple(sorted(int(code) for code in told["responses"] if int(code) >= 400)),
        is_of_session=[*told.get("security", [])] == [{"SignedIn": []}],
    )


def _content(told: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return next(iter(told.get("content", {}).items()), ("", {}))


def _parameters(told: dict[str, Any], schemas: dict[str, Any]) -> Iterator[Value]:
    for each in told["parameters"]:
        schema = each["schema"]
        yield Value(
            each["name"],
            each["in"],
            _kind(schema, schemas),
            each["required"],
            _flat(each.get("description") or schema.get("description", "")),
        )


def _fields(schema: dict[str, Any], schemas: dict[str, Any]) -> Iterator[Value]:
    schema = _resolved(schema, schemas)
    required = set(schema.get("required", []))
    for name, held in schema.get("properties", {}).items():
        yield Value(name, "body", _kind(held, schemas), name in required, _flat(held.get("description", "")))


def _resolved(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        found: dict[str, Any] = schemas[schema["$ref"].rsplit("/", 1)[-1]]
        return found
    if "allOf" in schema:  # one reference with something beside it
        return _resolved(schema["allOf"][0], schemas)
    return schema


def _kind(schema: dict[str, Any], schemas: dict[str, Any]) -> str:
    """In a few words: `list of uuid`, `read or write`."""
    schema = _resolved(schema, schemas)
    if "enum" in schema:
        return " or ".join(f"`{value}`" for value in schema["enum"] if value != "")
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_kind(each, schemas) for each in schema["anyOf"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}), schemas)}"
    if schema.get("type") == "object" and "properties" in schema:
        return "{ " + ", ".join(schema["properties"]) + " }"
    return str(schema.get("format") or schema.get("type", "any"))


def _flat(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _shown(example: Any) -> str:
    return "" if example is None else json.dumps(example, ensure_ascii=False, indent=2)


def as_markdown(document: dict[str, Any]) -> str:
    told = list(operations(document))
    parts = [
        "# The API\n",
        f"Written by `{COMMAND}`; do not edit.\n",
        "How to use it: `docs/how-to/use-the-api.md`. A running centre serves the same as `/api/v1/docs`.\n",
        "As OpenAPI 3.1 it is `/api/v1/openapi.json`.\n",
        document["info"]["description"] + "\n",
        *_problems(),
    ]
    for tag in dict.fromkeys(each.tag for each in told):
        parts.append(f"## {tag}\n")
        parts.extend(line for each in told if each.tag == tag for line in _section(each))
    return "\n".join(parts).rstrip() + "\n"


def _problems() -> Iterator[str]:
    yield "## Problems\n"
    yield "| status | type | what it says |\n|---|---|---|"
    for kind in KINDS.values():
        yield f"| {kind.status} | `{kind.name}` | {kind.title}. {_flat(kind.detail)} |"
    yield ""


def _section(told: Operation) -> Iterator[str]:
    yield f"### {told.method} {told.path}\n"
    yield f"{told.summary}. {_flat(told.description)}\n"
    if told.is_of_session:
        yield "For the session of somebody who is signed in to the pages; a token gets 403.\n"
    if told.values:
        yield "| name | in | type | |\n|---|---|---|---|"
        for value in told.values:
            words = f"{'Required. ' if value.is_required else ''}{value.description}"
            yield f"| `{value.name}` | {value.place} | {value.kind} | {words} |"
        yield ""
    if told.body_example:
        yield f"Body, `{told.body_type}`:\n\n```json\n{told.body_example}\n```\n"
    answered = f"{told.answer_status}, `{told.answer_type}`" if told.answer_type else str(told.answer_status)
    yield f"Answers {answered}. Problems: {', '.join(map(str, told.problems))}.\n"
    if told.answer_example:
        yield f"```json\n{told.answer_example}\n```\n"
