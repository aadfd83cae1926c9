"""What the README shows is there, and `DIWAN_SCREENSHOTS=1` takes its pictures."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.journey

README = Path(__file__).parents[2] / "README.md"
SITUATIONS = {
    "situation-light": {"language": "en", "theme": "light"},
    "situation-dark": {"language": "en", "theme": "dark"},
    "situation-fa": {"language": "fa", "theme": "light"},
    "phone": {"language": "ar", "theme": "light", "width": 390, "height": 844},
}
OTHERS = {"event", "report-ar", "report-ru", "file-report"}


def test_every_picture_of_the_readme_is_taken_here():
    shown = re.findall(r"docs/images/([\w-]+)\.png", README.read_text("utf-8"))
    assert set(shown) <= set(SITUATIONS) | OTHERS


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_first_page_shows_what_is_contested(signed_in, picture_of, name):
    page = signed_in("iraq", **SITUATIONS[name])
    page.locator(".contested .sides").first.wait_for()
    assert page.locator(".event-row").count() > 5
    assert page.locator("html").get_attribute("lang") == SITUATIONS[name]["language"]
    picture_of(page, name)


def test_an_event_shows_who_asserts_and_who_denies(signed_in, picture_of):
    page = signed_in("iraq", language="en")
    # The event with the most origins among those that are contested: the fullest page of the sample.
    rows = page.locator(".event-row:has(.contested)")
    origins = [int(text.split()[0]) for text in rows.locator(".origins-of").all_inner_texts()]
    rows.nth(origins.index(max(origins))).locator("h3 a").click()
    page.wait_for_url(re.compile("/events/"))
    told = page.locator("#page").inner_text()
    assert "asserts" in told
    assert "denies" in told
    picture_of(page, "event")


def test_an_arabic_report_stands_right_to_left_with_its_values_marked(signed_in, picture_of):
    page = signed_in("iraq", language="en")
    page.goto("/reports")
    arabic = page.locator(".result", has_text="Arabic").locator("h3 a").first
    arabic.click()
    page.wait_for_url(re.compile("/reports/"))
    assert page.locator("[data-report-text]").get_attribute("dir") == "rtl"
    value = page.locator(".value").first
    value.hover()
    page.locator("#why h2").wait_for()
    picture_of(page, "report-ar")


def test_a_russian_report_is_read_in_russian(signed_in, picture_of):
    page = signed_in("russia", language="ru")
    page.goto("/reports?language=ru&stance=denies")
    page.locator(".result h3 a").last.click()
    page.wait_for_url(re.compile("/reports/"))
    page.locator(".margin", has_text="отрицает").wait_for()
    page.locator(".value.place").first.click()
    page.locator("#why h2").wait_for()
    picture_of(page, "report-ru")


def test_filing_says_beforehand_who_will_read_it(signed_in, picture_of):
    page = signed_in("iraq", language="en")
    page.goto("/file")
    page.fill("#outlet", "Harbour Lantern")
    page.fill("#title", "Ferry at Hit closed")
    page.fill(
        "#text", "The ferry at Hit was closed on Friday because of high water, the harbour office said."
    )
    page.locator("input[name=audience][value=members]").check()
    page.locator("input[name=members][value=iran]").check(force=True)
    page.locator("#who-will-read b", has_text="Iran").wait_for()
    assert "Russia and Syria" in page.locator("#who-will-read").inner_text()
    picture_of(page, "file-report")
