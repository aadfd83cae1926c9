"""A centre of the benches: founded, and filled by copying rows until it is as large as asked.

One tile is real: short made-up reports in four languages of ten days, read by `process.read`, linked by
`analyse.link_all`, each member's picture made by its own refresh. Further tiles are that tile again under other ids,
ten days later each, with a word of the tile's own between the words from the seventieth letter on. So a larger centre
is an older one, as busy a day as the smaller, and its tiles share the stock phrases in which the texts begin. Spans of
readings do not fit the texts of later tiles; no question here looks at them.
"""

import random
import re
import time
import uuid
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import psycopg

from diwan import analyse, charter, ledger, process, schema, store
from diwan.analyse import keys
from diwan.analyse.fingerprint import fingerprint
from diwan.analyse.refresh_picture import refresh_picture
from diwan.analyse.stored import body_of, stages_of
from diwan.analyse.wording import wording
from diwan.core.reading import Report
from diwan.entry import wiring
from diwan.process.projections import text_sha256
from diwan.share import queries
from diwan.share.index_report import document_of
from made_reports import DAYS, LANGUAGES, TEMPLATES, TOWNS, _name

MEMBERS = ("iran", "iraq", "russia", "syria", "fifth", "sixth", "seventh", "eighth")
FIRST_DAY = datetime(2015, 1, 5, 6, tzinfo=UTC)
TILE_DAYS = 10
TILE_REPORTS = 1000
_WHOLE_LETTERS = 70  # of each text, alike in all tiles
# Of ten reports seven go to all, two to two members, one to its author alone.
_REACHES = ("all",) * 7 + ("two",) * 2 + ("one",)


def found_centre(home, connections):
    wiring.connect()
    with psycopg.connect(connections.owner) as owner:
        schema.apply_schema(owner)
    passphrase = ledger.open_key_store(home, "a passphrase of the bench")
    ledger.use_keys(passphrase)
    store.use(connections)
    charter.found_sample_centre(passphrase)


def made_report(number, source, *, like=None, days=TILE_DAYS):
    """A short report of one happening; with `like` it tells again, maybe in another language, what another told."""
    template, town, other, day, count = like or (
        source.randrange(12), *source.sample(range(len(TOWNS)), 2), source.randrange(days), source.randint(2, 900)
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
    report = Report(_id(source), text, text[:60], published, f"Outlet {number % 53}")
    return report, (template, town, other, day, count)


def _id(source):
    """The first eight digits are the tile's."""
    return str(uuid.UUID(int=uuid.UUID(int=source.getrandbits(128), version=4).int & (2**96 - 1)))


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
    """Two of three tell again what another told; one in forty is the same text from the same outlet once more."""
    source, last, made = random.Random(20150926), None, []
    for number in range(count):
        if number % 40 == 39:
            again = made[-1]
            made.append(Report(_id(source), again.text, again.title, again.published, again.outlet))
            continue
        report, told = made_report(number, source, like=last if number % 3 else None)
        made.append(report)
        last = told
    return made


def lay(connections, members, tiles, *, with_readings, tile_reports=TILE_REPORTS, reaches=_REACHES):
    """Returns the number of reports. `members` are those among whom things are shared and who have a picture."""
    with timed("one real tile"), ProcessPoolExecutor(2) as pool:
        readings = list(pool.map(process.read, made_reports(tile_reports), chunksize=50))
        edges = analyse.link_all(readings)
    with psycopg.connect(connections.admin) as admin:
        of = _audiences(admin, readings, members, random.Random(7), reaches)
        _copy_readings(admin, readings, of)
        _copy_edges(admin, edges, of)
        admin.execute(
            "INSERT INTO diwan.picture_due SELECT m.member, r.report FROM diwan.report r JOIN diwan.audience_member m USING (audience)"
        )
        admin.commit()
        with timed("its pictures"):
            for member in members:
                refresh_picture(member)
        admin.execute("SET work_mem = '256MB'")
        for name, columns in _TILED.items():
            with timed(f"tiles of {name}"):
                admin.execute(_tile_sql(name, columns), {"last": tiles - 1})
        if with_readings:
            with timed("tiles of annotation"):
                _copy_tiled_readings(admin, readings, of, tiles)
        else:
            admin.execute("DELETE FROM diwan.annotation")
        admin.execute(
            "INSERT INTO diwan.picture_state SELECT viewer, max(version) FROM diwan.picture_entered GROUP BY viewer"
            " ON CONFLICT (viewer) DO UPDATE SET version = EXCLUDED.version"
        )
        admin.execute("DELETE FROM queue.procrastinate_jobs")
        admin.commit()
        admin.autocommit = True
        with timed("vacuum and analyze"):
            admin.execute("VACUUM ANALYZE")
    return len(readings) * tiles


@contextmanager
def timed(what):
    begun = time.perf_counter()
    yield
    print(f"# {what}: {time.perf_counter() - begun:.1f} s", flush=True)


def _audiences(admin, readings, members, source, reaches):
    """Report -> (audience, author)."""
    made = {}

    def interned(readers):
        if readers not in made:
            (made[readers],) = admin.execute("SELECT diwan.intern_audience(%s)", [list(readers)]).fetchone()
        return made[readers]

    found = {}
    for reading in readings:
        author = source.choice(members)
        others = [member for member in members if member != author]
        readers = {
            "all": members,
            "two": (author, *source.sample(others, 1)),
            "one": (author,),
        }[source.choice(reaches)]
        found[reading.report.id] = (interned(tuple(sorted(readers))), author)
    return found


def _copy_readings(admin, readings, of):
    with admin.cursor() as cursor:
        with cursor.copy(
            "COPY diwan.report (report, member, audience, tlp, item, title, text, language, published, outlet, outlet_country,"
            " url, source_credit, reliability, credibility, way, arrived_at, filed_at, text_sha256, valid_from) FROM STDIN"
        ) as rows:
            for reading in readings:
                r, (audience, member) = reading.report, of[reading.report.id]
                rows.write_row(
                    (r.id, member, audience, "TLP:AMBER", r.id, r.title, r.text, reading.language.value, r.published,
                     r.outlet, "", "", "", "B", "2", "feed", r.published, r.published, text_sha256(r.text), r.published)
                )  # fmt: skip
        with cursor.copy(
            "COPY diwan.annotation (report, stages, member, audience, reading, keys) FROM STDIN"
        ) as rows:
            for reading in readings:
                audience, member = of[reading.report.id]
                found = sorted(analyse.candidate_keys(reading))
                rows.write_row(
                    (reading.report.id, stages_of(reading), member, audience, body_of(reading), found)
                )
        for reading in readings:
            audience, member = of[reading.report.id]
            row = {"report": reading.report.id, "member": member, "audience": audience}
            cursor.execute(queries.SAVE_ENTRY, row | document_of(reading))
        cursor.execute(_RECORDS)
        cursor.execute(_ITEMS)
        cursor.execute(_ITEM_STATES)
        cursor.execute(_REACHES_OF_REPORTS)


def _copy_edges(admin, edges, of):
    with admin.cursor() as cursor, cursor.copy(
        "COPY diwan.edge (taker, taken, relation, taker_audience, taken_audience, score, why, facts) FROM STDIN"
    ) as rows:  # fmt: skip
        for e in edges:
            facts = psycopg.types.json.Json([list(fact) for fact in e.facts])
            ends = of[e.taker][0], of[e.taken][0]
            rows.write_row((e.taker, e.taken, e.relation.value, *ends, e.score, e.why, facts))


_RECORDS = """
INSERT INTO diwan.record (member, id, seq, kind, at, audience, signed_audience, envelope, salt)
SELECT member, report, 1000000 + row_number() OVER (PARTITION BY member ORDER BY report), 'report.filed', filed_at, audience,
    audience, sha256(report::text::bytea), sha256(report::text::bytea) FROM diwan.report
"""
_ITEMS = """
INSERT INTO diwan.item (item, member, audience, name, media_type, url, outlet, source_credit, published, way, reliability,
    credibility, size_bytes, sha256, is_kept, arrived_at, received_at)
SELECT item, member, audience, 'a.txt', 'text/plain', '', outlet, '', published, 'feed', 'B', '2', 400, text_sha256, true,
    arrived_at, arrived_at FROM diwan.report
"""
_ITEM_STATES = """
INSERT INTO diwan.item_state (viewer, item, source, state, arrived_at)
SELECT member, item, ('00000000-0000-4000-8000-' || lpad(to_hex(abs(hashtext(outlet)) % 40), 12, '0'))::uuid,
    CASE WHEN random() < 0.01 THEN 'set_aside' ELSE 'read' END, arrived_at FROM diwan.report
"""
_REACHES_OF_REPORTS = """
INSERT INTO diwan.report_reach (report, record, member, audience, valid_from) SELECT report, report, member, audience, filed_at
FROM diwan.report
"""

# --- tiles: the columns that differ from the first tile's ------------------------------------------------------

_LATER = f"%s + (n * {TILE_DAYS}) * interval '1 day'"
_ID = "(lpad(to_hex(n), 8, '0') || substr(%s::text, 9))::uuid"
_BODY = """replace(%s::text, '"00000000-', '"' || lpad(to_hex(n), 8, '0') || '-')::jsonb"""
_TEXT = f"left(%s, {_WHOLE_LETTERS}) || regexp_replace(substr(%s, {_WHOLE_LETTERS + 1}), '(\\S+ \\S+ \\S+ )', '\\1w' || n || ' ', 'g')"
_TILED = {
    "report": {"report": _ID, "item": _ID, "text": _TEXT, "text_sha256": f"sha256(convert_to({_TEXT.replace('%s', 'text')}, 'UTF8'))",
               "published": _LATER, "arrived_at": _LATER, "filed_at": _LATER, "valid_from": _LATER},
    "report_reach": {"report": _ID, "record": _ID, "valid_from": _LATER},
    "record": {"id": _ID, "seq": "%s + n * 100000", "at": _LATER},
    "item": {"item": _ID, "arrived_at": _LATER, "received_at": _LATER, "published": _LATER, "sha256": "sha256(%s || n::text::bytea)"},
    "item_state": {"item": _ID, "arrived_at": _LATER},
    "search_entry": {"report": _ID, "document": "%s || to_tsvector('simple', 'w' || n)"},
    "edge": {"taker": _ID, "taken": _ID},
    "event": {"event": _ID, "component": _ID, "changed_at": _LATER, "newest_entered_at": _LATER, "day": f"%s + n * {TILE_DAYS}",
              "day_value": f"CASE WHEN day_value ~ '^\\d+-\\d+-\\d+$' THEN (day_value::date + n * {TILE_DAYS})::text ELSE day_value END",
              "body": _BODY},
    "event_report": {"report": _ID, "event": _ID, "component": _ID, "at": _LATER, "entered_at": _LATER},
    "report_component": {"report": _ID, "component": _ID, "address": _ID},
    "actor": {"component": _ID},
    "picture_entered": {"report": _ID, "version": "%s + n * 1000", "at": _LATER},
}  # fmt: skip


def _tile_sql(name, changed):
    """All tiles but the first, out of the first."""
    columns = _COLUMNS[name]
    values = ", ".join(changed.get(column, "%s").replace("%s", column) for column in columns)
    first = f"diwan.{name}" if name != "record" else "(SELECT * FROM diwan.record WHERE seq > 1000000)"
    return f"INSERT INTO diwan.{name} ({', '.join(columns)}) SELECT {values} FROM {first} t, generate_series(1, %(last)s) n"


_COLUMNS = {}


def learn_columns(connections):
    with psycopg.connect(connections.admin) as admin:
        for name in _TILED:
            rows = admin.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
                " AND attgenerated = '' ORDER BY attnum",
                [f"diwan.{name}"],
            ).fetchall()
            _COLUMNS[name] = [column for (column,) in rows]


# --- readings of the tiles: what filing one more report is compared with ------------------------------------------


def _copy_tiled_readings(admin, readings, of, tiles):
    with admin.cursor() as cursor, cursor.copy(
        "COPY diwan.annotation (report, stages, member, audience, reading, keys) FROM STDIN"
    ) as rows:  # fmt: skip
        for reading in readings:
            audience, member = of[reading.report.id]
            body, stages, told = body_of(reading), stages_of(reading), fingerprint(reading)
            for tile in range(1, tiles):
                report = f"{tile:08x}{reading.report.id[8:]}"
                later = timedelta(days=tile * TILE_DAYS)
                found = sorted(_tiled_keys(told, reading.report.text, tile, later))
                rows.write_row((report, stages, member, audience, _shifted(body, later), found))


def _tiled_keys(told, text, tile, later):
    events = keys.event_keys(
        days={day + later: weight for day, weight in told.days.items()}, kinds=told.kinds, focus=told.focus,
        countries=told.countries, names=told.names,
    )  # fmt: skip
    return events | keys.text_keys(wording(_tiled_text(text, tile)))


def _tiled_text(text, tile):
    head, tail = text[:_WHOLE_LETTERS], text[_WHOLE_LETTERS:]
    return head + re.sub(r"(\S+ \S+ \S+ )", rf"\g<1>w{tile} ", tail)


def _shifted(body, later):
    return re.sub(
        r'"(\d{4}-\d\d-\d\d)"', lambda m: f'"{(date.fromisoformat(m[1]) + later).isoformat()}"', body
    )
