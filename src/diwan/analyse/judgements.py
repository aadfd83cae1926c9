"""Pure: a reading as the judgements that a viewer may read leave it.

The shared annotation stays as it is; a judgement changes only the pictures of those who may read it.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from diwan.core.codec import from_json
from diwan.core.reading import (
    ActorKind,
    Claim,
    PlaceCandidate,
    Reading,
    Speaker,
    SpeakerKind,
    Stance,
    Why,
)


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


def as_judged(reading: Reading, judgements: Iterable[Judgement]) -> Reading:
    """The reading with each judged value confirmed, corrected or gone; of two on one value the later decides."""
    last: dict[tuple[str, int, int], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.judgement)):
        last[judgement.value_kind, judgement.span_start, judgement.span_end] = judgement
    if not last:
        return reading
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
    why = Why(
        rule=f"judgement.{judgement.verdict}",
        sentence=f"{judgement.verdict} by an officer of {judgement.member}",
        facts=(("member", judgement.member),),
    )
    changed: dict[str, Any] = {"why": why}
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
            return {"outlet": value["outlet"]}


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
