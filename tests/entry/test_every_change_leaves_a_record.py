"""Whatever a request changes of what records make, a record says: over every changing route of the API, with the bodies that
its own document gives as examples. Tables of the node's own state (a session, an officer's own marks) are not asked."""

import datetime as dt
import re
import uuid
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from api_walk import SESSION_ALONE, routes
from diwan import gather
from diwan.coordinate.activity_words import ActivityKind, Announcement
from diwan.coordinate.announce import OWN_MEMBER, announce
from diwan.coordinate.space import Reference, Volume, band, circle, window
from diwan.core.errors import NotVisible
from diwan.entry.worker import run_until_idle
from diwan.process.recall_report import recall_report

TABLES = Path(__file__).resolve().parents[2] / "docs" / "reference" / "tables.md"
DAY = dt.datetime(2015, 10, 1, tzinfo=dt.UTC)
PLAN = Announcement(
    ActivityKind.WORKS,
    "mending the weir",
    (
        Volume(
            circle((33.3, 44.4), 300), band(0, 50, Reference.SEA), window(DAY, DAY + dt.timedelta(hours=2))
        ),
    ),
    "the engineer",
)
SAYS_NOTHING = {
    "POST /api/v1/activities/check": "asks what would be met; nothing is announced",
    "POST /api/v1/events/{event_id}/done": "an officer's own mark, which nobody else is shown",
    "POST /api/v1/items/{item_id}/retry": "a job is queued again",
    "POST /api/v1/sources/{source_id}/look": "a job is queued at once",
}


@pytest.fixture
def said(web):
    """What stands in the tables that records make, and how many records there are."""
    made = re.findall(r"^\| `(\w+)` \| projection \|", TABLES.read_text("utf-8"), re.MULTILINE)
    assert len(made) > 20

    def look():
        with psycopg.connect(web.admin) as admin:
            tables = {
                name: admin.execute(
                    f"SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM diwan.{name} t"
                ).fetchone()[0]
                for name in made
            }
            return tables, admin.execute("SELECT count(*) FROM diwan.record").fetchone()[0]

    return look


@pytest.fixture
def own(viewer_of_web):
    """Something of each kind that Iraq may change."""
    iraq = viewer_of_web("iraq")
    words = f"The lock keeper said on Sunday that sluice {uuid.uuid4().hex[:8]} was closed in Basra.".encode()
    item = gather.receive(iraq, gather.Arrival(gather.Raw("sluice.txt", words), "upload"))
    aside = gather.receive(iraq, gather.Arrival(gather.Raw("empty.txt", b""), "upload"))
    source = gather.add_source(iraq, gather.NewSource("Sluice desk", "upload"))
    run_until_idle()
    report = gather.own_item(iraq, item).reports[0]
    return {
        "item_id": aside,
        "report_id": report,
        "source_id": source,
        "activity_id": announce(iraq, PLAN, details=OWN_MEMBER, envelope=None),
    }


def test_what_a_request_changes_a_record_says(program_of, own, said, viewer_of_web):
    program = program_of("iraq")
    own["event_id"] = program.get("/api/v1/situation").json()["events"]["rows"][0]["id"]
    taken, silent = [], []
    for route in routes():
        if not route.is_changing or SESSION_ALONE in route.path:
            continue
        tables, records = said()
        answer = route.ask(program, own)
        after, more = said()
        if answer.status_code < 300:
            taken.append(route.name)
            if more == records:
                silent.append(route.name)
        if more == records:
            assert after == tables, f"{route.name} changed {[n for n in tables if tables[n] != after[n]]}"
    assert len(taken) > 5, taken
    assert [name for name in taken if "/activities" in name and name not in SAYS_NOTHING], taken
    assert set(silent) <= set(SAYS_NOTHING), silent
    with suppress(NotVisible):  # a report with a shorter version would stand in the lists of other tests
        recall_report(viewer_of_web("iraq"), own["report_id"])
