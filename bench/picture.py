"""How fast pictures are at scale, and what filing one report costs: `.venv/bin/python bench/picture.py 1000 100000`.

For each size a centre in an embedded database of its own, filled by copying rows (`bench/world.py` says how: larger
means older, not busier). Then thirty reports are filed for everybody, each as an officer and the worker do it: received,
unpacked, read, linked, indexed, and taken into the picture of each member. Counted is processor time, of this process and
of the server's processes together: neighbours on the machine change it less than the clock.

Required: filing into the largest costs at most 3 times filing into the smallest; for eight members at most twice what it costs
for two (`--members 2 8`), when most reports go to all.
"""

import argparse
import random
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from diwan import gather, share, store
from diwan.analyse.read_report import read_report
from diwan.analyse.refresh_picture import refresh_picture
from diwan.core.ids import MemberId
from diwan.process.file_report import unpack_item
from diwan.share.index_report import index_report
from diwan.share.views import ReportFilter, SituationFilter, StanceFilter
from world import FIRST_DAY, MEMBERS, TILE_DAYS, TILE_REPORTS, found_centre, lay, learn_columns, made_report

SEARCHED = ("Mosul", "الموصل", "حلب", "колонна", "prisoners bridge", "гуманитарная помощь")
FILED = 30


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("reports", type=int, nargs="*", default=[1_000, 10_000], help="sizes, in thousands")
    asked.add_argument(
        "--members", type=int, nargs="+", default=[8], help="for how many members pictures are laid"
    )
    asked.add_argument("--questions", action="store_true", help="also time what officers ask")
    options = asked.parse_args()
    costs = {}
    for members in options.members:
        for size in options.reports:
            costs[members, size] = measure_one(size, MEMBERS[:members], with_questions=options.questions)
    first = next(iter(costs.values()))
    for (members, size), cost in costs.items():
        print(
            f"{size:>9,} reports, {members} members: filing one {cost:8.1f} ms of processor, {cost / first:.2f} times the first"
        )


def measure_one(size, members, *, with_questions):
    with tempfile.TemporaryDirectory(prefix="diwan-bench-") as home:
        server = store.Server(Path(home), 18, durable=False)
        with store.while_used(server) as connections:
            found_centre(Path(home), connections)
            learn_columns(connections)
            lay(
                connections,
                members,
                max(1, size // TILE_REPORTS),
                with_readings=True,
                tile_reports=min(size, TILE_REPORTS),
            )
            if with_questions:
                measure(members, size)
            cost = file_some(members, size, server)
            store.leave()
    return cost


def measure(members, count):
    viewers = [store.service_viewer(MemberId(member)) for member in members]
    views = [share.situation(viewer, SituationFilter()) for viewer in viewers]
    print(f"{count:,} reports; events a picture: {', '.join(str(view.event_count) for view in views)}")
    times(
        "situation, all",
        [lambda v=v: share.situation(v, SituationFilter()) for v in viewers for _ in range(3)],
    )
    filters = [
        SituationFilter(text=text) for text in SEARCHED
    ] + [SituationFilter(countries=("IQ",)), SituationFilter(stance=StanceFilter.DENIED), SituationFilter(hide_done=True)]  # fmt: skip
    times(
        "situation, filtered", [lambda v=v, f=f: share.situation(v, f) for v in viewers[:3] for f in filters]
    )
    events = [(v, card.id) for v, view in zip(viewers, views, strict=True) for card in view.events.rows[:10]]
    times("event", [lambda v=v, e=e: share.event(v, e) for v, e in events])
    reports = [(v, row.id) for v in viewers[:3] for row in share.reports(v, ReportFilter()).reports.rows[:10]]
    times("report", [lambda v=v, r=r: share.report(v, r) for v, r in reports])
    times("reports, all", [lambda v=v: share.reports(v, ReportFilter()) for v in viewers for _ in range(2)])
    times(
        "reports, search",
        [lambda v=v, t=t: share.reports(v, ReportFilter(text=t)) for v in viewers[:4] for t in SEARCHED],
    )
    cursors = [(v, view.cursor) for v, view in zip(viewers, views, strict=True)]
    times("changes since", [lambda v=v, c=c: share.changes_since(v, c) for v, c in cursors * 3])
    then = FIRST_DAY + timedelta(days=TILE_DAYS * (max(1, count // TILE_REPORTS)) - 28)
    times(
        "situation as of four weeks before the end",
        [lambda v=v: share.situation(v, SituationFilter(as_of=then)) for v in viewers[:2]],
    )


def file_some(members, size, server):
    """Mean milliseconds of processor that one report costs, all of it; the first five warm."""
    source, taken = random.Random(99), {}
    last = FIRST_DAY + timedelta(days=TILE_DAYS * (max(1, size // TILE_REPORTS) - 1))
    viewer = store.service_viewer(MemberId(members[0]))
    for number in range(FILED + 5):
        if number == 5:
            taken = {}
        made, _ = made_report(number, source)
        published = last + (made.published - FIRST_DAY)
        raw = gather.Raw(f"{number}.txt", made.text.encode(), published=published, outlet=made.outlet)
        reach = gather.Reach(members=tuple(MemberId(member) for member in members))
        with used(taken, "received and unpacked", server):
            item = gather.receive(viewer, gather.Arrival(raw, "upload", reach))
            unpack_item(MemberId(members[0]), item)
        with store.as_worker() as tx:
            report = tx.value("SELECT report FROM diwan.report WHERE item = %s", [item])
        with used(taken, "read and linked", server):
            read_report(report)
        with used(taken, "indexed", server):
            index_report(report)
        with used(taken, f"pictures of {len(members)} members", server):
            for member in members:
                refresh_picture(member)
    print(f"filing one into {size:,} reports, {len(members)} members, mean of {FILED}:")
    for name, all_of_it in taken.items():
        print(
            f"    {name:32} {statistics.mean(all_of_it):8.1f} ms   p95 {p95(all_of_it):8.1f} ms", flush=True
        )
    return sum(statistics.mean(all_of_it) for all_of_it in taken.values())


class used:  # noqa: N801  reads as the verb that it is
    """Milliseconds of processor inside the block, of this process and of all processes of the server."""

    def __init__(self, taken, name, server):
        self.into, self.data = taken.setdefault(name, []), server.data

    def __enter__(self):
        self.begun = self._now()

    def __exit__(self, *_):
        self.into.append(self._now() - self.begun)

    def _now(self):
        postmaster = int((self.data / "postmaster.pid").read_text().split()[0])
        nanoseconds = 0
        for child in Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split():
            nanoseconds += int(Path(f"/proc/{child}/schedstat").read_text().split()[0])
        return time.process_time() * 1000 + nanoseconds / 1e6


def p95(taken):
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def times_of(calls, into):
    for call in calls:
        begun = time.perf_counter()
        call()
        into.append((time.perf_counter() - begun) * 1000)


def times(name, calls):
    taken = []
    times_of(calls, into=taken)
    print(f"{name:45} p50 {statistics.median(taken):8.1f} ms   p95 {p95(taken):8.1f} ms", flush=True)


if __name__ == "__main__":
    main()
