"""Places: finds the names of places in a report and says which place of that name is meant.

Must never decide by the map alone: a name without evidence stays unread rather than being put somewhere.
The gazetteer is compiled by `python -m diwan.process.compile_gazetteer` and opened with the first report.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diwan.process.places.names import place_name
    from diwan.process.places.read import VERSION, read_places
    from diwan.process.places.reconcile import settle

__all__ = ["VERSION", "place_name", "read_places", "settle"]

_HOMES = {"VERSION": "read", "read_places": "read", "settle": "reconcile", "place_name": "names"}


def __getattr__(name: str) -> Any:
    """Loaded on first use: the compiler runs where the rest of Diwan cannot be imported."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
