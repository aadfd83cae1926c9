"""Asking the charter's witnesses, beside publishing: pending becomes witnessed when the policy is met.

Work never waits for a witness. A slow one holds up nobody: each is asked on a thread of its own, and one that fails
is left alone for a while that grows. A head stays the question until enough have answered it, so that the answers
are about one head even while the log grows.
"""

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field

from diwan.ledger import tlog
from diwan.ledger.publishing import queries
from diwan.ledger.publishing.ask import Ask, Asked, Fault, Question, ask_witness
from diwan.ledger.publishing.disk import Disk
from diwan.ledger.publishing.publish import Head, Log
from diwan.store import as_worker

log_ = logging.getLogger("diwan.publisher")

OPERATOR_GROUP = "operator"  # the group of the policy that names the operator's own witnesses
FIRST_REST_SECONDS = 2.0
LONGEST_REST_SECONDS = 60.0
PATIENCE_SECONDS = 5.0  # then a newer head becomes the question, though a slow witness has not answered


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The charter's policy. `local` holds the keys of the demonstration witnesses that run beside this node."""

    policy: tlog.Policy
    local: frozenset[str] = frozenset()

    @property
    def reachable(self) -> list[tlog.Witness]:
        return [witness for witness in self.policy.witnesses.values() if witness.url]

    def is_operators(self, name: str) -> bool:
        """Those of the group `operator`, however deep, and those whose key lies on this machine."""
        return self.is_demonstration(name) or name in self._named(OPERATOR_GROUP)

    def is_demonstration(self, name: str) -> bool:
        return self.policy.witnesses[name].verifier.vkey in self.local

    def _named(self, group: str) -> set[str]:
        members = self.policy.groups[group].members if group in self.policy.groups else ()
        return set(members).union(*(self._named(member) for member in members))

    def rows(self) -> list[tuple[str, str, bool, bool]]:
        return [
            (name, witness.verifier.vkey, self.is_operators(name), self.is_demonstration(name))
            for name, witness in self.policy.witnesses.items()
        ]


@dataclass(slots=True, eq=False)
class Open:
    """The head of one log that is the question now, and what has come in."""

    question: Question
    since: float
    asked: set[str] = field(default_factory=set)
    lines: dict[str, str] = field(default_factory=dict)
    is_met: bool = False


@dataclass(slots=True)
class Rest:
    until: float = 0.0
    faults_in_a_row: int = 0


@dataclass(slots=True)
class Witnessing:
    """`turn` is short and never waits. `show` hands a newer head that our own key signed to the publisher."""

    witnesses: Witnesses
    ask: Ask
    executor: Executor
    show: Callable[[Log, bytes, str], None]
    clock: Callable[[], float] = time.monotonic
    _open: dict[str, Open] = field(default_factory=dict)
    _held: dict[tuple[str, str], int] = field(default_factory=dict)
    _rests: dict[str, Rest] = field(default_factory=dict)
    _running: dict[str, "Future[list[tuple[Open, Asked]]]"] = field(default_factory=dict)

    def turn(self, logs: Iterable[tuple[Log, Disk]]) -> None:
        by_member = {log.member: (log, disk) for log, disk in logs}
        for name in [name for name, future in self._running.items() if future.done()]:
            self._take_in(name, self._running.pop(name), by_member)
        for log, disk in by_member.values():
            self._choose(log, disk)
        for witness in self.witnesses.reachable:
            self._put(witness)

    def _choose(self, log: Log, disk: Disk) -> None:
        """A newer head becomes the question when the one before is done with."""
        now, present = self.clock(), self._open.get(log.member)
        if present and not (self._is_done(present) or now - present.since > PATIENCE_SECONDS):
            return
        try:
            note = disk.read(tlog.CHECKPOINT_PATH)
        except FileNotFoundError:
            return
        if present and note == present.question.note:
            return
        try:
            found = tlog.open_checkpoint(note, log.verifiers, log.origin)[0]
        except tlog.LogFault:
            return  # damaged, or of a name that it had before: the publisher lays it anew
        question = Question(log, Head(found.size, found.root), note, tlog.Tiles(disk.read))
        self._open[log.member] = Open(question, now)
        if present is None:
            self._recall(self._open[log.member], disk)

    def _is_done(self, present: Open) -> bool:
        awake = {w.name for w in self.witnesses.reachable if self._rest(w.name).until <= self.clock()}
        return present.is_met or awake <= present.asked - set(self._running)

    def _put(self, witness: tlog.Witness) -> None:
        if witness.name in self._running or self._rest(witness.name).until > self.clock():
            return
        todo = [present for present in self._open.values() if witness.name not in present.asked]
        if not todo:
            return
        for present in todo:
            present.asked.add(witness.name)
        held = [self._held.get((witness.name, present.question.log.origin), 0) for present in todo]
        self._running[witness.name] = self.executor.submit(_ask_all, self.ask, witness, todo, held)

    def _take_in(
        self,
        name: str,
        future: "Future[list[tuple[Open, Asked]]]",
        by_member: Mapping[str, tuple[Log, Disk]],
    ) -> None:
        try:
            answers = future.result()
        except Exception:
            log_.exception("Asking the witness %s failed; it is asked again.", name)
            answers = []
            self._tire(name)
        faults = [asked.fault for _, asked in answers if asked.fault]
        for present, asked in answers:
            log = present.question.log
            self._held[name, log.origin] = asked.size
            if asked.shown:
                self.show(log, asked.shown, name)
            if asked.line and log.member in by_member:
                present.lines[name] = asked.line
                self._keep_if_met(present, by_member[log.member][1])
            if asked.fault:
                present.asked.discard(name)  # asked again after its rest
        if answers:
            self._note_answer(name, faults[0] if faults else Fault.NONE)

    def _note_answer(self, name: str, fault: Fault) -> None:
        if fault:
            self._tire(name)
        else:
            self._rests.pop(name, None)
        with as_worker() as tx:
            queries.keep_answer(tx, name, fault)

    def _tire(self, name: str) -> None:
        rest = self._rests.setdefault(name, Rest())
        rest.until = self.clock() + min(FIRST_REST_SECONDS * 2**rest.faults_in_a_row, LONGEST_REST_SECONDS)
        rest.faults_in_a_row += 1

    def _rest(self, name: str) -> Rest:
        return self._rests.get(name, Rest())

    def _keep_if_met(self, present: Open, disk: Disk) -> None:
        """A later answer about the same head is added; one about an older head changes nothing."""
        question, policy = present.question, self.witnesses.policy
        order = [name for name in policy.witnesses if name in present.lines]
        data = question.note + "".join(present.lines[name] for name in order).encode()
        note = tlog.open_note(data, [*question.log.verifiers, *policy.verifiers])
        if not policy.is_met(note) or self._witnessed_size(question.log, disk) > question.head.size:
            return
        present.is_met = True
        # A crash here leaves the witnessed head before; its witnesses sign this one again when they are asked.
        disk.lay(tlog.WITNESSED_PATH, data)
        disk.settle()
        self._keep_row(question.log, question.head.size, note)

    def _witnessed_size(self, log: Log, disk: Disk) -> int:
        found = self._witnessed(log, disk)
        return found[0].size if found else 0

    def _witnessed(self, log: Log, disk: Disk) -> tuple[tlog.Checkpoint, tlog.Note] | None:
        try:
            verifiers = [*log.verifiers, *self.witnesses.policy.verifiers]
            return tlog.open_checkpoint(disk.read(tlog.WITNESSED_PATH), verifiers, log.origin)
        except (FileNotFoundError, tlog.LogFault):
            return None

    def _recall(self, present: Open, disk: Disk) -> None:
        """After a start: what was witnessed before. The row may be older than the file."""
        found = self._witnessed(present.question.log, disk)
        if found is None or not self.witnesses.policy.is_met(found[1]):
            return
        said, note = found
        self._keep_row(present.question.log, said.size, note)
        if said.size != present.question.head.size:
            return
        by_key = {
            (w.verifier.name, w.verifier.key_id): w.name for w in self.witnesses.policy.witnesses.values()
        }
        lines = {(each.name, each.key_id): each.line for each in note.signatures}
        present.lines = {name: lines[key] for key, name in by_key.items() if key in lines}
        present.asked, present.is_met = set(present.lines), True

    def _keep_row(self, log: Log, size: int, note: tlog.Note) -> None:
        names = self.witnesses.policy.cosigners(note)
        at = max((each.timestamp for each in note.signatures if each.timestamp), default=0)
        with as_worker() as tx:
            queries.keep_witnessed(
                tx,
                log.member,
                size,
                dt.datetime.fromtimestamp(at, dt.UTC),
                names,
                by_operator=all(map(self.witnesses.is_operators, names)),
            )


def _ask_all(ask: Ask, witness: tlog.Witness, todo: list[Open], held: list[int]) -> list[tuple[Open, Asked]]:
    """One after another, on this witness's thread; the first that shows it is not there ends the round."""
    answers = []
    for present, size in zip(todo, held, strict=True):
        asked = ask_witness(ask, witness, present.question, size)
        answers.append((present, asked))
        if asked.fault in (Fault.UNREACHABLE, Fault.REFUSED_ADDRESS):
            answers += [(other, asked) for other in todo[len(answers) :]]
            break
    return answers
