"""Pages of calls: noted, read, corrected; and what nobody else is shown or may do."""

import datetime as dt
import uuid

import pytest

from diwan import charter, store
from diwan.core.ids import MemberId

ABSENT = "00000000-0000-4000-8000-000000000000"


def filled(**more):
    """A form as it is sent; the centre's wall clock, a while ago."""
    at = dt.datetime.now(dt.UTC) - dt.timedelta(hours=2)
    return {
        "person": f"Tower {uuid.uuid4().hex[:8]}", "words": "Two flights.\r\nAt noon.", "confirmed_by": "",
        "called_at": f"{at:%Y-%m-%dT%H:%M}", "way": "outgoing", "audience": "members", "members": ["iran"],
    } | more  # fmt: skip


def noted(browser, **more):
    form = filled(**more)
    answer = browser.post("/calls/new", form)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"], form["person"]


def test_a_call_is_noted_for_the_chosen_readers_and_a_third_finds_nothing(client_of):
    iraq, iran, syria = (client_of(each) for each in ("iraq", "iran", "syria"))
    address, person = noted(iraq)
    assert person in iran.get("/calls").content.decode()
    page = iran.get(address).content.decode()
    assert "Two flights.<br>At noon." in page
    assert "read back to nobody" in page
    assert f"{address}/correct" not in page
    assert person not in syria.get("/calls").content.decode()
    for ask in (syria.get, lambda where: syria.post(f"{where}/correct", filled())):
        hidden, absent = ask(address), ask(f"/calls/{ABSENT}")
        assert hidden.status_code == absent.status_code == 404


def test_without_a_choice_only_the_own_member_reads_it(client_of):
    address, person = noted(client_of("iraq"), audience="own")
    assert client_of("iran").get(address).status_code == 404
    assert person in client_of("iraq", 1).get("/calls").content.decode()


def test_who_noted_it_corrects_it_and_both_texts_stay(client_of):
    iraq, iran = client_of("iraq"), client_of("iran")
    address, person = noted(iraq)
    form = filled(person=person, words="Three flights.", reason="Misheard")
    assert iran.post(f"{address}/correct", form).status_code == 403
    assert iraq.post(f"{address}/correct", form).status_code == 302
    page = iran.get(address).content.decode()
    assert page.index("Three flights.") < page.index("Two flights.")
    assert iraq.post(f"{address}/correct", form).status_code == 422  # pressed twice: nothing is another
    past = iran.get(f"{address}?as_of=2019-01-01T00:00")
    assert past.status_code == 404
    assert person not in iran.get("/calls?as_of=2019-01-01T00:00").content.decode()


def test_pressed_twice_it_is_noted_once(client_of):
    iraq, form = client_of("iraq"), filled()
    first, second = (iraq.post("/calls/new", form).headers["Location"] for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"person": ""}, "Say who was on the line"),
        ({"words": " "}, "Write the words"),
        ({"called_at": "soon"}, "look at day and time"),
        ({"called_at": "2001-01-01T10:00"}, "look at day and time"),
        ({"party": "atlantis"}, "no party of this centre"),
        ({"links": f"/reports/{ABSENT}"}, "A link leads to no report"),
        ({"members": ["atlantis"]}, "Choose members of this centre"),
    ],
)
def test_what_cannot_be_noted_is_told_and_stands_there_to_be_mended(client_of, change, told):
    answer = client_of("iraq").post("/calls/new", filled(note="Line was bad") | change)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert "Line was bad" in page


def test_an_officer_without_the_right_reads_and_is_let_do_nothing(client_of, web):
    viewer = store.service_viewer(MemberId("syria"))
    with store.acting_as(viewer) as tx:
        own = charter.officers(tx)[0]
    address, person = noted(client_of("syria", 1), audience="own")
    charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=("reader",))
    try:
        reader = client_of("syria")
        assert person in reader.get("/calls").content.decode()
        assert 'primary" href="/calls/new"' not in reader.get("/calls").content.decode()
        assert reader.get("/calls/new").status_code == 403
        assert reader.post("/calls/new", filled(audience="own")).status_code == 403
        assert f"{address}/correct" not in reader.get(address).content.decode()
        assert reader.post(f"{address}/correct", filled()).status_code == 403
    finally:
        charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=tuple(own.roles))


def test_words_of_a_stranger_are_inert(client_of):
    address, _ = noted(client_of("iraq"), words="<script>alert(1)</script>")
    for where in (address, "/calls"):
        assert "<script>alert" not in client_of("iran").get(where).content.decode()


def test_one_key_opens_the_form_from_every_page_and_its_first_field_waits(client_of):
    iraq = client_of("iraq")
    for where in ("/reports", "/calls"):
        page = iraq.get(where).content.decode()
        assert 'href="/calls/new"' in page
        assert 'data-key="p"' in page
    assert 'name="person"' in iraq.get("/calls/new").content.decode().partition("autofocus")[0][-300:]


def test_the_sample_has_calls_to_look_at(client_of):
    for member in ("iraq", "iran", "russia"):
        assert 'class="result"' in client_of(member).get("/calls").content.decode()
