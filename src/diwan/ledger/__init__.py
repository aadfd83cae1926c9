"""Signed records, chained per author, appended to one Merkle log per member.

Must never change or drop a record, and never show a leaf that tells more than that something was said.
"""

from diwan.ledger.append import append, append_many, end_of_log
from diwan.ledger.disk_use import DiskUse, my_disk_use
from diwan.ledger.key_names import log_key_name, recovery_key_name, signing_key_name
from diwan.ledger.key_ring import KeyRing, KnownKey
from diwan.ledger.keys import (
    KeyDamaged,
    KeyFolder,
    KeyLocked,
    KeyMissing,
    KeyOpenToOthers,
    KeyUnreadable,
    open_key_store,
)
from diwan.ledger.log_key import log_origin, make_log_key
from diwan.ledger.projections import change_reach
from diwan.ledger.queries import evidence, log_length, own_records, record
from diwan.ledger.rebuild import rebuild
from diwan.ledger.rebuild_until import Rebuilt, rebuild_until
from diwan.ledger.receive import Known, receive
from diwan.ledger.record import Draft, Evidence, EvidenceNote, Record
from diwan.ledger.signers import KeyStore, Signer
from diwan.ledger.signing_socket import SignerGone, SocketKeys
from diwan.ledger.verify import Fault, verify_chain
from diwan.ledger.wires import Projection, after, keys_in_use, on, together, use_keys

__all__ = [
    "DiskUse",
    "Draft",
    "Evidence",
    "EvidenceNote",
    "Fault",
    "KeyDamaged",
    "KeyFolder",
    "KeyLocked",
    "KeyMissing",
    "KeyOpenToOthers",
    "KeyRing",
    "KeyStore",
    "KeyUnreadable",
    "Known",
    "KnownKey",
    "Projection",
    "Rebuilt",
    "Record",
    "Signer",
    "SignerGone",
    "SocketKeys",
    "after",
    "append",
    "append_many",
    "change_reach",
    "end_of_log",
    "evidence",
    "keys_in_use",
    "log_key_name",
    "log_length",
    "log_origin",
    "make_log_key",
    "my_disk_use",
    "on",
    "open_key_store",
    "own_records",
    "rebuild",
    "rebuild_until",
    "receive",
    "record",
    "recovery_key_name",
    "signing_key_name",
    "together",
    "use_keys",
    "verify_chain",
]
