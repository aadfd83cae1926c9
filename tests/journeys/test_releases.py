"""A shorter version for the others, and a recall seen by them, in a real browser."""

import re
import uuid

import pytest

from diwan import gather
from diwan.core.ids import MemberId
from diwan.core.labels import Tlp

pytestmark = pytest.mark.journey


@pytest.fixture
def filed(officer_of, worker_done):
    """A report of Iraq's that Iran reads; its address."""

    def file(title, text):
        from diwan.core.viewer import Viewer
        from diwan.entry.web import accounts

        officer = officer_of("iraq")
        viewer = Viewer(officer.member, officer.id, accounts.mint_token(officer.id))
        raw = gather.Raw(f"{uuid.uuid4().hex}.txt", f"{title}\n\n{text}".encode(), "text/plain")
        reach = gather.Reach(members=(MemberId("iran"),), tlp=Tlp.AMBER)
        item = gather.receive(viewer, gather.Arrival(raw, "upload", reach=reach))
        worker_done()
        return f"/reports/{gather.own_item(viewer, item).reports[0]}"

    return file


def test_a_shorter_version_is_cut_released_and_read(signed_in, filed, worker_done, axe):
    address = filed(
        "Sluice of Hilla closed",
        "The sluice of Hilla was closed on Monday. The keeper Salim Rahbar told us so at his house.",
    )
    page, syria = signed_in("iraq"), signed_in("syria", language="fa", width=390)
    page.goto(address)
    page.get_by_role("link", name="Release a shorter version").click()
    words = page.locator("textarea[name=text]")
    words.fill(words.input_value().partition(" The keeper")[0])
    page.locator("input[name=audience][value=members]").check()
    page.locator("label.toggle", has_text="Syria").click()
    page.locator("#who-will-read b", has_text="Syria").wait_for()
    assert axe(page) == []
    page.locator(".filing-foot button.primary").click()
    page.wait_for_url(re.compile("/filed/"))
    worker_done()
    page.goto(address)
    shorter = page.locator(".report-head a[href^='/reports/']").first.get_attribute("href")
    syria.goto(shorter)
    assert "The sluice of Hilla was closed" in syria.locator(".report-body").inner_text()
    assert "Rahbar" not in syria.content()
    assert syria.goto(address).status == 404
    iran = signed_in("iran")
    iran.goto(shorter)
    assert "This is the shorter version" in iran.content()  # she reads both
    assert iran.goto(address).status == 200


def test_a_recall_is_seen_by_the_others_and_answered(signed_in, filed, worker_done):
    address = filed(
        "Ford of Haditha open", "The ford of Haditha was opened on Sunday, the district office said."
    )
    iran, page = signed_in("iran"), signed_in("iraq")
    iran.goto(address)
    assert "The ford of Haditha was opened" in iran.locator(".report-body").inner_text()
    page.goto(address)
    page.locator("details.recall summary").click()
    page.locator("details.recall button").click()
    page.locator(".empty").wait_for()
    worker_done()
    iran.reload()
    assert "recalled this report" in iran.locator(".empty").inner_text()
    assert "The ford of Haditha was opened" not in iran.content()
    iran.get_by_role("button", name="We have dealt with this").click()
    worker_done()
    page.reload()
    assert page.locator(".answer.received").count() == 1


def test_one_click_takes_the_label_of_a_source_and_keeps_the_words(signed_in, officer_of):
    from diwan.core.viewer import Viewer
    from diwan.entry.web import accounts

    officer = officer_of("iraq")
    viewer = Viewer(officer.member, officer.id, accounts.mint_token(officer.id))
    reach = gather.Reach(members=(MemberId("russia"),), tlp=Tlp.RED)
    gather.add_source(viewer, gather.NewSource("Gauge of Amara", "form", reach=reach))
    page = signed_in("iraq")
    page.goto("/file")
    page.locator("input[name=title]").fill("Half written")
    page.locator("button.suggestion", has_text="Gauge of Amara").click()
    page.locator("#who-will-read b", has_text="Iraq and Russia").wait_for()
    assert page.locator("input[name=members][value=russia]").is_checked()
    assert page.locator("input[name=tlp][value='TLP:RED']").is_checked()
    assert page.locator("input[name=title]").input_value() == "Half written"
    assert page.url.endswith("/file")
