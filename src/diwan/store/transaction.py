"""What a room gets to read and write with: one transaction, rows as frozen dataclasses."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar, cast, overload

import psycopg
from psycopg.rows import class_row, dict_row

from diwan.core.viewer import Viewer

T = TypeVar("T")
Params = Sequence[Any] | dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Transaction:
    """Ends with the `with` block that gave it. `viewer` is None for the worker and the owner."""

    connection: psycopg.Connection[Any]
    viewer: Viewer | None
    is_writing: bool

    @overload
    def rows(self, query: str, params: Params = None, *, into: type[T]) -> list[T]: ...
    @overload
    def rows(self, query: str, params: Params = None, *, into: None = None) -> list[dict[str, Any]]: ...
    def rows(self, query: str, params: Params = None, *, into: type[Any] | None = None) -> list[Any]:
        factory: Any = class_row(into) if into else dict_row
        with self.connection.cursor(row_factory=factory) as cursor:
            return cursor.execute(cast("Any", query), params).fetchall()

    @overload
    def one(self, query: str, params: Params = None, *, into: type[T]) -> T | None: ...
    @overload
    def one(self, query: str, params: Params = None, *, into: None = None) -> dict[str, Any] | None: ...
    def one(self, query: str, params: Params = None, *, into: type[Any] | None = None) -> Any:
        factory: Any = class_row(into) if into else dict_row
        with self.connection.cursor(row_factory=factory) as cursor:
            return cursor.execute(cast("Any", query), params).fetchone()

    def value(self, query: str, params: Params = None) -> Any:
        """The first column of the first row, or None."""
        row = self.connection.execute(cast("Any", query), params).fetchone()
        return None if row is None else row[0]

    def run(self, query: str, params: Params = None) -> int:
        """The number of rows that were changed."""
        return self.connection.execute(cast("Any", query), params).rowcount

    def many(self, query: str, params: Sequence[Params]) -> None:
        with self.connection.cursor() as cursor:
            cursor.executemany(cast("Any", query), cast("Any", params))

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What fails inside is undone alone; the rest of the transaction goes on."""
        with self.connection.transaction():
            yield
