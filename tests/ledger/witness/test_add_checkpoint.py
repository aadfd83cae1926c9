"""What a witness answers to a log, and that it never grows a head into one that rewrites it."""

import sqlite3
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.ledger import tlog
from diwan.ledger.witness import Witness, make_witness, open_witness
from diwan.ledger.witness.state import State
from log_of_entries import ORIGIN, LogOfEntries, signer_of

HELD = 5


@pytest.fixture
def said():
    return []


@pytest.fixture
def witness(tmp_path, said):
    make_witness(tmp_path / "w", "witness.example/one")
    opened = open_witness(tmp_path / "w")
    opened.shout = said.append
    opened.state.follow(ORIGIN, LogOfEntries().signer.verifier.vkey)
    yield opened
    opened.state.close()


@pytest.fixture
def log():
    return LogOfEntries(range(12))


@pytest.fixture
def asked(witness, log):
    """The witness holds a head of 5."""
    assert witness.add_checkpoint(log.request(0, HELD)).status == 200
    return witness


def note_of(log, answer, size):
    return log.head(size) + answer.body


def test_a_head_that_grows_is_cosigned_with_the_time(asked, log, clock):
    at = clock("2024-03-01T10:00:00+00:00")
    answer = asked.add_checkpoint(log.request(HELD, 12))
    note = tlog.open_note(note_of(log, answer, 12), [asked.signer.verifier])
    assert answer.status == 200
    assert [signature.timestamp for signature in note.signatures] == [int(at.timestamp())]


def test_the_first_head_may_have_any_size_and_needs_no_proof(witness, log):
    assert witness.add_checkpoint(log.request(0, 12)).status == 200


def test_the_same_head_is_cosigned_again(asked, log):
    assert asked.add_checkpoint(log.request(HELD, HELD)).status == 200


def test_who_is_behind_is_told_the_size_that_the_witness_holds(asked, log):
    answer = asked.add_checkpoint(log.request(0, 12))
    assert (answer.status, answer.body, answer.media_type) == (409, b"5\n", "text/x.tlog.size")


def test_a_log_that_is_not_followed_is_unknown(witness):
    stranger = LogOfEntries(range(3), origin="elsewhere.example/log")
    assert witness.add_checkpoint(stranger.request(0)).status == 404


def test_a_head_that_the_log_has_not_signed_is_forbidden(witness):
    forger = LogOfEntries(range(3), seed=9)
    assert witness.add_checkpoint(forger.request(0)).status == 403


def test_a_spoilt_line_under_the_logs_own_key_is_forbidden_even_beside_a_good_one(witness, log):
    lines = tlog.read_note(log.head(3))[1]
    spoilt = tlog.Signature(lines[0].name, lines[0].key_id, bytes(64)).line
    body = tlog.AddCheckpoint(0, (), log.head(3) + spoilt.encode()).format()
    assert witness.add_checkpoint(body).status == 403


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old\n\n",
        b"old 01\n\nx",
        b"old 5",
        b"old -1\n\n",
        b"old 3\nnothing\n\n" + b"x",
        b"old 0\n\n\xff\xfe",
        b"old 0\n" + b"AAAA\n" * 70 + b"\nx",
    ],
)
def test_what_is_no_request_is_refused_as_bad(witness, body):
    assert witness.add_checkpoint(body).status == 400


def test_an_old_size_beyond_the_head_is_refused_as_bad(asked, log):
    assert asked.add_checkpoint(log.request(9, 7)).status == 400


def test_a_proof_that_does_not_fit_is_refused_and_said_loudly_but_proves_nothing(asked, log, said):
    request = tlog.AddCheckpoint.parse(log.request(HELD, 12))
    spoilt = tlog.AddCheckpoint(HELD, (bytes(32), *request.proof[1:]), request.checkpoint)
    assert asked.add_checkpoint(spoilt.format()).status == 422
    assert asked.state.alarms() == []
    assert [doubt["times"] for doubt in asked.state.doubts()] == [1]
    assert len(said) == 1


def test_an_empty_log_has_one_root(witness):
    log = LogOfEntries()
    good = tlog.AddCheckpoint(0, (), log.head()).format()
    assert witness.add_checkpoint(good).status == 200
    other = tlog.sign_note(tlog.Checkpoint(ORIGIN, 0, bytes(32)).text, [log.signer])
    assert witness.add_checkpoint(tlog.AddCheckpoint(0, (), other).format()).status == 422


def test_what_is_shown_to_monitors_carries_both_signatures_and_no_strangers_line(witness, log):
    stranger = signer_of("stranger.example", 7).line(tlog.read_note(log.head(4))[0])
    body = tlog.AddCheckpoint(0, (), log.head(4) + stranger.encode()).format()
    assert witness.add_checkpoint(body).status == 200
    shown = witness.checkpoint(tlog.origin_hash(ORIGIN))
    note = tlog.open_note(shown.body, [log.signer.verifier, witness.signer.verifier])
    assert (len(note.signatures), note.unknown) == (2, ())
    assert witness.checkpoint("0" * 64).status == 404


def test_a_witness_started_again_remembers(tmp_path, asked, log):
    again = Witness(asked.signer, State(tmp_path / "w" / "witness.sqlite"))
    assert again.add_checkpoint(log.request(0, 12)).body == b"5\n"
    again.state.close()


def test_nothing_is_answered_that_could_not_be_kept(asked, log, monkeypatch):
    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(State, "keep_head", full)
        with pytest.raises(sqlite3.OperationalError):
            asked.add_checkpoint(log.request(HELD, 12))
    assert asked.add_checkpoint(log.request(0, 12)).body == b"5\n"


def test_two_requests_at_once_grow_one_head_only(asked, log, tmp_path):
    """Two processes on one file: the spec's race, in which the slower would roll the head back."""
    other = Witness(asked.signer, State(tmp_path / "w" / "witness.sqlite"), shout=lambda _line: None)
    answers = {}

    def ask(name, which, size):
        answers[name] = which.add_checkpoint(log.request(HELD, size)).status

    threads = [
        threading.Thread(target=ask, args=("a", asked, 9)),
        threading.Thread(target=ask, args=("b", other, 12)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers.values()) == [200, 409]
    held = int(asked.add_checkpoint(log.request(0, 12)).body)
    assert held == (9 if answers["a"] == 200 else 12)
    other.state.close()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 20), st.integers(0, 20)), max_size=12))
def test_whatever_is_asked_the_cosigned_heads_are_one_history(tmp_path_factory, asks):
    """Two histories with one key share 4 entries; requests for either come in any order."""
    true = LogOfEntries(range(20))
    false = LogOfEntries([*range(4), *(f"other {n}" for n in range(16))])
    witness = Witness(
        signer_of("w.example", 3, tlog.SignatureKind.COSIGNATURE),
        State(tmp_path_factory.mktemp("w") / "w.sqlite"),
        shout=lambda _line: None,
    )
    witness.state.follow(ORIGIN, true.signer.verifier.vkey)
    cosigned = []
    for is_true, old, size in asks:
        log = true if is_true else false
        if witness.add_checkpoint(log.request(old, size)).status == 200:
            cosigned.append((size, log.root(size)))
    assert [size for size, _ in cosigned] == sorted(size for size, _ in cosigned)
    assert any(all(log.root(size) == root for size, root in cosigned) for log in (true, false))
    witness.state.close()
