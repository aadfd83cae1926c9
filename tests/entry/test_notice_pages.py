"""Pages of notices: sent from an activity, answered by one click, late or suspended in words; and what nobody else is shown."""

import datetime as dt
import html
import re
import uuid

import pytest

from diwan import charter, store
from diwan.charter.agreement_words import AgreementText, NoticeRules, Step
from diwan.charter.agreements import propose_agreement, sign_agreement, take_step
from diwan.core.clock import springs
from diwan.core.ids import MemberId

ABSENT = "00000000-0000-4000-8000-000000000000"
OUTSIDE = "united-states"


def announced(browser, *, hours=120):
    """Far from what other tests plan; its name is told nowhere else."""
    begins = dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)
    latitude, longitude = -40 - uuid.uuid4().int % 40000 / 1000, uuid.uuid4().int % 170000 / 1000
    form = {
        "kind": "works", "name": f"Weir {uuid.uuid4().hex[:8]}", "contact": "the engineer", "shape": "circle",
        "size": "300", "points": f"{latitude} {longitude}", "lower": "0", "upper": "50", "reference": "amsl",
        "start": f"{begins:%Y-%m-%dT%H}:00", "end": f"{begins + dt.timedelta(hours=1):%Y-%m-%dT%H}:00",
        "zone": "UTC", "details_to": "own", "envelope": "usual", "opened": str(uuid.uuid4()), "as_written": "yes",
    }  # fmt: skip
    answer = browser.post("/activities/new", form)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"], form["name"]


def sent(browser, address, **more):
    answer = browser.post(f"{address}/notice", {"to": ["iran"], "text": "Mind the mast."} | more)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def text_of(answer):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", answer.content.decode())))


@pytest.fixture
def pact(web):
    """Between Iraq and Iran, naming the outside party: a day before."""
    iraq, iran = (store.service_viewer(MemberId(each)) for each in ("iraq", "iran"))
    name = f"Weir pact {uuid.uuid4().hex[:8]}"
    text = AgreementText(
        dict.fromkeys(("ar", "en", "fa", "ru"), name),
        "Each tells the other",
        (iran.member, iraq.member),
        (MemberId(OUTSIDE),),
        springs.now() - dt.timedelta(days=2),
        text="A day before.",
        notice=NoticeRules(24, "Times and heights", "The line"),
    )
    made = propose_agreement(iraq, text, for_the_centre=False)
    sign_agreement(iran, made)
    return made, name


def test_whoever_is_told_finds_it_among_what_is_due_and_gives_a_receipt_by_one_click(client_of):
    iraq, iran, syria = (client_of(each) for each in ("iraq", "iran", "syria"))
    activity, name = announced(iraq)
    notice = sent(iraq, activity)
    inbox = iran.get("/due").content.decode()
    entry = inbox[inbox.index(name) :].partition("</li>")[0]
    assert "A notice waits for your receipt" in entry
    assert f'action="{notice}/receipt"' in entry
    page = text_of(iran.get(notice))
    assert name in page
    assert "Mind the mast." in page
    assert iran.get(activity).status_code == 404  # the notice is all that is told
    answer = iran.post(f"{notice}/receipt", {"step": "received", "back": "due"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/due")
    assert name not in iran.get("/due").content.decode()
    assert iran.post(f"{notice}/receipt", {"step": "received"}).status_code == 302  # pressed twice
    assert text_of(iraq.get(notice)).count("received it") == 1
    assert name not in syria.get("/notices").content.decode()


def test_what_is_hidden_and_what_is_not_there_answer_alike(client_of):
    iraq, syria = client_of("iraq"), client_of("syria")
    activity, _name = announced(iraq)
    notice = sent(iraq, activity)
    for where in (notice, f"/notices/{ABSENT}"):
        assert syria.get(where).status_code == 404
        assert syria.post(f"{where}/receipt", {"step": "read"}).status_code == 404
        assert syria.post(f"{where}/receipt", {}).status_code == 404
        assert (
            syria.post(f"{where}/observe", {"step": "read", "party": OUTSIDE, "way": "x"}).status_code == 404
        )
        assert syria.post(f"{where}/withdraw", {}).status_code == 404
    for where in (activity, f"/activities/{ABSENT}"):
        assert syria.get(f"{where}/notice").status_code == 404
        assert syria.post(f"{where}/notice", {"to": ["iran"]}).status_code == 404


def test_an_objection_needs_words_and_is_told_to_whoever_sent_it(client_of):
    iraq, iran = client_of("iraq"), client_of("iran")
    activity, name = announced(iraq)
    notice = sent(iraq, activity)
    refused = iran.post(f"{notice}/receipt", {"step": "objected", "text": " "})
    assert refused.status_code == 422
    assert "an objection and a comment need them" in text_of(refused)
    assert iran.post(f"{notice}/receipt", {}).status_code == 422
    words = "<b>We build there too.</b>"
    assert iran.post(f"{notice}/receipt", {"step": "objected", "text": words}).status_code == 302
    page = iraq.get(notice).content.decode()
    assert html.escape(words) in page
    assert words not in page
    inbox = iraq.get("/due").content.decode()
    assert "Somebody objects" in inbox[inbox.index(name) :].partition("</li>")[0]
    assert iran.post(f"{notice}/receipt", {"step": "objection_withdrawn"}).status_code == 302
    assert name not in iraq.get("/due").content.decode()


def test_a_late_notice_is_sent_all_the_same_and_says_so(client_of, pact):
    iraq, iran = client_of("iraq"), client_of("iran")
    agreement, title = pact
    activity, _name = announced(iraq, hours=5)
    form = text_of(iraq.get(f"{activity}/notice"))
    assert "the notice is sent all the same and marked late" in form[form.index(title) :]
    notice = sent(iraq, activity, agreement=str(agreement))
    for browser in (iraq, iran):
        assert "▲ late" in text_of(browser.get(notice))
    early, _name = announced(iraq, hours=100)
    assert "✔ in time" in text_of(iran.get(sent(iraq, early, agreement=str(agreement))))


def test_a_suspended_agreement_stops_and_its_page_says_so_until_it_is_resumed(client_of, pact):
    iraq, iran = client_of("iraq"), client_of("iran")
    agreement, title = pact
    told, _name = announced(iraq)
    before = sent(iraq, told, agreement=str(agreement))
    take_step(store.service_viewer(MemberId("iran")), agreement, Step.SUSPENDED)
    activity, _name = announced(iraq)
    form = text_of(iraq.get(f"{activity}/notice"))
    assert "nothing is told under it" in form[form.index(title) :]
    refused = iraq.post(
        f"{activity}/notice", {"to": ["iran"], "agreement": str(agreement), "text": "Kept words"}
    )
    assert refused.status_code == 409
    assert "Kept words" in text_of(refused)
    for browser in (iraq, iran):
        assert "The agreement is suspended by" in text_of(browser.get(before))
    take_step(store.service_viewer(MemberId("iran")), agreement, Step.RESUMED)
    assert "The agreement is suspended by" not in text_of(iran.get(before))
    sent(iraq, activity, agreement=str(agreement))


def test_of_an_outside_party_its_sender_says_what_it_observed(client_of, pact):
    iraq, iran = client_of("iraq"), client_of("iran")
    agreement, _title = pact
    activity, _name = announced(iraq)
    refused = iraq.post(f"{activity}/notice", {"outside": [OUTSIDE]})
    assert refused.status_code == 422
    assert "told only under an agreement that names it" in text_of(refused)
    notice = sent(iraq, activity, agreement=str(agreement), outside=[OUTSIDE])
    observed = {"party": OUTSIDE, "step": "received", "way": "by telephone", "text": "Read back."}
    assert iran.post(f"{notice}/observe", observed).status_code == 403
    assert iraq.post(f"{notice}/observe", observed | {"way": " "}).status_code == 422
    assert iraq.post(f"{notice}/observe", observed | {"party": "iran"}).status_code == 403
    assert iraq.post(f"{notice}/observe", observed).status_code == 302
    page = text_of(iran.get(notice))
    assert "by telephone" in page
    assert "observed of" in page


def test_pressed_twice_it_is_sent_once_and_a_further_one_of_the_same_is_refused(client_of):
    iraq = client_of("iraq")
    activity, name = announced(iraq)
    assert sent(iraq, activity) == sent(iraq, activity)
    again = iraq.post(f"{activity}/notice", {"to": ["iran"], "text": "Once more"})
    assert again.status_code == 422
    assert "Nobody is told twice" in text_of(again)
    assert iraq.get("/notices").content.decode().count(name) == 1


def test_only_its_sender_withdraws_it_and_then_nothing_is_due(client_of):
    iraq, iran = client_of("iraq"), client_of("iran")
    activity, name = announced(iraq)
    notice = sent(iraq, activity)
    assert iran.post(f"{notice}/withdraw", {"reason": "x"}).status_code == 403
    assert iraq.post(f"{notice}/receipt", {"step": "read"}).status_code == 403  # nobody tells itself
    assert iraq.post(f"{notice}/withdraw", {"reason": "The wind"}).status_code == 302
    assert "The wind" in text_of(iran.get(notice))
    assert name not in iran.get("/due").content.decode()
    assert iran.post(f"{notice}/receipt", {"step": "read"}).status_code == 409
    assert iraq.post(f"{notice}/withdraw", {}).status_code == 409
    assert iran.get(f"{notice}?as_of=2019-01-01T00:00").status_code == 404


def test_whoever_reads_the_activity_finds_its_notices_there_and_that_it_was_changed_since(client_of):
    iraq, iran = client_of("iraq"), client_of("iran")
    activity, _name = announced(iraq)
    notice = sent(iraq, activity)
    assert f'href="{notice}"' in iraq.get(activity).content.decode()
    changed = iraq.post(f"{activity}/envelope", {"envelope": "centre"})
    assert changed.status_code == 302
    assert "was changed after this notice" in text_of(iraq.get(notice))
    assert "was changed after this notice" not in text_of(iran.get(notice))  # it reads no activity


def test_an_officer_who_may_not_release_reads_and_is_let_do_nothing(client_of, web):
    viewer = store.service_viewer(MemberId("syria"))
    with store.acting_as(viewer) as tx:
        own = charter.officers(tx)[0]
    iraq = client_of("iraq")
    activity, name = announced(iraq)
    notice = sent(iraq, activity, to=["syria"])
    theirs, _name = announced(client_of("syria", 1))
    charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=("reader",))
    try:
        reader = client_of("syria")
        assert name in reader.get(notice).content.decode()
        assert f'action="{notice}/receipt"' not in reader.get("/due").content.decode()
        assert f'action="{notice}/receipt"' not in reader.get(notice).content.decode()
        assert reader.post(f"{notice}/receipt", {"step": "received"}).status_code == 403
        assert reader.get(f"{theirs}/notice").status_code == 403
        assert reader.post(f"{theirs}/notice", {"to": ["iraq"]}).status_code == 403
    finally:
        charter.change_officer(viewer, own.id, names=own.names, language="ar", roles=tuple(own.roles))


def test_the_sample_has_notices_to_look_at(client_of):
    for member in ("iraq", "iran", "russia", "syria"):
        assert 'href="/notices/' in client_of(member).get("/notices").content.decode()
