"""`acting_as(viewer)` is the only way to a transaction; the embedded PostgreSQL lives here too.

Must never hand out a connection without a viewer, nor let SQL of a request choose who the viewer is.
"""

from diwan.store.connections import Connections
from diwan.store.gate import (
    SignInEnded,
    acting_as,
    as_nobody,
    as_owner,
    as_worker,
    defer,
    in_use,
    is_unreachable,
    leave,
    service_viewer,
    use,
    viewer_key,
)
from diwan.store.passwords import ROLES, password
from diwan.store.roles import missing, prepare_database, prepare_sql
from diwan.store.running import running, while_used
from diwan.store.server import Server
from diwan.store.transaction import Transaction

Tx = Transaction  # the short word in signatures

__all__ = [
    "ROLES",
    "Connections",
    "Server",
    "SignInEnded",
    "Transaction",
    "Tx",
    "acting_as",
    "as_nobody",
    "as_owner",
    "as_worker",
    "defer",
    "in_use",
    "is_unreachable",
    "leave",
    "missing",
    "password",
    "prepare_database",
    "prepare_sql",
    "running",
    "service_viewer",
    "use",
    "viewer_key",
    "while_used",
]
