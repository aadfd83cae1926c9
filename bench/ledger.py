"""How fast the log is: `.venv/bin/python bench/ledger.py --records 10000`. Everything in one run, bare ceilings first.

A durable centre of its own: PostgreSQL with fsync, the real projections of `report.filed`, the real publisher. Two
members file at once, each from a process of its own, because that is what two cores can do; members' logs have no lock
in common. Beside each figure stands the load of the machine while it was taken.
"""

import argparse
import functools
import multiprocessing
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import psycopg
import pymerkle
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nacl.bindings import crypto_sign

from diwan import charter, ledger, schema, store
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from diwan.core.labels import Label
from diwan.entry import wiring
from diwan.ledger import tlog
from diwan.ledger.export import export_logs
from diwan.ledger.publishing import logs_folder
from diwan.ledger.publishing.publisher import TURN_SECONDS, Publisher
from diwan.ledger.verifying import Folder

BATCH = 256
WARM = 8  # batches: psycopg prepares a statement when it runs for the sixth time
FILERS = ("iraq", "iran")
PASSPHRASE = "a passphrase of the bench"
LABEL = Label(frozenset(map(MemberId, ("iraq", "iran", "russia", "syria"))))
TEXT = "The water board said on Saturday that the old bridge was closed by a flood and that it would open again. "


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--records", type=int, nargs="+", default=[10_000], help="sizes at which to measure, rising"
    )
    asked.add_argument(
        "--seconds", type=float, default=15, help="how long the load lasts under which publishing is timed"
    )
    asked.add_argument("--folder", type=Path, help="where the centre of the bench lies; gone afterwards")
    options = asked.parse_args()
    say_machine()
    measure_ceilings(options.folder)
    with tempfile.TemporaryDirectory(prefix="diwan-bench-", dir=options.folder) as home:
        centre = Path(home)
        with store.while_used(store.Server(centre, 18)) as connections:
            found_centre(centre, connections)
            measure_single_commits(connections)
            measure_one_by_one()
            measure_tree()
            for size in sorted(options.records):
                measure_at(size, centre, connections, options.seconds)
            store.leave()


def say(what, figure, told=""):
    print(f"{what:58} {figure:>22}  load {os.getloadavg()[0]:.1f}  {told}", flush=True)


def say_machine():
    model = next(
        (line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), ""
    )
    print(f"{os.cpu_count()} cores, {model.partition(': ')[2]}, Python {sys.version.split()[0]}\n")


def rate(act, count, *, rounds=3):
    """The best of some rounds: neighbours only ever slow it down. A second of the clock, and of the processor."""
    clock, processor = [], []
    for _ in range(rounds):
        begun = time.process_time()
        clock.append(timed(lambda: [act() for _ in range(count)]))
        processor.append(time.process_time() - begun)
    return count / min(clock), count / min(processor)


def timed(act):
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def postgres_seconds(home):
    """Processor time of the server and of all that it started."""
    server = (home / "pg" / "postmaster.pid").read_text().split()[0]
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    return sum(_used(pid) for pid in (server, *children))


def _used(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def own_seconds():
    """Processor time of this process and of those that it waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def percentiles(seconds):
    ordered = sorted(seconds)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.95)]


# What the machine can do at best.


def measure_ceilings(folder):
    key, message = Ed25519PrivateKey.generate(), os.urandom(900)
    signature, public = key.sign(message), key.public_key()
    sign_rate, sign_processor = rate(lambda: key.sign(message), 2000)
    say(
        "bare Ed25519 sign, one core",
        f"{sign_rate:,.0f} /s",
        f"{1e6 / sign_processor:.0f} µs of the processor",
    )
    secret = key.private_bytes_raw() + public.public_bytes_raw()
    sign_rate, sign_processor = rate(lambda: crypto_sign(message, secret), 2000)
    say(
        "the same by libsodium, which signs our records",
        f"{sign_rate:,.0f} /s",
        f"{1e6 / sign_processor:.0f} µs of the processor",
    )
    verify_rate, verify_processor = rate(lambda: public.verify(signature, message), 2000)
    say(
        "bare Ed25519 verify, one core",
        f"{verify_rate:,.0f} /s",
        f"{1e6 / verify_processor:.0f} µs of the processor",
    )
    verify_on_both_cores()
    with tempfile.TemporaryFile(dir=folder) as file:
        times = [timed(lambda: _write_and_wait(file)) for _ in range(400)]
    p50, p95 = percentiles(times)
    say("fsync of 4 KiB", f"p50 {p50 * 1e3:.2f} p95 {p95 * 1e3:.2f} ms")


def verify_on_both_cores():
    """Bare verifications a second of the processor while the other core does the same, told as well."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        both = list(pool.map(verify_bare_for_a_while, range(2)))
    mean = statistics.mean(both)
    say(
        "bare Ed25519 verify, both cores at once, each",
        f"{min(both):,.0f} to {max(both):,.0f} /s",
        f"{1e6 / mean:.0f} µs of the processor",
    )
    return mean


def verify_bare_for_a_while(_number):
    """Verifications a second of the processor, while the other core does the same: two cores may share one."""
    key, message = Ed25519PrivateKey.generate(), os.urandom(900)
    signature, public = key.sign(message), key.public_key()
    return rate(lambda: public.verify(signature, message), 8000)[1]


def _write_and_wait(file):
    os.write(file.fileno(), bytes(4096))
    os.fsync(file.fileno())


def measure_single_commits(connections):
    with psycopg.connect(connections.owner, autocommit=True) as owner:
        owner.execute("CREATE TABLE public.bench (n bigint PRIMARY KEY, data bytea)")
        row = os.urandom(1000)
        times = [
            timed(lambda n=n: owner.execute("INSERT INTO public.bench VALUES (%s, %b)", [n, row]))
            for n in range(500)
        ]
        owner.execute("DROP TABLE public.bench")
    p50, p95 = percentiles(times)
    say(
        "PostgreSQL, one row a commit",
        f"{len(times) / sum(times):,.0f} /s",
        f"p50 {p50 * 1e3:.2f} p95 {p95 * 1e3:.2f} ms",
    )


# Ours.


def found_centre(home, connections):
    with psycopg.connect(connections.owner) as owner:
        schema.apply_schema(owner)
        owner.execute("CREATE SCHEMA IF NOT EXISTS public; GRANT ALL ON SCHEMA public TO CURRENT_USER")
    charter.found_sample_centre(open_here(home, connections))


def open_here(home, connections):
    wiring.connect()
    keys = ledger.open_key_store(home, PASSPHRASE)
    ledger.use_keys(keys)
    store.use(connections)
    return keys


BODY = {
    "part": 0, "title": "Bridge closed", "text": TEXT * 4, "language": "en", "outlet": "A paper", "outlet_country": "", "url": "",
    "source_credit": "", "reliability": "B", "credibility": "2", "way": "feed", "problems": [],
}  # fmt: skip


def draft():
    now, item = springs.now(), uuid.uuid4()
    return ledger.Draft(
        "report.filed", BODY | {"item": item, "published": now, "arrived_at": now}, LABEL, (item,)
    )


def file(member, count):
    """The last place of the member's log, once it is durable."""
    with store.acting_as(store.service_viewer(MemberId(member)), write=True) as tx:
        records = ledger.append_many(tx, [draft() for _ in range(count)])
    return records[-1].seq


def measure_one_by_one():
    for _ in range(30):
        file("iraq", 1)
    times = [timed(lambda: file("iraq", 1)) for _ in range(400)]
    p50, p95 = percentiles(times)
    say(
        "append of one record, durable and projected",
        f"p50 {p50 * 1e3:.1f} p95 {p95 * 1e3:.1f} ms",
        f"{len(times) / sum(times):,.0f} /s",
    )


def measure_tree(leaves=20_000, proofs=1_000):
    """The same work twice: a tree of so many leaves, its root, and inclusion proofs."""
    entries = [b"diwan/leaf/1\niraq\n%d\n" % n + bytes(128) for n in range(leaves)]
    files = {}

    def ours():
        for start in range(0, leaves, BATCH):
            files.update(tlog.append(start, entries[start : start + BATCH], files.__getitem__))
        tiles = tlog.Tiles(files.__getitem__)
        return tiles.root(leaves), [tiles.inclusion(n * (leaves // proofs), leaves) for n in range(proofs)]

    def theirs():
        tree = pymerkle.InmemoryTree(algorithm="sha256")
        for entry in entries:
            tree.append_entry(entry)
        return tree.get_root(), [
            tree.prove_inclusion(1 + n * (leaves // proofs), leaves) for n in range(proofs)
        ]

    roots = {}
    for name, work in (("ours, with tiles and entry bundles", ours), ("pymerkle, in memory", theirs)):
        seconds = timed(lambda work=work, name=name: roots.update({name: work()[0]}))
        say(f"tree of {leaves:,} leaves, {proofs:,} proofs: {name}", f"{leaves / seconds:,.0f} /s")
    assert len(set(roots.values())) == 1, "the two trees differ"


def measure_at(size, home, connections, seconds):
    print(f"\nat {size:,} records")
    fill(size, home, connections)
    measure_publishing(home, connections, seconds)
    measure_verification(home)
    measure_rebuild(home)


def fill(size, home, connections):
    """Two members at once, in batches; how fast the first and the last tenth were tells how the cost grows."""
    with psycopg.connect(connections.admin) as admin:
        there = admin.execute("SELECT count(*) FROM diwan.record").fetchone()[0]
    batches = max(10, (size - there) // (BATCH * len(FILERS)))
    with ProcessPoolExecutor(len(FILERS), multiprocessing.get_context("spawn")) as pool:
        list(
            pool.map(functools.partial(file_batches, home, connections, WARM), FILERS)
        )  # the processes are warm then
        begun, postgres = time.perf_counter(), postgres_seconds(home)
        done = list(pool.map(functools.partial(file_batches, home, connections, batches), FILERS))
        took, postgres = time.perf_counter() - begun, postgres_seconds(home) - postgres
    count = batches * BATCH * len(FILERS)
    tenth = max(1, batches // 10)
    first, last = (
        statistics.mean(t for times, _ in done for t in times[part]) / BATCH * 1e6
        for part in (slice(tenth), slice(-tenth, None))
    )
    say(
        f"append in batches of {BATCH}, two members at once", f"{count / took:,.0f} /s",
        f"{count:,} records; processor µs a record: Python {sum(p for _, p in done) / count * 1e6:.0f}, PostgreSQL"
        f" {postgres / count * 1e6:.0f}; clock in the first tenth {first:.0f}, in the last {last:.0f}",
    )  # fmt: skip


def file_batches(home, connections, count, member):
    if ledger.wires.Wires.keys is None:
        open_here(home, connections)
    begun = time.process_time()
    times = [timed(lambda: file(member, BATCH)) for _ in range(count)]
    return times, time.process_time() - begun


def measure_publishing(home, connections, seconds):
    """Two members file without a pause; a third process publishes; a thread here looks at the signed heads."""
    context = multiprocessing.get_context("spawn")
    begin, end_filing, end_publishing = context.Event(), context.Event(), context.Event()
    told = context.Queue()
    filers = [
        context.Process(target=file_until, args=((home, connections), each, (begin, end_filing), told))
        for each in FILERS
    ]
    publisher = context.Process(target=publish_until, args=(home, connections, end_publishing))
    for process in (*filers, publisher):
        process.start()
    for _ in filers:
        told.get()  # it is loaded and warm
    wait_until_published(home, connections)
    seen, end_watching = {member: [] for member in FILERS}, threading.Event()
    watcher = threading.Thread(target=watch, args=(home, seen, end_watching))
    watcher.start()
    begin.set()
    time.sleep(seconds)
    end_filing.set()
    said = [told.get() for _ in filers]
    wait_until_published(home, connections)
    for event, others in ((end_watching, [watcher]), (end_publishing, [*filers, publisher])):
        event.set()
        for other in others:
            other.join()
    say_waits(said, seen, seconds)


def wait_until_published(home, connections):
    while not all(head_size(home, member) >= length(connections, member) for member in FILERS):
        time.sleep(0.05)
    time.sleep(0.05)


def say_waits(said, seen, seconds):
    waits = [
        max(0.0, next(at for size, at in seen[member] if size >= seq) - committed)
        for member, batches in said
        for seq, committed in batches
    ]
    p50, p95 = percentiles(waits)
    say(
        "from append to published tile, under load", f"p50 {p50:.2f} p95 {p95:.2f} s",
        f"{len(waits) * BATCH / seconds:,.0f} records filed a second meanwhile",
    )  # fmt: skip


def file_until(centre, member, events, told):
    begin, end = events
    open_here(*centre)
    file(member, BATCH)
    told.put(member)
    begin.wait()
    batches = []
    while not end.is_set():
        batches.append((file(member, BATCH), time.monotonic()))
    told.put((member, batches))


def publish_until(home, connections, end):
    publisher = Publisher(home, open_here(home, connections))
    while not end.wait(TURN_SECONDS):
        publisher.turn()


def watch(home, seen, stop):
    while not stop.wait(0.01):
        for member, heads in seen.items():
            size = head_size(home, member)
            if not heads or size > heads[-1][0]:
                heads.append((size, time.monotonic()))


def head_size(home, member):
    try:
        return int((logs_folder(home) / member / "checkpoint").read_text().split("\n")[1])
    except FileNotFoundError:
        return 0


def length(connections, member):
    with psycopg.connect(connections.admin) as admin:
        return admin.execute("SELECT seq FROM diwan.log_head WHERE member = %s", [member]).fetchone()[0]


def measure_verification(home):
    """`diwan log verify`, its start included, of a copy with every envelope that one member may read. The bare rate is
    taken just before and just after: a rented machine is a third faster in one minute than in the next."""
    place = home / "bundle"
    viewer = store.service_viewer(MemberId("syria"))
    with store.acting_as(viewer) as tx:
        tx.run("SET LOCAL statement_timeout = 0")
        disclosed = export_logs(Folder(logs_folder(home)), place, tx)
    command = [Path(sys.executable).with_name("diwan"), "log", "verify", place, "--cores", "2"]
    bare = verify_on_both_cores()
    begun, processor = time.perf_counter(), own_seconds()
    subprocess.run([*command, "--state", home / "seen.json"], check=True, stdout=subprocess.DEVNULL)
    took, processor = time.perf_counter() - begun, own_seconds() - processor
    bare = (bare + verify_on_both_cores()) / 2
    say(
        "verification of every log, two cores", f"{disclosed / took:,.0f} /s",
        f"{disclosed:,} envelopes; {processor / disclosed * 1e6:.0f} µs of the processor each:"
        f" {disclosed / processor / bare:.0%} of the bare rate",
    )  # fmt: skip
    shutil.rmtree(place)


def measure_rebuild(home):
    begun, postgres, own = time.perf_counter(), postgres_seconds(home), own_seconds()
    count = wiring.rebuild()
    took, postgres, own = time.perf_counter() - begun, postgres_seconds(home) - postgres, own_seconds() - own
    say(
        "rebuild of all projections", f"{count / took:,.0f} /s",
        f"{count:,} records; processor µs a record: Python {own / count * 1e6:.0f}, PostgreSQL {postgres / count * 1e6:.0f}",
    )  # fmt: skip


if __name__ == "__main__":
    main()
