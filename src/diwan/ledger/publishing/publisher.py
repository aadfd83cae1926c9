"""Publishes every log that this node holds the key of, again and again, until it is told to stop.

One publisher a home: the kernel's lock on a file, which a killed process gives back. What it cannot do now it tries
again at the next turn; it never ends because of one log, one witness or one full disk.
"""

import contextlib
import fcntl
import hashlib
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from diwan.core.errors import DiskFull
from diwan.core.ids import MemberId
from diwan.ledger import tlog
from diwan.ledger.key_names import log_key_name
from diwan.ledger.keys import KeyMissing
from diwan.ledger.publishing import queries
from diwan.ledger.publishing.disk import FolderDisk
from diwan.ledger.publishing.publish import Head, HeadRefused, Log, publish
from diwan.ledger.signers import KeyStore
from diwan.store import as_worker

log_ = logging.getLogger("diwan.publisher")

TURN_SECONDS = 0.2  # asked, not notified: a NOTIFY would tell every session that somebody filed
INDEX_EVERY_TURNS = 25
SAID_AGAIN_TURNS = 300  # a log that stands still is named once a minute
REST_TURNS = 5  # and tried again once a second


def logs_folder(home: Path) -> Path:
    """What is served at /log/."""
    return home / "logs"


@dataclass(slots=True)
class Publisher:
    """`turn` is one look at every log. `on_published` hears of each new head."""

    home: Path
    keys: KeyStore
    shown: dict[str, list[Head]] = field(default_factory=dict)  # by witnesses, verified; by member
    _turns: int = 0
    _has_grown: bool = False
    _index: bytes = b""
    _looked_at: set[str] = field(default_factory=set)
    _refused: dict[str, int] = field(default_factory=dict)
    _rests: dict[str, int] = field(default_factory=dict)

    def turn(self) -> list[str]:
        """The members whose logs have grown."""
        with as_worker(write=False) as tx:
            due = queries.logs(tx)
            # With each log that grows: a record may be signed with a key that the index does not name yet.
            if self._turns % INDEX_EVERY_TURNS == 0 or self._has_grown or any(each.is_due for each in due):
                self._write_index(queries.index(tx))
        # The first look at each log goes through its files, whatever its row says: they may be lost or older.
        todo = [each for each in due if each.is_due or each.member not in self._looked_at]
        todo += [each for each in due if each.member in self._refused and each not in todo]
        awake = [each for each in todo if self._rests.get(each.member, 0) <= self._turns]
        grown = [each.member for each in awake if self._publish(each)]
        self._has_grown = bool(grown)
        self._turns += 1
        return grown

    def disk(self, member: str) -> FolderDisk:
        return FolderDisk(logs_folder(self.home) / member)

    def log_of(self, member: str, origin: str, vkeys: list[str]) -> Log | None:
        """None for a log whose key this node does not hold."""
        try:
            held = self.keys.signer(log_key_name(MemberId(member)))
        except KeyMissing:
            return None
        signer = tlog.NoteSigner(origin, held.public_key, held.sign)
        verifiers = [tlog.Verifier.from_vkey(vkey) for vkey in vkeys]
        if signer.verifier not in verifiers:
            raise HeadRefused(f"{member}: the key store holds another key than the one that was announced.")
        return Log(member, signer, tuple(verifiers))

    def logs(self) -> list[tuple[Log, FolderDisk]]:
        """Every log whose key this node holds, each with a disk of its own for the thread that asks."""
        found = []
        with as_worker(write=False) as tx:
            for due in queries.logs(tx):
                with contextlib.suppress(HeadRefused):
                    if log := self.log_of(due.member, due.origin, queries.vkeys(tx, due.member)):
                        found.append((log, self.disk(due.member)))
        return found

    def show(self, log: Log, note: bytes, witness: str) -> None:
        """A witness holds this head, which our own key signed: from now on no head contradicts it. If the database
        does not reach so far, everybody is told."""
        head = verified_head(log, note)
        if head is None or head in self.shown.get(log.member, []):
            return
        self.shown.setdefault(log.member, []).append(head)
        with as_worker() as tx:
            if queries.LeavesOfMember(tx, log.member).length() < head.size:
                digest = hashlib.sha256(note.partition(b"\n\n")[0]).digest()
                proof = {"head": note.decode(), "witness": witness}
                queries.raise_alarm(tx, log.member, "newer_head", digest=digest, told_by=witness, proof=proof)
        self._looked_at.discard(log.member)

    def _publish(self, due: queries.Due) -> bool:
        try:
            return self._publish_in_turn(due)
        except HeadRefused as refused:
            self._say(due.member, f"{refused}")
            self._alarm(due.member, refused)
        except DiskFull as full:
            self._say(due.member, f"{due.member}: {full}")
        except (OSError, psycopg.Error, tlog.LogFault) as error:
            self._say(due.member, f"The log of {due.member} could not be published: {error}")
        return False

    def _publish_in_turn(self, due: queries.Due) -> bool:
        with as_worker() as tx:
            log = self.log_of(due.member, due.origin, queries.vkeys(tx, due.member))
            if log is None:
                self._looked_at.add(due.member)
                return False
            remembered = queries.hold_row(tx, log)
            shown = self.shown.get(due.member, []) + self._shown_before(
                log, queries.heads_shown(tx, due.member)
            )
            leaves = queries.LeavesOfMember(tx, due.member)
            head = publish(log, self.disk(due.member), leaves, [remembered, *shown])
            if is_new := (head != remembered or due.published_origin != due.origin):
                # A crash before this commit leaves an older row beside a newer file: the next turn finds both.
                queries.keep_published(tx, log, head)
            if due.member in self._refused or due.member not in self._looked_at:
                queries.end_alarms(tx, due.member)
        self._looked_at.add(due.member)
        self._refused.pop(due.member, None)
        return is_new

    def _shown_before(self, log: Log, notes: list[str]) -> list[Head]:
        return [head for note in notes if (head := verified_head(log, note.encode()))]

    def _alarm(self, member: str, refused: HeadRefused) -> None:
        digest = hashlib.sha256(f"{member}\n{refused.kind}".encode()).digest()
        with as_worker() as tx:
            queries.raise_alarm(tx, member, refused.kind, digest=digest, proof={"detail": refused.detail})

    def _say(self, member: str, line: str) -> None:
        self._rests[member] = self._turns + REST_TURNS
        if self._turns - self._refused.get(member, -SAID_AGAIN_TURNS) >= SAID_AGAIN_TURNS:
            self._refused[member] = self._turns
            log_.error("!!! %s", line)

    def _write_index(self, index: tlog.LogIndex) -> None:
        if not index.logs or (data := index.format()) == self._index:
            return
        disk = FolderDisk(logs_folder(self.home))
        disk.lay(tlog.INDEX_PATH, data)
        disk.settle()
        self._index = data


def verified_head(log: Log, note: bytes) -> Head | None:
    """The head in a note, if this log's own key signed it."""
    try:
        found = tlog.Checkpoint.parse(tlog.open_note(note, log.verifiers).text)
    except tlog.LogFault:
        return None
    return Head(found.size, found.root)


@contextmanager
def alone(home: Path, stop: threading.Event) -> Iterator[bool]:
    """Waits until no other publisher works in this home; False when told to stop before that."""
    logs_folder(home).mkdir(mode=0o755, parents=True, exist_ok=True)
    with (home / "publisher.lock").open("a") as lock:
        while not stop.is_set():
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                stop.wait(1.0)
            else:
                yield True
                return
        yield False
