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


def test_two_officers_sign_in_and_see_different_pictures(signed_in):
    iraq, syria = signed_in("iraq"), signed_in("syria")
    counts = [page.locator(".feed-head b").first.inner_text() for page in (iraq, syria)]
    assert counts[0] != counts[1]
    assert "what Iraq may read" in iraq.locator(".statusline").inner_text()
    assert "what Syria may read" in syria.locator(".statusline").inner_text()


def test_an_officer_opens_an_event_and_goes_from_it_to_a_report(signed_in):
    page = signed_in("iraq")
    page.locator(".event-row:has(.contested) h3 a").first.click()
    page.wait_for_url(re.compile("/events/"))
    assert "Built from" in page.locator(".built-from").inner_text()
    page.locator(".report-line a").first.click()
    page.wait_for_url(re.compile("/reports/"))
    assert page.locator(".audience").is_visible()
    value = page.locator(".value").first
    value.hover()
    page.locator("#why h2").wait_for()
    page.keyboard.press("Escape")
    page.locator("#why").wait_for(state="detached")


def test_who_denied_what_is_found_in_four_steps(signed_in):
    page = signed_in("iraq")
    page.locator(".event-row:has(.contested .denies) h3 a").first.click()
    page.wait_for_url(re.compile("/events/"))
    cell = page.locator("table.claims tr.is-contested button.claim:has(.stance.denies)").first
    speaker = cell.locator("xpath=ancestor::td").get_attribute("data-speaker")
    cell.click()
    words = page.locator("#why .claim-words:has(.stance.denies)").last
    heading = page.locator("#why h2").inner_text()
    assert speaker in heading or (
        "unnamed" in speaker and "unnamed" in heading
    )  # or as the report describes it
    told = words.locator("blockquote").inner_text()
    words.locator("a").click()
    page.wait_for_url(re.compile("/reports/.*#v-"))
    claim = page.locator(".value:target")
    assert claim.is_visible()
    assert "denies" in claim.get_attribute("class")
    assert claim.inner_text().split()[0] in told


def test_the_picture_reads_alike_in_two_languages(signed_in):
    page = signed_in("iran", language="en")
    in_english = page.locator(".event-row h3").all_inner_texts()
    first = page.locator(".event-row .event-line").first.inner_text()
    page.locator("details.language summary").click()
    page.locator("details.language button[value=fa]").click()
    page.wait_for_function("document.documentElement.lang === 'fa'")
    assert (
        page.locator(".event-row h3").all_inner_texts() == in_english
    )  # headlines are the reports' own words
    assert page.locator(".event-row .event-line").first.inner_text() != first
    assert "origin" not in page.locator("#feed").inner_text()


def test_an_answer_shows_at_once_and_goes_when_taken_back(signed_in):
    page = signed_in("russia")
    page.goto("/reports")
    page.locator(".result h3 a").first.click()
    place = page.locator(".value.place").first
    place.click()
    page.locator("#why button[data-answer=c]").click()
    page.locator(".value.place.judged-confirm").first.wait_for()
    page.keyboard.press("z")
    page.locator(".value.judged-confirm").first.wait_for(state="detached")


def test_all_four_languages_are_taken_in_turn_and_the_page_turns_around(signed_in):
    page = signed_in("iran")
    for language, situation, direction in (
        ("fa", "وضعیت", "rtl"), ("ar", "الموقف", "rtl"), ("ru", "Обстановка", "ltr"), ("en", "Situation", "ltr"),
    ):  # fmt: skip
        page.locator("details.language summary").click()
        page.locator(f"details.language button[value={language}]").click()
        page.wait_for_function(f"document.documentElement.lang === '{language}'")
        assert page.locator("html").get_attribute("dir") == direction
        assert situation in page.locator(".rail").inner_text()
        rail, sheet = page.locator(".rail").bounding_box(), page.locator("#page").bounding_box()
        assert (rail["x"] > sheet["x"]) == (direction == "rtl")
        page.locator(".event-row h3 a").first.click()
        page.wait_for_url("**/events/**")
        assert page.locator("html").get_attribute("lang") == language
        page.goto("/")


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
    page.wait_for_url(re.compile("/filed/"))
    assert "Officers of Iraq and Iran can read this" in page.locator(".notice.success").inner_text()
    worker_done()
    found = {member: signed_in(member) for member in ("iran", "russia")}
    for other in found.values():
        other.goto(f"/search?q={mark}")
    assert found["iran"].locator(".result").count() == 1
    assert found["russia"].locator(".result").count() == 0
    page.locator("#filed-state h3 a", has_text="Ferry at Hit closed").wait_for()
    page.keyboard.press("z")
    page.wait_for_url(re.compile("/file$"))
    worker_done()
    found["iran"].reload()
    assert found["iran"].locator(".result").count() == 0


def test_a_new_report_appears_without_reload(signed_in, worker_done):
    watching = signed_in("syria")
    before = watching.locator(".event-row").count()
    other = signed_in("iraq")
    other.goto("/file")
    title = f"Kiln fire near Karbala {uuid.uuid4().hex[:6]}"
    other.fill("#title", title)
    other.fill(
        "#text",
        "A fire broke out in a brick kiln near Karbala on Saturday, the civil defence said. Nobody was hurt.",
    )
    other.locator("input[name=audience][value=centre]").check()
    other.locator("form.filing-form button.primary").click()
    other.wait_for_url(re.compile("/filed/"))
    worker_done()
    waiting = watching.locator(".new-waiting")
    waiting.wait_for(timeout=15_000)
    assert watching.locator(".event-row").count() == before  # nothing moves by itself
    waiting.click()
    watching.locator(".event-row h3", has_text=title).wait_for()


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
