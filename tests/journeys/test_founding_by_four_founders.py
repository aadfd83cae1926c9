"""Four founders come in by their links, agree on a text, and sign it, each on its own screen; then the centre stands."""

import re

import pytest

from unfounded import PASSWORD, link_for, unfounded, unfounded_template

__all__ = ["link_for", "unfounded", "unfounded_template"]

pytestmark = pytest.mark.journey

NAMES = {
    "iraq": ("Iraq", "العراق", "عراق", "Ирак"),
    "iran": ("Iran", "إيران", "ایران", "Иран"),
    "russia": ("Russia", "روسيا", "روسیه", "Россия"),
    "syria": ("Syria", "سوريا", "سوریه", "Сирия"),
}
CENTRE = ("River centre", "مركز النهر", "مرکز رود", "Речной центр")
ROOM = ("Baghdad room", "غرفة بغداد", "اتاق بغداد", "Багдадская комната")


@pytest.fixture
def web(unfounded):
    """What the session's address serves during this test."""
    return unfounded


@pytest.fixture
def founder(web, new_page, link_for):
    """A page in which a founder's first officer has come in by the link and chosen a password."""

    def let_in(member, *, language="en", **look):
        from diwan.entry.web.models import Account

        page = new_page(**look)
        page.goto(link_for(member))
        page.fill("#password", PASSWORD)
        page.fill("#again", PASSWORD)
        page.get_by_role("button").filter(has_text="Keep it and sign in").click()
        page.wait_for_url("**/founding")
        Account.objects.filter(member=member).update(language=language)
        page.reload()
        return page

    return let_in


def fill_names(page, prefix, names):
    for language, name in zip(("en", "ar", "fa", "ru"), names, strict=True):
        page.fill(f'[name="{prefix}_{language}"]', name)


def is_on_screen(page):
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"] + 1


def test_four_founders_found_a_centre(founder, axe):
    iraq, iran = founder("iraq"), founder("iran", language="fa", width=390, theme="dark")
    russia, syria = founder("russia", language="ru"), founder("syria", language="ar", width=390)
    assert "No text lies before the founders yet" in iraq.locator("#page").inner_text()

    iraq.get_by_role("link", name="Draft the charter").click()
    fill_names(iraq, "name", CENTRE)
    for place in range(4):  # every seat stands there already, in the order of its short name
        member = iraq.input_value(f'[name="member-{place}-id"]')
        fill_names(iraq, f"member-{place}-name", NAMES[member])
        iraq.fill(f'[name="member-{place}-turn"]', str(1 + list(NAMES).index(member)))
    iraq.fill('[name="time_zone"]', "Asia/Nowhere")
    iraq.uncheck('[name="second_factor"]')
    iraq.get_by_role("button", name="Add a room").click()
    fill_names(iraq, "room-0-name", ROOM)
    iraq.fill('[name="room-0-id"]', "baghdad")
    for place in range(4):
        is_iraq = iraq.input_value(f'[name="member-{place}-id"]') == "iraq"
        iraq.select_option(f'[name="room-0-seat-{place}"]', "lead" if is_iraq else "members")
    iraq.get_by_role("button", name="Look it over").last.click()
    iraq.get_by_text("Choose a time zone out of the list").first.wait_for()
    assert axe(iraq) == []
    iraq.fill('[name="time_zone"]', "Asia/Baghdad")
    iraq.press('[name="time_zone"]', "Enter")  # looks it over; nothing is laid by a key pressed too early
    iraq.get_by_role("heading", name="What it says").wait_for()
    assert "Iraq, Iran, Russia, Syria" in " ".join(iraq.locator("#looked-at").inner_text().split())
    iraq.get_by_role("button", name="Lay it before the founders").click()
    iraq.wait_for_url("**/founding")

    iraq.get_by_role("button", name="Sign this text for Iraq").click()
    iraq.get_by_text("Your member has signed").wait_for()
    assert axe(iraq) == []
    assert iraq.get_by_text("has not signed yet").count() == 3

    # Iran reads it on a telephone and wants longer terms: Iraq has to sign anew.
    iran.goto("/founding/draft")
    assert is_on_screen(iran)
    assert axe(iran) == []
    iran.fill('[name="term_months"]', "6")
    iran.locator('button[value="look"]').last.click()
    iran.locator('button[value="lay"]').click()
    iran.wait_for_url("**/founding")
    assert is_on_screen(iran)
    iran.locator("form[action='/founding/sign'] button").click()
    iran.locator("form[action='/founding/sign']").wait_for(state="detached")
    russia.goto("/reports")
    russia.wait_for_url("**/founding")
    for page in (russia, syria):
        page.goto("/founding")
        page.locator("form[action='/founding/sign'] button").click()
        page.locator("form[action='/founding/sign']").wait_for(state="detached")
    iraq.reload()
    iraq.get_by_text("signed an earlier text").wait_for()
    iraq.get_by_role("button", name="Sign this text for Iraq").click()

    iraq.wait_for_url("**/centre/charter")
    syria.goto("/centre")
    assert "مركز النهر" in syria.locator("#page").inner_text()
    assert is_on_screen(syria)
    iran.goto("/")
    iran.wait_for_url(re.compile(r"/$"))
    assert iran.locator(".term").count() <= 1
    russia.goto("/centre")
    assert "Багдадская комната" in russia.locator("#page").inner_text()
