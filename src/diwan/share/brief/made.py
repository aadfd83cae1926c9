"""From inputs to a brief: collect, unpack, read, link, picture."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import IO

from diwan import analyse, gather
from diwan.core.picture import Picture
from diwan.core.reading import Reading, Report
from diwan.gather import Problem, Raw
from diwan.share.brief.readers import Readers, Watch, nobody
from diwan.share.brief.spread import over_cores

# Ids of derived things are made under a viewer's key. One person at one keyboard shares them with nobody, and the
# same reports must give the same file, so the key is known to all.
_KEY = b"diwan brief"


@dataclass(frozen=True, slots=True)
class Brief:
    readings: tuple[Reading, ...]
    picture: Picture
    problems: tuple[Problem, ...]  # inputs that could not be read
    notes: tuple[Problem, ...]  # inputs that were read with a reservation


@contextmanager
def nothing_thrown_away() -> Iterator[None]:
    """Readings are kept until the brief is written: looking through all of them for refuse, again and again, finds
    none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # the interpreter, too, looks through everything before it ends
        if was_on:
            gc.enable()


def make_brief(
    inputs: Iterable[str],
    *,
    stdin: IO[bytes] | None = None,
    processes: int | None = None,
    watch: Watch = nobody,
) -> Brief:
    """Reads everything, in the order given; `processes` None means as many as there are cores."""
    problems: list[Problem] = []
    readings: list[Reading] = []

    def raws() -> Iterable[Raw]:
        for found in gather.collect(inputs, stdin=stdin):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                yield found

    with Readers(processes, watch) as readers:
        for read, wrong in readers.read_all(raws()):
            readings += read
            problems += wrong
    named = _with_ids_of_their_own(readings)
    watch("linking", len(named))
    edges = analyse.link_all(named, over_cores)
    picture = analyse.picture(named, edges, _KEY, across_components=True, spread=over_cores)
    return Brief(
        tuple(named),
        picture,
        tuple(p for p in problems if not p.is_note),
        tuple(p for p in problems if p.is_note),
    )


def _with_ids_of_their_own(readings: Iterable[Reading]) -> list[Reading]:
    """Two files `a/1.txt` and `b/1.txt` have one stem; the second becomes `1-2`."""
    taken: set[str] = set()
    named = []
    for reading in readings:
        report, number = reading.report.id or "report", 1
        fresh = report
        while fresh in taken:
            number += 1
            fresh = f"{report}-{number}"
        taken.add(fresh)
        named.append(reading if fresh == reading.report.id else _renamed(reading, fresh))
    return named


def _renamed(reading: Reading, fresh: str) -> Reading:
    report: Report = replace(reading.report, id=fresh)
    return replace(reading, report=report)
