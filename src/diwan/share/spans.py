"""Every value of a reading as the report page shows it: where, what, why, what else, who answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from diwan.analyse.judgements import Judgement, Verdict, spoken_of, with_kept
from diwan.core.codec import from_json, to_json
from diwan.core.picture import Proposition
from diwan.core.reading import PlaceCandidate, Reading, Stance, Why
from diwan.core.viewer import Viewer
from diwan.share.refs import Names, described, names_of, place_view, speaker_view
from diwan.share.views import (
    Alternative,
    JudgementView,
    SpanKind,
    SpanView,
    SpeakerView,
    WhyView,
    Words,
)
from diwan.share.views import Verdict as VerdictView

STAGE_OF = {
    SpanKind.PLACE: "places",
    SpanKind.ACTOR: "actors",
    SpanKind.DATE: "dates",
    SpanKind.CLAIM: "claims",
    SpanKind.CREDIT: "credits",
    SpanKind.QUANTITY: "quantities",
}
Told = Iterable[tuple[UUID, list[dict[str, Any]]]]  # event, its propositions as stored


def spans(
    reading: Reading, said: Iterable[Judgement], *, viewer: Viewer, names: Names, told: Told = ()
) -> tuple[SpanView, ...]:
    """In order of the text; of spans that start together the longer first."""
    said = tuple(said)
    reading = with_kept(reading, said)
    answers: dict[str, list[JudgementView]] = defaultdict(list)
    for judgement, (kind, start, end) in zip(said, spoken_of(reading, said), strict=True):
        answers[f"{kind}-{start}-{end}"].append(judgement_view(judgement, viewer, names))
    made = [
        *(_span(reading, SpanKind.PLACE, m, answers, **_of_place(m)) for m in reading.places),
        *(
            _span(
                reading, SpanKind.ACTOR, m, answers,
                names={reading.language.value: m.name}, actor_kind=m.kind, confidence=m.confidence,
            )
            for m in reading.actors
        ),
        *(_span(reading, SpanKind.DATE, m, answers, value=m.value, calendar=m.calendar) for m in reading.dates),
        *(_span(reading, SpanKind.CREDIT, m, answers, names={"": m.outlet}) for m in reading.credits),
        *(
            _span(reading, SpanKind.QUANTITY, m, answers, value=f"{m.value:g}", unit=m.unit)
            for m in reading.quantities
        ),
        *_claims(reading, answers, told),
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda s: (s.start, -s.end, s.kind.value)))


def judgement_view(judgement: Judgement, viewer: Viewer, names: Names) -> JudgementView:
    value, shown = _corrected(judgement.value) if judgement.verdict is Verdict.CORRECTED else ("", {})
    return JudgementView(
        id=judgement.judgement,
        verdict=VerdictView(judgement.verdict.value),
        member=names.member(judgement.member),
        at=judgement.at,
        value=value,
        shown=shown,
        is_own=judgement.member == viewer.member,
    )


def _corrected(value: Mapping[str, Any]) -> tuple[str, Mapping[str, str]]:
    if "place" in value:
        place = from_json(PlaceCandidate, dict(value["place"]))
        return str(place.geonameid), names_of(place)
    if "name" in value:
        return value["key"], {"": value["name"]}
    for field in ("value", "stance", "outlet"):
        if field in value:
            return value[field], {}
    return "", {}


def _span(
    reading: Reading, kind: SpanKind, found: Any, answers: dict[str, list[JudgementView]], **more: Any
) -> SpanView:
    span = f"{kind.value}-{found.start}-{found.end}"
    given = tuple(answers.get(span, ()))
    return SpanView(
        id=span,
        kind=kind,
        start=found.start,
        end=found.end,
        why=_why(found.why, dict(reading.stages).get(STAGE_OF[kind], "")),
        judgement=given[-1] if given else None,
        judgements=given,
        **more,
    )


def _why(why: Why, stage: str) -> WhyView:
    return WhyView(rule=why.rule, facts=why.facts, sentence=why.sentence, stage=stage)


def _of_place(mention: Any) -> dict[str, Any]:
    return {
        "names": names_of(mention.place),
        "place": place_view(mention.place),
        "confidence": mention.confidence,
        "alternatives": tuple(
            Alternative(
                str(a.geonameid),
                names_of(a),
                a.country,
                correction={"place": to_json(a)},
            )
            for a in mention.alternatives
        ),
    }


def _claims(reading: Reading, answers: dict[str, list[JudgementView]], told: Told) -> Iterable[SpanView]:
    spoken: dict[int, Proposition] = {}
    for _, propositions in told:
        for body in propositions:
            proposition = from_json(Proposition, body)
            for ref in proposition.claims:
                if ref.report == reading.report.id:
                    spoken[ref.index] = proposition
    for index, claim in enumerate(reading.claims):
        proposition_of = spoken.get(index)
        others = {c.report for c in proposition_of.claims} - {reading.report.id} if proposition_of else set()
        yield _span(
            reading,
            SpanKind.CLAIM,
            claim,
            answers,
            stance=claim.stance,
            speaker=_speaker(reading, claim),
            via=claim.via,
            proposition=Words(proposition_of.text, reading.language)
            if proposition_of and proposition_of.text_report == reading.report.id
            else (Words(proposition_of.text) if proposition_of else None),
            proposition_reports=len(others),
            alternatives=tuple(
                Alternative(s.value, {}, stance=s, correction={"stance": s.value})
                for s in Stance
                if s is not claim.stance
            ),
        )


def _speaker(reading: Reading, claim: Any) -> SpeakerView:
    """As this report names the speaker, in its own words."""
    speaker = claim.speaker
    if speaker.mention is not None and speaker.mention < len(reading.actors):
        mention = reading.actors[speaker.mention]
        return SpeakerView(
            key=mention.key,
            names={reading.language.value: mention.name},
            kind=mention.kind,
            described_as=described(speaker, reading.language),
        )
    if speaker.kind.value == "anonymous":
        return speaker_view(None, "anonymous", described(speaker, reading.language))
    return SpeakerView(
        key=speaker.key or speaker.name or reading.report.outlet,
        names={reading.language.value: speaker.name or reading.report.outlet},
        described_as=described(speaker, reading.language),
    )
