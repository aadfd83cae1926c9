"""Pages of recommendations: made, answered in two clicks, amended, withdrawn; and what nobody else is shown."""

import datetime as dt
import re
import uuid

import psycopg
import pytest

from diwan import charter, store
from diwan.core.ids import MemberId

ABSENT = "00000000-0000-4000-8000-000000000000"
ADDRESS = re.compile(r"/recommendations/[0-9a-f-]{36}")
NOT_NOW = ("answer", "join", "withdraw", "clarify", "follow")


def ahead(days=3):
    return f"{dt.datetime.now(dt.UTC) + dt.timedelta(days=days):%Y-%m-%dT%H:%M}"


def made(browser, **more):
    """Address and title of a recommendation that this browser's officer has made to Iran."""
    title = f"Sluice {uuid.uuid4().hex[:8]}"
    form = {"title": title, "text": "Open it.\r\nSlowly.", "answer_by": ahead(), "to": ["iran"]} | more
    answer = browser.post("/recommendations/new", form)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"], title


def version_of(page):
    return re.search(r'name="version" value="([0-9a-f-]{36})"', page)[1]


def answers(browser, address, choice, text=""):
    page = browser.get(address).content.decode()
    form = {"answer": choice, "text": text, "version": version_of(page)}
    return browser.post(f"{address}/answer", form)


def test_an_addressee_finds_it_answers_and_a_third_finds_nothing(client_of):
    iraq, iran, syria = (client_of(each) for each in ("iraq", "iran", "syria"))
    address, title = made(iraq)
    listed = iran.get("/recommendations").content.decode()
    assert title in listed
    assert "waits for your answer" in listed
    assert answers(iran, address, "reserves", "After the harvest").status_code == 302
    page = iraq.get(address).content.decode()
    assert "accepts with a reservation" in page
    assert "After the harvest" in page
    assert f'action="{address}/answer"' not in page  # it does not answer itself
    assert title not in syria.get("/recommendations").content.decode()
    asks = [syria.get, lambda where: syria.get(f"{where}/amend"), lambda where: syria.post(f"{where}/amend")]
    for name in NOT_NOW:
        form = {"version": ABSENT, "answer": "accepts", "question": ABSENT, "text": "so"}
        asks.append(lambda where, name=name, form=form: syria.post(f"{where}/{name}", form))
    for ask in asks:
        hidden, absent = ask(address), ask(f"/recommendations/{ABSENT}")
        assert hidden.status_code == absent.status_code == 404


def test_whoever_reads_it_without_being_asked_is_offered_no_answer_and_refused(client_of):
    iraq, syria = client_of("iraq"), client_of("syria")
    address, _ = made(iraq, audience="centre")
    page = syria.get(address).content.decode()
    assert f'action="{address}/answer"' not in page
    assert f'action="{address}/join"' in page
    form = {"version": version_of(page), "answer": "accepts"}
    assert syria.post(f"{address}/answer", form).status_code == 403
    assert syria.get(f"{address}/amend").status_code == 403
    assert syria.post(f"{address}/withdraw").status_code == 403
    assert syria.post(f"{address}/join", form).status_code == 302
    assert "Iraq and Syria" in re.sub(r"<[^>]+>", "", iraq.get(address).content.decode())


def test_an_answer_to_a_text_that_was_amended_meanwhile_is_told_and_keeps_its_words(client_of):
    iraq, iran = client_of("iraq"), client_of("iran")
    address, title = made(iraq)
    version = version_of(iran.get(address).content.decode())
    page = iraq.get(f"{address}/amend").content.decode()
    assert title in page
    form = {"title": title, "text": "Open it at noon.", "answer_by": ahead(5)}
    assert iraq.post(f"{address}/amend", form).status_code == 302
    answer = iran.post(f"{address}/answer", {"answer": "reserves", "version": version, "text": "With care"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "amended meanwhile" in page
    assert "With care" in page
    assert "Open it at noon." in page
    assert answers(iran, address, "declines").status_code == 302
    assert "version 2" in re.sub(r"<[^>]+>", "", iraq.get(address).content.decode())


def test_a_question_is_replied_to_and_the_answer_can_be_replaced(client_of):
    iraq, iran = client_of("iraq"), client_of("iran")
    address, _ = made(iraq)
    assert answers(iran, address, "asks", "How high?").status_code == 302
    question = re.search(r'name="question" value="([^"]+)"', iraq.get(address).content.decode())[1]
    assert iran.post(f"{address}/clarify", {"question": question, "text": "High"}).status_code == 403
    assert iraq.post(f"{address}/clarify", {"question": "no id", "text": "High"}).status_code == 404
    assert iraq.post(f"{address}/clarify", {"question": question, "text": " "}).status_code == 422
    assert iraq.post(f"{address}/clarify", {"question": question, "text": "Two metres"}).status_code == 302
    assert iraq.post(f"{address}/clarify", {"question": question, "text": "Three"}).status_code == 409
    for choice in ("accepts", "declines"):
        assert answers(iran, address, choice).status_code == 302
    page = iran.get(address).content.decode()
    assert "Two metres" in page
    assert 'value="declines" checked' in page
    assert "before that:" in page


def test_withdrawn_it_stays_readable_and_takes_no_answer(client_of):
    iraq, iran = client_of("iraq"), client_of("iran")
    address, _ = made(iraq)
    version = version_of(iran.get(address).content.decode())
    assert iraq.post(f"{address}/withdraw", {"reason": "The rain stayed away"}).status_code == 302
    page = iran.get(address).content.decode()
    assert "The rain stayed away" in page
    assert f'action="{address}/answer"' not in page
    form = {"answer": "accepts", "version": version}
    assert iran.post(f"{address}/answer", form).status_code == 409
    assert iraq.post(f"{address}/amend", {"title": "x", "text": "x", "answer_by": ahead()}).status_code == 409


def test_what_came_of_it_is_told_with_links_that_all_may_read(client_of):
    iraq, iran = client_of("iraq"), client_of("iran")
    first, title = made(iraq)
    address, _ = made(iraq, links=f"http://localhost{first}")
    assert title in iran.get(address).content.decode()
    assert iran.post(f"{address}/follow", {"text": "Open since noon", "links": first}).status_code == 302
    page = iraq.get(address).content.decode()
    assert page.count(title) == 2
    assert "Open since noon" in page
    assert iran.post(f"{address}/follow", {"text": "More", "links": "the weir"}).status_code == 409
    beyond, _ = made(iraq, to=["syria"])
    answer = iraq.post(f"{address}/follow", {"text": "More", "links": beyond})
    assert answer.status_code == 422
    assert "Iran would read this" in re.sub(r"<[^>]+>", "", answer.content.decode())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": ""}, "It needs a title"),
        ({"text": " "}, "Say what is recommended"),
        ({"to": []}, "Choose at least one other member"),
        ({"to": ["iraq"]}, "Choose at least one other member"),
        ({"to": ["atlantis"]}, "no member that reads here"),
        ({"to": ["united-states"]}, "no member that reads here"),
        ({"answer_by": "soon"}, "lies ahead"),
        ({"answer_by": "2001-01-01T10:00"}, "lies ahead"),
        ({"answer_by": "9999-12-31T23:59"}, "lies ahead"),
        ({"links": "the old weir"}, "A link leads to no report"),
        ({"links": f"/reports/{ABSENT}"}, "A link leads to no report"),
        ({"audience": "members", "readers": ["atlantis"]}, "Choose members of this centre"),
    ],
)
def test_what_cannot_be_made_is_told_and_stands_there_to_be_mended(client_of, change, told):
    form = {
        "title": "Weir",
        "text": "Mend the weir",
        "reasons": "It leaks",
        "answer_by": ahead(),
        "to": ["iran"],
    }
    answer = client_of("iraq").post("/recommendations/new", form | change)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert "It leaks" in page


def test_the_same_form_sent_twice_is_one_recommendation(client_of):
    iraq = client_of("iraq")
    form = {"title": f"Twice {uuid.uuid4()}", "text": "x", "answer_by": ahead(), "to": ["iran"]}
    first, second = (iraq.post("/recommendations/new", form).headers["Location"] for _ in range(2))
    assert first == second


def test_an_answer_that_is_none_and_words_of_a_stranger_are_told_and_inert(client_of):
    iraq, iran = client_of("iraq"), client_of("iran")
    address, _ = made(iraq, text="<script>alert(1)</script> sluice")
    assert "<script>alert" not in iran.get(address).content.decode()
    assert answers(iran, address, "burns").status_code == 422
    assert answers(iran, address, "asks").status_code == 422
    form = {"answer": "accepts", "version": "no id"}
    assert iran.post(f"{address}/answer", form).status_code == 404


def test_an_officer_without_the_right_reads_and_is_offered_and_let_do_nothing(client_of, web):
    viewer = store.service_viewer(MemberId("syria"))
    with store.acting_as(viewer) as tx:
        own = charter.officers(tx)[0]
    address, _ = made(client_of("iraq"), to=["syria"])
    charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=("reader",))
    try:
        syria = client_of("syria")
        page = syria.get(address).content.decode()
        assert f'action="{address}/answer"' not in page
        assert "A releaser of your member answers" in page
        assert syria.get("/recommendations/new").status_code == 403
        version = address.rpartition("/")[2]
        for name in ("answer", "follow"):
            form = {"answer": "accepts", "version": version, "text": "so"}
            assert syria.post(f"{address}/{name}", form).status_code == 403
    finally:
        charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=tuple(own.roles))


def test_after_the_deadline_the_page_says_that_nobody_agreed_by_silence(client_of, web, monkeypatch):
    iraq, iran = client_of("iraq"), client_of("iran")
    address, _ = made(iraq)
    version = version_of(iran.get(address).content.decode())
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=4)
    monkeypatch.setattr("diwan.core.clock.springs.now", lambda: later)
    page = iran.get(address).content.decode()
    assert "no answer by the deadline" in page
    assert "Silence is not consent" in page
    assert f'action="{address}/answer"' not in page
    form = {"answer": "accepts", "version": version}
    assert iran.post(f"{address}/answer", form).status_code == 409
    with psycopg.connect(web.admin) as admin:
        which = address.rpartition("/")[2]
        steps = "SELECT count(*) FROM diwan.recommendation_step WHERE recommendation = %s"
        assert admin.execute(steps, [which]).fetchone() == (0,)


def test_nobody_is_told_of_it_as_of_a_time_before(client_of):
    address, title = made(client_of("iraq"))
    iran = client_of("iran")
    assert title not in iran.get("/recommendations?as_of=2019-01-01T00:00").content.decode()
    assert iran.get(f"{address}?as_of=2019-01-01T00:00").status_code == 404


def test_a_decision_asks_for_the_second_factor(client_of, monkeypatch):
    iraq, iran = client_of("iraq"), client_of("iran")
    address, _ = made(iraq)
    version = version_of(iran.get(address).content.decode())
    monkeypatch.setattr("diwan.entry.web.second_factor.is_fresh", lambda *_: False)
    for where in (f"{address}/answer", "/recommendations/new"):
        answer = iran.post(where, {"answer": "accepts", "version": version})
        assert answer.headers["Location"] == "/step-up"


def test_the_sample_shows_one_with_a_reservation_one_declined_and_one_open(client_of):
    page = client_of("iraq").get("/recommendations").content.decode()
    for told in ("accepts with a reservation", "declines", "no answer"):
        assert told in page
