"""Pages of the duty log and of watches: noted, handed over, taken by another officer; and what nobody else is shown."""

import datetime as dt
import re
import uuid

import pytest

from diwan import charter, store
from diwan.core.ids import MemberId

ABSENT = "00000000-0000-4000-8000-000000000000"


def filled(**more):
    at = dt.datetime.now(dt.UTC) - dt.timedelta(hours=2)
    return {
        "text": f"The line is down {uuid.uuid4().hex[:8]}", "happened_at": f"{at:%Y-%m-%dT%H:%M}", "desk": "own",
        "audience": "own",
    } | more  # fmt: skip


def handed_over(browser, note, desk="own"):
    answer = browser.post(f"/duty/watch/{desk}", {"note": note})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def hash_in(page):
    return re.search(r'name="sha256" value="(\w+)"', page)[1]


def test_an_entry_stands_for_its_readers_and_its_officer_for_the_own_member(client_of, officer_of):
    iraq, iran, syria = (client_of(each) for each in ("iraq", "iran", "syria"))
    form = filled(audience="members", members=["iran"], desk="room:baghdad")
    assert iraq.post("/duty/new", form).status_code == 302
    name = officer_of("iraq").names["en"]
    mine, theirs = iraq.get("/duty").content.decode(), iran.get("/duty").content.decode()
    assert form["text"] in mine
    assert form["text"] in theirs
    assert name in mine
    assert name not in theirs
    assert form["text"] not in syria.get("/duty").content.decode()
    assert form["text"] not in iran.get("/duty?desk=own").content.decode()
    assert form["text"] not in iran.get("/duty?as_of=2019-01-01T00:00").content.decode()
    alone = filled()
    assert iraq.post("/duty/new", alone).status_code == 302
    assert alone["text"] not in iran.get("/duty").content.decode()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"text": " "}, "Write what happened"),
        ({"happened_at": "soon"}, "look at day and time"),
        ({"happened_at": "2001-01-01T10:00"}, "look at day and time"),
        ({"desk": "function:maps"}, "Choose a desk that your member keeps"),
        ({"links": f"/reports/{ABSENT}"}, "A link leads to no report"),
        ({"audience": "members", "members": ["atlantis"]}, "Choose members of this centre"),
    ],
)
def test_what_cannot_be_noted_is_told_and_stands_there_to_be_mended(client_of, change, told):
    form = filled() | change
    answer = client_of("iraq").post("/duty/new", form)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert form["text"].strip() in answer.content.decode()


def test_a_watch_passes_from_one_officer_to_another_and_to_nobody_else(client_of):
    leaving, taking, iran = client_of("iraq", 0), client_of("iraq", 1), client_of("iran")
    note = f"Look at the weir {uuid.uuid4().hex[:8]}"
    address = handed_over(leaving, note)
    assert address in taking.get("/due").content.decode()
    page = taking.get(address).content.decode()
    assert note in page
    read = {"sha256": hash_in(page)}
    for ask in (iran.get, lambda where: iran.post(f"{where}/take", read)):
        hidden, absent = ask(address), ask(f"/duty/watches/{ABSENT}")
        assert hidden.status_code == absent.status_code == 404
    assert address not in iran.get("/due").content.decode() + iran.get("/duty").content.decode()
    assert f"{address}/take" not in leaving.get(address).content.decode()
    assert leaving.post(f"{address}/take", read).status_code == 409
    assert taking.post(f"{address}/take", {"sha256": "0" * 64}).status_code == 409
    assert taking.post(f"{address}/take", read).status_code == 302
    assert address not in taking.get("/due").content.decode()
    again = handed_over(taking, note)
    assert (
        leaving.post(f"{again}/take", {"sha256": hash_in(leaving.get(again).content.decode())}).status_code
        == 302
    )


def test_a_desk_of_anothers_is_not_there(client_of):
    iraq = client_of("iraq")
    for desk in ("room:damascus", "function:maps", "kitchen"):
        assert iraq.get(f"/duty/watch/{desk}").status_code == 404
        assert iraq.post(f"/duty/watch/{desk}").status_code == 404
    answer = iraq.post("/duty/watch/own", {"note": "x" * 10_001})
    assert answer.status_code == 422
    assert "ten thousand letters" in answer.content.decode()


def test_what_is_open_stands_on_the_page_before_anybody_signs(client_of):
    title = f"Gauge {uuid.uuid4().hex[:8]}"
    due = f"{dt.datetime.now(dt.UTC) + dt.timedelta(days=3):%Y-%m-%dT%H:%M}"
    form = {"title": title, "text": "Read it.", "due_at": due, "to": ["syria"]}
    asked = client_of("iraq").post("/tasks/new", form).headers["Location"]
    page = client_of("syria").get("/duty/watch/own").content.decode()
    assert title in page
    assert f'href="{asked}"' in page
    assert title in client_of("syria", 1).get(handed_over(client_of("syria"), "")).content.decode()


def test_an_officer_without_the_right_reads_and_is_let_do_nothing(client_of, web):
    viewer = store.service_viewer(MemberId("syria"))
    with store.acting_as(viewer) as tx:
        own = charter.officers(tx)[0]
    address = handed_over(client_of("syria", 1), "Read this.", "room:damascus")
    charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=("reader",))
    try:
        reader = client_of("syria")
        assert "Read this." in reader.get(address).content.decode()
        assert f"{address}/take" not in reader.get(address).content.decode()
        assert reader.get("/duty/new").status_code == 403
        assert reader.post("/duty/new", filled()).status_code == 403
        assert reader.post("/duty/watch/own", {"note": uuid.uuid4().hex}).status_code == 403
        sha256 = re.search(r'title="([0-9a-f]{64})"', reader.get(address).content.decode())[1]
        assert reader.post(f"{address}/take", {"sha256": sha256}).status_code == 403
    finally:
        charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=tuple(own.roles))


def test_words_of_a_stranger_are_inert(client_of):
    client_of("iraq").post("/duty/new", filled(text="<script>alert(1)</script>", audience="centre"))
    address = handed_over(client_of("iraq"), "<script>alert(1)</script>")
    assert "<script>alert" not in client_of("iran").get("/duty").content.decode()
    assert "<script>alert" not in client_of("iraq", 1).get(address).content.decode()


def test_the_sample_has_a_log_to_look_at(client_of):
    for member in ("iraq", "russia"):
        assert 'class="result"' in client_of(member).get("/duty").content.decode()
