"""Stories of officers of two members, in a real browser."""

import functools
import http.server
import re
import threading
import uuid

import pytest

pytestmark = pytest.mark.journey

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Ford Gazette</title><link>http://localhost/</link><description>d</description>
<item><title>{title}</title><guid>{guid}</guid><link>http://localhost/{guid}</link>
<pubDate>Wed, 18 Nov 2015 10:00:00 +0000</pubDate>
<description>The mayor of Samarra said on Wednesday that twenty lorries of flour had arrived.</description></item>
</channel></rss>"""


def test_two_officers_sign_in_and_see_different_pictures(signed_in, picture_of):
    iraq, syria = signed_in("iraq"), signed_in("syria")
    counts = [page.locator(".feed-head b").first.inner_text() for page in (iraq, syria)]
    assert counts[0] != counts[1]
    assert "what Iraq may read" in iraq.locator(".statusline").inner_text()
    assert "what Syria may read" in syria.locator(".statusline").inner_text()
    picture_of(iraq, "situation")


def test_an_officer_opens_an_event_and_goes_from_it_to_a_report(signed_in, picture_of):
    page = signed_in("iraq")
    page.locator(".event-row h3 a").nth(1).click()
    page.wait_for_url(re.compile("/events/"))
    assert "Built from" in page.locator(".built-from").inner_text()
    picture_of(page, "event")
    page.locator(".report-line a").first.click()
    page.wait_for_url(re.compile("/reports/"))
    assert page.locator(".audience").is_visible()
    value = page.locator(".value").first
    value.hover()
    page.locator("#why h2").wait_for()
    picture_of(page, "report")
    page.keyboard.press("Escape")
    page.locator("#why").wait_for(state="detached")


def test_the_language_is_switched_and_the_page_turns_around(signed_in, picture_of):
    page = signed_in("iran")
    page.locator("details.language summary").click()
    page.locator("details.language button[value=fa]").click()
    page.wait_for_function("document.documentElement.lang === 'fa'")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert "وضعیت" in page.locator(".rail").inner_text()
    rail, sheet = page.locator(".rail").bounding_box(), page.locator("#page").bounding_box()
    assert rail["x"] > sheet["x"]
    picture_of(page, "situation-fa")


def test_a_search_finds_a_word_however_it_is_spelt(signed_in):
    page = signed_in("iraq")
    page.keyboard.press("/")
    page.keyboard.type("SAMARRA")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/search"))
    assert page.locator(".result mark").first.inner_text().lower() == "samarra"


def test_a_report_is_filed_for_two_members_and_the_third_never_sees_it(signed_in, worker_done):
    mark = f"zq{uuid.uuid4().hex[:8]}"
    page = signed_in("iraq")
    page.keyboard.press("f")
    page.wait_for_url(re.compile("/file"))
    page.fill("#text", f"The ferry at Hit was closed on Friday, the harbour office said. {mark}")
    page.fill("#title", "Ferry at Hit closed")
    page.locator("input[name=audience][value=members]").check()
    page.locator("input[name=members][value=iran]").check(force=True)
    page.locator("#who-will-read b", has_text="Iran").wait_for()
    assert "Russia" in page.locator("#who-will-read").inner_text()
    page.locator("form.filing-form button.primary").click()
    page.wait_for_url(re.compile("/reports$"))
    worker_done()
    found = {member: signed_in(member) for member in ("iran", "russia")}
    for other in found.values():
        other.goto(f"/search?q={mark}")
    assert found["iran"].locator(".result").count() == 1
    assert found["russia"].locator(".result").count() == 0


def test_a_folder_of_files_is_dropped_in(signed_in, worker_done, tmp_path):
    mark = f"zf{uuid.uuid4().hex[:8]}"
    (tmp_path / "note.txt").write_text(f"Engineers in Kirkuk repaired the pump on Sunday. {mark}", "utf-8")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "page.html").write_text(
        f"<html><body><p>The clinic in Erbil reopened. {mark}</p></body></html>"
    )
    page = signed_in("russia")
    page.goto("/file/files")
    page.set_input_files("#files", sorted(tmp_path.iterdir()))
    page.locator(".upload-list .is-kept").nth(2).wait_for()
    worker_done()
    page.goto(f"/search?q={mark}")
    assert page.locator(".result").count() == 2
    page.goto("/set-aside")
    assert "empty.txt" in page.locator("table").inner_text()


def test_a_feed_of_a_local_file_server_is_added_and_read(signed_in, worker_done, tmp_path, monkeypatch):
    title = f"Flour reaches Samarra {uuid.uuid4().hex[:6]}"
    (tmp_path / "feed.xml").write_text(FEED.format(title=title, guid=uuid.uuid4().hex))
    handler = functools.partial(QuietFiles, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as files:
        threading.Thread(target=files.serve_forever, daemon=True).start()
        monkeypatch.setenv("DIWAN_FETCH_ALLOW", f"127.0.0.1:{files.server_port}")
        page = signed_in("iraq")
        page.goto("/sources/add")
        page.fill("#name", "Ford Gazette")
        page.fill("#address", f"http://127.0.0.1:{files.server_port}/feed.xml")
        page.locator("#page form button.primary").click()
        page.wait_for_url(re.compile("/sources/[0-9a-f-]{36}$"))
        worker_done()
        files.shutdown()
    page.reload()
    assert page.locator(".tag.trouble").count() == 0
    page.goto("/reports")
    assert title in page.locator(".results").inner_text()


class QuietFiles(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """The test says what went wrong."""


PAGES = (
    "/",
    "/reports",
    "/sources",
    "/sources/add",
    "/set-aside",
    "/file",
    "/file/files",
    "/centre",
    "/log",
    "/keys",
    "/nothing-here",
)


@pytest.mark.parametrize(
    ("language", "theme", "width"),
    [
        ("en", "light", 1440),
        ("en", "dark", 1440),
        ("fa", "light", 1440),
        ("ar", "dark", 390),
        ("ru", "light", 390),
    ],
)
def test_every_page_can_be_used_by_everybody(  # noqa: PLR0917 - fixtures and cases
    signed_in, axe, picture_of, language, theme, width
):
    page = signed_in("iraq", language=language, theme=theme, width=width, height=900 if width > 600 else 844)
    event = page.locator(".event-row h3 a").first.get_attribute("href")
    page.goto("/reports")
    report = page.locator(".result h3 a").first.get_attribute("href")
    found = {}
    for address in (*PAGES, event, report):
        page.goto(address)
        if faults := axe(page):
            found[address] = faults
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
        if wide:
            found[f"{address} is wider than the screen"] = page.evaluate(
                "document.documentElement.scrollWidth"
            )
        if address == "/":
            picture_of(page, f"situation-{language}-{theme}-{width}")
    assert found == {}
