"""The hash tree of RFC 6962, section 2.1: hashes, proofs by its definitions, and their verification."""

import hashlib
from collections.abc import Callable, Sequence

from diwan.ledger.tlog.errors import ProofWrong

EMPTY_ROOT = hashlib.sha256(b"").digest()
HASH_BYTES = 32

# (first, end) of leaves -> their tree hash. Every proof is a list of such hashes.
RangeHash = Callable[[int, int], bytes]


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def largest_power_below(count: int) -> int:
    """The split point k of RFC 6962: the largest power of two smaller than `count`, which is at least 2."""
    return 1 << ((count - 1).bit_length() - 1)


def inclusion_proof(index: int, size: int, range_hash: RangeHash) -> list[bytes]:
    """PATH(index, D[size]): from the leaf's sibling up."""
    if not 0 <= index < size:
        raise ProofWrong(f"A log of {size} entries has no entry {index}.")
    first, end, proof = 0, size, []
    while end - first > 1:
        middle = first + largest_power_below(end - first)
        if index < middle:
            proof.append(range_hash(middle, end))
            end = middle
        else:
            proof.append(range_hash(first, middle))
            first = middle
    return proof[::-1]


def consistency_proof(old: int, new: int, range_hash: RangeHash) -> list[bytes]:
    """PROOF(old, D[new]). Empty for old = 0 (the empty tree is consistent with every tree) and old = new."""
    if not 0 <= old <= new:
        raise ProofWrong(f"A log of {new} entries has no earlier state of {old}.")
    if old in (0, new):
        return []
    first, end, proof, whole = 0, new, [], True
    while old != end:
        middle = first + largest_power_below(end - first)
        if old <= middle:
            proof.append(range_hash(middle, end))
            end = middle
        else:
            proof.append(range_hash(first, middle))
            first, whole = middle, False
    if not whole:
        proof.append(range_hash(first, end))
    return proof[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """ProofWrong unless `leaf` (its hash) is entry `index` of the tree of `size` entries under `root`."""
    if not 0 <= index < size:
        raise ProofWrong(f"A log of {size} entries has no entry {index}.")
    # The path turns where index and the last entry part; above that only left neighbours follow.
    inner = (index ^ (size - 1)).bit_length()
    if len(proof) != inner + (index >> inner).bit_count():
        raise ProofWrong(f"Entry {index} of {size} has another number of hashes than {len(proof)}.")
    found = leaf
    for height, sibling in enumerate(proof):
        is_right = height >= inner or index >> height & 1
        found = node_hash(sibling, found) if is_right else node_hash(found, sibling)
    if found != root:
        raise ProofWrong(f"Entry {index} is not in this tree of {size}.")


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """ProofWrong unless the tree of `new` entries begins with the tree of `old` entries."""
    if not 0 <= old <= new:
        raise ProofWrong(f"The log has shrunk from {old} to {new} entries.")
    if old in (0, new):
        if proof:
            raise ProofWrong("The proof must be empty here.")
        if old == 0 and old_root != EMPTY_ROOT:
            raise ProofWrong("The empty tree has another root hash.")
        if old == new and old_root != new_root:
            raise ProofWrong(f"Two different trees of {new} entries: the log is forked.")
        return
    _verify_growth(old, new, list(proof), old_root, new_root)


def _verify_growth(old: int, new: int, proof: list[bytes], old_root: bytes, new_root: bytes) -> None:
    # Start at the largest complete subtree that ends the old tree; when that is the whole old tree, its hash
    # is known and left out of the proof.
    shift = (old & -old).bit_length() - 1
    position, last = (old - 1) >> shift, (new - 1) >> shift
    if position:
        if not proof:
            raise ProofWrong("The proof is too short.")
        start, proof = proof[0], proof[1:]
    else:
        start = old_root
    inner = (position ^ last).bit_length()
    if len(proof) != inner + (position >> inner).bit_count():
        raise ProofWrong(f"From {old} to {new} there are another number of hashes.")
    old_found = new_found = start
    for height, sibling in enumerate(proof):
        if height >= inner or position >> height & 1:
            old_found, new_found = node_hash(sibling, old_found), node_hash(sibling, new_found)
        else:
            new_found = node_hash(new_found, sibling)
    if old_found != old_root:
        raise ProofWrong(f"The proof does not begin at the tree of {old} entries: it was rewritten.")
    if new_found != new_root:
        raise ProofWrong(f"The tree of {new} entries does not begin with that of {old}: it was rewritten.")
