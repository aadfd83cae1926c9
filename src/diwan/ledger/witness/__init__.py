"""A witness: remembers the last head of each log that it follows, and cosigns the next only if nothing was rewritten.

Stands alone: a folder with its key and one SQLite file, no PostgreSQL, no pages. Must never cosign a head that
does not contain the last one it cosigned, and never answer before what it answers is on the disk.
"""

from diwan.ledger.witness.folder import KEY_NAME, WitnessMissing, WitnessThere, make_witness, open_witness
from diwan.ledger.witness.follow import follow
from diwan.ledger.witness.fork import ForkNotProven, ForkProof
from diwan.ledger.witness.judge import Answer, Witness
from diwan.ledger.witness.serve import serve, server_of

__all__ = [
    "KEY_NAME",
    "Answer",
    "ForkNotProven",
    "ForkProof",
    "Witness",
    "WitnessMissing",
    "WitnessThere",
    "follow",
    "make_witness",
    "open_witness",
    "serve",
    "server_of",
]
