"""The worker looks at one source: takes what is new, notes what failed, and says when to look again."""

import datetime as dt
import itertools
import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field, replace

from diwan import store
from diwan.core.clock import springs
from diwan.core.errors import BadInput, DiskFull, DiwanError, FetchFailed, QuotaReached, Refused, TooLarge
from diwan.core.ids import MemberId, SourceId
from diwan.core.viewer import Viewer
from diwan.gather import queries
from diwan.gather.connectors import CONNECTORS, Caught, Look, NewCursor, TooBig
from diwan.gather.connectors.protocol import Found
from diwan.gather.fetch import AskedToWait, Fetcher, configured
from diwan.gather.inbox import inbox_of
from diwan.gather.raw import Problem
from diwan.gather.rules import Seen, next_look
from diwan.gather.take_in import receive, receive_too_big
from diwan.gather.words import Arrival

# A look renews its claim while it takes things in; one that did not for so long has died with its worker.
# Longer than any fetch. Should two looks overlap all the same, each item is still taken once.
CLAIMED_FOR = dt.timedelta(minutes=2)
RENEWED_EVERY_SECONDS = 30.0
# After so much other sources have their turn, and this one again at once.
MOST_ITEMS_A_LOOK = 500
LONGEST_TAKING_SECONDS = 300.0


@dataclass(slots=True)
class _Outcome:
    cursor: dict[str, str]
    failures: list[tuple[str, str, str, bool]] = field(default_factory=list)  # name, reason, detail, is_whole
    has_failed: bool = False
    asked_to_wait_seconds: int | None = None
    has_more: bool = False


def look_at_source(member: MemberId, source: SourceId, *, fetcher: Fetcher | None = None) -> None:
    """Each item is received in its own transaction: killed half-way, the next look goes on where this one stopped."""
    viewer = store.service_viewer(member)
    with store.acting_as(viewer, write=True) as tx:
        row = queries.source_row(tx, source)
        if row is None or row.kind not in CONNECTORS:
            return
        if not queries.begin_look(tx, source, springs.now() + CLAIMED_FOR):
            return
    outcome = _Outcome(dict(row.cursor))
    look = Look(
        row.described.address,
        cursor=row.cursor,
        seen=Seen(source, lambda: _seen(viewer, source)),
        options=row.described.options,
        home=inbox_of(member),
        fetcher=fetcher or configured(),
    )
    _take(viewer, row, look, outcome)
    _finish(viewer, row, outcome)


def _seen(viewer: Viewer, source: SourceId) -> frozenset[str]:
    with store.acting_as(viewer) as tx:
        return queries.seen_marks(tx, source)


def _take(viewer: Viewer, row: queries.SourceRow, look: Look, outcome: _Outcome) -> None:
    taken = 0
    began = renewed = time.monotonic()
    try:
        with closing(_found(row.kind, look)) as found:
            for thing in found:
                _keep(viewer, row, thing, outcome)
                taken += isinstance(thing, Caught | TooBig)
                if time.monotonic() - renewed > RENEWED_EVERY_SECONDS:
                    renewed = time.monotonic()
                    with store.acting_as(viewer, write=True) as tx:
                        queries.renew_look(tx, row.id, springs.now() + CLAIMED_FOR)
                if taken >= MOST_ITEMS_A_LOOK or time.monotonic() - began > LONGEST_TAKING_SECONDS:
                    outcome.has_more = True
                    return
    except (BadInput, FetchFailed, DiskFull) as error:
        outcome.has_failed = True
        outcome.failures.append((look.address, _reason(error), error.detail or str(error), True))
        if isinstance(error, AskedToWait):
            outcome.asked_to_wait_seconds = error.wait_seconds


def _found(kind: str, look: Look) -> Generator[Found]:
    yield from CONNECTORS[kind].look(look)


def _keep(viewer: Viewer, row: queries.SourceRow, thing: Found, outcome: _Outcome) -> None:
    if isinstance(thing, Caught):
        raw = replace(thing.raw, arrived_at=springs.now())
        try:
            receive(viewer, Arrival(raw, row.kind, source=row.id, key=thing.key))
        except TooLarge as error:
            outcome.failures.append((raw.name, _reason(error), error.detail, False))
    elif isinstance(thing, TooBig):
        receive_too_big(viewer, row.id, row.kind, thing)
    elif isinstance(thing, NewCursor):
        outcome.cursor = dict(thing.values)
    else:
        outcome.failures.append(_of_problem(thing))


def _of_problem(problem: Problem) -> tuple[str, str, str, bool]:
    return problem.name, problem.rule, f"{problem.name}: {problem.reason}", False


def _finish(viewer: Viewer, row: queries.SourceRow, outcome: _Outcome) -> None:
    failures_in_row = row.failures_in_row + 1 if outcome.has_failed else 0
    following = next_look(
        springs.now(),
        row.described.every_seconds,
        failures_in_row,
        asked_to_wait_seconds=outcome.asked_to_wait_seconds,
        jitter=springs.token_bytes(1)[0] / 255,
    )
    with store.acting_as(viewer, write=True) as tx:
        queries.note_failures(tx, row.id, _told_once(outcome))
        queries.end_look(
            tx,
            row.id,
            cursor=outcome.cursor,
            next_fetch=springs.now() if outcome.has_more else following,
            failures_in_row=failures_in_row,
        )


def _told_once(outcome: _Outcome) -> list[tuple[str, str, str, bool]]:
    """A thousand links out of a folder are told by the first fifty."""
    return list(itertools.islice(outcome.failures, queries.KEPT_FAILURES))


def _reason(error: DiwanError) -> str:
    for kind, reason in (
        (AskedToWait, "gather.asked_to_wait"),
        (FetchFailed, "gather.fetch_failed"),
        (Refused, "gather.refused"),
        (TooLarge, "gather.too_large"),
        (DiskFull, "gather.disk_full"),
        (QuotaReached, "gather.quota_reached"),
    ):
        if isinstance(error, kind):
            return reason
    return "gather.unreadable"
