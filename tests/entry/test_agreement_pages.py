"""The register's pages: entered, signed, suspended, resumed, ended; and what nobody else is shown."""

import uuid

import pytest

ABSENT = "00000000-0000-4000-8000-000000000000"


def entered(browser, **more):
    """The address of an agreement that this browser's officer has entered."""
    title = f"Ferry {uuid.uuid4().hex[:8]}"
    form = {
        "title_en": title,
        "subject": "Ferries cross after notice",
        "text": "Each side tells the other.\r\nA day before.",
        "begins": "2020-01-01",
        "lead_hours": "24",
        "parties": ["iran"],
        "audience": "parties",
    } | more
    answer = browser.post("/centre/agreements/new", form)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"], title


def test_two_members_conclude_one_and_a_third_finds_nothing(client_of):
    iraq, iran, syria = (client_of(each) for each in ("iraq", "iran", "syria"))
    address, title = entered(iraq)
    assert title in iran.get("/centre/agreements").content.decode()
    page = iran.get(address).content.decode()
    assert f'action="{address}/sign"' in page
    assert iran.post(f"{address}/sign").status_code == 302
    page = iraq.get(address).content.decode()
    assert "in force" in page
    assert f'action="{address}/sign"' not in page
    assert title not in syria.get("/centre/agreements").content.decode()
    for ask in (
        syria.get,
        lambda where: syria.post(f"{where}/sign"),
        lambda where: syria.post(f"{where}/step"),
    ):
        hidden, absent = ask(address), ask(f"/centre/agreements/{ABSENT}")
        assert hidden.status_code == absent.status_code == 404


def test_it_is_suspended_resumed_and_ended_with_its_history_on_the_page(client_of):
    iraq, iran = client_of("iraq"), client_of("iran")
    address, _ = entered(iraq, parties=["iran", "united-states"])
    iran.post(f"{address}/sign")
    assert iran.post(f"{address}/step", {"step": "suspended", "reason": "high water"}).status_code == 302
    page = iraq.get(address).content.decode()
    assert "high water" in page
    assert 'value="resumed"' not in page  # Iran's suspension is not Iraq's to end
    assert iraq.post(f"{address}/step", {"step": "resumed"}).status_code == 409
    assert iraq.post(f"{address}/step", {"step": "suspended united-states"}).status_code == 302
    assert iraq.post(f"{address}/step", {"step": "resumed united-states"}).status_code == 302
    assert iran.post(f"{address}/step", {"step": "resumed"}).status_code == 302
    assert "in force" in iraq.get(address).content.decode()
    assert iraq.post(f"{address}/step", {"step": "ended"}).status_code == 302
    page = iran.get(address).content.decode()
    assert "ended it" in page
    assert f'action="{address}/step"' not in page
    assert iran.post(f"{address}/step", {"step": "burned"}).status_code == 409


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title_en": ""}, "needs a title"),
        ({"parties": []}, "Choose another party"),
        ({"parties": ["atlantis"]}, "no member or outside party"),
        ({"text": "", "reference": ""}, "Give its text"),
        ({"ends": "2019-12-30"}, "Its last day comes before its first"),
        ({"begins": "yesterday"}, "Write a day"),
        ({"begins": "9999-12-31", "ends": "9999-12-31"}, "Write a day"),
        ({"lead_hours": "soon"}, "whole number"),
    ],
)
def test_what_cannot_be_entered_is_told_and_stands_there_to_be_mended(client_of, change, told):
    form = {
        "title_en": "Ferry",
        "subject": "Ferries cross after notice",
        "text": "x",
        "begins": "2020-01-01",
        "parties": ["iran"],
    } | change
    answer = client_of("iraq").post("/centre/agreements/new", form)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert "Ferries cross after notice" in page


def test_an_officer_without_the_right_is_offered_nothing_and_refused(client_of, web):
    from diwan import charter, store
    from diwan.core.ids import MemberId

    with store.acting_as(store.service_viewer(MemberId("syria")), write=True) as tx:
        own = charter.officers(tx)[0]
    viewer = store.service_viewer(MemberId("syria"))
    charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=("analyst",))
    try:
        syria = client_of("syria")
        assert "/centre/agreements/new" not in syria.get("/centre/agreements").content.decode()
        form = {"title_en": "F", "subject": "F", "text": "F", "begins": "2020-01-01", "parties": ["iran"]}
        assert syria.post("/centre/agreements/new", form).status_code == 403
    finally:
        charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=tuple(own.roles))


def test_days_are_days_of_the_centre_and_words_of_a_stranger_are_inert(client_of):
    address, _ = entered(client_of("iraq"), ends="2020-01-31", subject="<script>alert(1)</script> ferries")
    page = client_of("iran").get(address).content.decode()
    assert 'datetime="2020-01-01"' in page
    assert 'datetime="2020-01-31"' in page
    assert 'datetime="2020-02-01"' not in page
    assert "<script>alert" not in page
    past = client_of("iran").get("/centre/agreements?as_of=2019-01-01T00:00").content.decode()
    assert address not in past


def test_the_sample_shows_one_of_each_kind(client_of):
    page = client_of("iraq").get("/centre/agreements").content.decode()
    assert "Memorandum on flight safety" in page
    assert "Passage of relief flights" in page
    assert "waits for signatures" in page
    assert "Passage of relief flights" not in client_of("syria").get("/centre/agreements").content.decode()
