"""Members' signing keys: a folder outside the database, one encrypted file a key.

A key's name is its member's for what the member signs, `<member>.log` for the heads of its log, and
`<member>.recovery` for the key that ends the others and is best kept elsewhere.

Trusted: whoever can read both the folder and the passphrase can sign as every member hosted here. A
member that trusts nobody runs its own node and gives its key to no one.
"""

import base64
import os
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from diwan.core.clock import springs
from diwan.core.errors import DiwanError


class KeyMissing(DiwanError):
    """This node does not hold the key of that member."""


class KeyLocked(DiwanError):
    """The key store does not open with this passphrase."""


@dataclass(frozen=True, slots=True)
class KeyStore:
    folder: Path
    passphrase: bytes = field(repr=False)
    _opened: dict[str, Ed25519PrivateKey] = field(default_factory=dict, repr=False)

    def key(self, name: str) -> Ed25519PrivateKey:
        if name not in self._opened:
            try:
                text = self._path(name).read_bytes()
            except FileNotFoundError as error:
                raise KeyMissing(str(name)) from error
            try:
                key = load_pem_private_key(text, self.passphrase)
            except ValueError as error:
                raise KeyLocked(
                    f"Set DIWAN_KEY_PASSPHRASE to the one that {self.folder} was made with."
                ) from error
            assert isinstance(key, Ed25519PrivateKey)
            self._opened[name] = key
        return self._opened[name]

    def make(self, name: str) -> bytes:
        """Make that key and give its public half, 32 bytes. An existing key is kept."""
        if not self._path(name).exists():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            key = Ed25519PrivateKey.from_private_bytes(springs.token_bytes(32))
            pem = key.private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(self.passphrase)
            )
            _write_whole(self._path(name), pem)
        return self.key(name).public_key().public_bytes_raw()

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.pem"


def open_key_store(home: Path, passphrase: str | None = None) -> KeyStore:
    """Under `home/keys`. Without a passphrase one is made and lies beside it: it then protects against a
    stolen copy of the folder `keys` and against nothing else."""
    if passphrase:
        return KeyStore(home / "keys", passphrase.encode())
    path = home / "secrets" / "keys-passphrase"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_whole(path, base64.b64encode(springs.token_bytes(32)))
    return KeyStore(home / "keys", path.read_bytes())


def _write_whole(path: Path, data: bytes) -> None:
    """0600 from the start; a crash leaves the old file or none, never half of one."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    fresh.rename(path)
