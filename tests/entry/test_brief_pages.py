"""Briefs on their pages: few clicks from the situation to a record, and nothing for whom it is not."""

import datetime as dt
import re
import uuid

import psycopg
import pytest

from diwan import gather, store
from diwan.core.ids import MemberId
from diwan.entry.worker import run_until_idle
from diwan.process.recall_report import recall_report
from diwan.share.products.draft import Draft, draft_of, keep_draft
from diwan.share.products.look import look
from diwan.share.products.publish import publish
from diwan.share.products.show import brief

LANGUAGES = ("en", "ar", "fa", "ru")


def file(viewer, words, at, members=()):
    chosen = tuple(map(MemberId, members))
    reach = gather.Reach(members=chosen) if members else gather.Reach(whole_centre=True)
    raw = gather.Raw("silo.txt", words.encode(), "text/plain", outlet="Quay Post", published=at)
    item = gather.receive(viewer, gather.Arrival(raw, "upload", reach=reach))
    run_until_idle()
    return gather.own_item(viewer, item).reports[0]


@pytest.fixture
def reports(viewer_of_web):
    """Iraq's, of one event: one for everybody, one for Iran alone; words and a day of this test only."""
    mark = uuid.uuid4().hex[:8]
    day = dt.datetime(2000, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=7 * (int(mark, 16) % 700))
    said = f"The port authority {{}} on Monday that nine lorries of wheat {mark} had arrived in Basra."
    iraq = viewer_of_web("iraq")
    wide = file(iraq, f"Silo {mark} opens\n\n{said.format('said')}", day)
    return wide, file(iraq, f"Silo {mark} leaks\n\n{said.format('denied')}", day, ["iran"]), mark


@pytest.fixture
def published(reports, viewer_of_web):
    """By Iraq for Iran and itself, of both."""
    wide, narrow, mark = reports
    iraq = viewer_of_web("iraq")
    return publish(iraq, Draft(parts=((wide,), (narrow,)), title=f"Silo {mark}", summary="Grain is dry.")).id


def plain(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def event_of(viewer, report):
    with store.acting_as(viewer) as tx:
        return tx.value("SELECT event FROM diwan.event_report WHERE report = %s", [report])


def test_from_the_situation_to_a_record_in_four_steps(client_of, viewer_of_web, reports):
    wide, narrow, mark = reports
    browser, iraq = client_of("iraq"), viewer_of_web("iraq")
    browser.post("/briefs/draft/drop")
    event = event_of(iraq, wide)
    assert f'value="{event}" form="to-brief"' in browser.get(f"/?text={mark}").content.decode()
    assert browser.post("/briefs/draft/add", {"event": [event], "report": [narrow]}).url == "/briefs/draft"
    page = browser.get("/briefs/draft")
    assert "held back by 1 report" in plain(page)
    # everything that was typed is kept whatever button is pressed
    typed = {
        "title": f"Silo {mark}",
        "summary": "Grain is dry.",
        "readers_shown": "yes",
        "readers": ["iraq", "iran"],
    }
    assert browser.post("/briefs/draft", {**typed, "act": f"leave_out:{narrow}"}).status_code == 302
    page = browser.get("/briefs/draft")
    assert "held back" not in plain(page)
    assert f'value="Silo {mark}"' in page.content.decode()
    assert browser.post("/briefs/draft", {**typed, "act": "look"}).url == "/briefs/draft/look"
    looked = browser.get("/briefs/draft/look").content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', looked)[1]
    answer = browser.post("/briefs/draft/publish", {"seen": seen})
    shown = browser.get(answer.url)
    assert f"Silo {mark} opens" in plain(shown)
    assert f"Silo {mark} leaks" not in plain(shown)
    assert client_of("iran").get(answer.url).status_code == 200
    assert client_of("russia").get(answer.url).status_code == 404
    assert draft_of(iraq) == Draft()


def test_it_is_published_only_as_it_was_looked_at(client_of, viewer_of_web, reports):
    browser, iraq = client_of("iraq"), viewer_of_web("iraq")
    keep_draft(iraq, Draft(parts=((reports[0],), (reports[1],)), title="Silo"))
    seen = look(iraq).seen
    recall_report(iraq, reports[1])
    answer = browser.post("/briefs/draft/publish", {"seen": seen})
    assert answer.status_code == 422
    assert "Look again" in plain(answer)
    assert browser.post("/briefs/draft/publish").status_code == 422
    browser.post("/briefs/draft/drop")
    assert browser.post("/briefs/draft/publish", {"seen": seen}).status_code == 422


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_reads_in_each_language_as_page_and_as_text(client_of, published, language):
    browser = client_of("iran", language=language)
    said = {"en": "Basra", "ru": "Басра", "ar": "بصرة", "fa": "بصره"}[language]
    for address in (f"/briefs/{published}", f"/briefs/{published}.txt"):
        answer = browser.get(address)
        assert answer.status_code == 200
        assert said in answer.content.decode(), address
    data = browser.get(f"/briefs/{published}.json").json()
    assert (data["schema"], len(data["parts"]), data["label"]["readers"]) == (
        "diwan.brief/1",
        2,
        ["iraq", "iran"],
    )


def test_what_is_hidden_and_what_is_absent_answer_alike_on_every_address(client_of, published, reports):
    """Russia reads no part that Iraq gave Iran alone, nor a brief with it."""
    browser = client_of("russia")
    for address in ("/briefs/{}", "/briefs/{}.txt", "/briefs/{}.json", "/briefs/{}.pdf"):
        hidden, absent = browser.get(address.format(published)), browser.get(address.format(uuid.uuid4()))
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert plain(hidden) == plain(absent)
    for address in ("/briefs/{}/revise", "/briefs/{}/withdraw"):
        hidden, absent = browser.post(address.format(published)), browser.post(address.format(uuid.uuid4()))
        assert (
            (hidden.status_code, plain(hidden)) == (absent.status_code, plain(absent)) == (404, plain(absent))
        )
    for name in ("event", "report"):
        for part in (reports[1], uuid.uuid4(), "nothing"):
            before = draft_of_russia(browser)
            assert browser.post("/briefs/draft/add", {name: part}).status_code in (302, 404)
            assert draft_of_russia(browser) == before
    assert str(published) not in browser.get("/briefs").content.decode()


def draft_of_russia(browser):
    return "Silo" in plain(browser.get("/briefs/draft"))


def test_another_member_that_reads_it_neither_revises_nor_withdraws_it(client_of, viewer_of_web, published):
    iran = client_of("iran")
    page = iran.get(f"/briefs/{published}").content.decode()
    assert "/withdraw" not in page
    assert "/revise" not in page
    assert iran.post(f"/briefs/{published}/withdraw").status_code == 404
    assert iran.post(f"/briefs/{published}/revise").status_code == 404
    assert brief(viewer_of_web("iraq"), published).row.withdrawn_at is None


ADDRESSES = (
    ("GET", "/briefs"), ("GET", "/briefs/draft"), ("GET", "/briefs/draft/look"), ("GET", "/briefs/{}"), ("GET", "/briefs/{}.txt"),
    ("POST", "/briefs/draft"), ("POST", "/briefs/draft/add"), ("POST", "/briefs/draft/publish"), ("POST", "/briefs/draft/drop"),
    ("POST", "/briefs/{}/revise"), ("POST", "/briefs/{}/withdraw"),
)  # fmt: skip


@pytest.mark.parametrize(("method", "address"), ADDRESSES)
def test_nobody_is_asked_to_sign_in(nobody, published, method, address):
    answer = nobody.generic(method, address.format(published))
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in")


def test_an_officer_who_only_reads_makes_none(web, client_of, officer_of, published, reports):
    browser, officer = client_of("iraq"), officer_of("iraq")
    with psycopg.connect(web.admin, autocommit=True) as admin:
        roles = admin.execute("SELECT roles FROM diwan.officer WHERE id = %s", [officer.id]).fetchone()[0]
        admin.execute("UPDATE diwan.officer SET roles = '{reader}' WHERE id = %s", [officer.id])
        try:
            assert browser.get(f"/briefs/{published}").status_code == 200
            assert "/briefs/draft" not in browser.get("/briefs").content.decode()
            assert "to-brief" not in browser.get("/").content.decode()
            assert "/withdraw" not in browser.get(f"/briefs/{published}").content.decode()
            for address in ("/briefs/draft", "/briefs/draft/look"):
                assert browser.get(address).status_code == 404
            assert browser.post("/briefs/draft/add", {"report": reports[0]}).status_code == 404
            assert browser.post(f"/briefs/{published}/withdraw").status_code == 403
        finally:
            admin.execute("UPDATE diwan.officer SET roles = %s WHERE id = %s", [roles, officer.id])


def test_only_the_director_is_offered_the_centres_name_and_others_are_refused_it(
    client_of, viewer_of_web, reports, web
):
    with psycopg.connect(web.admin) as admin:
        (director,) = admin.execute(
            "SELECT member FROM diwan.terms(diwan.now()) WHERE starts <= diwan.now() AND ends > diwan.now()"
        ).fetchone()
    other = "iran" if director != "iran" else "russia"
    for member, offered in ((director, True), (other, False)):
        browser, viewer = client_of(member), viewer_of_web(member)
        keep_draft(viewer, Draft(parts=((reports[0],),), title="Silo", is_joint=True))
        assert ('name="issued_as"' in browser.get("/briefs/draft").content.decode()) == offered
        answer = browser.post("/briefs/draft/publish", {"seen": look(viewer).seen})
        assert answer.status_code == (302 if offered else 422)
        browser.post("/briefs/draft/drop")
        if offered:
            assert "the centre’s" in plain(client_of("syria").get(answer.url))


def test_a_recalled_part_is_a_stone_on_the_page_and_the_recall_names_the_brief(
    client_of, viewer_of_web, published, reports
):
    recall_report(viewer_of_web("iraq"), reports[1])
    for member in ("iraq", "iran"):
        page = client_of(member).get(f"/briefs/{published}")
        assert "This part is gone" in plain(page)
        assert "leaks" not in plain(page)
        assert (
            f'href="/briefs/{published}"' in client_of(member).get(f"/reports/{reports[1]}").content.decode()
        )
    assert "part of this brief is gone" in client_of("iran").get(f"/briefs/{published}.txt").content.decode()


def test_a_withdrawn_brief_says_so_and_shows_nothing(client_of, published, reports):
    iraq = client_of("iraq")
    assert iraq.post(f"/briefs/{published}/withdraw", {"reason": "too early"}).status_code == 302
    told = plain(client_of("iran").get(f"/briefs/{published}"))
    assert "too early" in told
    assert reports[2] not in told
    assert iraq.post(f"/briefs/{published}/withdraw").status_code == 404
    assert iraq.post(f"/briefs/{published}/revise").status_code == 404


def test_a_brief_comes_in_the_place_of_another(client_of, published, viewer_of_web):
    iraq = client_of("iraq")
    assert iraq.post(f"/briefs/{published}/revise").url == "/briefs/draft"
    seen = look(viewer_of_web("iraq")).seen
    newer = iraq.post("/briefs/draft/publish", {"seen": seen}).url
    iran = client_of("iran")
    assert f'href="{newer}"' in iran.get(f"/briefs/{published}").content.decode()
    assert f'href="/briefs/{published}"' in iran.get(newer).content.decode()
