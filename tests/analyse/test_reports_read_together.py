"""What is filed in one go is read some reports a job; one that cannot be read keeps no other waiting."""

import uuid

import psycopg
import pytest

from diwan import ledger, store
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from diwan.core.labels import Label
from diwan.entry.worker import JobsFailed, run_until_idle

BODY = {
    "part": 0, "title": "", "language": "en", "outlet": "", "outlet_country": "", "url": "", "source_credit": "",
    "reliability": "", "credibility": "", "way": "upload", "problems": [],
}  # fmt: skip


def filed(count):
    """Ids, in the order in which they were said."""
    now, item = springs.now(), uuid.uuid4()
    drafts = [
        ledger.Draft(
            "report.filed",
            BODY | {"item": item, "published": now, "arrived_at": now, "text": f"Ferry {number} is late."},
            Label(frozenset({MemberId("iraq")})),
            (item,),
        )
        for number in range(count)
    ]
    with store.acting_as(store.service_viewer(MemberId("iraq")), write=True) as tx:
        return [str(record.id) for record in ledger.append_many(tx, drafts)]


def asked():
    """The reports of each job that waits, in the order of the jobs."""
    with store.as_worker() as tx:
        jobs = "SELECT args FROM queue.procrastinate_jobs WHERE task_name = 'read_reports' AND status = 'todo' ORDER BY id"
        return [row["args"]["records"] for row in tx.rows(jobs)]


def read():
    with store.as_worker() as tx:
        return {str(row["report"]) for row in tx.rows("SELECT report FROM diwan.annotation")}


@pytest.fixture(autouse=True)
def nothing_waits(database):
    run_until_idle()


def test_each_report_is_in_one_job_in_order_and_all_are_read():
    ids = filed(40)
    jobs = asked()
    assert [len(job) for job in jobs] == [16, 16, 8]
    assert [each for job in jobs for each in job] == ids
    run_until_idle()
    assert read() >= set(ids)


def test_one_that_cannot_be_read_is_tried_again_alone_and_the_others_are_read(database):
    ids = filed(5)
    with psycopg.connect(database.admin) as admin:
        admin.execute(
            "CREATE FUNCTION diwan.refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'broken'; END$$"
        )
        admin.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON diwan.annotation FOR EACH ROW"
            f" WHEN (NEW.report = '{ids[2]}') EXECUTE FUNCTION diwan.refuse()"
        )
    with pytest.raises(JobsFailed, match="read_reports"):
        run_until_idle()
    assert read() & set(ids) == {*ids} - {ids[2]}
    with psycopg.connect(database.admin) as admin:
        admin.execute("DROP TRIGGER broken ON diwan.annotation")
        [(records,)] = admin.execute(
            "SELECT args -> 'records' FROM queue.procrastinate_jobs WHERE status = 'failed'"
        ).fetchall()
    assert records == [ids[2]]
