"""A term ends at midnight in Baghdad: both sides sign before it, the powers pass by themselves, nobody does anything."""

import pytest

from diwan import store

pytestmark = pytest.mark.journey

EVENING, MIDNIGHT = "2015-12-25T20:40:00Z", "2015-12-25T21:00:00Z"


@pytest.fixture
def web(own_centre):
    return own_centre


@pytest.fixture
def at(clock, web):
    def set_to(moment):
        from django.db import connections

        connections.close_all()
        clock(moment)
        store.use(web)  # pools that were open keep their time

    return set_to


def test_iraq_hands_over_to_iran_at_midnight(signed_in, at):
    at(EVENING)
    iraq, iran = signed_in("iraq"), signed_in("iran")
    assert "Director: Iraq" in " ".join(iran.locator("header").first.inner_text().split())

    iraq.goto("/centre/meetings")
    iraq.fill("#title", "State of the dams")
    iraq.fill("#starts-at", "2016-01-10T10:00")
    iraq.fill("#agenda", "Levels\nReleases")
    iraq.get_by_role("button", name="Convene").click()
    iraq.get_by_role("heading", name="State of the dams").wait_for()

    iraq.goto("/centre/terms")
    iraq.get_by_role("link", name="Iraq to Iran").click()
    iraq.get_by_text("Open matters gone through together").click()
    iraq.fill("#note", "The pump in hall two is loud.")
    iraq.get_by_role("button", name="Write and sign for Iraq").click()
    iraq.get_by_text("as a stand-in").first.wait_for()

    iran.goto(iraq.url)
    assert "The pump in hall two is loud." in iran.locator("#page").inner_text()
    assert iran.get_by_role("link", name="State of the dams").count() > 0
    iran.get_by_role("button", name="Sign this text for Iran").click()
    iran.get_by_text("signed by both sides").wait_for()

    iran.goto("/centre/meetings")
    assert iran.get_by_text("Set the order of the day").count() == 0
    at(MIDNIGHT)
    iran.reload()
    assert "Director: Iran" in " ".join(iran.locator("header").first.inner_text().split())
    iran.get_by_text("Set the order of the day").click()
    iran.locator("textarea[id^=agenda-]").fill("Levels\nWhat Iraq handed over")
    iran.get_by_role("button", name="Set it").click()
    iran.get_by_text("What Iraq handed over").first.wait_for()

    iraq.goto("/centre/meetings")
    assert "What Iraq handed over" in iraq.locator("#page").inner_text()
    assert iraq.get_by_role("button", name="Convene").count() == 0
