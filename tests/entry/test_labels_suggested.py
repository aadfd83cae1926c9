"""The label to begin with comes from what the own member's sources have, and is said in a sentence."""

import re

import pytest

from diwan import charter, gather, store
from diwan.core.ids import MemberId, RoomId
from diwan.core.labels import Reliability, Tlp
from diwan.entry.worker import run_until_idle

SENTENCES = {
    "en": "may read this; nobody may pass it on.",
    "ar": "ولا يجوز لأحد تمريره",
    "fa": "هیچ‌کس نباید آن را به دیگری بسپارد",
    "ru": "передавать дальше нельзя никому",
}


@pytest.fixture
def source(viewer_of_web):
    """One of Iraq's, whose default is Iran, not to be passed on."""
    reach = gather.Reach(members=(MemberId("iran"),), tlp=Tlp.RED)
    described = gather.NewSource("Quay office by hand", "form", reliability=Reliability.C, reach=reach)
    return gather.add_source(viewer_of_web("iraq"), described)


def checked(page):
    """Which choices of the page's form are set."""
    return set(re.findall(r'name="(?:audience|members|tlp)" value="([^"]+)" checked', page))


@pytest.mark.parametrize("language", SENTENCES)
def test_the_label_of_a_source_is_offered_in_a_sentence(client_of, source, language):
    page = client_of("iraq", language=language).get("/file").content.decode()
    assert SENTENCES[language] in page
    assert 'name="as"' in page
    assert "Quay office by hand" in page
    client_of("iraq")


def test_nothing_is_chosen_until_somebody_clicks(client_of, source):
    assert checked(client_of("iraq").get("/file").content.decode()) == {"own", "TLP:AMBER"}


def test_with_a_script_one_click_brings_the_chooser_set_to_it(client_of, source):
    part = client_of("iraq").get(f"/file/choice?as={source}", headers={"HX-Request": "true"}).content.decode()
    assert checked(part) == {"members", "iran", "TLP:RED"}


def test_without_a_script_the_words_stay_and_the_label_is_set(client_of, source):
    given = {"title": "Half written", "text": "The quay at Basra was", "audience": "own", "as": str(source)}
    answer = client_of("iraq").post("/file", given)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "The quay at Basra was" in page
    assert checked(page) == {"members", "iran", "TLP:RED"}
    assert "Half written" not in client_of("iraq").get("/reports").content.decode()
    files = client_of("iraq").get(f"/file/files?as={source}").content.decode()
    assert checked(files) == {"members", "iran", "TLP:RED"}


def test_a_new_source_may_begin_with_the_label_of_another(client_of, source):
    given = {"kind": "feed", "name": "Kept as written", "address": "", "reliability": "B", "every": "900"}
    page = client_of("iraq").post("/sources/add", given | {"as": str(source)}).content.decode()
    assert checked(page) == {"members", "iran", "TLP:RED"}
    assert "Kept as written" in page
    assert "Kept as written" not in client_of("iraq").get("/sources").content.decode()


def test_what_was_chosen_by_a_click_is_what_is_filed(client_of, source):
    browser = client_of("iraq")
    words = {"title": "Quay of Basra counted", "text": "Nine cranes stand on the quay of Basra."}
    browser.post("/file", words | {"audience": "members", "members": "iran", "tlp": "TLP:RED"})
    run_until_idle()
    assert "Quay of Basra counted" in client_of("iran").get("/reports").content.decode()
    assert "Quay of Basra counted" not in client_of("russia").get("/reports").content.decode()


@pytest.mark.parametrize("given", ["nothing", "", "00000000-0000-4000-8000-000000000000"])
def test_anothers_source_and_none_at_all_answer_alike(client_of, source, given):
    stranger = client_of("iran")
    theirs, absent = (stranger.get(f"/file/choice?as={each}") for each in (source, given or source))
    assert theirs.status_code == absent.status_code == 404
    for address in ("/file", "/sources/add"):
        assert stranger.post(address, {"as": str(source)}).status_code == 404
    assert "Quay office by hand" not in stranger.get("/file").content.decode()


def test_to_an_officer_who_may_not_release_nothing_wider_is_offered(client_of, source, web):
    from diwan.core.viewer import Viewer
    from diwan.entry.web import accounts

    names = dict.fromkeys(("ar", "fa", "ru", "en"), "Files only")
    with store.acting_as(store.service_viewer(MemberId("iraq")), write=True) as tx:
        officer = charter.appoint_officer(tx, names, language="en", roles=("analyst",), sign_in="zz-files")
    analyst = Viewer(MemberId("iraq"), officer, accounts.mint_token(officer))
    assert [each for each in gather.suggestions(analyst) if not each.label.is_author_alone] == []


def test_a_source_for_a_room_is_offered_by_who_sits_in_it(viewer_of_web):
    reach = gather.Reach(rooms=(RoomId("damascus"),))
    gather.add_source(viewer_of_web("syria"), gather.NewSource("Damascus desk", "form", reach=reach))
    offered = next(s for s in gather.suggestions(viewer_of_web("syria")) if "Damascus desk" in s.names)
    assert {each.id for each in offered.label.readers} == {"syria", "russia", "iran"}
