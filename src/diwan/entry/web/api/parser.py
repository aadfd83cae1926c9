"""Reads what programs send: strict JSON of a bounded depth, and no sign that the database cannot hold."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser

from diwan.core.errors import BadInput
from diwan.entry.web.api.problems import MediaTypeUnknown

DEEPEST = 12  # arrays and objects inside one another; the deepest body that a route takes has 3


class StrictParser(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != "application/json":
            raise MediaTypeUnknown("Send JSON as `Content-Type: application/json`.")
        try:
            told = json.loads(request.body, parse_constant=_no_number, object_pairs_hook=_once)
        except RecursionError as error:
            raise BadInput("The JSON is nested too deeply.") from error
        except ValueError as error:  # broken UTF-8 as well
            raise BadInput("The body is not JSON in UTF-8.") from error
        check(told)
        return told

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        if data is not request.GET and request.content_type != "multipart/form-data":
            raise MediaTypeUnknown("Send files as `Content-Type: multipart/form-data`.")
        for name, values in data.lists():
            check([name, *(value for value in values if isinstance(value, str))])
        return super().parse_querydict(data, list_fields, request)


def check(told: Any, depth: int = 0) -> None:
    """Raises BadInput for what is nested too deeply, and for NUL and halves of surrogate pairs."""
    if depth > DEEPEST:
        raise BadInput("The JSON is nested too deeply.")
    if isinstance(told, str):
        if "\0" in told or any("\ud800" <= letter <= "\udfff" for letter in _unusual(told)):
            raise BadInput("A text holds NUL or half a surrogate pair; send Unicode text.")
    elif isinstance(told, dict):
        for name, value in told.items():
            check(name, depth + 1)
            check(value, depth + 1)
    elif isinstance(told, list):
        for value in told:
            check(value, depth + 1)


def _unusual(text: str) -> str:
    """Empty for nearly every text, at the speed of the encoder."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text
    return ""


def _no_number(text: str) -> NoReturn:
    raise BadInput(f"{text} is no JSON number.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice means two things to two readers."""
    held = dict(pairs)
    if len(held) < len(pairs):
        raise BadInput("A name stands twice in one JSON object.")
    return held
