"""`diwan rebuild` on what a newcomer sees: every projected and derived table comes back the same."""

import psycopg
import pytest

from diwan import gather, store
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from diwan.entry import wiring
from diwan.entry.sample import found
from diwan.entry.worker import run_until_idle


def dump(connections):
    tables = {*wiring.projection_tables(), *wiring.derived_tables()} - {"picture_due"}
    with psycopg.connect(connections.admin) as admin:
        return {
            table: [row[0] for row in admin.execute(f"SELECT t::text FROM diwan.{table} t ORDER BY t::text")]
            for table in sorted(tables)
        }


@pytest.mark.timeout(300)
def test_the_samples_first_reports_survive_a_rebuild(database):
    for report in sorted(found._reports(), key=lambda report: report["at"])[:20]:
        raw = gather.Raw(
            f"{report['key']}.txt", report["text"].encode(), outlet=report["outlet"], published=report["at"], arrived_at=springs.now()
        )  # fmt: skip
        viewer = store.service_viewer(MemberId(report["by"]))
        gather.receive(viewer, gather.Arrival(raw, "upload", found._reach(report)))
    run_until_idle()
    before = dump(database)
    assert len(before["report"]) == 20
    assert before["event"]
    wiring.rebuild()
    run_until_idle()
    after = dump(database)
    assert [table for table in before if before[table] != after[table]] == []
