"""Members' signing keys: a folder outside the database, one encrypted file a key (names: `ledger/key_names.py`).

Trusted: whoever can read both the folder and the passphrase can sign as every member hosted here. A
member that trusts nobody runs its own node and gives its key to no one.
"""

import base64
import os
import stat
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
from diwan.ledger.signers import LocalSigner


class KeyMissing(DiwanError):
    """This node does not hold that key; put its file back, or say that it is lost (docs/explanation/keys.md)."""


class KeyLocked(DiwanError):
    """The key store does not open with this passphrase."""


class KeyUnreadable(DiwanError):
    """A key's file cannot be read by the user that Diwan runs as."""


class KeyOpenToOthers(DiwanError):
    """Others on this machine may read a key or its passphrase; nothing is signed until they may not."""


class KeyDamaged(DiwanError):
    """A key's file holds no Ed25519 key."""


class NotForThisKey(DiwanError):
    """A key signs one kind of thing only, and this is another."""


@dataclass(frozen=True, slots=True)
class KeyFolder:
    folder: Path
    passphrase: bytes = field(repr=False)
    _opened: dict[str, LocalSigner] = field(default_factory=dict, repr=False)

    def signer(self, name: str) -> LocalSigner:
        if name not in self._opened:
            self._opened[name] = LocalSigner(self.key(name))
        return self._opened[name]

    def key(self, name: str) -> Ed25519PrivateKey:
        """Read anew from its file."""
        path = self._path(name)
        text = read_private(path)
        try:
            key = load_pem_private_key(text, self.passphrase)
        except TypeError as error:  # it is not encrypted at all
            raise KeyDamaged(f"{path} is not encrypted.") from error
        except ValueError as error:
            if not text.rstrip().endswith(b"-----END ENCRYPTED PRIVATE KEY-----"):
                raise KeyDamaged(f"{path}") from error
            raise KeyLocked(
                f"Set DIWAN_KEY_PASSPHRASE to the one that {self.folder} was made with."
            ) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise KeyDamaged(f"{path} holds a key of another kind.")
        return key

    def make(self, name: str) -> bytes:
        """Make that key and give its public half, 32 bytes. An existing key is kept."""
        if not self._path(name).exists():
            self.keep(name, Ed25519PrivateKey.from_private_bytes(springs.token_bytes(32)))
        return self.signer(name).public_key

    def keep(self, name: str, key: Ed25519PrivateKey) -> None:
        """Under this folder's passphrase. The folder is made if it is not there."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(self.passphrase))
        _write_whole(self._path(name), pem)

    def names(self) -> list[str]:
        return sorted(path.stem for path in self.folder.glob("*.pem"))

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.pem"


def open_key_store(
    home: Path, passphrase: str | None = None, passphrase_file: Path | None = None
) -> KeyFolder:
    """Under `home/keys`. Without a passphrase one is made and lies beside it: it then protects against a
    stolen copy of the folder `keys` and against nothing else."""
    if passphrase_file:
        return KeyFolder(home / "keys", read_private(passphrase_file).strip())
    if passphrase:
        return KeyFolder(home / "keys", passphrase.encode())
    path = home / "secrets" / "keys-passphrase"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_whole(path, base64.b64encode(springs.token_bytes(32)))
    return KeyFolder(home / "keys", read_private(path))


def read_private(path: Path) -> bytes:
    """Raises KeyMissing, KeyUnreadable or KeyOpenToOthers. What is asked and what is read is one open file."""
    try:
        with open(path, "rb", opener=_open_itself) as file:
            if os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise KeyOpenToOthers(f"Close it: chmod 600 {path}")
            return file.read()
    except FileNotFoundError as error:
        raise KeyMissing(f"Looked for: {path}") from error
    except OSError as error:
        raise KeyUnreadable(f"{path}: {error.strerror}.") from error


def _open_itself(path: str, flags: int) -> int:
    """Not what a link in its place points to."""
    return os.open(path, flags | os.O_NOFOLLOW)


def _write_whole(path: Path, data: bytes) -> None:
    """0600 from the start; a crash leaves the old file or none, never half of one. The folder is synced as well:
    a key that a record announces must outlive the power cut after it."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(descriptor)
    fresh.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
