"""Pages of incidents: reported, told by each side, counted; and what nobody else is shown or may do."""

import datetime as dt
import uuid

import pytest

ABSENT = "00000000-0000-4000-8000-000000000000"


def filled(**more):
    """A form as it is sent; the centre's wall clock, a while ago."""
    at = dt.datetime.now(dt.UTC) - dt.timedelta(hours=2)
    return {
        "title": f"Two flights met {uuid.uuid4().hex[:8]}", "kind": "near_miss", "happened_at": f"{at:%Y-%m-%dT%H:%M}",
        "place": "Over the weir", "point": "34.2 43.8", "words": "At 50 metres.\r\nNo more.", "parties": ["iran"],
        "audience": "members", "members": ["iran"],
    } | more  # fmt: skip


def reported(browser, **more):
    form = filled(**more)
    answer = browser.post("/incidents/new", form)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"], form["title"]


def test_an_incident_is_read_by_the_chosen_and_a_third_finds_nothing(client_of):
    iraq, iran, syria = (client_of(each) for each in ("iraq", "iran", "syria"))
    address, title = reported(iraq)
    assert title in iran.get("/incidents").content.decode()
    assert title in iran.get("/due").content.decode()
    page = iran.get(address).content.decode()
    assert "At 50 metres.<br>No more." in page
    assert ">34.2 43.8</bdi>" in page
    assert "has not told its version" in page
    assert f"{address}/withdraw" not in page
    assert title not in syria.get("/incidents").content.decode()
    assert title not in syria.get("/incidents/count").content.decode()
    asks = [syria.get] + [
        lambda where, act=act: syria.post(f"{where}/{act}", filled(reply="x", why="x"))
        for act in ("tell", "reply", "withdraw")
    ]
    for ask in asks:
        hidden, absent = ask(address), ask(f"/incidents/{ABSENT}")
        assert hidden.status_code == absent.status_code == 404


def test_the_other_side_tells_its_version_and_both_stand_there(client_of):
    iraq, iran = client_of("iraq"), client_of("iran")
    address, title = reported(iraq)
    told = filled(stand="denied", words="None of ours flew.", place="Nowhere near")
    assert iran.post(f"{address}/tell", told).status_code == 302
    assert title not in iran.get("/due").content.decode()
    page = iraq.get(address).content.decode()
    for words in ("At 50 metres.", "None of ours flew.", "it did not happen", "disputed", "differs"):
        assert words in page
    assert iran.post(f"{address}/tell", told).status_code == 422  # pressed twice: nothing is another
    assert iran.post(f"{address}/reply", {"reply": "Ask the tower."}).status_code == 302
    assert "Ask the tower." in iraq.get(address).content.decode()
    assert iran.post(f"{address}/withdraw", {"why": "x"}).status_code == 403
    assert iraq.post(f"{address}/withdraw", {"why": "Our own flight."}).status_code == 302
    page = iran.get(address).content.decode()
    assert "Our own flight." in page
    assert f"{address}/tell" not in page
    late = iran.post(f"{address}/tell", told | {"words": "Still none."})
    assert late.status_code == 422
    assert "replies are still taken" in late.content.decode()


def test_both_sides_count_the_same_and_the_file_holds_it(client_of):
    iraq, iran = client_of("iraq"), client_of("iran")
    _, title = reported(iraq)
    _, hidden = reported(iraq, audience="own")
    ours = iraq.get("/incidents/count", {"with": "iran"}).content.decode()
    theirs = iran.get("/incidents/count", {"with": "iraq"}).content.decode()
    mark = ours.partition('class="mark"')[2].partition(">")[2][:12]
    assert mark in theirs
    assert title in ours
    assert title in theirs
    assert hidden not in ours + theirs
    files = [
        each.get("/incidents/count", {"with": other, "file": "csv"})
        for each, other in ((iraq, "iran"), (iran, "iraq"))
    ]
    assert files[0].content == files[1].content
    assert title in files[0].content.decode("utf-8-sig")
    assert files[0].headers["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize(
    "asked", [{"since": "soon"}, {"since": "2016-02-02", "until": "2016-02-01"}, {"with": "atlantis"}]
)
def test_what_cannot_be_counted_is_told(client_of, asked):
    answer = client_of("iraq").get("/incidents/count", asked)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_pressed_twice_it_is_reported_once(client_of):
    iraq, form = client_of("iraq"), filled()
    first, second = (iraq.post("/incidents/new", form).headers["Location"] for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": " "}, "Say in a few words"),
        ({"words": ""}, "Write what happened"),
        ({"place": "", "point": ""}, "Say where it was"),
        ({"point": "by the mill"}, "is no point"),
        ({"happened_at": "soon"}, "look at day and time"),
        ({"parties": ["atlantis"]}, "Choose those involved"),
        ({"links": f"/reports/{ABSENT}"}, "A link leads to no report"),
        ({"members": ["atlantis"]}, "Choose members of this centre as readers"),
    ],
)
def test_what_cannot_be_reported_is_told_and_stands_there_to_be_mended(client_of, change, told):
    answer = client_of("iraq").post("/incidents/new", filled(words="The fence fell") | change)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert "words" in change or "The fence fell" in page


def test_an_officer_without_the_right_reads_and_is_let_do_nothing(client_of, web):
    from diwan import charter, store
    from diwan.core.ids import MemberId

    viewer = store.service_viewer(MemberId("syria"))
    with store.acting_as(viewer) as tx:
        own = charter.officers(tx)[0]
    address, title = reported(client_of("syria", 1), audience="own", parties=[])
    charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=("reader",))
    try:
        reader = client_of("syria")
        assert title in reader.get("/incidents").content.decode()
        assert 'href="/incidents/new"' not in reader.get("/incidents").content.decode()
        assert reader.get("/incidents/new").status_code == 403
        assert reader.post("/incidents/new", filled(audience="own")).status_code == 403
        for act in ("tell", "reply", "withdraw"):
            assert f"{address}/{act}" not in reader.get(address).content.decode()
            assert reader.post(f"{address}/{act}", filled(words="y", reply="x", why="x")).status_code == 403
    finally:
        charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=tuple(own.roles))


def test_words_of_a_stranger_are_inert(client_of):
    address, _ = reported(client_of("iraq"), words="<script>alert(1)</script>", place="<b>x</b>")
    for where in (address, "/incidents", "/incidents/count?with=iraq"):
        page = client_of("iran").get(where).content.decode()
        assert "<script>alert" not in page
        assert "<b>x</b>" not in page


def test_a_program_reports_tells_and_counts(program_of):
    iraq, iran, syria = (program_of(each) for each in ("iraq", "iran", "syria"))

    def say(program, where, told):
        return program.post(where, told, content_type="application/json")

    at = (dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)).isoformat()
    told = {"kind": "breach", "happened_at": at, "place": "The ford", "words": "A patrol crossed."}
    made = say(
        iraq,
        "/api/v1/incidents",
        told | {"title": "At the ford", "parties": ["iran"], "audience": {"members": ["iran"]}},
    )
    assert made.status_code == 201, made.content
    where = f"/api/v1/incidents/{made.json()['id']}"
    assert say(iran, f"{where}/versions", told | {"stand": "denied", "words": "None did."}).status_code == 204
    assert say(iran, f"{where}/replies", {"words": "Which patrol?"}).status_code == 201
    assert syria.get(where).status_code == 404
    assert iran.get(where).json()["standing"] == "disputed"
    span = {
        "since": "2010-01-01T00:00:00Z",
        "until": (dt.datetime.now(dt.UTC) + dt.timedelta(days=1)).isoformat(),
    }
    ours = iraq.get("/api/v1/incidents/counts", span | {"with": "iran"}).json()
    theirs = iran.get("/api/v1/incidents/counts", span | {"with": "iraq"}).json()
    assert ours["mark"] == theirs["mark"]
    assert made.json()["id"] in ours["incidents"]
    assert say(iraq, f"{where}/withdrawal", {"reason": "Settled."}).status_code == 204
    assert iran.get(where).json()["withdrawn"]["words"] == "Settled."
