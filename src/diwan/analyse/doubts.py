"""Pure: on which doubtful values something in an event hangs, and what would be another without them.

Nothing is guessed about consequences: the event is told again with the value as it might be instead, and what differs
is the change. A judgement joins or parts no reports, because edges are made from the shared readings, so it is enough
to tell one event again. Values on which nothing hangs are not told: their report shows how sure each is.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from diwan.analyse.actors import WhoIsWho
from diwan.analyse.days import days_of
from diwan.analyse.events import date_told, place_told, votes_of
from diwan.analyse.fingerprint import Fingerprint, fingerprint, lead_end
from diwan.analyse.judgements import ValueKind
from diwan.analyse.origins import Origins, origins
from diwan.core.picture import Change, Changed, ClaimRef, Doubt, Edge, Event, Proposition, Relation
from diwan.core.reading import ActorMention, PlaceMention, Reading, Stance

_SURE_OF_A_PLACE = 0.8  # a place is accepted from 0.65 on
_SURE_OF_AN_ACTOR = 0.6
_FOR = (Stance.ASSERTS, Stance.CONFIRMS)
_TAKEN = (Relation.COPY, Relation.EXCERPT, Relation.QUOTATION)


def doubts(
    readings: Sequence[Reading],
    edges: Sequence[Edge],
    copies: Sequence[tuple[str, ...]],
    *,
    came_from: Origins,
    said: Sequence[Proposition],
    told: Event,
    who: WhoIsWho,
) -> tuple[Doubt, ...]:
    """Of one event, in the order of its reports and of their text; `readings` sorted by id, as the event was told from them."""
    asked = _Event(readings, edges, copies, came_from, said, told, who)
    found = [*_places(asked), *_dates(asked), *_claims(asked), *_speakers(asked), *_credits(asked)]
    return tuple(sorted(found, key=lambda d: (d.report, d.start, d.kind)))


@dataclass(frozen=True)
class _Event:
    readings: Sequence[Reading]
    edges: Sequence[Edge]
    copies: Sequence[tuple[str, ...]]
    came_from: Origins
    said: Sequence[Proposition]
    told: Event
    who: WhoIsWho

    @cached_property
    def prints(self) -> list[Fingerprint]:
        return [fingerprint(reading) for reading in self.readings]

    @cached_property
    def votes(self) -> dict[str, float]:
        return votes_of(self.came_from)

    def with_one_changed(self, changed: Reading) -> list[Reading]:
        return [changed if each.report.id == changed.report.id else each for each in self.readings]

    def doubt(self, reading: Reading, kind: ValueKind, value: Any, reason: str, *changes: Change) -> Doubt:
        sure = getattr(value, "confidence", 1.0)
        return Doubt(
            self.told.id, reading.report.id, kind.value, value.start, value.end, reason, sure, changes
        )


def _is_answered(value: Any) -> bool:
    return bool(value.why.rule.startswith("judgement."))


# --- where ----------------------------------------------------------------------------------------------------


def _places(asked: _Event) -> Iterator[Doubt]:
    """One place stands for all its mentions in a report: they are meant alike, and one answer is given to all."""
    where = asked.told.place
    if where is None:
        return
    for reading in asked.readings:
        alike = [m for m in reading.places if m.place.geonameid == where.geonameid]
        if not alike or any(m.confidence >= _SURE_OF_A_PLACE or _is_answered(m) for m in alike):
            continue
        others = [place for m in alike for place in m.alternatives if place.geonameid != where.geonameid]
        instead = tuple(
            replace(m, place=others[0]) if m in alike else m
            for m in reading.places
            if others or m not in alike
        )
        changed = asked.with_one_changed(replace(reading, places=instead))
        after = place_told(changed, asked.prints, asked.votes)
        if after is None or after.geonameid != where.geonameid:
            change = Change(Changed.PLACE, places=(where, after))
            yield asked.doubt(reading, ValueKind.PLACE, alike[0], _why_a_place(alike[0]), change)


def _why_a_place(mention: PlaceMention) -> str:
    if mention.why.rule == "places.sound":
        return "place.sound"
    return "place.ambiguous" if mention.alternatives else "place.weak"


# --- when -----------------------------------------------------------------------------------------------------


def _dates(asked: _Event) -> Iterator[Doubt]:
    """Only where the reports differ about the day: an expression that decides between them is worth a look."""
    days = {made.id: made.days for made in asked.prints}
    if len({max(shares, key=lambda day: (shares[day], day)) for shares in days.values() if shares}) < 2:
        return
    for reading in asked.readings:
        for value in sorted({m.value for m in reading.dates}):
            alike = [m for m in reading.dates if m.value == value]
            if any(_is_answered(m) for m in alike):
                continue
            rest = replace(reading, dates=tuple(m for m in reading.dates if m.value != value))
            instead: Mapping[str, Mapping[dt.date, float]] = days | {
                reading.report.id: days_of(rest, lead_end(reading.report.text))
            }
            after = date_told(instead, asked.votes)
            if after != asked.told.date:
                change = Change(Changed.DATE, asked.told.date or "", after or "")
                yield asked.doubt(reading, ValueKind.DATE, alike[0], "date.decides", change)


# --- who says what --------------------------------------------------------------------------------------------


def _claims(asked: _Event) -> Iterator[Doubt]:
    """A contradiction is a suggestion: where one voice alone stands on a side, it hangs on how that one was read."""
    by_id = {reading.report.id: reading for reading in asked.readings}
    contested = [p for p in asked.said if p.asserted and p.denied]
    for proposition in contested:
        change = Change(Changed.CONTESTED, str(len(contested)), str(len(contested) - 1))
        for side in _sides(proposition):
            if len(side) == 1:
                reading = by_id[side[0].report]
                claim = reading.claims[side[0].index]
                if not _is_answered(claim):
                    yield asked.doubt(reading, ValueKind.CLAIM, claim, "claim.alone", change)


def _sides(proposition: Proposition) -> tuple[list[ClaimRef], list[ClaimRef]]:
    return (
        [claim for claim in proposition.claims if claim.stance is Stance.DENIES],
        [claim for claim in proposition.claims if claim.stance in _FOR],
    )


def _speakers(asked: _Event) -> Iterator[Doubt]:
    """Whoever speaks by a name that is perhaps none: what was said would be nobody's."""
    for reading in asked.readings:
        spoken: dict[str, list[ActorMention]] = defaultdict(list)
        for claim in reading.claims:
            if claim.speaker.mention is not None:
                mention = reading.actors[claim.speaker.mention]
                spoken[mention.key].append(mention)
        for key, heard in spoken.items():
            alike = [m for m in reading.actors if m.key == key]
            if all(m.confidence < _SURE_OF_AN_ACTOR and not _is_answered(m) for m in alike):
                change = Change(Changed.UNNAMED, "0", str(len(heard)), things=len(heard))
                yield asked.doubt(reading, ValueKind.ACTOR, alike[0], "actor.weak", change)


# --- where it comes from --------------------------------------------------------------------------------------


def _credits(asked: _Event) -> Iterator[Doubt]:
    """Reports that share no words and are one origin because they credit one outlet."""
    taken = {end for edge in asked.edges if edge.relation in _TAKEN for end in (edge.taker, edge.taken)}
    joined = {r for origin in asked.told.origins if len(origin.reports) > 1 for r in origin.reports}
    for reading in asked.readings:
        if reading.report.id not in joined - taken:
            continue
        for key in sorted({credit.key for credit in reading.credits}):
            alike = [credit for credit in reading.credits if credit.key == key]
            changes = tuple(_without(asked, reading, key))
            if changes and not any(map(_is_answered, alike)):
                yield asked.doubt(reading, ValueKind.CREDIT, alike[0], "credit.joins", *changes)


def _without(asked: _Event, reading: Reading, key: str) -> Iterable[Change]:
    report = reading.report.id
    kept = [n for n, credit in enumerate(reading.credits) if credit.key != key]
    of_credit = {
        (report, n): asked.who.of_credit.get((report, old), reading.credits[old].key)
        for n, old in enumerate(kept)
    }
    who = replace(asked.who, of_credit={**asked.who.of_credit, **of_credit})
    changed = replace(reading, credits=tuple(reading.credits[n] for n in kept))
    after = origins(asked.with_one_changed(changed), asked.edges, asked.copies, who)
    counts = len(asked.came_from.groups), len(after.groups)
    if counts[0] != counts[1]:
        yield _counted(Changed.ORIGINS, *counts)
    if asked.came_from.interval[0] != after.interval[0]:
        yield _counted(Changed.CERTAIN, asked.came_from.interval[0], after.interval[0])


def _counted(what: Changed, before: int, after: int) -> Change:
    return Change(what, str(before), str(after), things=abs(after - before))
