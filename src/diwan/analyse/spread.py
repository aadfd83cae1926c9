"""How one piece of work is done on many things: here one after another, elsewhere over the cores."""

from collections.abc import Callable, Sequence
from typing import Any

# `spread(work, items)` is `list(map(work, items))`, wherever the work is done.
Spread = Callable[[Callable[[Any], Any], Sequence[Any]], list[Any]]


def one_after_another(work: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
    return list(map(work, items))
