"""Every page against WCAG 2.2 AA, and never wider than the screen."""

import pytest

pytestmark = pytest.mark.journey

PAGES = (
    "/",
    "/reports",
    "/search?q=convoy",
    "/sources",
    "/sources/add",
    "/set-aside",
    "/file",
    "/file/files",
    "/centre",
    "/centre/charter",
    "/centre/charter/amend",
    "/centre/terms",
    "/centre/meetings",
    "/centre/agreements",
    "/briefs",
    "/judgements",
    "/review",
    "/places",
    "/sources/record",
    "/briefs/draft",
    "/centre/agreements/new",
    "/due",
    "/activities",
    "/activities/new",
    "/notices",
    "/tasks",
    "/tasks/new",
    "/calls",
    "/calls/new",
    "/register",
    "/register/new",
    "/register/import",
    "/incidents",
    "/incidents/new",
    "/incidents/count",
    "/duty",
    "/duty/new",
    "/duty/watch/own",
    "/recommendations",
    "/recommendations/new",
    "/log",
    "/history",
    "/centre/officers",
    "/held",
    "/sessions",
    "/second-factor",
    "/step-up",
    "/tokens",
    "/keys",
    "/nothing-here",
)


def addresses_of_one_event(page) -> list[str]:
    """The situation, an event that is contested, a report of it, and its record."""
    event = page.locator(".event-row:has(.contested) h3 a").first.get_attribute("href")
    page.goto(event)
    report = page.locator(".report-line a").first.get_attribute("href")
    return ["/", event, report, f"{report.replace('/reports/', '/records/')}?verify=yes"]


def faults_of(page, axe, addresses) -> dict[str, object]:
    found: dict[str, object] = {}
    for address in addresses:
        page.goto(address)
        if faults := axe(page):
            found[address] = faults
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > page.viewport_size["width"] + 1:
            found[f"{address} is wider than the screen"] = width
    return found


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("en", "light", 1440), ("fa", "dark", 390)], ids=["wide", "phone"]
)
def test_every_page_can_be_used_by_everybody(signed_in, axe, language, theme, width):
    page = signed_in("iraq", language=language, theme=theme, width=width, height=844)
    assert faults_of(page, axe, [*addresses_of_one_event(page), *PAGES[1:]]) == {}


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("ru", "dark", 1200), ("ar", "light", 1440)], ids=["ru", "ar"]
)
def test_the_picture_can_be_used_in_the_other_languages(signed_in, axe, language, theme, width):
    page = signed_in("iraq", language=language, theme=theme, width=width)
    assert faults_of(page, axe, addresses_of_one_event(page)) == {}


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "ar", "fa", "ru"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200, 1440])
def test_every_page_in_every_form(signed_in, axe, language, theme, width):
    page = signed_in("syria", language=language, theme=theme, width=width, height=844)
    assert faults_of(page, axe, [*addresses_of_one_event(page), *PAGES[1:]]) == {}
