"""Claims about one thing, from whoever, in whatever language, side by side.

A denial and what it denies are one proposition, so words of denial count for nothing here. Claims are compared
within one event: what the event is about is in all of its claims and tells none of them apart, so each idea is
weighed by how few of the event's reports hold it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from diwan.analyse.actors import WhoIsWho
from diwan.analyse.components import average_link
from diwan.analyse.fingerprint import stem_of
from diwan.core.ids import derived_id
from diwan.core.languages import Language
from diwan.core.picture import ClaimRef, Proposition
from diwan.core.reading import Claim, Reading, SpeakerKind, Stance
from diwan.process import lexicon

ClaimId = tuple[str, int]

_ALIKE = 0.12  # low: two languages share few words of a short sentence, and an event has few propositions
_ANSWERS = 0.30  # what a denial right behind a claim of somebody else is worth before a word is compared
_CONFIRMS = 0.12
_SAME_VOICE = 0.20
_COMPARE_ALL = 300  # claims: 45,000 pairs take a second
_FEW = 24  # claims
_SAME_BREATH = 0.5  # one speaker says two things rather than one thing twice
# Words of saying and of who says: they are in every claim and part of none.
_SAID_OF_SAYING = frozenset(("confirm", "deny", "statement", "announce", "report", "spokesman", "government"))


@dataclass(frozen=True, slots=True)
class _Features:
    id: ClaimId
    language: Language
    words: frozenset[str]  # ideas, numbers, places, actors: alike in all languages
    stems: frozenset[str]
    stance: Stance
    speaker: str
    start: int
    said_alike: int  # how many claims of this stance the speaker has in this report


def propositions(
    readings: Sequence[Reading], who: WhoIsWho, viewer_key: bytes, event: str | None
) -> tuple[Proposition, ...]:
    """The propositions of reports that belong together; `readings` sorted by report id."""
    by_id = {reading.report.id: reading for reading in readings}
    claims = [_features(r, i, c, who) for r in readings for i, c in enumerate(r.claims)]
    weights = _weights(claims)
    lengths = {c.id: (_length(c.words, weights), _length(c.stems, weights)) for c in claims}
    scores: dict[tuple[ClaimId, ClaimId], float] = {}
    for one, other in _pairs(sorted(claims, key=lambda c: c.id)):
        if score := _alike(one, other, weights, lengths):
            scores[one.id, other.id] = score
    groups = average_link([c.id for c in claims], scores, _ALIKE)
    return tuple(_proposition(group, by_id, who, viewer_key, event) for group in groups)


def _pairs(claims: Sequence[_Features]) -> Iterable[tuple[_Features, _Features]]:
    """Every pair; of a very large event those that stand in one report or share a feature that few claims hold."""
    if len(claims) <= _COMPARE_ALL:
        return combinations(claims, 2)
    holders: dict[str, list[int]] = defaultdict(list)
    for n, claim in enumerate(claims):
        for feature in (claim.id[0], *claim.words, *claim.stems):
            holders[feature].append(n)
    near = {p for ns in holders.values() if len(ns) <= _FEW for p in combinations(ns, 2)}
    return ((claims[n], claims[m]) for n, m in sorted(near))


def _features(reading: Reading, index: int, claim: Claim, who: WhoIsWho) -> _Features:
    text = reading.report.text[claim.start : claim.end]
    words = {
        f"idea:{i.name}"
        for _, _, i in lexicon.ideas_in(text, reading.language)
        if i.name not in _SAID_OF_SAYING
    }
    words |= {f"place:{m.place.geonameid}" for m in reading.places if claim.start <= m.start < claim.end}
    words |= {
        f"actor:{who.of_mention[reading.report.id, n]}"
        for n, m in enumerate(reading.actors)
        if claim.start <= m.start < claim.end
    }
    words |= {f"date:{d.value}" for d in reading.dates if claim.start <= d.start < claim.end}
    words |= {f"number:{q.value}" for q in reading.quantities if claim.start <= q.start < claim.end}
    found = {stem_of(word, reading.language) for word in lexicon.WORD.findall(text)} - {""}
    stems = {f"{reading.language}:{stem}" for stem in found}
    report = reading.report.id
    speaker = who.of_speaker[report, index]
    said_alike = sum(
        other.stance is claim.stance and who.of_speaker[report, n] == speaker
        for n, other in enumerate(reading.claims)
    )
    return _Features(
        id=(report, index),
        language=reading.language,
        words=frozenset(words),
        stems=frozenset(stems),
        stance=claim.stance,
        speaker=speaker,
        start=claim.start,
        said_alike=said_alike,
    )


def _weights(claims: Sequence[_Features]) -> Mapping[str, float]:
    """How few of the claims hold a feature; counted per claim, damped."""
    counts: Counter[str] = Counter()
    for claim in claims:
        counts.update(claim.words)
        counts.update(claim.stems)
    total = len(claims)
    return {feature: math.log(1 + total / n) for feature, n in counts.items()}


def _alike(
    one: _Features,
    other: _Features,
    weights: Mapping[str, float],
    lengths: Mapping[ClaimId, tuple[float, float]],
) -> float:
    score = _overlap(one.words, other.words, weights, lengths[one.id][0] * lengths[other.id][0])
    if one.language is other.language:
        stems = _overlap(one.stems, other.stems, weights, lengths[one.id][1] * lengths[other.id][1])
        score = max(0.5 * (score + stems), stems)
    if one.id[0] != other.id[0]:
        return min(1.0, score + _one_voice(one, other))
    return _in_one_report(one, other, score)


def _one_voice(one: _Features, other: _Features) -> float:
    """Who takes one stance once in either report is likely to be quoted on the same matter."""
    if one.speaker != other.speaker or one.speaker == "anonymous" or one.stance is not other.stance:
        return 0.0
    return _SAME_VOICE / max(one.said_alike, other.said_alike)


def _in_one_report(one: _Features, other: _Features, score: float) -> float:
    """Next to each other, from two mouths and against each other: the second answers the first."""
    first, second = sorted((one, other), key=lambda c: c.start)
    is_next = abs(one.id[1] - other.id[1]) == 1
    against = (
        second.stance in (Stance.DENIES, Stance.DOUBTS, Stance.RETRACTS) or first.stance is Stance.DENIES
    )
    if one.speaker == other.speaker and one.speaker != "anonymous":
        return score * (1.0 if second.stance is Stance.RETRACTS else _SAME_BREATH)
    if is_next and against and first.stance is not second.stance:
        return min(1.0, score + _ANSWERS)
    if is_next and second.stance is Stance.CONFIRMS:
        return min(1.0, score + _CONFIRMS)
    return score


def _overlap(a: frozenset[str], b: frozenset[str], weights: Mapping[str, float], lengths: float) -> float:
    common = a & b
    return math.fsum(weights[w] ** 2 for w in common) / lengths if common else 0.0


def _length(words: Iterable[str], weights: Mapping[str, float]) -> float:
    return math.sqrt(math.fsum(weights[w] ** 2 for w in words)) or 1.0


def _proposition(
    group: Sequence[ClaimId],
    by_id: Mapping[str, Reading],
    who: WhoIsWho,
    viewer_key: bytes,
    event: str | None,
) -> Proposition:
    refs = tuple(
        ClaimRef(report, index, who.of_speaker[report, index], by_id[report].claims[index].stance)
        for report, index in group
    )
    report, index = min(group, key=lambda c: _clearness(by_id[c[0]].claims[c[1]], c))
    claim = by_id[report].claims[index]
    identity = derived_id(viewer_key, "proposition", *(f"{r}#{i}" for r, i in group))
    return Proposition(str(identity), refs, by_id[report].report.text[claim.start : claim.end], report, event)


def _clearness(claim: Claim, ref: ClaimId) -> tuple[bool, bool, int, ClaimId]:
    """Asserted before denied, by a name before nobody, near 90 characters, then by id."""
    return (
        claim.stance not in (Stance.ASSERTS, Stance.CONFIRMS),
        claim.speaker.kind is SpeakerKind.ANONYMOUS,
        abs(claim.end - claim.start - 90) // 20,
        ref,
    )
