"""Pages of the register: entered, told of, protected by two officers, taken in and out as files; and what nobody else is shown."""

import datetime as dt
import re
import uuid

import pytest

from diwan import charter, store
from diwan.core.ids import MemberId

ABSENT = "00000000-0000-4000-8000-000000000000"
NOTICE = "A missing entry takes away no protection"


def filled(**more):
    ahead = dt.datetime.now(dt.UTC) + dt.timedelta(days=60)
    return {
        "name": f"Weir {uuid.uuid4().hex[:8]}", "form": "place", "category": "", "points": "34°12′N 43°52′E",
        "address": "Beside the bridge", "details": "", "expires_at": f"{ahead:%Y-%m-%d}", "links": "",
        "audience": "members", "members": ["iran"],
    } | more  # fmt: skip


def entered(browser, **more):
    form = filled(**more)
    answer = browser.post("/register/new", form)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"], form


def listed(browser, mine, **asked):
    """The page says again what was looked for, so a link tells."""
    page = browser.get("/register", {"q": mine["name"]} | asked).content.decode()
    return re.search(r'href="/register/[0-9a-f-]{36}"', page) is not None


def test_an_object_is_entered_for_the_chosen_readers_and_a_third_finds_nothing(client_of):
    iraq, iran, syria = (client_of(each) for each in ("iraq", "iran", "syria"))
    address, form = entered(iraq)
    assert listed(iran, form)
    assert not listed(syria, form)
    page = iran.get(address).content.decode()
    assert "<svg" in page
    assert f"{address}/change" not in page
    for ask in (
        syria.get,
        lambda where: syria.post(f"{where}/change", form),
        lambda where: syria.post(f"{where}/withdraw", {"reason": "x"}),
        lambda where: syria.post(f"{where}/state", {"state": "open", "since": "2016-01-01T00:00"}),
    ):
        hidden, absent = ask(address), ask(f"/register/{ABSENT}")
        assert hidden.status_code == absent.status_code == 404
    assert iran.post(f"{address}/change", form).status_code == 403
    assert iran.post(f"{address}/withdraw", {"reason": "x"}).status_code == 403
    told = {"state": "held", "held_by": "The guild", "since": "2016-01-01T00:00", "according_to": "A courier"}
    assert iran.post(f"{address}/state", told).status_code == 302
    page = iraq.get(address).content.decode()
    assert "The guild" in page
    assert "A courier" in page
    assert iraq.post(f"{address}/change", form | {"details": "Two arches"}).status_code == 302
    assert "Two arches" in iran.get(address).content.decode()
    assert iraq.post(f"{address}/withdraw", {"reason": "It fell"}).status_code == 302
    assert not listed(iran, form)
    assert iran.get(f"{address}?as_of=2019-01-01T00:00").status_code == 404


def test_a_protected_site_stands_there_once_a_second_officer_has_confirmed_it(client_of):
    first, second, iran = client_of("iraq", 0), client_of("iraq", 1), client_of("iran")
    address, form = entered(first, category="hospital")
    assert address.startswith("/register/sites/")
    assert not listed(iran, form, form="protected")
    assert address in second.get("/due").content.decode()
    assert address not in iran.get("/due").content.decode()
    seen = {"seen_on_map": "yes"}
    for ask in (
        iran.get,
        lambda where: iran.post(f"{where}/confirm", seen),
        lambda where: iran.post(f"{where}/decline"),
    ):
        hidden, absent = ask(address), ask(f"/register/sites/{ABSENT}")
        assert hidden.status_code == absent.status_code == 404
    assert f"{address}/confirm" not in first.get(address).content.decode()
    assert first.post(f"{address}/confirm", seen).status_code == 422
    assert "Beside the bridge" in second.get(address).content.decode()
    assert "<svg" in second.get(address).content.decode()
    assert second.post(f"{address}/confirm", {}).status_code == 422
    stands = second.post(f"{address}/confirm", seen).headers["Location"]
    assert listed(iran, form, form="hospital")
    assert NOTICE in iran.get(stands).content.decode()
    assert second.post(f"{address}/confirm", seen).status_code == 422
    proposed = second.post(f"{stands}/withdraw", {"reason": "It closed"}).headers["Location"]
    assert first.post(f"{proposed}/decline", {"reason": "It has not"}).status_code == 302
    assert listed(iran, form, form="hospital")


def test_a_hospital_in_the_sea_is_asked_about(client_of):
    form = filled(category="hospital", points="43.88 34.2")
    answer = client_of("iraq").post("/register/new", form)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "lies in the sea" in page
    assert "swapped" in page
    assert 'name="is_sure"' in page
    assert client_of("iraq").post("/register/new", form | {"is_sure": "yes"}).status_code == 302


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": " "}, "It needs a name"),
        ({"points": ""}, "Say where it is"),
        ({"points": "at the weir"}, "is no point"),
        ({"category": "school", "address": ""}, "needs its address in words"),
        ({"category": "school", "expires_at": ""}, "Say until when it is confirmed"),
        ({"links": f"/reports/{ABSENT}"}, "A link leads to no report"),
        ({"members": ["atlantis"]}, "Choose members of this centre"),
    ],
)
def test_what_cannot_be_entered_is_told_and_stands_there_to_be_mended(client_of, change, told):
    answer = client_of("iraq").post("/register/new", filled(details="Two arches") | change)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert "Two arches" in page


@pytest.mark.parametrize(("language", "told"), [("fa", "نقطه"), ("ru", "не точка")])
def test_a_point_that_is_none_is_told_in_the_readers_language(client_of, language, told):
    from django.core.files.uploadedfile import SimpleUploadedFile

    iraq = client_of("iraq", language=language)
    file = SimpleUploadedFile("weirs.csv", b"name,form,points\nWeir,place,nowhere\n")
    for answer in (
        iraq.post("/register/new", filled(points="nowhere")),
        iraq.post("/register/import", {"file": file, "audience": "members", "members": ["iran"]}),
    ):
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "nowhere" in page
        assert told in page
        assert "is no point" not in page


@pytest.mark.parametrize("form", ["geojson", "csv", "kml"])
def test_files_hold_what_the_viewer_reads_and_say_what_a_missing_entry_does_not_mean(client_of, form):
    _, mine = entered(client_of("iraq"))
    for member, is_there in (("iran", True), ("syria", False)):
        answer = client_of(member).get("/register/export", {"file": form, "q": mine["name"]})
        assert answer.status_code == 200
        assert (mine["name"] in answer.content.decode()) == is_there
        assert NOTICE in answer.content.decode()
    assert client_of("iran").get("/register/export", {"file": "exe"}).status_code == 404


def test_a_file_is_taken_in_whole_or_not_at_all(client_of):
    from django.core.files.uploadedfile import SimpleUploadedFile

    iraq, name = client_of("iraq"), f"Weir {uuid.uuid4().hex[:8]}"

    def send(rows):
        text = "name,form,points\n" + "".join(f"{row}\n" for row in rows)
        file = SimpleUploadedFile("weirs.csv", text.encode())
        return iraq.post("/register/import", {"file": file, "audience": "members", "members": ["iran"]})

    answer = send([f"{name} A,place,34.2 43.8", f"{name} B,place,nowhere"])
    assert answer.status_code == 422
    assert f"{name} B" in answer.content.decode()
    assert not listed(iraq, {"name": f"{name} A"})
    assert send([f"{name} A,place,34.2 43.8"]).status_code == 200
    assert listed(client_of("iran"), {"name": f"{name} A"})
    assert iraq.post("/register/import", {"audience": "own"}).status_code == 422


def test_an_officer_without_the_right_reads_and_is_let_do_nothing(client_of, web):
    viewer = store.service_viewer(MemberId("syria"))
    with store.acting_as(viewer) as tx:
        own = charter.officers(tx)[0]
    address, form = entered(client_of("syria", 1), audience="own")
    waiting, _ = entered(client_of("syria", 1), category="camp", audience="own")
    charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=("reader",))
    try:
        reader = client_of("syria")
        assert reader.get(address).status_code == 200
        for where, told in (
            ("/register/new", filled(audience="own")),
            (f"{address}/change", form | {"details": "x"}),
            (f"{address}/withdraw", {"reason": "x"}),
            (f"{address}/state", {"state": "open", "since": "2016-01-01T00:00"}),
            (f"{waiting}/confirm", {"seen_on_map": "yes"}),
            (f"{waiting}/decline", {}),
            ("/register/import", {}),
        ):
            assert reader.post(where, told).status_code == 403, where
    finally:
        charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=tuple(own.roles))


def test_words_of_a_stranger_are_inert(client_of):
    address, _ = entered(client_of("iraq"), name="<script>alert(1)</script>", address="<img src=x>")
    page = (
        client_of("iran").get(address).content.decode() + client_of("iran").get("/register").content.decode()
    )
    assert "<script>alert" not in page
    assert "<img src=x>" not in page


def test_the_sample_has_a_register_to_look_at(client_of):
    for member in ("iraq", "syria"):
        page = client_of(member).get("/register").content.decode()
        assert re.search(r'href="/register/[0-9a-f-]{36}"', page)
        assert NOTICE in page
