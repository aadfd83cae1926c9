"""The review queue: doubtful values, why, what hangs on each; answered and taken back with one click."""

import datetime as dt
import html
import re
import uuid

import pytest

from diwan import gather, share
from diwan.core.ids import MemberId
from diwan.entry.worker import run_until_idle
from diwan.process.recall_report import recall_report
from diwan.share.review import review
from diwan.share.review_queries import MOST_COUNTED
from signed_in import UNTOUCHED, copy_of

# One event each: of things, towns and days that no other test speaks of.
EVENTS = iter(
    (dt.datetime(2003, 3, 11, 9, tzinfo=dt.UTC) + n * dt.timedelta(days=42), told)
    for n, told in enumerate(
        (
            "a flood had closed the old bridge in Basra",
            "a fire had burned the cotton market in Kirkuk",
            "a storm had sunk two ferries near Umm Qasr",
            "gunmen had seized the grain silo in Ramadi",
            "a landslide had blocked the mountain road in Dohuk",
            "a train had left the rails outside Samawah",
            "the governor had cancelled the election in Karbala",
            "engineers had shut the power station in Najaf",
            "an earthquake had damaged the hospital in Sulaymaniyah",
            "smugglers had robbed the museum in Nasiriyah",
            "a drought had emptied the fish ponds in Hillah",
        )
    )
)


@pytest.fixture(scope="module")
def web_database(web_database, database_server):
    """Its own: these tests answer all that is doubtful."""
    return copy_of(database_server, UNTOUCHED, "diwan_reviewed")


@pytest.fixture
def file(viewer_of_web):
    def filed(member, *texts, readers=(), at=dt.datetime(2002, 1, 8, 9, tzinfo=dt.UTC)):
        items = []
        for hours, text in enumerate(texts):
            published = at + dt.timedelta(hours=hours)
            raw = gather.Raw(
                "a.txt", text.encode(), "text/plain", outlet=f"Post {hours}", published=published
            )
            reach = gather.Reach(members=tuple(map(MemberId, readers)))
            items.append(gather.receive(viewer_of_web(member), gather.Arrival(raw, "upload", reach=reach)))
        run_until_idle()
        return [gather.own_item(viewer_of_web(member), item).reports[0] for item in items]

    return filed


@pytest.fixture
def contested(file):
    """Two reports of Iraq's for Iran as well: the one denies what the other says."""
    mark = uuid.uuid4().hex[:8]
    at, said = next(EVENTS)
    reports = file(
        "iraq",
        f"Told in paper {mark}\n\nThe water board said on Monday that {said}.",
        f"Denied in paper {mark}\n\nThe ministry of transport denied on Monday that {said}.",
        readers=("iran",),
        at=at,
    )
    return reports, mark


def of_reports(view, reports):
    return [row for row in view.values.rows if row.report in reports]


def all_of(viewer):
    rows, cursor = [], None
    while True:
        view = review(viewer, cursor=cursor, limit=3)
        rows += view.values.rows
        if (cursor := view.values.next) is None:
            return rows


def plain(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.unescape(answer.content.decode())))


def test_a_contradiction_that_hangs_on_one_voice_waits_for_review(client_of, viewer_of_web, contested):
    (_, denial), mark = contested
    row = next(r for r in all_of(viewer_of_web("iraq")) if r.report == denial)
    assert (row.span.kind.value, row.reason) == ("claim", "claim.alone")
    assert [(c.what.value, c.before, c.after) for c in row.changes] == [("contested", "1", "0")]
    start, end = row.words.marks[0]
    assert (
        row.words.text[start:end]
        == share.report(viewer_of_web("iraq"), denial).text[row.span.start : row.span.end]
    )
    told = plain(client_of("iraq").get("/review"))
    assert mark in told
    assert "one voice alone stands on its side" in told
    assert "contested propositions: 0 instead of 1" in told


def test_each_member_reviews_its_own_picture_alone(client_of, viewer_of_web, contested):
    reports, mark = contested
    assert of_reports(review(viewer_of_web("iran"), limit=100), reports)
    before = review(viewer_of_web("russia"), limit=100)
    assert of_reports(before, reports) == []
    assert mark not in plain(client_of("russia").get("/review"))


def test_what_is_hidden_moves_neither_list_nor_count(client_of, viewer_of_web, file):
    program, browser = viewer_of_web("russia"), client_of("russia")
    before = review(program, limit=100), browser.get("/review").content
    file(
        "iraq",
        "The water board said on Monday that a flood had closed the new bridge in Basra.",
        "The ministry of transport denied on Monday that a flood had closed the new bridge in Basra.",
    )
    assert review(program, limit=100) == before[0]
    assert uncounted(browser.get("/review").content) == uncounted(before[1])


def uncounted(page):
    """Without the tokens of forms, which differ at each look."""
    return re.sub(
        rb'(name="csrfmiddlewaretoken" value|hx-headers)=("|\')[^"\']*', b"", re.sub(rb"&quot;", b"", page)
    )


def test_an_answer_takes_it_off_the_list_and_undo_puts_it_back(client_of, viewer_of_web, contested):
    (_, denial), _ = contested
    browser, viewer = client_of("iraq"), viewer_of_web("iraq")
    row = next(r for r in all_of(viewer) if r.report == denial)
    event = share.event(viewer, row.event)
    assert event.claims.contested_count == 1
    said = {"span": row.span.id, "answer": "rejected", "alike": "yes", "back": "review"}
    bar = browser.post(f"/reports/{denial}/judge", said, headers={"HX-Request": "true"}).content.decode()
    assert denial not in {r.report for r in all_of(viewer)}  # at once, before the picture follows
    run_until_idle()
    assert share.event(viewer, row.event).claims.contested_count == 0
    undo = re.search(r'hx-post="(/judgements/[^"]+/withdraw)"', bar)[1]
    assert browser.post(undo).status_code == 200
    run_until_idle()
    assert share.event(viewer, row.event).claims.contested_count == 1
    assert next(r for r in all_of(viewer) if r.report == denial).span.id == row.span.id


def test_without_script_an_answer_leads_back_to_the_list(client_of, viewer_of_web, contested):
    (_, denial), _ = contested
    browser = client_of("iraq")
    row = next(r for r in all_of(viewer_of_web("iraq")) if r.report == denial)
    answer = browser.post(
        f"/reports/{denial}/judge", {"span": row.span.id, "answer": "confirmed", "back": "review"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/review")
    assert "Your answer is kept" in plain(browser.get("/review"))


def test_one_answer_for_every_mention_of_a_place_and_one_undo(client_of, viewer_of_web, file):
    (report,) = file(
        "iraq",
        f"Quay {uuid.uuid4().hex[:8]}\n\nLorries reached Basra on Monday. Basra was quiet, and Basra slept.",
    )
    browser, viewer = client_of("iraq"), viewer_of_web("iraq")
    spans = [s.id for s in share.report(viewer, report).spans if s.kind.value == "place"]
    assert len(spans) == 3
    said = {"span": spans[1], "answer": "rejected", "alike": "yes"}
    bar = browser.post(f"/reports/{report}/judge", said, headers={"HX-Request": "true"}).content.decode()
    assert [s.id for s in share.report(viewer, report).spans if s.judgement] == spans
    undo = re.search(r'hx-post="([^"]+/withdraw)"', bar)[1]
    others = re.findall(r'name="with" value="([^"]+)"', bar)
    assert browser.post(undo, {"with": others}).status_code == 200
    assert [s.id for s in share.report(viewer, report).spans if s.judgement] == []


def test_undo_takes_back_nothing_of_another_member(client_of, viewer_of_web, file):
    (ours,) = file("iran", "Lorries reached Basra on Monday.", readers=("iraq",))
    spans = {
        m: next(s.id for s in share.report(viewer_of_web(m), ours).spans if s.kind.value == "place")
        for m in ("iran", "iraq")
    }
    made = {}
    for member, span in spans.items():
        bar = client_of(member).post(
            f"/reports/{ours}/judge", {"span": span, "answer": "confirmed", "to_readers": "yes"}, headers={"HX-Request": "true"}
        ).content.decode()  # fmt: skip
        made[member] = re.search(r"/judgements/([^/]+)/withdraw", bar)[1]
    answer = client_of("iraq").post(f"/judgements/{made['iraq']}/withdraw", {"with": made["iran"]})
    assert answer.status_code == 404
    span = next(s for s in share.report(viewer_of_web("iran"), ours).spans if s.id == spans["iran"])
    assert {str(j.id) for j in span.judgements} == set(made.values())  # not even the own one: all or none
    assert client_of("iraq").post(f"/judgements/{made['iraq']}/withdraw", {"with": "x"}).status_code == 422


def test_the_list_begins_with_what_most_hangs_on_and_its_pages_miss_nothing(viewer_of_web, contested):
    viewer = viewer_of_web("iraq")
    rows, whole = all_of(viewer), review(viewer, limit=100)
    order = [(row.things, row.reports) for row in rows]
    assert order == sorted(order, reverse=True)
    assert [row.id for row in rows] == [row.id for row in whole.values.rows]
    assert whole.count == min(len(rows), MOST_COUNTED)


@pytest.mark.usefixtures("contested")
def test_the_rail_counts_what_waits(client_of, viewer_of_web):
    count = review(viewer_of_web("iraq")).count
    page = client_of("iraq").get("/").content.decode()
    entry = re.search(r'href="/review".*?</a>', page, re.DOTALL)[0]
    assert str(count) in entry
    assert "in doubt" in entry


def test_a_recalled_report_waits_for_nobody(viewer_of_web, contested):
    (said, denial), _ = contested
    assert of_reports(review(viewer_of_web("iran"), limit=100), [denial])
    recall_report(viewer_of_web("iraq"), denial)
    assert of_reports(review(viewer_of_web("iran"), limit=100), [said, denial]) == []
    run_until_idle()
    assert of_reports(review(viewer_of_web("iran"), limit=100), [said, denial]) == []


def test_programs_get_the_same_and_answer_all_mentions_at_once(program_of, viewer_of_web, contested):
    (_, denial), _ = contested
    program = program_of("iraq")
    told = program.get("/api/v1/review?limit=100").json()
    row = next(r for r in told["values"]["rows"] if r["report"] == str(denial))
    assert row["changes"][0]["what"] == "contested"
    said = {"report": str(denial), "span": row["span"]["id"], "answer": "confirmed", "alike": True}
    made = program.post("/api/v1/judgements", said, content_type="application/json")
    assert (made.status_code, made.json()["others"]) == (201, [])
    rows = program.get("/api/v1/review?limit=100").json()["values"]["rows"]
    assert str(denial) not in {r["report"] for r in rows}
    assert program.get("/api/v1/review?cursor=x").status_code == 422
    assert program.get("/api/v1/review?limit=0").status_code == 422


def test_nobody_gets_neither_page_nor_list(nobody):
    assert nobody.get("/review").status_code == 302
    assert nobody.get("/api/v1/review").status_code == 401


def test_a_damaged_address_says_what_to_do(client_of):
    assert client_of("iraq").get("/review?cursor=x").status_code == 422


@pytest.mark.parametrize("language", ["ar", "fa", "ru"])
def test_the_page_speaks_each_language(client_of, contested, language):
    said = {"ar": "مراجعة", "fa": "بازبینی", "ru": "Проверка"}[language]
    told = plain(client_of("iraq", language=language).get("/review"))
    assert said in told
    assert "instead of" not in told


def test_when_all_is_answered_the_page_says_so(client_of, viewer_of_web, program_of):
    program = program_of("syria")
    while rows := program.get("/api/v1/review?limit=100").json()["values"]["rows"]:
        for row in rows:
            said = {"report": row["report"], "span": row["span"]["id"], "answer": "confirmed", "alike": True}
            assert (
                program.post("/api/v1/judgements", said, content_type="application/json").status_code == 201
            )
        run_until_idle()
    assert review(viewer_of_web("syria")).count == 0
    assert "Nothing to review" in plain(client_of("syria").get("/review"))
