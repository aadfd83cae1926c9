"""A plan for the next two hours, announced by keyboard alone; and what it meets is told before anything is said."""

import uuid

import pytest

pytestmark = pytest.mark.journey
MOST_TABS = 40


def tab_to(page, name):
    for _ in range(MOST_TABS):
        if page.evaluate("document.activeElement?.id") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(name)


def test_a_plan_is_announced_by_keyboard_alone(signed_in):
    page = signed_in("iraq")
    name = f"Night convoy {uuid.uuid4().hex[:6]}"
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.wait_for_url("**/activities")
    page.keyboard.press("n")
    page.wait_for_url("**/activities/new?soon=yes")
    assert page.evaluate("document.activeElement?.id") == "name"
    page.keyboard.type(name)
    for field, typed in (
        ("contact", "night desk, 12"),
        ("size", "200"),
        ("points", "31.10 47.10\n31.12 47.30"),
        ("upper", "20"),
    ):
        tab_to(page, field)
        page.keyboard.press("Control+A")
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_selector("#met button:focus")  # the one that announces
    assert name not in page.request.get("/activities").text()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/activities/" in url and "new" not in url and "look" not in url)
    assert page.locator("h1").inner_text().startswith(name)
    assert "night desk, 12" in page.locator("aside.side").inner_text()


def test_points_are_set_on_the_map_and_stand_in_the_field(signed_in):
    page = signed_in("iraq")
    page.goto("/activities/new")
    page.wait_for_selector("diwan-drawing.is-ready")
    page.locator("diwan-drawing [aria-pressed]").click()
    frame = page.locator("diwan-drawing .map-frame")
    box = frame.bounding_box()
    for x, y in ((200, 120), (350, 180)):
        frame.click(position={"x": x, "y": y})
    assert box
    first, second = page.input_value("#points").split("\n")
    assert float(first.split()[0]) > float(second.split()[0])  # the upper one lies farther north
    assert float(first.split()[1]) < float(second.split()[1])
    assert page.locator("diwan-drawing .is-point").count() == 2


def test_the_map_of_the_situation_draws_what_its_table_tells(signed_in):
    page = signed_in("iraq")
    page.goto("/")
    page.wait_for_selector(".map-plan", state="attached")
    rows = page.locator(".map-plans tr[data-begins]")
    assert rows.count() > 0
    assert page.locator(".map-plan").count() >= rows.count()
    assert page.locator(".map-meeting").count() == page.locator(".map-plans [data-meeting]").count() > 0
    page.locator(".map-tool[aria-pressed='true']").first.click()
    assert page.locator(".map-plan-layer[hidden]").count() == 1
    page.keyboard.press("m")
    assert page.locator(".map-plans").is_visible()
