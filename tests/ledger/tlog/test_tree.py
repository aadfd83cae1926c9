"""Proofs and tiles against the definitions of RFC 6962, on trees of every small size and of odd large ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.ledger import tlog
from diwan.ledger.tlog import merkle
from ledger.tlog import naive


def entries_of(count):
    return [b"entry %d" % number for number in range(count)]


def log_of(count, step=None):
    """The files of a log that grew in steps."""
    files, entries = {}, entries_of(count)
    step = step or max(count, 1)
    for first in range(0, count, step):
        files |= tlog.append(first, entries[first : first + step], files.__getitem__)
    return files


def test_the_empty_tree_and_single_hashes_are_those_of_the_standard():
    assert tlog.EMPTY_ROOT.hex().startswith("e3b0c44298fc1c14")
    assert tlog.leaf_hash(b"") == naive.tree_hash([b""])
    assert tlog.node_hash(bytes(32), bytes(32)) != tlog.leaf_hash(bytes(64))  # the two are kept apart


@pytest.mark.parametrize("size", [*range(1, 20), 31, 32, 33, 64, 65])
def test_every_proof_of_a_small_tree_is_the_definitions_and_verifies(size):
    entries, tiles = entries_of(size), tlog.Tiles(log_of(size).__getitem__)
    root = tiles.root(size)
    assert root == naive.tree_hash(entries)
    for index in range(size):
        proof = tiles.inclusion(index, size)
        assert proof == naive.path(index, entries)
        tlog.verify_inclusion(tlog.leaf_hash(entries[index]), index, size, proof, root)
    for old in range(1, size + 1):
        proof = tiles.consistency(old, size)
        assert proof == naive.proof(old, entries)
        tlog.verify_consistency(old, size, proof, naive.tree_hash(entries[:old]), root)


SIZES = st.one_of(st.integers(1, 40), st.integers(200, 600))


@settings(max_examples=60, deadline=None)
@given(SIZES, st.data())
def test_no_proof_verifies_for_another_place_size_root_or_hash(size, data):
    entries, tiles = entries_of(size), tlog.Tiles(log_of(size).__getitem__)
    root = tiles.root(size)
    index = data.draw(st.integers(0, size - 1))
    proof = tiles.inclusion(index, size)
    leaf = tlog.leaf_hash(entries[index])
    tlog.verify_inclusion(leaf, index, size, proof, root)
    wrong = [
        (tlog.leaf_hash(b"another"), index, size, proof, root),
        (leaf, index, size, [*proof, bytes(32)], root),
        (leaf, index, size, proof, bytes(32)),
        (leaf, size, size, proof, root),
        (leaf, -1, size, proof, root),
    ]
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        wrong.append((leaf, index, size, [*proof[:at], bytes(32), *proof[at + 1 :]], root))
        wrong.append((leaf, index, size, proof[:-1], root))
        wrong.append(
            (leaf, data.draw(st.integers(0, size - 1).filter(lambda n: n != index)), size, proof, root)
        )
    for case in wrong:
        with pytest.raises(tlog.ProofWrong):
            tlog.verify_inclusion(*case)


@settings(max_examples=60, deadline=None)
@given(SIZES, st.data())
def test_no_rewritten_tree_is_consistent_with_what_was_seen(size, data):
    entries, tiles = entries_of(size), tlog.Tiles(log_of(size).__getitem__)
    old = data.draw(st.integers(1, size))
    old_root, root, proof = naive.tree_hash(entries[:old]), tiles.root(size), tiles.consistency(old, size)
    tlog.verify_consistency(old, size, proof, old_root, root)
    changed = data.draw(st.integers(0, old - 1))
    rewritten = [*entries[:changed], b"rewritten", *entries[changed + 1 :]]
    files = tlog.append(0, rewritten, {}.__getitem__)
    other = tlog.Tiles(files.__getitem__)
    with pytest.raises(tlog.ProofWrong):
        tlog.verify_consistency(old, size, other.consistency(old, size), old_root, other.root(size))
    with pytest.raises(tlog.ProofWrong):
        tlog.verify_consistency(old, size, [*proof, bytes(32)], old_root, root)
    if proof:
        with pytest.raises(tlog.ProofWrong):
            tlog.verify_consistency(old, size, proof[:-1], old_root, root)


def test_a_shrunken_log_and_two_trees_of_one_size_are_refused_by_name():
    with pytest.raises(tlog.ProofWrong, match="shrunk from 5 to 4"):
        tlog.verify_consistency(5, 4, [], bytes(32), bytes(32))
    with pytest.raises(tlog.ProofWrong, match="forked"):
        tlog.verify_consistency(5, 5, [], bytes(32), b"\x01" * 32)
    with pytest.raises(tlog.ProofWrong, match="must be empty"):
        tlog.verify_consistency(0, 5, [bytes(32)], tlog.EMPTY_ROOT, bytes(32))
    tlog.verify_consistency(0, 5, [], tlog.EMPTY_ROOT, bytes(32))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 400), min_size=1, max_size=8))
def test_a_log_that_grows_in_steps_has_the_files_of_one_written_at_once(steps):
    files, size, all_entries = {}, 0, entries_of(sum(steps))
    for step in steps:
        fresh = tlog.append(size, all_entries[size : size + step], files.__getitem__)
        assert sorted(fresh) == sorted(tlog.tile_paths_for(size, size + step))
        # A full file, once written, is never written again.
        assert not [path for path in fresh if path in files and ".p/" not in path]
        files |= fresh
        size += step
    whole = log_of(size)
    assert all(files[path] == whole[path] for path in tlog.tile_paths(size))
    assert sorted(whole) == sorted(tlog.tile_paths(size))


@pytest.mark.parametrize("size", [255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 66_049])
def test_sizes_at_the_edges_of_tiles_have_the_right_root_and_proofs(size):
    tiles = tlog.Tiles(log_of(size, step=10_000).__getitem__)
    leaves = [merkle.leaf_hash(entry) for entry in entries_of(size)]
    assert tiles.root(size) == root_of(leaves)
    for index in {0, size // 2, size - 1}:
        tlog.verify_inclusion(leaves[index], index, size, tiles.inclusion(index, size), tiles.root(size))
    for old in {1, 255, min(256, size), size - 1, size}:
        old_root = tiles.root(old, within=size)
        assert old_root == root_of(leaves[:old])
        tlog.verify_consistency(old, size, tiles.consistency(old, size), old_root, tiles.root(size))


def root_of(leaves):
    """A stack of complete subtrees: a third way to the same hash."""
    stack = []
    for number, leaf in enumerate(leaves):
        stack.append(leaf)
        for _ in range((~number & (number + 1)).bit_length() - 1):
            right, left = stack.pop(), stack.pop()
            stack.append(merkle.node_hash(left, right))
    while len(stack) > 1:
        right, left = stack.pop(), stack.pop()
        stack.append(merkle.node_hash(left, right))
    return stack[0]


def test_paths_of_tiles_are_written_as_the_specification_shows():
    assert tlog.tile_path(0, 1_234_067) == "tile/0/x001/x234/067"
    assert tlog.entries_path(0, 7) == "tile/entries/000.p/7"
    # The specification's own example of a tree of 70,000 entries.
    paths = list(tlog.tile_paths(70_000))
    level = [sum(path.startswith(f"tile/{number}/") for path in paths) for number in range(4)]
    assert level == [274, 2, 1, 0]
    assert {"tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"} <= set(paths)
    assert [p for p in tlog.tile_paths(256) if "entries" not in p] == ["tile/0/000", "tile/1/000.p/1"]


@given(st.one_of(st.none(), st.integers(0, 63)), st.integers(0, 1 << 40), st.integers(1, 256))
def test_every_path_is_read_back_and_only_in_its_one_spelling(level, number, width):
    path = tlog.entries_path(number, width) if level is None else tlog.tile_path(level, number, width)
    assert tlog.parse_path(path) == (level, number, width)
    for other in (path + "/", "/" + path, path.replace("tile/", "tile/x000/"), path + ".p/256", path + "\n"):
        assert tlog.parse_path(other) is None


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/x000/001",
        "tile/00/001",
        "tile/64/000",
        "tile/0/001.p/0",
        "tile/0/001.p/256",
        "tile/0/1",
        "tile/0/٠٠١",
    ],
)
def test_a_path_in_another_spelling_is_no_path(path):
    assert tlog.parse_path(path) is None


def test_the_full_tile_is_read_when_the_partial_one_was_dropped():
    files = log_of(300)
    entries = entries_of(300)
    tiles = tlog.Tiles(files.__getitem__)
    assert tiles.root(100) == naive.tree_hash(entries[:100])
    assert tiles.entries(0, 100) == entries[:100]


def test_missing_cut_and_overlong_tiles_each_have_their_error():
    files = log_of(10)
    with pytest.raises(tlog.TileMissing, match=r"tile/0/000\.p/10"):
        tlog.Tiles({}.__getitem__).root(10)
    for data in (files["tile/0/000.p/10"][:-1], files["tile/0/000.p/10"][:-32]):
        with pytest.raises(tlog.TileMalformed):
            tlog.Tiles({"tile/0/000.p/10": data}.__getitem__).root(10)
    for data in (files["tile/entries/000.p/10"][:-1], b"\x00"):
        with pytest.raises(tlog.EntriesMalformed):
            tlog.Tiles({"tile/entries/000.p/10": data}.__getitem__).entries(0, 10)
    with pytest.raises(tlog.EntryTooLarge):
        tlog.append(0, [bytes(65_536)], {}.__getitem__)
    assert tlog.unpack_entries(tlog.pack_entries([bytes(65_535), b""])) == [bytes(65_535), b""]


@given(st.binary(max_size=300))
def test_any_bytes_unpack_to_entries_that_pack_to_the_same_bytes_or_are_refused(data):
    try:
        entries = tlog.unpack_entries(data)
    except tlog.EntriesMalformed:
        return
    assert tlog.pack_entries(entries) == data
