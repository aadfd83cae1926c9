"""What can be known from a centre's logs without trusting who serves them: `diwan log verify`.

Reads folders, bundles and nodes alike, needs no database and no account. Must never say that a log holds when a
byte of it was not looked at, and names the first thing that does not hold: log, record and file.
"""

from diwan.ledger.verifying.files import SUMS_PATH, sums_of
from diwan.ledger.verifying.logs import LogReport, Report, Wanted, verify_logs
from diwan.ledger.verifying.receipts import Proven, ReceiptWrong, Shown, verify_receipt
from diwan.ledger.verifying.records import disclosed_line, envelopes_path
from diwan.ledger.verifying.sources import Bundle, Folder, Node, NoLogs, Source, open_source
from diwan.ledger.verifying.state import SeenCentre, SeenLog, State, StateUnreadable
from diwan.ledger.verifying.words import LogWrong

__all__ = [
    "SUMS_PATH",
    "Bundle",
    "Folder",
    "LogReport",
    "LogWrong",
    "NoLogs",
    "Node",
    "Proven",
    "ReceiptWrong",
    "Report",
    "SeenCentre",
    "SeenLog",
    "Shown",
    "Source",
    "State",
    "StateUnreadable",
    "Wanted",
    "disclosed_line",
    "envelopes_path",
    "open_source",
    "sums_of",
    "verify_logs",
    "verify_receipt",
]
