"""Which projection and which job follows which record kind. The only place that knows all rooms.

A room registers by naming things in its edge files: `projections.PROJECTIONS` (kind -> function),
`projections.EVERY_KIND` (functions that follow each of these kinds), `projections.TABLES` (what
`diwan rebuild` empties and replays), `projections.TOGETHER` (function -> its form for many records at once),
`jobs.JOBS` (name -> function), `jobs.AFTER` (kind -> names of jobs), `jobs.AFTER_REBUILD` (names of jobs, in
order), and `jobs.DERIVED_TABLES` (what those jobs fill again).
"""

import datetime as dt
import importlib.util
import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any

from diwan import ledger, store
from diwan.charter.handover import also as also_open
from diwan.entry.settings import Settings
from diwan.ledger.check_record import use_logs
from diwan.ledger.publishing import logs_folder

# In the order in which projections of one kind run.
ROOMS_WITH_PROJECTIONS = ("ledger", "charter", "gather", "process", "analyse", "share", "coordinate")
ROOMS_WITH_JOBS = ("ledger", "gather", "process", "analyse", "share", "coordinate")


def connect() -> None:
    """Register every projection and job. Safe to repeat."""
    rooms = _edges("projections", ROOMS_WITH_PROJECTIONS)
    for kind in sorted({kind for module in rooms for kind in module.PROJECTIONS}):
        for projection in (each for module in rooms for each in getattr(module, "EVERY_KIND", ())):
            ledger.on(kind, projection)
    for module in rooms:
        for kind, projection in module.PROJECTIONS.items():
            ledger.on(kind, projection)
        for projection, of_many in getattr(module, "TOGETHER", {}).items():
            ledger.together(projection, of_many)
    for module in _edges("due", ("coordinate",)):
        also_open(module.open_matters)
    known = jobs()
    for module in _edges("jobs", ROOMS_WITH_JOBS):
        for kind, names in getattr(module, "AFTER", {}).items():
            for name in names:
                ledger.after(kind, name, wants=inspect.signature(known[name]).parameters)


def jobs() -> dict[str, Callable[..., Any]]:
    """Every job by its name; a name that two rooms use is a mistake."""
    found: dict[str, Callable[..., Any]] = {}
    for module in _edges("jobs", ROOMS_WITH_JOBS):
        for name, job in getattr(module, "JOBS", {}).items():
            assert name not in found, f"two jobs are called {name}"
            found[name] = job
    return found


def rebuild(told: Callable[[int, int], None] | None = None) -> int:
    """`diwan rebuild`: projections from the records at once, derived tables by jobs that are queued here."""
    connect()
    tables = [*projection_tables(), *derived_tables()]
    replayed = ledger.rebuild(tables, told=told) if told else ledger.rebuild(tables)
    with store.as_worker() as tx:
        for job in jobs_after_rebuild():
            store.defer(tx, job, {})
    return replayed


def rebuild_until(
    target: store.Connections, until: dt.datetime, told: Callable[[int, int], None]
) -> ledger.Rebuilt:
    """`diwan rebuild --until`: into `target`, which this process works on from then on."""
    connect()
    rebuilt = ledger.rebuild_until(target, until, projection_tables(), told=told)
    with store.as_worker() as tx:
        for job in jobs_after_rebuild():
            store.defer(tx, job, {})
    return rebuilt


def projection_tables() -> list[str]:
    return _named("projections", "TABLES", ROOMS_WITH_PROJECTIONS)


def derived_tables() -> list[str]:
    return _named("jobs", "DERIVED_TABLES", ROOMS_WITH_JOBS)


def jobs_after_rebuild() -> list[str]:
    return _named("jobs", "AFTER_REBUILD", ROOMS_WITH_JOBS)


def open_keys(settings: Settings) -> ledger.KeyStore:
    """This process signs with the keys under `settings.home`, or has the process sign that holds them."""
    keys: ledger.KeyStore
    if settings.signer is not None:
        keys = ledger.SocketKeys(settings.signer)
    else:
        keys = ledger.open_key_store(settings.home, settings.key_passphrase, settings.key_passphrase_file)
    ledger.use_keys(
        keys,
        evidence_limit_bytes=settings.evidence_limit_bytes,
        clock_may_go_back=settings.clock_may_go_back,
    )
    use_logs(logs_folder(settings.home))
    return keys


def _named(edge: str, name: str, rooms: tuple[str, ...]) -> list[str]:
    return [item for module in _edges(edge, rooms) for item in getattr(module, name, ())]


def _edges(edge: str, rooms: tuple[str, ...]) -> list[Any]:
    names = (f"diwan.{room}.{edge}" for room in rooms)
    return [import_module(name) for name in names if importlib.util.find_spec(name) is not None]
