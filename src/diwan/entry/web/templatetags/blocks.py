"""JSON for the map, the time line, the origins and the stances, and tables that templates walk.

Shapes are those of `frontend/CONTRACT.md`. All words and numbers are written here, none in the script.
"""

import datetime as dt
import itertools
import json
import math
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from diwan.core.picture import Relation
from diwan.core.reading import EventKind
from diwan.entry.web import formats, preferences, report_text, shown
from diwan.entry.web.catalogue import picture as picture_words
from diwan.entry.web.templatetags.parts import STANCE_ORDER, to
from diwan.entry.web.templatetags.words import number, plain, speaker_plain
from diwan.share.place_views import OwnPlacesView
from diwan.share.views import (
    ClaimCell,
    ClaimsTable,
    MapMark,
    OriginsGraph,
    PropositionRow,
    ReportView,
    SituationView,
    SpanKind,
    SpanView,
    SpeakerView,
    TimeAxis,
)

register = template.Library()

# Kinds that share a line of the time axis; what is in none stands under "Other".
LANES: tuple[tuple[str, tuple[EventKind, ...]], ...] = (
    ("aid", (EventKind.AID,)),
    ("clash", (EventKind.CLASH, EventKind.ATTACK)),
    ("movement", (EventKind.MOVEMENT, EventKind.DEPLOYMENT)),
    ("statement", (EventKind.STATEMENT, EventKind.AGREEMENT, EventKind.MEETING, EventKind.NOTICE)),
    ("displacement", (EventKind.DISPLACEMENT, EventKind.DISASTER, EventKind.ACCIDENT)),
    ("other", ()),
)
ROOM_DEGREES = 1.5  # round the places of the own gazetteer
LEAST_REACH_DEGREES, FAR_TIMES = 2.0, 3.0  # what the first view of the map takes in
MOST_DAYS = 400  # labels of days in one axis
A_YEAR = dt.timedelta(days=366)


def json_block(name: str, value: Any) -> SafeString:
    """A block of data: `<`, `>` and `&` are written so that no text can end it early."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    told = told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/json" id="{name}">{told}</script>')  # noqa: S308 - as said above


def _utc(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@register.simple_tag(takes_context=True)
def map_block(context: Context, view: SituationView) -> SafeString:
    chosen = preferences.current()
    places = {card.id: card.place for card in view.events.rows if card.place}
    changed = {card.id: card.changed_at for card in view.events.rows}
    at = {mark.event: mark.at for mark in view.axis.marks} if view.axis else {}
    marks = [
        {
            "id": str(mark.event),
            "lat": mark.lat,
            "lon": mark.lon,
            "origins": number(mark.origins),
            "size": mark.origins,
            "contested": mark.is_contested,
            **_when(at.get(mark.event) or changed.get(mark.event)),
            "title": plain(mark.headline),
            "language": str(mark.headline.language),
            "summary": _summary(mark),
            "place": plain(places[mark.event].names) if mark.event in places else "",
            "href": to(context, "event", mark.event),
        }
        for mark in view.marks
    ]
    told: dict[str, Any] = {
        "marks": marks,
        "countries": {code: formats.country(code, chosen) for code in formats.country_codes()},
    }
    told["places"] = _towns(view)
    if bounds := _bounds(view.marks):
        told["bounds"] = bounds
    if box := view.filter.box:
        told["box"] = [box.west, box.south, box.east, box.north]
    return json_block("situation-map", told)


@register.simple_tag
def own_places_map(view: OwnPlacesView) -> SafeString:
    """Names on the map without marks: a number in a mark counts origins, and these have none."""
    told: dict[str, Any] = {
        "marks": [],
        "places": [{"name": plain(p.names), "lat": p.lat, "lon": p.lon, "main": True} for p in view.rows],
        "countries": {code: formats.country(code, preferences.current()) for code in formats.country_codes()},
    }
    norths, easts = [p.lat for p in view.rows], [p.lon for p in view.rows]
    if view.rows:
        told["bounds"] = [
            max(min(easts) - ROOM_DEGREES, -180),
            max(min(norths) - ROOM_DEGREES, -85),
            min(max(easts) + ROOM_DEGREES, 180),
            min(max(norths) + ROOM_DEGREES, 85),
        ]
    return json_block("places-map", told)


def _towns(view: SituationView) -> list[dict[str, Any]]:
    """A name beside each mark that stands for a place; countries are named by the map itself."""
    towns = {card.place.geonameid: card.place for card in view.events.rows if card.place}
    return [
        {"name": plain(place.names), "lat": place.lat, "lon": place.lon}
        for place in towns.values()
        if place.feature != "country"
    ]


def _bounds(marks: tuple[MapMark, ...]) -> list[float]:
    """Where most events are: far ones must not shrink the rest to a point. West, south, east, north.

    Near is what lies within a few times the middle distance from the middle mark: that is always half of them or more.
    """
    if not marks:
        return []
    middle_lat = statistics.median(mark.lat for mark in marks)
    middle_lon = statistics.median(mark.lon for mark in marks)
    far = [math.hypot(mark.lat - middle_lat, mark.lon - middle_lon) for mark in marks]
    reach = max(LEAST_REACH_DEGREES, FAR_TIMES * statistics.median(far))
    near = [mark for mark, away in zip(marks, far, strict=True) if away <= reach]
    south, north = min(mark.lat for mark in near), max(mark.lat for mark in near)
    west, east = min(mark.lon for mark in near), max(mark.lon for mark in near)
    pad_lat, pad_lon = max(0.8, (north - south) * 0.15), max(1.0, (east - west) * 0.15)
    return [west - pad_lon, max(south - pad_lat, -85), east + pad_lon, min(north + pad_lat, 85)]


def _when(at: dt.datetime | None) -> dict[str, str]:
    return {"at": _utc(at)} if at else {}


def _summary(mark: MapMark) -> str:
    origins = ngettext("%(origins)s origin", "%(origins)s origins", mark.origins) % {
        "origins": number(mark.origins)
    }
    told = origins
    if mark.report_count:
        of_reports = ngettext("of %(reports)s report", "of %(reports)s reports", mark.report_count)
        told = f"{origins} {of_reports % {'reports': number(mark.report_count)}}"
    return f"{told} · {_('contested')}" if mark.is_contested else told


@register.simple_tag(takes_context=True)
def timeline_block(context: Context, view: SituationView) -> SafeString:
    if view.axis is None:
        return json_block("situation-timeline", _empty_axis(context["now"]))
    axis = view.axis
    titles = {card.id: plain(card.headline) for card in view.events.rows}
    titles |= {mark.event: plain(mark.headline) for mark in view.marks}
    told = {
        "from": _utc(axis.start),
        "to": _utc(axis.end),
        "step_seconds": axis.bucket_seconds,
        "buckets": [
            {"at": _utc(bucket.start), "reports": bucket.reports, "denied": bucket.denied}
            for bucket in axis.buckets
        ],
        "lanes": _lanes(axis, titles),
        "days": _days(axis),
        "gaps": [_gap(start, end) for start, end in axis.gaps],
        "now": {"at": _utc(context["now"]), "label": _("now")},
        "caption": _caption(axis.bucket_seconds),
        "span": _span_words(view),
    }
    return json_block("situation-timeline", told)


def _empty_axis(now: dt.datetime) -> dict[str, Any]:
    start = now - dt.timedelta(days=7)
    return {
        "from": _utc(start),
        "to": _utc(now),
        "step_seconds": 86_400,
        "buckets": [],
        "lanes": [],
        "days": [],
        "now": {"at": _utc(now), "label": _("now")},
        "caption": _caption(86_400),
        "span": None,
    }


def _lanes(axis: TimeAxis, titles: dict[Any, str]) -> list[dict[str, Any]]:
    home = {kind: lane for lane, kinds in LANES for kind in kinds}
    words = {
        "aid": picture_words.KINDS["aid"],
        "clash": _("Clash, attack"),
        "movement": picture_words.KINDS["movement"],
        "statement": picture_words.KINDS["statement"],
        "displacement": picture_words.KINDS["displacement"],
        "other": pgettext("kinds of event", "Other"),
    }
    lanes: dict[str, list[dict[str, Any]]] = {lane: [] for lane, _kinds in LANES}
    for mark in axis.marks:
        lanes[home.get(mark.kind, "other")].append(
            {
                "id": str(mark.event),
                "at": _utc(mark.at),
                "contested": mark.is_contested,
                "title": titles.get(mark.event, ""),
            }
        )
    return [
        {"kind": lane, "label": str(words[lane]), "events": events}
        for lane, events in lanes.items()
        if events
    ]


def _days(axis: TimeAxis) -> list[dict[str, str]]:
    chosen = preferences.current()
    is_long = axis.end - axis.start > A_YEAR
    edges = [axis.start, *itertools.chain.from_iterable(axis.gaps), axis.end]
    midnights = itertools.chain.from_iterable(
        _midnights(start, end, chosen.zone) for start, end in zip(edges[::2], edges[1::2], strict=True)
    )
    return [
        {
            "at": _utc(midnight),
            "label": formats.day(midnight.date(), chosen, year=is_long, weekday=False),
            "long": formats.day(midnight.date(), chosen),
        }
        for midnight in itertools.islice(midnights, MOST_DAYS)
    ]


def _midnights(start: dt.datetime, end: dt.datetime, zone: dt.tzinfo) -> Iterator[dt.datetime]:
    """From the day in which a stretch begins."""
    day = start.astimezone(zone).date()
    while (midnight := dt.datetime.combine(day, dt.time(), zone)) <= end:
        yield midnight
        day += dt.timedelta(days=1)


def _gap(start: dt.datetime, end: dt.datetime) -> dict[str, str]:
    chosen = preferences.current()
    first, last = (
        formats.day(at.astimezone(chosen.zone).date(), chosen, weekday=False) for at in (start, end)
    )
    label = _("No reports: %(first)s – %(last)s") % {"first": first, "last": last}
    return {"from": _utc(start), "to": _utc(end), "label": label}


def _caption(seconds: int) -> str:
    if seconds < 86_400:
        hours = seconds // 3600
        told = ngettext("Reports every hour", "Reports every %(count)s hours", hours)
        return told % {"count": number(hours)}
    days = seconds // 86_400
    return ngettext("Reports every day", "Reports every %(count)s days", days) % {"count": number(days)}


def _span_words(view: SituationView) -> dict[str, str] | None:
    asked, chosen = view.filter, preferences.current()
    if view.axis is None or (asked.since is None and asked.until is None):
        return None
    axis_end = view.axis.end.astimezone(chosen.zone).date()
    first = asked.since or view.axis.start.astimezone(chosen.zone).date()
    last = asked.until - dt.timedelta(days=1) if asked.until else axis_end
    days = max((last - first).days + 1, 1)
    label = ngettext("%(count)s day: %(first)s – %(last)s", "%(count)s days: %(first)s – %(last)s", days) % {
        "count": number(days),
        "first": formats.day(first, chosen, year=False, weekday=False),
        "last": formats.day(last, chosen, year=False, weekday=False),
    }
    midnight = dt.datetime.combine(first, dt.time(), chosen.zone)
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), chosen.zone) - dt.timedelta(seconds=1)
    return {"from": _utc(midnight), "to": _utc(end), "label": label}


@register.simple_tag(takes_context=True)
def origins_block(context: Context, graph: OriginsGraph) -> SafeString:
    copies: dict[str, list[dict[str, str]]] = {}
    for node in graph.nodes:
        if node.folded_under:
            copies.setdefault(node.folded_under, []).append(
                {
                    "name": shown.plain(node.name),
                    "language": str(node.language),
                    "share": formats.percent(node.share, preferences.current())
                    if node.share is not None
                    else "",
                    "href": to(context, "report", node.reports[0]) if node.reports else "",
                }
            )
    origins = [
        {
            "id": node.id,
            "name": shown.plain(node.name),
            "language": str(node.language),
            "note": _origin_note(len(node.reports), len(copies.get(node.id, ()))),
            "size": len(node.reports) + len(copies.get(node.id, ())),
            "href": to(context, "report", node.reports[0]) if node.reports else "",
            "copies": copies.get(node.id, []),
        }
        for node in graph.nodes
        if not node.folded_under
    ]
    home = {node.id: node.folded_under or node.id for node in graph.nodes}
    quotes = {
        (home.get(link.taker, link.taker), home.get(link.taken, link.taken))
        for link in graph.links
        if link.relation is Relation.QUOTATION
    }
    told = {
        "origins": origins,
        "quotes": [{"from": taker, "to": taken} for taker, taken in sorted(quotes) if taker != taken],
    }
    return json_block("event-origins", told)


def _origin_note(texts: int, copies: int) -> str:
    if not texts:
        return _("named as origin; its own text is not here")
    told = ngettext("%(count)s text", "%(count)s texts", texts) % {"count": number(texts)}
    if not copies:
        return told
    return f"{told} + " + ngettext("%(count)s copy", "%(count)s copies", copies) % {"count": number(copies)}


@register.simple_tag(takes_context=True)
def stances_block(context: Context, table: ClaimsTable) -> SafeString:
    chosen = preferences.current()
    speakers = {speaker.key: speaker for speaker in table.speakers}
    rows = [
        {
            "id": row.id,
            "label": plain(row.words),
            "language": str(row.words.language),
            "marks": [
                {
                    "at": _utc(claim.at),
                    "stance": claim.stance.value,
                    "speaker": _speaker_of(speakers, claim),
                    "when": formats.moment(claim.at, chosen, year=False),
                    "href": f"{to(context, 'report', claim.report)}#v-{claim.span}",
                }
                for claim in row.claims
            ],
        }
        for row in table.propositions
    ]
    moments = sorted({claim.at for row in table.propositions for claim in row.claims})
    ticks = [{"at": _utc(at), "label": formats.moment_numeric(at, chosen)} for at in _spread(moments, 8)]
    return json_block("event-stances", {"rows": rows, "ticks": ticks})


def _speaker_of(speakers: dict[str, SpeakerView], claim: ClaimCell) -> str:
    speaker = speakers.get(claim.speaker)
    return speaker_plain(speaker) if speaker else ""


def _spread(moments: list[dt.datetime], most: int) -> list[dt.datetime]:
    if len(moments) <= most:
        return moments
    step = (len(moments) - 1) / (most - 1)
    return [moments[round(index * step)] for index in range(most)]


# --- the table of claims ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    id: str
    speaker: SpeakerView
    claims: tuple[ClaimCell, ...]

    @property
    def last(self) -> ClaimCell | None:
        """A stance taken back stays in the words behind the cell; the cell shows where the speaker stands now."""
        return self.claims[-1] if self.claims else None

    @property
    def count(self) -> int:
        last = self.last
        return sum(claim.repeats for claim in self.claims if last and claim.stance is last.stance)


@dataclass(frozen=True, slots=True)
class Row:
    proposition: PropositionRow
    cells: tuple[Cell, ...]


@register.simple_tag
def claim_rows(table: ClaimsTable) -> tuple[Row, ...]:
    ids = itertools.count(1)
    return tuple(
        Row(row, tuple(Cell(f"c{next(ids)}", speaker, row.by(speaker.key)) for speaker in table.speakers))
        for row in table.propositions
    )


# --- a report's text ----------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def report_shown(context: Context, view: ReportView, part: int) -> report_text.ShownText:
    def why_address(span_id: str) -> str:
        return to(context, "why", view.row.id, span_id)

    return report_text.shown_text(view, why_address, part)


@register.simple_tag
def legend(view: ReportView) -> list[dict[str, str]]:
    """How many values of each kind are marked; the line above the text is also the switch."""
    counts = {kind: sum(span.kind is kind for span in view.spans) for kind in SpanKind}
    words = {
        SpanKind.PLACE: ngettext("place %(count)s", "places %(count)s", counts[SpanKind.PLACE]),
        SpanKind.ACTOR: ngettext("actor %(count)s", "actors %(count)s", counts[SpanKind.ACTOR]),
        SpanKind.DATE: ngettext("date %(count)s", "dates %(count)s", counts[SpanKind.DATE]),
        SpanKind.CLAIM: ngettext("claim %(count)s", "claims %(count)s", counts[SpanKind.CLAIM]),
    }
    return [
        {"kind": kind.value, "words": told % {"count": number(counts[kind])}} for kind, told in words.items()
    ]


@register.simple_tag
def corrections(span: SpanView) -> list[dict[str, str]]:
    """What a value may be corrected to, where there is a choice."""
    if span.kind is SpanKind.CLAIM:
        return [
            {"value": stance.value, "label": str(picture_words.STANCES[stance])}
            for stance in STANCE_ORDER
            if stance is not span.stance
        ]
    chosen = preferences.current()
    return [
        {
            "value": other.value,
            "label": ", ".join(filter(None, (plain(other.names), formats.country(other.country, chosen)))),
        }
        for other in span.alternatives
        if other.correction
    ]
