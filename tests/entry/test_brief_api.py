"""Briefs for programs: the same functions as the pages, and the same refusals."""

import json
import uuid

import psycopg
import pytest

from diwan import gather
from diwan.core.ids import MemberId
from diwan.entry.worker import run_until_idle


@pytest.fixture
def reports(viewer_of_web):
    """Iraq's: one for everybody, one for Iran alone."""
    iraq, mark = viewer_of_web("iraq"), uuid.uuid4().hex[:8]

    def file(words, **reach):
        raw = gather.Raw("kiln.txt", words.encode())
        item = gather.receive(iraq, gather.Arrival(raw, "upload", reach=gather.Reach(**reach)))
        run_until_idle()
        return str(gather.own_item(iraq, item).reports[0])

    wide = file(
        f"Kiln {mark}\n\nThe works council said on Monday that kiln {mark} was lit.", whole_centre=True
    )
    narrow = file(
        f"Kiln {mark} cold\n\nIts keeper denied that kiln {mark} was lit.", members=(MemberId("iran"),)
    )
    return wide, narrow


def asked(program, method, path, body=None):
    told = "" if body is None else json.dumps(body)
    return program.generic(method, f"/api/v1{path}", told, "application/json")


def test_look_publish_read_withdraw(program_of, reports):
    iraq = program_of("iraq")
    brief = {"title": "Kilns", "parts": [[reports[0]], [reports[1]]]}
    looked = asked(iraq, "POST", "/briefs/look", brief).json()
    assert [each["id"] for each in looked["label"]["readers"]] == ["iraq", "iran"]
    assert [each["report"] for each in looked["widest"]["held_back"]] == [reports[1]]
    made = asked(iraq, "POST", "/briefs", {**brief, "seen": looked["seen"]})
    assert made.status_code == 201
    address = f"/briefs/{made.json()['id']}"
    iran = program_of("iran")
    read = asked(iran, "GET", address).json()
    assert [part["state"] for part in read["parts"]] == ["stands", "stands"]
    assert made.json()["id"] in [row["id"] for row in asked(iran, "GET", "/briefs").json()["briefs"]["rows"]]
    text = asked(iran, "GET", f"{address}/text?language=ru")
    assert text["Content-Type"].startswith("text/plain")
    assert "Kilns" in text.content.decode()
    assert asked(iran, "POST", f"{address}/withdraw", {"reason": ""}).status_code == 404
    assert asked(iraq, "POST", f"{address}/withdraw", {"reason": "out"}).status_code == 204
    assert asked(iran, "GET", address).json()["row"]["reason"] == "out"


def test_what_is_hidden_and_what_is_absent_are_refused_alike(program_of, reports):
    russia = program_of("russia")
    made = asked(program_of("iraq"), "POST", "/briefs", {"title": "Kilns", "parts": [[reports[1]]]}).json()[
        "id"
    ]
    for path in ("/briefs/{}", "/briefs/{}/text"):
        hidden, absent = (asked(russia, "GET", path.format(id_)) for id_ in (made, uuid.uuid4()))
        assert (hidden.status_code, hidden.content) == (404, absent.content)
    hidden, absent = (asked(russia, "POST", f"/briefs/{id_}/withdraw", {}) for id_ in (made, uuid.uuid4()))
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    for path in ("/briefs", "/briefs/look"):
        hidden, absent = (
            asked(russia, "POST", path, {"title": "Kilns", "parts": [[part]]})
            for part in (reports[1], str(uuid.uuid4()))
        )
        assert (hidden.status_code, hidden.content) == (404, absent.content)
        mixed = asked(russia, "POST", path, {"title": "Kilns", "parts": [[reports[0], reports[1]]]})
        assert (mixed.status_code, path) in ((404, "/briefs"), (200, "/briefs/look"))
        assert reports[1] not in mixed.content.decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"readers": ["iraq", "russia"]}, "withheld from: russia"),
        ({"readers": ["atlantis"]}, "atlantis"),
        ({"tlp": "TLP:CLEAR"}, "At most"),
        ({"title": "   "}, "has a title"),
        ({"since": "2015-11-02", "until": "2015-11-01"}, "days in their order"),
        ({"seen": "0" * 64}, "look again"),
    ],
)
def test_a_label_that_is_too_wide_and_other_mistakes_are_named(program_of, reports, more, said):
    answer = asked(program_of("iraq"), "POST", "/briefs", {"title": "Kilns", "parts": [[reports[1]]], **more})
    assert answer.status_code in (400, 422)
    assert said in answer.content.decode()


def test_only_the_director_publishes_for_the_centre(program_of, reports, web):
    with psycopg.connect(web.admin) as admin:
        (director,) = admin.execute(
            "SELECT member FROM diwan.terms(diwan.now()) WHERE starts <= diwan.now() AND ends > diwan.now()"
        ).fetchone()
    for member in ("iraq", "iran", "russia", "syria"):
        body = {"title": "Kilns", "parts": [[reports[0]]], "is_joint": True}
        answer = asked(program_of(member), "POST", "/briefs", body)
        assert answer.status_code == (201 if member == director else 403), member


def test_who_may_only_read_publishes_nothing(program_of, officer_of, reports, web):
    body = {"title": "Kilns", "parts": [[reports[0]]], "readers": ["iraq"]}
    assert asked(program_of("iraq", may_write=False), "POST", "/briefs", body).status_code == 403
    officer = officer_of("iraq").id
    with psycopg.connect(web.admin, autocommit=True) as admin:
        (roles,) = admin.execute("SELECT roles FROM diwan.officer WHERE id = %s", [officer]).fetchone()
        try:
            for role, wide, own in (("reader", 403, 403), ("analyst", 403, 201)):
                admin.execute("UPDATE diwan.officer SET roles = %s WHERE id = %s", [[role], officer])
                program = program_of("iraq")
                assert asked(program, "POST", "/briefs", {**body, "readers": None}).status_code == wide
                assert asked(program, "POST", "/briefs", body).status_code == own
        finally:
            admin.execute("UPDATE diwan.officer SET roles = %s WHERE id = %s", [roles, officer])
