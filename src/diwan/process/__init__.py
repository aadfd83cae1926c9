"""Report -> reading: pure functions over one report; each value points at the words it came from.

Must never ask the database, the network, the clock or another report.

`unpack` and `read` import their heavy parts when first used, so that the front door opens at once.
"""

from diwan.process.fold import Folded, fold_light, fold_strong, folded_name
from diwan.process.read import read
from diwan.process.unpack import Unpacked, limit_this_process, unpack, unpack_guarded
from diwan.process.warm import warm

__all__ = [
    "Folded",
    "Unpacked",
    "fold_light",
    "fold_strong",
    "folded_name",
    "limit_this_process",
    "read",
    "unpack",
    "unpack_guarded",
    "warm",
]
