"""Backups: whole or not at all, gone after a period, and without what was taken back since when they come back."""

import datetime as dt
import json
import multiprocessing
import shutil
import signal
from contextlib import contextmanager

import psycopg
import pytest
from click.testing import CliRunner

from diwan import charter, gather, ledger, schema, share, store
from diwan.core.clock import springs
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import MemberId
from diwan.core.labels import Tlp
from diwan.core.viewer import Viewer
from diwan.entry import settings, wiring
from diwan.entry.backup import NotEmbedded, back_up, backups_in, prune, restore
from diwan.entry.backup.stored import DUMP, MANIFEST, NoBackup
from diwan.entry.cli import backup as commands
from diwan.entry.cli import member as hosting
from diwan.entry.cli.only_one import RunsAlready, only_one
from diwan.entry.worker import run_until_idle
from diwan.gather import hold
from diwan.ledger.wires import Wires
from diwan.process import taken_back
from diwan.process.recall_report import recall_report
from diwan.process.relabel_report import change_readers
from diwan.process.take_back_again import TakenAgain
from diwan.store.running import InUse
from killed_restorer import BETWEEN, MOVING_IN, restore_and_die

context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(["killed_restorer"])

KEPT = "Boats reached Hit on Monday, the harbour master said."
TAKEN_BACK = "The weir quagmarrow broke at Hit on Monday, the water board said."
OWN = "The harbour master of Hit asked for two more boats on Monday."


@pytest.fixture
def given(tmp_path, monkeypatch):
    """A sample centre of this test's own, closed; `opened(given)` opens it."""
    before = Wires.keys
    for name, value in (("DIWAN_HOME", str(tmp_path / "home")), ("DIWAN_KEY_PASSPHRASE", "a word")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    given = settings.from_environment()
    with store.while_used(store.Server(given.home, given.postgres_version, durable=False)) as connections:
        with psycopg.connect(connections.owner) as owner:
            schema.apply_schema(owner)
        wiring.connect()
        store.use(connections)
        charter.found_sample_centre(wiring.open_keys(given))
        store.leave()
    yield given
    store.leave()
    ledger.use_keys(before, clock_may_go_back=True)


@contextmanager
def opened(given):
    with store.running(given.home, version=given.postgres_version) as connections:
        store.use(connections)
        wiring.connect()
        wiring.open_keys(given)
        try:
            yield connections
        finally:
            store.leave()


def backed_up(given, place):
    """While this process goes on working on the centre; the command is a process of its own."""
    connections = store.in_use()
    made = back_up(given, place)
    store.use(connections)
    return made


def viewer(member):
    return store.service_viewer(MemberId(member))


def filed(member, text, *to):
    reach = gather.Reach(members=tuple(map(MemberId, to)))
    raw = gather.Raw("note.txt", text.encode(), arrived_at=springs.now())
    item = gather.receive(viewer(member), gather.Arrival(raw, "upload", reach))
    run_until_idle()
    with store.acting_as(viewer(member)) as tx:
        return tx.value("SELECT report FROM diwan.report WHERE item = %s", [item])


def every_row(connections):
    """{table: its rows} of all that members said and of what was made of it."""
    tables = {
        *wiring.projection_tables(),
        *wiring.derived_tables(),
        "record",
        "evidence",
        "leaf",
        "log_head",
        "record_body",
    }
    with psycopg.connect(connections.admin) as admin:
        return {
            table: [row[0] for row in admin.execute(f"SELECT t::text FROM diwan.{table} t ORDER BY t::text")]
            for table in sorted(tables)
        }


def test_what_comes_back_is_what_was_there_and_goes_on(given, tmp_path):
    with opened(given) as connections:
        filed("iraq", KEPT, "iran")
        own = filed("iran", OWN)
        made = backed_up(given, tmp_path / "backups")  # while it runs
        before = every_row(connections)
        late = filed("iraq", "A convoy with bread reached Hit on Tuesday.", "iran")
    assert (made / "keys" / "iraq.pem").read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY")
    done = restore(given, made)
    assert done.again == TakenAgain()
    assert (done.before / "pg").is_dir()
    with opened(given) as connections:
        assert every_row(connections) == before
        assert share.report(viewer("iran"), own).text == OWN
        for member, report in (("iraq", own), ("iran", late)):
            with pytest.raises(NotVisible):
                share.report(viewer(member), report)
        again = filed("iraq", "Bread reached Hit on Wednesday, the mayor said.", "iran")  # with its own key
        assert "Bread" in share.report(viewer("iran"), again).text
        with store.acting_as(viewer("iran")) as tx:
            assert ledger.verify_chain(tx, MemberId("iraq")) == []


def test_a_witness_beside_the_centre_forgets_nothing_and_comes_back_where_it_is_lost(given, tmp_path):
    seen = given.home / "witnesses" / "demonstration-1" / "heads"
    seen.parent.mkdir(parents=True)
    seen.write_text("12")
    with opened(given):
        made = backed_up(given, tmp_path / "backups")
    seen.write_text("40")
    restore(given, made)
    assert seen.read_text() == "40"
    shutil.rmtree(given.home)
    restore(given, made)
    assert seen.read_text() == "12"


def narrow(report, *to):
    change_readers(viewer("iraq"), report, gather.Reach(members=tuple(map(MemberId, to))))


def reads(member, report):
    try:
        return share.report(viewer(member), report).recalled_at is None
    except NotVisible:
        return False


def officer_of(member, sign_in):
    with store.acting_as(viewer(member)) as tx:
        return next(each.id for each in charter.officers(tx) if each.sign_in == sign_in)


def dismissed(member, sign_in):
    officer = officer_of(member, sign_in)
    charter.dismiss_officer(viewer(member), officer)
    return officer


def sign_ins(connections):
    """Of everybody whom the door lets in."""
    with psycopg.connect(connections.door) as door:
        return {row[0] for row in door.execute("SELECT sign_in FROM diwan.officers_for_sign_in()")}


def words_on_disk(home, word):
    return [
        path
        for path in (home / "pg" / "base").rglob("*")
        if path.is_file() and word.encode() in path.read_bytes()
    ]


def test_what_was_recalled_since_does_not_come_back(given, tmp_path):
    with opened(given):
        kept, recalled = filed("iraq", KEPT, "iran"), filed("iraq", TAKEN_BACK, "iran")
        made = backed_up(given, tmp_path / "backups")
        recall_report(viewer("iraq"), recalled)
        taken_back.keep_list_at_home()  # as the worker does every few seconds
    done = restore(given, made)
    assert done.again == TakenAgain(recalled=1)
    with opened(given) as connections:
        rows = every_row(connections)
        assert not [
            table
            for table, lines in rows.items()
            for line in lines
            if "quagmarrow" in line or TAKEN_BACK.encode().hex() in line
        ]
        for member in ("iraq", "iran"):
            assert share.report(viewer(member), recalled).recalled_at is not None
            assert share.report(viewer(member), kept).text == KEPT
    assert words_on_disk(given.home, "quagmarrow") == []
    assert words_on_disk(done.before, "harbour") != []  # else the search would find nothing anywhere


def test_with_the_home_lost_the_list_of_a_later_backup_tells_what_was_recalled(given, tmp_path):
    with opened(given):
        recalled = filed("iraq", TAKEN_BACK, "iran")
        first = backed_up(given, tmp_path / "backups")
        recall_report(viewer("iraq"), recalled)
        moment = springs.now() + dt.timedelta(seconds=1)
        with pytest.MonkeyPatch.context() as later:
            later.setattr(springs, "now", lambda: moment)
            backed_up(given, tmp_path / "backups")
    shutil.rmtree(given.home)
    done = restore(given, first)
    assert (done.again.recalled, done.before) == (1, None)
    with opened(given):
        assert share.report(viewer("iran"), recalled).recalled_at is not None


def test_what_was_narrowed_since_is_read_by_nobody_from_whom_it_was_taken(given, tmp_path):
    with opened(given):
        narrowed, untouched = (filed("iraq", text, "iran", "syria") for text in (KEPT, TAKEN_BACK))
        again, stricter = (filed("iraq", f"{OWN} {n}", "iran", "syria") for n in range(2))
        made = backed_up(given, tmp_path / "backups")
        narrow(narrowed, "iran")
        narrow(again, "iran")
        narrow(
            again, "iran", "syria", "russia"
        )  # and given back, which the backup says of Syria, not of Russia
        everybody = tuple(map(MemberId, ("iran", "syria")))
        change_readers(viewer("iraq"), stricter, gather.Reach(members=everybody, tlp=Tlp.RED))
        taken_back.keep_list_at_home()
    for _ in range(2):  # the home that the first one left knows as much as the one before
        done = restore(given, made)
        assert done.again == TakenAgain(narrowed=2)
        with opened(given):
            assert {each for each in ("iraq", "iran", "russia", "syria") if reads(each, narrowed)} == {
                "iraq",
                "iran",
            }
            assert {each for each in ("iran", "russia", "syria") if reads(each, again)} == {"iran", "syria"}
            assert reads("syria", untouched)
            assert share.report(viewer("syria"), stricter).row.label.tlp is Tlp.RED
            taken_back.keep_list_at_home()


def test_what_was_widened_before_the_backup_is_not_narrowed_by_what_was_said_before(given, tmp_path):
    with opened(given):
        report = filed("iraq", KEPT, "iran", "syria")
        narrow(report, "iran")
        taken_back.keep_list_at_home()
        narrow(report, "iran", "syria")
        made = backed_up(given, tmp_path / "backups")
    assert restore(given, made).again == TakenAgain()
    with opened(given):
        assert reads("syria", report)


def test_who_was_dismissed_since_does_not_come_in(given, tmp_path):
    with opened(given):
        made = backed_up(given, tmp_path / "backups")
        officer = dismissed("iran", "kaveh")
        taken_back.keep_list_at_home()
    assert restore(given, made).again == TakenAgain(dismissed=1)
    assert restore(given, made).again == TakenAgain(dismissed=1)
    with opened(given) as connections:
        assert "parisa" in sign_ins(connections)
        assert "kaveh" not in sign_ins(connections)
        with psycopg.connect(connections.door) as door:
            token = door.execute("SELECT diwan.issue_viewer_token(%s, '1 day')", [officer]).fetchone()[0]
        with pytest.raises(store.SignInEnded), store.acting_as(Viewer(MemberId("iran"), officer, token)):
            pass
        with store.acting_as(viewer("iran")) as tx:
            assert ledger.verify_chain(tx, MemberId("iran")) == []


def test_a_member_whose_administrators_were_all_dismissed_gets_one_by_the_operator(given, tmp_path):
    with opened(given):
        made = backed_up(given, tmp_path / "backups")
        names = dict.fromkeys(("ar", "fa", "ru", "en"), "Successor")
        charter.appoint(
            viewer("iraq"), names, language="ar", roles=("administrator",), sign_in="zz-successor"
        )
        dismissed("iraq", "salma")
        taken_back.keep_list_at_home()
    assert restore(given, made).again == TakenAgain(dismissed=1, leaderless=(MemberId("iraq"),))
    told = ("host", "iraq", "--sign-in", "zz-anew", "--name", "Successor")
    answer = CliRunner().invoke(hosting.member, told, catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    with opened(given) as connections:
        assert {"yahya", "zz-anew"} <= sign_ins(connections)
        assert "salma" not in sign_ins(connections)
        with store.acting_as(viewer("iraq")) as tx:
            assert charter.has_administrator(tx)
    with pytest.raises(hosting.HostedAlready):
        CliRunner().invoke(hosting.member, (*told[:3], "zz-third", *told[4:]), catch_exceptions=False)


def test_the_list_forgets_nothing_when_the_database_did(given, tmp_path):
    place = tmp_path / taken_back.NAME
    with opened(given):
        recall_report(viewer("iraq"), filed("iraq", TAKEN_BACK, "iran"))
        narrow(filed("iraq", KEPT, "iran", "syria"), "iran")
        dismissed("iran", "kaveh")
        taken_back.keep_list(place, taken_back.taken_back_here())
    told = place.read_text()
    assert [set(json.loads(line)) - {"at", "member"} for line in told.splitlines()] == [
        {"report"},
        {"narrowed", "readers", "tlp"},
        {"dismissed"},
    ]
    assert "Hit" not in told
    assert len(taken_back.read_list(place)) == 3
    taken_back.keep_list(place, frozenset())
    assert place.read_text() == told


@pytest.mark.timeout(900)
def test_killed_at_any_step_it_leaves_the_home_that_was_there(given, tmp_path):
    environment = {"DIWAN_HOME": str(given.home), "DIWAN_KEY_PASSPHRASE": "a word"}
    with opened(given):
        recalled, narrowed = filed("iraq", TAKEN_BACK, "iran"), filed("iraq", KEPT, "iran", "syria")
        made = backed_up(given, tmp_path / "backups")
        recall_report(viewer("iraq"), recalled)
        narrow(narrowed, "iran")
        dismissed("iran", "kaveh")
        late = filed("iraq", KEPT, "iran")
        taken_back.keep_list_at_home()

    def killed(where):
        child = context.Process(target=restore_and_die, args=(environment, made, where))
        child.start()
        child.join()
        assert child.exitcode == -signal.SIGKILL

    for where in (2, 60, 120, MOVING_IN):
        killed(where)
        with opened(given):
            assert share.report(viewer("iran"), late).text == KEPT
    killed(BETWEEN)
    assert not given.home.exists()
    with pytest.raises(BadInput, match="is finished"):
        restore(given, made)
    with opened(given) as connections:
        assert share.report(viewer("iran"), recalled).recalled_at is not None
        assert reads("iran", narrowed)
        assert not reads("syria", narrowed)
        assert "kaveh" not in sign_ins(connections)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_sessions_and_tokens_of_that_time_open_nothing(given, tmp_path):
    with opened(given) as connections:
        with psycopg.connect(connections.door) as door:
            officer = door.execute(
                "SELECT id FROM diwan.officers_for_sign_in() WHERE member = 'iraq' LIMIT 1"
            ).fetchone()[0]
            token = door.execute("SELECT diwan.issue_viewer_token(%s, '1 day')", [officer]).fetchone()[0]
        made = backed_up(given, tmp_path / "backups")
        was = Viewer(MemberId("iraq"), officer, token)
    restore(given, made)
    with opened(given), pytest.raises(store.SignInEnded), store.acting_as(was):
        pass


def test_what_had_not_left_stays_with_its_member(given, tmp_path, monkeypatch):
    monkeypatch.setattr(hold, "LASTS", dt.timedelta(hours=1))
    with opened(given):
        raw = gather.Raw("note.txt", KEPT.encode(), arrived_at=springs.now())
        reach = gather.Reach(members=(MemberId("iran"),))
        item = gather.receive(viewer("iraq"), gather.Arrival(raw, "form", reach), held=True)
        made = backed_up(given, tmp_path / "backups")
    restore(given, made)
    with opened(given):
        assert hold.all_held(viewer("iraq")) == []
        assert gather.own_item(viewer("iraq"), item) is not None
        with store.acting_as(viewer("iraq")) as tx:
            assert hold.held_for(tx, item).state == "stopped"


def test_nothing_is_touched_when_it_cannot_be_restored(given, tmp_path):
    with opened(given):
        report = filed("iraq", KEPT, "iran")
        made = backed_up(given, tmp_path / "backups")
        with pytest.raises(InUse):
            restore(given, made)
    with only_one(given.home), pytest.raises(RunsAlready):
        restore(given, made)
    with pytest.raises(NoBackup):
        restore(given, tmp_path)
    with pytest.raises(BadInput, match="no list of what was taken back"):
        restore(given, made, [tmp_path / "nowhere.jsonl"])
    (tmp_path / "backups" / taken_back.NAME).write_text('{"at": "yesterday"}\n')
    with pytest.raises(taken_back.TakenBackUnreadable, match="line 1"):
        restore(given, made)
    told = json.loads((made / MANIFEST).read_text())
    (made / MANIFEST).write_text(json.dumps(told | {"tables": [*told["tables"], "tables/99_later.sql"]}))
    with pytest.raises(BadInput, match="99_later"):
        restore(given, made)
    with (made / DUMP).open("ab") as dump:
        dump.write(b"x")
    with pytest.raises(NoBackup, match=DUMP):
        restore(given, made)
    with pytest.raises(NotEmbedded):
        back_up(settings.from_environment({"DATABASE_URL": "postgresql://elsewhere/diwan"}), tmp_path)
    with opened(given):
        assert share.report(viewer("iran"), report).text == KEPT


def test_backups_age_out_and_nothing_else_is_removed(tmp_path):
    place = tmp_path / "backups"
    old, young = place / "centre-20151001T000000Z", place / "centre-20151101T000000Z"
    for folder in (old, young, place / "centre-notes", place / ".centre-20151101T000000Z.new"):
        folder.mkdir(parents=True)
        (folder / DUMP).touch()
    assert prune(place, dt.datetime(2015, 10, 2, tzinfo=dt.UTC)) == [old]
    assert backups_in(place) == [young]
    assert sorted(path.name for path in place.iterdir()) == ["centre-20151101T000000Z", "centre-notes"]
    with pytest.raises(BadInput, match="elsewhere"):
        prune(tmp_path / "elsewhere", dt.datetime(2015, 10, 2, tzinfo=dt.UTC))


def test_the_commands_say_no_word_of_what_they_carry(given, tmp_path):
    with opened(given):
        filed("iraq", KEPT, "iran")
    said = ""
    for command, arguments in (
        (commands.backup, [tmp_path / "backups", "--keep-days", "7"]),
        (commands.restore, [lambda: backups_in(tmp_path / "backups")[0]]),
        (commands.upgrade, ["--backup", tmp_path / "more"]),
        (commands.backup, [tmp_path / "backups", "--only-remove"]),
    ):
        told = [str(each() if callable(each) else each) for each in arguments]
        answer = CliRunner().invoke(command, told, catch_exceptions=False)
        assert answer.exit_code == 0, answer.output
        said += answer.output
    assert len(backups_in(tmp_path / "backups")) == len(backups_in(tmp_path / "more")) == 1
    assert "Hit" not in said
    assert "at this version" in said
