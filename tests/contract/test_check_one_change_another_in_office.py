"""Check the object you change, in the director's term: what the chair may set in order is no way to what others said.

Syria directs, and its term ends in some days. Every form of its pages of terms, handovers and meetings is sent as it
stands, and with each term, handover and meeting in it replaced by Iraq's.
"""

import datetime as dt
import re
import uuid

import psycopg
import pytest

from diwan import charter, store
from diwan.charter.handover import write_handover
from diwan.charter.preside import convene, name_director
from diwan.core.clock import springs
from diwan.core.ids import MemberId, RecordId, RoomId
from diwan.core.viewer import Viewer
from form_walk import crossed, forms_on

NAMES = dict.fromkeys(("ar", "fa", "ru", "en"), "Levee")
THEIRS, OURS = MemberId("iraq"), MemberId("syria")
IN_IRAQS_TERM, IN_SYRIAS_TERM = "2015-10-06T08:00:00Z", "2016-09-20T08:00:00Z"
OUR_TERM, THEIR_TERM = "2016-06-25T21:00:00+00:00", "2016-09-25T21:00:00+00:00"
OUR_HANDOVER, THEIR_HANDOVER = "20160925T210000Z", "20151225T210000Z"


@pytest.fixture
def web(database):
    """A database of its own: what is signed here would change the centre of every other test of pages."""
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
        clock(moment)
        store.use(web)

    return set_to


@pytest.fixture
def acting(web):
    def viewer(member):
        with psycopg.connect(web.door) as door:
            (officer,) = door.execute(
                "SELECT id FROM diwan.officers_for_sign_in() WHERE member = %s ORDER BY sign_in LIMIT 1",
                [member],
            ).fetchone()
            (token,) = door.execute("SELECT diwan.issue_viewer_token(%s, '1 hour')", [officer]).fetchone()
        return Viewer(MemberId(member), officer, token)

    return viewer


@pytest.fixture
def meetings(at, acting):
    """In Syria's term: what Iraq convened in its own, for all and for a room of Iraq and Iran; and Syria's."""
    at(IN_SYRIAS_TERM)
    day = springs.now().replace(day=24)
    at(IN_IRAQS_TERM)
    iraq = acting(THEIRS)
    with store.acting_as(iraq, write=True) as tx:
        charter.open_room(tx, RoomId("levee"), NAMES, places={THEIRS: "lead", MemberId("iran"): "member"})
    told = {
        "read": convene(iraq, "Weirs", day, place="Hall", room="", agenda=("Levels",)),
        "hidden": convene(iraq, "Sluices", day, place="Hall", room="levee", agenda=("Levels",)),
    }
    at(IN_SYRIAS_TERM)
    name_director(acting(THEIRS), dt.datetime.fromisoformat(THEIR_TERM), "Whoever is on duty")
    write_handover(acting(THEIRS), OUR_HANDOVER, done=(0,), note="The pump is loud.")
    return told | {"own": convene(acting(OURS), "Gauges", day, place="Hall", room="damascus", agenda=())}


def test_no_form_of_the_chair_changes_what_another_member_said(meetings, client_of, rows_of):
    browser, before, sent = client_of(OURS), rows_of(THEIRS), set()
    instead = {
        str(meetings["own"]): {str(meetings["read"]), str(meetings["hidden"])},
        OUR_TERM: {THEIR_TERM},
        OUR_HANDOVER: {THEIR_HANDOVER},
        "damascus": {"levee"},
        "maps": {"duty-desk"},
    }
    addresses = ("/centre", "/centre/terms", "/centre/meetings", f"/centre/handovers/{OUR_HANDOVER}")
    for action, fields in forms_on(browser, addresses):
        for address, said in [*crossed(action, fields, instead), (action, fields)]:
            answer = browser.post(address, said)
            assert answer.status_code < 500, (address, said)
        sent.add(re.sub(r"[0-9a-f-]{36}", "…", action))
        after = rows_of(THEIRS)
        assert after == before, (action, {table for table in before if before[table] != after[table]})
    assert sent == {
        *("/centre/functions/fill", "/centre/terms/director", "/centre/meetings/convene"),
        *("/centre/meetings/…/order", "/centre/meetings/…/call-off"),
        *(f"/centre/handovers/{OUR_HANDOVER}/write", f"/centre/handovers/{OUR_HANDOVER}/sign"),
    }


def shown(answer):
    """But for the address that was asked for, which the page repeats."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    return page.replace(answer.request["PATH_INFO"], "")


def test_what_is_hidden_from_the_chair_is_answered_like_what_is_not_there(meetings, client_of):
    browser = client_of(OURS)
    for act, said in (("order", {"agenda": "Mine"}), ("call-off", {"reason": "Mine"})):
        hidden, absent, read = (
            browser.post(f"/centre/meetings/{which}/{act}", said)
            for which in (meetings["hidden"], RecordId(uuid.uuid4()), meetings["read"])
        )
        assert hidden.status_code == absent.status_code == 404
        assert shown(hidden) == shown(absent)
        assert read.status_code == 302
    for room in ("levee", "attic"):
        said = {"title": "Mine", "starts_at": "2016-09-24T10:00", "room": room}
        assert browser.post("/centre/meetings/convene", said).status_code == 422
    assert browser.post(f"/centre/handovers/{THEIR_HANDOVER}/write", {"note": "Mine"}).status_code == 403
