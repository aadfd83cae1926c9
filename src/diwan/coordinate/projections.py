"""Records of this room -> tables. Each kind of work keeps its own in a file of its own; here they come together."""

from collections.abc import Callable

from diwan.ledger import Record
from diwan.store import Transaction

PROJECTIONS: dict[str, Callable[[Transaction, Record], None]] = {}

TABLES: tuple[str, ...] = ()
