"""`diwan rebuild` gives the same tables, byte for byte, from the records alone."""

import psycopg
import pytest

from diwan import access, ledger, store
from diwan.core.errors import NotAllowed
from diwan.entry import wiring
from diwan.ledger.wires import Wires

TABLES = wiring.projection_tables()


def dump(connections, tables=TABLES):
    """Every row of every table, all columns compared, as the embedded server's administrator sees them."""
    with psycopg.connect(connections.admin) as admin:
        return {
            table: [row[0] for row in admin.execute(f"SELECT t::text FROM diwan.{table} t ORDER BY t::text")]
            for table in tables
        }


@pytest.fixture
def notes(database):
    """A table of this test alone, filled by a projection that reads through the gate."""
    with psycopg.connect(database.owner) as owner:
        owner.execute(
            "CREATE TABLE diwan.note (id uuid PRIMARY KEY, member text, audience int, seen bigint, at timestamptz)"
        )
        owner.execute(
            "ALTER TABLE diwan.note ENABLE ROW LEVEL SECURITY; ALTER TABLE diwan.note FORCE ROW LEVEL SECURITY"
        )
        owner.execute(
            "CREATE POLICY note_read ON diwan.note TO diwan_app"
            " USING (audience = ANY ((SELECT diwan.my_audiences())::int[])) WITH CHECK (member = (SELECT diwan.my_member()))"
        )
        owner.execute("GRANT SELECT, INSERT, UPDATE ON diwan.note TO diwan_app")

    def project(tx, record):
        seen = tx.value("SELECT count(*) FROM diwan.note")
        tx.run(
            "INSERT INTO diwan.note VALUES (%s, %s, %s, %s, %s)",
            [record.id, record.member, record.audience, seen, record.at],
        )

    ledger.on("note.filed", project)
    yield ("note", *TABLES)
    Wires.projections["note.filed"].remove(project)


def test_tables_are_identical_after_a_rebuild(database, as_member, notes):
    for member, readers in (("iraq", ["iran"]), ("iran", []), ("syria", ["iraq", "russia"]), ("iraq", [])):
        with as_member(member, write=True) as tx:
            ledger.append(tx, "note.filed", {}, label=access.label(tx, readers))
    before = dump(database, notes)
    assert ledger.rebuild(notes) > 4
    assert dump(database, notes) == before
    # Each author saw only what it may read: the projection counted under the author's own gate.
    assert [row.split(",")[3] for row in sorted(before["note"], key=lambda row: row.split(",")[4])] == [
        "0",
        "1",
        "0",
        "2",
    ]


def test_a_rebuild_that_fails_leaves_everything_as_it_was(database, as_member, notes, monkeypatch):
    with as_member("iraq", write=True) as tx:
        ledger.append(tx, "note.filed", {}, label=access.label(tx))
    before = dump(database, notes)

    def broken(tx, record):
        raise RuntimeError("half-way")

    monkeypatch.setitem(Wires.projections, "note.filed", [broken])
    with pytest.raises(RuntimeError):
        ledger.rebuild(notes)
    assert dump(database, notes) == before


def test_a_rebuild_queues_no_job_again_but_those_that_fill_derived_tables(database, as_member):
    with store.as_worker() as tx:
        tx.run("DELETE FROM queue.procrastinate_jobs")
    wiring.rebuild()
    with store.as_worker() as tx:
        queued = [
            row["task_name"] for row in tx.rows("SELECT task_name FROM queue.procrastinate_jobs ORDER BY id")
        ]
    assert queued == wiring.jobs_after_rebuild()


def test_narrowing_and_recall_are_undone_and_replayed(database, as_member):
    with as_member("iraq", write=True) as tx:
        said = ledger.append(tx, "note.filed", {}, label=access.label(tx, ["iran", "syria"]))
        tx.run("SELECT diwan.set_reach(%s, %s)", [said.id, ["iran"]])
    with as_member("syria") as tx:
        assert ledger.record(tx, said.id) is None
    with as_member("iran") as tx:
        assert ledger.record(tx, said.id).label == said.label
    with as_member("iraq", write=True) as tx:
        tx.run("SELECT diwan.forget_record(%s)", [said.id])
    with as_member("iraq") as tx:
        assert ledger.record(tx, said.id) is None
        assert ledger.verify_chain(tx, "iraq") == []
    wiring.rebuild()


def test_only_the_originator_changes_the_reach(database, as_member):
    with as_member("iraq", write=True) as tx:
        said = ledger.append(tx, "note.filed", {}, label=access.label(tx, ["iran"]))
    for statement, arguments in (
        ("SELECT diwan.set_reach(%s, %s)", [said.id, ["iran", "syria"]]),
        ("SELECT diwan.forget_record(%s)", [said.id]),
    ):
        with pytest.raises(NotAllowed), as_member("iran", write=True) as tx:
            tx.run(statement, arguments)
