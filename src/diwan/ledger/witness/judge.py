"""What a witness answers (c2sp.org/tlog-witness v1.0.0), and what it keeps when a log is caught."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from diwan.core.clock import springs
from diwan.ledger import tlog
from diwan.ledger.witness.fork import ForkNotProven, ForkProof, with_old_root
from diwan.ledger.witness.state import Head, State

PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes = b""
    media_type: str = PLAIN


def shout(line: str) -> None:
    sys.stderr.write(f"\a!!! {line}\n")
    sys.stderr.flush()


@dataclass(slots=True)
class Witness:
    """`shout` is how it says loudly that a log was caught; `learn` may tell of logs that it does not follow yet."""

    signer: tlog.NoteSigner
    state: State
    shout: Callable[[str], None] = shout
    learn: Callable[["Witness"], None] = lambda _witness: None
    on_alarm: Callable[[], None] = field(default=lambda: None)

    @property
    def name(self) -> str:
        return self.signer.name

    def add_checkpoint(self, body: bytes) -> Answer:
        try:
            request = tlog.AddCheckpoint.parse(body)
            said = tlog.Checkpoint.parse(tlog.read_note(request.checkpoint)[0])
        except tlog.LogFault as error:
            return Answer(400, f"{error}\n".encode())
        if not (verifiers := self._verifiers(said.origin)):
            return Answer(404, f"This witness does not follow {said.origin}.\n".encode())
        try:
            tlog.open_checkpoint(request.checkpoint, verifiers, said.origin)
        except tlog.LogFault as error:
            return Answer(403, f"{error}\n".encode())
        if request.old_size > said.size:
            return Answer(400, b"The old size is larger than the checkpoint.\n")
        with self.state.transaction():
            return self._judge(request, said)

    def checkpoint(self, origin_hash: str) -> Answer:
        for origin, _ in self.state.logs():
            if tlog.origin_hash(origin) == origin_hash and (head := self.state.last_head(origin)):
                return Answer(200, head.note)
        return Answer(404, b"This witness has cosigned nothing of that log.\n")

    def _verifiers(self, origin: str) -> list[tlog.Verifier]:
        if not self.state.vkeys(origin):
            self.learn(self)
        return [tlog.Verifier.from_vkey(vkey) for vkey in self.state.vkeys(origin)]

    def _judge(self, request: tlog.AddCheckpoint, said: tlog.Checkpoint) -> Answer:
        """Inside the transaction: nobody else grows this log meanwhile."""
        last = self.state.last_head(said.origin)
        held_size, held_root = (last.size, last.root) if last else (0, tlog.EMPTY_ROOT)
        # A head of a size that was cosigned before, under another root: the plainest fork, whatever was asked.
        seen = self.state.head(said.origin, said.size)
        if seen and seen.root != said.root:
            self._caught(ForkProof(said.origin, seen.note, request.checkpoint))
        if said.size == 0 and said.root != tlog.EMPTY_ROOT:
            return Answer(422, b"An empty log has another root.\n")
        if request.old_size != held_size:
            return Answer(409, f"{held_size}\n".encode(), tlog.SIZE_MEDIA_TYPE)
        try:
            tlog.verify_consistency(held_size, said.size, request.proof, held_root, said.root)
        except tlog.ProofWrong as error:
            self._doubt(request, said, last)
            return Answer(422, f"{error}\n".encode())
        return self._cosign(request.checkpoint, said)

    def _cosign(self, checkpoint: bytes, said: tlog.Checkpoint) -> Answer:
        """A crash before the commit leaves the old head and no answer; after it, the log asks again with the old
        size, is told the new one, and gets its line."""
        line = self.signer.line(said.text, timestamp=int(springs.now().timestamp()))
        own = _without_others(checkpoint, said, self._verifiers(said.origin))
        self.state.keep_head(said.origin, Head(said.size, said.root, own + line.encode()))
        return Answer(200, line.encode())

    def _doubt(self, request: tlog.AddCheckpoint, said: tlog.Checkpoint, last: Head | None) -> None:
        """The proof does not fit. If it leads to the signed root all the same, it shows what that tree begins
        with: then the log itself has proven its fork. Otherwise anybody may have spoilt it."""
        if last is None or not 0 < last.size < said.size:
            return
        hashes = with_old_root(last.size, last.root, request.proof)
        proof = ForkProof(said.origin, last.note, request.checkpoint, hashes)
        try:
            proof.check(self._verifiers(said.origin))
        except ForkNotProven:
            self.state.keep_doubt(said.origin, request.checkpoint)
            self.shout(
                f"{said.origin} has signed a head of {said.size} records and nobody has shown that it contains"
                f" the {last.size} that this witness knows. It is not cosigned."
            )
        else:
            self._caught(proof)

    def _caught(self, proof: ForkProof) -> None:
        if self.state.keep_alarm(replace(proof, witness=self.name)):
            self.shout(
                f"FORK: {proof.origin} has signed two heads that cannot both be true. Both are kept; see /alarms."
            )
            self.on_alarm()


def _without_others(checkpoint: bytes, said: tlog.Checkpoint, verifiers: list[tlog.Verifier]) -> bytes:
    """The log's own lines alone: strangers' lines are not ours to pass on."""
    note = tlog.open_note(checkpoint, verifiers)
    return (said.text + "\n" + "".join(signature.line for signature in note.signatures)).encode()
