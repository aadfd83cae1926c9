"""Claims about one thing, from whoever, in whatever language, side by side.

A denial and what it denies are one proposition, so words of denial count for nothing here. Claims are compared
within one event: what the event is about is in all of its claims and tells none of them apart, so each idea is
weighed by how few of the event's reports hold it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from diwan.analyse.actors import WhoIsWho
from diwan.analyse.components import average_link
from diwan.analyse.fingerprint import fingerprint
from diwan.analyse.likeness import Pair, cosines, holders, pairs_of
from diwan.core.ids import derived_id
from diwan.core.languages import Language
from diwan.core.picture import ClaimRef, Proposition
from diwan.core.reading import Claim, Reading, SpeakerKind, Stance

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
    stems: frozenset[tuple[Language, str]]
    stance: Stance
    speaker: str
    start: int
    said_alike: int  # how many claims of this stance the speaker has in this report


def propositions(
    readings: Sequence[Reading], who: WhoIsWho, viewer_key: bytes, event: str | None
) -> tuple[Proposition, ...]:
    """The propositions of reports that belong together; `readings` sorted by report id."""
    by_id = {reading.report.id: reading for reading in readings}
    claims = sorted((f for reading in readings for f in _features(reading, who)), key=lambda c: c.id)
    groups = average_link([c.id for c in claims], _scores(claims), _ALIKE)
    return tuple(_proposition(group, by_id, who, viewer_key, event) for group in groups)


def _features(reading: Reading, who: WhoIsWho) -> Iterable[_Features]:
    report = reading.report.id
    speakers = [who.of_speaker[report, index] for index in range(len(reading.claims))]
    said = Counter(zip(speakers, (claim.stance for claim in reading.claims), strict=True))
    told = sorted(
        [
            *((m.start, f"place:{m.place.geonameid}") for m in reading.places),
            *((m.start, f"actor:{who.of_mention[report, n]}") for n, m in enumerate(reading.actors)),
            *((d.start, f"date:{d.value}") for d in reading.dates),
            *((q.start, f"number:{q.value}") for q in reading.quantities),
        ]
    )
    starts = [start for start, _ in told]
    for index, (claim, heard) in enumerate(zip(reading.claims, fingerprint(reading).claims, strict=True)):
        ideas = [f"idea:{idea}" for idea in heard.ideas if idea not in _SAID_OF_SAYING]
        inside = told[bisect_left(starts, claim.start) : bisect_left(starts, claim.end)]
        yield _Features(
            id=(report, index),
            language=reading.language,
            words=frozenset((*ideas, *[word for _, word in inside])),
            stems=frozenset((reading.language, stem) for stem in heard.stems),
            stance=claim.stance,
            speaker=speakers[index],
            start=claim.start,
            said_alike=said[speakers[index], claim.stance],
        )


def _scores(claims: Sequence[_Features]) -> dict[tuple[ClaimId, ClaimId], float]:
    """How alike two claims are, of all pairs that are at all; `claims` sorted by id."""
    near = _near(claims) if len(claims) > _COMPARE_ALL else None
    words = cosines([c.words for c in claims], near)
    stems = cosines([c.stems for c in claims], near)
    scores = {}
    for n, m in words.keys() | stems.keys() | (_without_a_word(claims) if near is None else near):
        one, other = claims[n], claims[m]
        score = words.get((n, m), 0.0)
        if one.language is other.language:
            of_stems = stems.get((n, m), 0.0)
            score = max(0.5 * (score + of_stems), of_stems)
        if one.id[0] == other.id[0]:
            score = _in_one_report(one, other, score)
        else:
            score = min(1.0, score + _one_voice(one, other))
        if score:
            scores[one.id, other.id] = score
    return scores


def _near(claims: Sequence[_Features]) -> set[Pair]:
    """Of a very large event: the pairs that stand in one report or share a feature that few claims hold."""
    held = holders([(c.id[0], *c.words, *c.stems) for c in claims])
    return set(pairs_of(ns for ns in held.values() if len(ns) <= _FEW))


def _without_a_word(claims: Sequence[_Features]) -> set[Pair]:
    """Pairs that may be alike though they share no word: one voice, or neighbours in a report."""
    voices = holders([((c.speaker, c.stance),) for c in claims])
    return {*pairs_of(voices.values()), *((n - 1, n) for n in range(1, len(claims)))}


def _one_voice(one: _Features, other: _Features) -> float:
    """Who takes one stance once in either report is likely to be quoted on the same matter."""
    if one.speaker != other.speaker or one.speaker == "anonymous" or one.stance is not other.stance:
        return 0.0
    return _SAME_VOICE / max(one.said_alike, other.said_alike)


def _in_one_report(one: _Features, other: _Features, score: float) -> float:
    """Next to each other, from two mouths and against each other: the second answers the first."""
    first, second = (one, other) if one.start <= other.start else (other, one)
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
