"""An event says who may read what is made of it; the band says whether a page shows the past."""

import datetime as dt
import re

import pytest

from diwan import gather
from diwan.core.ids import MemberId
from diwan.core.labels import Tlp
from diwan.entry.web.past import SHOWS_THE_PAST
from diwan.entry.worker import run_until_idle

WORDS = "The ministry of water said on Monday that nine lorries of pipes had arrived in Rutba for the wells of four villages."
WHEN = dt.datetime(2017, 3, 7, 10, tzinfo=dt.UTC)  # of no other test


@pytest.fixture
def event(client_of, viewer_of_web):
    """Of a report for everybody and of its copy for Iran alone, not to be passed on; as Iraq sees it."""

    def file(name, text, reach):
        item = gather.receive(
            viewer_of_web("iraq"),
            gather.Arrival(
                gather.Raw(name, text.encode(), "text/plain", published=WHEN), "upload", reach=reach
            ),
        )
        run_until_idle()
        return gather.own_item(viewer_of_web("iraq"), item).reports[0]

    wide = file("wide.txt", f"Pipes for Rutba\n\n{WORDS}", gather.Reach(whole_centre=True, tlp=Tlp.GREEN))
    narrow = file(
        "narrow.txt",
        f"Pipes for Rutba, we hear\n\n{WORDS} More are to come.",
        gather.Reach(members=(MemberId("iran"),), tlp=Tlp.RED),
    )
    return wide, narrow


def page_of_the_event(browser, report):
    address = re.search(r'href="(/events/[0-9a-f-]{36})', browser.get(f"/reports/{report}").content.decode())[
        1
    ]
    return re.sub(r"<[^>]+>", "", browser.get(address).content.decode().partition('class="block product"')[2])


def test_an_event_says_who_may_read_what_is_made_of_it_and_what_holds_it_back(client_of, event):
    wide, _ = event
    told = page_of_the_event(client_of("iraq"), wide)
    assert "may read this; nobody may pass it on." in told
    assert "Russia" not in told.partition("may read this")[0]
    assert "held back by 1 report" in told
    assert "Pipes for Rutba, we hear" in told


def test_who_reads_one_part_alone_learns_of_no_other(client_of, event):
    wide, _ = event
    told = page_of_the_event(client_of("russia"), wide)
    assert "within the community" in told.partition("held back")[0]
    assert "we hear" not in told
    assert "held back" not in told


def pages_of_an_officer():
    import django

    django.setup()
    from diwan.entry.web import urls

    return [
        (route.name, f"/{route.pattern}")
        for route in urls.urlpatterns
        if getattr(route, "name", None) and not route.pattern.converters
    ]


def test_on_every_page_the_band_says_which_moment_it_shows(client_of):
    browser, seen = client_of("iraq"), set()
    for name, address in pages_of_an_officer():
        answer = browser.get(address, {"as_of": "2015-10-20T12:00"})
        page = answer.content.decode(errors="replace") if answer.status_code == 200 else ""
        if 'class="as-of-band"' not in page:
            assert "<main" not in page or 'class="frame"' not in page, name
            continue
        seen.add(name)
        assert ("This page has no past" in page) == (name not in SHOWS_THE_PAST), name
    assert {"situation", "reports", "search", "history", "requests", "sources", "file", "log"} <= seen


def test_as_of_before_anything_was_filed_no_page_of_the_past_leads_to_a_report(client_of, event):
    browser = client_of("iraq")
    for name, address in pages_of_an_officer():
        if name in SHOWS_THE_PAST:
            page = browser.get(address, {"as_of": "2013-01-01T00:00", "q": "pipes"}).content.decode()
            assert 'href="/reports/' not in page, name
            assert 'href="/events/' not in page, name
