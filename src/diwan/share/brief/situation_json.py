"""The situation as one JSON object: `docs/reference/brief.md` says what stands where."""

import json
from typing import Any

from diwan import __version__
from diwan.core.picture import Event, Picture, Proposition
from diwan.core.reading import PlaceMention, Reading, SpeakerKind
from diwan.share.brief.made import Brief
from diwan.share.brief.spread import over_cores

SCHEMA = "diwan.situation/1"


def situation_json(brief: Brief) -> str:
    """One report, claim or event a line: as quick to write as JSON gets, and line tools can read it."""
    return "{\n" + ",\n".join(_member(k, v) for k, v in _situation(brief).items()) + "\n}\n"


def _member(name: str, value: Any) -> str:
    if not isinstance(value, list) or not value:
        return f"{_json(name)}: {_json(value)}"
    lines = ",\n".join(line if isinstance(line, _Line) else _json(line) for line in value)
    return f"{_json(name)}: [\n{lines}\n]"


class _Line(str):
    """JSON already."""

    __slots__ = ()


_json = json.JSONEncoder(ensure_ascii=False).encode


def _situation(brief: Brief) -> dict[str, Any]:
    short = _Short(brief.picture)

    def line(reading: Reading) -> _Line:
        return _Line(_json(_report(reading, short)))

    stages = dict(brief.readings[0].stages) if brief.readings else {}
    return {
        "schema": SCHEMA,
        "made_by": {"diwan": __version__, "stages": stages | dict(brief.picture.stages)},
        "reports": over_cores(line, brief.readings),
        "actors": [
            {"id": short.actor[a.id], "kind": a.kind.value, "names": {k: list(v) for k, v in a.names.items()}}
            for a in brief.picture.actors
        ],
        "syndication": [list(group) for group in brief.picture.syndication],
        "propositions": [_proposition(p, short) for p in brief.picture.propositions],
        "events": [_event(e, short) for e in brief.picture.events],
        "unreadable": [{"name": p.name, "reason": p.reason} for p in brief.problems],
    }


class _Short:
    """Small numbers for derived ids: E1, P1, A1, in the order of the picture."""

    def __init__(self, picture: Picture) -> None:
        self.actor = {actor.id: f"A{n}" for n, actor in enumerate(picture.actors, 1)}
        self.event = {event.id: f"E{n}" for n, event in enumerate(picture.events, 1)}
        self.proposition = {p.id: f"P{n}" for n, p in enumerate(picture.propositions, 1)}
        self.of_mention = {ref: self.actor[a.id] for a in picture.actors for ref in a.mentions}
        self.of_claim = {
            (claim.report, claim.index): (self.actor.get(claim.speaker, "anonymous"), self.proposition[p.id])
            for p in picture.propositions
            for claim in p.claims
        }


def _report(reading: Reading, short: _Short) -> dict[str, Any]:
    report = reading.report
    return {
        "id": report.id,
        "language": reading.language.value,
        "title": report.title,
        "text": report.text,
        "published": report.published.isoformat() if report.published else None,
        "outlet": report.outlet,
        "url": report.url,
        "credits": sorted({credit.outlet for credit in reading.credits}),
        "places": [_place_mention(mention) for mention in reading.places],
        "actors": [
            {
                "start": m.start,
                "end": m.end,
                "actor": short.of_mention[report.id, n],
                "kind": m.kind.value,
                "why": m.why.sentence,
            }
            for n, m in enumerate(reading.actors)
        ],
        "dates": [
            {"start": m.start, "end": m.end, "value": m.value, "why": m.why.sentence} for m in reading.dates
        ],
        "claims": [_claim(reading, n, short) for n in range(len(reading.claims))],
        "quantities": [
            {"start": q.start, "end": q.end, "value": q.value, "unit": q.unit, "why": q.why.sentence}
            for q in reading.quantities
        ],
    }


def _place_mention(mention: PlaceMention) -> dict[str, Any]:
    place = mention.place
    return {
        "start": mention.start,
        "end": mention.end,
        "geonameid": place.geonameid,
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "confidence": round(mention.confidence, 3),
        "why": mention.why.sentence,
    }


def _claim(reading: Reading, index: int, short: _Short) -> dict[str, Any]:
    claim = reading.claims[index]
    speaker, proposition = short.of_claim[reading.report.id, index]
    made: dict[str, Any] = {
        "start": claim.start,
        "end": claim.end,
        "speaker": speaker,
        "via": list(claim.via),
        "stance": claim.stance.value,
        "proposition": proposition,
        "why": claim.why.sentence,
    }
    if claim.speaker.kind is SpeakerKind.ANONYMOUS and claim.speaker.described_as:
        made["described_as"] = claim.speaker.described_as
    return made


def _proposition(proposition: Proposition, short: _Short) -> dict[str, Any]:
    return {
        "id": short.proposition[proposition.id],
        "claims": [[claim.report, claim.index] for claim in proposition.claims],
        "asserted": proposition.asserted,
        "denied": proposition.denied,
        "text": proposition.text,
        "text_report": proposition.text_report,
        "event": short.event.get(proposition.event) if proposition.event else None,
    }


def _event(event: Event, short: _Short) -> dict[str, Any]:
    place = event.place
    return {
        "id": short.event[event.id],
        "reports": list(event.reports),
        "title": event.headline,
        "date": event.date,
        "kind": event.kind.value,
        "place": place
        and {"geonameid": place.geonameid, "name": place.name, "lat": place.lat, "lon": place.lon},
        "independent_origins": len(event.origins),
        "origins_interval": list(event.origins_interval),
        "origins": [[origin.name, list(origin.reports)] for origin in event.origins],
        "propositions": [short.proposition[p] for p in event.propositions],
        "quantities": {
            q.unit: [{"value": value, "report": report} for value, report, _ in q.values]
            for q in event.quantities
        },
        "why": list(event.why),
    }
