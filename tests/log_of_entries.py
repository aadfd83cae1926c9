"""A log for tests: entries, a key, and the tiles of any size, kept in a dictionary."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from diwan.ledger import tlog

ORIGIN = "centre.example/log/north"


def signer_of(name, seed=1, kind=tlog.SignatureKind.ED25519):
    key = Ed25519PrivateKey.from_private_bytes(bytes([seed] * 32))
    return tlog.NoteSigner(name, key.public_key().public_bytes_raw(), key.sign, kind)


class LogOfEntries:
    def __init__(self, entries=(), *, origin=ORIGIN, seed=1):
        self.entries = []
        self.files = {}
        self.signer = signer_of(origin, seed)
        self.grow(entries)

    def grow(self, entries):
        entries = [e if isinstance(e, bytes) else str(e).encode() for e in entries]
        self.files |= tlog.append(len(self.entries), entries, self.files.__getitem__)
        self.entries += entries
        return self

    @property
    def tiles(self):
        return tlog.Tiles(self.files.__getitem__)

    @property
    def size(self):
        return len(self.entries)

    def root(self, size=None):
        return self.tiles.root(self.size if size is None else size, within=self.size)

    def head(self, size=None):
        size = self.size if size is None else size
        return tlog.sign_note(tlog.Checkpoint(self.signer.name, size, self.root(size)).text, [self.signer])

    def request(self, old_size, size=None):
        size = self.size if size is None else size
        within = tlog.Tiles(LogOfEntries(self.entries[:size]).files.__getitem__)
        proof = tuple(within.consistency(old_size, size)) if old_size <= size else ()
        return tlog.AddCheckpoint(old_size, proof, self.head(size)).format()
