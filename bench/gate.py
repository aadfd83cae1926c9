"""What the gate costs: `.venv/bin/python bench/gate.py 200000`. Statements that miss are named; `--explain` shows their plans.

The questions are the functions behind the pages and the API, run whole, and each statement that they send is timed: by
the clock, and by the processor time of its server process. With the gate they run as the application runs them:
`store.acting_as`, role `diwan_app`, forced row-level security. Without it the same functions run in the same process over a
connection to which no policy applies (the server's administrator), question by question in turn. Reports, events and
records are laid by copying rows (`bench/world.py` says how); 4 members; of ten reports seven are for all, two for two
members, one for its author alone.

Required of every statement: p95 below 150 ms, and with the gate at most 1.5 times without. Judged by processor time, which
neighbours on the machine change less than the clock; no statement gets a second process to help it. A loop of 1,500,000
additions, timed first, tells how slow the machine is just now. Statements below five milliseconds are not shown.
"""
# ruff: noqa: SLF001 - the pool of the application is put aside for one that no policy binds

import argparse
import os
import statistics
import tempfile
import time
from collections import defaultdict
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg

from diwan import gather, ledger, share, store
from diwan.core.ids import MemberId
from diwan.core.languages import Language
from diwan.core.reading import EventKind, Stance
from diwan.gather import show as gather_show
from diwan.ledger import history
from diwan.share import cursors, queries, words
from diwan.share.views import Box, ReportFilter, SituationFilter, StanceFilter
from diwan.store import gate
from diwan.store.transaction import Transaction
from world import FIRST_DAY, MEMBERS, TILE_DAYS, TILE_REPORTS, found_centre, lay, learn_columns

MOST_MS, MOST_RATIO, LEAST_TOLD_MS = 150.0, 1.5, 5.0
SEARCHED = (
    "Mosul",
    "الموصل",
    "حلب",
    "колонна",
    "prisoners bridge",
    "гуманитарная помощь",
    "«humanitarian aid»",
    "وزارت",
)
PAGE = 40


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("reports", type=int, nargs="?", default=200_000)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--viewers", type=int, default=4, help="of how many members the questions are asked")
    asked.add_argument("--only", default="", help="questions whose name holds this")
    asked.add_argument(
        "--explain", action="store_true", help="the plans of what misses, as the application runs it"
    )
    asked.add_argument("--keep", type=Path, help="a folder where the centre stays, to be asked again")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="diwan-bench-") as home:
        centre = options.keep or Path(home)
        is_new = not (centre / "pg").exists()
        with store.while_used(store.Server(centre, 18, durable=False)) as connections:
            if is_new:
                found_centre(centre, connections)
                learn_columns(connections)
                lay(connections, MEMBERS[:4], options.reports // TILE_REPORTS, with_readings=False)
            else:
                ledger.use_keys(ledger.open_key_store(centre, "a passphrase of the bench"))
                store.use(connections)
            compare(connections, options)
            store.leave()


# --- the questions ----------------------------------------------------------------------------------------------


def questions(viewers, reports):
    """Name -> calls. Each call is one page or answer as an officer or a program asks for it."""
    end = FIRST_DAY + timedelta(days=TILE_DAYS * (reports // TILE_REPORTS))
    last_look, month, year = (
        end - timedelta(days=1),
        (end - timedelta(days=30)).date(),
        (end - timedelta(days=365)).date(),
    )

    def situations(*filters, **more):
        return [
            lambda v=v, f=f: share.situation(v, f, last_look=last_look, **more)
            for v in viewers
            for f in filters
        ]

    def lists(*filters):
        return [lambda v=v, f=f: share.reports(v, f) for v in viewers for f in filters]

    event_at, report_at, item_at, record_at = (
        deep_cursors(viewers, kind) for kind in ("event", "report", "item", "record")
    )
    versions = [share.situation(v, SituationFilter()).cursor for v in viewers]
    older = [cursors.pack(int(cursors.unpack(c, 1)[0]) - 300) for c in versions]
    return {
        "situation": situations(SituationFilter()),
        "situation, page 500": [lambda v=v, c=c: share.situation(v, SituationFilter(), cursor=c) for v, c in event_at],
        "situation, words": situations(*(SituationFilter(text=text) for text in SEARCHED)),
        "situation, a country, a kind": situations(SituationFilter(countries=("IQ",)), SituationFilter(kinds=(EventKind.CLASH,))),
        "situation, stances": situations(SituationFilter(stance=StanceFilter.DENIED), SituationFilter(stance=StanceFilter.CONTESTED)),
        "situation, a box on the map": situations(SituationFilter(box=Box(38.0, 29.0, 48.5, 37.5)), SituationFilter(box=Box(170, -60, -20, 60))),
        "situation, a month, a year": situations(SituationFilter(since=month), SituationFilter(since=year)),
        "situation, new, not done": situations(SituationFilter(only_new=True), SituationFilter(hide_done=True)),
        "situation, words in a box and month": situations(
            SituationFilter(text="Mosul", since=month, box=Box(38, 29, 48.5, 37.5)), SituationFilter(text="وزارت", since=year)
        ),
        "news": [lambda v=v, c=c: share.changes_since(v, c) for v, c in zip(viewers * 2, older + versions, strict=True)],
        "reports": lists(ReportFilter()),
        "reports, page 500": [lambda v=v, c=c: share.reports(v, ReportFilter(), cursor=c) for v, c in report_at],
        "search, words": lists(*(ReportFilter(text=text) for text in SEARCHED)),
        "search, words and filters": lists(
            ReportFilter(text="Mosul", languages=(Language.EN,)), ReportFilter(text="وزارت", since=month),
            ReportFilter(text="колонна", stance=Stance.DENIES), ReportFilter(text="Aleppo", countries=("SY",), outlet="Outlet 7"),
            ReportFilter(text="حلب", member="iran", kinds=(EventKind.CLASH,)),
        ),
        "search, letters as typed": lists(ReportFilter(text="Mosul", exact=True), ReportFilter(text="гуманитарной", exact=True)),
        "reports, filters": lists(
            ReportFilter(languages=(Language.FA,)), ReportFilter(outlet="Outlet 7"), ReportFilter(countries=("IQ",)),
            ReportFilter(member="iraq"), ReportFilter(stance=Stance.DENIES), ReportFilter(kinds=(EventKind.CLASH,)),
        ),
        "reports, a month, a year": lists(ReportFilter(since=month), ReportFilter(since=year)),
        "sources": [lambda v=v: gather.sources(v) for v in viewers],
        "what arrived": [lambda v=v: gather_show.own_items(v) for v in viewers],
        "what arrived, page 500": [lambda v=v, c=c: gather_show.own_items(v, c) for v, c in item_at],
        "set aside": [lambda v=v: gather_show.items_set_aside(v) for v in viewers],
        "history": [lambda v=v: read_history(v, None) for v in viewers] + [lambda v=v: read_history(v, None, kinds=("report.filed",), member="iran") for v in viewers],
        "history, page 500": [lambda v=v, c=c: read_history(v, c) for v, c in record_at],
    }  # fmt: skip


def read_history(viewer, cursor, **conditions):
    with store.acting_as(viewer) as tx:
        return history.history(tx, history.HistoryFilter(**conditions), cursor=cursor)


_DEEP = {
    "event": "SELECT changed_at, event FROM diwan.event WHERE viewer = (SELECT diwan.my_member()) ORDER BY changed_at DESC, event DESC OFFSET %s LIMIT 1",
    "report": "SELECT CASE WHEN published IS NULL THEN arrived_at ELSE published END, report FROM diwan.report ORDER BY 1 DESC, 2 DESC OFFSET %s LIMIT 1",
    "item": "SELECT arrived_at, item FROM diwan.item_state ORDER BY 1 DESC, 2 DESC OFFSET %s LIMIT 1",
    "record": "SELECT at, id FROM diwan.record ORDER BY 1 DESC, 2 DESC OFFSET %s LIMIT 1",
}


def deep_cursors(viewers, kind):
    """(viewer, cursor of the five hundredth page), or of the last there is."""
    found = []
    for viewer in viewers:
        with store.acting_as(viewer) as tx:
            rows = tx.connection.execute(_DEEP[kind], [500 * PAGE]).fetchall()
        if rows and kind in ("event", "report"):
            found.append((viewer, cursors.pack(*rows[0])))
        elif rows:
            found.append((viewer, f"{rows[0][0].isoformat()}~{rows[0][1]}"))
    return found


# --- measuring --------------------------------------------------------------------------------------------------


class Watch:
    """Every statement that goes through a transaction, by name: milliseconds of the clock and of the server process."""

    def __init__(self):
        self.taken = defaultdict(list)
        self.last = {}
        self._names = {
            text: name.lower().strip("_").replace("_", " ")
            for module in (queries, words, history, gather_show)
            for name, text in vars(module).items()
            if isinstance(text, str)
        }

    @contextmanager
    def watching(self):
        kept = {name: getattr(Transaction, name) for name in ("rows", "one", "value")}
        for name, asked in kept.items():
            setattr(Transaction, name, self._watched(asked))
        try:
            yield
        finally:
            for name, asked in kept.items():
                setattr(Transaction, name, asked)

    def _watched(self, asked):
        def ask(tx, query, params=None, **more):
            place = f"/proc/{tx.connection.info.backend_pid}/schedstat"
            before, begun = processor_ms(place), time.perf_counter()
            answer = asked(tx, query, params, **more)
            clock = (time.perf_counter() - begun) * 1000
            name = self._names.get(query) or " ".join(query.split())[:28]
            self.taken[name].append((clock, processor_ms(place) - before))
            if clock >= max(was[0] for was in self.taken[name]):
                self.last[name] = (query, params, tx.viewer)
            return answer

        return ask


def processor_ms(place):
    return int(Path(place).read_text().split()[0]) / 1e6


def say_machine():
    begun, number = time.process_time(), 0
    for each in range(1_500_000):
        number += each
    print(
        f"1,500,000 additions: {(time.process_time() - begun) * 1000:.0f} ms of processor; load {os.getloadavg()[0]:.1f}"
    )


def compare(connections, options):
    say_machine()
    with psycopg.connect(connections.admin, autocommit=True) as admin:
        admin.execute("ALTER DATABASE diwan SET max_parallel_workers_per_gather = 0")
    viewers = [store.service_viewer(MemberId(member)) for member in MEMBERS[: options.viewers]]
    asked = questions(viewers, options.reports)
    gated, open_ = gate._app_pool(), gate._pool(connections.admin, prepare_threshold=None)
    print(
        f"{options.reports:,} reports, 4 members, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; p50 and p95 in ms by the clock (by processor)"
    )
    print(f"{'':36} {'with the gate':>29} {'without':>29}  ratio of p95")
    missed = 0
    for name, calls in asked.items():
        if options.only and options.only not in name:
            continue
        watches = {pool: Watch() for pool in (gated, open_)}
        whole = {pool: [] for pool in watches}
        for round_ in range(options.rounds + 1):
            if round_ == 1:  # the first one warms
                watches, whole = {pool: Watch() for pool in watches}, {pool: [] for pool in watches}
            for call in calls:
                for pool, watch in watches.items():
                    gate._Open.app = pool
                    with watch.watching():
                        begun = time.perf_counter()
                        call()
                        whole[pool].append((time.perf_counter() - begun) * 1000)
        gate._Open.app = gated
        print(f"{name}: the whole answer p95 {p95(whole[gated]):.0f} with, {p95(whole[open_]):.0f} without")
        for statement, with_it in sorted(
            watches[gated].taken.items(), key=lambda s: -p95([c for c, _ in s[1]])
        ):
            missed += line(statement, with_it, watches[open_].taken[statement])
            if options.explain and is_missed(with_it, watches[open_].taken[statement]):
                explain(*watches[gated].last[statement])
    open_.close()
    print(f"missed: {missed}")


def line(name, with_it, without):
    told = [p95([p for _, p in taken]) for taken in (with_it, without)]
    if max(told) < LEAST_TOLD_MS:
        return 0
    texts = [
        f"{statistics.median([c for c, _ in taken]):7.1f} {p95([c for c, _ in taken]):7.1f} ({p95([p for _, p in taken]):6.1f})"
        for taken in (with_it, without)
    ]
    is_bad = is_missed(with_it, without)
    print(
        f"    {name:32} {texts[0]:>28}  {texts[1]:>28}  {told[0] / told[1]:5.2f} {'MISSED' if is_bad else ''}",
        flush=True,
    )
    return int(is_bad)


def is_missed(with_it, without):
    used, bare = (p95([p for _, p in taken]) for taken in (with_it, without))
    return used >= MOST_MS or (used > LEAST_TOLD_MS and used > MOST_RATIO * bare)


def explain(query, params, viewer):
    with store.acting_as(viewer) as tx:
        rows = tx.connection.execute(f"EXPLAIN (ANALYZE, BUFFERS) {query}", params).fetchall()
    print("\n".join(f"        {text}" for (text,) in rows))


def p95(taken):
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


if __name__ == "__main__":
    main()
