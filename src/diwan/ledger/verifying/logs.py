"""`diwan log verify`: everything that can be known from a centre's logs without trusting who serves them."""

import functools
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context

from diwan.ledger import tlog
from diwan.ledger.verifying.files import check_files
from diwan.ledger.verifying.heads import (
    Heads,
    check_grew_from,
    check_not_behind,
    check_still_witnessed,
    read_heads,
    read_seen,
)
from diwan.ledger.verifying.named import (
    check_against_records,
    check_against_seen,
    check_unproven_changes,
    read_index,
)
from diwan.ledger.verifying.records import TreeWrong, check_run
from diwan.ledger.verifying.sources import Source
from diwan.ledger.verifying.state import SeenCentre, SeenLog, State
from diwan.ledger.verifying.tree import check_upper_tiles, diagnose, tiles_needed
from diwan.ledger.verifying.words import Author, Found, LogWrong, Run

_BUNDLES_A_RUN = 16  # 4,096 records: about a third of a second's work when all are disclosed
_TRIES = 4


def _cores() -> int:
    """Those that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class LogReport:
    member: str
    size: int
    disclosed: int
    doubtful: int
    witnessed_size: int | None
    cosigners: tuple[str, ...]
    seen_size: int | None


@dataclass(frozen=True, slots=True)
class Report:
    index: tlog.LogIndex
    policy: tlog.Policy
    logs: tuple[LogReport, ...]

    @property
    def has_policy(self) -> bool:
        return self.policy.quorum != "none"

    @property
    def is_witnessed(self) -> bool:
        """Every record of every log, as the policy asks."""
        return not self.has_policy or all(log.witnessed_size == log.size for log in self.logs)


@dataclass(slots=True)
class Wanted:
    """How strictly to look. `policy` replaces the one that the index names; `members` limits the logs."""

    state: State = field(default_factory=State)
    policy: tlog.Policy | None = None
    accept_changes: bool = False
    alone_below: int = 16 * tlog.TILE_WIDTH  # entries; the start of a process costs more than it saves
    cores: int = field(default_factory=_cores)


@dataclass(frozen=True, slots=True)
class _Subject:
    """One log under examination. `older`: the heads of it that were seen before."""

    source: Source
    centre: str
    log: tlog.LogEntry
    heads: Heads
    older: tuple[tlog.Checkpoint, ...]
    witnessed_before: int  # the size of the last head that was seen witnessed


def verify_logs(source: Source, wanted: Wanted) -> Report:
    """Raises LogWrong for the first thing that does not hold. Puts the heads into `wanted.state` when all does."""
    for _ in range(_TRIES - 1):
        before = _checkpoints(source)
        try:
            return _verify(source, wanted)
        except LogWrong:
            if _checkpoints(source) == before:
                raise
            # A new head was signed meanwhile, and files of two moments were compared.
    return _verify(source, wanted)


def _checkpoints(source: Source) -> list[bytes | None]:
    return [_read_or_none(source, f"{log.member}/{tlog.CHECKPOINT_PATH}") for log in read_index(source).logs]


def _read_or_none(source: Source, path: str) -> bytes | None:
    try:
        return source.read(path)
    except FileNotFoundError:
        return None


def _verify(source: Source, wanted: Wanted) -> Report:
    index = read_index(source)
    seen = wanted.state.centres.get(index.log_origin)
    if seen is not None and not wanted.accept_changes:
        check_against_seen(index, seen)
    policy = wanted.policy or index.policy
    heads = {log.member: _heads(source, log, policy, seen) for log in index.logs}
    total = sum(one.now.size for one in heads.values())
    with _workers(wanted.cores if total > wanted.alone_below else 1) as workers:
        found = {
            log.member: _check_log(_subject(source, index, log, heads[log.member], seen), workers)
            for log in index.logs
        }
    proven = check_against_records(index, {member: one.telling for member, one in found.items()})
    if seen is not None and not wanted.accept_changes:
        check_unproven_changes(index, seen, proven)
    sizes = {member: one.now.size for member, one in heads.items()}
    check_files(source, sizes, [beside for one in found.values() for beside in one.beside])
    wanted.state.centres[index.log_origin] = _remember(index, heads)
    reports = tuple(_report(log, heads[log.member], found[log.member], seen) for log in index.logs)
    return Report(index, policy, reports)


def _heads(source: Source, log: tlog.LogEntry, policy: tlog.Policy, seen: SeenCentre | None) -> Heads:
    heads = read_heads(source, log, policy)
    for older in _seen_heads(log, seen):
        check_not_behind(log, heads.now, older)
    return heads


def _seen_heads(log: tlog.LogEntry, seen: SeenCentre | None) -> tuple[tlog.Checkpoint, ...]:
    old = None if seen is None else seen.logs.get(log.origin)
    heads = [] if old is None else [read_seen(old.checkpoint), read_seen(old.witnessed)]
    return tuple(head for head in heads if head is not None)


def _subject(
    source: Source, index: tlog.LogIndex, log: tlog.LogEntry, heads: Heads, seen: SeenCentre | None
) -> _Subject:
    old = None if seen is None else seen.logs.get(log.origin)
    before = read_seen(old.witnessed) if old is not None else None
    return _Subject(source, index.centre, log, heads, _seen_heads(log, seen), before.size if before else 0)


def _check_log(subject: "_Subject", workers: Executor | None) -> Found:
    source, log, heads = subject.source, subject.log, subject.heads
    found = Found()
    try:
        for part in _runs(subject, workers):
            found.add(part)
        tree = check_upper_tiles(source, log.member, heads.now, found)
    except TreeWrong:
        diagnose(source, log.member, heads.now)
    for head in subject.older:
        check_grew_from(log, tree, heads.now, head, seen=True)
    if heads.witnessed is not None:
        check_grew_from(log, tree, heads.now, heads.witnessed, seen=False)
    check_still_witnessed(log, heads, subject.witnessed_before)
    return found


def _runs(subject: "_Subject", workers: Executor | None) -> Iterator[Found]:
    """In the order of the log, so that the first fault is the first one named."""
    log, now, witnessed = subject.log, subject.heads.now, subject.heads.witnessed
    author = Author(log.member, subject.centre, tuple((k.public_key, k.from_seq, k.to_seq) for k in log.keys))
    older = [head.size for head in (*subject.older, witnessed) if head is not None]
    keep, bundles = tiles_needed(now.size, *older), -(-now.size // tlog.TILE_WIDTH)
    runs = [
        Run(author, now.size, first, min(first + _BUNDLES_A_RUN, bundles), keep)
        for first in range(0, bundles, _BUNDLES_A_RUN)
    ]
    check = functools.partial(check_run, subject.source)
    return map(check, runs) if workers is None else workers.map(check, runs)


@contextmanager
def _workers(count: int) -> Iterator[Executor | None]:
    if count < 2:
        yield None
        return
    # A fork costs nothing, but copies other threads' locks in whatever state they are.
    how = get_context("fork" if threading.active_count() == 1 else "spawn")
    with ProcessPoolExecutor(count, mp_context=how) as workers:
        try:
            yield workers
        except BaseException:
            workers.shutdown(wait=False, cancel_futures=True)
            raise


def _remember(index: tlog.LogIndex, heads: dict[str, Heads]) -> SeenCentre:
    logs = {
        log.origin: SeenLog(
            heads[log.member].now_text,
            heads[log.member].witnessed_text,
            (log.vkey, *log.former),
            tuple((key.public_key, key.from_seq, key.to_seq) for key in log.keys),
            dict(log.names),
        )
        for log in index.logs
    }
    return SeenCentre(dict(index.names), index.charter, index.witness_policy, logs)


def _report(log: tlog.LogEntry, heads: Heads, found: Found, seen: SeenCentre | None) -> LogReport:
    old = _seen_heads(log, seen)
    return LogReport(
        member=log.member,
        size=heads.now.size,
        disclosed=found.disclosed,
        doubtful=found.doubtful,
        witnessed_size=None if heads.witnessed is None else heads.witnessed.size,
        cosigners=heads.cosigners,
        seen_size=old[0].size if old else None,
    )
