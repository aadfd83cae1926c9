"""Check a member's log: nothing changed, nothing left out, everything readable rightly signed."""

from collections.abc import Iterator
from dataclasses import dataclass

from diwan.core.ids import MemberId
from diwan.ledger.envelope import EMPTY_HEAD, commitment, is_signed_by, leaf_bytes, leaf_hash, payload_of
from diwan.ledger.errors import NotARecord
from diwan.store import Transaction


@dataclass(frozen=True, slots=True)
class Fault:
    member: MemberId
    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class Leaf:
    seq: int
    prev: bytes
    commitment: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    seq: int
    envelope: bytes
    salt: bytes


def verify_chain(tx: Transaction, member: MemberId) -> list[Fault]:
    """Every leaf; envelopes as far as the viewer may read them. Needs nobody's word but the member's key."""
    leaves = tx.rows(
        "SELECT seq, prev, commitment FROM diwan.leaf WHERE member = %s ORDER BY seq", [member], into=Leaf
    )
    opened = tx.rows(
        "SELECT seq, envelope, salt FROM diwan.record WHERE member = %s AND envelope IS NOT NULL ORDER BY seq",
        [member],
        into=Opened,
    )
    keys = tx.rows("SELECT public_key FROM diwan.member_key WHERE member = %s ORDER BY key_id", [member])
    return list(faults(member, leaves, opened, [bytes(row["public_key"]) for row in keys]))


def faults(member: MemberId, leaves: list[Leaf], opened: list[Opened], keys: list[bytes]) -> Iterator[Fault]:
    """Pure: the same for a log that came from a peer."""
    by_seq = {leaf.seq: leaf for leaf in leaves}
    head = EMPTY_HEAD
    for expected, leaf in enumerate(leaves, start=1):
        if leaf.seq != expected:
            yield Fault(member, expected, "a leaf is missing")
            return
        if bytes(leaf.prev) != head:
            yield Fault(member, leaf.seq, "does not follow the leaf before it")
        head = leaf_hash(leaf_bytes(member, leaf.seq, bytes(leaf.prev), bytes(leaf.commitment)))
    for one in opened:
        if one.seq in by_seq:
            yield from _faults_of_one(member, one, by_seq[one.seq], keys)
        else:
            yield Fault(member, one.seq, "has no leaf")


def _faults_of_one(member: MemberId, one: Opened, leaf: Leaf, keys: list[bytes]) -> Iterator[Fault]:
    if commitment(bytes(one.salt), bytes(one.envelope)) != bytes(leaf.commitment):
        yield Fault(member, one.seq, "is not what was committed to")
    if not any(is_signed_by(bytes(one.envelope), key) for key in keys):
        yield Fault(member, one.seq, "is not signed with the member's key")
    try:
        said = payload_of(bytes(one.envelope))
    except NotARecord as wrong:
        yield Fault(member, one.seq, str(wrong))
        return
    if (said["member"], said["seq"], said["prev"]) != (member, one.seq, bytes(leaf.prev).hex()):
        yield Fault(member, one.seq, "stands at another place than it was signed for")
