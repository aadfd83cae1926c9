"""The checkpoint and Merkle code of the PyPI package sigstore, over our logs. Private modules: the version is pinned."""

from pathlib import Path
from types import SimpleNamespace

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sigstore._internal.merkle import verify_merkle_inclusion
from sigstore._internal.rekor.checkpoint import SignedCheckpoint
from sigstore.errors import VerificationError

from diwan.ledger import tlog


class OneKey:
    """What sigstore calls a keyring: it asks this to verify, by itself it knows only its own kinds of key."""

    def __init__(self, vkey: str) -> None:
        self.key_id = bytes.fromhex(vkey.split("+")[1])
        raw = tlog.Verifier.from_vkey(vkey).public_key
        self.key = Ed25519PublicKey.from_public_bytes(raw)

    def verify(self, *, key_id: bytes, signature: bytes, data: bytes) -> None:
        if key_id != self.key_id:
            raise VerificationError("another key")
        try:
            self.key.verify(signature, data)
        except InvalidSignature as error:
            raise VerificationError("invalid signature") from error


def verify_with_sigstore(folder: Path) -> int:
    """The number of entries that sigstore's code found in our trees; VerificationError at the first fault."""
    index = tlog.LogIndex.parse((folder / "index.json").read_bytes())
    return sum(_verify_log(folder / entry.member, entry) for entry in index.logs)


def _verify_log(folder: Path, entry: tlog.LogEntry) -> int:
    signed = SignedCheckpoint.from_text((folder / "checkpoint").read_text())
    keyring = OneKey(entry.vkey)
    signed.signed_note.verify(keyring, keyring.key_id)
    head = signed.checkpoint
    if head.origin != entry.origin:
        raise VerificationError("another log")
    tiles = tlog.Tiles(lambda path: (folder / path).read_bytes())
    for at in range(head.log_size):
        number, place = divmod(at, tlog.TILE_WIDTH)
        proof = SimpleNamespace(
            log_index=at,
            tree_size=head.log_size,
            hashes=tiles.inclusion(at, head.log_size),
            root_hash=bytes.fromhex(head.log_hash),
        )
        text = tiles.entries(number, head.log_size)[place]
        verify_merkle_inclusion(
            SimpleNamespace(_inner=SimpleNamespace(inclusion_proof=proof, canonicalized_body=text))
        )
    return int(head.log_size)
