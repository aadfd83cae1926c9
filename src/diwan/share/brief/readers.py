"""Reads inputs: a few in this process, many over the cores.

A handful is read here, because starting processes costs more than reading. For more, what reading needs is loaded
once and the children are forked from there, so that they share its pages; they take small pieces, and hand back
readings; a child that dies costs its piece, which is named.
"""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from types import TracebackType
from typing import Protocol, Self, TypeVar

from diwan import analyse, process
from diwan.core.errors import DiwanError
from diwan.core.languages import Language
from diwan.core.reading import Reading, Report
from diwan.gather import Problem, Raw
from diwan.share.brief.loading import sentences_to_load_for

_READ_HERE = 12  # reports; a child is ready after the time that these take
_PIECE = 24  # reports; small enough that both cores end together, large enough to be worth a message
_LARGE_BYTES = 512 * 1024  # beyond this an input is a child's work, so that progress can be told meanwhile
_SAMPLE_BYTES = 64 * 1024  # of an input, to see in which scripts it is written
_WAITING = 6  # pieces on their way per child: bounds memory
_MOST_PROCESSES = 8
_LOOK_SECONDS = 0.5
_NEW_OBJECTS = 500_000  # that a child makes and keeps before it looks for refuse among them

Read = tuple[list[Reading], list[Problem]]
Prepared = tuple[list[Reading], list[analyse.Fingerprint], list[Problem]]
Piece = TypeVar("Piece")
Result = TypeVar("Result")


class Watch(Protocol):
    """Told what is going on: `reading`, how many reports are done."""

    def __call__(self, doing: str, done: int) -> None: ...


def nobody(doing: str, done: int) -> None:
    """Watches nothing."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """What a child made of one input: readings of its reports, or, when they are many, reports to be shared out."""

    read: Prepared
    to_share: tuple[Report, ...]
    problems: list[Problem]


def _read_and_prepare(reports: tuple[Report, ...]) -> Prepared:
    """A child also makes what linking compares, which is a third of the work that is left to do; report by report,
    while the words of the text are still remembered."""
    readings, prints, problems = list[Reading](), list[analyse.Fingerprint](), list[Problem]()
    for report in reports:
        read, failed = _read_report(report)
        prints.append(analyse.fingerprint(read))
        readings.append(replace(read, paragraphs=(), sentences=(), kinds=()))  # of which no brief tells
        problems += failed
    return readings, prints, problems


def _read_report(report: Report) -> tuple[Reading, list[Problem]]:
    try:
        return process.read(report), []
    except (ImportError, DiwanError):
        raise  # the installation is broken: every report would fail alike
    except Exception as error:  # noqa: BLE001  (a defect in one rule must not cost the other reports)
        reason = (
            f"A rule failed on it ({type(error).__name__}: {error}); it is shown unread. Please report this."
        )
        return Reading(report, Language.UNDETERMINED), [Problem(report.id, reason, "brief.defect")]


def _seldom_look_for_refuse() -> None:
    """Looking after every 700 new objects, as is usual, takes a tenth of the time and finds nothing: readings hold
    no circles and go when they are handed back."""
    gc.set_threshold(_NEW_OBJECTS)
    gc.enable()


def _open(raws: tuple[Raw, ...]) -> list[_Opened]:
    opened = []
    for raw in raws:
        unpacked = process.unpack_guarded(raw)
        reports = unpacked.reports
        # A long one is shared out at once: while its first reports were read here, nobody would read the others.
        here, to_share = (reports, ()) if len(reports) <= _PIECE else ((), reports)
        opened.append(_Opened(_read_and_prepare(here), to_share, list(unpacked.problems)))
    return opened


class Readers:
    def __init__(self, processes: int | None, watch: Watch) -> None:
        self._processes = min(processes or os.cpu_count() or 1, _MOST_PROCESSES)
        self._watch = watch
        self._pool: ProcessPoolExecutor | None = None
        self.done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=error is None, cancel_futures=True)

    def read_all(self, raws: Iterable[Raw]) -> Iterator[Read]:
        """Readings and problems, in the order of the inputs."""
        coming = iter(raws)
        here: list[Raw] = []
        for raw in coming:
            here.append(raw)
            if len(here) > _READ_HERE or len(raw.data) > _LARGE_BYTES:
                break
        else:
            yield from self._read_here(here)
            return
        yield from self._read_over_cores(here, coming)

    def _read_here(self, raws: list[Raw]) -> Iterator[Read]:
        reports: list[Report] = []
        problems: list[Problem] = []
        for raw in raws:
            unpacked = process.unpack_guarded(raw)
            reports += unpacked.reports
            problems += unpacked.problems
        if len(reports) > _READ_HERE and self._processes > 1:
            yield [], problems
            _read_and_prepare(sentences_to_load_for(report.text for report in reports))
            yield from self._share_out(tuple(reports))
            return
        for report in reports:
            self._tell()
            read, failed = _read_report(report)
            self.done += 1
            yield [read], failed
        yield [], problems

    def _read_over_cores(self, begun: list[Raw], coming: Iterator[Raw]) -> Iterator[Read]:
        def pieces() -> Iterator[tuple[Raw, ...]]:
            piece: list[Raw] = []
            for raw in (*begun, *coming):
                piece.append(raw)
                if len(piece) == _PIECE or len(raw.data) > _LARGE_BYTES:
                    yield tuple(piece)
                    piece = []
            if piece:
                yield tuple(piece)

        samples = (raw.data[:_SAMPLE_BYTES].decode(errors="replace") for raw in begun)
        _read_and_prepare(sentences_to_load_for(samples))
        for raws, opened in self._mapped(_open, pieces()):
            if opened is None:
                yield [], [_lost(raw.name) for raw in raws]
                continue
            for one in opened:
                yield [], one.problems
                yield self._taken(one.read)
                if one.to_share:
                    yield from self._share_out(one.to_share)

    def _share_out(self, reports: tuple[Report, ...]) -> Iterator[Read]:
        pieces = (reports[n : n + _PIECE] for n in range(0, len(reports), _PIECE))
        for piece, read in self._mapped(_read_and_prepare, pieces):
            if read is None:
                yield [], [_lost(report.id) for report in piece]
                continue
            yield self._taken(read)

    def _taken(self, prepared: Prepared) -> Read:
        readings, prints, problems = prepared
        for reading, made in zip(readings, prints, strict=True):
            analyse.remember(reading, made)
        self.done += len(readings)
        return readings, problems

    def _mapped(
        self, work: Callable[[Piece], Result], pieces: Iterator[Piece]
    ) -> Iterator[tuple[Piece, Result | None]]:
        """Like `map` over the pool, with few pieces on their way; None where a child died."""
        waiting: deque[tuple[Piece, Future[Result]]] = deque()
        for piece in pieces:
            waiting.append((piece, self._submit(work, piece)))
            if len(waiting) >= _WAITING * self._processes:
                begun, future = waiting.popleft()
                yield begun, self._result(future)
        while waiting:
            begun, future = waiting.popleft()
            yield begun, self._result(future)

    def _submit(self, work: Callable[[Piece], Result], piece: Piece) -> "Future[Result]":
        if self._pool is None:
            # Forked while this process still has one thread; what is frozen no child's collector touches and copies.
            gc.freeze()
            self._pool = ProcessPoolExecutor(
                self._processes, mp_context=get_context("fork"), initializer=_seldom_look_for_refuse
            )
        return self._pool.submit(work, piece)

    def _result(self, future: "Future[Result]") -> Result | None:
        while not wait([future], timeout=_LOOK_SECONDS, return_when=FIRST_COMPLETED).done:
            self._tell()
        self._tell()
        try:
            return future.result()
        except BrokenProcessPool:
            self._pool = None
            return None

    def _tell(self) -> None:
        self._watch("reading", self.done)


def _lost(name: str) -> Problem:
    return Problem(name, "The process that read it was ended by the system; read it alone.", "brief.lost")
