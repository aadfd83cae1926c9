"""A member's signing key ends, and the next one begins. What each way means: docs/explanation/keys.md."""

from diwan.charter.enlarge import whole_centre
from diwan.core.errors import BadInput, DiwanError
from diwan.ledger import (
    Draft,
    KeyStore,
    Record,
    Signer,
    append_many,
    end_of_log,
    recovery_key_name,
    signing_key_name,
)
from diwan.ledger.key_statement import KeyChange
from diwan.store import Transaction


class RecoveryKeyWrong(DiwanError):
    """This is not the recovery key that the log announces."""


def rotate_key(tx: Transaction, keys: KeyStore) -> Record:
    """Replace the key in good order: the old one vouches for the next. Nothing that it signed is doubted."""
    return _change(tx, "key.rotated", keys, follows=True)


def revoke_key(tx: Transaction, keys: KeyStore, *, follows: bool) -> Record:
    """Withdraw the key. Without one that follows, the log is closed: only the recovery key opens it again."""
    return _change(tx, "key.revoked", keys, follows=follows)


def replace_lost_key(tx: Transaction, keys: KeyStore, *, recovery: Signer | None = None) -> Record:
    """Nobody has the key any more. What it signed stands; from here on only the next one counts."""
    return _change(tx, "key.lost", keys, recovery=recovery or _own_recovery(tx, keys))


def replace_stolen_key(
    tx: Transaction, keys: KeyStore, since: int, *, recovery: Signer | None = None
) -> Record:
    """Others may have the key since the record at place `since`: from there on its signatures are doubtful."""
    return _change(tx, "key.compromised", keys, recovery=recovery or _own_recovery(tx, keys), since=since)


def _change(
    tx: Transaction,
    kind: str,
    keys: KeyStore,
    *,
    follows: bool = True,
    recovery: Signer | None = None,
    since: int | None = None,
) -> Record:
    """The next key is made before the record that announces it: a crash between both leaves a key that was never
    announced, and the next try takes it up."""
    assert tx.viewer is not None
    end = end_of_log(tx)
    assert end.last_key is not None
    if since is not None and not 1 <= since < end.seq:
        raise BadInput(f"The log has the places 1 to {end.seq - 1}.")
    if recovery is not None and recovery.public_key != end.recovery_key:
        raise RecoveryKeyWrong(f"({tx.viewer.member})")
    name = signing_key_name(tx.viewer.member, end.keys + 1)
    public_key = keys.make(name) if follows else None
    change = KeyChange(kind, tx.viewer.member, end.seq, end.last_key, public_key, since)
    proofs = {"proof": keys.signer(name).sign(change.statement())} if follows else {}
    if recovery is not None:
        proofs["recovery_proof"] = recovery.sign(change.statement())
    draft = Draft(kind, change.body(proofs), whole_centre(tx))
    return append_many(tx, [draft], with_key=keys.signer(name) if recovery else None)[0]


def _own_recovery(tx: Transaction, keys: KeyStore) -> Signer:
    assert tx.viewer is not None
    return keys.signer(recovery_key_name(tx.viewer.member))
