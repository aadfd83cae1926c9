"""Frozen dataclasses to plain JSON values and back, by their annotations.

Fields that hold their default are left out, so a reading stays small; an unknown field is an error,
because it means that the row was written by other stage versions.
"""

import dataclasses
import datetime as dt
import functools
import types
import typing
import uuid
from collections.abc import Hashable
from enum import Enum
from typing import Any


def to_json(value: Any) -> Any:
    """A value made of frozen dataclasses, tuples, dicts, enums, dates and ids, as JSON can hold it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_json(held)
            for field in dataclasses.fields(value)
            if not _is_default(field, held := getattr(value, field.name))
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.datetime | dt.date | uuid.UUID):
        return str(value) if isinstance(value, uuid.UUID) else value.isoformat()
    if isinstance(value, dict):
        return {str(key): to_json(held) for key, held in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        held = [to_json(item) for item in value]
        return sorted(held) if isinstance(value, frozenset | set) else held
    return value


T = typing.TypeVar("T")


def from_json(kind: type[T], value: Any) -> T:
    """The dataclass that `to_json` wrote. Raises TypeError or ValueError naming the field that does not fit."""
    return typing.cast("T", _reader(typing.cast("Hashable", kind))(value))


def _is_default(field: "dataclasses.Field[Any]", held: Any) -> bool:
    if field.default is not dataclasses.MISSING:
        return bool(held == field.default)
    return field.default_factory is not dataclasses.MISSING and bool(held == field.default_factory())


@functools.cache
def _reader(kind: Any) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        (inner,) = (a for a in arguments if a is not type(None))
        read = _reader(inner)
        return lambda value: None if value is None else read(value)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        read = _reader(arguments[0])
        return lambda value: tuple(read(item) for item in value)
    if origin is tuple:
        readers = [_reader(a) for a in arguments]
        return lambda value: tuple(read(item) for read, item in zip(readers, value, strict=True))
    if origin is dict:
        read = _reader(arguments[1])
        return lambda value: {key: read(held) for key, held in value.items()}
    return _plain_reader(kind)


def _plain_reader(kind: Any) -> Any:
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(kind)
    if kind in (dt.datetime, dt.date):
        return kind.fromisoformat
    if kind is float:
        return float
    if isinstance(kind, type) and issubclass(kind, Enum | uuid.UUID):
        return kind
    return lambda value: value


def _dataclass_reader(kind: Any) -> Any:
    hints = typing.get_type_hints(kind)

    def read(value: dict[str, Any]) -> Any:
        unknown = value.keys() - hints.keys()
        if unknown:
            raise ValueError(f"{kind.__name__} has no field {min(unknown)!r}")
        return kind(**{name: _reader(hints[name])(held) for name, held in value.items()})

    return read
