"""Who holds a private key and signs with it: this process, or another one that never gives it away."""

from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nacl.bindings import crypto_sign, crypto_sign_BYTES


class Signer(Protocol):
    """One key. A hardware token (PKCS#11) is one more class with these two names."""

    @property
    def public_key(self) -> bytes:
        """32 bytes, Ed25519."""
        ...

    def sign(self, message: bytes) -> bytes:
        """64 bytes, Ed25519 (RFC 8032)."""
        ...


class KeyStore(Protocol):
    """Keys by name: `<member>`, `<member>.log`, `<member>.recovery`."""

    def signer(self, name: str) -> Signer:
        """Raises KeyMissing and its like: `ledger/keys.py`."""
        ...

    def make(self, name: str) -> bytes:
        """Make that key and give its public half, 32 bytes. An existing key is kept."""
        ...


class LocalSigner:
    """The key lies in this process's memory. libsodium signs: OpenSSL, which made the key and reads signatures, takes half
    as long again, and the signature is the same (RFC 8032 leaves no choice)."""

    __slots__ = ("_secret", "public_key")

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self.public_key = key.public_key().public_bytes_raw()
        self._secret = key.private_bytes_raw() + self.public_key

    def sign(self, message: bytes) -> bytes:
        return crypto_sign(message, self._secret)[:crypto_sign_BYTES]
