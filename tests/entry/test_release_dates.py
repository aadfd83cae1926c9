"""What is filed with a date is read by others from that date on, and until then nobody else can tell that it is there."""

import datetime as dt
import html
import json
import re
import threading
import uuid

import psycopg
import pytest
from django.test import Client

from diwan import charter, gather, store
from diwan.core.clock import springs
from diwan.core.errors import DiwanError, NotAllowed
from diwan.core.ids import MemberId
from diwan.core.labels import Tlp
from diwan.core.viewer import Viewer
from diwan.entry import wiring
from diwan.entry.worker import run_until_idle
from diwan.gather import hold
from diwan.ledger import record as read_record
from diwan.process import ask_originator as asking
from diwan.process import change_release as changing
from diwan.process import jobs
from diwan.process.recall_report import recall_report
from diwan.process.relabel_report import NothingWaits, change_readers, readers_now
from diwan.process.shorten_report import shorten_report
from diwan.process.supersede_report import supersede_report
from second_factors import appoint, make_stale

HOUR = 3600
IRAN = MemberId("iran")
ABSENT = "00000000-0000-4000-8000-000000000000"
PASSWORD = "nine lanterns by the river"


def in_minutes(minutes):
    return dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(minutes=minutes)


@pytest.fixture
def at(web):
    """The same moment each time that it is asked for."""
    began = in_minutes(0)
    return lambda minutes: began + dt.timedelta(minutes=minutes)


@pytest.fixture
def later(monkeypatch, web):
    """The worker has stood still and begins again, so many seconds from now."""

    def begin_again(seconds):
        real = springs.now
        with monkeypatch.context() as patch:
            patch.setattr(springs, "now", lambda: real() + dt.timedelta(seconds=seconds))
            with store.acting_as(store.service_viewer(MemberId("iraq"))) as tx:
                held = tx.rows("SELECT record FROM diwan.held_release WHERE state = 'held'")
            for row in held:
                wiring.jobs()["let_leave"](record=str(row["record"]), member="iraq")
        run_until_idle()

    return begin_again


@pytest.fixture
def iraq(viewer_of_web):
    return viewer_of_web("iraq")


def words():
    return f"The sluice of lock {uuid.uuid4().hex[:8]} at Qurna was mended, the lock keeper said."


@pytest.fixture
def filed(iraq, at):
    """A report of Iraq's for Iran, in two hours; (item, report)."""

    def file(minutes=120, *, members=(IRAN,), **more):
        raw = gather.Raw("sluice.txt", words().encode(), "text/plain")
        reach = gather.Reach(members, release_at=at(minutes), **more)
        item = gather.receive(iraq, gather.Arrival(raw, "form", reach=reach), held=True)
        run_until_idle()
        return item, gather.own_item(iraq, item).reports[0]

    return file


@pytest.fixture
def known(iraq):
    """A report that Iran reads already."""
    raw = gather.Raw("sluice.txt", words().encode(), "text/plain")
    item = gather.receive(iraq, gather.Arrival(raw, "form", reach=gather.Reach((IRAN,), tlp=Tlp.RED)))
    run_until_idle()
    return gather.own_item(iraq, item).reports[0]


def waiting(viewer, report):
    found = gather.release_of(viewer, report)
    return found["held"] if found else None


def officer_with(*roles):
    """An officer of Iraq with these roles, signed in as a program would be."""
    from diwan.entry.web import accounts

    with store.acting_as(store.service_viewer(MemberId("iraq")), write=True) as tx:
        names = dict.fromkeys(("ar", "fa", "ru", "en"), "On the lock desk")
        sign_in = f"zz-{uuid.uuid4().hex[:8]}"
        officer = charter.appoint_officer(tx, names, language="en", roles=roles, sign_in=sign_in)
    return Viewer(MemberId("iraq"), officer, accounts.mint_token(officer))


def typed(moment, browser_zone="Asia/Baghdad"):
    from zoneinfo import ZoneInfo

    return moment.astimezone(ZoneInfo(browser_zone)).strftime("%Y-%m-%dT%H:%M")


def all_that(client):
    """Everything that the lists of one member's pages name."""
    addresses = ("/", "/reports", "/history", "/held", "/requests", "/search?q=sluice")
    found = [client.get(address).content.decode() for address in addresses]
    return [
        sorted(set(re.findall(r"/(?:reports|records|filed|held|events)/[0-9a-f-]{36}", page)))
        for page in found
    ]


# --- filing -----------------------------------------------------------------------------------------------------


def test_others_read_it_from_the_date_on_and_notice_nothing_before(client_of, later, at, iraq):
    browser, reader = client_of("iraq"), client_of("iran")
    before = all_that(reader)
    text = words()
    form = {"text": text, "audience": "members", "members": "iran", "tlp": "TLP:AMBER"}
    answer = browser.post("/file", form | {"release_at": typed(at(180))})
    assert answer.status_code == 302, answer.content
    run_until_idle()
    page = browser.get(answer.headers["Location"]).content.decode()
    assert re.search(r"on officers of <b>.*Iran.*</b> will be able to read this", page)
    report = re.search(r'href="(/reports/[0-9a-f-]{36})"', page)[1]
    assert "Change the date" in browser.get(report).content.decode()
    later(2 * HOUR)
    assert reader.get(report).status_code == 404
    assert all_that(reader) == before
    later(5 * HOUR)  # the centre was down when its time came
    assert text in reader.get(report).content.decode()
    assert client_of("syria").get(report).status_code == 404
    assert waiting(iraq, uuid.UUID(report.rpartition("/")[2])) is None
    assert "Change the date" not in browser.get(report).content.decode()


def test_the_label_that_readers_get_says_the_date(filed, later, at, viewer_of_web):
    _, report = filed(60)
    later(2 * HOUR)
    with store.acting_as(viewer_of_web("iran")) as tx:
        refs = tx.rows("SELECT r.record FROM diwan.record_ref r WHERE r.ref = %s", [report])
        said = [read_record(tx, row["record"]) for row in refs]
    widened = [each for each in said if each and each.kind == "label.widened"]
    assert [(each.label.release_at, each.label.members) for each in widened] == [
        (at(60), frozenset({"iraq", "iran"}))
    ]


def dates_told(program, report):
    """What the answer about one report and the list say; [] where neither knows of it."""
    one = program.get(f"/api/v1/reports/{report}")
    rows = program.get("/api/v1/reports?limit=200").json()["reports"]["rows"]
    told = [row["label"]["release_at"] for row in rows if row["id"] == str(report)]
    if one.status_code == 200:
        told.append(one.json()["row"]["label"]["release_at"])
    return [dt.datetime.fromisoformat(each) if each else None for each in told]


def test_programs_are_told_the_date_ahead_by_the_own_member_alone_and_afterwards_by_its_readers(
    program_of, filed, later, at
):
    iraq, iran, syria = (program_of(each) for each in ("iraq", "iran", "syria"))
    _, report = filed(60)
    assert dates_told(iraq, report) == [at(60)] * 2
    assert dates_told(iran, report) == []
    later(2 * HOUR)
    assert dates_told(iraq, report) == dates_told(iran, report) == [at(60)] * 2
    assert dates_told(syria, report) == []


def test_who_reads_a_report_already_is_not_told_that_it_waits_for_others(program_of, known, later, at, iraq):
    programs = [program_of(each) for each in ("iraq", "iran", "syria")]
    reach = gather.Reach((IRAN, MemberId("syria")), tlp=Tlp.RED, release_at=at(60))
    assert [dates_told(each, known) for each in programs] == [[None] * 2, [None] * 2, []]
    change_readers(iraq, known, reach)
    assert [dates_told(each, known) for each in programs] == [[at(60)] * 2, [None] * 2, []]
    changing.stop_release(iraq, waiting(iraq, known).record)
    assert [dates_told(each, known) for each in programs] == [[None] * 2, [None] * 2, []]
    change_readers(iraq, known, reach)
    later(2 * HOUR)
    assert [dates_told(each, known) for each in programs] == [[at(60)] * 2] * 3


@pytest.mark.parametrize("language", ["en", "ar", "fa", "ru"])
@pytest.mark.parametrize(
    ("release_at", "audience"),
    [
        ("2015-10-03T09:00", "members"),
        ("9999-12-31T23:59", "members"),
        ("soon", "members"),
        ("2001-01-01", "members"),
        ("2015-10-03T09:00\x00", "members"),
        ("", "own"),
    ],
)
def test_a_date_that_is_none_files_nothing_and_says_the_mend(client_of, web, release_at, audience, language):
    release_at = release_at or typed(in_minutes(60))  # a good one, and nobody to read it
    browser = client_of("iraq", language=language)
    given = {"text": words(), "audience": audience, "members": "iran", "release_at": release_at}
    with psycopg.connect(web.admin) as admin:
        before = admin.execute("SELECT count(*) FROM diwan.record").fetchone()
        answer = browser.post("/file", given)
        assert answer.status_code == 422
        assert admin.execute("SELECT count(*) FROM diwan.record").fetchone() == before
    page = html.unescape(answer.content.decode())
    assert given["text"] in page  # nothing that was written is lost
    assert 'role="alert">▲' in page
    client_of("iraq")


def test_a_moment_that_a_clock_shows_twice_is_the_later_one_and_one_that_it_skips_is_not_early():
    from zoneinfo import ZoneInfo

    from diwan.gather.pages import read_release_at

    berlin = ZoneInfo("Europe/Berlin")
    assert read_release_at("2027-10-31T02:30", berlin) == dt.datetime(2027, 10, 31, 1, 30, tzinfo=dt.UTC)
    assert read_release_at("2027-03-28T02:30", berlin) == dt.datetime(2027, 3, 28, 1, 30, tzinfo=dt.UTC)
    assert read_release_at("2027-06-01T12:00", berlin) == dt.datetime(2027, 6, 1, 10, 0, tzinfo=dt.UTC)


def test_the_sentence_before_filing_says_the_date_or_what_is_wrong_with_it(client_of, at):
    asked = {"audience": "members", "members": "iran", "tlp": "TLP:AMBER"}
    browser = client_of("iraq")
    told = browser.get("/file/sentence", asked | {"release_at": typed(at(60))}).content.decode()
    assert "on, and until then only your own member" in told
    told = browser.get("/file/sentence", asked | {"release_at": "2015-10-03T09:00"}).content.decode()
    assert "a moment to come" in told


# --- other ways to file ------------------------------------------------------------------------------------------


def post(program, path, body, method="POST"):
    return program.generic(method, f"/api/v1{path}", json.dumps(body), "application/json")


def test_programs_file_with_a_date_see_what_waits_and_move_it(program_of, at, later):
    iraq, iran = program_of("iraq"), program_of("iran")
    told = {"text": words(), "audience": {"members": ["iran"], "release_at": at(180).isoformat()}}
    item = post(iraq, "/reports", told).json()["item"]
    run_until_idle()
    row = next(each for each in iraq.get("/api/v1/releases").json() if each["item"] == item)
    assert (sorted(row["readers"]), row["release_at"]) == (["iran", "iraq"], at(180).strftime("%Y-%m-%dT%H:%M:%SZ"))  # fmt: skip
    report = iraq.get(f"/api/v1/items/{item}").json()["reports"][0]
    assert iran.get(f"/api/v1/reports/{report}").status_code == 404
    assert item not in iran.get("/api/v1/releases").content.decode()
    moved = post(iraq, f"/releases/{row['id']}/date", {"release_at": at(60).isoformat()})
    assert moved.status_code == 204, moved.content
    assert post(iraq, f"/releases/{row['id']}/now", {}).status_code == 422  # that one waits no longer
    later(2 * HOUR)
    assert iran.get(f"/api/v1/reports/{report}").status_code == 200


def test_programs_upload_with_a_date(program_of, at, later):
    from django.core.files.uploadedfile import SimpleUploadedFile

    iraq, iran = program_of("iraq"), program_of("iran")
    form = {"members": ["iran"], "file": SimpleUploadedFile("sluice.txt", words().encode())}
    (kept,) = iraq.post("/api/v1/uploads", form | {"release_at": at(60).isoformat()}).json()
    run_until_idle()
    report = iraq.get(f"/api/v1/items/{kept['item']}").json()["reports"][0]
    assert iran.get(f"/api/v1/reports/{report}").status_code == 404
    later(2 * HOUR)
    assert iran.get(f"/api/v1/reports/{report}").status_code == 200


def test_files_of_the_page_wait_for_the_date(client_of, iraq, at):
    from django.core.files.uploadedfile import SimpleUploadedFile

    form = {"audience": "members", "members": ["iran"], "tlp": "TLP:AMBER"}
    browser, wants = client_of("iraq"), {"Accept": "application/json"}
    file = SimpleUploadedFile("sluice.txt", words().encode())
    told = browser.post("/file/upload", form | {"file": file, "release_at": typed(at(60))}, headers=wants)
    assert told.json()["message"] == "kept; being read; leaves at the moment you chose"
    run_until_idle()
    newest = gather.own_items(iraq, limit=1).rows[0]
    assert waiting(iraq, newest.reports[0]).release_at == at(60).replace(second=0)
    file = SimpleUploadedFile("sluice.txt", words().encode())
    told = browser.post("/file/upload", form | {"file": file, "release_at": "soon"}, headers=wants)
    assert told.status_code == 422
    assert "a moment to come" in told.json()["message"]
    assert gather.own_items(iraq, limit=1).rows[0].id == newest.id


@pytest.mark.parametrize(
    "wrong",
    ["2015-10-03T09:00:00Z", "2031-01-31T06:00:00", "9999-01-01T00:00:00Z", "soon", 7, "-1"],
)
def test_a_program_that_says_no_moment_to_come_is_refused_everywhere(program_of, filed, known, iraq, wrong):
    program = program_of("iraq")
    _, report = filed()
    release = waiting(iraq, report)
    audience = {"members": ["iran", "syria"], "release_at": wrong}
    for method, path, body in (
        ("POST", "/reports", {"text": words(), "audience": audience}),
        ("POST", f"/reports/{known}/shorter", {"text": words(), "audience": audience}),
        ("PUT", f"/reports/{known}/readers", audience),
        ("POST", f"/releases/{release.record}/date", {"release_at": wrong}),
    ):
        answer = post(program, path, body, method)
        assert answer.status_code == 422, (path, answer.content)
    assert waiting(iraq, report) == release
    assert waiting(iraq, known) is None


def test_a_protected_source_and_a_shorter_version_wait_as_well(program_of, iraq, known, at, later):
    program, reader = program_of("iraq"), program_of("syria")
    audience = {"members": ["syria"], "release_at": at(60).isoformat()}
    told = {"text": words(), "outlet": "Lock desk", "protection": {"identity": "none"}, "audience": audience}
    item = post(program, "/reports", told).json()["item"]
    reach = gather.Reach((MemberId("syria"),), release_at=at(60))
    raw = gather.Raw("short.txt", words().encode(), "text/plain")
    shorter = shorten_report(iraq, known, gather.Arrival(raw, "form", reach=reach))
    run_until_idle()
    reports = [gather.own_item(iraq, each).reports[0] for each in (uuid.UUID(item), shorter)]
    assert [reader.get(f"/api/v1/reports/{each}").status_code for each in reports] == [404, 404]
    later(2 * HOUR)
    assert [reader.get(f"/api/v1/reports/{each}").status_code for each in reports] == [200, 200]
    assert "Lock desk" not in reader.get(f"/api/v1/reports/{reports[0]}").content.decode()


def test_a_source_has_no_date_of_its_own(program_of, at):
    audience = {"members": ["iran"], "release_at": at(60).isoformat()}
    answer = post(program_of("iraq"), "/sources", {"kind": "form", "name": "Gauge", "audience": audience})
    assert answer.status_code == 422


# --- changing one's mind -----------------------------------------------------------------------------------------


def test_an_officer_moves_it_lets_it_leave_now_or_lets_it_stay(client_of, filed, iraq, at, later):
    browser, reader = client_of("iraq"), client_of("iran")
    (_, moved), (_, now), (_, stays) = filed(), filed(), filed()
    held = {each: waiting(iraq, each).record for each in (moved, now, stays)}
    page = browser.get("/held").content.decode()
    assert all(f"/held/{each}/date" in page for each in held.values())
    browser.post(f"/held/{held[moved]}/date", {"release_at": typed(at(600))})
    browser.post(f"/held/{held[now]}/now")
    browser.post(f"/held/{held[stays]}/stop")
    run_until_idle()
    assert reader.get(f"/reports/{now}").status_code == 200
    later(3 * HOUR)
    assert [reader.get(f"/reports/{each}").status_code for each in (moved, stays)] == [404, 404]
    assert waiting(iraq, moved).release_at == at(600).replace(second=0)
    later(11 * HOUR)
    assert reader.get(f"/reports/{moved}").status_code == 200
    assert reader.get(f"/reports/{stays}").status_code == 404
    assert browser.get(f"/reports/{stays}").status_code == 200  # nothing was recalled


def test_released_now_it_can_be_undone_for_a_while(filed, iraq, later, client_of, monkeypatch):
    monkeypatch.setattr(hold, "LASTS", dt.timedelta(seconds=30))
    item, report = filed()
    changing.release_now(iraq, waiting(iraq, report).record)
    later(20)
    client_of("iraq").post(f"/filed/{item}/undo")
    later(HOUR)
    assert client_of("iran").get(f"/reports/{report}").status_code == 404
    assert "recalled this report" in client_of("iraq").get(f"/reports/{report}").content.decode()


def test_what_has_left_or_was_stopped_is_neither_moved_nor_stopped(client_of, filed, iraq, later, at):
    (_, left), (_, stopped) = filed(60), filed(60)
    gone, still = waiting(iraq, left).record, waiting(iraq, stopped).record
    changing.stop_release(iraq, still)
    later(2 * HOUR)
    for release in (gone, still):
        for change in (
            lambda release=release: changing.change_date(iraq, release, at(600)),
            lambda release=release: changing.release_now(iraq, release),
            lambda release=release: changing.stop_release(iraq, release),
        ):
            with pytest.raises(changing.WaitsNoLonger):
                change()
    answer = client_of("iraq").post(f"/held/{gone}/stop", follow=True)
    assert "It does not wait any more" in answer.content.decode()
    assert client_of("iran").get(f"/reports/{left}").status_code == 200
    assert client_of("iran").get(f"/reports/{stopped}").status_code == 404


def test_to_another_member_a_release_is_as_absent_as_one_that_never_was(
    client_of, program_of, filed, iraq, at
):
    _, report = filed()
    release = waiting(iraq, report).record
    browser, program = client_of("iran"), program_of("iran")
    for act, body in (("date", {"release_at": at(600).isoformat()}), ("now", {}), ("stop", {})):
        pages = [browser.post(f"/held/{each}/{act}", body) for each in (release, ABSENT)]
        assert [each.status_code for each in pages] == [404, 404]
        told = [post(program, f"/releases/{each}/{act}", body) for each in (release, ABSENT)]
        assert [each.status_code for each in told] == [404, 404]
        bodies = [
            each.content.replace(str(id_).encode(), b"")
            for each, id_ in zip(told, (release, ABSENT), strict=True)
        ]
        assert bodies[0] == bodies[1]
    for each in (report, ABSENT):
        answer = post(program, f"/reports/{each}/readers", {"members": ["iran"]}, "PUT")
        assert answer.status_code == 404
    assert str(release) not in browser.get("/held").content.decode()
    assert waiting(iraq, report).record == release


def test_who_may_not_release_moves_nothing_and_who_may_not_file_stops_nothing(filed, iraq, at, known):
    _, report = filed()
    release = waiting(iraq, report).record
    reader, analyst = officer_with("reader"), officer_with("reader", "analyst")
    for officer in (reader, analyst):
        for change in (
            lambda officer=officer: changing.change_date(officer, release, at(30)),
            lambda officer=officer: changing.release_now(officer, release),
            lambda officer=officer: change_readers(
                officer, known, gather.Reach((IRAN, MemberId("syria")), release_at=at(30), tlp=Tlp.RED)
            ),
        ):
            with pytest.raises(NotAllowed):
                change()
    with pytest.raises(NotAllowed):
        changing.stop_release(reader, release)
    assert waiting(iraq, report).record == release
    assert waiting(iraq, known) is None
    raw = gather.Raw("a.txt", words().encode(), "text/plain")
    reach = gather.Reach((IRAN,), release_at=at(30))
    with pytest.raises(NotAllowed):
        gather.receive(analyst, gather.Arrival(raw, "form", reach=reach), held=True)
    changing.stop_release(analyst, release)  # as taking back and narrowing
    assert waiting(iraq, report) is None


def test_no_sql_of_a_request_moves_it(filed, iraq, viewer_of_web):
    _, report = filed()
    release = waiting(iraq, report)
    for statement in (
        "UPDATE diwan.held_release SET leaves_at = now()",
        "UPDATE diwan.held_release SET release_at = NULL",
        "UPDATE diwan.held_release SET told = '{syria}'",
        "UPDATE diwan.held_release SET report = record",
        "DELETE FROM diwan.held_release",
    ):
        with pytest.raises(NotAllowed), store.acting_as(iraq, write=True) as tx:
            tx.run(statement)
    with store.acting_as(viewer_of_web("iran"), write=True) as tx:
        assert (
            tx.run("UPDATE diwan.held_release SET state = 'stopped' WHERE record = %s", [release.record]) == 0
        )
        assert tx.value("SELECT count(*) FROM diwan.held_release WHERE viewer = 'iraq'") == 0
    assert waiting(iraq, report) == release


def test_two_officers_at_once_do_one_thing(filed, iraq, at):
    for _ in range(3):
        _, report = filed()
        release, told = waiting(iraq, report).record, []

        def run(change, told=told):
            try:
                change()
                told.append("done")
            except DiwanError as error:
                told.append(type(error))

        acts = (
            lambda release=release: changing.change_date(iraq, release, at(300)),
            lambda release=release: changing.stop_release(iraq, release),
            lambda release=release: changing.change_date(iraq, release, at(400)),
            lambda release=release: changing.stop_release(iraq, release),
        )
        threads = [threading.Thread(target=run, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(map(str, told)) == sorted(map(str, ["done", *[changing.WaitsNoLonger] * 3]))
        with store.acting_as(iraq) as tx:
            states = tx.rows(
                "SELECT state FROM diwan.held_release h JOIN diwan.report r USING (item) WHERE r.report = %s ORDER BY 1",
                [report],
            )
        assert [row["state"] for row in states] in (["stopped"], ["held", "replaced"])


def test_moving_it_and_letting_it_leave_now_ask_for_the_second_factor(client_of, filed, iraq, at):
    _, report = filed()
    release = waiting(iraq, report).record
    _, link = appoint(client_of("iraq"), "releaser")
    browser = Client(SERVER_NAME="localhost")
    assert browser.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    make_stale(browser)
    for act, given in (("date", {"release_at": typed(at(300))}), ("now", {})):
        assert browser.post(f"/held/{release}/{act}", given).headers["Location"] == "/step-up"
    assert waiting(iraq, report).record == release
    browser.post(f"/held/{release}/stop")  # holding back asks nothing
    assert waiting(iraq, report) is None


# --- what happens meanwhile --------------------------------------------------------------------------------------


def test_whoever_moves_it_answers_for_it_from_then_on(filed, iraq, at, later, client_of):
    leaver = officer_with("releaser")
    reports = []
    for _ in range(2):
        raw = gather.Raw("sluice.txt", words().encode(), "text/plain")
        reach = gather.Reach((IRAN,), release_at=at(60))
        item = gather.receive(leaver, gather.Arrival(raw, "form", reach=reach), held=True)
        run_until_idle()
        reports.append(gather.own_item(iraq, item).reports[0])
    taken_over, left_alone = reports
    changing.change_date(iraq, waiting(iraq, taken_over).record, at(70))
    charter.dismiss_officer(iraq, leaver.officer)
    later(2 * HOUR)
    reader = client_of("iran")
    assert reader.get(f"/reports/{taken_over}").status_code == 200
    assert reader.get(f"/reports/{left_alone}").status_code == 404


def test_who_was_not_shown_as_a_reader_gets_nothing(iraq, at, later, client_of):
    """Whoever joins between the filing and its date is not among those whom its officer saw."""
    raw = gather.Raw("sluice.txt", words().encode(), "text/plain")
    reach = gather.Reach(whole_centre=True)
    with store.acting_as(iraq, write=True) as tx:
        from diwan.access import label

        everybody = label(tx, whole_centre=True)
        item = gather.keep(
            tx, gather.Arrival(raw, "form", reach=reach), hold.at_first(everybody, iraq.member)
        )
        shown = label(tx, [IRAN])  # as the centre was then
        hold.hold(tx, iraq, item, gather.Reach(whole_centre=True, release_at=at(60)), shown)
    run_until_idle()
    report = gather.own_item(iraq, item).reports[0]
    later(2 * HOUR)
    assert readers_now(iraq, report).members == {"iraq", "iran"}
    assert client_of("syria").get(f"/reports/{report}").status_code == 404


def test_recalled_before_its_date_nothing_leaves(filed, iraq, later, client_of, web):
    item, report = filed(60)
    release = waiting(iraq, report).record
    recall_report(iraq, report)
    later(2 * HOUR)
    assert client_of("iran").get(f"/reports/{report}").status_code == 404
    with psycopg.connect(web.admin) as admin:
        assert admin.execute("SELECT state FROM diwan.held_release WHERE record = %s", [release]).fetchone() == ("stopped",)  # fmt: skip
    assert str(item) not in client_of("iraq").get("/held").content.decode()


def test_put_right_before_its_date_the_later_one_leaves_alone(filed, iraq, later, client_of, at):
    _, report = filed(60)
    raw = gather.Raw("right.txt", b"The sluice at Qurna was not mended, the lock keeper said.", "text/plain")
    right = supersede_report(iraq, report, gather.Arrival(raw, "form"), "It was not.")
    assert waiting(iraq, right).release_at == at(60)
    later(2 * HOUR)
    reader = client_of("iran")
    assert reader.get(f"/reports/{right}").status_code == 200
    assert reader.get(f"/reports/{report}").status_code == 404


def test_of_a_file_with_several_reports_one_that_was_settled_by_hand_is_left_alone(iraq, at, later):
    line = '{{"title": "Lock {0}", "text": "The lock {0} at Qurna was mended, the lock keeper said."}}\n'
    data = "".join(line.format(uuid.uuid4().hex[:8]) for _ in range(3)).encode()
    arrival = gather.Arrival(
        gather.Raw("locks.jsonl", data), "upload", reach=gather.Reach((IRAN,), release_at=at(60))
    )
    item = gather.receive(iraq, arrival, held=True)
    run_until_idle()
    first, second, third = gather.own_item(iraq, item).reports
    change_readers(iraq, first, gather.Reach((MemberId("syria"),)))
    change_readers(iraq, second, gather.Reach((MemberId("syria"),), release_at=at(300)))
    assert waiting(iraq, first) is None
    assert waiting(iraq, second).release_at == at(300)
    assert waiting(iraq, third).release_at == at(60)
    later(2 * HOUR)
    readers = [sorted(readers_now(iraq, each).members) for each in (first, second, third)]
    assert readers == [["iraq", "syria"], ["iraq"], ["iran", "iraq"]]


def test_what_lost_its_job_is_queued_again_when_a_worker_begins(filed, iraq, web):
    _, report = filed()
    release = str(waiting(iraq, report).record)
    count = (
        "SELECT count(*) FROM queue.procrastinate_jobs WHERE task_name = 'let_leave' AND args ->> 'record' = %s"
        " AND status = 'todo'"
    )
    with psycopg.connect(web.admin, autocommit=True) as admin:
        assert admin.execute(count, [release]).fetchone() == (1,)
        admin.execute("SET search_path = queue, pg_catalog")
        admin.execute("DELETE FROM queue.procrastinate_jobs WHERE args ->> 'record' = %s", [release])
        jobs.queue_waiting_releases()
        jobs.queue_waiting_releases()
        assert admin.execute(count, [release]).fetchone() == (1,)


def test_a_rebuild_gives_the_same_table(filed, known, iraq, web, later):
    (_, moved), (_, stopped), _ = filed(), filed(), filed(30)
    changing.change_date(iraq, waiting(iraq, moved).record, in_minutes(300))
    changing.stop_release(iraq, waiting(iraq, stopped).record)
    change_readers(iraq, known, gather.Reach((IRAN, MemberId("syria")), release_at=in_minutes(90)))
    later(HOUR)
    with psycopg.connect(web.admin, autocommit=True) as admin:
        rows = (
            "SELECT h::text FROM diwan.held_release h"
            " UNION ALL SELECT (r.report, r.valid_from, r.release_at)::text FROM diwan.report r ORDER BY 1"
        )
        before = admin.execute(rows).fetchall()
        wiring.rebuild()
        assert admin.execute(rows).fetchall() == before
    run_until_idle()


# --- a report that some read already ------------------------------------------------------------------------------


def test_whoever_is_left_out_loses_it_at_once_and_whoever_is_added_reads_it_from_the_date_on(
    client_of, known, iraq, at, later
):
    browser, lost, new = client_of("iraq"), client_of("iran"), client_of("syria")
    before = all_that(new)
    given = {"audience": "members", "members": ["syria"], "tlp": "TLP:RED", "release_at": typed(at(60))}
    answer = browser.post(f"/reports/{known}/readers", given, follow=True).content.decode()
    assert "reads it from the moment you chose" in answer
    assert "Until then nobody reads it who does not read it now" in answer
    assert lost.get(f"/reports/{known}").status_code == 404
    assert new.get(f"/reports/{known}").status_code == 404
    assert all_that(new) == before
    later(2 * HOUR)
    assert new.get(f"/reports/{known}").status_code == 200
    assert lost.get(f"/reports/{known}").status_code == 404


def test_a_later_choice_takes_the_place_of_the_one_that_waits(known, iraq, at, later):
    syria, russia = MemberId("syria"), MemberId("russia")
    change_readers(iraq, known, gather.Reach((IRAN, syria), tlp=Tlp.RED, release_at=at(60)))
    change_readers(iraq, known, gather.Reach((IRAN, russia), tlp=Tlp.RED, release_at=at(90)))
    assert waiting(iraq, known).release_at == at(90)
    change_readers(iraq, known, gather.Reach((IRAN,), tlp=Tlp.RED))
    assert waiting(iraq, known) is None
    later(3 * HOUR)
    assert readers_now(iraq, known).members == {"iraq", "iran"}
    with pytest.raises(NothingWaits):
        change_readers(iraq, known, gather.Reach((IRAN,), tlp=Tlp.RED, release_at=at(60)))


def test_who_asked_is_told_when_it_has_left_and_nothing_before(known, iraq, viewer_of_web, at, later):
    reader, syria = viewer_of_web("iran"), MemberId("syria")
    request = asking.ask_originator(reader, known, asking.Wish(frozenset({syria})))
    reach = gather.Reach((IRAN, syria), tlp=Tlp.RED, release_at=at(60))
    with pytest.raises(asking.NothingGiven):
        change_readers(
            iraq, known, gather.Reach((IRAN, MemberId("russia")), release_at=at(60)), request=request
        )
    assert waiting(iraq, known) is None
    change_readers(iraq, known, reach, request=request, reason="After the handover.")

    def told():
        (row,) = [row for row in asking.requests(reader).ours if row.report == known]
        return row.given, row.answer_reason

    assert told() == ("", "")
    later(2 * HOUR)
    assert told() == ("granted", "After the handover.")
    assert readers_now(iraq, known).members == {"iraq", "iran", "syria"}


def test_programs_change_who_reads_a_report(program_of, known, at):
    iraq = program_of("iraq")
    told = {"members": ["iran", "syria"], "tlp": "TLP:RED", "release_at": at(60).isoformat()}
    answer = post(iraq, f"/reports/{known}/readers", told, "PUT").json()
    assert answer["members"] == ["iran", "iraq"]
    assert sorted(answer["waits"]["readers"]) == ["iran", "iraq", "syria"]
    assert answer["waits"]["report"] == str(known)
    answer = post(iraq, f"/reports/{known}/readers", {"members": ["syria"]}, "PUT").json()
    assert (answer["members"], answer["waits"]) == (["iraq", "syria"], None)
    assert program_of("iran").get(f"/api/v1/reports/{known}").status_code == 404
