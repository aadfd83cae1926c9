"""A witness's folder: `name`, its key in a key store of its own, `witness.sqlite`."""

from pathlib import Path

from diwan.core.errors import BadInput
from diwan.ledger import tlog
from diwan.ledger.keys import open_key_store
from diwan.ledger.witness.judge import Witness
from diwan.ledger.witness.state import State

KEY_NAME = "witness"  # in the key store of the folder


class WitnessMissing(BadInput):
    """There is no witness in this folder."""


class WitnessThere(BadInput):
    """A witness lives in this folder already."""


def make_witness(folder: Path, name: str, passphrase: str | None = None) -> str:
    """A new witness; its verifier key, for the charter's policy. An existing one is never overwritten: a new key
    under an old name would look like a fork of the witness itself."""
    if (folder / "name").exists():
        raise WitnessThere(f"It is {folder}. Show its key with: diwan witness show {folder}")
    public_key = open_key_store(folder, passphrase).make(KEY_NAME)
    verifier = tlog.Verifier(name, public_key, tlog.SignatureKind.COSIGNATURE)  # refuses a bad name first
    folder.chmod(0o700)
    (folder / "vkey").write_text(f"{verifier.vkey}\n", "utf-8")
    (folder / "name").write_text(f"{name}\n", "utf-8")  # last: it says that the rest is there
    return verifier.vkey


def open_witness(folder: Path, passphrase: str | None = None) -> Witness:
    try:
        name = (folder / "name").read_text("utf-8").strip()
    except OSError as error:
        raise WitnessMissing(f"It is {folder}. Make one with: diwan witness new {folder} NAME") from error
    keys = open_key_store(folder, passphrase)
    held = keys.signer(KEY_NAME)
    signer = tlog.NoteSigner(name, held.public_key, held.sign, tlog.SignatureKind.COSIGNATURE)
    return Witness(signer, State(folder / "witness.sqlite"))
