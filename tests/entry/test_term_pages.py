"""Terms, handovers, meetings and functions on their pages, at the hour that a test sets."""

import re

import pytest

from diwan import store


@pytest.fixture
def web(database):
    """A database a test: what is signed here would change the centre of every other test of pages."""
    import django
    from django.db import connections

    django.setup()
    from diwan.entry.web import accounts

    connections.close_all()
    accounts.prepare(demonstration=True)
    yield database
    connections.close_all()


@pytest.fixture
def at(clock, web):
    """For Python, for pools of ours and for Django's connections."""

    def set_to(moment):
        from django.db import connections

        connections.close_all()
        told = clock(moment)
        store.use(web)
        return told

    return set_to


MEETING = {
    "title": "State of the dams",
    "starts_at": "2016-01-10T10:00",
    "place": "Hall two",
    "agenda": "Levels\r\nReleases",
}


def meetings_of(browser):
    return browser.get("/centre/meetings").content.decode()


def test_the_one_who_directs_convenes_and_the_other_from_midnight_on(at, client_of):
    at("2015-12-25T20:59:00Z")
    assert client_of("iraq").post("/centre/meetings/convene", MEETING).status_code == 302
    iran = client_of("iran")
    page = meetings_of(iran)
    assert "State of the dams" in page
    assert "/centre/meetings/convene" not in page
    assert iran.post("/centre/meetings/convene", MEETING).status_code == 403
    order, off = re.findall(
        r'action="(/centre/meetings/[^"]+/(?:order|call-off))"', meetings_of(client_of("iraq"))
    )
    assert iran.post(order, {"agenda": "Mine"}).status_code == 403
    at("2015-12-25T21:00:00Z")
    iraq, iran = client_of("iraq"), client_of("iran")
    assert "/centre/meetings/convene" not in meetings_of(iraq)
    assert iraq.post(order, {"agenda": "Mine"}).status_code == 403
    assert iraq.post(off, {}).status_code == 403
    assert iran.post(order, {"agenda": "Levels\nHandover"}).status_code == 302
    assert "Handover" in meetings_of(iraq)
    assert iran.post(off, {"reason": "snow"}).status_code == 302
    assert "called off" in meetings_of(iraq)
    # the frame says who directs as well
    assert re.search(r"Iran", iraq.get("/centre/terms").content.decode())


@pytest.mark.parametrize(
    "change", [{"title": ""}, {"starts_at": "soon"}, {"starts_at": "2001-01-01T10:00"}, {"room": "attic"}]
)
def test_a_meeting_that_cannot_be_is_refused_with_the_words_kept(at, client_of, change):
    at("2015-12-01T08:00:00Z")
    answer = client_of("iraq").post("/centre/meetings/convene", MEETING | change)
    assert answer.status_code == 422
    assert "Hall two" in answer.content.decode()


def test_a_handover_is_written_signed_and_told(at, client_of):
    at("2015-12-20T08:00:00Z")
    syria = client_of("syria")
    page = syria.get("/centre/terms").content.decode()
    [address] = set(re.findall(r'href="(/centre/handovers/[0-9TZ]+)"', page))
    assert "to be signed" in page
    page = syria.get(address).content.decode()
    assert f"{address}/write" not in page  # neither side's officer
    assert syria.post(f"{address}/write", {"note": "x"}).status_code == 403
    iraq = client_of("iraq")
    assert iraq.post(f"{address}/write", {"done": ["0", "x"], "note": "The pump is loud."}).status_code == 302
    page = client_of("iran").get(address).content.decode()
    assert "The pump is loud." in page
    assert "you sign as a stand-in" in page
    sha = re.search(r'name="sha256" value="([0-9a-f]{64})"', page)[1]
    assert client_of("iran").post(f"{address}/sign", {"sha256": "0" * 64}).status_code == 409
    assert client_of("iran").post(f"{address}/sign", {"sha256": sha}).status_code == 302
    assert "signed by both sides" in syria.get(address).content.decode()
    assert iraq.post(f"{address}/write", {"note": "again"}).status_code == 409
    for ask in (
        syria.get,
        lambda where: syria.post(f"{where}/sign"),
        lambda where: syria.post(f"{where}/write"),
    ):
        assert ask("/centre/handovers/20151224T210000Z").status_code in (403, 404)


def test_nobody_signs_and_the_term_passes_all_the_same(at, client_of):
    at("2015-12-25T21:00:00Z")
    page = client_of("russia").get("/centre/terms").content.decode()
    assert "the term passed unsigned" in page
    assert "no officer is named" in page


def test_a_member_names_its_director_and_who_fills_its_functions(at, client_of):
    at("2015-12-20T08:00:00Z")
    iraq, syria = client_of("iraq"), client_of("syria")
    page = iraq.get("/centre/terms").content.decode()
    starts = re.findall(r'name="starts" value="([^"]+)"', page)[0]
    told = {"starts": starts, "name": "Head of the desk"}
    assert iraq.post("/centre/terms/director", told).status_code == 302
    assert "Head of the desk" in syria.get("/centre/terms").content.decode()
    assert syria.post("/centre/terms/director", told).status_code == 422
    for wrong in ("soon", "2015-12-26"):
        assert iraq.post("/centre/terms/director", told | {"starts": wrong}).status_code == 422
    filled = {"function": "duty-desk", "holder": "Chief of the watch", "deputy": "Second of the watch"}
    assert "the member has named nobody" in syria.get("/centre").content.decode()
    assert iraq.post("/centre/functions/fill", filled).status_code == 302
    page = syria.get("/centre").content.decode()
    assert "Chief of the watch" in page
    assert "vacant: the charter names no member" in page
    assert syria.post("/centre/functions/fill", filled).status_code == 403
    assert syria.post("/centre/functions/fill", filled | {"function": "attic"}).status_code == 404
    assert iraq.post("/centre/functions/fill", filled | {"holder": "x" * 201}).status_code == 422


def test_a_member_that_left_mid_term_and_a_swap_are_told(at, client_of, as_member):
    at("2015-11-01T08:00:00Z")
    client_of("russia").post(
        "/centre/charter/propose", {"matter": "swap", "first": "2 russia", "second": "3 syria"}
    )
    sign_all(client_of, ("syria",))
    client_of("iraq").post("/centre/charter/propose", {"matter": "withdrawal", "member": "iraq"})
    sign_all(client_of, ("iran", "russia", "syria"))
    at("2015-11-02T08:00:00Z")
    page = client_of("syria").get("/centre/terms").content.decode()
    assert "the rest of a term" in page
    assert "Swapped by consent" in page
    [address] = [
        each for each in set(re.findall(r'href="(/centre/handovers/[0-9TZ]+)"', page)) if "20151101" in each
    ]
    assert "left the centre or is suspended" in client_of("iran").get(address).content.decode()


def sign_all(client_of, members):
    for member in members:
        browser = client_of(member)
        sha = re.search(
            r'name="sha256" value="([0-9a-f]{64})"', browser.get("/centre/charter").content.decode()
        )[1]
        assert browser.post("/centre/charter/sign", {"sha256": sha}).status_code == 302
