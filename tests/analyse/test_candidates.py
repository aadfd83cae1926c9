"""The database compares a new report with exactly those that may have an edge with it, whatever else it holds."""

import random
from datetime import UTC, datetime, timedelta
from itertools import combinations

import psycopg
import pytest

from diwan import process, store
from diwan.analyse import edges, link_all
from diwan.analyse.candidates import candidates
from diwan.analyse.read_report import read_report
from diwan.analyse.stored import report_of, stages_of
from worlds import world

WORDS = [
    a + b + c
    for a in ("ba", "ko", "ti", "mu")
    for b in ("lan", "ser", "vid", "por")
    for c in ("a", "os", "im")
]
STOCK = "the ministry of water said in a statement carried by the agency on its own page that"


def made_texts(source, count=22):
    """Stock phrases in most, passages taken over, quotations with and without their marks, lone short texts."""
    texts = []
    for _ in range(count):
        words = [source.choice(WORDS) for _ in range(source.choice((3, 11, 14, 40, 120, 220)))]
        if source.random() < 0.7:
            words = [*STOCK.split(), *words]
        if texts and source.random() < 0.6:
            older = source.choice(texts).split()
            begin = source.randrange(len(older))
            passage = older[begin : begin + source.choice((6, 9, 12, 30, 100))]
            if source.random() < 0.4:
                passage = ["“" + " ".join(passage).strip("“”") + "”"]
            at = source.randrange(len(words) + 1)
            words[at:at] = passage
        texts.append(" ".join(words))
    return texts


def put_reports(database, texts):
    """Rows as filing leaves them."""
    with psycopg.connect(database.admin) as admin:
        (audience,) = admin.execute("SELECT diwan.intern_audience(ARRAY['iraq', 'syria'])").fetchone()
        found = []
        for number, text in enumerate(texts):
            at = datetime(2019, 3, 11, 6, tzinfo=UTC) + timedelta(hours=number)
            (report,) = admin.execute(
                "INSERT INTO diwan.report (report, member, audience, tlp, item, title, text, language, published, outlet,"
                " outlet_country, url, source_credit, reliability, credibility, way, arrived_at, filed_at, text_sha256, valid_from)"
                " VALUES (gen_random_uuid(), 'iraq', %s, 'TLP:AMBER', gen_random_uuid(), '', %s, 'en', %s, '', '', '', '', '', '',"
                " 'upload', %s, %s, sha256(''), %s) RETURNING report",
                [audience, text, at, at, at, at],
            ).fetchone()
            found.append(report)
    return found


def readings_now(reports):
    with store.as_worker() as tx:
        rows = tx.rows("SELECT * FROM diwan.report WHERE report = ANY (%(reports)s)", {"reports": reports})
    return {row["report"]: process.read(report_of(row)) for row in rows}


@pytest.mark.parametrize("seed", range(3))
def test_stored_edges_are_those_of_every_pair_in_any_order_of_reading(database_server, seed):
    source = random.Random(seed)
    with world(database_server, []) as made:
        reports = put_reports(made.connections, made_texts(source))
        readings = readings_now(reports)
        for report in source.sample(reports, len(reports)):
            read_report(report)
        expected = {(e.taker, e.taken, e.relation.value) for e in link_all(list(readings.values()))}
        pairwise = {
            (e.taker, e.taken, e.relation.value)
            for one, other in combinations(readings.values(), 2)
            for e in edges(one, other)
        }
        with store.as_worker() as tx:
            rows = tx.rows("SELECT taker, taken, relation FROM diwan.edge")
        assert {(str(r["taker"]), str(r["taken"]), r["relation"]) for r in rows} == expected == pairwise
        assert {relation for _, _, relation in expected} >= {"copy", "quotation"}


def test_a_shared_stock_phrase_alone_makes_no_candidate(database_server):
    source = random.Random(4)
    # Without a day of their own: no two tell of one event.
    texts = [
        " ".join([*STOCK.split(), *(source.choice(WORDS) + source.choice(WORDS) for _ in range(150))])
        for _ in range(12)
    ]
    with world(database_server, []) as made:
        reports = put_reports(made.connections, texts)
        for report in reports:
            read_report(report)
        for report, reading in readings_now(reports).items():
            with store.as_worker() as tx:
                assert candidates(tx, report, stages_of(reading), reading) == []
