"""What stands on the page after filing, and how a filing is taken back."""

import re

from diwan.entry.worker import run_until_idle

WORDS = {
    "title": "Ferry at Hit closed",
    "text": "The ferry at Hit was closed on Friday because of high water, the harbour office said.",
    "audience": "members",
    "members": "iran",
    "tlp": "TLP:AMBER",
}


def file_it(browser) -> str:
    """The address of the page that tells what became of it."""
    answer = browser.post("/file", WORDS)
    assert answer.status_code == 302, answer.content
    return answer.headers["Location"]


def report_in(page: str) -> str:
    return re.search(r'href="(/reports/[0-9a-f-]{36})"', page)[1]


def test_the_page_after_filing_says_who_can_read_it_and_then_names_the_report(client_of):
    browser = client_of("iraq")
    address = file_it(browser)
    page = re.sub(r"<[^>]+>", "", browser.get(address).content.decode())
    assert "Officers of Iraq and Iran can read this" in page
    assert "Russia and Syria cannot" in page
    assert "It is being read" in page
    run_until_idle()
    page = browser.get(address).content.decode()
    assert "Ferry at Hit closed" in page
    assert browser.get(report_in(page)).status_code == 200


def test_undo_takes_the_filing_back_from_everybody(client_of):
    browser, reader = client_of("iraq"), client_of("iran")
    address = file_it(browser)
    run_until_idle()
    report = report_in(browser.get(address).content.decode())
    assert "harbour office" in reader.get(report).content.decode()
    assert browser.post(f"{address}/undo").status_code == 302
    for each in (browser, reader):
        page = each.get(report).content.decode()
        assert "harbour office" not in page
        assert "recalled this report" in page


def test_only_its_member_can_ask_what_became_of_a_filing_or_take_it_back(client_of):
    browser, reader = client_of("iraq"), client_of("iran")
    address = file_it(browser)
    run_until_idle()
    report = report_in(browser.get(address).content.decode())
    assert reader.get(address).status_code == 404
    assert reader.post(f"{address}/undo").status_code == 404
    assert reader.post(f"{report}/recall").status_code == 404
    assert "Recall this report" not in reader.get(report).content.decode()
    assert "harbour office" in browser.get(report).content.decode()


def test_its_member_recalls_a_report_on_its_page(client_of):
    browser = client_of("iraq")
    address = file_it(browser)
    run_until_idle()
    report = report_in(browser.get(address).content.decode())
    assert "Recall this report" in browser.get(report).content.decode()
    assert browser.post(f"{report}/recall").headers["Location"] == report
    page = browser.get(report).content.decode()
    assert "harbour office" not in page
    assert "Recall this report" not in page
    assert browser.post(f"{report}/recall").status_code == 404


def test_what_nobody_else_was_to_read_can_be_taken_back_before_it_is_read(client_of):
    browser = client_of("iraq")
    words = WORDS | {"audience": "own", "title": "Weir at Kut, for us alone"}
    address = browser.post("/file", words).headers["Location"]
    page = browser.get(address).content.decode()
    assert "It is being read" in page
    assert f'action="{address}/undo"' in page
    assert client_of("iran").post(f"{address}/undo").status_code == 404
    answer = browser.post(f"{address}/undo", follow=True)
    assert "it did not leave your member" in answer.content.decode()
    run_until_idle()
    assert "Weir at Kut" not in browser.get("/reports").content.decode()
    assert browser.get(address).status_code == 404
