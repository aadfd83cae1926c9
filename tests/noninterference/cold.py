"""Empties what this process keeps from one call to the next, so that neither of two worlds finds what the other left.

Caches are found and not listed: a new one is emptied by itself. What stands in a module, in a class of it or in an object
that it holds is put back to what it was when the module was first looked at; caches of functions are emptied. Kept are what
`entry.wiring` has connected, and what `process` has read of shipped files: functions of no argument there, where the import
law lets neither a viewer nor the database in.
"""

import functools
import importlib
import inspect
import pkgutil
import sys

CONNECTED = ("diwan.ledger.wires.Wires", "diwan.charter.handover._also")
NOT_IMPORTED = ("diwan.entry.web.wsgi", "diwan.entry.cli", "diwan.process.compile_gazetteer")
CONTAINERS = (dict, list, set)
OF_A_FUNCTION = type(functools.lru_cache(maxsize=1)(lambda: None))

_at_first: dict[str, object] = {}  # by name, a copy of what stood there


def import_everything():
    """Else a module that is imported late would be first looked at when its caches are full."""
    import diwan

    for found in pkgutil.walk_packages(diwan.__path__, "diwan.", onerror=lambda _name: None):
        if not found.name.startswith(NOT_IMPORTED) and ".migrations" not in found.name:
            importlib.import_module(found.name)


def look():
    for name, kept in _kept():
        if isinstance(kept, CONTAINERS) and name not in _at_first:
            _at_first[name] = kept.copy()


def empty():
    from django.core.cache import caches

    for cache in caches.all():
        cache.clear()
    look()
    for name, kept in _kept():
        if isinstance(kept, OF_A_FUNCTION):
            kept.cache_clear()
        elif kept != _at_first[name]:
            _put_back(kept, _at_first[name])


def filled():
    """The names of those that hold something that they did not hold at first."""
    return {
        name
        for name, kept in _kept()
        if (
            kept.cache_info().currsize
            if isinstance(kept, OF_A_FUNCTION)
            else kept != _at_first.get(name, kept)
        )
    }


def _put_back(kept, what):
    kept.clear()
    if isinstance(kept, list):
        kept.extend(what)
    else:
        kept.update(what)


def _kept():
    for module in [each for name, each in sorted(sys.modules.items()) if name.startswith("diwan.")]:
        for attribute, value in list(vars(module).items()):
            name = f"{module.__name__}.{attribute}"
            if attribute.startswith("__") or name.startswith(CONNECTED):
                continue
            yield from _kept_in(module, name, value)


def _kept_in(module, name, value):
    if isinstance(value, OF_A_FUNCTION):
        reads_files = name.startswith("diwan.process.") and not inspect.signature(value).parameters
        if value.__module__ == module.__name__ and not reads_files:
            yield name, value
    elif isinstance(value, CONTAINERS):
        yield name, value
    elif inspect.isclass(value) and value.__module__ == module.__name__:
        for attribute, inner in list(vars(value).items()):
            if isinstance(inner, CONTAINERS) and not attribute.startswith("__"):
                yield f"{name}.{attribute}", inner
    elif type(value).__module__.startswith("diwan."):
        yield from (
            (f"{name}.{part}", inner) for part, inner in _parts(value) if isinstance(inner, CONTAINERS)
        )


def _parts(value):
    slots = [slot for kind in type(value).__mro__ for slot in getattr(kind, "__slots__", ())]
    found = {slot: getattr(value, slot) for slot in slots if hasattr(value, slot)}
    return (found | getattr(value, "__dict__", {})).items()
