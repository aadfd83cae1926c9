"""What a protected source brings is kept whole for its member alone; its readers get another report without who said it."""

import html
import json
import re
import uuid

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from diwan import gather, store
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import MemberId
from diwan.core.protection import Exactness, Identity, Protection
from diwan.entry import wiring
from diwan.entry.worker import run_until_idle
from diwan.process.relabel_report import readers_now
from entry.test_source_protection import all_that

NAME, HOST = "Heron Wharf Watchers", "heron-wharf.example"
WITHHELD = (NAME, "Heron", HOST)
DESCRIBED = {"identity": "described", "described_as": "a harbour resident", "exactness": "10km"}
IRAN = MemberId("iran")


def words():
    return (
        f"The dredger of wharf {uuid.uuid4().hex[:8]} lay aground on Tuesday, and two tugs were sent to it."
    )


@pytest.fixture
def iraq(viewer_of_web):
    return viewer_of_web("iraq")


@pytest.fixture(autouse=True)
def sources_put_back(iraq):
    """What a test added brings nothing to others and is suggested on no form afterwards."""
    before = {each.id for each in gather.sources(iraq)}
    yield
    for each in gather.sources(iraq):
        if each.id not in before:
            plain = gather.NewSource(each.name, each.kind, each.address, every_seconds=None)
            gather.change_source(iraq, each.id, plain)


@pytest.fixture
def source(iraq):
    def add(protection=None, *, members=(IRAN,), **more):
        protection = protection or Protection(Identity.DESCRIBED, "a harbour resident", Exactness.TEN_KM)
        told = gather.NewSource(
            f"{NAME} {uuid.uuid4().hex[:6]}",
            "form",
            reach=gather.Reach(members),
            protection=protection,
            **more,
        )
        return gather.add_source(iraq, told)

    return add


def bring(source, *texts, outlet=NAME, name=f"{NAME}.jsonl", host=HOST):
    """As a connector does: by the member's worker, and it waits for nobody."""
    lines = [
        {"title": "Aground", "text": text, "outlet": outlet, "url": f"https://{host}/{uuid.uuid4().hex}"}
        for text in texts
    ]
    data = "".join(f"{json.dumps(line)}\n" for line in lines).encode()
    raw = gather.Raw(name, data, "application/x-ndjson", url=f"https://{host}/all", outlet=outlet)
    arrival = gather.Arrival(raw, "feed", source=source, key=uuid.uuid4().hex)
    item = gather.receive(store.service_viewer(MemberId("iraq")), arrival)
    run_until_idle()
    return item


def reports_with(member, text):
    with store.acting_as(store.service_viewer(MemberId(member))) as tx:
        rows = tx.rows("SELECT report FROM diwan.report WHERE text = %s ORDER BY filed_at, report", [text])
    return [row["report"] for row in rows]


def post(program, path, body, method="POST"):
    return program.generic(method, f"/api/v1{path}", json.dumps(body), "application/json")


# --- what a source brings by itself ------------------------------------------------------------------------------


def test_what_is_withheld_stands_nowhere_in_what_a_reader_can_fetch(source, client_of, program_of, iraq):
    text = words()
    item = bring(source(), text)
    (whole,) = gather.own_item(iraq, item).reports
    (shown,) = reports_with("iran", text)
    assert readers_now(iraq, whole).members == {"iraq"}
    assert readers_now(iraq, shown).members == {"iraq", "iran"}
    found = all_that(client_of("iran"), program_of("iran"), "iran", shown)
    assert "a harbour resident" in found
    assert text in found
    assert [secret for secret in WITHHELD if secret in found] == []
    for hidden in (f"/reports/{whole}", f"/items/{item}/evidence", f"/records/{item}"):
        assert client_of("iran").get(hidden).status_code == 404
    assert reports_with("syria", text) == []
    page = client_of("iraq").get(f"/reports/{whole}").content.decode()
    assert NAME in page


def test_each_report_of_a_file_is_shown_by_itself_and_one_that_would_tell_is_not(source, iraq, client_of):
    good, telling, other = words(), f"{NAME} say that {words()}", words()
    item = bring(source(), good, telling, other)
    assert len(gather.own_item(iraq, item).reports) == 3
    assert [len(reports_with("iran", text)) for text in (good, telling, other)] == [1, 0, 1]
    assert [len(reports_with("iraq", text)) for text in (good, telling, other)] == [2, 1, 2]
    row = gather.own_item(iraq, item)
    assert row.failure.reason == "process.still_named"
    assert NAME in row.failure.detail
    page = html.unescape(client_of("iraq").get("/set-aside").content.decode())
    assert "the text still says who the source is, or where" in page


def test_the_name_of_the_source_itself_and_coordinates_are_looked_for_too(source, iraq):
    own = source(members=(IRAN,))
    name = gather.source_view(iraq, own).status.name
    telling, exact = f"{name} told: {words()}", f"{words()} It lay at 30.53417, 47.82961."
    bring(own, telling, exact, outlet="")
    assert [len(reports_with("iran", text)) for text in (telling, exact)] == [0, 0]


def test_read_again_nothing_is_filed_twice(source, iraq):
    text = words()
    item = bring(source(), text)
    wiring.jobs()["unpack_item"](record=str(item), member="iraq")
    run_until_idle()
    assert (len(reports_with("iraq", text)), len(reports_with("iran", text))) == (2, 1)


def test_what_its_record_says_counts_when_the_source_is_changed_before_it_is_read(source, iraq):
    own, text = source(), words()
    raw = gather.Raw("note.txt", text.encode(), "text/plain", outlet=NAME)
    arrival = gather.Arrival(raw, "folder", source=own, key="1")
    gather.receive(store.service_viewer(MemberId("iraq")), arrival)
    plain = gather.source_view(iraq, own).status
    gather.change_source(
        iraq, own, gather.NewSource(plain.name, "form", reach=gather.Reach(whole_centre=True))
    )
    run_until_idle()
    (shown,) = reports_with("iran", text)
    assert readers_now(iraq, shown).members == {"iraq", "iran"}
    assert reports_with("syria", text) == []


def test_for_the_own_member_alone_nothing_is_made_twice(source, iraq):
    text = words()
    bring(source(members=()), text)
    assert len(reports_with("iraq", text)) == 1


def test_a_source_that_is_not_protected_brings_it_as_it_came(source, iraq):
    text = words()
    item = bring(source(Protection()), text, outlet="Open wharf desk", name="open.jsonl", host="open.example")
    (report,) = gather.own_item(iraq, item).reports
    assert reports_with("iran", text) == [report]


def test_a_rebuild_gives_the_same_tables(source, web):
    bring(source(), words())
    with psycopg.connect(web.admin, autocommit=True) as admin:

        def tables():
            return [
                admin.execute(f"SELECT t::text FROM diwan.{name} t ORDER BY 1").fetchall()
                for name in ("source", "item", "report", "tearline")
            ]

        before = tables()
        wiring.rebuild()
        assert tables() == before
    run_until_idle()


# --- the form and programs ---------------------------------------------------------------------------------------

FORM = {
    "kind": "folder",
    "name": "Wharf folder",
    "address": "wharf",
    "reliability": "C",
    "every": "",
    "audience": "members",
    "members": ["iran"],
    "tlp": "TLP:AMBER",
}


def test_an_officer_chooses_it_in_the_form_and_sees_it_on_the_page(client_of, iraq):
    browser = client_of("iraq")
    answer = browser.post("/sources/add", FORM | DESCRIBED)
    assert answer.status_code == 302, answer.content.decode()
    address = answer.headers["Location"]
    assert "a harbour resident" in browser.get(address).content.decode()
    form = browser.get(f"{address}/edit").content.decode()
    assert re.search(r'name="identity" value="described" checked', form)
    assert re.search(r'name="exactness" value="10km" checked', form)
    own = uuid.UUID(address.rpartition("/")[2])
    assert gather.source_view(iraq, own).status.protection == Protection(
        Identity.DESCRIBED, "a harbour resident", Exactness.TEN_KM
    )
    gather.pause_source(iraq, own)  # whatever else is changed, this stays
    assert gather.source_view(iraq, own).status.protection.withholds
    assert client_of("iran").get(address).status_code == 404
    assert client_of("iran").post(f"{address}/edit", FORM).status_code == 404


@pytest.mark.parametrize("described_as", ["", " ", "x" * 201])
def test_a_source_that_is_to_be_described_and_is_not_is_not_kept(client_of, program_of, described_as):
    wrong = DESCRIBED | {"described_as": described_as}
    browser = client_of("iraq")
    before = browser.get("/sources").content.decode().count('href="/sources/')
    assert browser.post("/sources/add", FORM | wrong).status_code == 422
    told = {"kind": "form", "name": "Wharf", "protection": wrong}
    assert post(program_of("iraq"), "/sources", told).status_code == 422
    assert browser.get("/sources").content.decode().count('href="/sources/') == before


def test_what_a_form_cannot_mean_withholds_more(client_of, iraq):
    answer = client_of("iraq").post("/sources/add", FORM | {"identity": "half", "exactness": "mile"})
    own = uuid.UUID(answer.headers["Location"].rpartition("/")[2])
    assert gather.source_view(iraq, own).status.protection == Protection(Identity.NONE, "", Exactness.REGION)


def test_the_filing_form_begins_as_the_source_has_it(source, client_of):
    own, browser = source(), client_of("iraq")
    for address in (f"/file?as={own}", f"/file/files?as={own}", f"/file/choice?as={own}"):
        page = browser.get(address).content.decode()
        assert re.search(r'name="identity" value="described" checked', page), address
        assert 'value="a harbour resident"' in page
        assert re.search(r'name="members" value="iran" checked', page)
    assert page.count('hx-swap-oob="true"') == 2
    for address in (f"/file?as={own}", f"/file/choice?as={own}"):
        assert client_of("iran").get(address).status_code == 404


def test_programs_set_it_and_what_they_file_through_it_is_protected(program_of):
    iraq, iran = program_of("iraq"), program_of("iran")
    told = {
        "kind": "form",
        "name": f"{NAME} wire",
        "audience": {"members": ["iran"]},
        "protection": DESCRIBED,
    }
    made = post(iraq, "/sources", told).json()
    assert made["protection"] == DESCRIBED
    own = made["id"]
    assert iran.get(f"/api/v1/sources/{own}").status_code == 404
    assert post(iran, f"/sources/{own}", {"protection": {"identity": "full"}}, "PATCH").status_code == 404
    secret = f"Quay desk {uuid.uuid4().hex[:8]}"
    text, report = words(), {"source": own, "outlet": secret}
    assert post(iraq, "/reports", report | {"text": text}).status_code == 202
    run_until_idle()
    (shown,) = reports_with("iran", text)
    answer = iran.get(f"/api/v1/reports/{shown}").content.decode()
    assert "a harbour resident" in answer
    assert secret not in answer
    telling = post(iraq, "/reports", report | {"text": f"{secret} said: {words()}"})
    assert telling.status_code == 422
    plain = words()  # an officer may show more than the source does, and says so
    report |= {"outlet": "Open wharf desk"}
    assert (
        post(iraq, "/reports", report | {"text": plain, "protection": {"identity": "full"}}).status_code
        == 202
    )
    run_until_idle()
    assert "Open wharf desk" in iran.get(f"/api/v1/reports/{reports_with('iran', plain)[0]}").content.decode()
    renamed = post(iraq, f"/sources/{own}", {"name": "Wharf wire"}, "PATCH").json()
    assert renamed["protection"] == DESCRIBED


def test_an_upload_through_a_protected_source_is_protected(program_of, source):
    own, text = source(), words()
    secret = f"Quay desk {uuid.uuid4().hex[:8]}"
    file = SimpleUploadedFile(f"{secret}.txt", text.encode())
    assert program_of("iraq").post("/api/v1/uploads", {"source": str(own), "file": file}).status_code == 202
    run_until_idle()
    (shown,) = reports_with("iran", text)
    assert secret not in program_of("iran").get(f"/api/v1/reports/{shown}").content.decode()
    assert len(reports_with("iraq", text)) == 2


def test_by_hand_nothing_passes_the_protection_by(source, iraq, viewer_of_web):
    raw = gather.Raw("note.txt", words().encode(), "text/plain", outlet=NAME)
    with pytest.raises(BadInput):
        gather.receive(iraq, gather.Arrival(raw, "form", source=source()), held=True)
    with pytest.raises(NotVisible):
        gather.default_of(viewer_of_web("iran"), source())
