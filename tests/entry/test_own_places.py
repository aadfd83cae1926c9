"""The centre's own gazetteer: by officers, for whom they say, in every report that names a place, the old ones too."""

import datetime as dt
import re
import uuid

import pytest

from diwan import charter, gather, share, store
from diwan.analyse.judge import judge_value
from diwan.analyse.judgements import ValueKind, Verdict
from diwan.analyse.keep_own_places import NewPlace, PlaceKind, add_place, withdraw_place
from diwan.analyse.own_places import number_of
from diwan.core.errors import BadInput, NotAllowed, NotVisible
from diwan.core.ids import MemberId
from diwan.core.viewer import Viewer
from diwan.entry.worker import run_until_idle

LANGUAGES = ("en", "ar", "fa", "ru")


@pytest.fixture
def filed(viewer_of_web):
    """A report that everybody reads and that names a camp of which no gazetteer knows; words of this test only."""
    mark = "Zar" + "".join(chr(ord("a") + int(digit, 16)) for digit in uuid.uuid4().hex[:8])
    day = dt.datetime(2004, 3, 1, tzinfo=dt.UTC) + dt.timedelta(days=7 * (uuid.uuid4().int % 500))
    text = f"Nine people were killed on Monday when a fire broke out in {mark}, the mayor said. Tents in {mark} burned."
    raw = gather.Raw(f"{mark}.txt", text.encode(), "text/plain", outlet="Quay Post", published=day)
    arrival = gather.Arrival(raw, "upload", reach=gather.Reach(whole_centre=True))
    item = gather.receive(viewer_of_web("iraq"), arrival)
    run_until_idle()
    return gather.own_item(viewer_of_web("iraq"), item).reports[0], mark


def new(mark, **more):
    return NewPlace({"en": mark, "ru": f"{mark} ру"}, 36.5, 42.1, PlaceKind.CAMP, "IQ", **more)


def places_in(viewer, report):
    return [s.place.geonameid for s in share.report(viewer, report).spans if s.kind.value == "place"]


def event_place(viewer, report):
    """None: it tells of an event, and that one of no place."""
    with store.acting_as(viewer) as tx:
        row = tx.one(
            "SELECT e.geonameid FROM diwan.event e JOIN diwan.event_report r USING (viewer, event)"
            " WHERE r.report = %s",
            [report],
        )
    assert row is not None
    return row["geonameid"]


def plain(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_report_that_came_before_is_read_with_the_entry_and_without_it_again(viewer_of_web, filed):
    report, mark = filed
    iraq = viewer_of_web("iraq")
    assert places_in(iraq, report) == []
    place = add_place(iraq, new(mark))
    run_until_idle()
    assert places_in(iraq, report) == [number_of(place)] * 2
    assert event_place(iraq, report) == number_of(place)
    withdraw_place(iraq, place)
    run_until_idle()
    assert places_in(iraq, report) == []
    assert event_place(iraq, report) is None


def test_a_report_that_comes_later_is_read_with_it(viewer_of_web, filed):
    _, mark = filed
    iraq = viewer_of_web("iraq")
    place = add_place(iraq, new(mark))
    raw = gather.Raw("late.txt", f"The bridge at {mark} was shut on Friday.".encode(), "text/plain")
    item = gather.receive(iraq, gather.Arrival(raw, "upload"))
    run_until_idle()
    assert places_in(iraq, gather.own_item(iraq, item).reports[0]) == [number_of(place)]


def test_an_entry_is_read_with_by_those_alone_who_may_read_it(client_of, program_of, viewer_of_web, filed):
    report, mark = filed
    iraq, iran, russia = (viewer_of_web(member) for member in ("iraq", "iran", "russia"))
    add_place(iraq, new(mark))
    run_until_idle()
    assert places_in(iran, report) == []
    assert event_place(iran, report) is None
    for member in ("iran", "russia"):
        assert mark not in plain(client_of(member).get("/places"))
        assert mark not in program_of(member).get("/api/v1/places").content.decode()
    shared = add_place(iraq, new(mark, members=("iran",)))
    run_until_idle()
    assert set(places_in(iran, report)) == {number_of(shared)}
    assert event_place(iran, report) == number_of(shared)
    assert mark in plain(client_of("iran").get("/places"))
    assert places_in(russia, report) == []
    assert mark not in plain(client_of("russia").get("/places"))


def test_an_epoch_counts_only_changes_that_the_member_may_read(program_of, viewer_of_web, filed):
    _, mark = filed
    before = program_of("russia").get("/api/v1/places").json()["epoch"]
    withdraw_place(viewer_of_web("iraq"), add_place(viewer_of_web("iraq"), new(mark)))
    assert program_of("russia").get("/api/v1/places").json()["epoch"] == before
    add_place(viewer_of_web("iraq"), new(mark, whole_centre=True))
    told = program_of("russia").get("/api/v1/places").json()
    assert told["epoch"] == before + 1
    assert next(row["epoch"] for row in told["rows"] if row["names"]["en"] == mark) == before + 1


def test_another_members_entry_and_one_that_is_not_there_are_withdrawn_alike(
    client_of, program_of, viewer_of_web, filed
):
    _, mark = filed
    place = add_place(viewer_of_web("iraq"), new(mark, whole_centre=True))
    for other in (place, uuid.uuid4()):
        with pytest.raises(NotVisible):
            withdraw_place(viewer_of_web("iran"), other)
        assert client_of("iran").post(f"/places/{other}/withdraw").status_code == 404
        assert program_of("iran").post(f"/api/v1/places/{other}/withdraw").status_code == 404
    assert mark in plain(client_of("iran").get("/places"))


def test_nobody_reads_or_changes_the_gazetteer(nobody):
    assert nobody.get("/places").status_code == 302
    assert nobody.post("/places/add", {}).status_code in (302, 403)
    assert nobody.get("/api/v1/places").status_code == 401
    assert nobody.post("/api/v1/places", {}, content_type="application/json").status_code == 401


def test_from_the_form_to_the_list(client_of, filed):
    _, mark = filed
    browser = client_of("iraq")
    told = {
        "name_en": mark,
        "kind": "bridge",
        "country": "iq",
        "point": "36.5, 42.1",
        "aliases": f"{mark}a\n{mark}b",
    }
    assert browser.post("/places/add", told).url == "/places"
    page = browser.get("/places")
    assert {mark, f"{mark}a", f"{mark}b"} <= set(plain(page).split())
    place = re.search(
        rf'action="(/places/[0-9a-f-]+/withdraw)"(?:(?!</form>).)*{mark}', page.content.decode(), re.DOTALL
    )
    assert browser.post(place[1]).url == "/places"
    assert mark not in plain(browser.get("/places"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name_en": ""}, "at least one language"),
        ({"name_en": "Zu"}, "three letters"),
        ({"name_en": "Z" * 121}, "120 letters"),
        ({"country": "Iraq"}, "two capital letters"),
        ({"country": "12"}, "two capital letters"),
        ({"point": "36.5"}, "degrees north and east"),
        ({"point": "91 0"}, "degrees north and east"),
        ({"point": "nan nan"}, "degrees north and east"),
        ({"note": "n" * 501}, "500"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_written_stays(client_of, changed, said):
    told = {
        "name_en": "Zardalu",
        "kind": "camp",
        "country": "IQ",
        "point": "36.5 42.1",
        "note": "seen",
    } | changed
    answer = client_of("iraq").post("/places/add", told)
    assert answer.status_code == 422
    assert said in plain(answer)
    if told["name_en"] == "Zardalu":
        assert 'value="Zardalu"' in answer.content.decode()


def test_programs_add_and_withdraw(program_of, filed):
    _, mark = filed
    program = program_of("iraq")
    told = {"names": {"en": mark}, "kind": "dam", "country": "IQ", "lat": 36.5, "lon": 42.1}
    made = program.post("/api/v1/places", told, content_type="application/json")
    assert made.status_code == 201, made.content
    assert mark in program.get("/api/v1/places").content.decode()
    assert program.post(f"/api/v1/places/{made.json()['id']}/withdraw").status_code == 204
    assert mark not in program.get("/api/v1/places").content.decode()
    assert (
        program.post("/api/v1/places", told | {"lat": 91}, content_type="application/json").status_code == 422
    )


def test_an_answer_about_an_entry_does_not_carry_it_to_who_may_not_read_it(viewer_of_web, filed):
    report, mark = filed
    iraq = viewer_of_web("iraq")
    add_place(iraq, new(mark))
    run_until_idle()
    span = next(s for s in share.report(iraq, report).spans if s.kind.value == "place")
    asked = {"kind": ValueKind.PLACE, "span": (span.start, span.end), "verdict": Verdict.CONFIRMED}
    with pytest.raises(BadInput):
        judge_value(iraq, report, **asked, to_readers=True)
    judge_value(iraq, report, **asked)
    run_until_idle()
    assert places_in(viewer_of_web("iran"), report) == []


def test_who_may_not_release_adds_for_the_own_member_alone(filed, web):
    from diwan.entry.web import accounts

    _, mark = filed
    named = dict.fromkeys(LANGUAGES, "Adds places")
    with store.acting_as(store.service_viewer(MemberId("iraq")), write=True) as tx:
        officer = charter.appoint_officer(tx, named, language="en", roles=("analyst",), sign_in="zz-places")
    analyst = Viewer(MemberId("iraq"), officer, accounts.mint_token(officer))
    add_place(analyst, new(mark))
    with pytest.raises(NotAllowed):
        add_place(analyst, new(mark, whole_centre=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_each_language(client_of, language):
    said = {"en": "Add a place", "ar": "أضف مكانًا", "fa": "افزودن مکان", "ru": "Добавить место"}[language]
    assert said in plain(client_of("iraq", language=language).get("/places"))
