"""The page that releases a shorter version, what it leaves with others, and who may not open it."""

import datetime as dt
import html
import re
import uuid

import pytest

from diwan import gather
from diwan.core.ids import MemberId
from diwan.core.labels import Tlp
from diwan.entry.worker import run_until_idle
from diwan.gather import hold

WHOLE = (
    "Barges held at Faw\n\nEleven barges were held at Faw on Sunday, the harbour pilot Nasrin Obeid told us. They carry"
    " cement for the northern quay."
)
CUT = "Eleven barges were held at Faw on Sunday. They carry cement for the northern quay."


@pytest.fixture
def report(viewer_of_web):
    text = f"{WHOLE} Barge {uuid.uuid4().hex[:8]} was the last."  # of one text twice a list shows one
    raw = gather.Raw(
        "barges.txt",
        text.encode(),
        "text/plain",
        outlet="Pilot office",
        url="https://pilot-office.example/9",
    )
    arrival = gather.Arrival(raw, "upload", reach=gather.Reach(members=(MemberId("iran"),), tlp=Tlp.RED))
    item = gather.receive(viewer_of_web("iraq"), arrival)
    run_until_idle()
    return gather.own_item(viewer_of_web("iraq"), item).reports[0]


def released(browser, report, **more):
    given = {"title": "Barges held", "text": CUT, "audience": "members", "members": ["iran", "syria"]}
    answer = browser.post(f"/reports/{report}/shorten", given | {"tlp": "TLP:AMBER"} | more)
    assert answer.status_code == 302, answer.content
    run_until_idle()
    page = browser.get(answer.headers["Location"]).content.decode()
    return answer.headers["Location"], re.search(r'href="/reports/([0-9a-f-]{36})"', page)[1]


def test_the_form_holds_the_text_and_not_the_source(client_of, report):
    page = html.unescape(client_of("iraq").get(f"/reports/{report}/shorten").content.decode())
    assert "the harbour pilot Nasrin Obeid" in page
    assert "pilot-office.example" not in page
    assert 'value="Pilot office"' not in page


def test_what_was_not_graded_is_not_offered_as_the_best_there_is(client_of, report):
    for form in ("shorten", "correct"):
        page = client_of("iraq").get(f"/reports/{report}/{form}").content.decode()
        assert '<option value="F" selected>' in page
        assert '<option value="6" selected>' in page


@pytest.mark.parametrize("language", ["en", "ar", "fa", "ru"])
def test_others_fetch_nothing_of_what_was_cut(client_of, program_of, report, language):
    _, shorter = released(client_of("iraq"), report)
    browser, program = client_of("syria", language=language), program_of("syria")
    page = browser.get(f"/reports/{shorter}").content.decode()
    item = re.search(r"/items/[0-9a-f-]{36}/evidence", page)[0]
    pages = [browser.get(address) for address in (
        "/", "/reports", "/search?q=barges", "/search?q=Nasrin", "/history", "/history.csv", "/history.json", f"/records/{shorter}",
        f"/records/{shorter}/receipt", item, "/requests", "/log", f"/reports/{shorter}/ask",
    )]  # fmt: skip
    pages += [program.get(f"/api/v1{address}") for address in (
        "/reports", f"/reports/{shorter}", "/situation", "/requests", item, f"/records/{shorter}/explain", "/reports?text=Nasrin",
    )]  # fmt: skip
    told = page + "".join(each.content.decode(errors="replace") for each in pages)
    assert "Barges held" in told
    for secret in (
        "Obeid",
        "pilot-office",
        "Pilot office",
        str(report),
        "shorter version",
        f"R-{str(report)[:4]}",
    ):
        assert secret not in told.replace("Shorter version released", ""), secret
    client_of("syria")


def test_who_reads_both_is_told_so(client_of, report):
    _, shorter = released(client_of("iraq"), report)
    for member in ("iraq", "iran"):
        browser = client_of(member)
        assert "also as a shorter version for" in browser.get(f"/reports/{report}").content.decode()
        assert "This is the shorter version of" in browser.get(f"/reports/{shorter}").content.decode()
        rows = browser.get("/reports").content.decode()
        assert f'href="/reports/{report}"' in rows
        assert f'<h3><a href="/reports/{shorter}"' not in rows


def test_it_waits_thirty_seconds_and_can_be_undone(client_of, report, monkeypatch):
    monkeypatch.setattr(hold, "LASTS", dt.timedelta(seconds=30))
    browser = client_of("iraq")
    address, shorter = released(browser, report)
    assert "seconds officers of" in browser.get(address).content.decode()
    assert client_of("syria").get(f"/reports/{shorter}").status_code == 404
    assert "also as a shorter version" not in client_of("iran").get(f"/reports/{report}").content.decode()
    browser.post(f"{address}/undo")
    run_until_idle()
    assert client_of("syria").get(f"/reports/{shorter}").status_code == 404
    assert "recalled this report" in browser.get(f"/reports/{shorter}").content.decode()


def test_nobody_else_shortens_it(client_of, report):
    absent = "00000000-0000-4000-8000-000000000000"
    for member in ("iran", "syria"):
        for each in (report, absent):
            assert client_of(member).get(f"/reports/{each}/shorten").status_code == 404
            assert client_of(member).post(f"/reports/{each}/shorten", {"text": CUT}).status_code == 404


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"text": "  "}, "Write or paste the text first."),
        ({"audience": "own"}, "read the whole report already"),
        ({"members": ["iran"]}, "read the whole report already"),
    ],
)
def test_what_is_no_shorter_version_is_said_with_the_words_kept(client_of, report, more, told):
    given = {
        "title": "Kept as written",
        "text": CUT,
        "audience": "members",
        "members": ["syria"],
        "tlp": "TLP:RED",
    }
    answer = client_of("iraq").post(f"/reports/{report}/shorten", given | more)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "Kept as written" in answer.content.decode()


def test_text_of_any_kind_comes_through_as_it_is(client_of, report):
    hostile = "<img src=x onerror=alert(1)> یازده لنج در فاو نگه داشته شد. \u202e"
    _, shorter = released(client_of("iraq"), report, text=hostile, title="")
    page = client_of("syria").get(f"/reports/{shorter}").content.decode()
    assert "<img src=x" not in page
    assert "یازده لنج" in page
