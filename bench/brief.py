"""How fast `diwan brief` reads, beside two libraries that do a part of it, on the same reports in one run.

    .venv/bin/python bench/brief.py [--reports 2000] [--beside "PROGRAM …"]

Rate is what the command takes for all reports less what it takes for one, over two cores; the better of two runs.
Memory is the peak of the proportional set size (shared pages counted once) of the command and its children, in a run
of its own, because looking slows what is looked at. Processor time is that of the command and its children; on a
machine that others use it is the figure to compare, and best as a share of what trafilatura took in the same run.

`--beside`: any program that takes a file of reports as its last argument, one JSON object a line, and writes to standard
output; its rate is what it takes for a tenth of the reports less what it takes for one, the better of two runs, and how
many times as fast `diwan brief` is.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from made_reports import as_page, reports

HERE = Path(__file__).resolve().parents[1]
DIWAN = HERE / ".venv/bin/diwan"
CORES = 2
TARGETS = {"rate": 120, "start": 3.0, "memory": 1200}


def descendants(pid):
    found, queue = [pid], [pid]
    while queue:
        for task in Path(f"/proc/{queue.pop()}/task").glob("*/children"):
            try:
                children = [int(word) for word in task.read_text().split()]
            except OSError:
                continue
            found += children
            queue += children
    return found


def megabytes(pid):
    total = 0
    for one in descendants(pid):
        try:
            for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total / 1024


def run(path, output):
    """(seconds, processor seconds) of one `diwan brief`."""
    begun = time.perf_counter()
    _, status, used = os.wait4(started(path, output).pid, 0)
    seconds = time.perf_counter() - begun
    code = os.waitstatus_to_exitcode(status)
    assert code == 0, f"diwan brief ended with {code}"
    return seconds, used.ru_utime + used.ru_stime


def peak_megabytes(path, output):
    """Of one `diwan brief`, looked at twice a second."""
    peak, child = 0.0, started(path, output)
    while child.poll() is None:
        peak = max(peak, megabytes(child.pid))
        time.sleep(0.5)
    assert child.returncode == 0, f"diwan brief ended with {child.returncode}"
    return peak


def started(path, output):
    command = [DIWAN, "brief", path, "--format", "json", "--output", output]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def first_line(path):
    begun = time.perf_counter()
    child = subprocess.Popen([DIWAN, "brief", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    child.stdout.readline()
    seconds = time.perf_counter() - begun
    child.communicate()
    return seconds


def rate_beside(command, made, folder):
    """Reports a second after the start."""
    some = made[: max(2, len(made) // 10)]
    took = []
    for name, those in (("few", some), ("single", some[:1])):
        file = folder / f"{name}.jsonl"
        file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in those), encoding="utf-8")
        took.append(min(_seconds([*command, str(file)]) for _ in range(2)))
    return (len(some) - 1) / max(took[0] - took[1], 1e-9)


def _seconds(command):
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def extract_pages(pages):
    import trafilatura  # noqa: PLC0415  (in the child that uses it)

    begun = time.process_time()
    for page in pages:
        trafilatura.extract(page, favor_precision=True)
    return time.process_time() - begun


def tag_russian(texts):
    # One thread a process: two processes with two threads each on two cores wait for one another.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    import natasha_data  # noqa: PLC0415

    tagger = natasha_data.tagger()
    begun, used = time.perf_counter(), time.process_time()
    for text in texts:
        tagger(text)
    return time.perf_counter() - begun, time.process_time() - used


def over_cores(work, items):
    halves = [items[n::CORES] for n in range(CORES)]
    with ProcessPoolExecutor(CORES) as pool:
        begun = time.perf_counter()
        results = list(pool.map(work, halves))
        return time.perf_counter() - begun, results


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--reports", type=int, default=2000)
    options.add_argument("--beside", type=shlex.split, help="another program for the same reports")
    asked = options.parse_args()
    count = asked.reports
    made = list(reports(count))
    words = sum(len(r["text"].split()) for r in made) / count
    print(
        f"{count} different reports, {words:.0f} words each, a quarter in each language; {os.cpu_count()} cores\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        many, one = Path(folder, "many.jsonl"), Path(folder, "one.jsonl")
        many.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in made), encoding="utf-8")
        one.write_text(json.dumps(made[0], ensure_ascii=False) + "\n", encoding="utf-8")
        first_line(one)  # pages of the disk into memory
        start = first_line(one)
        output = Path(folder, "brief.json")
        single, used_by_one = min(run(one, output) for _ in range(2))
        runs = [run(many, output) for _ in range(2)]
        peak = peak_megabytes(many, output)
        beside = rate_beside(asked.beside, made, Path(folder)) if asked.beside else None
    whole, used = min(runs)
    rate = (count - 1) / max(whole - single, 1e-9)
    verdict = {True: "met", False: "MISSED"}
    print(
        f"diwan brief, after the start   {rate:7.0f} reports a second   at least {TARGETS['rate']}: {verdict[rate >= TARGETS['rate']]}"
    )
    both = " and ".join(f"{count / seconds:.0f}" for seconds, _ in runs)
    print(f"diwan brief, whole run         {count / whole:7.0f} reports a second   (two runs: {both})")
    print(
        f"start, first line of output    {start:7.1f} seconds            at most {TARGETS['start']}: {verdict[start <= TARGETS['start']]}"
    )
    print(
        f"peak memory, children included {peak:7.0f} MB                 below {TARGETS['memory']}: {verdict[peak < TARGETS['memory']]}"
    )
    each = 1000 * (used - used_by_one) / (count - 1)
    print(f"processor time, all of it      {each:7.1f} ms a report")
    if beside:
        print(
            f"\n{asked.beside[0]} …, the same reports {beside:.1f} a second: diwan brief is {rate / beside:.1f} times as fast"
        )
    seconds, extracting = over_cores(extract_pages, [as_page(r) for r in made])
    extracted = 1000 * sum(extracting) / count
    print(
        f"\ntrafilatura alone, same pages  {count / seconds:7.0f} pages a second (main text only), {extracted:.1f} ms a page;"
        f" diwan brief takes {each / extracted:.2f} times that a report"
    )
    russian = [r["text"] for r in made if r["id"] in {f"r{n:05}" for n in range(3, count, 4)}]
    _, tagging = over_cores(tag_russian, russian)
    slowest, tagged = max(wall for wall, _ in tagging), 1000 * sum(used for _, used in tagging) / len(russian)
    print(
        f"slovnet alone, Russian texts   {len(russian) / slowest:7.0f} reports a second (names only, models loaded),"
        f" {tagged:.1f} ms a report"
    )


if __name__ == "__main__":
    sys.exit(main())
