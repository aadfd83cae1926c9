"""Publishing: leaves become static files, heads are signed and sent to the witnesses.

Must never sign a head that contradicts one signed before, and never wait for a witness before it publishes.
"""

from diwan.ledger.publishing.ask import LARGEST_ANSWER_BYTES, Ask, Fault
from diwan.ledger.publishing.publisher import Publisher, logs_folder
from diwan.ledger.publishing.run import run

__all__ = ["LARGEST_ANSWER_BYTES", "Ask", "Fault", "Publisher", "logs_folder", "run"]
