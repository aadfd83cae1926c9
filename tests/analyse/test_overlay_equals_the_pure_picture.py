"""The stored picture of each member is the pure function of what that member may read, however it came about."""

import random
import threading

import pytest

from diwan import analyse, process, store
from diwan.analyse import queries
from diwan.analyse.events import address
from diwan.analyse.judgements import Judgement, ValueKind, Verdict, as_judged
from diwan.analyse.read_report import read_report
from diwan.analyse.refresh_picture import refresh_picture
from diwan.analyse.stored import report_of
from diwan.core.codec import to_json
from worlds import BEGINNING, MEMBERS, Command, case, seeded, valid, world

EVERYBODY = ("iran", "russia", "syria")


def pure(tx):
    """Events and propositions by content, from the texts that the viewer may read."""
    rows = tx.rows("SELECT * FROM diwan.report WHERE recalled_at IS NULL ORDER BY report DESC")
    readings = [process.read(report_of(row)) for row in rows]
    said = [
        Judgement(**row | {"value_kind": ValueKind(row["value_kind"]), "verdict": Verdict(row["verdict"])})
        for row in tx.rows(queries.JUDGEMENTS, {"reports": [row["report"] for row in rows]})
    ]
    judged = [as_judged(r, [j for j in said if str(j.report) == r.report.id]) for r in readings]
    made = analyse.picture(judged, analyse.link_all(readings), store.viewer_key(tx))
    propositions = {p.id: p for p in made.propositions}
    return {
        event.id: {
            "event": to_json(event),
            "propositions": [to_json(propositions[p]) for p in event.propositions],
        }
        for event in made.events
    }


def stored(tx):
    return {str(row["event"]): row["body"] for row in tx.rows("SELECT event, body FROM diwan.event")}


def check(made):
    seen = 0
    for member in MEMBERS:
        with store.acting_as(made.viewer(member)) as tx:
            expected = pure(tx)
            assert stored(tx) == expected
            seen += len(expected)
            kept = {
                str(row["report"]): str(row["address"])
                for row in tx.rows("SELECT report, address FROM diwan.report_component")
            }
            visible = tx.rows("SELECT report FROM diwan.report WHERE recalled_at IS NULL")
            assert kept == {
                str(row["report"]): address(str(row["report"]), store.viewer_key(tx)) for row in visible
            }
            listed = tx.rows("SELECT event, report FROM diwan.event_report ORDER BY event, report")
            assert {(str(row["event"]), str(row["report"])) for row in listed} == {
                (id_, report) for id_, told in expected.items() for report in told["event"]["reports"]
            }
    return seen


@pytest.mark.parametrize("seed", range(3))
def test_after_filing_judging_narrowing_and_recalling_in_any_order(database_server, seed):
    commands = valid(case(f"overlay {seed}", "syria"))
    idle_after = {
        command.name for command in commands if random.Random(f"{seed}{command.name}").random() < 0.5
    }
    with world(database_server, commands, idle_after=idle_after) as made:
        assert check(made) > 0


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("seed", range(100, 130))
def test_in_many_worlds(database_server, seed):
    commands = valid(case(f"overlay {seed}", "syria"))
    with world(database_server, commands, idle_after={f"file-{n}" for n in range(0, 12, 2)}) as made:
        check(made)


def test_whatever_the_order_of_arrival(database_server):
    commands = [Command(f"file-{n}", "file", "iraq", EVERYBODY, n) for n in range(6)]
    pictures = []
    for order in (commands, commands[::-1], commands[3:] + commands[:3]):
        with world(database_server, order, idle_after={"file-1", "file-4"}) as made:
            check(made)
            with store.acting_as(made.viewer("syria")) as tx:
                pictures.append(stored(tx))
    assert pictures[0] == pictures[1] == pictures[2]


def test_a_refresh_that_is_killed_half_way_is_made_good_by_the_next(database_server, monkeypatch):
    with world(database_server, [Command("file-1", "file", "iraq", EVERYBODY, 0)]) as made:
        made.carry_out(Command("file-2", "file", "iran", ("syria",), 3), BEGINNING)
        with monkeypatch.context() as dying:
            dying.setattr(queries, "SAVE_EVENT_REPORT", "the worker is killed here")
            with pytest.raises(Exception, match="killed"):
                made.run_jobs()
        made.run_jobs()
        for (
            member
        ) in MEMBERS:  # what waits in a queue that died with its worker waits in the table of due reports too
            refresh_picture(member)
        check(made)


def test_two_reports_that_are_read_side_by_side_still_meet(database_server):
    commands = [
        Command("file-1", "file", "iraq", EVERYBODY, 0),
        Command("file-2", "file", "iran", ("syria",), 1),
    ]
    with world(database_server, []) as made:
        for command in commands:
            made.carry_out(command, BEGINNING)
        items = {name: made.items[name] for name in ("file-1", "file-2")}
        from diwan.process.file_report import unpack_item

        for command in commands:
            with seeded(command.name, BEGINNING):
                unpack_item(command.by, items[command.name])
        reports = [made.report_of(command.name, command.by) for command in commands]
        run_together(*((read_report, report) for report in reports))
        run_together(*((refresh_picture, member) for member in ("syria", "syria", "iran", "iraq")))
        with store.acting_as(made.viewer("syria")) as tx:
            (told,) = stored(tx).values()
            assert sorted(told["event"]["reports"]) == sorted(map(str, reports))
        made.run_jobs()
        check(made)


def run_together(*calls):
    failed = []

    def run(job, argument):
        try:
            job(argument)
        except Exception as error:  # noqa: BLE001  asserted below, in the test's own thread
            failed.append(error)

    threads = [threading.Thread(target=run, args=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
