"""What follows a record: projections in the same transaction, jobs queued in it. Set by `entry/wiring.py`."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from diwan.core.errors import StoreMissing
from diwan.ledger.record import Record
from diwan.ledger.signers import KeyStore
from diwan.store import Transaction

Projection = Callable[[Transaction, Record], None]
ProjectionOfMany = Callable[[Transaction, Sequence[Record]], None]


class Wires:
    """One a process."""

    projections: ClassVar[defaultdict[str, list[Projection]]] = defaultdict(list)
    together: ClassVar[dict[Projection, ProjectionOfMany]] = {}
    jobs: ClassVar[defaultdict[str, dict[str, frozenset[str]]]] = defaultdict(dict)
    keys: KeyStore | None = None
    evidence_limit_bytes: int = 64 * 1024 * 1024
    clock_may_go_back: bool = False


def on(kind: str, projection: Projection) -> None:
    """`projection` writes its tables from every record of this kind. Registering twice changes nothing."""
    if projection not in Wires.projections[kind]:
        Wires.projections[kind].append(projection)


def together(projection: Projection, of_many: ProjectionOfMany) -> None:
    """`of_many` writes what `projection` would write for each record, with one statement for all. It may be
    called with records of one kind and one author, and no projection of that kind may ask what another wrote
    of an earlier record among them."""
    Wires.together[projection] = of_many


def after(kind: str, job: str, *, wants: Iterable[str] = ("record",)) -> None:
    """Queue `job` after every record of this kind. It may want `member`, and `record` (the id as text) or `records`
    (ids of what was said in one go, some at a time)."""
    Wires.jobs[kind][job] = frozenset(wants)


def use_keys(
    keys: KeyStore, *, evidence_limit_bytes: int = 64 * 1024 * 1024, clock_may_go_back: bool = False
) -> None:
    """`clock_may_go_back` is for the day after a clock stood years ahead and was mended."""
    Wires.keys = keys
    Wires.evidence_limit_bytes = evidence_limit_bytes
    Wires.clock_may_go_back = clock_may_go_back


def keys_in_use() -> KeyStore:
    if Wires.keys is None:
        raise StoreMissing("This process has not opened a key store.")
    return Wires.keys
