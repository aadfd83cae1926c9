"""Pages of requests and tasks, and of what is due: asked, answered, closed; and what nobody else is shown."""

import datetime as dt
import re
import uuid

import pytest

from diwan import charter, store
from diwan.core.ids import MemberId

ABSENT = "00000000-0000-4000-8000-000000000000"


def ahead(days=3):
    return f"{dt.datetime.now(dt.UTC) + dt.timedelta(days=days):%Y-%m-%dT%H:%M}"


def asked(browser, **more):
    """Address and title of a request that this browser's officer has made of Iran."""
    title = f"Gauge {uuid.uuid4().hex[:8]}"
    form = {"title": title, "text": "Read it.\r\nTwice.", "due_at": ahead(), "to": ["iran"]} | more
    answer = browser.post("/tasks/new", form)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"], title


def test_it_is_due_from_who_is_asked_until_it_is_done_and_a_third_finds_nothing(client_of):
    iraq, iran, syria = (client_of(each) for each in ("iraq", "iran", "syria"))
    address, title = asked(iraq)
    assert f'href="{address}#answer"' in iran.get("/due").content.decode()
    assert title in iran.get("/tasks").content.decode()
    form = {"step": "accepted", "holder": "Duty desk"}
    assert iran.post(f"{address}/answer", form).status_code == 302
    assert "Duty desk" in iraq.get(address).content.decode()
    assert title in iran.get("/due").content.decode()
    assert iran.post(f"{address}/answer", {"step": "done", "text": "Two metres"}).status_code == 302
    assert title not in iran.get("/due").content.decode()
    assert f'href="{address}#close"' in iraq.get("/due").content.decode()
    for page in ("/tasks", "/due"):
        assert title not in syria.get(page).content.decode()
    for ask in (
        syria.get,
        lambda where: syria.post(f"{where}/answer", {"step": "done", "text": "x"}),
        lambda where: syria.post(f"{where}/close"),
    ):
        hidden, absent = ask(address), ask(f"/tasks/{ABSENT}")
        assert hidden.status_code == absent.status_code == 404
    assert iran.post(f"{address}/close").status_code == 403
    assert iraq.post(f"{address}/answer", {"step": "done", "text": "x"}).status_code == 403
    assert iraq.post(f"{address}/close", {"text": "Thank you"}).status_code == 302
    assert title not in iraq.get("/due").content.decode()
    assert iran.post(f"{address}/answer", {"step": "declined"}).status_code == 409


def test_the_centres_own_is_offered_to_the_directors_member_alone(client_of, web):
    with store.acting_as(store.service_viewer(MemberId("iraq"))) as tx:
        director, _ = charter.director(tx, dt.datetime.now(dt.UTC))
    other = next(each for each in ("iraq", "iran") if each != director)
    form = {"title": f"All {uuid.uuid4()}", "text": "Read it.", "due_at": ahead(), "audience": "all"}
    assert 'value="all"' not in client_of(other).get("/tasks/new").content.decode()
    assert client_of(other).post("/tasks/new", form).status_code == 403
    leads = client_of(director)
    assert 'value="all"' in leads.get("/tasks/new").content.decode()
    address = leads.post("/tasks/new", form).headers["Location"]
    assert form["title"] in client_of(other).get("/due").content.decode()
    assert f'action="{address}/close"' not in client_of(other).get(address).content.decode()
    assert client_of(other).post(f"{address}/close").status_code == 403
    assert leads.post(f"{address}/close").status_code == 302


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": ""}, "It needs a title"),
        ({"text": " "}, "Say what is asked"),
        ({"to": []}, "Choose at least one member"),
        ({"to": ["atlantis"]}, "no member that reads here"),
        ({"due_at": "soon"}, "lies ahead"),
        ({"due_at": "2001-01-01T10:00"}, "lies ahead"),
        ({"links": f"/reports/{ABSENT}"}, "A link leads to no report"),
    ],
)
def test_what_cannot_be_asked_is_told_and_stands_there_to_be_mended(client_of, change, told):
    form = {"title": "Weir", "text": "Read it", "reasons": "It rains", "due_at": ahead(), "to": ["iran"]}
    answer = client_of("iraq").post("/tasks/new", form | change)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert "It rains" in page


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "Choose an answer first"),
        ({"step": "closed"}, ""),
        ({"step": "done"}, "Say in words what came of it"),
        ({"step": "handed_on", "text": "Kept words"}, "handed on to"),
        ({"step": "handed_on", "passed_to": "syria"}, "a member that reads it"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_told_and_keeps_its_words(client_of, form, told):
    address, _ = asked(client_of("iraq"))
    answer = client_of("iran").post(f"{address}/answer", form)
    assert answer.status_code == (403 if form.get("step") == "closed" else 422)
    page = answer.content.decode()
    assert told in page
    assert form.get("text", "") in page


def test_an_officer_without_the_right_reads_and_is_let_do_nothing(client_of, web):
    viewer = store.service_viewer(MemberId("syria"))
    with store.acting_as(viewer) as tx:
        own = charter.officers(tx)[0]
    address, title = asked(client_of("iraq"), to=["syria"])
    charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=("reader",))
    try:
        syria = client_of("syria")
        assert title in syria.get("/due").content.decode()
        assert f'action="{address}/answer"' not in syria.get(address).content.decode()
        assert syria.get("/tasks/new").status_code == 403
        assert syria.post(f"{address}/answer", {"step": "declined"}).status_code == 403
    finally:
        charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=tuple(own.roles))


def test_words_of_a_stranger_are_inert_and_the_past_knows_nothing_of_it(client_of):
    address, title = asked(client_of("iraq"), text="<script>alert(1)</script>")
    iran = client_of("iran")
    assert "<script>alert" not in iran.get(address).content.decode()
    assert title not in iran.get("/tasks?as_of=2019-01-01T00:00").content.decode()
    assert iran.get(f"{address}?as_of=2019-01-01T00:00").status_code == 404


def test_asking_and_answering_ask_for_the_second_factor(client_of, monkeypatch):
    iraq, iran = client_of("iraq"), client_of("iran")
    address, _ = asked(iraq)
    monkeypatch.setattr("diwan.entry.web.second_factor.is_fresh", lambda *_: False)
    for where in (f"{address}/answer", "/tasks/new"):
        assert iran.post(where, {"step": "declined"}).headers["Location"] == "/step-up"


def test_the_handover_of_a_term_lists_what_the_whole_centre_may_read(client_of):
    iraq = client_of("iraq")
    (_, public), (_, between_two) = asked(iraq, audience="centre"), asked(iraq)
    handover = re.search(r'href="(/centre/handovers/[0-9TZ]+)"', iraq.get("/centre/terms").content.decode())[
        1
    ]
    page = iraq.get(handover).content.decode()
    assert public in page
    assert between_two not in page


def test_the_sample_shows_what_is_due(client_of):
    for member in ("iraq", "iran", "syria"):
        assert 'class="result"' in client_of(member).get("/due").content.decode()
