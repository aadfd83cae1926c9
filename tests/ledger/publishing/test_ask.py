"""A witness may answer anything. Each wrong answer has its own name, and none of them stops the log."""

from dataclasses import dataclass

import pytest

from diwan.core.errors import FetchFailed, Refused, TooLarge
from diwan.ledger import tlog
from diwan.ledger.publishing.ask import Asked, Fault, Question, ask_witness, shown_by
from diwan.ledger.publishing.publish import Head, Log
from diwan.ledger.witness import Witness
from diwan.ledger.witness.state import State
from log_of_entries import ORIGIN, LogOfEntries, signer_of

URL = "https://witness.example"
SIGNER = signer_of("witness.example/w", 5, tlog.SignatureKind.COSIGNATURE)
KNOWN = tlog.Witness("w", SIGNER.verifier, f"{URL}/")


@dataclass
class Answer:
    status: int
    data: bytes = b""


def question(log, size=None):
    size = log.size if size is None else size
    tiles = tlog.Tiles(LogOfEntries(log.entries[:size]).files.__getitem__)
    known = Log("north", log.signer, (log.signer.verifier,))
    return Question(known, Head(size, log.root(size)), log.head(size), tiles)


@pytest.fixture
def witness(tmp_path):
    made = Witness(SIGNER, State(tmp_path / "w.sqlite"), shout=lambda _line: None)
    made.state.follow(ORIGIN, LogOfEntries().signer.verifier.vkey)
    yield made
    made.state.close()


def asking(witness):
    """What stands for the network: the witness itself, and a list of what it was asked."""
    asked = []

    def ask(address, post):
        asked.append(address.removeprefix(URL))
        if post is not None:
            answer = witness.add_checkpoint(post)
        else:
            answer = witness.checkpoint(address.split("/")[-2])
        return Answer(answer.status, answer.body)

    return ask, asked


def test_a_true_witness_cosigns_and_a_wrong_belief_costs_one_more_request(witness):
    log = LogOfEntries(range(9))
    ask, asked = asking(witness)
    first = ask_witness(ask, KNOWN, question(log, 5), 0)
    assert (first.fault, first.size, len(asked)) == (Fault.NONE, 5, 1)
    again = ask_witness(ask, KNOWN, question(log, 9), 0)
    assert (again.fault, again.size, len(asked)) == (Fault.NONE, 9, 3)
    note = tlog.open_note(log.head(9) + again.line.encode(), [SIGNER.verifier])
    assert note.is_signed_by(SIGNER.verifier)


def test_a_witness_that_holds_more_shows_the_head_that_our_own_key_signed(witness):
    log = LogOfEntries(range(9))
    ask, _ = asking(witness)
    ask_witness(ask, KNOWN, question(log, 9), 0)
    asked = ask_witness(ask, KNOWN, question(log, 5), 0)
    assert asked.shown.startswith(log.head(9).partition(b"\n\n")[0])
    assert shown_by(ask, KNOWN, question(log).log) == asked.shown


def test_a_witness_that_follows_us_not_is_named(tmp_path):
    stranger = Witness(SIGNER, State(tmp_path / "s.sqlite"), shout=lambda _line: None)
    ask, _ = asking(stranger)
    assert ask_witness(ask, KNOWN, question(LogOfEntries("ab")), 0) == Asked(fault=Fault.UNKNOWN_LOG)
    stranger.state.close()


LOG = LogOfEntries(range(4))
TEXT = tlog.read_note(LOG.head())[0]


def line(timestamp, signer=SIGNER, text=TEXT):
    return signer.line(text, timestamp=timestamp).encode()


NOW = "2024-03-01T10:00:00+00:00"
AT = 1709287200
OTHER_TEXT = tlog.Checkpoint(ORIGIN, 4, bytes(32)).text


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (Answer(200, line(AT)), Fault.NONE),
        (Answer(200, line(AT + 200)), Fault.NONE),
        (Answer(200, line(AT, signer_of("other.example", 8)) + line(AT)), Fault.NONE),
        (Answer(200, line(AT + 4000)), Fault.WRONG_TIME),
        (Answer(200, line(AT - 100_000)), Fault.WRONG_TIME),
        (Answer(200, line(0)), Fault.WRONG_TIME),
        (Answer(200, line(AT, text=OTHER_TEXT)), Fault.WRONG_SIGNATURE),
        (Answer(200, line(AT, signer_of("other.example", 8))), Fault.WRONG_SIGNATURE),
        (Answer(200, b""), Fault.WRONG_SIGNATURE),
        (Answer(200, b"\xff\xfe\n"), Fault.GARBLED),
        (Answer(200, b"<html>welcome</html>"), Fault.GARBLED),
        (Answer(200, line(AT) * 101), Fault.GARBLED),
        (Answer(409, b"many\n"), Fault.GARBLED),
        (Answer(409, b"-1\n"), Fault.GARBLED),
        (Answer(409, b"007\n"), Fault.GARBLED),
        (Answer(409, b"9" * 40), Fault.GARBLED),
        (Answer(409, b"0\n"), Fault.CONTRADICTORY),  # what it was asked with
        (Answer(409, b"400\n"), Fault.CLAIMS_MORE),  # and shows nothing that we signed
        (Answer(302, b""), Fault.REDIRECTS),
        (Answer(403, b""), Fault.NOT_TRUSTED),
        (Answer(404, b""), Fault.UNKNOWN_LOG),
        (Answer(422, b""), Fault.REFUSES),
        (Answer(400, b""), Fault.GARBLED),
        (Answer(500, b"oops"), Fault.GARBLED),
        (Answer(204, b""), Fault.GARBLED),
    ],
)
def test_each_wrong_answer_has_its_name(clock, answer, fault):
    clock(NOW)
    asked = ask_witness(lambda _address, _post: answer, KNOWN, question(LOG), 0)
    assert asked.fault is fault
    assert bool(asked.line) == (fault is Fault.NONE)


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (FetchFailed("it went silent"), Fault.UNREACHABLE),
        (Refused("a private network"), Fault.REFUSED_ADDRESS),
        (TooLarge("an answer without end"), Fault.TOO_LARGE),
    ],
)
def test_who_cannot_be_asked_is_named_too(error, fault):
    def ask(_address, _post):
        raise error

    assert ask_witness(ask, KNOWN, question(LOG), 0).fault is fault
    assert shown_by(ask, KNOWN, question(LOG).log) == b""


def test_a_witness_cannot_show_a_head_that_we_never_signed(clock):
    """Otherwise any witness could stop the log with a number."""
    forged = LogOfEntries(range(50), seed=9).head()
    assert shown_by(lambda _address, _post: Answer(200, forged), KNOWN, question(LOG).log) == b""
    assert shown_by(lambda _address, _post: Answer(200, b"junk"), KNOWN, question(LOG).log) == b""
