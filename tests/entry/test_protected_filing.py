"""Files and programs withhold a source as the form does; a program releases a shorter version as an officer does."""

import json
import re
import uuid

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from diwan import gather, store
from diwan.core.ids import MemberId
from diwan.entry.worker import run_until_idle
from entry.test_source_protection import HOST, LAT, LON, NAME, WITHHELD, all_that, said_by_iraq

TEXT = "A dredger lay aground below the new bridge of Tannuma on Tuesday, and two tugs were sent to it."
PROTECTED = {"identity": "described", "described_as": "an official in the port", "exactness": "10km"}
TOLD = {
    "title": "Dredger aground below the bridge",
    "text": TEXT,
    "outlet": NAME,
    "url": f"https://{HOST}/watch/77",
    "audience": {"members": ["iran"]},
    "point": {"lat": float(LAT), "lon": float(LON)},
    "protection": PROTECTED,
}
MAIL = (
    f"From: {NAME} <watch@{HOST}>\r\nTo: desk@example.org\r\nSubject: Dredger aground\r\n"
    "Date: Tue, 17 Nov 2015 08:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    f"{TEXT}\r\n"
).encode()


def post(program, path, body):
    return program.post(f"/api/v1{path}", json.dumps(body), content_type="application/json")


def report_of(program, item):
    run_until_idle()
    return program.get(f"/api/v1/items/{item}").json()["reports"][0]


def reports_in(member):
    with store.acting_as(store.service_viewer(MemberId(member))) as tx:
        return tx.value("SELECT count(*) FROM diwan.report")


def test_a_program_withholds_a_source_and_an_exact_point(client_of, program_of):
    iraq = program_of("iraq")
    answer = post(iraq, "/reports", TOLD)
    assert answer.status_code == 202, answer.content
    report = report_of(iraq, answer.json()["item"])
    found = all_that(client_of("iran"), program_of("iran"), "iran", report)
    assert "an official in the port" in found
    assert "two tugs were sent" in found
    assert [secret for secret in WITHHELD if secret in found] == []
    assert program_of("russia").get(f"/api/v1/reports/{report}").status_code == 404


def test_of_one_key_of_a_source_it_is_kept_once_and_reaches_whom_the_source_says(program_of):
    iraq = program_of("iraq")
    wire = {"name": "Port watch", "kind": "form", "audience": {"members": ["iran"]}}
    source = post(iraq, "/sources", wire).json()["id"]
    told = {name: value for name, value in TOLD.items() if name != "audience"} | {
        "source": source,
        "key": "77",
    }
    first, second = (post(iraq, "/reports", told).json() for _ in range(2))
    assert first == second
    report = report_of(iraq, first["item"])
    assert program_of("iran").get(f"/api/v1/reports/{report}").status_code == 200
    # Another member's source is absent, and nothing is filed through it.
    before = reports_in("syria")
    assert post(program_of("syria"), "/reports", told).status_code == 404
    assert reports_in("syria") == before


@pytest.mark.parametrize(
    "more",
    [
        {"text": f"The office of {NAME.upper()} told us that a dredger lay aground."},
        {"text": "A dredger lay aground at 30.53417, 47.82961 on Tuesday."},
        {"protection": {"identity": "described"}},
        {"protection": {"identity": "somebody"}},
        {"point": {"lat": 91, "lon": 0}},
    ],
)
def test_a_program_that_would_give_it_away_files_nothing(program_of, more):
    before = said_by_iraq()
    assert post(program_of("iraq"), "/reports", TOLD | more).status_code == 422
    assert said_by_iraq() == before


def upload_by_page(client_of, _program_of, *, content=MAIL, name="letter-of-the-pilots.eml"):
    form = {
        "audience": "members",
        "members": ["iran"],
        "tlp": "TLP:AMBER",
        "file": SimpleUploadedFile(name, content),
    }
    return client_of("iraq").post("/file/upload", form | PROTECTED, headers={"Accept": "application/json"})


def upload_by_program(_client_of, program_of, *, content=MAIL, name="letter-of-the-pilots.eml"):
    form = {"members": ["iran"], "file": SimpleUploadedFile(name, content)}
    return program_of("iraq").post("/api/v1/uploads", form | PROTECTED)


@pytest.mark.parametrize("upload", [upload_by_page, upload_by_program])
def test_of_an_uploaded_file_the_readers_get_the_text_alone(client_of, program_of, upload):
    answer = upload(client_of, program_of)
    assert answer.status_code in (200, 202), answer.content
    run_until_idle()
    with store.acting_as(store.service_viewer(MemberId("iran"))) as tx:
        report = tx.value("SELECT report FROM diwan.report WHERE member = 'iraq' AND text LIKE 'A dredger%%' ORDER BY filed_at DESC LIMIT 1")  # fmt: skip
    found = all_that(client_of("iran"), program_of("iran"), "iran", report)
    for secret in (*WITHHELD, "letter-of-the-pilots"):
        assert secret not in found, secret
    page = client_of("iraq").get(f"/reports/{report}").content.decode()
    whole = re.search(r'This is the shorter version of <a href="/reports/([0-9a-f-]{36})"', page)[1]
    evidence = re.search(
        r"/items/[0-9a-f-]{36}/evidence", client_of("iraq").get(f"/reports/{whole}").content.decode()
    )[0]
    assert NAME.encode() in client_of("iraq").get(evidence).content
    assert client_of("iran").get(evidence).status_code == 404


@pytest.mark.parametrize("upload", [upload_by_page, upload_by_program])
def test_a_file_of_several_reports_is_not_filed_at_all(client_of, program_of, upload):
    before = said_by_iraq()
    lines = "".join(json.dumps({"text": f"{TEXT} Number {n}."}) + "\n" for n in range(2))
    answer = upload(client_of, program_of, content=lines.encode(), name="two.jsonl")
    assert (answer.status_code, "one report" in answer.content.decode()) == (422, True)
    assert said_by_iraq() == before


@pytest.fixture
def whole(viewer_of_web):
    words = f"Eleven barges were held at Faw on Sunday, the pilot Nasrin Obeid told us. Barge {uuid.uuid4().hex[:8]}."
    reach = gather.Reach(members=(MemberId("iran"),))
    raw = gather.Raw("barges.txt", words.encode(), "text/plain", outlet="Pilot office")
    item = gather.receive(viewer_of_web("iraq"), gather.Arrival(raw, "upload", reach=reach))
    run_until_idle()
    return gather.own_item(viewer_of_web("iraq"), item).reports[0]


CUT = {"text": "Eleven barges were held at Faw on Sunday.", "audience": {"members": ["iran", "syria"]}}


def test_a_program_releases_a_shorter_version(client_of, program_of, whole):
    answer = post(program_of("iraq"), f"/reports/{whole}/shorter", CUT)
    assert answer.status_code == 202, answer.content
    assert answer.headers["Location"] == f"/api/v1/items/{answer.json()['item']}"
    shorter = report_of(program_of("iraq"), answer.json()["item"])
    found = all_that(client_of("syria"), program_of("syria"), "syria", shorter)
    assert "Eleven barges" in found
    for secret in ("Obeid", "Pilot office", str(whole)):
        assert secret not in found, secret
    assert program_of("syria").get(f"/api/v1/reports/{whole}").status_code == 404
    page = client_of("iran").get(f"/reports/{whole}").content.decode()  # who reads both is told
    assert str(shorter) in page


def test_who_may_not_release_it_changes_nothing(web, program_of, whole):
    def records():
        with psycopg.connect(web.admin) as admin:
            return admin.execute("SELECT count(*) FROM diwan.record").fetchone()

    before = records()
    absent = post(program_of("syria"), f"/reports/{uuid.uuid4()}/shorter", CUT)
    for member in ("syria", "iran"):  # one does not read it, one is not its originator
        answer = post(program_of(member), f"/reports/{whole}/shorter", CUT)
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert post(program_of("iraq", may_write=False), f"/reports/{whole}/shorter", CUT).status_code == 403
    for wrong in ({"audience": {"members": ["iran"]}}, {"text": " "}, {"audience": None}, {"sources": "x"}):
        assert post(program_of("iraq"), f"/reports/{whole}/shorter", CUT | wrong).status_code == 422
    assert records() == before
