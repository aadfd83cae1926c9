"""Report -> reading: pure functions over one report; each value points at the words it came from.

Must never ask the database, the network, the clock or another report.

`unpack` and `read` import their heavy parts when first used, so that the front door opens at once.
"""

from diwan.process.fold import Folded, fold_light, fold_strong, folded_name
from diwan.process.read import read

__all__ = ["Folded", "fold_light", "fold_strong", "folded_name", "read"]
