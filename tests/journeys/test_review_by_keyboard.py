"""The watch officer goes through what is doubtful without a mouse."""

import pytest

from diwan.entry.worker import run_until_idle

pytestmark = pytest.mark.journey


def test_rows_are_answered_and_taken_back_by_keys(signed_in, axe):
    page = signed_in("iran")
    page.keyboard.press("g")
    page.keyboard.press("w")
    page.wait_for_url("**/review")
    assert not axe(page)
    rows = page.locator(".review-row")
    first, second = (rows.nth(n).locator("h2").inner_text() for n in (0, 1))
    page.keyboard.press("j")
    page.locator(".review-row[aria-current=true]").wait_for()
    page.keyboard.press("x")
    page.locator(".undo-bar:has-text('Rejected')").wait_for()
    page.locator(".review-row[aria-current=true] h2", has_text=second).wait_for()  # the next one has come up
    assert first not in rows.first.inner_text()
    page.keyboard.press("z")
    page.locator(".undo-bar:has-text('Taken back')").wait_for()
    page.locator(".review-row").first.locator("h2", has_text=first).wait_for()
    run_until_idle()  # the picture is as it was, for whoever looks next
