"""What an officer withholds of a source stands nowhere in what others can fetch."""

import base64
import datetime as dt
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan import store
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from diwan.entry import wiring
from diwan.entry.worker import run_until_idle
from diwan.gather import hold
from diwan.process.protection import (
    Exactness,
    Identity,
    Point,
    PointUnclear,
    Protection,
    StillNamed,
    coarsened,
    read_point,
    refuse_what_still_says,
)

NAME, HOST = "Lodestar Pilots of Tanuma", "lodestar-pilots.example"
LAT, LON = "30.53417", "47.82961"
WORDS = {
    "title": "Dredger aground below the bridge",
    "text": "A dredger lay aground below the new bridge of Tannuma on Tuesday, and two tugs were sent to it.",
    "outlet": NAME,
    "url": f"https://{HOST}/watch/77",
    "published": "2015-11-17T08:00",
    "lat": LAT,
    "lon": LON,
    "audience": "members",
    "members": ["iran"],
    "tlp": "TLP:AMBER",
    "identity": "described",
    "described_as": "an official in the port",
    "exactness": "10km",
}
WITHHELD = (NAME, "Lodestar", HOST, LAT, LON, "30.534", "47.829")


def said_by_iraq():
    with store.acting_as(store.service_viewer(MemberId("iraq"))) as tx:
        return tx.value("SELECT count(*) FROM diwan.record WHERE member = 'iraq'")


def file_it(browser, **more):
    answer = browser.post("/file", WORDS | more)
    assert answer.status_code == 302, answer.content.decode()
    run_until_idle()
    page = browser.get(answer.headers["Location"]).content.decode()
    return re.search(r'href="/reports/([0-9a-f-]{36})"', page)[1]


def all_that(browser, program, member, report):
    """Pages, answers to programs, evidence, live news, exports, and every row and envelope that the gate lets through."""
    page = browser.get(f"/reports/{report}").content.decode()
    evidence = re.search(r"/items/[0-9a-f-]{36}/evidence", page)[0]
    addresses = (
        "/", "/reports", "/search?q=dredger", "/history", "/history.csv", "/history.json", "/live?cursor=0", "/requests",
        f"/records/{report}", f"/records/{report}/receipt", f"/reports/{report}/ask", evidence, "/log", "/feed",
    )  # fmt: skip
    told = [page, *(browser.get(each).content.decode(errors="replace") for each in addresses)]
    told += [
        browser.get(event).content.decode()
        for event in set(re.findall(r"/events/[0-9a-f-]{36}", "".join(told)))
    ]
    asked = (
        "/reports",
        f"/reports/{report}",
        "/situation",
        evidence,
        f"/records/{report}/explain",
        "/records",
    )
    told += [program.get(f"/api/v1{each}").content.decode(errors="replace") for each in asked]
    with store.acting_as(store.service_viewer(MemberId(member))) as tx:
        names = tx.rows(
            "SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'diwan'::regnamespace AND c.relkind = 'r'"
            " AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1"
        )
        told += [str(row) for one in names for row in tx.rows(f"SELECT t.* FROM diwan.{one['name']} t")]
        for row in tx.rows("SELECT envelope FROM diwan.record WHERE envelope IS NOT NULL"):
            told.append(base64.b64decode(json.loads(bytes(row["envelope"]))["payload"]).decode())
        told += [
            bytes(row["data"]).decode(errors="replace") for row in tx.rows("SELECT data FROM diwan.evidence")
        ]
    return "\n".join(told)


def test_what_is_withheld_stands_nowhere_in_what_a_reader_can_fetch(client_of, program_of):
    report = file_it(client_of("iraq"))
    found = all_that(client_of("iran"), program_of("iran"), "iran", report)
    assert "an official in the port" in found
    assert "two tugs were sent" in found
    for secret in WITHHELD:
        assert secret not in found, secret
    assert client_of("russia").get(f"/reports/{report}").status_code == 404


def test_the_originator_sees_both_forms(client_of):
    browser = client_of("iraq")
    report = file_it(browser)
    page = browser.get(f"/reports/{report}").content.decode()
    assert "an official in the port" in page
    whole = re.search(r'This is the shorter version of <a href="/reports/([0-9a-f-]{36})"', page)[1]
    told = browser.get(f"/reports/{whole}").content.decode()
    assert NAME in told
    assert LAT in told
    assert "Only officers of" in told
    assert client_of("iran").get(f"/reports/{whole}").status_code == 404


@pytest.mark.parametrize("language", ["en", "ar", "fa", "ru"])
def test_readers_are_told_that_the_source_is_described_and_how_coarse_the_point_is(client_of, language):
    report = file_it(client_of("iraq"))
    page = client_of("iran", language=language).get(f"/reports/{report}").content.decode()
    assert "data-source-shown" in page
    assert "data-within-km" in page
    client_of("iran")


def test_of_a_source_that_is_not_shown_at_all_nothing_is_said(client_of, program_of):
    report = file_it(
        client_of("iraq"), identity="none", described_as="kept from them too", exactness="region"
    )
    found = all_that(client_of("iran"), program_of("iran"), "iran", report)
    for secret in (*WITHHELD, "kept from them too"):
        assert secret not in found, secret


def test_a_widening_later_carries_nothing_of_it_along(client_of, program_of):
    browser = client_of("iraq")
    report = file_it(browser)
    browser.post(f"/reports/{report}/readers", {"audience": "centre", "tlp": "TLP:GREEN"})
    run_until_idle()
    for member in ("iran", "syria"):
        found = all_that(client_of(member), program_of(member), member, report)
        assert [secret for secret in WITHHELD if secret in found] == []


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"text": f"The office of {NAME.upper()} told us that a dredger lay aground."}, "It says"),
        ({"title": f"See {HOST}"}, "It says"),
        ({"text": "A dredger lay aground at 30.53417, 47.82961 on Tuesday."}, "It says"),
        ({"text": "A dredger lay aground at ٣٠٫٥٣٤١٧، ٤٧٫٨٢٩٦١ on Tuesday."}, "It says"),
        ({"text": "A dredger lay aground at 30°32′ N on Tuesday."}, "It says"),
        ({"described_as": NAME}, "It says"),
        ({"described_as": "  "}, "Describe the source"),
        ({"described_as": "x" * 201}, "Describe the source"),
        ({"lat": "north"}, "A point is a latitude"),
        ({"lat": "91", "lon": "0"}, "A point is a latitude"),
        ({"lat": "nan", "lon": "inf"}, "A point is a latitude"),
        ({"lon": ""}, "A point is a latitude"),
    ],
)
def test_words_that_would_give_it_away_are_refused_and_nothing_is_filed(client_of, more, told):
    browser = client_of("iraq")
    before = said_by_iraq()
    answer = browser.post("/file", WORDS | more)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "Tannuma" in answer.content.decode() or "aground" in answer.content.decode()
    assert said_by_iraq() == before


def test_for_the_own_member_alone_nothing_has_to_be_withheld(client_of):
    report = file_it(client_of("iraq"), audience="own")
    page = client_of("iraq").get(f"/reports/{report}").content.decode()
    assert NAME in page
    assert LAT in page


def test_persian_and_hostile_words_describe_as_well(client_of):
    report = file_it(
        client_of("iraq"), described_as="<b>یک مأمور بندر</b> \u202e", exactness="exact", lat="", lon=""
    )
    page = client_of("iran").get(f"/reports/{report}").content.decode()
    assert "یک مأمور بندر" in page
    assert "<b>یک" not in page


def test_it_waits_thirty_seconds_and_then_leaves_alone(client_of, monkeypatch):
    monkeypatch.setattr(hold, "LASTS", dt.timedelta(seconds=30))
    browser = client_of("iraq")
    report = file_it(browser)
    assert client_of("iran").get(f"/reports/{report}").status_code == 404
    real = springs.now
    with monkeypatch.context() as patch:
        patch.setattr(springs, "now", lambda: real() + dt.timedelta(seconds=31))
        with store.acting_as(store.service_viewer(MemberId("iraq"))) as tx:
            held = tx.rows("SELECT record FROM diwan.held_release WHERE state = 'held'")
        for row in held:
            wiring.jobs()["let_leave"](record=str(row["record"]), member="iraq")
    page = client_of("iran").get(f"/reports/{report}").content.decode()
    assert "an official in the port" in page
    assert [secret for secret in WITHHELD if secret in page] == []


# --- the rules alone ---------------------------------------------------------------------------------------------

degrees = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(degrees, st.sampled_from([Exactness.TEN_KM, Exactness.REGION]))
def test_a_coarse_point_is_a_function_of_its_square_alone(where, exactness):
    coarse = coarsened(Point(*where), exactness)
    again = coarsened(Point(max(-90, min(90, coarse.lat)), coarse.lon), exactness)
    assert (again.lat, again.within_km) == (coarse.lat, coarse.within_km)
    assert abs(coarse.lat - where[0]) * 111.2 <= coarse.within_km


def test_points_in_one_square_cannot_be_told_apart():
    one, other = (
        coarsened(Point(lat, lon), Exactness.TEN_KM) for lat, lon in ((30.5341, 47.8291), (30.5352, 47.8301))
    )
    assert one == other


def test_digits_of_any_script_make_a_point():
    assert read_point("٣٠٫٥", "۴۷٫۸") == Point(30.5, 47.8)
    assert read_point(" ", "") is None
    with pytest.raises(PointUnclear):
        read_point("30.5", "")


def test_a_name_inside_other_letters_and_marks_is_found():
    protection = Protection(Identity.NONE)
    with pytest.raises(StillNamed):
        refuse_what_still_says(protection, "قال مكتبُ المرفأ إن", names=("مكتب المرفأ",), point=None)
    refuse_what_still_says(protection, "nothing of it", names=("", "x"), point=None)
