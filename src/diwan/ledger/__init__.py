"""Signed records, chained per author, appended to one Merkle log per member.

Must never change or drop a record, and never show a leaf that tells more than that something was said.
"""

from diwan.ledger.append import append
from diwan.ledger.keys import KeyLocked, KeyMissing, KeyStore, open_key_store
from diwan.ledger.log_key import log_key_name, log_origin, make_log_key, recovery_key_name
from diwan.ledger.queries import evidence, log_length, own_records, record
from diwan.ledger.rebuild import rebuild
from diwan.ledger.record import Evidence, EvidenceNote, Record
from diwan.ledger.verify import Fault, verify_chain
from diwan.ledger.wires import Projection, after, keys_in_use, on, use_keys

__all__ = [
    "Evidence",
    "EvidenceNote",
    "Fault",
    "KeyLocked",
    "KeyMissing",
    "KeyStore",
    "Projection",
    "Record",
    "after",
    "append",
    "evidence",
    "keys_in_use",
    "log_key_name",
    "log_length",
    "log_origin",
    "make_log_key",
    "on",
    "open_key_store",
    "own_records",
    "rebuild",
    "record",
    "recovery_key_name",
    "use_keys",
    "verify_chain",
]
