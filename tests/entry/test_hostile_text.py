"""What others wrote is shown and never obeyed."""

import re
import uuid

import pytest

from diwan.entry.worker import run_until_idle

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def filed(client_of):
    """Files a report as Iraq, and gives its page."""

    def file(**fields):
        browser = client_of("iraq")
        mark = f"zz{uuid.uuid4().hex[:10]}"
        text = fields.pop("text", "A quiet day at the ford.") + f" {mark}"
        answer = browser.post("/file", {"audience": "own", "tlp": "TLP:AMBER", "text": text, **fields})
        assert answer.status_code == 302, answer.content.decode()
        run_until_idle()
        found = re.findall(
            r'href="(/reports/[0-9a-f-]{36})"', browser.get(f"/search?q={mark}").content.decode()
        )
        assert found, mark
        return browser, browser.get(found[0]).content.decode()

    return file


def test_markup_in_title_text_and_outlet_is_shown_as_letters(filed):
    browser, page = filed(title=EVIL, text=EVIL, outlet=EVIL)
    assert "<script>alert" not in page
    assert "onerror=alert" not in re.sub(r"&lt;.*?&gt;", "", page)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in browser.get("/reports").content.decode()
    assert "<script>alert" not in browser.get("/").content.decode()


def test_a_sign_that_turns_the_text_is_seen_and_turns_nothing(filed):
    _browser, page = filed(title="Convoy \u202eyrots\u202c arrives", text="The \u202ereversed\u202c word.")
    assert "\u202e" not in page
    assert 'translate="no">RLO</span>' in page


def test_a_source_name_cannot_write_markup(client_of):
    browser = client_of("russia")
    browser.post(
        "/sources/add",
        {"kind": "page", "name": EVIL, "address": "https://example.org/", "every": "", "audience": "own"},
    )
    page = browser.get("/sources").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_evidence_is_saved_and_never_shown(filed):
    browser, page = filed(text="Kept as it came.")
    address = re.findall(r'href="(/items/[0-9a-f-]{36}/evidence)"', page)[0]
    answer = browser.get(address)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "Kept as it came." in answer.content.decode()


def test_an_officer_confirms_a_value_and_takes_it_back(filed):
    browser, page = filed(
        text="The mayor of Samarra said on Tuesday that the bridge was open.", outlet="River Post"
    )
    why = re.findall(r'data-why-src="([^"]+)"', page)
    assert why
    shown = browser.get(why[0]).content.decode()
    span = re.findall(r'name="span" value="([^"]+)"', shown)[0]
    report = why[0].split("/why/")[0]
    said = {"span": span, "answer": "confirmed"}
    bar = browser.post(f"{report}/judge", said, headers={"HX-Request": "true"}).content.decode()
    undo = re.findall(r'hx-post="(/judgements/[0-9a-f-]+/withdraw)"', bar)[0]
    run_until_idle()
    assert "judged-confirm" in browser.get(report).content.decode()
    assert browser.post(undo).status_code == 200
    run_until_idle()
    assert "judged-confirm" not in browser.get(report).content.decode()
