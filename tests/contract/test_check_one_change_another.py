"""Check the object you change: whoever may read one thing of another member's, or owns one, changes no other through it.

Every changing route of the API and every form of the pages is tried as an officer of Syria, with each id in path, body and
form replaced in turn by one of Iraq's: things that Syria reads, and things that are hidden from it. Not one row of Iraq's is
another afterwards. And whoever may only read changes nothing of the own member's.
"""

import datetime as dt
import re
import uuid

import psycopg
import pytest

from api_walk import SESSION_ALONE, routes
from diwan import charter, gather, store
from diwan.analyse.judge import judge_value
from diwan.analyse.judgements import ValueKind, Verdict
from diwan.analyse.keep_own_places import NewPlace, PlaceKind, add_place
from diwan.charter import change_charter as charter_change
from diwan.charter.agreement_words import AgreementText, NoticeRules
from diwan.charter.agreements import propose_agreement
from diwan.charter.words import Party
from diwan.coordinate.activity_words import ActivityKind, Announcement
from diwan.coordinate.announce import announce
from diwan.coordinate.incident_words import Account, IncidentKind
from diwan.coordinate.incidents import report_incident
from diwan.coordinate.notify import Telling, send_notice
from diwan.coordinate.recommendations import Readers, Wording, recommend
from diwan.coordinate.space import Reference, Volume, band, circle, window
from diwan.coordinate.tasks import Wording as Asked
from diwan.coordinate.tasks import open_task
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from diwan.entry.worker import run_until_idle
from diwan.process.ask_originator import Wish, ask_originator
from diwan.share.products.draft import Draft
from diwan.share.products.publish import publish
from form_walk import UUID, crossed, forms_on
from signed_in import UNTOUCHED, copy_of

NAMES = dict.fromkeys(("ar", "fa", "ru", "en"), "Officer of the tests")
THEIRS, OURS, THIRD = MemberId("iraq"), MemberId("syria"), MemberId("iran")


@pytest.fixture(scope="module")
def web_database(web_database, database_server):
    """Its own: what is sent here in every form is seen by no other test."""
    return copy_of(database_server, UNTOUCHED, "diwan_crossed")


def things_of(viewer, other, *readers):
    """Something of each kind: for the author alone, or for these readers as well."""
    words = f"Sluice {uuid.uuid4().hex[:8]} was closed in Basra on Sunday, the lock keeper said."
    reach = gather.Reach(tuple(readers))
    item = gather.receive(viewer, gather.Arrival(gather.Raw("a.txt", words.encode()), "upload", reach))
    aside = gather.receive(viewer, gather.Arrival(gather.Raw("empty.txt", b""), "upload"))
    source = gather.add_source(viewer, gather.NewSource("Sluice desk", "upload"))
    later = gather.Reach((THIRD,), release_at=springs.now() + dt.timedelta(days=9))
    waits = gather.receive(
        viewer, gather.Arrival(gather.Raw("b.txt", words[::-1].encode()), "form", later), held=True
    )
    run_until_idle()
    report = gather.own_item(viewer, item).reports[0]
    to = tuple(readers) or (THIRD,)
    day = springs.now() + dt.timedelta(days=9)
    with store.acting_as(viewer) as tx:
        release = tx.value("SELECT record FROM diwan.held_release WHERE item = %s", [waits])
        place = tx.one("SELECT reading FROM diwan.annotation WHERE report = %s", [report])["reading"][
            "places"
        ][0]
    span = (place["start"], place["end"])
    said = judge_value(
        viewer, report, kind=ValueKind.PLACE, span=span, verdict=Verdict.REJECTED, to_readers=bool(readers)
    )
    pact = AgreementText(
        dict.fromkeys(NAMES, "Weir watch"), "Water", tuple(sorted({viewer.member, *to})), (), day,
        text="At once.", notice=NoticeRules(24, "How much", "The desk"),
    )  # fmt: skip
    announced = announce(viewer, works(day), details=reach, envelope=None)
    asked = recommend(viewer, Wording("Weir", "Close the weir.", day), to[:1], Readers(to[1:]))
    return {
        "place_id": add_place(viewer, NewPlace({"en": words[:20]}, 31.4, 46.2, PlaceKind.DAM, "IQ", members=tuple(readers))),
        "item_id": aside, "report_id": report, "record_id": report, "source_id": source, "release_id": release,
        "judgement_id": said, "brief_id": publish(viewer, Draft(parts=((report,),), title="Weir")).id,
        "agreement_id": propose_agreement(viewer, pact, for_the_centre=False), "recommendation_id": asked,
        "incident_id": report_incident(viewer, "Weir", Account(IncidentKind.DAMAGE, springs.now(), "Weir", words), to[:1], reach),
        "activity_id": announced, "notice_id": send_notice(viewer, announced, Telling(to)),
        "task_id": open_task(viewer, Asked("Weir", "Read it.", day), to[:1], to[1:]),
        "request_id": _asked_for(other, report) if readers else report,
    }  # fmt: skip


def works(day):
    """At a place where nothing else is planned."""
    area = circle((-30 - uuid.uuid4().int % 40_000 / 1000, uuid.uuid4().int % 170_000 / 1000), 200)
    volume = Volume(area, band(0, 50, Reference.SEA), window(day, day + dt.timedelta(hours=1)))
    return Announcement(ActivityKind.WORKS, "Mending the weir", (volume,), "the lock keeper")


def _asked_for(viewer, report):
    return ask_originator(viewer, report, Wish(frozenset({MemberId("russia")})))


@pytest.fixture
def things(viewer_of_web):
    iraq, syria, iran = (viewer_of_web(member) for member in (THEIRS, OURS, THIRD))
    return {
        "own": things_of(syria, iran, THIRD),
        "read": things_of(iraq, iran, THIRD, OURS),  # the request is Iran's, to Iraq
        "hidden": things_of(iraq, iran, THIRD),
    }


def bodies(body, value):
    """The example, and it with one id after another replaced; a list of them by one of it."""
    if not isinstance(body, dict):
        return [body]
    changed = [
        body | {name: value if isinstance(was, str) else [value] if isinstance(was[0], str) else [[value]]}
        for name, was in body.items()
        if _holds_an_id(was)
    ]
    return changed or [body]


def _holds_an_id(was):
    while isinstance(was, list) and was:
        was = was[0]
    return isinstance(was, str) and bool(UUID.match(was))


def test_no_route_changes_through_one_thing_another_members(program_of, things, rows_of):
    program, before, asked, taken = program_of(OURS), rows_of(THEIRS), 0, set()
    for route in routes():
        if not route.is_changing or SESSION_ALONE in route.path:
            continue
        for path in things.values():
            for theirs in ("read", "hidden"):
                for value in sorted({str(one) for one in things[theirs].values()}):
                    for body in bodies(_dated(route.body), value):
                        answer = route.ask(program, path, body)
                        asked += 1
                        taken |= {route.name} if answer.status_code < 300 else set()
                        assert answer.status_code < 500, (route.name, body, answer.content)
                    if bodies(route.body, "x") == [route.body]:
                        break  # no id in it
        after = rows_of(THEIRS)
        assert after == before, (route.name, {table for table in before if before[table] != after[table]})
    assert asked > 100
    assert len(taken) > 12, sorted(taken)


def _dated(body):
    """Deadlines and dates of release lie ahead, else the route refuses them first."""
    ahead = (springs.now() + dt.timedelta(days=3)).isoformat()
    names = {"answer_by", "due_at", "release_at"}
    return body | {name: ahead for name in body if name in names} if isinstance(body, dict) else body


PAGES = {
    "report_id": ("/reports/{}", "/reports/{}/readers", "/reports/{}/correct", "/reports/{}/shorten", "/reports/{}/ask"),
    "recommendation_id": ("/recommendations/{}", "/recommendations/{}/amend"),
    "task_id": ("/tasks/{}",),
    "brief_id": ("/briefs/{}",),
    "agreement_id": ("/agreements/{}",),
    "source_id": ("/sources/{}", "/sources/{}/edit"),
    "activity_id": ("/activities/{}", "/activities/{}/change"),
    "": ("/requests", "/review", "/held", "/places", "/set-aside", "/due", "/officers", "/file", "/tasks/new", "/recommendations/new",
         "/briefs/draft", "/activities/new", "/centre", "/centre/charter", "/centre/charter/amend", "/centre/agreements/new"),
}  # fmt: skip


def forms_of(browser, things):
    """Of every page about what it owns or reads."""
    return forms_on(
        browser,
        [
            address.format(things[thing].get(kind, ""))
            for kind, addresses in PAGES.items() for thing in ("own", "read") for address in addresses
        ],
    )  # fmt: skip


@pytest.fixture
def proposed(viewer_of_web):
    """A change of the charter that Iraq has proposed, and one that Syria has."""
    told = {}
    for member in (THEIRS, OURS):
        with store.acting_as(viewer_of_web(member), write=True) as tx:
            party = Party(MemberId(f"weir-{member}"), "observer", NAMES)
            charter_change.admit(tx, party, reason="It reads the gauges.")
            told[member] = charter_change.versions(tx)[0].sha256
    return told


def test_no_form_changes_through_one_thing_another_members(client_of, things, proposed, rows_of):
    browser, before, sent = client_of(OURS), rows_of(THEIRS), set()
    instead = {
        str(own): {str(things[about][kind]) for about in ("read", "hidden")}
        for kind, own in things["own"].items()
    }
    instead |= {OURS: {THEIRS}, "maps": {"duty-desk"}, proposed[OURS]: {proposed[THEIRS]}}
    for action, fields in forms_of(browser, things):
        for address, said in crossed(action, fields, instead) or [(action, fields)]:
            answer = browser.post(address, said)
            assert answer.status_code < 500, (address, said)
        sent.add(re.sub(r"[0-9a-f-]{36}", "…", action))
        after = rows_of(THEIRS)
        assert after == before, (action, {table for table in before if before[table] != after[table]})
    assert len(sent) > 25, sorted(sent)
    assert sent >= {
        *("/activities/new", "/activities/…/change", "/activities/…/state", "/activities/…/envelope"),
        *(
            "/centre/charter/propose",
            "/centre/charter/amend",
            "/centre/charter/sign",
            "/centre/functions/fill",
        ),
    }


def test_whoever_may_only_read_changes_nothing_of_the_own_members(
    program_of, things, rows_of, web, viewer_of_web
):
    with store.acting_as(viewer_of_web(THEIRS), write=True) as tx:
        reader = charter.appoint_officer(
            tx, NAMES, language="en", roles=("reader",), sign_in=f"zz-{uuid.uuid4().hex[:8]}"
        )
    with psycopg.connect(web.door) as door:
        issue = "SELECT diwan.issue_api_token(%s, 'a test', true, '1 hour')"
        token = door.execute(issue, [reader]).fetchone()[0]
    program = program_of(THEIRS)
    program.defaults["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    before, refused = rows_of(THEIRS), set()
    for route in routes():
        if not route.is_changing or SESSION_ALONE in route.path:
            continue
        for about in ("read", "hidden"):
            ids = things[about]
            for body in bodies(_dated(route.body), str(ids["report_id"])):
                answer = route.ask(program, ids, body)
                assert answer.status_code < 500, route.name
                refused |= {route.name} if answer.status_code in (403, 404, 409, 422) else set()
        after = rows_of(THEIRS)
        assert after == before, (route.name, {table for table in before if before[table] != after[table]})
    assert len(refused) > 20
