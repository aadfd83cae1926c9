"""What the README shows: `DIWAN_SCREENSHOTS=1 .venv/bin/pytest tests/journeys` writes docs/images/*.png."""

import os
import re

import pytest

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(os.environ.get("DIWAN_SCREENSHOTS") != "1", reason="only when pictures are wanted"),
]

CONTESTED = ".event-row:has(.contested) h3 a"
WIDE = {"width": 1280, "height": 800}


@pytest.mark.parametrize(
    ("name", "language", "theme"),
    [("situation-light", "en", "light"), ("situation-dark", "en", "dark"), ("situation-fa", "fa", "light")],
)
def test_the_situation(signed_in, picture_of, name, language, theme):
    picture_of(signed_in("iraq", language=language, theme=theme, **WIDE), name)


def test_an_event(signed_in, picture_of):
    page = signed_in("iraq", **WIDE)
    page.locator(CONTESTED, has_text="Haditha after six weeks").first.click()
    page.wait_for_url(re.compile("/events/"))
    picture_of(page, "event")


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_a_report(signed_in, picture_of, language):
    page = signed_in("iraq" if language == "ar" else "russia", language=language, **WIDE)
    page.goto(f"/reports?language={language}&stance=denies")
    page.locator(".result h3 a").last.click()
    page.wait_for_url(re.compile("/reports/"))
    page.locator(".value.place").first.click()
    page.locator("#why h2").wait_for()
    picture_of(page, f"report-{language}")


def test_filing(signed_in, picture_of):
    page = signed_in("iraq", **WIDE)
    page.goto("/file")
    page.fill("#outlet", "Harbour Lantern")
    page.fill("#title", "Ferry at Hit closed")
    page.fill(
        "#text", "The ferry at Hit was closed on Friday because of high water, the harbour office said."
    )
    page.locator("input[name=audience][value=members]").check()
    page.locator("input[name=members][value=iran]").check(force=True)
    page.locator("#who-will-read b", has_text="Iran").wait_for()
    picture_of(page, "file-report")


def test_a_phone(signed_in, picture_of):
    picture_of(signed_in("iraq", language="ar", theme="dark", width=390, height=844), "phone")
