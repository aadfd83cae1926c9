"""A log that says two things is caught, both heads are kept, and the proof convinces whoever has the log's key."""

import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.ledger import tlog
from diwan.ledger.witness import ForkNotProven, ForkProof, Witness
from diwan.ledger.witness.fork import beginning, with_old_root
from diwan.ledger.witness.state import State
from diwan.ledger.witness.tell import tell
from log_of_entries import ORIGIN, LogOfEntries, signer_of

TRUE = LogOfEntries(range(30))
FALSE = LogOfEntries([*range(10), *(f"other {n}" for n in range(30))])
KEYS = [TRUE.signer.verifier]


@pytest.fixture
def witness(tmp_path):
    made = Witness(
        signer_of("w.example", 3, tlog.SignatureKind.COSIGNATURE),
        State(tmp_path / "w.sqlite"),
        shout=lambda _line: None,
    )
    made.state.follow(ORIGIN, TRUE.signer.verifier.vkey)
    yield made
    made.state.close()


def alarms(witness):
    return [ForkProof.parse(json.dumps(alarm).encode()) for alarm in witness.state.alarms()]


@pytest.mark.parametrize(
    ("held", "forked", "old", "status"),
    [
        (14, 14, 14, 422),  # another head of the size that it holds
        (14, 14, 0, 409),
        (14, 21, 14, 422),  # a longer log that does not contain it
    ],
)
def test_a_fork_is_refused_and_both_heads_are_kept(witness, held, forked, old, status):
    assert witness.add_checkpoint(TRUE.request(0, held)).status == 200
    assert witness.add_checkpoint(FALSE.request(old, forked)).status == status
    (proof,) = alarms(witness)
    proof.check(KEYS)
    assert proof.witness == "w.example"
    assert FALSE.head(forked).partition(b"\n\n")[0] == proof.second.partition(b"\n\n")[0]


def test_an_older_head_of_another_history_is_recognised_among_those_cosigned_before(witness):
    for old, size in ((0, 12), (12, 20)):
        assert witness.add_checkpoint(TRUE.request(old, size)).status == 200
    assert witness.add_checkpoint(FALSE.request(0, 12)).status == 409
    (proof,) = alarms(witness)
    proof.check(KEYS)


def test_an_old_true_head_is_no_fork(witness):
    witness.add_checkpoint(TRUE.request(0, 12))
    witness.add_checkpoint(TRUE.request(12, 20))
    assert witness.add_checkpoint(TRUE.request(0, 12)).status == 409
    assert alarms(witness) == []


def test_the_same_fork_is_told_once(witness):
    witness.add_checkpoint(TRUE.request(0, 14))
    for _ in range(3):
        witness.add_checkpoint(FALSE.request(14, 14))
    assert len(alarms(witness)) == 1


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 30), st.integers(1, 30))
def test_the_beginning_of_a_tree_is_read_out_of_its_proof(old, new):
    old, new = sorted((old, new))
    if old == new:
        return
    proof = tlog.Tiles(LogOfEntries(TRUE.entries[:new]).files.__getitem__).consistency(old, new)
    hashes = with_old_root(old, TRUE.root(old), proof)
    assert beginning(old, tlog.Checkpoint(ORIGIN, new, TRUE.root(new)), hashes) == TRUE.root(old)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 2**16), st.binary(min_size=32, max_size=32))
def test_nobody_without_the_key_proves_a_fork_of_an_honest_log(old, new, place, junk):
    """Whatever hashes are put under two true heads."""
    old, new = sorted((old, new))
    hashes = list(tlog.Tiles(LogOfEntries(TRUE.entries[:new]).files.__getitem__).consistency(old, new))
    if hashes and place % 3:
        hashes[place % len(hashes)] = junk
    elif place % 2:
        hashes.insert(0, junk)
    with pytest.raises(ForkNotProven):
        ForkProof(ORIGIN, TRUE.head(old), TRUE.head(new), tuple(hashes)).check(KEYS)


def test_a_proof_needs_both_signatures_of_the_log():
    proof = ForkProof(ORIGIN, TRUE.head(14), FALSE.head(14))
    proof.check(KEYS)
    forged = LogOfEntries(FALSE.entries, seed=9).head(14)
    for spoilt in (
        dataclasses.replace(proof, second=forged),
        dataclasses.replace(proof, first=forged),
        dataclasses.replace(proof, origin="elsewhere.example"),
        dataclasses.replace(proof, second=proof.first),
        dataclasses.replace(proof, first=FALSE.head(15)),
    ):
        with pytest.raises(ForkNotProven):
            spoilt.check(KEYS)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 20_000,
        b'{"origin": 1, "first": "", "second": "", "hashes": [], "witness": ""}',
        b'{"origin": "", "first": "", "second": "", "hashes": ["AA"], "witness": ""}',
        b'{"origin": "", "first": "\\ud800", "second": "", "hashes": [], "witness": ""}',
        b'{"origin": "", "first": "", "second": "", "hashes": 7, "witness": ""}',
        b" " * 40_000,
    ],
)
def test_what_is_no_proof_is_refused_by_its_name(data):
    with pytest.raises(ForkNotProven):
        ForkProof.parse(data)


def test_everybody_is_told_until_everybody_has_heard(witness):
    witness.add_checkpoint(TRUE.request(0, 14))
    witness.add_checkpoint(FALSE.request(14, 14))
    heard, answers = [], {"https://one.example": 204, "https://two.example": 503}

    def post(address, body):
        heard.append((address, ForkProof.parse(body).origin))
        return answers[address]

    assert tell(witness, list(answers), post) == 1
    answers["https://two.example"] = 200
    assert tell(witness, list(answers), post) == 1
    assert tell(witness, list(answers), post) == 0
    assert [address for address, _ in heard] == ["https://one.example", *["https://two.example"] * 2]
