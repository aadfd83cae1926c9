"""A list a page at a time: the latest first, and the key of the last row as the cursor of the next."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from diwan.coordinate.queries import Wanted
from diwan.share import cursors

PAGE_ROWS = 40
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """`next` is None on the last page."""

    rows: list[Row]
    next: str | None


def page_of(
    read: Callable[[Wanted], list[Row]],
    key: Callable[[Row], tuple[dt.datetime, UUID]],
    cursor: str | None,
    *,
    limit: int = PAGE_ROWS,
    waiting: bool | None = None,
) -> Listed[Row]:
    """Raises BadInput for a damaged cursor."""
    after = cursors.unpack_moment(cursor) if cursor else None
    found = read(Wanted(waiting=waiting, after=after, most=limit + 1))
    return Listed(found[:limit], cursors.pack(*key(found[limit - 1])) if len(found) > limit else None)
