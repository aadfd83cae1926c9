"""History, records, receipts, who reads a report, and what comes in its place: as pages, for those who may and who may not."""

import csv
import datetime as dt
import io
import json
import re
import uuid

import pytest

from diwan import gather, store
from diwan.core.ids import MemberId
from diwan.entry.worker import run_until_idle
from diwan.ledger.history import HistoryFilter, history

AT = dt.datetime(2015, 10, 3, 9, 0, tzinfo=dt.UTC)
ABSENT = uuid.UUID("00000000-0000-4000-8000-000000000000")
TEXT = "The lock keeper Odran Vessel said on Saturday that the sluice at Hit was closed."


@pytest.fixture
def file(web):
    def filing(member="iraq", text=TEXT, readers=("iran",)):
        viewer = store.service_viewer(MemberId(member))
        raw = gather.Raw("sluice.txt", f"{text} {uuid.uuid4()}".encode(), published=AT, arrived_at=AT)
        reach = gather.Reach(members=tuple(map(MemberId, readers)))
        item = gather.receive(viewer, gather.Arrival(raw, "upload", reach))
        run_until_idle()
        with store.acting_as(viewer) as tx:
            return tx.value("SELECT report FROM diwan.report WHERE item = %s", [item])

    return filing


def shown(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def rows_of(page):
    return re.search(r"<tbody>(.*?)</tbody>", page, re.DOTALL)[1].count("<tr")


# --- history ------------------------------------------------------------------------------------------------------


def test_the_history_of_a_report_tells_each_reader_what_it_may_know(client_of, file):
    report = file()
    client_of("iran").get(f"/reports/{report}")
    run_until_idle()
    originator = shown(client_of("iraq").get(f"/records/{report}"))
    reader = shown(client_of("iran").get(f"/records/{report}"))
    assert "Report opened by a member" in originator
    assert "Report opened by an officer" not in originator
    assert "Report opened by an officer" in reader
    assert client_of("syria").get(f"/records/{report}").status_code == 404
    assert client_of("syria").get(f"/records/{report}/receipt").status_code == 404


def test_no_page_of_history_names_another_members_officer_or_its_place_in_the_log(
    client_of, officer_of, file
):
    report = file("iran", readers=("iraq",))
    with store.acting_as(store.service_viewer(MemberId("iran"))) as tx:
        seq = tx.value("SELECT seq FROM diwan.record WHERE id = %s", [report])
        officers = [str(row["id"]) for row in tx.rows("SELECT id FROM diwan.officer ORDER BY id")]
    browser = client_of("iraq")
    client_of("iran").post(
        f"/reports/{report}/readers",
        {"audience": "members", "members": ["iraq", "syria"], "tlp": "TLP:AMBER"},
    )
    rows = browser.get("/history.json?member=iran").json()["rows"]
    assert {row["officer"] for row in rows} == {""}
    assert all("seq" not in row for row in rows)
    told = shown(browser.get("/history?member=iran")) + shown(browser.get(f"/records/{report}?verify=yes"))
    assert not any(officer in told for officer in officers)
    assert f">{seq}<" not in told
    ours = browser.get(f"/history?officer={officers[0]}")
    assert "No record fits these conditions." in shown(ours)


def test_the_history_is_filtered_paged_and_saved(client_of, file):
    report = file(readers=("iran", "russia"))
    browser = client_of("iraq")
    page = shown(browser.get("/history"))
    assert rows_of(page) == 50
    older = re.search(r'href="([^"]*cursor=[^"]*)"', page)[1].replace("&amp;", "&")
    first = re.findall(r'<th scope="row"><a href="/records/([0-9a-f-]{36})', page)
    second = re.findall(r'<th scope="row"><a href="/records/([0-9a-f-]{36})', shown(browser.get(older)))
    assert len({*first, *second}) == 100
    filed = browser.get("/history.json?kind=report.filed&member=iraq").json()
    assert {(row["kind"], row["member"]) for row in filed["rows"]} == {("report.filed", "iraq")}
    assert filed["is_cut"] is False
    told = list(csv.DictReader(io.StringIO(browser.get(f"/history.csv?about={report}").content.decode())))
    assert str(report) in {row["record"] for row in told}
    assert {"item.received", "report.filed"} <= {row["kind"] for row in told}
    assert browser.get("/history.xml").status_code == 404
    assert "No record fits" in shown(browser.get("/history?since=2999-01-01"))
    assert browser.get("/history?cursor=nonsense").status_code == 422


def test_what_another_member_keeps_to_itself_is_in_no_history(client_of, file):
    report = file(readers=())
    for address in ("/history.json", f"/history.json?about={report}", "/history.csv"):
        assert str(report) not in client_of("iran").get(address).content.decode()
    assert str(report) in client_of("iraq").get("/history.json").content.decode()


def test_programs_read_the_same_history_through_the_same_gate(program_of, client_of, file):
    shared, own = file("iran", readers=("iraq",)), file("iran", readers=())
    address = "/api/v1/history?limit=200&member=iran"
    told = program_of("iraq").get(address).json()["rows"]
    pages = client_of("iraq").get("/history.json?member=iran").json()["rows"]
    assert [row["id"] for row in told] == [row["record"] for row in pages][:200]
    assert str(shared) in {row["id"] for row in told}
    assert str(own) not in json.dumps(told)
    assert {row["officer"] for row in told} == {None}
    assert not any("seq" in row for row in told)
    assert str(own) in {row["id"] for row in program_of("iran").get(address).json()["rows"]}
    about = [
        program_of("iraq").get(f"/api/v1/history?about={record}").json()["rows"] for record in (own, ABSENT)
    ]
    assert about == [[], []]


def test_programs_filter_the_history_and_hear_what_is_wrong_with_a_question(
    program_of, viewer_of_web, officer_of, file
):
    report, iraq = file("iraq", readers=("iran",)), program_of("iraq")

    def ids(**asked):
        answer = iraq.get("/api/v1/history", asked)
        assert answer.status_code == 200, answer.content
        return {row["id"] for row in answer.json()["rows"]}

    with store.acting_as(viewer_of_web("iraq")) as tx:
        at = tx.value("SELECT at FROM diwan.record WHERE id = %s", [report])
    later = at + dt.timedelta(microseconds=1)
    assert str(report) in ids(
        kind="report.filed", member="iraq", since=at.isoformat(), until=later.isoformat()
    )
    assert str(report) not in ids(until=at.isoformat())
    assert str(report) not in ids(since=later.isoformat())
    assert str(report) not in ids(kind="source.added")
    assert ids(officer=str(ABSENT)) == set()
    for wrong in (
        {"since": "2015-10-04"},
        {"since": "2015-10-04T00:00:00"},
        {"about": "R-7be1"},
        {"kind": "report.filed\0"},
        {"member": "iraq\0"},
        {"cursor": "nonsense"},
        {"cursor": f"0001-01-01T00:00:00+23:59~{ABSENT}"},
        {"cursor": "~"},
        {"limit": 201},
    ):
        assert iraq.get("/api/v1/history", wrong).status_code == 422, wrong


def test_as_of_a_past_moment_the_history_ends_there(client_of, file):
    before = dt.datetime.now(dt.UTC)
    report = file()
    moment = before.isoformat(timespec="seconds").replace("+00:00", "Z")
    assert str(report) not in shown(client_of("iraq").get("/history", {"as_of": moment, "member": "iraq"}))


def test_pages_of_one_record_hold_together_whatever_the_page_size(viewer_rows):
    whole, paged = viewer_rows
    assert paged == whole


@pytest.fixture
def viewer_rows(web):
    with store.acting_as(store.service_viewer(MemberId("iraq"))) as tx:
        whole = [row.id for row in history(tx, HistoryFilter(), limit=300).rows]
        paged, cursor = [], None
        while len(paged) < len(whole):
            page = history(tx, HistoryFilter(), cursor=cursor, limit=7)
            paged += [row.id for row in page.rows]
            cursor = page.next
    return whole, paged[: len(whole)]


# --- proof --------------------------------------------------------------------------------------------------------


def test_a_record_that_is_not_published_yet_is_pending_and_has_no_receipt(client_of, file):
    report = file()
    browser = client_of("iraq")
    page = shown(browser.get(f"/records/{report}?verify=yes"))
    assert "Checked just now" in page
    assert "pending" in page
    answer = browser.get(f"/records/{report}/receipt", follow=True)
    assert "not in the published log yet" in answer.content.decode()


def test_absent_and_hidden_records_answer_alike(client_of, file):
    hidden, browser = file(readers=()), client_of("syria")
    for address in ("/records/{}", "/records/{}?verify=yes", "/records/{}/receipt"):
        assert (
            browser.get(address.format(hidden)).status_code
            == browser.get(address.format(ABSENT)).status_code
            == 404
        )


# --- opening ------------------------------------------------------------------------------------------------------


def test_the_originator_sees_which_members_opened_its_report(client_of, file):
    report = file(readers=("iran", "russia"))
    browser = client_of("iraq")
    assert "not opened" in shown(browser.get(f"/reports/{report}"))
    client_of("iran").get(f"/reports/{report}")
    run_until_idle()
    block = re.search(r"Who opened it.*?</section>", shown(browser.get(f"/reports/{report}")), re.DOTALL)[0]
    assert block.count("not opened") == 1
    for member in ("iran", "russia"):
        assert "Who opened it" not in shown(client_of(member).get(f"/reports/{report}"))


def test_taking_the_evidence_counts_as_opening(client_of, file):
    report = file()
    with store.acting_as(store.service_viewer(MemberId("iran"))) as tx:
        item = tx.value("SELECT item FROM diwan.report WHERE report = %s", [report])
    assert client_of("iran").get(f"/items/{item}/evidence").status_code == 200
    run_until_idle()
    block = re.search(
        r"Who opened it.*?</section>", shown(client_of("iraq").get(f"/reports/{report}")), re.DOTALL
    )[0]
    assert "not opened" not in block


def test_a_page_is_shown_though_its_trace_cannot_be_kept(client_of, file, monkeypatch):
    from diwan.store import gate

    report, browser = file(), client_of("iran")
    monkeypatch.setattr(gate, "_free_bytes", lambda: 0)
    assert browser.get(f"/reports/{report}").status_code == 200


# --- recall -------------------------------------------------------------------------------------------------------


def test_after_a_recall_each_sees_its_own_side(client_of, file):
    report = file(readers=("iran", "russia"))
    assert client_of("iraq").post(f"/reports/{report}/recall").status_code == 302
    run_until_idle()
    run_until_idle()
    holder = shown(client_of("iran").get(f"/reports/{report}"))
    assert "We have dealt with this" in holder
    assert "Russia" not in re.search(r"Receipts of the recall.*?</section>", holder, re.DOTALL)[0]
    assert client_of("iran").post(f"/reports/{report}/acknowledge").status_code == 302
    assert "We have dealt with this" not in shown(client_of("iran").get(f"/reports/{report}"))
    block = re.search(
        r"Receipts of the recall.*?</section>", shown(client_of("iraq").get(f"/reports/{report}")), re.DOTALL
    )[0]
    assert (block.count("gone, and dealt with"), block.count("gone there")) == (1, 1)
    assert client_of("syria").post(f"/reports/{report}/acknowledge").status_code == 404
    assert client_of("iraq").post(f"/reports/{report}/acknowledge").status_code == 404


# --- readers and corrections ------------------------------------------------------------------------------------


def test_the_originator_changes_the_readers_and_sets_them_back(client_of, file):
    report, browser = file(), client_of("iraq")
    page = shown(browser.get(f"/reports/{report}/readers"))
    assert re.search(r"Iran and Iraq|Iraq and Iran", re.sub(r"<[^>]*>", "", page))
    answer = browser.post(
        f"/reports/{report}/readers",
        {"audience": "members", "members": ["russia"], "tlp": "TLP:RED"},
        follow=True,
    )
    assert "Set it back" in shown(answer)
    assert client_of("iran").get(f"/reports/{report}").status_code == 404
    assert client_of("russia").get(f"/reports/{report}").status_code == 200
    undo = re.search(r'<form id="undo-readers".*?</form>', answer.content.decode(), re.DOTALL)[0]
    given = re.findall(r'name="(\w+)" value="([^"]*)"', undo)
    browser.post(
        f"/reports/{report}/readers", {name: value for name, value in given if name != "csrfmiddlewaretoken"}
    )
    assert client_of("russia").get(f"/reports/{report}").status_code == 404
    assert client_of("iran").get(f"/reports/{report}").status_code == 200
    assert "Set it back" not in shown(browser.get(f"/reports/{report}/readers"))


def test_a_corrected_report_comes_in_its_place_and_both_say_so(client_of, file):
    report, browser = file(), client_of("iraq")
    assert "lock keeper" in shown(browser.get(f"/reports/{report}/correct"))
    given = {
        "title": "",
        "text": TEXT.replace("closed", "open"),
        "reason": "It was open.",
        "reliability": "B",
        "credibility": "2",
    }
    assert browser.post(f"/reports/{report}/correct", {**given, "text": " "}).status_code == 422
    answer = browser.post(f"/reports/{report}/correct", given)
    later = answer.headers["Location"].rpartition("/")[2]
    run_until_idle()
    assert later in shown(client_of("iran").get(f"/reports/{report}"))
    page = shown(client_of("iran").get(f"/reports/{later}"))
    assert "It was open." in page
    assert str(report) in page


def marked(page):
    """Which reports are said to be superseded by which, in a list."""
    found = re.findall(
        r'/reports/([0-9a-f-]{36})"(?:(?!/reports/).)*?class="superseded">.*?/reports/([0-9a-f-]{36})"',
        page,
        re.DOTALL,
    )
    return dict(found)


def test_lists_say_what_came_in_a_reports_place_to_those_who_may_read_that(client_of, file):
    word = f"sluice{uuid.uuid4().hex[:8]}"
    report, browser = file(text=f"{TEXT} {word}.", readers=("iran", "syria")), client_of("iraq")
    answer = browser.post(
        f"/reports/{report}/correct",
        {
            "title": "",
            "text": f"{TEXT.replace('closed', 'open')} {word}.",
            "reason": "It was open.",
            "reliability": "B",
            "credibility": "2",
        },
    )
    later = answer.headers["Location"].rpartition("/")[2]
    run_until_idle()
    asked = f"/reports?q={word}"
    with store.acting_as(store.service_viewer(MemberId("iran"))) as tx:
        event = tx.value("SELECT event FROM diwan.event_report WHERE report = %s", [report])
    for member in ("iraq", "iran", "syria"):
        assert marked(shown(client_of(member).get(asked)))[str(report)] == later
    assert f'class="superseded"><b>Superseded by</b> <a href="/reports/{later}"' in shown(
        client_of("iran").get(f"/events/{event}")
    )
    browser.post(
        f"/reports/{later}/readers", {"audience": "members", "members": ["syria"], "tlp": "TLP:AMBER"}
    )
    run_until_idle()
    assert marked(shown(client_of("syria").get(asked)))[str(report)] == later
    hidden = shown(client_of("iran").get(asked))
    assert f"/reports/{report}" in hidden
    assert later not in hidden
    assert "Superseded by" not in hidden
    assert later not in shown(client_of("iran").get(f"/events/{event}"))


def test_nobody_but_the_originator_reaches_these_pages(client_of, file):
    report = file()
    given = {"text": "Another thing.", "audience": "centre", "tlp": "TLP:AMBER"}
    for member in ("iran", "syria"):
        browser = client_of(member)
        for page in ("readers", "correct"):
            assert browser.get(f"/reports/{report}/{page}").status_code == 404
            assert browser.post(f"/reports/{report}/{page}", given).status_code == 404
        assert "Change who reads it" not in browser.get(f"/reports/{report}").content.decode()
    assert json.loads(client_of("syria").get("/history.json").content)["rows"]
