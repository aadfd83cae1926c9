"""A list a page at a time: the latest first, and the key of the last row as the cursor of the next."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from diwan.coordinate.queries import Wanted
from diwan.share import cursors
from diwan.share.views import Page

PAGE_ROWS = 40
Row = TypeVar("Row")


def cut(rows: Sequence[Row], limit: int, key: Callable[[Row], tuple[Any, ...]]) -> Page[Row]:
    """`rows`: one more than `limit` was asked for, which tells whether there is a next page."""
    has_more = len(rows) > limit
    return Page(tuple(rows[:limit]), cursors.pack(*key(rows[limit - 1])) if has_more else None)


def page_of(
    read: Callable[[Wanted], list[Row]],
    key: Callable[[Row], tuple[dt.datetime, UUID]],
    cursor: str | None,
    *,
    limit: int = PAGE_ROWS,
    waiting: bool | None = None,
) -> Page[Row]:
    """Raises BadInput for a damaged cursor."""
    after = cursors.unpack_moment(cursor) if cursor else None
    return cut(read(Wanted(waiting=waiting, after=after, most=limit + 1)), limit, key)
