"""One piece of work on many things, over the cores, when all of it lies in memory already."""

import os
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_WORTH_A_PROCESS = 200  # items; for fewer, forking and handing over costs more than it saves


def over_cores(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """`list(map(work, items))`. Forked children see what this process holds; only their results travel."""
    shares = min(os.cpu_count() or 1, len(items) // _WORTH_A_PROCESS)
    if shares < 2:
        return list(map(work, items))
    # Dealt out like cards: neighbours are often alike in size.
    dealt = [items[n::shares] for n in range(shares)]
    waiting = [_begin(work, share) for share in dealt[1:]]
    done = [list(map(work, dealt[0]))]
    for share, (child, answer) in zip(dealt[1:], waiting, strict=True):
        done.append(_received(answer) or list(map(work, share)))
        child.join()
    results: list[Result] = [done[0][0]] * len(items)
    for n, share_done in enumerate(done):
        results[n::shares] = share_done
    return results


def _begin(work: Callable[[Item], Result], share: Sequence[Item]) -> tuple[ForkProcess, Connection]:
    fork = get_context("fork")
    here, there = fork.Pipe(duplex=False)
    child = fork.Process(target=_answer, args=(there, work, share), daemon=True)
    child.start()
    there.close()
    return child, here


def _answer(there: Connection, work: Callable[[Item], Result], share: Sequence[Item]) -> None:
    there.send(list(map(work, share)))


def _received(answer: Connection) -> list[Any] | None:
    """None when the child ended before it could say anything: then its share is done here."""
    try:
        received: list[Any] = answer.recv()
    except (EOFError, OSError):
        return None
    return received
