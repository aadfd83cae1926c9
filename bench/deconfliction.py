"""How fast and how right the check is: `.venv/bin/python bench/deconfliction.py 10000 100000 --pairs 10000`.

For each size so many live volumes (circles, corridors, polygons of 0.3 to 12 km around one city and over one country, in
24 hours and five kilometres of height), and one activity of one volume after another against all of them, geometry
alone: boxes of live volumes compared as columns, then the exact check; and with the explanation of each conflict. Beside it, on the same
volumes, Shapely's STRtree with heights and times compared after it and `intersects` on shapes drawn in degrees, which
neither knows geodesics nor explains; and PostGIS when this machine's PostgreSQL has it. Counted is processor time of
this process.

Then random pairs, among them poles, the date line, touching edges and nights when clocks change, against the tests'
oracle of another method: missed and made-up conflicts. Required: none missed, none made up; p99 at most 5 ms at both sizes.
"""

import argparse
import collections
import math
import random
import shutil
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import shapely

from diwan.coordinate.space import (
    Area,
    Point,
    Reference,
    Shape,
    Volume,
    band,
    box_of,
    circle,
    meetings,
    which_meet,
    window,
)

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from oracle_of_volumes import verdict
from volumes_at_random import pair

DAY = datetime(2026, 6, 1, tzinfo=UTC)
ASKED, MOST_MS = 400, 5.0


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("sizes", type=int, nargs="*", default=[10_000, 100_000], help="live volumes")
    asked.add_argument("--pairs", type=int, default=10_000, help="random pairs held against the oracle")
    asked.add_argument("--seed", type=int, default=20151003)
    options = asked.parse_args()
    right = [one_against_many(size, options.seed) for size in options.sizes]
    say_postgis()
    right.append(against_oracle(options.pairs, options.seed))
    sys.exit(0 if all(right) else 1)


def one_against_many(size, seed):
    draw = random.Random(seed)
    live = [made(draw) for _ in range(size)]
    boxes = Boxes(live)
    tree = Tree(live)
    mine, explained, theirs, found, candidates = [], [], [], 0, []
    for _ in range(ASKED):
        volume = made(draw)
        start = time.process_time()
        near = boxes.near(volume)
        met = which_meet([volume], [live[place] for place in near])
        mine.append((time.process_time() - start) * 1000)
        start = time.process_time()
        meetings([volume], [live[near[place]] for _, place in met])
        explained.append(mine[-1] + (time.process_time() - start) * 1000)
        candidates.append(len(near))
        found += len(met)
        start = time.process_time()
        tree.meets(volume)
        theirs.append((time.process_time() - start) * 1000)
    told = f"{size:>9,} live volumes, {ASKED} activities"
    print(f"{told}: {statistics.mean(candidates):.1f} candidates each, {found / ASKED:.2f} conflicts each")
    print(f"{'':>9}   Diwan, exact                    {figures(mine)}")
    print(f"{'':>9}   the same, with explanations     {figures(explained)}")
    print(f"{'':>9}   Shapely STRtree, flat degrees   {figures(theirs)}")
    return percentile(mine, 0.99) <= MOST_MS


def made(draw):
    """Half of them around one city, half over one country."""
    latitude, longitude = (
        (draw.gauss(33.3, 0.25), draw.gauss(44.4, 0.3))
        if draw.random() < 0.5
        else (draw.uniform(30, 37), draw.uniform(40, 48))
    )
    kind, size = draw.randrange(3), draw.uniform(300, 6_000)
    if kind == 0:
        area = circle((latitude, longitude), size)
    else:
        degrees = size / 111_000
        turns = sorted(draw.uniform(0, math.tau) for _ in range(draw.randint(4, 8)))
        points = [
            Point(latitude + degrees * math.cos(turn), longitude + degrees * math.sin(turn)) for turn in turns
        ]
        # rings around a point do not cross themselves, so they need not be checked a hundred thousand times
        area = (
            Area(Shape.POLYGON, tuple(points))
            if kind == 1
            else Area(Shape.CORRIDOR, tuple(points[:3]), size / 10)
        )
    lower = draw.uniform(0, 4_000)
    start = DAY + timedelta(seconds=draw.uniform(0, 86_400))
    times = window(start, start + timedelta(minutes=draw.uniform(10, 120)))
    return Volume(area, band(lower, lower + draw.uniform(50, 500), Reference.SEA), times)


class Boxes:
    """The boxes of live volumes as columns, as the database keeps them, compared a column at a time."""

    def __init__(self, live):
        self.columns = np.array([box_of(volume) for volume in live]).T
        self.columns = np.ascontiguousarray(self.columns)

    def near(self, volume):
        box = box_of(volume)
        start, end = self.columns[8], self.columns[9]
        places = np.flatnonzero((start <= box.end) & (end >= box.start))
        for low, high, least, most in ((0, 3, box.x_min, box.x_max), (1, 4, box.y_min, box.y_max), (2, 5, box.z_min, box.z_max), (6, 7, box.lower_m, box.upper_m)):  # fmt: skip
            places = places[(self.columns[low][places] <= most) & (self.columns[high][places] >= least)]
        return places.tolist()


class Tree:
    """Degrees taken for a plane: quick, and wrong by what the map bends."""

    def __init__(self, live):
        self.shapes = [flat(volume) for volume in live]
        self.tree = shapely.STRtree(self.shapes)
        self.bands = np.array([(volume.band.lower_m, volume.band.upper_m) for volume in live])
        self.spans = np.array([volume.window.spans[0] for volume in live])

    def meets(self, volume):
        shape = flat(volume)
        near = self.tree.query(shape)
        (start, end), heights = volume.window.spans[0], volume.band
        near = near[(self.spans[near, 0] <= end) & (self.spans[near, 1] >= start)]
        near = near[(self.bands[near, 0] <= heights.upper_m) & (self.bands[near, 1] >= heights.lower_m)]
        return near[shapely.intersects(shape, [self.shapes[place] for place in near])] if len(near) else near


def flat(volume):
    points = [(point.longitude, point.latitude) for point in volume.area.points]
    if volume.area.shape == "polygon":
        return shapely.Polygon(points)
    core = shapely.Point(points[0]) if len(points) == 1 else shapely.LineString(points)
    return core.buffer(volume.reach_m / 111_000)


def say_postgis():
    found = (
        shutil.which("pg_config")
        and subprocess.run(
            ["pg_config", "--sharedir"], capture_output=True, text=True, check=False
        ).stdout.strip()
    )
    if found and (Path(found) / "extension" / "postgis.control").exists():
        print("PostGIS is installed, but this bench does not measure it yet.")
    else:
        print("PostGIS is not installed on this machine; not measured.")


def against_oracle(pairs, seed):
    draw = random.Random(seed)
    counted = collections.Counter()
    for _ in range(pairs):
        one, other = pair(draw)
        counted[bool(meetings([one], [other])), verdict(one, other)] += 1
    missed, made_up = counted[False, True], counted[True, False]
    near = counted[True, None] + counted[False, None]
    print(
        f"{pairs:,} random pairs: {counted[True, True]:,} meet, {counted[False, False]:,} do not, "
        f"{near:,} touch to within the oracle's own error; missed {missed}, made up {made_up}"
    )
    return not missed and not made_up


def figures(milliseconds):
    return (
        f"p50 {percentile(milliseconds, 0.5):6.2f} ms   p95 {percentile(milliseconds, 0.95):6.2f} ms"
        f"   p99 {percentile(milliseconds, 0.99):6.2f} ms of processor"
    )


def percentile(values, share):
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


if __name__ == "__main__":
    main()
