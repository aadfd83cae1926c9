"""Nobody, the wrong member, a token that may only read: every route that the document tells, a new one by itself."""

import datetime as dt
import re
import uuid

import psycopg
import pytest

from api_walk import SESSION_ALONE, routes, told
from diwan import gather, store
from diwan.analyse.keep_own_places import NewPlace, PlaceKind, add_place
from diwan.charter.agreement_words import AgreementText
from diwan.charter.agreements import propose_agreement
from diwan.coordinate.activity_words import ActivityKind, Announcement
from diwan.coordinate.announce import announce
from diwan.coordinate.call_words import CallText
from diwan.coordinate.calls import note_call
from diwan.coordinate.incident_words import Account, IncidentKind
from diwan.coordinate.incidents import report_incident
from diwan.coordinate.notify import Telling, send_notice
from diwan.coordinate.protected_sites import propose_site
from diwan.coordinate.recommendations import Wording, recommend
from diwan.coordinate.register import register
from diwan.coordinate.register_words import ObjectForm, ObjectText, ProtectedAs
from diwan.coordinate.space import Reference, Volume, band, circle, window
from diwan.coordinate.tasks import Wording as Asked
from diwan.coordinate.tasks import open_task
from diwan.coordinate.watches import hand_over
from diwan.core.clock import springs
from diwan.core.ids import MemberId
from diwan.entry.worker import run_until_idle
from diwan.process.ask_originator import Wish, ask_originator
from diwan.share.products.draft import Draft
from diwan.share.products.publish import publish

DAY = dt.datetime(2015, 10, 1, tzinfo=dt.UTC)
PLAN = Announcement(
    ActivityKind.WORKS,
    "mending the weir",
    (
        Volume(
            circle((33.3, 44.4), 300), band(0, 50, Reference.SEA), window(DAY, DAY + dt.timedelta(hours=2))
        ),
    ),
    "the engineer",
)
SECRET = "The lock keeper of Qasr Bahrun said on Sunday that the old sluice was closed for repairs."


@pytest.fixture
def hidden(web, viewer_of_web):
    """Something of each kind that Syria may not read, by the name of the parameter that asks for it."""
    iraq = viewer_of_web("iraq")
    for_iran = gather.Reach(members=(MemberId("iran"),))
    shared = gather.receive(
        iraq, gather.Arrival(gather.Raw("weir.txt", SECRET.encode()), "upload", reach=for_iran)
    )
    item = gather.receive(iraq, gather.Arrival(gather.Raw("sluice.txt", SECRET.encode()), "upload"))
    aside = gather.receive(iraq, gather.Arrival(gather.Raw("empty.txt", b""), "upload"))
    later = gather.Reach(members=(MemberId("iran"),), release_at=springs.now() + dt.timedelta(days=9))
    waiting = gather.receive(
        iraq, gather.Arrival(gather.Raw("later.txt", SECRET.encode()), "form", reach=later), held=True
    )
    source = gather.add_source(iraq, gather.NewSource("Sluice desk", "upload"))
    run_until_idle()
    with store.acting_as(iraq) as tx:
        report = tx.value("SELECT report FROM diwan.report WHERE item = %s", [item])
        event = tx.value("SELECT event FROM diwan.event_report WHERE report = %s", [report])
        release = tx.value("SELECT record FROM diwan.held_release WHERE item = %s", [waiting])
    (between_two,) = gather.own_item(iraq, shared).reports
    asked = ask_originator(viewer_of_web("iran"), between_two, Wish(frozenset({MemberId("syria")})))
    pact = AgreementText(
        dict.fromkeys(("en", "ar", "fa", "ru"), "Weir watch"),
        "Each tells the other",
        (MemberId("iran"), MemberId("iraq")),
        (),
        DAY,
        text="At once.",
    )
    activity = announce(iraq, PLAN, details=for_iran, envelope=None)
    return {
        "item_id": item,
        "release_id": release,
        "aside": aside,
        "report_id": report,
        "record_id": report,
        "event_id": event or uuid.uuid4(),
        "source_id": source,
        "place_id": add_place(iraq, NewPlace({"en": "Qasr Bahrun sluice"}, 31.4, 46.2, PlaceKind.DAM, "IQ")),
        "judgement_id": report,
        "request_id": asked,
        "brief_id": publish(iraq, Draft(parts=((between_two,),), title="Weir of Qasr Bahrun")).id,
        "agreement_id": propose_agreement(iraq, pact, for_the_centre=False),
        "activity_id": activity,
        "notice_id": send_notice(iraq, activity, Telling((MemberId("iran"),))),
        "call_id": note_call(iraq, CallText(springs.now(), "Weir", SECRET), for_iran),
        "incident_id": report_incident(
            iraq,
            "Weir",
            Account(IncidentKind.DAMAGE, springs.now(), "Weir", SECRET),
            (MemberId("iran"),),
            for_iran,
        ),
        "object_id": register(iraq, ObjectText(ObjectForm.PLACE, "Weir", ((34.2, 43.8),)), for_iran),
        "site_id": propose_site(
            iraq,
            ObjectText(
                ObjectForm.SITE,
                "Weir",
                ((34.2, 43.8),),
                "Weir",
                category=ProtectedAs.SCHOOL,
                expires_at=springs.now() + dt.timedelta(days=9),
            ),
            for_iran,
        ),
        "watch_id": hand_over(iraq, "own", "Weir"),
        "task_id": open_task(
            iraq, Asked("Weir", "Read it.", springs.now() + dt.timedelta(days=9)), (MemberId("iran"),)
        ),
        "recommendation_id": recommend(
            iraq,
            Wording("Weir", "Close the weir.", springs.now() + dt.timedelta(days=9)),
            (MemberId("iran"),),
        ),
    }


def everything(database):
    """How much there is of anything that a request could change."""
    with psycopg.connect(database.admin) as admin:
        tables = admin.execute(
            "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname IN ('diwan', 'queue', 'web')"
            " AND tablename NOT IN ('django_session', 'api_token') ORDER BY 1"  # a token tells when it was last used
        ).fetchall()
        return {
            name: admin.execute(
                f"SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM {name} t"
            ).fetchone()
            for (name,) in tables
        }


def test_nobody_gets_the_same_401_from_every_route(nobody):
    answers = {route.name: told(route.ask(nobody)) for route in routes()}
    assert len(answers) > 25
    assert {status for status, _, _ in answers.values()} == {401}
    assert len({body for _, body, _ in answers.values()}) == 1
    assert all(("WWW-Authenticate", 'Bearer realm="diwan"') in headers for _, _, headers in answers.values())


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer x", "Basic aTpi", "Bearer diwan_api_" + "0" * 64, "Bearer " + "ي" * 64]
)
def test_what_is_no_token_of_this_centre_opens_nothing(nobody, header):
    answer = nobody.get("/api/v1/me", headers={"Authorization": header.encode().decode("latin-1")})
    assert answer.status_code == 401


def test_a_token_of_a_session_or_a_job_is_no_api_token(nobody, viewer_of_web):
    for token in (viewer_of_web("iraq").token, store.service_viewer(MemberId("iraq")).token):
        assert nobody.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_a_revoked_and_an_ended_token_open_nothing(program_of, web):
    ended = program_of("iraq", ttl="-1 second")
    assert ended.get("/api/v1/me").status_code == 401
    program = program_of("iraq")
    assert program.get("/api/v1/me").status_code == 200
    with psycopg.connect(web.door) as door:
        door.execute("SELECT diwan.revoke_token(%s)", [program.token])
    assert program.get("/api/v1/me").status_code == 401


def test_a_token_that_may_only_read_changes_nothing(program_of, hidden, web):
    program = program_of("iraq", may_write=False)
    before = everything(web)
    changing = [route for route in routes() if route.is_changing]
    assert len(changing) > 8
    for route in changing:
        for ids in ({}, hidden):
            assert route.ask(program, ids).status_code == 403, route.name
    assert everything(web) == before


@pytest.fixture
def scoped(web, nobody, viewer_of_web):
    """A program whose token has these scopes and no others."""

    def program(*scopes):
        from django.test import Client

        from diwan.entry.web.api.scopes import Scope
        from diwan.entry.web.api.tokens import made

        token = made(viewer_of_web("iraq"), "a test", [Scope(scope) for scope in scopes], 1)
        client = Client(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {token}"})
        client.raise_request_exception = False
        return client

    return program


@pytest.mark.parametrize("scope", ["read", "file", "judge", "ask", "decide", "sources"])
def test_a_token_does_what_its_scope_names_and_is_told_which_scope_the_rest_needs(scoped, hidden, web, scope):
    program = scoped(scope)
    refused, let_in = 0, 0
    for route in routes():
        if SESSION_ALONE in route.path or route.path.endswith("/me"):
            continue
        needed = re.search(r"Scope: `(\w+)`", route.description)[1]
        before = everything(web)
        answer = route.ask(program)  # of ids that nothing has
        if needed == scope:
            assert answer.status_code != 403, route.name
            let_in += 1
            continue
        assert answer.status_code == 403, route.name
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert f"lacks the scope `{needed}`" in answer.json()["detail"]
        theirs = route.ask(program, hidden)
        assert theirs.content == answer.content, route.name
        assert everything(web) == before
        refused += 1
    assert let_in > 1
    assert refused > 8
    assert program.get("/api/v1/me").json()["scopes"] == [scope]


def test_every_route_that_changes_something_has_a_scope():
    for route in routes():
        if SESSION_ALONE not in route.path and not route.path.endswith("/me"):
            expected = "(file|judge|ask|decide|sources)" if route.is_changing else "read"
            assert re.search(f"Scope: `{expected}`", route.description), route.name


def test_a_scoped_token_that_ended_opens_nothing_whatever_its_scopes(scoped, web):
    program = scoped("read", "file", "judge", "sources")
    with psycopg.connect(web.admin) as admin:
        admin.execute(
            "UPDATE diwan.viewer_token SET expires_at = now() - interval '1 second' WHERE kind = 'api'"
        )
    for method, path in (("GET", "me"), ("GET", "reports"), ("POST", "reports")):
        assert program.generic(method, f"/api/v1/{path}").status_code == 401


def test_no_sql_of_a_request_widens_a_token(web, viewer_of_web):
    from diwan.core.errors import NotAllowed

    for attempt in (
        "UPDATE diwan.api_token SET scopes = '{read,file}'",
        "SELECT diwan.scope_api_token('x', '{read}')",
        "SELECT diwan.use_api_token('x')",
    ):
        with pytest.raises(NotAllowed), store.acting_as(viewer_of_web("iraq"), write=True) as tx:
            tx.run(attempt)


def test_another_officers_tokens_are_not_listed(scoped, client_of):
    scoped("sources")
    own = client_of("iraq").get("/api/v1/tokens").json()
    assert ["sources"] in [row["scopes"] for row in own]
    for member, index in (("iraq", 1), ("syria", 0)):
        others = client_of(member, index).get("/api/v1/tokens").json()
        assert {row["id"] for row in own}.isdisjoint(row["id"] for row in others)


def test_another_members_things_answer_as_absent_ones_do(program_of, hidden, web):
    syria = program_of("syria")
    asked = [route for route in routes() if route.parameters and SESSION_ALONE not in route.path]
    assert {name for route in asked for name in route.parameters} <= set(hidden)
    before = everything(web)
    for route in asked:
        theirs, absent = told(route.ask(syria, hidden)), told(route.ask(syria))
        assert theirs == absent, route.name
        assert theirs[0] == 404, route.name
    assert everything(web) == before


def test_ids_of_another_member_in_a_body_answer_as_absent_ones_do(program_of, hidden):
    syria = program_of("syria")
    by_name = {route.name: route for route in routes()}
    for name, field, value in (
        ("POST /api/v1/judgements", "report", hidden["report_id"]),
        ("POST /api/v1/reports", "source", hidden["source_id"]),
        ("POST /api/v1/uploads", "source", hidden["source_id"]),
    ):
        route = by_name[name]
        bodies = {
            "POST /api/v1/judgements": {"span": "place-0-3", "answer": "confirmed"},
            "POST /api/v1/reports": {"text": "A note."},
            "POST /api/v1/uploads": {},
        }[name]
        theirs = told(route.ask(syria, body=bodies | {field: str(value)}))
        assert theirs == told(route.ask(syria, body=bodies | {field: str(uuid.uuid4())})), name
        assert theirs[0] == 404, name


def test_a_source_of_another_member_filters_as_an_absent_one_does(program_of, hidden):
    syria = program_of("syria")
    theirs = syria.get("/api/v1/reports", {"source": hidden["source_id"]}).json()
    assert theirs["count"] == 0
    assert theirs["reports"]["rows"] == []


def test_the_owner_reads_what_the_others_do_not(program_of, hidden):
    iraq = program_of("iraq")
    for path in ("reports", "items", "sources"):
        name = {"reports": "report_id", "items": "item_id", "sources": "source_id"}[path]
        assert iraq.get(f"/api/v1/{path}/{hidden[name]}").status_code == 200
    assert iraq.get(f"/api/v1/records/{hidden['record_id']}/explain").json()["readers"] == ["iraq"]


def visible_addresses(program):
    """Every GET with every id that this program's own lists name."""
    rows = {
        "event_id": program.get("/api/v1/situation?limit=200").json()["events"]["rows"],
        "report_id": program.get("/api/v1/reports?limit=200").json()["reports"]["rows"],
        "item_id": program.get("/api/v1/items?limit=200").json()["rows"],
        "source_id": program.get("/api/v1/sources").json(),
        "record_id": program.get("/api/v1/log?limit=20").json()["rows"],
        "agreement_id": program.get("/api/v1/agreements").json(),
        "brief_id": program.get("/api/v1/briefs?limit=200").json()["briefs"]["rows"],
        "task_id": program.get("/api/v1/tasks?limit=200").json()["rows"],
        "recommendation_id": program.get("/api/v1/recommendations?limit=200").json()["rows"],
        "activity_id": program.get("/api/v1/activities?limit=200").json()["rows"],
        "notice_id": program.get("/api/v1/notices?limit=200").json()["rows"],
        "watch_id": program.get("/api/v1/watches").json(),
        "object_id": program.get("/api/v1/register?limit=200").json()["rows"],
        "site_id": program.get("/api/v1/sites").json(),
        "incident_id": program.get("/api/v1/incidents?limit=200").json()["rows"],
        "call_id": program.get("/api/v1/calls?limit=200").json()["rows"],
    }
    for route in routes():
        if route.is_changing or SESSION_ALONE in route.path:
            continue
        ids = [row["id"] for row in rows[route.parameters[0]]][:25] if route.parameters else [None]
        for id_ in ids:
            yield route.path.replace("{" + route.parameters[0] + "}", id_) if id_ else route.path
    yield "/api/v1/reports?text=bridge"
    yield "/api/v1/situation?limit=1&stance=contested"


def test_a_hidden_record_changes_no_byte_of_any_answer(program_of, viewer_of_web, web):
    syria = program_of("syria")
    run_until_idle()
    addresses = list(visible_addresses(syria))
    assert len(addresses) > 60
    for address in addresses:
        syria.get(address)
    run_until_idle()  # reading leaves its trace in the reader's own log, once a day
    before = {address: told(syria.get(address)) for address in addresses}
    iraq = viewer_of_web("iraq")
    with store.acting_as(viewer_of_web("syria")) as tx:
        seen = tx.value("SELECT text FROM diwan.report ORDER BY filed_at DESC, report LIMIT 1")
    for name, text in (("hidden.txt", SECRET), ("copy.txt", seen)):
        published = dt.datetime(2015, 10, 3, 9, tzinfo=dt.UTC)
        gather.receive(iraq, gather.Arrival(gather.Raw(name, text.encode(), published=published), "upload"))
    gather.add_source(iraq, gather.NewSource("A desk of our own", "upload"))
    run_until_idle()
    after = {address: told(syria.get(address)) for address in addresses}
    assert [address for address in addresses if before[address] != after[address]] == []
