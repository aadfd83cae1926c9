"""An officer's answer to a value as it is shown: which words it is given to, and what it says."""

import contextlib
import datetime as dt
from collections.abc import Mapping
from typing import Any

from diwan.analyse.judge import judge_alike
from diwan.analyse.judgements import ValueKind, Verdict
from diwan.core.errors import BadInput, NotVisible
from diwan.core.ids import RecordId
from diwan.core.reading import Stance
from diwan.core.viewer import Viewer
from diwan.process.fold import folded_name
from diwan.share.views import ReportView, SpanKind, SpanView

LONGEST_TEXT = 300


def span_of(view: ReportView, span_id: str) -> SpanView:
    """Raises NotVisible when nothing is read there."""
    for span in view.spans:
        if span.id == span_id:
            return span
    raise NotVisible


def alike(spans: tuple[SpanView, ...], asked: SpanView) -> tuple[SpanView, ...]:
    """The value and, of the same report, every other that is read the same; a statement stands for itself alone."""
    if asked.kind is SpanKind.CLAIM:
        return (asked,)
    return (asked, *(each for each in spans if each.id != asked.id and _means(each) == _means(asked)))


def _means(span: SpanView) -> tuple[Any, ...]:
    place = span.place.geonameid if span.place else None
    return span.kind, place, span.actor_kind, span.value, span.unit, tuple(sorted(span.names.items()))


def answer(
    viewer: Viewer,
    view: ReportView,
    span: SpanView,
    verdict: Verdict,
    given: Mapping[str, str],
    *,
    to_readers: bool = False,
    with_alike: bool = False,
) -> tuple[RecordId, ...]:
    """A record for each mention that it is given to, the asked one first. Raises NotVisible, BadInput."""
    if span.kind is SpanKind.QUANTITY:
        raise BadInput("A quantity cannot be judged yet.")
    judged = alike(view.spans, span) if with_alike else (span,)
    return judge_alike(
        viewer,
        view.row.id,
        kind=ValueKind(span.kind.value),
        spans=tuple((each.start, each.end) for each in judged),
        verdict=verdict,
        value=correction(span, given) if verdict is Verdict.CORRECTED else None,
        to_readers=to_readers,
    )


def correction(span: SpanView, given: Mapping[str, str]) -> dict[str, Any]:
    """What the officer chose or typed, as `analyse.judge_value` takes it. Raises BadInput."""
    text = given.get("text", "").strip()[:LONGEST_TEXT]
    match span.kind:
        case SpanKind.PLACE:
            for other in span.alternatives:
                if other.value == given.get("choice"):
                    return dict(other.correction)
        case SpanKind.CLAIM:
            with contextlib.suppress(ValueError):
                return {"stance": Stance(given.get("choice", "")).value}
        case SpanKind.DATE:
            with contextlib.suppress(ValueError):
                return {"value": dt.date.fromisoformat(text).isoformat()}
        case SpanKind.ACTOR if text:
            kind = span.actor_kind.value if span.actor_kind else "person"
            return {"name": text, "key": f"name:{kind}:{folded_name(text)}", "kind": kind}
        case SpanKind.CREDIT if text:
            return {"outlet": text}
    raise BadInput("Choose or write what the value should be.")
