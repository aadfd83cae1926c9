"""Pages of activities: announced by hand and by file, met, changed, and what nobody else is shown."""

import datetime as dt
import html
import json
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

ABSENT = "00000000-0000-4000-8000-000000000000"


def form(place=None, **more):
    """A place of its own each time, far from what other tests plan: an hour, some days ahead."""
    day = dt.datetime.now(dt.UTC) + dt.timedelta(days=5)
    latitude, longitude = place or (-40 - uuid.uuid4().int % 40000 / 1000, uuid.uuid4().int % 170000 / 1000)
    return {
        "kind": "works",
        "name": f"Weir {uuid.uuid4().hex[:8]}",
        "contact": "the engineer",
        "shape": "circle",
        "size": "300",
        "points": f"{latitude} {longitude}",
        "lower": "0",
        "upper": "50",
        "reference": "amsl",
        "start": f"{day:%Y-%m-%dT%H}:00",
        "end": f"{day + dt.timedelta(hours=1):%Y-%m-%dT%H}:00",
        "zone": "Asia/Baghdad",
        "details_to": "own",
        "envelope": "usual",
        "opened": str(uuid.uuid4()),
    } | more


def announced(browser, **more):
    given = form(**more)
    answer = browser.post("/activities/new", given)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"], given


def text_of(answer):
    plain = re.sub(r"<[^>]+>", "", answer.content.decode())
    return re.sub(r"\s+", " ", html.unescape(plain))


def test_two_that_meet_are_told_to_both_by_name_and_a_third_finds_nothing(client_of):
    iraq, iran, syria = (client_of(each) for each in ("iraq", "iran", "syria"))
    address, given = announced(iraq, details_to="members", details_members=["iran"])
    place = tuple(map(float, given["points"].split()))
    other, convoy = announced(
        iran, place=place, kind="patrol", details_to="members", details_members=["iraq"]
    )
    told = text_of(iraq.get(address))
    assert convoy["name"] in told
    assert re.search(r"The heights overlap by 50 m", told)
    assert re.search(r"min later", told)
    assert given["name"] in text_of(iran.get(other))
    assert convoy["name"] in text_of(iraq.get("/activities"))
    assert given["name"] not in text_of(syria.get("/activities"))
    for ask in (
        syria.get,
        lambda where: syria.get(f"{where}/change"),
        lambda where: syria.post(f"{where}/change", given),
        lambda where: syria.post(f"{where}/state", {"state": "active"}),
        lambda where: syria.post(f"{where}/envelope", {"envelope": "centre"}),
    ):
        hidden, absent = ask(address), ask(f"/activities/{ABSENT}")
        assert hidden.status_code == absent.status_code == 404
    for act in ("state", "envelope", "change"):
        assert iran.post(f"{address}/{act}", {"state": "active", "envelope": "centre"}).status_code == 403
    form_of_another = {"activity": address.rpartition("/")[2]}
    for ask in (syria, iran):
        hidden, absent = (
            ask.get("/activities/readers", {"activity": which})
            for which in (form_of_another["activity"], ABSENT)
        )
        assert hidden.status_code == absent.status_code == 404
        assert ask.post("/activities/look", form() | form_of_another).status_code == 404


def test_who_is_shown_the_envelope_alone_is_told_author_and_contact(client_of):
    iraq, syria = client_of("iraq"), client_of("syria")
    address, given = announced(iraq, kind="flight", name=f"Secret {uuid.uuid4().hex}")
    other, _ = announced(syria, place=tuple(map(float, given["points"].split())))
    told = text_of(syria.get(other))
    assert "of which only place and time are shown" in told
    assert "the engineer" in told
    assert given["name"] not in told
    assert syria.get(address).status_code == 404
    # taken back, it meets nothing that Syria may know of
    assert iraq.post(f"{address}/envelope", {"envelope": "nobody"}).status_code == 302
    assert "Nothing that Syria may know of" in text_of(syria.get(other))
    assert (
        iraq.post(f"{address}/envelope", {"envelope": "members", "envelope_members": ["syria"]}).status_code
        == 302
    )
    assert "of which only place and time are shown" in text_of(syria.get(other))


def test_the_form_says_beforehand_what_it_meets_and_who_sees_nothing(client_of):
    iraq = client_of("iraq")
    _, given = announced(iraq)
    again = form(place=tuple(map(float, given["points"].split())), envelope="nobody")
    looked = iraq.post("/activities/look", again | {"act": "check"})
    told = text_of(looked)
    assert looked.status_code == 200
    assert given["name"] in told
    assert "will see nothing of it" in told
    assert again["name"] in looked.content.decode()
    assert again["name"] not in text_of(iraq.get("/activities"))
    asked = {"kind": "flight", "details_to": "own", "envelope": "usual"}
    assert "Every member can keep clear of it" in text_of(iraq.get("/activities/readers", asked))
    asked = {"kind": "patrol", "details_to": "members", "details_members": ["iran"], "envelope": "usual"}
    told = text_of(iraq.get("/activities/readers", asked))
    assert re.search(r"Russia and Syria will see nothing", told)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"shape": "polygon", "points": "33 44\n34 45\n33 45\n34 44"}, "crosses or touches itself"),
        ({"upper": "0"}, "is not above the lower"),
        ({"end": "2026-01-01T08:00", "start": "2026-01-01T09:00"}, "not after its start"),
        ({"end": "2099-01-01T08:00"}, "The limit is|the limit is"),
        ({"points": "99 44"}, "latitude"),
        ({"points": "somewhere"}, "is no point"),
        ({"points": ""}, "needs a place"),
        ({"size": "wide"}, "is not a number"),
        ({"zone": "Mars/Base"}, "is no time zone"),
        ({"start": "soon"}, "is no day and time"),
        ({"contact": " "}, "contact is missing"),
        ({"host": "syria"}, "Host and consent go together"),
        ({"host": "atlantis", "consent": "asked"}, "no party of this centre"),
        ({"details_to": "members", "details_members": ["atlantis"]}, "Choose members of this centre"),
    ],
)
def test_what_is_wrong_is_named_and_everything_typed_stays(client_of, wrong, told):
    given = form() | wrong
    answer = client_of("iraq").post("/activities/new", given)
    assert answer.status_code == 422
    assert re.search(told, text_of(answer))
    kept = html.unescape(answer.content.decode())
    for name in ("name", "points", "lower", "upper", "start", "end", "zone", "size"):
        assert given[name].replace("\n", "\r\n") in kept or given[name] in kept, name


def test_coordinates_that_may_be_swapped_and_a_time_that_is_over_are_asked_about(client_of):
    iraq = client_of("iraq")
    given = form(place=(44.3615, 33.3128))  # Baghdad, the other way round
    asked = iraq.post("/activities/new", given)
    assert asked.status_code == 422
    assert "swapped" in text_of(asked)
    swapped = iraq.post("/activities/look", given | {"act": "swap"})
    assert "33.3128 44.3615" in swapped.content.decode()
    assert iraq.post("/activities/new", given | {"as_written": "yes"}).status_code == 302
    late = form(start="2025-01-01T08:00", end="2025-01-01T09:00")
    assert "over already" in text_of(iraq.post("/activities/new", late))
    assert iraq.post("/activities/new", late | {"as_written": "yes"}).status_code == 302


def test_a_file_fills_the_points_and_a_wrong_one_says_what_is_wrong(client_of):
    iraq = client_of("iraq")

    def looked(data):
        upload = SimpleUploadedFile("area.geojson", data, "application/geo+json")
        return iraq.post("/activities/look", form(points="") | {"act": "file", "file": upload})

    ring = [[44.0, 33.0], [44.1, 33.0], [44.1, 33.1], [44.0, 33.0]]
    two = {"type": "MultiPolygon", "coordinates": [[ring], [[[x + 1, y] for x, y in ring]]]}
    feature = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {}, "geometry": two}],
    }
    told = looked(json.dumps(feature).encode()).content.decode()
    assert "33.0000000 44.1000000" in told
    assert "33.0000000 45.1000000" in told
    assert re.search(r'value="polygon" selected', told)
    for data, wrong in (
        (b"no", "is no GeoJSON"),
        (b'{"type": "Polygon", "coordinates": [[["a", 1]]]}', "is no GeoJSON"),
        (
            json.dumps(
                {
                    "type": "GeometryCollection",
                    "geometries": [two, {"type": "Point", "coordinates": [1, 2]}],
                }
            ).encode(),
            "mixes",
        ),
        (b" " * 2_000_001, "larger than 2 MB"),
    ):
        answer = looked(data)
        assert answer.status_code == 422
        assert wrong in text_of(answer)


def test_a_change_fills_the_form_moves_what_is_met_and_stands_in_the_history(client_of):
    iraq = client_of("iraq")
    address, given = announced(iraq)
    told = iraq.get(f"{address}/change").content.decode()
    version = re.search(r'name="version" value="([^"]+)"', told)[1]
    assert given["contact"] in told
    later = given | {
        "name": "Weir moved",
        "upper": "80",
        "version": version,
        "envelope": "centre",
    }
    assert iraq.post(f"{address}/change", later).status_code == 302
    shown = text_of(iraq.get(address))
    assert "Weir moved" in shown
    assert re.search(r"changed it: its name, the heights", shown)
    assert iraq.post(f"{address}/change", later).status_code == 302  # the same form again: said already
    assert iraq.post(f"{address}/change", later | {"name": "Weir again"}).status_code == 409
    assert "Weir again" not in text_of(iraq.get(address))
    assert iraq.post(f"{address}/state", {"state": "cancelled", "reason": "rain"}).status_code == 302
    assert "rain" in text_of(iraq.get(address))
    assert iraq.post(f"{address}/change", later | {"version": ""}).status_code == 409
    assert iraq.post(f"{address}/state", {"state": "flying"}).status_code == 422


def test_the_same_form_sent_twice_is_announced_once(client_of):
    iraq = client_of("iraq")
    address, given = announced(iraq)
    assert iraq.post("/activities/new", given).headers["Location"] == address
    other = iraq.post("/activities/new", given | {"opened": "later"})
    assert other.headers["Location"] != address


def test_the_short_way_brings_the_last_contact_and_the_next_two_hours(client_of):
    iraq = client_of("iraq")
    announced(iraq, contact="night desk, 12")
    told = iraq.get("/activities/new?soon=yes").content.decode()
    assert "night desk, 12" in told
    assert "autofocus" in told
    start, end = (
        dt.datetime.fromisoformat(re.search(rf'name="{name}"[^>]*value="([^"]+)"', told)[1])
        for name in ("start", "end")
    )
    assert end - start == dt.timedelta(hours=2)


def test_nobody_is_asked_to_sign_in_first(nobody):
    for path in ("/activities", f"/activities/{ABSENT}", "/activities/new", "/activities/readers"):
        assert nobody.get(path).status_code == 302
    assert nobody.post("/activities/look").status_code in {302, 403}


def test_every_fault_of_a_volume_has_its_words_for_the_page():
    from diwan.coordinate.space import SENTENCES
    from diwan.entry.web.catalogue.activities import VOLUME_FAULTS

    with translation.override("en"):
        assert {key: str(words) for key, words in VOLUME_FAULTS.items()} == SENTENCES
