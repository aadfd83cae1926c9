"""Pure: a reading as the judgements that a viewer may read leave it.

The shared annotation stays as it is; a judgement changes only the pictures of those who may read it.
"""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from diwan.core.codec import from_json
from diwan.core.reading import (
    ActorKind,
    ActorMention,
    Claim,
    Credit,
    DateMention,
    Granularity,
    PlaceCandidate,
    PlaceMention,
    Reading,
    Speaker,
    SpeakerKind,
    Stance,
    Why,
)
from diwan.process.fold import folded_name

Value = tuple["ValueKind", int, int]  # kind and span of one value


class Verdict(StrEnum):
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class ValueKind(StrEnum):
    PLACE = "place"
    ACTOR = "actor"
    DATE = "date"
    CLAIM = "claim"
    CREDIT = "credit"


FIELD = {
    ValueKind.PLACE: "places",
    ValueKind.ACTOR: "actors",
    ValueKind.DATE: "dates",
    ValueKind.CLAIM: "claims",
    ValueKind.CREDIT: "credits",
}


_HALF = 0.5  # of two spans together, what both hold


@dataclass(frozen=True, slots=True)
class Judgement:
    judgement: UUID
    member: str
    report: UUID
    value_kind: ValueKind
    span_start: int
    span_end: int
    verdict: Verdict
    value: dict[str, Any]
    at: dt.datetime


def spoken_of(reading: Reading, judgements: Sequence[Judgement]) -> list[Value]:
    """The value that each judgement speaks of: the one on its span, else what is read over it now.

    Newer rules may read a name with more or fewer of its words. A statement must be the same one by half; of other
    values one letter in common is enough, for two of a kind do not stand over each other.
    """
    return [_spoken_of(reading, judgement) for judgement in judgements]


def _spoken_of(reading: Reading, judgement: Judgement) -> Value:
    kind, start, end = judgement.value_kind, judgement.span_start, judgement.span_end
    read = [(each.start, each.end) for each in getattr(reading, FIELD[kind])] if kind in FIELD else []
    if (start, end) in read:
        return kind, start, end
    shared = {
        (s, e): (min(e, end) - max(s, start)) / (max(e, end) - min(s, start))
        for s, e in read
        if s < end and start < e
    }
    least = _HALF if kind is ValueKind.CLAIM else 0.0
    best = max(shared, key=lambda span: (shared[span], span), default=None)
    return (kind, *best) if best is not None and shared[best] > least else (kind, start, end)


def with_kept(reading: Reading, judgements: Iterable[Judgement]) -> Reading:
    """With the values that an officer confirmed or corrected and that the rules of today do not read any more.

    Not statements: who spoke, and through whom, is not in the answer.
    """
    said = [j for j in judgements if j.value and j.verdict is not Verdict.REJECTED and j.value_kind in _MADE]
    read = {(kind, v.start, v.end) for kind, field in FIELD.items() for v in getattr(reading, field)}
    lost = {
        value: judgement
        for judgement, value in zip(said, spoken_of(reading, said), strict=True)
        if value not in read
    }
    if not lost:
        return reading
    changes: dict[str, Any] = {}
    renumbered = {index: index for index in range(len(reading.actors))}
    for kind in sorted({kind for kind, _, _ in lost}):
        made = [_MADE[kind](judgement) for value, judgement in lost.items() if value[0] is kind]
        placed = [*enumerate(getattr(reading, FIELD[kind])), *((None, each) for each in made)]
        placed.sort(key=lambda pair: (pair[1].start, pair[1].end))
        changes[FIELD[kind]] = tuple(each for _, each in placed)
        if kind is ValueKind.ACTOR:
            renumbered = {old: new for new, (old, _) in enumerate(placed) if old is not None}
    changes["claims"] = tuple(_renumber(claim, renumbered) for claim in reading.claims)
    return dataclasses.replace(reading, **changes)


def _span(judgement: Judgement) -> tuple[int, int]:
    return judgement.span_start, judgement.span_end


_DAYS = {10: Granularity.DAY, 7: Granularity.MONTH, 4: Granularity.YEAR}
_MADE: dict[ValueKind, Callable[[Judgement], Any]] = {
    ValueKind.PLACE: lambda j: PlaceMention(
        *_span(j), place=from_json(PlaceCandidate, j.value["place"]), confidence=1.0, why=_why(j)
    ),
    ValueKind.ACTOR: lambda j: ActorMention(
        *_span(j), ActorKind(j.value["kind"]), j.value["key"], j.value["name"], confidence=1.0, why=_why(j)
    ),
    ValueKind.DATE: lambda j: DateMention(
        *_span(j),
        j.value["value"],
        _DAYS.get(len(j.value["value"]), Granularity.RANGE),
        "gregorian",
        why=_why(j),
    ),
    ValueKind.CREDIT: lambda j: Credit(
        *_span(j), j.value["outlet"], _key_of_outlet(j.value["outlet"]), why=_why(j)
    ),
}


def _key_of_outlet(outlet: str) -> str:
    return f"name:organisation:{folded_name(outlet)}"


def _why(judgement: Judgement) -> Why:
    return Why(
        rule=f"judgement.{judgement.verdict}",
        sentence=f"{judgement.verdict} by an officer of {judgement.member}",
        facts=(("member", judgement.member),),
    )


def as_judged(reading: Reading, judgements: Iterable[Judgement]) -> Reading:
    """The reading with each judged value confirmed, corrected or gone; of two on one value the later decides.

    An answer outlasts the rules that read the value: it holds for what newer rules read in its place.
    """
    said = sorted(judgements, key=lambda j: (j.at, j.judgement))
    if not said:
        return reading
    reading = with_kept(reading, said)
    last = dict(zip(spoken_of(reading, said), said, strict=True))
    changes: dict[str, Any] = {}
    renumbered: dict[int, int] = {}
    for kind, field in FIELD.items():
        kept: list[Any] = []
        for index, value in enumerate(getattr(reading, field)):
            answer = last.get((kind, value.start, value.end))
            if answer is not None and answer.verdict is Verdict.REJECTED:
                continue
            if kind is ValueKind.ACTOR:
                renumbered[index] = len(kept)
            kept.append(value if answer is None else _judged(kind, value, answer))
        changes[field] = tuple(kept)
    changes["claims"] = tuple(_renumber(claim, renumbered) for claim in changes["claims"])
    return dataclasses.replace(reading, **changes)


def _judged(kind: ValueKind, value: Any, judgement: Judgement) -> Any:
    changed: dict[str, Any] = {"why": _why(judgement)}
    if kind in (ValueKind.PLACE, ValueKind.ACTOR):
        changed["confidence"] = 1.0
    if judgement.value:
        changed |= _correction(kind, judgement.value)
    return dataclasses.replace(value, **changed)


def _correction(kind: ValueKind, value: dict[str, Any]) -> dict[str, Any]:
    """What a correction may set, by kind; anything else in it is ignored."""
    match kind:
        case ValueKind.PLACE:
            return {"place": from_json(PlaceCandidate, value["place"])}
        case ValueKind.ACTOR:
            return {"name": value["name"], "key": value["key"], "kind": ActorKind(value["kind"])}
        case ValueKind.DATE:
            return {"value": value["value"]}
        case ValueKind.CLAIM:
            return {"stance": Stance(value["stance"])}
        case ValueKind.CREDIT:
            return {
                "outlet": value["outlet"],
                "key": _key_of_outlet(value["outlet"]),
            }


def _renumber(claim: Claim, renumbered: dict[int, int]) -> Claim:
    """Point a claim's speaker at the mention's new place; whoever spoke through a rejected mention is unknown."""
    mention = claim.speaker.mention
    if mention is None:
        return claim
    if mention not in renumbered:
        return dataclasses.replace(
            claim, speaker=Speaker(SpeakerKind.ANONYMOUS, described_as=claim.speaker.name)
        )
    return dataclasses.replace(claim, speaker=dataclasses.replace(claim.speaker, mention=renumbered[mention]))
