"""Stories of officers' ways in and out, and of what they file for others."""

import datetime as dt
import re
import uuid

import pytest

from diwan.gather import hold
from newcomers import PASSWORD, accepted, appointed

pytestmark = pytest.mark.journey


def test_an_officer_is_dismissed_in_the_middle_of_a_session(signed_in, stranger):
    administrator = signed_in("syria")
    sign_in, link = appointed(administrator, name="Hala Qassar")
    accepted(stranger, link)
    stranger.goto("/reports")
    report = stranger.locator(".result h3 a").first.get_attribute("href")
    stranger.goto(report)
    assert stranger.locator(".audience").is_visible()
    administrator.goto("/centre/officers")
    change = administrator.locator("details.fold", has_text="Hala Qassar")
    change.locator("summary").click()
    change.locator("form[action$='/dismiss'] button").click()
    administrator.locator(".notice.success", has_text="Dismissed").wait_for()
    assert "Hala Qassar" not in administrator.locator("table").first.inner_text()
    stranger.locator(".rail a[href='/sources']").click()  # the session was open until this click
    stranger.wait_for_url(re.compile("/sign-in"))
    stranger.goto(report)
    stranger.wait_for_url(re.compile("/sign-in"))
    stranger.fill("#id_login", f"{sign_in}@syria")
    stranger.fill("#id_password", PASSWORD)
    stranger.locator("button.primary").first.click()
    stranger.locator(".notice.trouble").wait_for()
    stranger.goto(link)
    assert stranger.locator("#password").count() == 0


def test_what_is_to_leave_counts_down_and_comes_back_on_a_key(signed_in, worker_done, monkeypatch):
    monkeypatch.setattr(hold, "LASTS", dt.timedelta(seconds=30))
    mark = f"zh{uuid.uuid4().hex[:8]}"
    page, other = signed_in("russia"), signed_in("iran")
    page.goto("/file")
    page.fill("#title", "Barge aground at Kut")
    page.fill("#text", f"A barge ran aground at Kut on Friday, the harbour office of Kut said. {mark}")
    page.locator("input[name=audience][value=centre]").check()
    page.locator("form.filing-form button.primary").click()
    page.wait_for_url(re.compile("/filed/"))
    waiting = page.locator(".notice.waiting", has_text="will be able to read this").first
    waiting.wait_for()
    assert "Until then only your own member reads it" in waiting.inner_text()
    page.keyboard.press("z")  # offered before it has been read
    page.wait_for_url(re.compile("/file$"))
    assert "it did not leave your member" in page.locator(".notice.success").inner_text()
    worker_done()
    for each in (page, other):
        each.goto(f"/search?q={mark}")
        assert each.locator(".result").count() == 0
    page.goto("/held")
    assert "Barge-aground" not in page.locator("#page").inner_text()
