"""Much comes without a title and without an outlet: a telephone call, a note. Its links have words all the same."""

import re

from diwan.entry.worker import run_until_idle

NOTE = (
    "The caller said that the night boat had not come back to the landing below the old customs house, that two "
    "lamps were seen on the far bank before dawn, and that the watchman at the pumping station had heard nothing "
    "until the engine was started again at about five. {} He will call once more before noon."
)
EMPTY_LINK = re.compile(r"<a\b[^>]*>(?:<bdi[^>]*>\s*</bdi>|\s)*</a>")


def file_it(browser, last: str, member: str):
    words = {"text": NOTE.format(last), "audience": "members", "members": member, "tlp": "TLP:AMBER"}
    answer = browser.post("/file", words)
    assert answer.status_code == 302, answer.content
    run_until_idle()
    page = browser.get(answer.headers["Location"]).content.decode()
    return re.search(r'<a href="(/reports/[0-9a-f-]{36})">', page)[1]


def test_a_report_without_title_and_outlet_is_called_by_its_handle_wherever_it_is_linked(client_of):
    browser = client_of("iraq")
    first = file_it(browser, "Nobody was hurt.", "iran")
    second = file_it(client_of("iran"), "Nobody has been hurt.", "iraq")
    other = browser.get(second).content.decode()
    called = re.search(rf'<a href="{first}">(.*?)</a>', other)[1]
    assert re.sub("<[^>]+>", "", called).startswith("Report R-"), (
        "they tell the same, so each names the other"
    )
    for address in (first, second, "/reports", "/search?q=pumping"):
        assert EMPTY_LINK.findall(browser.get(address).content.decode()) == []
