"""JSON that every program reads alike: what RFC 8259 leaves open is refused by name."""

import json
import math
from typing import Any

from diwan.ledger.errors import DuplicateKey, NotJson, NotText, NotUtf8, NumberTooLarge

LARGEST_INTEGER = 2**53 - 1  # beyond it JavaScript, and every program on doubles, reads another number
_DIGITS = len(str(LARGEST_INTEGER)) + 1  # with its sign; longer ones are not even converted


def read_json(data: bytes) -> Any:
    """Raises NotUtf8, NotJson, NotText, DuplicateKey or NumberTooLarge."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise NotUtf8(f"Byte {error.start}.") from error
    try:
        value = _DECODER.decode(text)
    except RecursionError as error:
        raise NotJson("It is nested too deeply.") from error
    except json.JSONDecodeError as error:
        raise NotJson(f"{error.msg}, character {error.pos}.") from error
    if "\\u" in text:  # only an escape can name what UTF-8 cannot hold
        _refuse_what_no_text_holds(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise DuplicateKey(f"{next(key for key in keys if keys.count(key) > 1)!r}.")
    return found


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS or abs(int(digits)) > LARGEST_INTEGER:
        raise NumberTooLarge(f"It has {len(digits)} characters and begins with {digits[:20]}.")
    return int(digits)


def _real(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        raise NumberTooLarge(f"It begins with {digits[:20]}.")
    return value


def _no_number(name: str) -> float:
    raise NotJson(f"{name} is no JSON number.")


def _refuse_what_no_text_holds(value: Any) -> None:
    if isinstance(value, dict):
        for key, held in value.items():
            _refuse_what_no_text_holds(key)
            _refuse_what_no_text_holds(held)
    elif isinstance(value, list):
        for held in value:
            _refuse_what_no_text_holds(held)
    elif isinstance(value, str) and ("\x00" in value or any("\ud800" <= c <= "\udfff" for c in value)):
        raise NotText


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_real, parse_constant=_no_number
)
