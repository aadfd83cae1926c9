"""Everything that one member can fetch: every page and every answer for programs, walked from the URL table and the
OpenAPI document, so that a new one is in the proof by itself.

A parameter of an address is filled with every id of its kind that the member has, and with ids that it has not.
"""

import random
import re
import uuid
from dataclasses import dataclass

import psycopg

import api_walk
from diwan import store
from noninterference import listed
from noninterference.centre import PAGES_AT, Way

ABSENT = uuid.UUID("00000000-0000-4000-8000-000000000000")
MOST_OF_A_KIND = 3  # ids of one kind that one history asks about; which ones differs from history to history
AS_OF = "2019-03-11T09:40:00+03:00"  # amid what is filed
TEXTS = ("Mosul", "الموصل", "Мосул", "موصل", "flood bridge")
FILLED = frozenset(
    [
        "report_id",
        "event_id",
        "item_id",
        "source_id",
        "record_id",
        "judgement_id",
        "place_id",
        "officer_id",
        "agreement_id",
        "recommendation_id",
        "task_id",
        "activity_id",
        "notice_id",
        "call_id",
        "incident_id",
        "watch_id",
        "object_id",
        "site_id",
        "desk",
        "request_id",
        "release_id",
        "meeting_id",
        "brief_id",
        "key",
        "span_id",
        "form",
        "token_id",
        "session_id",
    ]
)
ALWAYS = frozenset(("live", "/situation/changes", "situation-feed"))
NEXT = re.compile(r'href="(/[^"]*[?&;]cursor=[^"#]*)')

# Whatever an address may ask for beside its path; each is asked in every history.
QUESTIONS = {
    "situation": ("?text={text}", "?new=yes", "?stance=contested", "?as_of={as_of}", "?days=3660"),
    "situation-feed": ("?cursor={cursor}", "?text={text}"),
    "agreements": ("?as_of={as_of}",),
    "briefs": ("?as_of={as_of}",),
    "brief": ("?as_of={as_of}",),
    "activities": ("?over=yes", "?as_of={as_of}"),
    "activity": ("?as_of={as_of}",),
    "activities-map": ("?as_of={as_of}",),
    "tasks": ("?as_of={as_of}",),
    "task": ("?as_of={as_of}",),
    "/tasks": ("?as_of={as_of}", "?limit=1"),
    "incidents": ("?as_of={as_of}",),
    "incident": ("?as_of={as_of}",),
    "incidents-count": ("?since=2010-01-01&until=2030-01-01&with=iran", "?as_of={as_of}"),
    "/incidents": ("?limit=1", "?as_of={as_of}"),
    "/incidents/counts": ("?since=2010-01-01T00:00:00Z&until=2030-01-01T00:00:00Z",),
    "notices": ("?as_of={as_of}",),
    "notice": ("?as_of={as_of}",),
    "/notices": ("?as_of={as_of}", "?limit=1"),
    "calls": ("?as_of={as_of}",),
    "call": ("?as_of={as_of}",),
    "/calls": ("?limit=1", "?as_of={as_of}"),
    "duty": ("?as_of={as_of}", "?desk=room:baghdad"),
    "watch": ("?as_of={as_of}",),
    "/duty": ("?limit=1", "?desk=own", "?as_of={as_of}"),
    "/watches": ("?as_of={as_of}",),
    "register": ("?as_of={as_of}", "?form=protected", "?q={text}"),
    "register-export": ("?file=csv", "?file=kml", "?file=geojson&as_of={as_of}"),
    "object": ("?as_of={as_of}",),
    "/register": ("?limit=1", "?form=hospital", "?as_of={as_of}"),
    "/register/file": ("?file=csv", "?file=kml"),
    "recommendations": ("?as_of={as_of}",),
    "recommendation": ("?as_of={as_of}",),
    "/recommendations": ("?as_of={as_of}", "?limit=1"),
    "/activities": ("?with_past=true", "?limit=1", "?as_of={as_of}"),
    "/activities/{activity_id}": ("?as_of={as_of}",),
    "/activities/{activity_id}/conflicts": ("?as_of={as_of}",),
    "requests": ("?as_of={as_of}",),
    "live": ("?cursor={cursor}",),
    "search": ("?q={text}", "?q={text}&exact=yes", "?q={text}&as_of={as_of}"),
    "reports": ("?member=iraq", "?language=ar", "?as_of={as_of}"),
    "report": ("?as_of={as_of}",),
    "event": ("?as_of={as_of}",),
    "record": ("?verify=yes",),
    "history": ("?member=iran", "?kind=report.filed", "?as_of={as_of}"),
    "centre": ("?as_of={as_of}",),
    "/situation": ("?limit=1", "?text={text}", "?as_of={as_of}"),
    "/situation/changes": ("?cursor={cursor}",),
    "/briefs": ("?limit=1", "?as_of={as_of}"),
    "/briefs/{brief_id}/text": ("?language=fa",),
    "/briefs/{brief_id}/pdf": ("?language=fa",),
    "/reports": ("?limit=1", "?text={text}", "?as_of={as_of}"),
    "/items": ("?limit=1",),
    "/log": ("?limit=1",),
    "/review": ("?limit=1",),
}


@dataclass(frozen=True)
class Address:
    """`name`: of the route, as the lists name it."""

    name: str
    method: str
    path: str
    is_for_programs: bool = False


@dataclass(frozen=True)
class Route:
    name: str
    method: str
    parts: tuple[tuple[str, str], ...]  # (fixed text, parameter after it)
    is_for_programs: bool = False

    def filled(self, values):
        return "".join(text + (values[name] if name else "") for text, name in self.parts)

    @property
    def parameters(self):
        return [name for _, name in self.parts if name]


def routes():
    """Of the real URL table; of the API as its own document tells it."""
    from django.urls import get_resolver

    found = []
    for pattern in get_resolver("diwan.entry.web.urls").url_patterns:
        if hasattr(pattern, "url_patterns"):
            continue  # the API's, below
        found.append(Route(pattern.name, "GET", _parts(str(pattern.pattern))))
    return found + [
        Route(route.path.removeprefix(api_walk.PREFIX), route.method, _parts(route.path[1:]), True)
        for route in api_walk.routes()
    ]


def _parts(pattern):
    """`events/<uuid:event_id>/done` and `events/{event_id}/done` alike."""
    pieces = re.split(r"<(?:\w+:)?(\w+)>|\{(\w+)\}", "/" + pattern)
    texts, names = pieces[::3], [a or b for a, b in zip(pieces[1::3], pieces[2::3], strict=True)]
    return tuple(zip(texts, [*names, ""], strict=True))


def ids_of(centre, member):
    """By parameter: what the member can know of, and what there is beside it."""
    with store.acting_as(centre.member(member)) as tx:

        def column(query):
            return [str(next(iter(row.values()))) for row in tx.rows(query)]

        spans = tx.rows("SELECT report, reading FROM diwan.annotation ORDER BY report")
        return {
            "report_id": column("SELECT report FROM diwan.report ORDER BY filed_at, report"),
            "event_id": column("SELECT event FROM diwan.event ORDER BY event"),
            "item_id": column("SELECT item FROM diwan.item ORDER BY arrived_at, item"),
            "source_id": column("SELECT source FROM diwan.source ORDER BY source"),
            "record_id": column("SELECT id FROM diwan.record ORDER BY at DESC, id"),
            "judgement_id": column("SELECT judgement FROM diwan.judgement ORDER BY judgement"),
            "place_id": column("SELECT place FROM diwan.own_place ORDER BY place"),
            "officer_id": column("SELECT id FROM diwan.officer ORDER BY id"),
            "agreement_id": column("SELECT record FROM diwan.agreement ORDER BY record"),
            "task_id": column("SELECT record FROM diwan.task ORDER BY record"),
            "activity_id": column("SELECT activity FROM diwan.activity_version ORDER BY record"),
            "notice_id": column("SELECT record FROM diwan.notice ORDER BY record"),
            "object_id": column("SELECT DISTINCT object FROM diwan.object_version ORDER BY object"),
            "site_id": column("SELECT record FROM diwan.site_proposal ORDER BY record"),
            "watch_id": column("SELECT record FROM diwan.watch_handover ORDER BY record"),
            "desk": ["own", "room:baghdad"],
            "incident_id": column(
                "SELECT incident FROM diwan.incident_entry WHERE act = 'reported' ORDER BY incident"
            ),
            "call_id": column("SELECT DISTINCT call FROM diwan.call_version ORDER BY call"),
            "recommendation_id": column("SELECT record FROM diwan.recommendation ORDER BY record"),
            "request_id": column("SELECT request FROM diwan.release_request ORDER BY request"),
            "release_id": column("SELECT record FROM diwan.held_release ORDER BY record"),
            "span_id": sorted({span for row in spans for span in _spans(row["reading"])}),
            "meeting_id": column("SELECT record FROM diwan.meeting ORDER BY record"),
            "brief_id": column("SELECT brief FROM diwan.brief ORDER BY published_at DESC, brief"),
            "key": ["0", "1"],
            "form": ["csv", "json", "pdf", "txt"],
            **{name: [str(ABSENT)] for name in ("token_id", "session_id")},
        }


def _spans(reading):
    kinds = (("place", "places"), ("actor", "actors"), ("claim", "claims"), ("date", "dates"))
    return [
        f"{kind}-{each['start']}-{each['end']}"
        for kind, values in kinds
        for each in reading.get(values, ())[:1]
    ]


def everything_there_is(centre):
    """Ids of all kinds, of whomever: the member may have heard them elsewhere."""
    with psycopg.connect(centre.connections.admin) as admin:
        rows = admin.execute(
            "SELECT 'report_id' AS kind, report::text AS id FROM diwan.report"
            " UNION ALL SELECT 'item_id', item::text FROM diwan.item"
            " UNION ALL SELECT 'source_id', source::text FROM diwan.source"
            " UNION ALL SELECT 'event_id', event::text FROM diwan.event"
            " UNION ALL SELECT 'judgement_id', judgement::text FROM diwan.judgement"
            " UNION ALL SELECT 'officer_id', id::text FROM diwan.officer"
            " UNION ALL SELECT 'agreement_id', record::text FROM diwan.agreement"
            " UNION ALL SELECT 'activity_id', activity::text FROM diwan.activity_version"
            " UNION ALL SELECT 'request_id', request::text FROM diwan.release_request"
            " UNION ALL SELECT 'release_id', record::text FROM diwan.held_release"
            " UNION ALL SELECT 'brief_id', brief::text FROM diwan.brief"
            " UNION ALL SELECT 'record_id', id::text FROM diwan.record ORDER BY 1, 2"
        ).fetchall()
    found: dict[str, list[str]] = {}
    for kind, one in rows:
        found.setdefault(kind, []).append(one)
    return found


def addresses(own, all_ids, cursors, seed, share=1.0):
    """Every route, each parameter with some own ids, two of another's, and one that is nobody's; of all these, a drawn
    `share`, with what tells of news always in it."""
    draw = random.Random(seed)
    chosen = {}
    for name, values in own.items():
        others = sorted({*all_ids.get(name, ())} - {*values})
        some = draw.sample(values, min(len(values), MOST_OF_A_KIND))
        chosen[name] = [*some, *draw.sample(others, min(len(others), 2)), str(ABSENT)]
    given = {"text": draw.choice(TEXTS), "as_of": AS_OF.replace("+", "%2B")}
    found = []
    for route in routes():
        if route.name in listed.NOT_COMPARED:
            continue
        for path in _paths(route, own, chosen, draw):
            found.append(Address(route.name, route.method, path, route.is_for_programs))
            if route.method != "GET" or (route.parameters and path.endswith(str(ABSENT))):
                continue
            for question in QUESTIONS.get(route.name, ()):
                for cursor in cursors[-2:] if "{cursor}" in question else ("",):
                    asked = path + question.format(cursor=cursor, **given)
                    found.append(Address(route.name, route.method, asked, route.is_for_programs))
    return [each for each in found if each.name in ALWAYS or draw.random() < share]


def _paths(route, own, chosen, draw):
    if not route.parameters:
        return [route.filled({})] if route.method == "GET" else []
    first, *rest = route.parameters
    if route.method != "GET" or route.name in listed.CHANGING:
        # What is not one's own is refused alike; what is one's own would change something.
        ids = [each for each in chosen[first] if each not in own[first]]
    else:
        ids = chosen[first]
    others = {name: draw.choice(chosen[name]) for name in rest}
    return [route.filled({first: each, **others}) for each in ids]


class Fetcher:
    """A browser and a program of one member's officer, in whichever centre is in use."""

    def __init__(self, member):
        from django.test import Client

        self.browser = Client(SERVER_NAME="localhost", raise_request_exception=False)
        self.browser.cookies["diwan_session"] = Way.sessions[member]
        self.program = Client(
            SERVER_NAME="localhost",
            raise_request_exception=False,
            headers={"Authorization": f"Bearer {Way.tokens[member]}"},
        )

    def fetch(self, address):
        """(status, headers, body), byte for byte but for what the list names."""
        client = self.program if address.is_for_programs else self.browser
        method = "POST" if address.name in listed.CHANGING else address.method
        kind = "application/json" if address.is_for_programs else "application/x-www-form-urlencoded"
        body = listed.BODIES.get((method, address.name), "{}" if address.is_for_programs else "")
        answer = client.generic(method, address.path, body, kind if method != "GET" else "")
        told = b"".join(answer.streaming_content) if answer.streaming else answer.content
        headers = sorted((n, v) for n, v in answer.headers.items() if n not in listed.HEADERS_OF_TIME)
        for pure_time in listed.FIELDS_OF_TIME:
            told = re.sub(pure_time, b"", told)
        return answer.status_code, headers, told

    def fetch_all(self, asked):
        found = {}
        for address in asked:
            found[address] = self.fetch(address)
            for more in self._following(address, found[address]):
                found[more] = self.fetch(more)
        return found

    @staticmethod
    def _following(address, answer):
        """The next page of a list, which what the member may not read must neither lengthen nor shift."""
        status, headers, body = answer
        link = re.match(r"<([^>]+)>", dict(headers).get("Link", ""))
        if status == 200 and link:
            return [Address(address.name, "GET", link[1], address.is_for_programs)]
        if status == 200 and not address.is_for_programs and "cursor=" not in address.path:
            found = NEXT.findall(body.decode("utf-8", "replace"))
            return [Address(address.name, "GET", path.replace("&amp;", "&")) for path in found[:1]]
        return []


__all__ = [
    "ABSENT",
    "PAGES_AT",
    "Address",
    "Fetcher",
    "Route",
    "addresses",
    "everything_there_is",
    "ids_of",
    "routes",
]
