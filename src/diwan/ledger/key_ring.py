"""Which key counts at which place of a member's log, from its records alone. Pure: the projection says the same."""

from dataclasses import dataclass, replace

from diwan.ledger.envelope import Envelope, is_signature, key_id
from diwan.ledger.errors import DoubtfulKey, UnknownKey, WrongSignature
from diwan.ledger.key_statement import KINDS, change_of, is_proven
from diwan.ledger.record import Record


@dataclass(frozen=True, slots=True)
class KnownKey:
    """It counts at the places `from_seq` to `to_seq`; None while it is in use. `ended` says how it ended."""

    public_key: bytes
    from_seq: int
    to_seq: int | None = None
    ended: str | None = None


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of one member, in the order of their announcement."""

    keys: tuple[KnownKey, ...] = ()
    recovery: bytes | None = None

    @classmethod
    def announced(cls, record: Record) -> "KeyRing":
        """By `charter.signed`, or the record with which a later member opens its log. The key counts from the log's
        beginning: a founder that came in before there was a charter has said things to itself by then."""
        recovery = record.body.get("recovery_key")
        first = KnownKey(bytes.fromhex(record.body["public_key"]), 1)
        return cls((first,), bytes.fromhex(recovery) if recovery else None)

    def following(self, record: Record) -> "KeyRing":
        """After `record`: itself, unless it is a change of key that the keys vouch for."""
        known = [key.public_key for key in self.keys]
        if record.kind not in KINDS or not is_proven(record, known=known, recovery=self.recovery):
            return self
        change, how = change_of(record), record.kind.removeprefix("key.")
        keys = tuple(_cut(key, change.last_place, how) for key in self.keys)
        if change.follows is not None:
            keys = (*keys, KnownKey(change.follows, change.next_place))
        return replace(self, keys=keys)

    def check(self, opened: Envelope, seq: int) -> None:
        """Raises UnknownKey, DoubtfulKey or WrongSignature."""
        named = next((key for key in self.keys if key_id(key.public_key) == opened.key_id), None)
        if named is None:
            raise UnknownKey(f"No key of this member is called {opened.key_id[:16]}….")
        if seq < named.from_seq or (named.to_seq is not None and seq > named.to_seq):
            until = "on" if named.to_seq is None else f"to {named.to_seq} ({named.ended})"
            error = DoubtfulKey if named.ended == "compromised" and seq >= named.from_seq else UnknownKey
            raise error(f"That key counts from place {named.from_seq} {until}; this is place {seq}.")
        if not is_signature(opened, named.public_key):
            raise WrongSignature


def _cut(key: KnownKey, last_place: int, how: str) -> KnownKey:
    if key.to_seq is not None and key.to_seq <= last_place:
        return key
    return replace(key, to_seq=max(last_place, key.from_seq - 1), ended=how)
