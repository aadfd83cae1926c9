"""How fast pictures are at scale: `.venv/bin/python bench/picture.py 10000`. Prints p50 and p95 in milliseconds.

A centre of eight members in an embedded database of its own. The base is laid by copying rows: short reports as they
are read, the edges that `analyse.link_all` finds among them, and each member's overlay by its own refresh. Every
question is then asked through the gate, as the application asks it.
"""

import argparse
import json
import random
import statistics
import tempfile
import time
import uuid
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from diwan import analyse, charter, gather, ledger, process, schema, share, store
from diwan.analyse.read_report import read_report
from diwan.analyse.refresh_picture import refresh_picture
from diwan.analyse.stored import body_of, stages_of
from diwan.core.ids import MemberId
from diwan.core.reading import Report
from diwan.entry import wiring
from diwan.process.file_report import unpack_item
from diwan.process.projections import text_sha256
from diwan.share import queries
from diwan.share.index_report import document_of
from diwan.share.views import ReportFilter, SituationFilter, StanceFilter
from made_reports import DAYS, LANGUAGES, TEMPLATES, TOWNS, _name

MEMBERS = ("iran", "iraq", "russia", "syria", "fifth", "sixth", "seventh", "eighth")
FIRST_DAY = datetime(2021, 1, 4, 6, tzinfo=UTC)
SEARCHED = ("Mosul", "الموصل", "حلب", "колонна", "prisoners bridge", "гуманитарная помощь")


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("reports", type=int, nargs="?", default=10_000)
    asked.add_argument("--members", type=int, default=8, help="for how many members a picture is laid")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="diwan-bench-") as home:
        server = store.Server(Path(home), 18, durable=False)
        with store.while_used(server) as connections:
            found_centre(Path(home), connections)
            members = MEMBERS[: options.members]
            lay_base(connections, options.reports, members)
            measure(members, options.reports)
            store.leave()


def found_centre(home, connections):
    wiring.connect()
    with psycopg.connect(connections.owner) as owner:
        schema.apply_schema(owner)
    keys = ledger.open_key_store(home, "a passphrase of the bench")
    ledger.use_keys(keys)
    store.use(connections)
    charter.found_sample_centre(keys)


def made_report(number, source, *, like=None):
    """A short report of one happening; every third one tells again, in another language, what another told."""
    template, town, other, day, count = like or (
        source.randrange(12), *source.sample(range(len(TOWNS)), 2), source.randrange(730), source.randint(2, 900)
    )  # fmt: skip
    language = source.choice(LANGUAGES)
    column = LANGUAGES.index(language)
    text = " ".join(
        TEMPLATES[language][sentence % 12].format(
            town=TOWNS[town][column], other=TOWNS[other][column], person=_person(column, (town, other, day, count)), n=count,
            day=DAYS[(sentence + number) % len(DAYS)][column],
        )
        for sentence in (template, template + 1)
    ) + f" {_tale(column, (town, other, day, count))}"  # fmt: skip
    published = FIRST_DAY + timedelta(days=day, minutes=source.randrange(1400))
    report = Report(
        str(uuid.UUID(int=source.getrandbits(128), version=4)),
        text,
        text[:60],
        published,
        f"Outlet {number % 53}",
    )
    return report, (template, town, other, day, count)


def _person(column, told):
    """One name a happening, alike in all languages: names that many share would tie everything to everything."""
    source = random.Random(str(told))
    seeds = source.random(), source.random()
    return " ".join(_name(column, 3, random.Random(seed)) for seed in seeds)


def _tale(column, told):
    """Words that this happening shares with no other: else a few templates would make everything a copy of everything."""
    source = random.Random(f"tale {told}")
    return " ".join(_name(column, source.randint(2, 4), source).lower() for _ in range(24)) + "."


def made_reports(count):
    source, last, made = random.Random(20150926), None, []
    for number in range(count):
        report, told = made_report(number, source, like=last if number % 3 else None)
        made.append(report)
        last = told
    return made


def lay_base(connections, count, members):
    begun = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        readings = list(pool.map(process.read, made_reports(count), chunksize=200))
    say("read", count, begun)
    begun = time.perf_counter()
    edges = analyse.link_all(readings)
    say(f"linked, {len(edges):,} edges", count, begun)
    source = random.Random(7)
    with psycopg.connect(connections.admin) as admin:
        audiences = intern(admin, source)
        of = {reading.report.id: source.choice(audiences) for reading in readings}
        copy_readings(admin, readings, of)
        copy_edges(admin, edges, {report: audience for report, (audience, _) in of.items()})
        admin.execute(
            "INSERT INTO diwan.picture_due SELECT m.member, r.report FROM diwan.report r JOIN diwan.audience_member m USING (audience)"
        )
        admin.commit()
        for member in members:
            begun = time.perf_counter()
            refresh_picture(member)
            say(f"picture of {member}", count, begun)
        admin.autocommit = True
        admin.execute("ANALYZE")


def intern(admin, source):
    """Thirty audiences: the whole centre often, pairs and rooms besides; always with an author who reads here."""
    sets = [MEMBERS] * 12 + [tuple(sorted(source.sample(MEMBERS, source.randint(1, 5)))) for _ in range(18)]
    with admin.cursor() as cursor:
        found = []
        for members in sets:
            row = cursor.execute(
                "INSERT INTO diwan.audience (members) VALUES (%s) ON CONFLICT (members) DO UPDATE SET members = EXCLUDED.members"
                " RETURNING id",
                [list(members)],
            ).fetchone()
            for member in members:
                cursor.execute(
                    "INSERT INTO diwan.audience_member VALUES (%s, %s) ON CONFLICT DO NOTHING",
                    [member, row[0]],
                )
            found.append((row[0], members[0]))
    return found


def copy_readings(admin, readings, of):
    with admin.cursor() as cursor:
        with cursor.copy(
            "COPY diwan.report (report, member, audience, tlp, item, title, text, language, published, outlet, outlet_country,"
            " url, source_credit, reliability, credibility, way, arrived_at, filed_at, text_sha256, valid_from) FROM STDIN"
        ) as rows:
            for reading in readings:
                r, (audience, member) = reading.report, of[reading.report.id]
                rows.write_row(
                    (r.id, member, audience, "TLP:AMBER", uuid.uuid4(), r.title, r.text, reading.language.value, r.published,
                     r.outlet, "", "", "", "B", "2", "feed", r.published, r.published, text_sha256(r.text), r.published)
                )  # fmt: skip
        with cursor.copy(
            "COPY diwan.report_reach (report, record, member, audience, valid_from) FROM STDIN"
        ) as rows:
            for reading in readings:
                audience, member = of[reading.report.id]
                rows.write_row(
                    (reading.report.id, reading.report.id, member, audience, reading.report.published)
                )
        with cursor.copy(
            "COPY diwan.annotation (report, stages, member, audience, reading, keys) FROM STDIN"
        ) as rows:
            for reading in readings:
                audience, member = of[reading.report.id]
                keys = sorted(analyse.candidate_keys(reading))
                rows.write_row(
                    (reading.report.id, stages_of(reading), member, audience, body_of(reading), keys)
                )
        for reading in readings:
            audience, member = of[reading.report.id]
            row = {"report": reading.report.id, "member": member, "audience": audience}
            cursor.execute(queries.SAVE_ENTRY, row | document_of(reading))


def copy_edges(admin, edges, audience_of):
    with admin.cursor() as cursor, cursor.copy(
        "COPY diwan.edge (taker, taken, relation, taker_audience, taken_audience, score, why, facts) FROM STDIN"
    ) as rows:  # fmt: skip
        for e in edges:
            facts = json.dumps([list(fact) for fact in e.facts])
            rows.write_row(
                (
                    e.taker,
                    e.taken,
                    e.relation.value,
                    audience_of[e.taker],
                    audience_of[e.taken],
                    e.score,
                    e.why,
                    facts,
                )
            )


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
    file_some()
    then = FIRST_DAY + timedelta(days=700)
    times(
        "situation as of four weeks before the end",
        [lambda v=v: share.situation(v, SituationFilter(as_of=then)) for v in viewers[:2]],
    )


def file_some():
    source, linking, refreshing = random.Random(99), [], []
    for number in range(30):
        made, _ = made_report(number, source)
        raw = gather.Raw(f"{number}.txt", made.text.encode(), published=made.published, outlet=made.outlet)
        item = gather.receive(
            store.service_viewer(MemberId("iraq")),
            gather.Arrival(raw, "upload", gather.Reach(whole_centre=True)),
        )
        unpack_item(MemberId("iraq"), item)
        with store.as_worker() as tx:
            report = tx.value("SELECT report FROM diwan.report WHERE item = %s", [item])
        times_of([lambda report=report: read_report(report)], into=linking)
        times_of(
            [lambda member=member: refresh_picture(member) for member in ("iraq", "iran")], into=refreshing
        )
    show("filing: read and link", linking)
    show("filing: one member's picture", refreshing)


def times_of(calls, into):
    for call in calls:
        begun = time.perf_counter()
        call()
        into.append((time.perf_counter() - begun) * 1000)


def times(name, calls):
    taken = []
    times_of(calls, into=taken)
    show(name, taken)


def show(name, taken):
    ordered = sorted(taken)
    print(
        f"{name:45} p50 {statistics.median(ordered):8.1f} ms   p95 {ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]:8.1f} ms",
        flush=True,
    )


def say(what, count, begun):
    seconds = time.perf_counter() - begun
    print(f"# {what}: {seconds:.1f} s, {seconds / count * 1000:.2f} ms a report", flush=True)


if __name__ == "__main__":
    main()
