"""A reader asks the originator for a wider release; the originator answers; nobody else learns of either."""

import re
import threading
import uuid

import psycopg
import pytest

from diwan import charter, gather, ledger, store
from diwan.core.errors import BadInput, DiwanError, NotAllowed, NotVisible
from diwan.core.ids import MemberId, RecordId
from diwan.core.labels import Label, Tlp
from diwan.entry.worker import run_until_idle
from diwan.process import ask_originator as asking
from diwan.process.recall_report import recall_report
from diwan.process.relabel_report import change_readers, readers_now

TEXT = "The ferry at Qurna runs twice a day again, the river office said."
WHY = "Our pilots cross there at night."
HOSTILE = "<script>alert(1)</script>\x00 \u202e; DROP TABLE diwan.report; --"
PERSIAN = "ناوبران ما شب‌ها از آنجا می‌گذرند."


@pytest.fixture
def report(viewer_of_web):
    """Iraq's, for Iran: nobody may pass it on."""
    raw = gather.Raw("ferry.txt", TEXT.encode(), "text/plain")
    reach = gather.Reach(members=(MemberId("iran"),), tlp=Tlp.RED)
    item = gather.receive(viewer_of_web("iraq"), gather.Arrival(raw, "form", reach=reach))
    run_until_idle()
    return gather.own_item(viewer_of_web("iraq"), item).reports[0]


def wish(*members, tlp=None):
    return asking.Wish(frozenset(map(MemberId, members)), tlp)


def ask(browser, report, **more):
    return browser.post(f"/reports/{report}/ask", {"members": ["syria"], "reason": WHY} | more)


def to_us(viewer, report):
    return [row for row in asking.requests(viewer).to_us if row.report == report]


def ours(viewer, report):
    return [row for row in asking.requests(viewer).ours if row.report == report]


def test_asked_answered_yes_and_widened_in_one_go(client_of, report):
    reader, originator, third = (client_of(member) for member in ("iran", "iraq", "syria"))
    assert ask(reader, report).status_code == 302
    page = originator.get("/requests").content.decode()
    assert WHY in page
    form = re.search(rf'href="(/reports/{report}/readers\?request=[0-9a-f-]+)"', page)[1]
    filled = originator.get(form).content.decode()
    assert set(re.findall(r'name="members" value="(\w+)" checked', filled)) == {"iran", "syria"}
    assert third.get(f"/reports/{report}").status_code == 404
    given = {"audience": "members", "members": ["iran", "syria"], "tlp": "TLP:RED"}
    originator.post(form.partition("?")[0], given | {"request": form.partition("=")[2]})
    assert third.get(f"/reports/{report}").status_code == 200
    assert ">given<" in reader.get("/requests").content.decode()


@pytest.mark.parametrize(
    ("reason", "language"), [("", "en"), ("Not yet.", "ru"), (PERSIAN, "fa"), (HOSTILE, "ar")]
)
def test_answered_no_with_a_reason_or_without(client_of, viewer_of_web, report, reason, language):
    reader, originator = client_of("iran", language=language), client_of("iraq")
    ask(reader, report, reason=reason)
    row = to_us(viewer_of_web("iraq"), report)[0]
    assert row.reason == reason.replace("\x00", "")
    assert originator.post(f"/requests/{row.id}/refuse", {"reason": reason}).status_code == 302
    answered = ours(viewer_of_web("iran"), report)[0]
    assert (answered.given, answered.answer_reason) == ("refused", reason.replace("\x00", ""))
    assert "<script>alert" not in reader.get("/requests").content.decode()
    assert client_of("syria").get(f"/reports/{report}").status_code == 404
    client_of("iran")


def test_a_third_member_sees_nothing_of_it(client_of, viewer_of_web, report):
    third = viewer_of_web("russia")

    def all_that():
        with store.acting_as(third) as tx:
            counts = [
                tx.value(f"SELECT count(*) FROM diwan.{table}")
                for table in ("record", "record_ref", "release_request", "release_answer")
            ]
        return counts, asking.requests(third), client_of("russia").get("/requests").content.count(b"<li")

    before = all_that()
    ask(client_of("iran"), report)
    row = to_us(viewer_of_web("iraq"), report)[0]
    asking.refuse(viewer_of_web("iraq"), row.id, "No.")
    assert all_that() == before
    page = client_of("russia").get("/requests").content.decode()
    assert WHY not in page
    assert client_of("russia").get(f"/records/{row.id}").status_code == 404


def test_what_one_may_not_read_one_cannot_ask_about(client_of, program_of, report):
    absent = uuid.UUID("00000000-0000-4000-8000-000000000000")
    browser, program = client_of("russia"), program_of("russia")
    for each in (report, absent):
        assert browser.get(f"/reports/{each}/ask").status_code == 404
        assert browser.post(f"/reports/{each}/ask", {"members": ["syria"]}).status_code == 404
    told = [
        program.post(
            f"/api/v1/reports/{each}/requests", {"members": ["syria"]}, content_type="application/json"
        )
        for each in (report, absent)
    ]
    assert [each.status_code for each in told] == [404, 404]
    bodies = [
        each.content.replace(str(id_).encode(), b"") for each, id_ in zip(told, (report, absent), strict=True)
    ]
    assert bodies[0] == bodies[1]


def test_nobody_but_the_originator_answers(client_of, viewer_of_web, report):
    ask(client_of("iran"), report)
    row = to_us(viewer_of_web("iraq"), report)[0]
    absent = "00000000-0000-4000-8000-000000000000"
    for member in ("iran", "russia"):
        for request in (row.id, absent):
            assert client_of(member).post(f"/requests/{request}/refuse", {}).status_code == 404
            assert client_of(member).get(f"/reports/{report}/readers?request={request}").status_code == 404
    assert to_us(viewer_of_web("iraq"), report)[0].given == ""


def test_an_answer_that_another_member_laid_down_itself_counts_for_nothing(viewer_of_web, report):
    request = asking.ask_originator(viewer_of_web("iran"), report, wish("syria"))
    with store.acting_as(viewer_of_web("iran"), write=True) as tx:
        body = {"asker": "iran", "given": "granted", "reason": ""}
        label = Label(frozenset({MemberId("iran"), MemberId("iraq")}))
        ledger.append(tx, "release.answered", body, label=label, refs=[RecordId(report), request])
    assert ours(viewer_of_web("iran"), report)[0].given == ""
    assert to_us(viewer_of_web("iraq"), report)[0].given == ""


def test_a_request_of_one_report_does_not_widen_another(client_of, viewer_of_web, report):
    raw = gather.Raw("other.txt", b"The ferry at Chibayish stands still, the office said.", "text/plain")
    item = gather.receive(viewer_of_web("iraq"), gather.Arrival(raw, "form"))
    run_until_idle()
    other = gather.own_item(viewer_of_web("iraq"), item).reports[0]
    request = asking.ask_originator(viewer_of_web("iran"), report, wish("syria"))
    originator = client_of("iraq")
    assert originator.get(f"/reports/{other}/readers?request={request}").status_code == 404
    given = {"audience": "members", "members": ["syria"], "tlp": "TLP:RED", "request": str(request)}
    assert originator.post(f"/reports/{other}/readers", given).status_code == 404
    assert readers_now(viewer_of_web("iraq"), other).members == {"iraq"}


def test_asked_twice_it_waits_for_the_first_answer(client_of, viewer_of_web, report):
    reader = client_of("iran")
    ask(reader, report)
    again = ask(reader, report, members=["russia"])
    assert again.status_code == 422
    assert "has asked this already" in again.content.decode()
    assert len(to_us(viewer_of_web("iraq"), report)) == 1
    asking.refuse(viewer_of_web("iraq"), to_us(viewer_of_web("iraq"), report)[0].id)
    assert ask(reader, report).status_code == 302


def test_two_officers_who_ask_or_answer_at_once_are_heard_once(viewer_of_web, report):
    told = []

    def at_once(work):
        def run():
            try:
                told.append(work())
            except DiwanError as error:
                told.append(type(error))

        threads = [threading.Thread(target=run) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        outcome, told[:] = list(told), []
        return outcome

    reader, originator = viewer_of_web("iran"), viewer_of_web("iraq")
    asked = at_once(lambda: asking.ask_originator(reader, report, wish("syria")))
    assert asked.count(asking.AskedAlready) == 3
    request = next(each for each in asked if each is not asking.AskedAlready)
    reach = gather.Reach(members=(MemberId("iran"), MemberId("syria")), tlp=Tlp.RED)
    answered = at_once(lambda: change_readers(originator, report, reach, request=request))
    assert answered.count(asking.AnsweredAlready) == 3
    assert readers_now(originator, report).members == {"iraq", "iran", "syria"}
    assert [row.given for row in ours(reader, report)] == ["granted"]


def test_given_in_part_says_so_and_nothing_given_is_no_yes(client_of, viewer_of_web, report):
    request = asking.ask_originator(viewer_of_web("iran"), report, wish("syria", "russia", tlp=Tlp.GREEN))
    originator = client_of("iraq")
    given = {"audience": "members", "members": ["iran"], "tlp": "TLP:RED", "request": str(request)}
    originator.post(f"/reports/{report}/readers", given)
    assert to_us(viewer_of_web("iraq"), report)[0].given == ""
    originator.post(f"/reports/{report}/readers", given | {"members": ["iran", "syria"]})
    assert ours(viewer_of_web("iran"), report)[0].given == "partly"
    assert readers_now(viewer_of_web("iraq"), report).tlp is Tlp.RED


def test_passing_it_on_further_can_be_asked_for_alone(client_of, viewer_of_web, report):
    page = client_of("iran").get(f"/reports/{report}/ask").content.decode()
    assert "TLP:GREEN" in page
    ask(client_of("iran"), report, members=[], tlp="TLP:GREEN")
    assert to_us(viewer_of_web("iraq"), report)[0].tlp is Tlp.GREEN


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"members": []}, "Choose who else"),
        ({"members": ["iran"]}, "Choose who else"),
        ({"members": [], "tlp": "TLP:RED"}, "Choose who else"),
        ({"members": ["atlantis"]}, "atlantis"),
        ({"members": ["united-states"]}, "united-states"),
        ({"reason": "x" * 1001}, "1001"),
        ({"reason": "x" * 2_000_000}, "2000000"),
    ],
)
def test_what_cannot_be_asked_is_said_with_the_mend(client_of, viewer_of_web, report, more, told):
    answer = ask(client_of("iran"), report, **more)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert to_us(viewer_of_web("iraq"), report) == []


def test_nobody_asks_itself(client_of, viewer_of_web, report):
    assert client_of("iraq").get(f"/reports/{report}/ask").status_code == 404
    with pytest.raises(BadInput):
        asking.ask_originator(viewer_of_web("iraq"), report, wish("syria"))


def test_with_the_report_goes_the_question(client_of, viewer_of_web, report):
    request = asking.ask_originator(viewer_of_web("iran"), report, wish("syria"))
    recall_report(viewer_of_web("iraq"), report)
    assert [row.given for row in to_us(viewer_of_web("iraq"), report)] == ["lapsed"]
    assert client_of("iraq").post(f"/requests/{request}/refuse", {}).status_code == 404
    with pytest.raises(NotVisible):
        asking.ask_originator(viewer_of_web("iran"), report, wish("syria"))


def test_who_lost_the_report_keeps_its_question_without_the_title(client_of, viewer_of_web, report):
    asking.ask_originator(viewer_of_web("iran"), report, wish("syria"))
    change_readers(viewer_of_web("iraq"), report, gather.Reach(members=(MemberId("russia"),), tlp=Tlp.RED))
    row = ours(viewer_of_web("iran"), report)[0]
    assert (row.is_readable, row.title) == (False, "")
    assert client_of("iran").get("/requests").status_code == 200


def test_as_of_a_moment_only_what_had_been_said_by_then(viewer_of_web, report):
    iran, iraq = viewer_of_web("iran"), viewer_of_web("iraq")
    request = asking.ask_originator(iran, report, wish("syria"))
    asked_at = ours(iran, report)[0].asked_at
    asking.refuse(iraq, request)
    then = [row for row in asking.requests(iran, as_of=asked_at).ours if row.report == report]
    assert [row.given for row in then] == [""]
    before = asking.requests(iran, as_of=asked_at.replace(year=2014)).ours
    assert before == ()


def test_an_analyst_asks_and_only_a_releaser_answers(viewer_of_web, report, web):
    from diwan.core.viewer import Viewer
    from diwan.entry.web import accounts

    def officer(member, role):
        names = dict.fromkeys(("ar", "fa", "ru", "en"), role)
        with store.acting_as(store.service_viewer(MemberId(member)), write=True) as tx:
            made = charter.appoint_officer(
                tx, names, language="en", roles=(role,), sign_in=f"zz-{role}-{uuid.uuid4().hex[:6]}"
            )
        return Viewer(MemberId(member), made, accounts.mint_token(made))

    with pytest.raises(NotAllowed):
        asking.ask_originator(officer("iran", "reader"), report, wish("syria"))
    request = asking.ask_originator(officer("iran", "analyst"), report, wish("syria"))
    with pytest.raises(NotAllowed):
        asking.refuse(officer("iraq", "analyst"), request)
    asking.refuse(officer("iraq", "releaser"), request)


def test_a_suspended_member_asks_nobody(viewer_of_web, report, web):
    with psycopg.connect(web.admin, autocommit=True) as admin:
        admin.execute(
            "INSERT INTO diwan.member_suspension (member, valid_from) VALUES ('iran', now() - interval '1 hour')"
        )
        try:
            with pytest.raises(DiwanError):
                asking.ask_originator(viewer_of_web("iran"), report, wish("syria"))
        finally:
            admin.execute("DELETE FROM diwan.member_suspension WHERE member = 'iran'")
    assert to_us(viewer_of_web("iraq"), report) == []


def test_programs_ask_and_answer_as_pages_do(program_of, report):
    asker, originator = program_of("iran"), program_of("iraq")
    told = {"members": ["syria"], "reason": WHY}
    answer = asker.post(f"/api/v1/reports/{report}/requests", told, content_type="application/json")
    assert answer.status_code == 201, answer.content
    request = answer.json()["id"]
    listed = [row for row in originator.get("/api/v1/requests").json()["to_us"] if row["id"] == request]
    assert listed[0]["reason"] == WHY
    given = {"audience": {"members": ["iran", "syria"], "tlp": "TLP:RED"}, "reason": "Until Friday."}
    answer = originator.post(f"/api/v1/requests/{request}/grant", given, content_type="application/json")
    assert answer.status_code == 204, answer.content
    listed = [row for row in asker.get("/api/v1/requests").json()["ours"] if row["id"] == request]
    assert (listed[0]["given"], listed[0]["answer_reason"]) == ("granted", "Until Friday.")
    assert program_of("syria").get(f"/api/v1/reports/{report}").status_code == 200
    assert (
        originator.post(
            f"/api/v1/requests/{request}/refusal", {}, content_type="application/json"
        ).status_code
        == 422
    )


def test_the_rail_counts_what_waits_for_the_own_member(client_of, viewer_of_web, report):
    def counted(member):
        page = client_of(member).get("/requests").content.decode()
        found = re.search(r'href="/requests"[^>]*>.*?</a>', page, re.DOTALL)[0]
        digits = re.search(r">\s*(\d+)\s*<", found)
        return int(digits[1]) if digits else 0

    before, others = counted("iraq"), counted("syria")
    request = asking.ask_originator(viewer_of_web("iran"), report, wish("syria"))
    assert counted("iraq") == before + 1
    assert counted("syria") == others
    asking.refuse(viewer_of_web("iraq"), request)
    assert counted("iraq") == before
