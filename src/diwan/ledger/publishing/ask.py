"""One exchange with one witness, who may answer anything (c2sp.org/tlog-witness v1.0.0, the log's side)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from diwan.core.clock import springs
from diwan.core.errors import FetchFailed, Refused, TooLarge
from diwan.ledger import tlog
from diwan.ledger.publishing.publish import Head, Log

LARGEST_ANSWER_BYTES = 16 * 1024  # asked of whoever builds `Ask`
MOST_TRIES = 3  # a witness that is asked with the size it named, and again
FUTURE_SECONDS = 300
PAST_SECONDS = 24 * 3600


class Answered(Protocol):
    @property
    def status(self) -> int: ...
    @property
    def data(self) -> bytes: ...


# (address, what is posted or None to get) -> the answer. Raises Refused, FetchFailed or TooLarge. It stands behind
# the guard, follows no redirect and ends at a deadline: the addresses come from the charter.
Ask = Callable[[str, bytes | None], Answered]


class Fault(StrEnum):
    """What is wrong with a witness's answer; pages say it in words."""

    NONE = ""
    UNREACHABLE = "unreachable"
    REFUSED_ADDRESS = "refused_address"
    TOO_LARGE = "too_large"
    REDIRECTS = "redirects"
    UNKNOWN_LOG = "unknown_log"
    NOT_TRUSTED = "not_trusted"
    REFUSES = "refuses"
    CLAIMS_MORE = "claims_more"
    CONTRADICTORY = "contradictory"
    WRONG_SIGNATURE = "wrong_signature"
    WRONG_TIME = "wrong_time"
    GARBLED = "garbled"


_MEANING = {403: Fault.NOT_TRUSTED, 404: Fault.UNKNOWN_LOG, 422: Fault.REFUSES}


@dataclass(frozen=True, slots=True)
class Asked:
    """`line`: its verified cosignature. `shown`: a signed head of ours that it holds and that is larger than the one
    it was asked about; `size`: what it is known to hold."""

    line: str = ""
    fault: Fault = Fault.NONE
    size: int = 0
    shown: bytes = b""


@dataclass(frozen=True, slots=True)
class Question:
    """A head, its note as the log signed it, and the tiles under it."""

    log: Log
    head: Head
    note: bytes
    tiles: tlog.Tiles


def ask_witness(ask: Ask, witness: tlog.Witness, question: Question, size: int) -> Asked:
    """`size`: what this witness is believed to hold; a wrong belief costs one more request."""
    try:
        return _ask(ask, witness, question, min(size, question.head.size))
    except Refused:
        return Asked(fault=Fault.REFUSED_ADDRESS)
    except TooLarge:
        return Asked(fault=Fault.TOO_LARGE)
    except FetchFailed:
        return Asked(fault=Fault.UNREACHABLE)


def shown_by(ask: Ask, witness: tlog.Witness, log: Log) -> bytes:
    """The head of this log that the witness shows to monitors, if the log's own key signed it; else b""."""
    try:
        answered = ask(f"{_prefix(witness)}/{tlog.origin_hash(log.origin)}/checkpoint", None)
        if answered.status != 200:
            return b""
        tlog.open_checkpoint(answered.data, log.verifiers, log.origin)
    except (Refused, TooLarge, FetchFailed, tlog.LogFault):
        return b""
    return answered.data


def _ask(ask: Ask, witness: tlog.Witness, question: Question, size: int) -> Asked:
    for _ in range(MOST_TRIES):
        proof = tuple(question.tiles.consistency(size, question.head.size))
        request = tlog.AddCheckpoint(size, proof, question.note).format()
        answered = ask(f"{_prefix(witness)}/add-checkpoint", request)
        if answered.status == 200:
            return _read_line(witness, question, answered.data)
        if answered.status != 409:
            return Asked(fault=_fault_of(answered.status))
        held = _size(answered.data)
        if held is None:
            return Asked(fault=Fault.GARBLED)
        if held > question.head.size:
            # True or a lie: only a head that our own key signed decides.
            shown = shown_by(ask, witness, question.log)
            return Asked(shown=shown, size=held) if shown else Asked(fault=Fault.CLAIMS_MORE)
        size = held
    return Asked(fault=Fault.CONTRADICTORY)


def _read_line(witness: tlog.Witness, question: Question, data: bytes) -> Asked:
    """Lines by keys that we do not know are ignored, as the protocol asks; a wrong one by this witness is not."""
    try:
        verifiers = (*question.log.verifiers, witness.verifier)
        note = tlog.open_note(question.note + data, verifiers)
    except tlog.SignatureWrong:
        return Asked(fault=Fault.WRONG_SIGNATURE)
    except tlog.LogFault:
        return Asked(fault=Fault.GARBLED)
    ours = (witness.verifier.name, witness.verifier.key_id)
    found = next((each for each in note.signatures if (each.name, each.key_id) == ours), None)
    if found is None or found.timestamp is None:
        return Asked(fault=Fault.WRONG_SIGNATURE)
    age = springs.now().timestamp() - found.timestamp
    if not -FUTURE_SECONDS <= age <= PAST_SECONDS:
        return Asked(fault=Fault.WRONG_TIME)
    return Asked(line=found.line, size=question.head.size)


def _fault_of(status: int) -> Fault:
    return Fault.REDIRECTS if 300 <= status < 400 else _MEANING.get(status, Fault.GARBLED)


def _size(data: bytes) -> int | None:
    text = data.decode("ascii", "replace")
    digits = text.removesuffix("\n")
    is_number = digits.isascii() and digits.isdigit() and len(digits) < 19
    return int(digits) if is_number and (digits == "0" or digits[0] != "0") else None


def _prefix(witness: tlog.Witness) -> str:
    return witness.url.rstrip("/")
