"""Sources and their connectors: raw bytes in, kept as evidence with hash, time and way of arrival.

Must never drop what cannot be read, never follow an address into the centre's own network, and never
tell a member that another already holds an item.

`diwan brief` needs `collect` alone; what works on the database is imported when first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from diwan.gather.collect import collect
from diwan.gather.raw import LARGEST_RAW_BYTES, Problem, Raw

if TYPE_CHECKING:
    from diwan.gather.ask_for_look import look_now
    from diwan.gather.hold import (
        Held,
        NobodyWaits,
        ReleaseDateUnclear,
        all_held,
        check_release_at,
        dates_ahead,
        held_for,
        undo,
    )
    from diwan.gather.keep_source import add_source, change_source, pause_source
    from diwan.gather.look import look_at_source
    from diwan.gather.projections import item_forgotten, items_read
    from diwan.gather.queries import arrivals
    from diwan.gather.rules import SourceUnclear
    from diwan.gather.schedule import queue_due_looks
    from diwan.gather.show import (
        held_words,
        items_set_aside,
        label_words,
        own_item,
        own_items,
        release_of,
        releases,
        source_view,
        sources,
    )
    from diwan.gather.suggest import Suggestion, default_of, suggestions
    from diwan.gather.take_in import keep, of_its_source, receive, set_aside
    from diwan.gather.try_again import retry_item
    from diwan.gather.words import (
        Arrival,
        ArrivalRow,
        Failure,
        ItemRow,
        ItemState,
        LabelWords,
        NewSource,
        Page,
        Reach,
        SourceStatus,
        SourceView,
    )

_MODULE_OF = {
    name: module
    for module, names in {
        "ask_for_look": ("look_now",),
        "hold": (
            *("Held", "NobodyWaits", "ReleaseDateUnclear", "all_held", "check_release_at"),
            *("dates_ahead", "held_for", "undo"),
        ),
        "keep_source": ("add_source", "change_source", "pause_source"),
        "look": ("look_at_source",),
        "projections": ("item_forgotten", "items_read"),
        "queries": ("arrivals",),
        "rules": ("SourceUnclear",),
        "schedule": ("queue_due_looks",),
        "show": (
            "held_words",
            "items_set_aside",
            "label_words",
            "of_its_source",
            "own_item",
            "own_items",
            "release_of",
            "releases",
            "source_view",
            "sources",
        ),
        "suggest": ("Suggestion", "default_of", "suggestions"),
        "take_in": ("keep", "of_its_source", "receive", "set_aside"),
        "try_again": ("retry_item",),
        "words": (
            *("Arrival", "ArrivalRow", "Failure", "ItemRow", "ItemState", "LabelWords"),
            *("NewSource", "Page", "Reach", "SourceStatus", "SourceView"),
        ),
    }.items()
    for name in names
}


def __getattr__(name: str) -> Any:
    # A module must not be called like what it holds: once imported it would stand in its place.
    if name not in _MODULE_OF:
        raise AttributeError(f"gather has no {name}")
    return getattr(import_module(f"diwan.gather.{_MODULE_OF[name]}"), name)


__all__ = [
    "LARGEST_RAW_BYTES",
    "Arrival",
    "ArrivalRow",
    "Failure",
    "Held",
    "ItemRow",
    "ItemState",
    "LabelWords",
    "NewSource",
    "NobodyWaits",
    "Page",
    "Problem",
    "Raw",
    "Reach",
    "ReleaseDateUnclear",
    "SourceStatus",
    "SourceUnclear",
    "SourceView",
    "Suggestion",
    "add_source",
    "all_held",
    "arrivals",
    "change_source",
    "check_release_at",
    "collect",
    "dates_ahead",
    "default_of",
    "held_for",
    "held_words",
    "item_forgotten",
    "items_read",
    "items_set_aside",
    "keep",
    "label_words",
    "look_at_source",
    "look_now",
    "of_its_source",
    "own_item",
    "own_items",
    "pause_source",
    "queue_due_looks",
    "receive",
    "release_of",
    "releases",
    "retry_item",
    "set_aside",
    "source_view",
    "sources",
    "suggestions",
    "undo",
]
