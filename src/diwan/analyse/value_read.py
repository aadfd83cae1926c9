"""Pure: a value of a reading in the form in which a judgement says it."""

from typing import Any

from diwan.analyse.judgements import FIELD, ValueKind
from diwan.core.codec import to_json
from diwan.core.reading import Claim, Reading, SpeakerKind


def value_of(reading: Reading, kind: ValueKind, span: tuple[int, int]) -> dict[str, Any] | None:
    """None when nothing of that kind is read there."""
    for value in getattr(reading, FIELD[kind]):
        if (value.start, value.end) == span:
            return _told(reading, kind, value)
    return None


def _told(reading: Reading, kind: ValueKind, value: Any) -> dict[str, Any]:
    match kind:
        case ValueKind.PLACE:
            return {"place": to_json(value.place)}
        case ValueKind.ACTOR:
            return {"name": value.name, "key": value.key, "kind": value.kind.value}
        case ValueKind.DATE:
            return {"value": value.value}
        case ValueKind.CLAIM:
            return {"stance": value.stance.value, "speaker": _speaker(reading, value)}
        case ValueKind.CREDIT:
            return {"outlet": value.outlet}


def _speaker(reading: Reading, claim: Claim) -> str | dict[str, str]:
    speaker = claim.speaker
    if speaker.mention is not None:
        actor = reading.actors[speaker.mention]
        return {"key": actor.key, "name": actor.name, "kind": actor.kind.value}
    if speaker.kind is SpeakerKind.ANONYMOUS:
        return "anonymous"
    name = speaker.name or reading.report.outlet
    return {"key": speaker.key or name, "name": name} if name else "anonymous"
