"""The only way to a transaction: somebody's, the worker's, or the owner's at an upgrade."""

import datetime as dt
import json
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import psycopg
from psycopg_pool import ConnectionPool, PoolTimeout

from diwan.core.clock import springs
from diwan.core.errors import DiskFull, DiwanError, NotAllowed, QuotaReached, StoreMissing
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer
from diwan.store.connections import Connections
from diwan.store.transaction import Transaction

_POOL_SIZE = 8  # a role and process; the server takes 80 connections in all
_WAIT_SECONDS = 10  # a page says that the database does not answer before its reader gives up
_LOG_SEGMENT_BYTES = 16 * 1024 * 1024
# Writing stops before the disk is full: room for the largest evidence, its log, and a clean stop.
RESERVE_BYTES = 192 * 1024 * 1024
_SERVICE_TOKEN_LIFETIME = dt.timedelta(hours=8)
_OVER_QUOTA = "DWQ01"  # as diwan.refuse_over_quota says it


class SignInEnded(DiwanError):
    """Your sign-in has ended; sign in again."""


class _Open:
    """The database that this process uses: one at a time, opened by `use`."""

    lock: ClassVar[threading.Lock] = threading.Lock()
    connections: Connections | None = None
    app: ConnectionPool | None = None
    worker: ConnectionPool | None = None
    service_viewers: ClassVar[dict[MemberId, tuple[dt.datetime, Viewer]]] = {}


def use(connections: Connections) -> None:
    """From now on this process works on that database. Pools open on first use."""
    leave()
    _Open.connections = connections


def leave() -> None:
    for pool in (_Open.app, _Open.worker):
        if pool is not None:
            pool.close()
    _Open.connections = _Open.app = _Open.worker = None
    _Open.service_viewers = {}


def in_use() -> Connections:
    if _Open.connections is None:
        raise StoreMissing("This process has not opened a database.")
    return _Open.connections


@contextmanager
def acting_as(viewer: Viewer, *, write: bool = False) -> Iterator[Transaction]:
    """A transaction in which the database shows what `viewer` may read. READ ONLY unless `write`."""
    with _transaction(_app_pool(), viewer, write=write) as tx:
        try:
            tx.run("SELECT diwan.enter(%s)", [viewer.token])
        except psycopg.errors.InvalidAuthorizationSpecification as error:
            raise SignInEnded from error
        yield tx


@contextmanager
def as_nobody() -> Iterator[Transaction]:
    """A writing transaction in which nobody is entered, so that every policy is closed: for functions that check a
    token themselves."""
    with _transaction(_app_pool(), None, write=True) as tx:
        yield tx


@contextmanager
def as_worker(*, write: bool = True) -> Iterator[Transaction]:
    """For jobs that see both ends of a pair. Serves no request."""
    with _transaction(_worker_pool(), None, write=write) as tx:
        yield tx


@contextmanager
def as_owner(connections: Connections | None = None) -> Iterator[Transaction]:
    """For `diwan db upgrade` and `diwan rebuild` alone. Forced policies bind the owner as well. Of the database in
    use, or of the one that is named."""
    with _plain_errors(), psycopg.connect((connections or in_use()).owner) as connection:
        yield Transaction(connection, None, is_writing=True)


def service_viewer(member: MemberId) -> Viewer:
    """Acts for a member with no officer: what a connector or a job files. Worker processes only."""
    now = springs.now()
    known = _Open.service_viewers.get(member)
    if known is None or known[0] <= now:
        with as_worker() as tx:
            token = tx.value("SELECT diwan.issue_service_token(%s, %s)", [member, _SERVICE_TOKEN_LIFETIME])
        known = (now + _SERVICE_TOKEN_LIFETIME / 2, Viewer(member=member, officer=None, token=token))
        _Open.service_viewers[member] = known
    return known[1]


def defer(tx: Transaction, job: str, arguments: dict[str, Any]) -> None:
    """Queue a job in this transaction: it exists when, and only when, the transaction commits."""
    tx.run("SELECT diwan.defer(%s, %s)", [job, json.dumps(arguments, default=str)])


def viewer_key(tx: Transaction) -> bytes:
    """The key under which ids of derived things are made for this viewer's member."""
    key = tx.value("SELECT diwan.my_key()")
    if key is None:
        raise NotAllowed
    return bytes(key)


@contextmanager
def _transaction(pool: ConnectionPool, viewer: Viewer | None, *, write: bool) -> Iterator[Transaction]:
    if write and _free_bytes() < RESERVE_BYTES:
        raise DiskFull(f"Less than {RESERVE_BYTES // 1024**2} MiB are free beside {in_use().data}.")
    with _plain_errors(), pool.connection() as connection:
        connection.read_only = not write
        with connection.transaction():
            yield Transaction(connection, viewer, is_writing=write)


def _free_bytes() -> int:
    """Unknown, so plenty, for a database elsewhere."""
    data = in_use().data
    return sys.maxsize if data is None else shutil.disk_usage(data).free


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except psycopg.errors.DiskFull as error:
        raise DiskFull from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise NotAllowed(error.diag.message_primary or "") from error
    except (psycopg.OperationalError, PoolTimeout) as error:
        # With no room for its log PostgreSQL stops at once and cannot say why.
        if _free_bytes() < _LOG_SEGMENT_BYTES:
            raise DiskFull from error
        if is_unreachable(error):
            raise StoreMissing from error
        raise
    except psycopg.DatabaseError as error:
        if error.sqlstate == _OVER_QUOTA:
            raise QuotaReached from error
        raise


def is_unreachable(error: BaseException) -> bool:
    """Whether the database is not there, not ready or going down; not when it is there and says no."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, psycopg.OperationalError):
        return False
    # Without a code the connection broke or never came; 08 and 57P are the server's own words for the same.
    return error.sqlstate is None or error.sqlstate.startswith(("08", "57P"))


def _app_pool() -> ConnectionPool:
    with _Open.lock:  # threads that come first together must not open two
        if _Open.app is None:
            # What is prepared stays with the session by its name: a request could lay a statement of its own
            # under the name of the next one's. So nothing is.
            _Open.app = _pool(in_use().app, prepare_threshold=None)
        return _Open.app


def _worker_pool() -> ConnectionPool:
    with _Open.lock:
        if _Open.worker is None:
            _Open.worker = _pool(in_use().worker)
        return _Open.worker


def _pool(conninfo: str, **options: Any) -> ConnectionPool:
    return ConnectionPool(
        conninfo,
        kwargs=options,
        min_size=0,
        max_size=_POOL_SIZE,
        open=True,
        timeout=_WAIT_SECONDS,
        max_idle=120,
        reset=_forget,
    )


def _forget(connection: psycopg.Connection[Any]) -> None:
    """What SQL of one request set for the session does not meet the next one: DISCARD ALL but for the plans, and
    but for temporary tables, which no role of ours may make."""
    connection.autocommit = True
    connection.execute("CLOSE ALL; RESET ALL; UNLISTEN *; DEALLOCATE ALL; SELECT pg_advisory_unlock_all()")
    connection.autocommit = False
